"""The measures in the form: by publisher, the place's own first, each with its last period, the newest marked."""

import re

import pytest

from dashboard.charts.registry import CHARTS, default_params
from dashboard.i18n import get_locale
from dashboard.web.pages.measure_choices import measure_choices
from tests.dashboard import made

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
EDITION = 13


def choices(site, place, locale=ENGLISH, **chosen):
    return measure_choices(site, made.state(site, places=(place,), edition=EDITION, **chosen), locale)


def test_the_own_publisher_comes_first_and_its_newest_measure_before_the_others(site):
    (own, measures), (_, national), *_ = choices(site, "US-ME")
    assert own.startswith("Maine")
    assert measures[0] == ("me-drug-deaths-year", "Fatal overdoses (confirmed and suspected) by year (to 2025, newest)")
    assert [words for _, words in measures if "newest" in words] == [measures[0][1]]
    assert national[0] == (
        "overdose-deaths-12m-reported",
        "Reported drug overdose deaths in 12 months (to April 2025)",
    )


def test_percentages_stand_after_counts_and_are_never_the_newest(site):
    ((_, measures), *_) = choices(site, "US-OH")
    assert measures[0][1] == "Reported drug overdose deaths in 12 months (to April 2025, newest)"
    assert (
        "overdose-deaths-12m-percent-complete",
        "Completeness of death reporting in 12 months (to January 2026)",
    ) in (measures)


def test_totals_of_an_era_stand_after_those_of_a_year_and_are_never_the_newest(site):
    ((_, measures),) = choices(site, "US-CA-SF", FRENCH)
    assert measures[0][1] == "Décès accidentels par surdose, par année (jusqu’en 2025, le plus récent)"
    assert measures[-1] == (
        "sf-overdose-deaths-range",
        "Décès accidentels par surdose, total de plusieurs mois (jusqu’en juin 2026)",
    )


def test_what_has_no_value_has_no_period(site):
    words = dict(dict(choices(site, "CA-PE"))["Public Health Agency of Canada"])
    assert words["apparent-stimulant-deaths-year"] == "Apparent stimulant toxicity deaths by year"


def test_an_edition_knows_no_later_period(site):
    params = made.state(site, places=("US-ME",), edition=5)
    measures = dict(measure_choices(site, params, ENGLISH)[0][1])
    assert "2025" not in measures["me-drug-deaths-year"]


@pytest.mark.parametrize("slug", CHARTS)
def test_every_measure_offered_is_there_once_and_the_day_changes_nothing(site, slug):
    options = CHARTS[slug].options
    for place in site.availability.drawable_places(options):
        params = default_params(site.availability, place, slug=slug)
        groups = measure_choices(site, params, ENGLISH)
        names = [name for _, measures in groups for name, _ in measures]
        assert sorted(names) == sorted(site.availability.measures_for_chart(options, place))


def test_the_form_without_a_script_has_the_same_words_as_what_replaces_it(client):
    page = client.get("/chart/trend?places=US-ME&as_of=2026-09-30&edition=13").text
    listed = page[page.index('<select name="measure"') :].split("</select>")[0]
    assert re.findall(r'<optgroup label="(Maine|National|CDC)', listed) == ["Maine", "National", "CDC"]
    assert '<option value="me-drug-deaths-year" selected>Fatal overdoses (confirmed and suspected) by year' in listed
    assert "(to 2025, newest)" in listed


def test_of_groups_the_last_period_of_all_deaths_is_not_named(site):
    """Ohio's deaths that name a synthetic opioid go to January 2026, all deaths of the same measure to April 2025."""
    of_drugs, of_all = choices(site, "US-OH", slug="breakdown", group="drug"), choices(site, "US-OH")
    titles = [words for _, measures in of_drugs for _, words in measures]
    assert "Reported drug overdose deaths in 12 months" in titles
    assert not [words for words in titles if "(to " in words]
    assert all("(to " in words for _, measures in of_all for _, words in measures)
