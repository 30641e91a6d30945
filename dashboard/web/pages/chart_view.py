"""The view of a chart as the script of its page takes it: whole with the page, after a choice what is looked at.

Decision C25 in README.md.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from dashboard.charts.rendered import RenderedChart
from dashboard.plotting import theme
from dashboard.web.pages.cards import build_cards
from dashboard.web.pages.chart_form import build_form
from dashboard.web.pages.chart_page import ChartPage
from dashboard.web.pages.navigation import chart_links, help_lines, urls_in_other_languages
from dashboard.web.pages.release_days import build_release_days
from dashboard.web.pages.templates import render_help_lines, render_section
from dashboard.web.pages.ticks import build_ticks
from dashboard.web.static_files import load_static_files

MAIN_SCRIPT = "chart/main.js"
UPDATED_SECTIONS = ("title", "finding", "alt", "age", "unit", "key", "nothing", "sentences", "files", "about", "print")
"""What changes in place with every choice: macros of ``chart_parts.html`` and the ids of where they stand."""
LAYERS: Mapping[str, Callable[[ChartPage], Any]] = {
    "wide": lambda page: page.chart.figure,
    "narrow": lambda page: page.chart.narrow_figure,
    "labels": lambda page: page.chart.labels,
    "table": lambda page: render_section("table", page, page.locale),
    "svg": lambda page: {"wide": page.chart.svg, "narrow": page.chart.narrow_svg},
}
"""What is worked out after a choice only where a reader looks at it: the figure for each width of the page, what a
pointer reads, the table of values, and the pictures that are printed."""


def name_view(chart: RenderedChart) -> str:
    """Name what does not change with the day: the change log, the notes, and the edition that all of it is of."""
    return f"{chart.series_url} in edition {chart.dataset.snapshot.edition}"


MAX_READ_WITH_PAGE = 1_500
"""Values up to which a page comes with what a pointer reads of each: 52 panels would have a megabyte of it."""


def page_message(page: ChartPage) -> dict[str, Any]:
    """Return what comes with a page: all of the view, but words for the pointer where they would be very many.

    Table and pictures stand in the page itself.
    """
    values = sum(len(view.observations) for view in page.chart.data.views)
    names = ("wide", "narrow", "labels") if values <= MAX_READ_WITH_PAGE else ("wide", "narrow")
    in_page = {name: LAYERS[name](page) for name in names}
    layers = {**in_page, "table": None, "svg": None}
    return _message(page) | {"layers": layers, "colors": theme.LIGHT, "log": _change_log(page.chart)}


def build_payload(chart: RenderedChart, layers: Collection[str], *, received: str | None = None) -> dict[str, Any]:
    """Return what the page's script needs to put a view in place, with those of ``LAYERS`` that are looked at.

    ``received`` is the name (``of``) of the change log and lists that a script has: it is not sent them again.
    """
    page = ChartPage(chart)
    message = _message(page) | {"layers": {name: make(page) for name, make in LAYERS.items() if name in layers}}
    parts = _render_sections(page)
    if message["of"] == received:
        return message | {"parts": parts}
    return message | {"log": _change_log(chart), "parts": parts | _render_lists(chart)}


def build_layer(chart: RenderedChart, name: str) -> dict[str, Any]:
    """Return one of ``LAYERS`` of a view, and the name of what it belongs to."""
    return {"of": name_view(chart), "layer": LAYERS[name](ChartPage(chart))}


def _message(page: ChartPage) -> dict[str, Any]:
    """Return what is sent of every view.

    ``scripts`` tells the scripts of a page that was opened before the server was updated that they are not the newest.
    """
    chart, urls = page.chart, page.chart.dataset.urls
    other_languages = urls_in_other_languages(chart.dataset, chart.params, urls.chart)
    return {
        "of": name_view(chart),
        "scripts": load_static_files().url(MAIN_SCRIPT, urls.path),
        "locale": chart.locale.tag,
        "languages": {other.code: url for other, url in other_languages},
        "ratios": page.aspect_ratios,
        "address": chart.url,
        "heading": page.title,
        "day": chart.locale.day(chart.params.as_of) if chart.params.as_of else "",
        "empty": chart.is_empty,
        "frames": chart.chart.frames(chart.data, chart.locale),
    }


def _change_log(chart: RenderedChart) -> dict[str, Any] | None:
    """Return the change log, the same whatever the day: it is kept for the other days."""
    key = ("change log", replace(chart.params, as_of=None))
    return chart.dataset.cached(key, lambda: chart.chart.change_log(chart.data, chart.locale))


def render_notes(chart: RenderedChart) -> dict[str, str]:
    """Return the list beside the chart and the ticks of its writings, the same whatever the day; none without any.

    Both are by the id of where they stand.
    """
    params = replace(chart.params, as_of=None)
    if not params.options.has_notes:
        return {}

    def make() -> dict[str, str]:
        cards = build_cards(chart.dataset, params, chart.listed_annotations)
        return {
            "notes": render_section("notes", cards, chart.locale),
            "ticks": render_section("ticks", build_ticks(chart), chart.locale),
        }

    return chart.dataset.cached(("notes", params), make)


def _render_sections(page: ChartPage) -> dict[str, str]:
    chart, dataset, locale = page.chart, page.chart.dataset, page.locale
    form = build_form(dataset, chart.data)
    sections = {name: render_section(name, page, locale) for name in UPDATED_SECTIONS}
    return sections | {
        "charts": render_section("charts", chart_links(dataset, chart.params), locale),
        # Most days offer the same choices: they are written once.
        "choices": dataset.cached((form, locale.code), lambda: render_section("choices", form, locale)),
    }


def _render_lists(chart: RenderedChart) -> dict[str, str]:
    """Render what is the same whatever the day."""
    days, locale = build_release_days(chart), chart.locale
    return {
        **render_notes(chart),
        "as_of": render_section("days", days, locale),
        "releases": render_section("releases", days, locale),
        "gaps": render_section("gaps", days, locale),
        "help": render_help_lines(help_lines(chart.dataset, chart.params.place), locale),
    }
