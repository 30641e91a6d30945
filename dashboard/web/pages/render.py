"""Templates to HTML, and the same parts as the message that updates a page in place."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard.charts.map.animation import animation_frames
from dashboard.charts.registry import get_chart
from dashboard.charts.trend import stepping
from dashboard.dataset.dataset import Dataset
from dashboard.params.chart_params import KINDS, ChartParams, default_params
from dashboard.params.urls import TABLE_FILES
from dashboard.plotting import theme
from dashboard.text import claims, sentences
from dashboard.text.glossary import TERMS
from dashboard.text.i18n import Locale, get_locale
from dashboard.web import static_files
from dashboard.web.pages.cards import build_card_groups
from dashboard.web.pages.chart import ChartPage, build_chart_page, render_svgs
from dashboard.web.pages.chart_form import build_form, day_options
from dashboard.web.pages.commentary import build_commentary_list
from dashboard.web.pages.home import headline, latest_changes, recent_articles, revision_example
from dashboard.web.pages.navigation import chart_links
from dashboard.web.pages.sources import build_sections
from etl.core.model import PeriodKind
from etl.reference.helplines import HelpLine, for_place

UPDATED_SECTIONS = (
    *("title", "finding", "alt", "unit", "key", "nothing", "sentences", "files", "table", "about"),
    *("charts", "choices"),
)
"""What changes in place: macros of ``parts.html`` and the ids of their rooms."""
CACHE_SIZE = 64


@cache
def _template_environment() -> Environment:
    folder = Path(__file__).parents[1] / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["TERMS"] = TERMS
    return environment


def render_chart_page(dataset: Dataset, params: ChartParams, dash: Mapping[str, str]) -> str:
    """The page of a chart."""
    own = {"dash": dash, "here": "chart", "action": f"/chart/{params.slug}"}
    return _render_page("chart.html", dataset, params, _chart_context(dataset, build_chart_page(dataset, params)) | own)


def render_home_page(dataset: Dataset, params: ChartParams, dash: Mapping[str, str]) -> str:
    """The front page: the newest figures in words, the main chart, what the latest release changed, the data."""
    own = {
        "dash": dash,
        "here": "home",
        "action": "/",
        "canonical": dataset.urls.home(params),
        "headline": headline(dataset, params.lang),
        "latest_changes": latest_changes(dataset, params),
        "recent_articles": recent_articles(dataset, params.lang),
        "revision_example": revision_example(dataset, params),
        "data": {name.split(".")[0]: dataset.urls.table_file(name) for name in TABLE_FILES},
    }
    return _render_page("front.html", dataset, params, _chart_context(dataset, build_chart_page(dataset, params)) | own)


def render_sources_page(dataset: Dataset, params: ChartParams, *, host: str) -> str:
    """What each source counts and what is held of it; ``host`` stands before the addresses to be quoted."""
    listed = build_sections(dataset, get_locale(params.lang), host)
    own = {
        "here": "sources",
        "canonical": dataset.urls.sources(params.lang),
        "deaths": [section for section in listed if not section.counts_people],
        "populations": [section for section in listed if section.counts_people],
    }
    return _render_page("sources.html", dataset, params, own)


def render_commentary_page(dataset: Dataset, params: ChartParams, *, place: str) -> str:
    """The writings and events of the state's kinds: those of ``place``, or all where it is empty."""
    own = {
        "here": "commentary",
        "canonical": dataset.urls.commentary(params.lang, place, params.kinds),
        "commentary_list": build_commentary_list(dataset, get_locale(params.lang), place=place, kinds=params.kinds),
        "languages": _in_other_languages(
            dataset, params, lambda other: dataset.urls.commentary(other.lang, place, params.kinds)
        ),
    }
    return _render_page("commentary.html", dataset, params, own)


def render_error_page(dataset: Dataset, params: ChartParams, *, status: int, message: str) -> str:
    """A page that says what could not be answered, and why."""
    heading = sentences.error_heading(get_locale(params.lang), status)
    return _render_page(
        "error.html", dataset, params, {"here": "", "status": status, "heading": heading, "message": message}
    )


def _render_page(template: str, dataset: Dataset, params: ChartParams, own: Mapping[str, Any]) -> str:
    plain = replace(default_params(dataset.availability), lang=params.lang)
    common = {
        "locale": get_locale(params.lang),
        "t": get_locale(params.lang).text,
        "asset": static_files.load_static_files().url,
        "home": dataset.urls.home(plain),
        "lines": _help_lines(dataset, params),
        "chart": dataset.urls.chart(plain),
        "sources": dataset.urls.sources(params.lang),
        "commentary": dataset.urls.commentary(params.lang),
        "languages": _in_other_languages(
            dataset, params, lambda other: _url_in_other_language(dataset, own["here"], other)
        ),
    }
    return _template_environment().get_template(template).render({**common, **own})


def _url_in_other_language(dataset: Dataset, here: str, params: ChartParams) -> str:
    if here == "chart":
        return dataset.urls.chart(params)
    return dataset.urls.sources(params.lang) if here == "sources" else dataset.urls.home(params)


def _help_lines(dataset: Dataset, params: ChartParams) -> tuple[HelpLine, ...]:
    """The help lines of the first place chosen."""
    return for_place(dataset.snapshot.helplines, dataset.snapshot.places, params.place)


def _in_other_languages(
    dataset: Dataset, params: ChartParams, address: Callable[[ChartParams], str]
) -> tuple[tuple[Locale, str], ...]:
    """Every other language, with the address of the same page in it."""
    codes = (code for code in dataset.availability.languages if code != params.lang)
    return tuple((get_locale(code), address(replace(params, lang=code))) for code in codes)


def _chart_context(dataset: Dataset, shown: ChartPage) -> dict[str, Any]:
    params, locale = shown.params, shown.locale
    usual = default_params(dataset.availability, slug=params.slug)
    return {
        "page": shown,
        "canonical": shown.url,
        "form": build_form(dataset, shown.data),
        "days": day_options(shown.data, locale),
        "chart_links": chart_links(dataset, params),
        "chosen": replace(params, as_of=None, lang=usual.lang, edition=None) != usual,
        "kinds": [(code, claims.kind_label(locale, code)) for code in KINDS],
        "app_entry": '<div id="react-entry-point"></div>',
        "chosen_day": params.as_of.isoformat() if params.as_of else "",
        "svgs": {} if shown.is_empty else render_svgs(dataset, shown.data),
        "ratios": _aspect_ratios(shown),
        "notes": Markup(_render_notes(dataset, replace(params, as_of=None))),  # noqa: S704 - rendered with escaping
        "payload": _script_safe(_initial_payload(dataset, shown)),
    }


def _aspect_ratios(shown: ChartPage) -> dict[str, str]:
    """Width to height of the chart's room, as a style sheet writes it."""
    height = get_chart(shown.params.slug).height
    return {
        "wide": f"{theme.CHART_WIDTH_PX} / {height(shown.data, narrow=False)}",
        "narrow": f"{theme.NARROW_CHART_WIDTH_PX} / {height(shown.data, narrow=True)}",
    }


def build_payload(dataset: Dataset, shown: ChartPage, *, known: str | None = None) -> dict[str, Any]:
    """What the page's script needs to put a view in place.

    ``of`` names what does not change with the day: the change log and the list of notes. A script that says it knows
    those of the same name is not sent them again.
    """
    message, parts = _figure_payload(dataset, shown), _render_sections(dataset, shown)
    if message["of"] == known:
        return message | {"parts": parts}
    days_apart = replace(shown.params, as_of=None)
    lists = {
        "notes": _render_notes(dataset, days_apart),
        "as_of": _render_section("days", day_options(shown.data, shown.locale), shown.locale),
    }
    return message | {"log": _change_log(dataset, days_apart), "parts": parts | lists}


def _initial_payload(dataset: Dataset, shown: ChartPage) -> dict[str, Any]:
    """The same for the page itself, whose parts are in place already."""
    return _figure_payload(dataset, shown) | {"log": _change_log(dataset, replace(shown.params, as_of=None))}


def _figure_payload(dataset: Dataset, shown: ChartPage) -> dict[str, Any]:
    return {
        "of": dataset.urls.chart(replace(shown.params, as_of=None)),
        "locale": shown.locale.tag,
        "languages": {
            other.code: href for other, href in _in_other_languages(dataset, shown.params, dataset.urls.chart)
        },
        "figure": shown.figure,
        "narrow": shown.narrow_overrides,
        "ratios": _aspect_ratios(shown),
        "colours": theme.LIGHT,
        "address": shown.url,
        "heading": shown.title,
        "day": shown.locale.day(shown.params.as_of) if shown.params.as_of else "",
        "empty": shown.is_empty,
        "frames": animation_frames(shown.data, shown.locale) if shown.params.slug == "map" else None,
    }


@lru_cache(CACHE_SIZE)
def _change_log(dataset: Dataset, params: ChartParams) -> dict[str, Any] | None:
    """The change log, where the script can draw other days by itself: it knows counts of months over time."""
    view = dataset.chart_data(params).first_view
    if view is None or params.slug != "trend" or view.measure.period is not PeriodKind.MONTH:
        return None
    return stepping.change_log(view, get_locale(params.lang)) if params.unit == "count" and params.window == 1 else None


@lru_cache(CACHE_SIZE)
def _render_notes(dataset: Dataset, params: ChartParams) -> str:
    """The list beside the chart; empty where it has none."""
    if "notes" in params.options.disabled_options:
        return ""
    return _render_section(
        "notes",
        build_card_groups(dataset, params, dataset.annotations(dataset.chart_data(params))),
        get_locale(params.lang),
    )


def _render_sections(dataset: Dataset, shown: ChartPage) -> dict[str, str]:
    told = {name: _render_section(name, shown, shown.locale) for name in UPDATED_SECTIONS[:-2]}
    return told | {
        "charts": _render_section("charts", chart_links(dataset, shown.params), shown.locale),
        "help": _render_help_lines(dataset, shown.params),
        "choices": _render_section("choices", build_form(dataset, shown.data), shown.locale),
    }


def _render_help_lines(dataset: Dataset, params: ChartParams) -> str:
    macros: Any = _template_environment().get_template("helplines.html").module
    locale = get_locale(params.lang)
    return str(macros.helplines(_help_lines(dataset, params), locale.text, locale)).strip()


def _render_section(name: str, content: object, locale: Locale) -> str:
    macros = _template_environment().get_template("parts.html").module
    return str(getattr(macros, name)(content, locale.text)).strip()


def _script_safe(message: Mapping[str, Any]) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
