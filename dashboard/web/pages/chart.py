"""The page of a chart, with its controls, its words and its table."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from markupsafe import Markup

from dashboard.charts.formats import file_urls
from dashboard.charts.registry import HOME_SLUG, default_params
from dashboard.charts.rendered import RenderedChart
from dashboard.config import Delivery
from dashboard.i18n import gettext_noop
from dashboard.params.chart_params import ChartParams
from dashboard.params.options import KINDS
from dashboard.plotting import theme, trace_names
from dashboard.text import writings
from dashboard.text.newer_edition import newer_edition_note
from dashboard.text.print_values import PrintValue, print_values
from dashboard.text.release_ages import ReleaseAge, release_ages
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.cards import build_card_groups
from dashboard.web.pages.chart_form import build_form
from dashboard.web.pages.definitions import MeasureDefinition, measure_definitions
from dashboard.web.pages.navigation import chart_links, help_lines, urls_in_other_languages
from dashboard.web.pages.place_finder import build_place_finder
from dashboard.web.pages.place_links import place_links, usual_views
from dashboard.web.pages.release_days import build_release_days
from dashboard.web.pages.templates import render_help_lines, render_section, script_safe
from dashboard.web.static_files import load_static_files

MAIN_SCRIPT = "chart/main.js"
UPDATED_SECTIONS = (
    *("title", "finding", "alt", "age", "unit", "key", "nothing", "sentences", "files", "table", "about", "print"),
    *("charts", "choices"),
)
"""What changes in place: macros of ``chart_parts.html`` and the ids of where they stand."""


class ChartPage:
    """A chart as the templates take it: the rendered chart, and what its page adds."""

    def __init__(self, chart: RenderedChart) -> None:
        self.chart, self.params, self.locale = chart, chart.params, chart.locale
        self.is_empty, self.url, self.pinned_url = chart.is_empty, chart.url, chart.pinned_url
        self.text, self.title, self.summary = chart.text, chart.text.title, chart.text.summary
        self.table, self.sources_sentence = chart.table, chart.sources_sentence
        self.has_frames = chart.chart.has_frames
        self.is_home_chart = chart.params.slug == HOME_SLUG

    @cached_property
    def files(self) -> list[tuple[str, str, bool]]:
        """Label, address and whether it is saved, for each format."""
        return file_urls(self.chart)

    @cached_property
    def _series_params(self) -> ChartParams | None:
        """Its series, where it is one, as of the day chosen: a view of the releases is as of one of them."""
        views = self.chart.data.views
        is_one_series = len({view.series.key for view in views}) == 1
        return replace(views[0].params, as_of=self.params.as_of) if is_one_series else None

    @cached_property
    def revisions_url(self) -> str:
        """The address of how its values were revised, where they are deaths of one series; else empty."""
        params, views = self._series_params, self.chart.data.views
        return self.chart.dataset.urls.revisions(params) if params and views[0].measure.counts_deaths else ""

    @cached_property
    def lineage_url(self) -> str:
        """The address of where its newest value comes from, where its values are of one series; else empty."""
        return self.chart.dataset.urls.lineage(self._series_params) if self._series_params else ""

    @cached_property
    def release_ages(self) -> tuple[ReleaseAge, ...]:
        """How old the newest release of each of its sources is."""
        return release_ages(self.chart.data, self.locale)

    @cached_property
    def newer_edition(self) -> str:
        """What the newest edition says, where the address names an older one."""
        return newer_edition_note(self.chart.dataset, self.chart.data, self.locale)

    @property
    def newest_edition_url(self) -> str:
        """The address of the same choices and day in the newest edition."""
        return self.chart.dataset.urls.chart(replace(self.params, edition=None))

    @cached_property
    def definitions(self) -> tuple[MeasureDefinition, ...]:
        """What each of its measures counts."""
        return measure_definitions(self.chart)

    @cached_property
    def print_values(self) -> list[tuple[PrintValue, str]]:
        """The newest value of each publisher for the place, and its chart; none on a chart of several places."""
        if self.params.options.max_places > 1 or self.params.options.shows_children:
            return []
        dataset, place = self.chart.dataset, self.params.place
        usual = replace(
            default_params(dataset.availability, place),
            **{name: getattr(self.params, name) for name in ("as_of", "edition", "lang")},
        )
        return [
            (value, dataset.urls.chart(replace(usual, measure=value.measure_id, unit="count", window=1)))
            for value in print_values(dataset, self.params, self.locale)
        ]

    @property
    def use_url(self) -> str:
        """The address of what an author takes of it."""
        return self.chart.dataset.urls.use(self.params)

    def oembed_url(self, url_root: str, ending: str) -> str:
        """Return the address that says how its page is embedded; ``url_root`` makes an address whole."""
        return self.chart.dataset.urls.oembed(url_root + self.url, ending)

    @property
    def aspect_ratios(self) -> dict[str, str]:
        """Width to height of the frame, as a style sheet writes it."""
        return {
            "wide": f"{theme.CHART_WIDTH_PX} / {self.chart.height_px(narrow=False)}",
            "narrow": f"{theme.NARROW_CHART_WIDTH_PX} / {self.chart.height_px(narrow=True)}",
        }


def chart_context(chart: RenderedChart, delivery: Delivery) -> dict[str, Any]:
    """Return what the template of a page with a chart is given of it; a page that is a file has no script to feed."""
    params, locale, dataset = chart.params, chart.locale, chart.dataset
    usual = default_params(dataset.availability, slug=params.slug)
    page = ChartPage(chart)
    views = usual_views(dataset, params.place, params.lang) if delivery.is_file else None
    return {
        "page": page,
        "canonical": chart.url,
        "form": build_form(dataset, chart.data),
        "finder": build_place_finder(dataset, params, locale),
        "days": build_release_days(chart),
        "chart_links": chart_links(dataset, params, views),
        "chosen": replace(params, as_of=None, lang=usual.lang, edition=None, note="") != usual,
        "kinds": [(code, writings.kind_label(locale, code)) for code in KINDS],
        "app_entry": '<div id="react-entry-point"></div>',
        "chosen_day": params.as_of.isoformat() if params.as_of else "",
        "svgs": {} if chart.is_empty else {"wide": chart.svg, "narrow": chart.narrow_svg},
        "ratios": page.aspect_ratios,
        "notes": Markup(_render_notes(chart)),  # noqa: S704 - rendered with escaping
        "payload": "" if delivery.is_file else script_safe(_figure_payload(page) | {"log": _change_log(chart)}),
        "place_links": place_links(dataset, params) if delivery.is_file else (),
    }


def build_payload(chart: RenderedChart, *, received: str | None = None) -> dict[str, Any]:
    """Return what the page's script needs to put a view in place.

    ``of`` names what does not change with the day: the change log and the list of notes. ``received`` is
    the name of those that a script has: it is not sent them again. ``scripts`` tells the scripts of a page that was
    opened before the server was updated that they are not the newest.
    """
    page = ChartPage(chart)
    message, parts = _figure_payload(page), _render_sections(page)
    if message["of"] == received:
        return message | {"parts": parts}
    days = build_release_days(chart)
    lists = {
        "notes": _render_notes(chart),
        "as_of": render_section("days", days, chart.locale),
        "releases": render_section("releases", days, chart.locale),
        "gaps": render_section("gaps", days, chart.locale),
    }
    return message | {"log": _change_log(chart), "parts": parts | lists}


def _figure_payload(page: ChartPage) -> dict[str, Any]:
    chart = page.chart
    return {
        "of": f"{chart.series_url} in edition {chart.dataset.snapshot.edition}",
        "scripts": load_static_files().url(MAIN_SCRIPT, chart.dataset.urls.path),
        "locale": chart.locale.tag,
        "languages": {
            other.code: url
            for other, url in urls_in_other_languages(chart.dataset, chart.params, chart.dataset.urls.chart)
        },
        "figure": chart.figure,
        "narrow": _narrow_overrides(chart),
        "ratios": page.aspect_ratios,
        "colors": theme.LIGHT,
        "address": chart.url,
        "heading": page.title,
        "day": chart.locale.day(chart.params.as_of) if chart.params.as_of else "",
        "empty": chart.is_empty,
        "frames": chart.chart.frames(chart.data, chart.locale),
    }


def _narrow_overrides(chart: RenderedChart) -> dict[str, Any]:
    """Return what is different about the figure on a phone: its layout, and the traces that differ.

    What a pointer reads is the same on a phone, and made once: it is most of a figure.
    """
    if chart.is_empty:
        return {}
    wide, narrow = chart.figure["data"], chart.narrow_figure
    visible = [index for index, trace in enumerate(wide) if trace["name"] != trace_names.LABELS]
    pairs = zip(visible, narrow["data"], strict=True)
    return {"layout": narrow["layout"], "traces": {index: other for index, other in pairs if wide[index] != other}}


def _change_log(chart: RenderedChart) -> dict[str, Any] | None:
    """Return the change log, the same whatever the day: it is kept for the other days."""
    key = ("change log", replace(chart.params, as_of=None))
    return chart.dataset.cached(key, lambda: chart.chart.change_log(chart.data, chart.locale))


def _render_notes(chart: RenderedChart) -> str:
    """Return the list beside the chart, the same whatever the day; empty where the chart has none."""
    params = replace(chart.params, as_of=None)
    if "notes" in params.options.disabled_options:
        return ""

    def make() -> str:
        groups = build_card_groups(chart.dataset, params, chart.annotations)
        return render_section("notes", groups, chart.locale)

    return chart.dataset.cached(("notes", params), make)


def _render_sections(page: ChartPage) -> dict[str, str]:
    chart, locale, dataset = page.chart, page.locale, page.chart.dataset
    sections = {name: render_section(name, page, locale) for name in UPDATED_SECTIONS[:-2]}
    return sections | {
        "charts": render_section("charts", chart_links(dataset, chart.params), locale),
        "help": render_help_lines(help_lines(dataset, chart.params.place), locale),
        "choices": render_section("choices", build_form(dataset, chart.data), locale),
    }


def _context(request: PageRequest) -> dict[str, Any]:
    own = {"dash": request.dash, "action": f"{request.dataset.urls.path}/chart/{request.params.slug}"}
    return chart_context(request.charts(request.params), request.delivery) | own


PAGE = Page(
    name="chart",
    path="/chart/<slug>",
    title=gettext_noop("Chart"),
    url=lambda request: request.dataset.urls.chart(request.params),
    context=_context,
)
