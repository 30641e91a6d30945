"""What is said of figures that are withheld or not held, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.dataset.observations import Observation
from dashboard.dataset.publication import NewerPeriods
from dashboard.i18n import get_locale
from dashboard.text import missing_values
from dashboard.text.missing_values import NotHeldMark
from etl.core.model import Period, Status
from etl.store.series import PublishedValue
from tests.dashboard import made
from tests.dashboard.made import figure
from tests.dashboard.text.views import CHOSEN, ENGLISH, FRENCH, WONDER, beside, marked, months, spaced

# -- what the publisher does not give ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "english", "french"),
    [
        (
            [Status.SUPPRESSED, Status.FINAL],
            "1 of the 2 figures is withheld by the publisher or not available from it (×).",
            "Des 2~chiffres, 1 n’est pas diffusé par l’organisme source ou n’est pas disponible auprès de lui (×).",
        ),
        (
            [Status.SUPPRESSED, Status.NOT_AVAILABLE, Status.WITHDRAWN, Status.FINAL],
            "3 of the 4 figures are withheld by the publisher or not available from it (×).",
            (
                "Des 4~chiffres, 3 ne sont pas diffusés par l’organisme source ou ne sont pas disponibles auprès de "
                "lui (×)."
            ),
        ),
        ([Status.FINAL], "", ""),
    ],
)
def test_figures_that_the_publisher_does_not_give_are_counted(statuses, english, french):
    shown = made.view(marked(*statuses))
    assert missing_values.withheld_values([shown], ENGLISH) == english
    assert spaced(missing_values.withheld_values([shown], FRENCH)) == french


def test_sums_over_a_figure_that_is_not_given_are_counted():
    shown = made.view(marked(*[Status.FINAL] * 11, Status.SUPPRESSED), window=12)
    assert missing_values.withheld_values([shown], ENGLISH) == (
        "1 of 1 twelve-month sums cannot be formed: a month in it is withheld by the publisher or not available from "
        "it (×)."
    )


# -- what is not held --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lang", "expected"),
    [
        (
            "2020-08-25",
            "en",
            (
                "1 of the 2 figures published by then is not in this archive as it stood. The chart shows a hollow "
                "grey point at the earliest later figure in this archive."
            ),
        ),
        (
            "2020-08-25",
            "fr",
            (
                "Des 2 chiffres déjà publiés à cette date, 1 n’a pas été recueilli tel qu’il était alors. Le "
                "graphique présente un cercle gris vide à la hauteur du premier chiffre recueilli par la suite."
            ),
        ),
        (
            "12 months",
            "en",
            "1 of 2 twelve-month sums cannot be formed: a month in it is not in this archive as published then.",
        ),
        (
            "12 months",
            "fr",
            (
                "Des 2 totaux sur douze mois, 1 ne peut être calculé~: un de ses mois n’a pas été recueilli tel "
                "que publié alors."
            ),
        ),
    ],
)
def test_one_figure_not_held(site, name, lang, expected):
    whole = made.view(site, **CHOSEN[name])
    later = PublishedValue(date(2020, 10, 20), 1, 183.0, "provisional", "later")
    absent = Observation(Period.month(2020, 6), None, Status.NOT_HELD, first_published_later=later)
    assert (
        spaced(
            missing_values.values_not_held(
                [replace(whole, observations=(absent, whole.observations[-1]))], get_locale(lang)
            )
        )
        == expected
    )


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "1 of the 2 figures published is not in this archive."),
        ("fr", "Des 2~chiffres publiés, 1 n’a pas été recueilli ici."),
    ],
)
def test_no_points_are_spoken_of_where_none_are_drawn(site, lang, expected):
    whole = made.view(site)
    absent = Observation(Period.month(2020, 6), None, Status.NOT_HELD)
    said = missing_values.values_not_held(
        [replace(whole, observations=(absent, whole.observations[-1]))], get_locale(lang)
    )
    assert spaced(said).replace("2 chiffres", "2~chiffres") == expected


# -- several views -----------------------------------------------------------------------------------------------------


def test_a_month_withheld_is_not_counted_once_for_each_sum_with_it():
    vermont, wyoming = [5] * 11 + [None] + [5] * 11, [5] * 23
    figures = [*months(*vermont), *months(*wyoming, place="US-WY")]
    assert missing_values.withheld_values(beside(figures, "US-VT", "US-WY"), ENGLISH) == (
        "1 of the 46 figures is withheld by its publisher or not available from it (×)."
    )
    assert missing_values.withheld_values(beside(figures, "US-VT", "US-WY", window=12), ENGLISH) == (
        "12 of 24 twelve-month sums cannot be formed: a month in them is withheld by the publisher or not available "
        "from it (×)."
    )


def test_sums_and_figures_of_twelve_months_as_published_are_counted_apart():
    yearly = {"measure": "overdose-deaths-12m-reported", "source": "us-cdc-vsrr"}
    figures = [
        *months(*[5] * 12, None),
        figure("2020", "2023-06-01", 60, place="US-WY", **yearly),
        figure("2020-02/2021-01", "2023-06-01", None, place="US-WY", **yearly),
    ]
    measures = f"{WONDER['measure']},{yearly['measure']}"
    said = missing_values.withheld_values(beside(figures, "US-VT", "US-WY", measure=measures, window=12), ENGLISH)
    assert said == (
        "1 of the 2 figures is withheld by its publisher or not available from it (×). 1 of 2 twelve-month sums cannot "
        "be formed: a month in it is withheld by the publisher or not available from it (×)."
    )


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (
            NotHeldMark.POINT,
            (
                "1 of the 3 figures published by then is not in this archive as it stood. The chart shows a hollow "
                "grey point at the earliest later figure in this archive."
            ),
        ),
        (NotHeldMark.NOT_DRAWN, "1 of the 3 figures cannot be shown: what was published then is not in this archive."),
    ],
)
def test_what_is_not_held_of_several_is_said_as_it_is_drawn(later, expected):
    figures = [
        *months(5),
        *months(7, place="US-WY", vintage="2024-06-01"),
        figure("2020-02", "2023-06-01", 8, place="US-WY", **WONDER),
    ]
    views = beside(figures, "US-VT", "US-WY", as_of="2023-06-01")
    assert missing_values.values_not_held(views, ENGLISH, later) == expected


def test_releases_of_several_are_of_several_days(site):
    views = made.chart(site, "compare", "CA-BC", "CA-AB").views
    assert missing_values.not_in_latest_release(views, ENGLISH) == ""


# -- what is public but newer than all that is held --------------------------------------------------------------------


NEWER = (Period.month(2020, 8), Period.month(2020, 9))


@pytest.mark.parametrize(
    ("lang", "lag", "expected"),
    [
        (
            "en",
            None,
            (
                "2 of the 4 figures published are not in this archive. 2 of these are newer than those that the "
                "chart shows: other figures of the publisher reach to September 2020."
            ),
        ),
        (
            "en",
            40,
            (
                "2 of the 4 figures published are not in this archive. 2 of these are newer than those that the "
                "chart shows; they count as published by then since the first figure for a period usually comes 40 "
                "days after its end."
            ),
        ),
        (
            "fr",
            None,
            (
                "Des 4~chiffres publiés, 2 n’ont pas été recueillis ici. De ceux-ci, 2 sont plus récents que ceux "
                "que montre le graphique~: d’autres chiffres de l’organisme source vont jusqu’en septembre 2020."
            ),
        ),
    ],
)
def test_figures_that_are_newer_than_all_held_are_counted_and_said_to_be(site, lang, lag, expected):
    whole = made.view(site)
    shown = replace(whole, observations=whole.observations[-2:], newer=NewerPeriods(NEWER, lag))
    said = missing_values.values_not_held([shown], get_locale(lang))
    assert spaced(said).replace("4 chiffres", "4~chiffres") == expected


def test_newer_figures_of_several_series_are_counted_together(site):
    whole = made.view(site)
    shown = replace(whole, observations=whole.observations[-2:], newer=NewerPeriods(NEWER))
    assert missing_values.values_not_held([shown, shown], ENGLISH) == (
        "4 of the 8 figures published are not in this archive. 4 of these are newer than those that the chart shows."
    )
