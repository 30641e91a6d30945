"""What has to be said beside the figures of a view, in both languages."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.i18n import get_locale
from dashboard.text import caveats, missing_values
from etl.core.model import Period, Status
from etl.store.revisions import RevisionStats
from tests.dashboard import made
from tests.dashboard.made import figure
from tests.dashboard.text.views import (
    ENGLISH,
    FRENCH,
    QUARTER,
    SPANS,
    TWELVE_MONTHS,
    UNKNOWN,
    WONDER,
    beside,
    fresh,
    marked,
    months,
    spaced,
)

CENSUS = {"source": "us-census", "measure": "us-population-year", "status": "final"}


# -- what may change ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "periods", "english", "french"),
    [
        (made.MONTH, ["2025-08", "2025-09"], "August to September 2025", "Les chiffres d’août à septembre 2025"),
        (QUARTER, ["2025-Q2", "2025-Q3"], "April to September 2025", "Les chiffres d’avril à septembre 2025"),
        (QUARTER, ["2025-Q3"], "July to September 2025", "Les chiffres de juillet à septembre 2025"),
        (made.YEAR, ["2024", "2025"], "2024 to 2025", "Les chiffres de 2024 à 2025"),
        (made.YEAR, ["2025"], "2025", "Les chiffres de 2025"),
        (made.YEAR_TO_DATE, ["2025-01/2025-06"], "January to June 2025", "Les chiffres de janvier à juin 2025"),
        (
            made.YEAR_TO_DATE,
            ["2025-01/2025-05", "2025-01/2025-06"],
            "the year to date ending May to June 2025",
            "Les cumuls annuels de mai à juin 2025",
        ),
        (
            TWELVE_MONTHS,
            ["2024-03/2025-02", "2024-04/2025-03"],
            "the 12 months ending February to March 2025",
            "Les totaux mobiles sur 12~mois de février à mars 2025",
        ),
        (
            TWELVE_MONTHS,
            ["2024-03/2025-02"],
            "the 12 months ending February 2025",
            "Les totaux mobiles sur 12~mois de février 2025",
        ),
        (
            SPANS,
            ["2020-01/2025-06", "2024-01/2025-03"],
            "January 2020 to June 2025",
            "Les chiffres de janvier 2020 à juin 2025",
        ),
    ],
)
def test_preliminary_figures_are_named_by_the_time_that_they_cover(measure, periods, english, french):
    shown = fresh(measure, *periods)
    expected = f"Figures for {english} are preliminary and subject to change."
    assert caveats.preliminary_values([shown], ENGLISH).startswith(expected)
    expected = f"{french} sont préliminaires et susceptibles de changer."
    assert spaced(caveats.preliminary_values([shown], FRENCH)).startswith(expected)


def test_the_change_of_a_percentage_is_not_given_in_per_cent():
    shown = fresh("bc-fentanyl-detected-year", "2025")
    told = replace(shown.observations[0], preliminary=RevisionStats(timedelta(0), timedelta(days=60), (-0.3,) * 9))
    said = caveats.preliminary_values([replace(shown, observations=(told,))], ENGLISH)
    assert said == "Figures for 2025 are preliminary and subject to change."


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            (
                "Figures for October 2025 are preliminary and subject to change. For 5 earlier months, the figure "
                "published 61 to 120 days after their end had changed by −3% (median) a year or more later "
                "(interquartile range: −4% to 0%)."
            ),
        ),
        (
            "fr",
            (
                "Les chiffres d’octobre 2025 sont préliminaires et susceptibles de changer. Pour 5~mois "
                "antérieurs, les chiffres publiés de 61 à 120~jours après la fin de la période avaient changé de "
                "−3~% (médiane) un an ou plus tard (intervalle interquartile~: −4~% à 0~%)."
            ),
        ),
    ],
)
def test_experience_with_older_figures_and_falls(site, lang, expected):
    shown = made.view(site)
    changes = (-0.05, -0.04, -0.03, 0.0, 0.01)
    experience = RevisionStats(timedelta(days=61), timedelta(days=120), changes)
    point = replace(shown.observations[-1], period=Period.month(2025, 10), preliminary=experience)
    assert spaced(caveats.preliminary_values([replace(shown, observations=(point,))], get_locale(lang))) == expected


# -- what the publisher says -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        ([Status.FINAL, Status.PROVISIONAL], True),
        ([Status.FINAL, Status.PROVISIONAL, Status.SUPPRESSED], True),
        ([Status.PROVISIONAL, Status.FINAL], False),
        ([Status.FINAL, Status.FINAL], False),
        ([Status.PROVISIONAL, Status.PROVISIONAL], False),
        ([Status.SUPPRESSED], False),
    ],
)
def test_a_publisher_that_marks_its_newest_figures_is_quoted(statuses, said):
    shown = made.view(marked(*statuses))
    assert caveats.provisional_values([shown], ENGLISH) == "The publisher calls the newest figures provisional." * said
    assert bool(caveats.provisional_values([shown], FRENCH)) == said


def test_what_experience_says_is_not_said_twice():
    shown = made.view(marked(Status.FINAL, Status.PROVISIONAL))
    newest = replace(shown.observations[-1], preliminary=UNKNOWN)
    assert caveats.provisional_values([replace(shown, observations=(shown.observations[0], newest))], ENGLISH) == ""


def test_all_caveats_stand_in_order(site):
    shown = made.view(site, as_of="2020-08-25", unit="rate")
    parts = (
        caveats.preliminary_values,
        missing_values.values_not_held,
        missing_values.not_in_latest_release,
        caveats.populations,
    )
    assert caveats.all_caveats([shown], ENGLISH) == tuple(part([shown], ENGLISH) for part in parts)
    assert all(caveats.all_caveats([shown], ENGLISH))


# -- several views -----------------------------------------------------------------------------------------------------


def test_every_population_behind_several_rates_is_named_and_which_is_carried_on():
    populations = [
        figure("2020", "2021-12-31", 600_000, place="US-VT", release="first", **CENSUS),
        figure("2021", "2022-12-31", 610_000, place="US-VT", release="second", **CENSUS),
        figure("2021", "2022-12-31", 580_000, place="US-WY", release="second", **CENSUS),
    ]
    figures = [*months(*[5] * 26), *months(*[5] * 26, place="US-WY")]
    views = beside(figures, "US-VT", "US-WY", populations=populations, unit="rate")
    expected = (
        "Population: Estimates of 2021-12-31, published 31 December 2021. Population: Estimates of 2022-12-31, "
        "published 31 December 2022. Rates after December 2021 use its last figure."
    )
    assert caveats.populations(views, ENGLISH) == expected
    assert expected in caveats.all_caveats(views, ENGLISH)


def test_a_population_of_the_middle_of_twelve_months_is_not_carried_on():
    """The year that holds the middle of the period is its own, though the period ends after it."""
    populations = [figure("2020", "2021-12-31", 600_000, place="US-VT", release="first", **CENSUS)]
    views = beside(months(*[5] * 17), "US-VT", populations=populations, unit="rate", window=12)
    assert "last figure" not in caveats.populations(views, ENGLISH)
    views = beside(months(*[5] * 18), "US-VT", populations=populations, unit="rate", window=12)
    assert caveats.populations(views, ENGLISH).endswith("Rates after December 2020 use its last figure.")


def test_a_population_that_no_rate_needed_is_not_named():
    populations = [figure("2020", "2021-12-31", 600_000, place="US-VT", release="first", **CENSUS)]
    views = beside(months(None, None), "US-VT", populations=populations, unit="rate")
    assert caveats.populations(views, ENGLISH) == ""


def test_one_that_has_no_population_is_named_on_a_chart_of_one_as_on_one_of_several():
    shown = made.view(made.site([figure("2020-01", "2021-06-01", 5)]), unit="rate")
    assert caveats.populations([shown], ENGLISH) == (
        "This archive has no population of British Columbia: no rate can be shown."
    )


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("final", "final"), ""),
        (("provisional", "provisional"), "The publisher calls the newest figures provisional."),
        (
            ("final", "provisional"),
            "The newest figures of 1 of the 2 series are called provisional by its publisher.",
        ),
    ],
)
def test_whose_newest_figures_the_publisher_marks_is_said_of_several(statuses, expected):
    figures = [
        row
        for place, status in zip(("US-VT", "US-WY"), statuses, strict=True)
        for row in (
            figure("2020-01", "2023-06-01", 5, place=place, **WONDER, status="final"),
            figure("2020-02", "2023-06-01", 6, place=place, **WONDER, status=status),
        )
    ]
    views = beside(figures, "US-VT", "US-WY")
    assert caveats.provisional_values(views, ENGLISH) == expected
    assert bool(caveats.provisional_values(views, FRENCH)) == bool(expected)


def test_two_publishers_are_not_called_one():
    final, marked_so = {"status": "final"}, {"status": "provisional"}
    figures = [
        *months(5, **final),
        *months(5, start=2021, **marked_so),
        figure("2020-01", "2023-06-01", 5, **final),
        figure("2020-02", "2023-06-01", 5, **marked_so),
    ]
    views = beside(figures, "US-VT", "CA-BC", measure=f"{WONDER['measure']},{made.MONTH}")
    expected = "All series end with figures that their publishers call provisional."
    assert caveats.provisional_values(views, ENGLISH) == expected
