"""Of every series held, nothing says "now" of what may be months old, and its age stands beside what is drawn."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from dashboard.charts.registry import CHARTS, default_params
from dashboard.i18n import get_locale
from dashboard.text.release_ages import release_ages
from etl import registry
from etl.store.release_gaps import usual_gap_days
from tests.dashboard import made

OLD_AFTER_GAPS = 2
PRESENT = re.compile(r"\b(now|today|currently|maintenant|actuellement|aujourd’hui)\b", re.IGNORECASE)


def series_held(site, slug):
    """Each place with each measure that the chart can show of it."""
    options = CHARTS[slug].options
    return [
        (place, measure)
        for place in site.availability.drawable_places(options)
        for measure in site.availability.measures_for_chart(options, place)
    ]


def words_of(chart):
    text = chart.text
    legend = [item.label for item in text.legend]
    return [text.title, text.unit, text.summary, text.publication_note, text.alt_text, *text.sentences, *legend]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_series_is_said_to_be_of_now_and_each_has_its_age(site, lang):
    charts, locale, old = made.charts_of(site), get_locale(lang), 0
    newest_held = site.newest_vintage
    for place, measure in series_held(site, "trend"):
        chart = charts(replace(default_params(site.availability, place, measure=measure), lang=lang))
        assert not [words for words in words_of(chart) if PRESENT.search(words)], (place, measure)
        assert not [cell for row in chart.table.rows for cell in row if PRESENT.search(cell)], (place, measure)
        (age,) = release_ages(chart.data, locale)
        view = chart.data.first_view
        assert age.newest == view.releases[-1], (place, measure)
        source = registry.source_of(measure)
        gap = None if source.ended_on else usual_gap_days(source, view.vintage_basis)
        if gap and newest_held - age.newest > timedelta(days=OLD_AFTER_GAPS * gap):
            old += 1
            assert age.usual_gap_days == gap
            assert age.cadence
            assert age.url.startswith("http")
    assert old > 100, "most series of the states are older than two usual gaps"


@pytest.mark.parametrize("slug", [slug for slug in CHARTS if slug != "trend"])
def test_no_other_chart_says_now_of_what_it_shows(site, slug):
    charts = made.charts_of(site)
    for place in ("CA", "CA-BC", "CA-QC", "US", "US-OH", "US-ME", "GB-SCT", "US-CA-SF"):
        for lang in ("en", "fr"):
            chart = charts(replace(default_params(site.availability, place, slug=slug), lang=lang))
            assert not [words for words in words_of(chart) if PRESENT.search(words)], (place, lang)
