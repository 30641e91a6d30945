"""How old the newest release is: its day, for the browser to count from, and how often one comes."""

from datetime import date

import pytest

from dashboard.i18n import get_locale
from dashboard.text.release_ages import release_ages
from etl.core.model import VintageBasis
from tests.dashboard import made
from tests.dashboard.text.views import spaced

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
CDC = "overdose-deaths-12m-reported"


def ages(over, place, locale=ENGLISH, slug="trend", **chosen):
    return release_ages(made.chart(over, slug, place, lang=locale.code, **chosen), locale)


def test_the_newest_release_of_the_series_is_dated(site):
    (age,) = ages(site, "US-OH", measure=CDC)
    assert (age.newest, age.usual_gap_days, age.url.startswith("https://")) == (date(2025, 9, 17), 30, True)
    assert age.sentence == "Newest in this archive: on or before 17 September 2025"
    assert age.cadence == "A release usually comes every 30 days;"


def test_it_is_in_french_too(site):
    (age,) = ages(site, "US-OH", FRENCH, measure=CDC)
    assert spaced(age.sentence) == "Dernière publication recueillie~: au plus tard le 17 septembre 2025"
    assert spaced(age.cadence) == "Une publication paraît habituellement tous les 30~jours;"


def test_the_gap_is_that_of_the_releases_held_where_the_publisher_names_none(site):
    (age,) = ages(site, "CA-BC")
    assert (age.newest, age.usual_gap_days) == (date(2026, 8, 11), 36)
    assert age.sentence == "Newest in this archive: 11 August 2026"


def test_nothing_is_usual_of_a_few_releases():
    (age,) = ages(made.site([made.figure("2020-01", "2020-03-01", 5)]), "CA-BC")
    assert (age.usual_gap_days, age.cadence) == (None, "")
    assert age.sentence == "Newest in this archive: 1 March 2020"


@pytest.mark.parametrize(
    ("known", "sentence"),
    [(VintageBasis.ASSUMED, "about 1 March 2020"), (VintageBasis.CONTENT, "on or before 1 March 2020")],
)
def test_the_doubt_of_a_day_is_said(known, sentence):
    (age,) = ages(made.site([made.figure("2020-01", "2020-03-01", 5)], known=known), "CA-BC")
    assert age.sentence == f"Newest in this archive: {sentence}"


def test_each_source_has_its_own(site):
    told = ages(site, "CA-BC", slug="compare", measure="unregulated-deaths-month,apparent-opioid-deaths-quarter")
    assert [age.sentence for age in told] == [
        "Newest in this archive (BC Coroners Service): 11 August 2026",
        "Newest in this archive (Public Health Agency of Canada): on or before 31 March 2026",
    ]


def test_a_chart_as_of_a_past_day_is_not_called_old(site):
    assert ages(site, "CA-BC", as_of="2020-08-25") == ()


def test_a_chart_of_nothing_has_no_age(site):
    assert ages(site, "CA-BC", start="2040-01-01") == ()
