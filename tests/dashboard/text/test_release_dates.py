"""The day of a release is nowhere written as sure where it is not: not in a chart, a list of days, a card or a page."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.charts.registry import CHARTS, default_params
from dashboard.i18n import get_locale
from dashboard.text import release_dates
from dashboard.web.pages import home, sources
from dashboard.web.pages.cards import build_card
from dashboard.web.pages.release_days import build_release_days
from etl import registry
from etl.core.model import VintageBasis
from tests.dashboard import made
from tests.dashboard.text.test_every_series import series_held, words_of

DOUBT = {"en": ("by ", "on or before ", "about "), "fr": ("au plus tard le ", "vers le ")}
DAY = date(2021, 6, 1)
FEW_PLACES = ("CA-BC", "US-OH")
"""Those whose panels are few: a country has one for each of its parts."""
PLACES = ("CA", "CA-BC", "CA-QC", "US", "US-OH", "US-ME", "GB-SCT")


def days_without_doubt(text, basis, lang):
    """The uncertain days that stand in a text without a word of doubt before them."""
    locale, written = get_locale(lang), []
    for day, known in basis.items():
        name = locale.day(day)
        if release_dates.is_uncertain(known) and name in text:
            sure = "".join(f"(?<!{words})" for words in DOUBT[lang])
            written += re.findall(rf".{{0,60}}{sure}(?<!\d){name}", text)
    return written


def one_place_of_each_measure(site):
    return {measure: (place, measure) for place, measure in series_held(site, "trend")}.values()


def days_to_ask(data):
    """Now, and a late day after a release whose own is uncertain, before the next one."""
    uncertain = [day for day in data.releases if release_dates.is_uncertain(data.vintage_basis.get(day))]
    between = [day + timedelta(days=1) for day in uncertain if day + timedelta(days=1) not in data.vintage_basis]
    return [None, *between[-2:][:1]]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_of_every_measure_no_uncertain_day_is_written_as_sure(site, lang):
    charts, seen = made.charts_of(site), 0
    for place, measure in one_place_of_each_measure(site):
        params = replace(default_params(site.availability, place, measure=measure), lang=lang, notes=())
        for day in days_to_ask(charts(params).data):
            chart = charts(replace(params, as_of=day))
            basis = chart.data.vintage_basis
            cells = [cell for row in chart.table.rows for cell in row]
            options = [option.words for _, days in build_release_days(chart).years for option in days]
            text = "\n".join([*words_of(chart), *cells, *options, json.dumps(chart.figure, ensure_ascii=False)])
            assert not days_without_doubt(text, basis, lang), (place, measure, day)
            seen += any(word in text for word in DOUBT[lang])
    assert seen > 50


@pytest.mark.parametrize(
    ("slug", "places"),
    [
        *((slug, PLACES) for slug in CHARTS if slug not in {"trend", "breakdown"}),
        ("breakdown", FEW_PLACES),
        pytest.param("breakdown", PLACES, marks=pytest.mark.torture),
    ],
)
def test_of_no_other_chart_either(site, slug, places):
    charts = made.charts_of(site)
    for place in places:
        for lang in ("en", "fr"):
            params = replace(default_params(site.availability, place, slug=slug), lang=lang)
            for day in days_to_ask(charts(params).data):
                chart = charts(replace(params, as_of=day))
                cells = [cell for row in chart.table.rows for cell in row]
                text = "\n".join([*words_of(chart), *cells, json.dumps(chart.figure, ensure_ascii=False)])
                assert not days_without_doubt(text, chart.data.vintage_basis, lang), (place, lang, day)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nor_in_what_the_front_page_says_around_its_chart(site, lang):
    charts = made.charts_of(site)
    for place in PLACES:
        params = replace(default_params(site.availability, place), lang=lang)
        data = charts(params).data
        for day in days_to_ask(data):
            content = home.build_home(charts, replace(params, as_of=day))
            parts = [content.headline, content.release_ages, content.revision_example, content.latest_changes]
            assert not days_without_doubt("\n".join(map(str, parts)), data.vintage_basis, lang), (place, day)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nor_beside_what_a_writing_quotes(site, lang):
    """Of a day that one source is sure of and another is not, nothing is told: a card does not name its source."""
    known = [dict(site.vintage_basis(source)) for source in registry.SOURCES]
    sure = {day for basis in known for day, how in basis.items() if not release_dates.is_uncertain(how)}
    unsure = {day: how for basis in known for day, how in basis.items() if day not in sure}
    seen = 0
    for article in site.snapshot.commentary.articles:
        params = replace(default_params(site.availability, *(claim.place for claim in article.claims[:1])), lang=lang)
        card = build_card(site, params, article)
        text = "\n".join([card.chart_label, *(line for quoted in card.quotes for line in quoted.lines)])
        assert not days_without_doubt(text, unsure, lang), article.id
        seen += any(word in text for word in DOUBT[lang])
    assert seen


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nor_on_the_page_of_the_sources(site, lang):
    for section in sources.build_sections(site, get_locale(lang), ""):
        text = f"{section.citation}\n{section.holdings}"
        assert not days_without_doubt(text, site.vintage_basis(section.id), lang), section.id


@pytest.mark.parametrize(
    ("known", "english", "french"),
    [
        (VintageBasis.PUBLISHER, "published up to 1 June 2021", "publiés jusqu’au 1er juin 2021"),
        (VintageBasis.MONTH_ONLY, "public on or before 1 June 2021", "publiés au plus tard le 1er juin 2021"),
        (VintageBasis.ASSUMED, "published up to about 1 June 2021", "publiés jusque vers le 1er juin 2021"),
    ],
)
def test_counts_have_the_doubt_of_the_last_of_them(known, english, french):
    assert release_dates.write_published_until(known, get_locale("en"), DAY) == english
    assert release_dates.write_published_until(known, get_locale("fr"), DAY) == french
