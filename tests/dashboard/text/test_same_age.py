"""Changes like for like in words: both figures, both ages, the direction where it differs, or that there is none."""

import pytest

from dashboard.dataset.observations import period_a_year_before
from dashboard.dataset.same_age import like_for_like
from dashboard.i18n import get_locale
from dashboard.text.same_age import like_for_like_lines, like_for_like_sentence
from etl.core.model import Period, VintageBasis
from tests.dashboard import made
from tests.dashboard.text.views import spaced

FIRST = [made.figure("2023-07", "2023-08-29", 198), made.figure("2024-07", "2024-08-30", 192)]
REVISED = [*FIRST, made.figure("2023-07", "2024-08-30", 226)]
RISEN = [made.figure("2023-07", "2023-08-29", 180), made.figure("2024-07", "2024-08-30", 192), REVISED[-1]]
NONE_OF_THAT_AGE = [made.figure("2023-07", "2024-08-30", 226), made.figure("2024-07", "2024-08-30", 192)]
FEW = [
    made.figure("2023-07", "2023-08-29", 15),
    made.figure("2024-07", "2024-08-30", 12),
    made.figure("2023-07", "2024-08-30", 18),
]


def changes(figures, known=VintageBasis.PUBLISHER, **chosen):
    """July 2024 and 2023 of a site, and the change between them like for like."""
    site = made.site(figures, known=known)
    view = made.view(site, **chosen)
    points = {point.period: point for point in view.observations}
    newer = points[Period.month(2024, 7)]
    before = points[period_a_year_before(newer.period)]
    return view, like_for_like(site, view, newer, before), newer, before


def sentence(figures, lang="en", **chosen):
    view, like, newer, before = changes(figures, lang=lang, **chosen)
    return spaced(like_for_like_sentence(view, get_locale(lang), like, newer, before))


def lines(figures, lang="en", **chosen):
    view, like, *_ = changes(figures, lang=lang, **chosen)
    return tuple(map(spaced, like_for_like_lines(view, get_locale(lang), like)))


AGES = "as published 30 and 29 days after the ends of"


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (REVISED, f"Like for like, {AGES} these periods: 192 and 198 (−6, −3%)."),
        (RISEN, f"Like for like, {AGES} these periods: 192 and 180 (+12, +7%). The direction differs."),
        (FIRST, f"Both figures are equally fresh: {AGES} their periods."),
        (FEW, f"Like for like, {AGES} these periods: 12 and 15 (−3)."),
        (
            NONE_OF_THAT_AGE,
            (
                "This change cannot be formed like for like: this archive has no figures of both periods that were "
                "published as long after their ends (± 14 days)."
            ),
        ),
    ],
    ids=["revised", "a rise", "first figures", "few deaths", "none"],
)
def test_the_sentence_has_both_figures_and_both_ages(figures, expected):
    assert sentence(figures) == expected


def test_it_is_also_said_in_french():
    assert sentence(RISEN, "fr") == (
        "À délai égal, tels que publiés 30 et 29 jours après la fin de ces périodes~: 192 et 180 (+12, +7~%). Le "
        "sens diffère."
    )
    assert lines(NONE_OF_THAT_AGE, "fr") == ("à délai égal~: ne peut être établi",)


@pytest.mark.parametrize("known", [VintageBasis.ASSUMED, VintageBasis.MONTH_ONLY, VintageBasis.UPPER_BOUND])
def test_ages_are_rough_where_a_day_of_release_is(known):
    assert "as published about 30 and about 29 days after" in sentence(REVISED, known=known)


def test_short_lines_say_the_same():
    assert lines(RISEN) == (
        "like for like: +7%, from 180 to 192",
        "published 29 and 30 days after the periods’ ends",
        "the direction differs",
    )
    assert lines(REVISED)[0] == "like for like: −3%, from 198 to 192"
    assert lines(NONE_OF_THAT_AGE) == ("like for like: cannot be formed",)


def test_beside_settled_figures_nothing_is_said():
    old = [made.figure(month, "2026-08-30", value) for month, value in (("2023-07", 226), ("2024-07", 200))]
    settled = [*REVISED, *old]
    assert sentence(settled) == ""
    assert lines(settled) == ()


def test_a_sum_has_the_ages_of_its_oldest_and_newest_parts():
    months = Period.range(Period.month(2021, 7), Period.month(2023, 6))
    figures = [made.figure(month.label, "2022-08-10", 100) for month in months[:12]]
    figures += [made.figure(month.label, "2023-08-12", 110) for month in months]
    site = made.site(figures)
    view = made.view(site, window=12)
    newer, before = view.observations[-1], view.observations[0]
    said = like_for_like_sentence(view, get_locale("en"), like_for_like(site, view, newer, before), newer, before)
    assert spaced(said) == (
        "Like for like, as published 43 to 377 and 41 to 375 days after the ends of these periods: 1,320 and 1,200 "
        "(+120, +10%)."
    )


def test_rates_are_compared_by_their_own_values_and_direction():
    """175 deaths after 171 are a rise, but among more people a fall, as the rates published were: nothing differs."""
    people = [made.population("2023-Q3", 5_500_000), made.population("2022-Q3", 5_200_000)]
    figures = [
        made.figure("2022-09", "2022-11-07", 171),
        made.figure("2023-09", "2023-11-01", 175),
        made.figure("2022-09", "2023-11-01", 194),
    ]
    site = made.site(figures, people)
    said = {}
    for unit in ("count", "rate"):
        view = made.view(site, unit=unit)
        before, newer = view.observations[0], view.observations[-1]
        like = like_for_like(site, view, newer, before)
        said[unit] = spaced(like_for_like_sentence(view, get_locale("en"), like, newer, before))
    assert said["count"].endswith("175 and 171 (+4, +2%). The direction differs.")
    assert said["rate"].endswith("3.2 and 3.3 (−0.1, −3%).")
