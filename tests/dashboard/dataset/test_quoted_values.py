"""What a writing quotes of a series, beside the observation of the day and the newest value held."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.quoted_values import find_entry, find_quotation
from etl.reference.commentary import Commentary
from tests.dashboard import made
from tests.dashboard.made import figure
from tests.etl.claims.made import claim

POST = "rr-harm-reduction-and-recovery-both"


def site_with(figures, *claims, day="2020-09-21"):
    """A site over some figures with one writing of a day."""
    over = made.holdings(figures)
    post = replace(over.commentary.by_id(POST), published_on=date.fromisoformat(day), claims=claims, cites=())
    return Dataset(replace(over, commentary=Commentary((post,), ())))


def quotation(over, **chosen):
    return find_quotation(over, made.view(over, note=POST, **chosen))


def facts(quoted):
    return [
        (value.observation.period.label, value.observation.value, value.quoted, value.then, value.now)
        for value in quoted.values
    ]


def test_the_post_of_2020_quotes_three_months(site):
    quoted = quotation(site, as_of="2020-09-21")
    assert facts(quoted) == [
        ("2020-05", 174, 174, 174, 175),
        ("2020-06", 177, 177, 177, 189),
        ("2020-06", 177, 175, 175, 189),
        ("2020-07", 175, 175, 175, 186),
    ]
    assert [len(values) for values in quoted.by_period] == [1, 2, 1]
    assert {value.is_followed for value in quoted.values} == {True}
    assert {value.is_current for value in quoted.values} == {False}


def test_the_observation_follows_the_day_and_the_rest_stays(site):
    assert [row[1:] for row in facts(quotation(site))] == [
        (175, 174, 174, 175),
        (189, 177, 177, 189),
        (189, 175, 175, 189),
        (186, 175, 175, 186),
    ]
    early = quotation(site, as_of="2020-06-30")
    assert [(value.observation.period.label, value.is_current) for value in early.values][-1] == ("2020-07", True)


FIGURES = [figure("2020-06", "2020-08-01", 11), figure("2020-07", "2020-08-01", 909)]


def test_a_value_that_no_later_release_published_has_no_newest():
    (value,) = quotation(site_with(FIGURES, claim("2020-07", 900))).values
    assert (value.quoted, value.then, value.now, value.is_followed) == (900, 909, None, False)
    revised = [*FIGURES, figure("2020-07", "2021-01-01", 950)]
    (value,) = quotation(site_with(revised, claim("2020-07", 900))).values
    assert (value.then, value.now, value.is_followed) == (909, 950, True)
    withheld = [*FIGURES, figure("2020-07", "2021-01-01", None)]
    (value,) = quotation(site_with(withheld, claim("2020-07", 900)), as_of="2020-09-01").values
    assert (value.now, value.is_followed) == (None, True)


def test_a_value_that_no_release_states_is_as_the_writing_has_it():
    (value,) = quotation(site_with(FIGURES, claim("2020-06", 13))).values
    assert (value.observation.value, value.quoted, value.then) == (11, 13, 13)


@pytest.mark.parametrize(
    "other",
    [
        claim("2020-07", 25.0, "change", unit="percent"),
        claim("2020", 1200),
        claim("2019-01", 80),
        claim("2020-07", 12.5, "mean", unit="deaths_per_day"),
    ],
    ids=lambda other: f"{other.kind} {other.period.label}",
)
def test_what_is_no_value_of_the_series_is_not_drawn(other):
    quoted = quotation(site_with(FIGURES, other))
    assert (quoted.values, quoted.claims) == ((), (other,))
    both = quotation(site_with(FIGURES, other, claim("2020-06", 11, "initial")))
    assert [value.quoted for value in both.values] == [11]


@pytest.mark.parametrize("chosen", [{"unit": "rate"}, {"window": 12}, {"measure": made.YEAR}], ids=str)
def test_a_chart_of_something_else_draws_none(site, chosen):
    assert quotation(site, **chosen).values == ()


def test_nothing_is_quoted_where_nothing_is_asked_or_no_value_is_of_the_place(site):
    assert find_quotation(site, made.view(site)) is None
    assert quotation(site, notes=False) is None
    assert quotation(site_with(FIGURES, claim("2020-07", 5, place="CA-AB"))) is None
    assert quotation(site_with(FIGURES, claim("2020-07", None, "reference"))) is None
    event = next(note for note in site.availability.note_places if note.startswith("2016-04-14"))
    assert find_entry(site, event).kind == "event"
    assert find_quotation(site, made.view(site, note=event)) is None


def test_what_is_learned_later_changes_no_pinned_view():
    late = figure("2020-07", "2020-09-01", 920, edition=2)
    before, after = (site_with(rows, claim("2020-07", 920)) for rows in (FIGURES, [*FIGURES, late]))
    pinned = {"as_of": "2020-09-21", "edition": 1}
    assert quotation(before, **pinned).values == quotation(after, **pinned).values
    assert facts(quotation(after, as_of="2020-09-21")) == [("2020-07", 920, 920, 920, None)]
