"""Quoted changes like for like: what a writing says, beside the same between figures of one age."""

from datetime import timedelta

import pytest

from etl.claims import listing
from etl.claims.like_for_like import is_already_like_for_like, is_of_recent_figure
from etl.claims.listing import same_age_record
from etl.core.model import Period
from tests.etl.claims.made import figure, holdings, judged, quote, shipped, shipped_snapshot

QUARTER = "apparent-opioid-deaths-quarter"
JULY = [
    figure("2023-07", "2023-08-29", 198),
    figure("2023-07", "2024-08-30", 226),
    figure("2024-07", "2024-08-30", 192),
]


@pytest.fixture(scope="module")
def listed():
    return listing.list_claims(shipped_snapshot().commentary.articles, shipped())


def change(period, value, base=None, *, place="CA-BC", unit="percent", words=()):
    return quote(period, value, "change", place=place, base=base, unit=unit, words=words)


@pytest.mark.parametrize(
    ("quotation", "written", "counts", "ages"),
    [
        (change("2024-07", -15), "2024-09-30", (192, 198), (30, 29)),
        (change("2023-09", -10), "2023-11-15", (175, 171), (32, 38)),
        (change("2020-10", 116), "2020-11-25", (162, 69), (25, 35)),
        (change("2023-04", 46, place="CA-AB"), "2023-06-29", (179, 113), (57, 61)),
    ],
    ids=["July 2024", "September 2023", "October 2020", "Alberta, April 2023"],
)
def test_a_change_from_a_revised_figure_has_the_one_between_figures_of_one_age(quotation, written, counts, ages):
    same_age = judged(quotation, written).same_age
    assert (same_age.value, same_age.base_value) == counts
    assert (same_age.newest.age.days, same_age.base_newest.age.days) == ages


def test_only_what_was_published_by_the_writing_is_used():
    assert judged(change("2024-07", -15), "2024-08-29", holdings(*JULY)).same_age is None
    later = [*JULY, figure("2024-07", "2025-08-30", 200)]
    assert judged(change("2024-07", -15), "2024-09-30", holdings(*later)).same_age.value == 192


def test_what_is_no_change_has_none():
    assert judged(quote("2024-07", 192), "2024-09-30", holdings(*JULY)).same_age is None


def test_the_record_has_the_unit_of_what_is_quoted():
    same_age = judged(change("2024-07", -15), "2024-09-30", holdings(*JULY)).same_age
    record = same_age_record(same_age, "percent")
    assert (record["value"], record["days"], record["base_days"]) == (-3.03, 30, 29)
    assert record["parts"][1] == {"value": 198, "published": "2023-08-29", "period": "2023-07"}
    assert same_age_record(same_age, "deaths")["value"] == -6
    assert same_age_record(None, "deaths") is None


@pytest.mark.parametrize("place", ["CA-QC", "CA-BC"])
@pytest.mark.parametrize(("period", "is_formed"), [("2024-Q1", False), ("2024-Q4", False), ("2025-Q1", True)])
def test_none_is_formed_across_a_break(place, period, is_formed):
    """From January 2024 on the shipped notes say that deaths from all drugs are counted, by releases since 2025."""
    later = Period.parse(period)
    months = [(later, 200), (later.shift(-12), 100)]
    figures = [
        figure(span.label, (span.end + timedelta(days=200)).isoformat(), value, QUARTER, place)
        for span, value in months
    ]
    figures.append(figure(later.shift(-12).label, "2026-03-31", 105, QUARTER, place))
    quotation = quote(period, 90, "change", place=place, unit="percent", measure=QUARTER)
    same_age = judged(quotation, "2026-06-01", holdings(*figures, notes=shipped_snapshot().notes)).same_age
    assert (same_age is not None) is is_formed


def test_a_figure_is_recent_for_a_year_after_its_span():
    recent = judged(change("2024-07", -15), "2024-09-30", holdings(*JULY))
    assert is_of_recent_figure(recent)
    restated = [figure(period, "2026-08-11", value) for period, value in (("2023-07", 226), ("2024-07", 200))]
    assert not is_of_recent_figure(judged(change("2024-07", -12), "2026-09-01", holdings(*JULY, *restated)))
    assert not is_of_recent_figure(judged(quote("2024-07", 192), "2024-09-30", holdings(*JULY)))


def test_a_change_between_first_figures_is_like_for_like_already():
    first = holdings(JULY[0], JULY[2])
    assert is_already_like_for_like(judged(change("2024-07", -3), "2024-09-30", first))
    assert not is_already_like_for_like(judged(change("2024-07", -15), "2024-09-30", holdings(*JULY)))


def test_every_shipped_one_is_of_figures_of_its_day_and_of_one_age(listed):
    same_ages = [(item.article.published_on, item.judgement.same_age) for item in listed if item.judgement.same_age]
    assert len(same_ages) >= 3
    for written, same_age in same_ages:
        later, earlier = same_age.newest, same_age.base_newest
        assert max(later.vintage, earlier.vintage) <= written
        assert abs((later.age - earlier.age).days) <= 14


def test_a_change_of_a_group_is_of_that_group():
    """Synthetic opioids rose by 72 % and all overdose deaths by 11 %: the one is never given for the other."""
    quotation = change("2015-02/2016-01", 72, "2014-02/2015-01", place="US", words={"synthetic", "opioid"})
    judgement = judged(quotation, "2019-05-15", shipped())
    assert judgement.then is not None
    assert [part.value for part in judgement.then.parts] == [9946, 5766]
    assert judgement.same_age is None or (judgement.same_age.value, judgement.same_age.base_value) == (9946, 5766)
