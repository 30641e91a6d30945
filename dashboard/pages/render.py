"""Templates to HTML, and the same parts as the message that updates a page in place."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dashboard import quotes, replay, statics, words
from dashboard.charts import chart
from dashboard.figures import theme
from dashboard.frames import frames
from dashboard.glossary import TERMS
from dashboard.language import NAMES, Language, language
from dashboard.links import DATA
from dashboard.pages.cards import groups
from dashboard.pages.commentary import listing
from dashboard.pages.form import days, form
from dashboard.pages.front import changed, example, lead, writings
from dashboard.pages.nav import charts
from dashboard.pages.sheet import Sheet, pictures, sheet
from dashboard.pages.sources import sections
from dashboard.site import Site
from dashboard.state import KINDS, ChartState, default
from etl.helplines import HelpLine, for_place
from etl.model import PeriodKind

PARTS = (
    *("title", "finding", "alt", "unit", "key", "nothing", "sentences", "files", "table", "about"),
    *("charts", "choices"),
)
"""What changes in place: macros of ``chart_parts.html`` and the ids of their places on the page."""
REMEMBERED = 64


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["TERMS"] = TERMS
    return environment


def chart_page(site: Site, state: ChartState, dash: Mapping[str, str]) -> str:
    """The page of a chart."""
    own = {"dash": dash, "here": "chart", "action": f"/chart/{state.slug}"}
    return _page("chart.html", site, state, _chart_words(site, sheet(site, state)) | own)


def front_page(site: Site, state: ChartState, dash: Mapping[str, str]) -> str:
    """The front page: the newest figures in words, the main chart, what the latest release changed, the data."""
    own = {
        "dash": dash,
        "here": "home",
        "action": "/",
        "canonical": site.links.home(state),
        "lead": lead(site, state.lang),
        "changed": changed(site, state),
        "writings": writings(site, state.lang),
        "example": example(site, state),
        "data": {name.split(".")[0]: site.links.data(name) for name in DATA},
    }
    return _page("home.html", site, state, _chart_words(site, sheet(site, state)) | own)


def sources_page(site: Site, state: ChartState, *, host: str) -> str:
    """What each source counts and what is held of it; ``host`` stands before the addresses to be quoted."""
    listed = sections(site, language(state.lang), host)
    own = {
        "here": "sources",
        "canonical": site.links.sources(state.lang),
        "deaths": [section for section in listed if not section.of_people],
        "populations": [section for section in listed if section.of_people],
    }
    return _page("sources.html", site, state, own)


def commentary_page(site: Site, state: ChartState, *, place: str) -> str:
    """The writings and events of the state's kinds: those of ``place``, or all where it is empty."""
    other = _in_other_language(state)
    own = {
        "here": "commentary",
        "canonical": site.links.commentary(state.lang, place, state.kinds),
        "listing": listing(site, language(state.lang), place=place, kinds=state.kinds),
        "other_language": {
            "href": site.links.commentary(other.lang, place, state.kinds),
            "code": other.lang,
            "name": NAMES[other.lang],
        },
    }
    return _page("commentary.html", site, state, own)


def error_page(site: Site, state: ChartState, *, status: int, message: str) -> str:
    """A page that says what could not be answered, and why."""
    heading = words.error_heading(language(state.lang), status)
    return _page("error.html", site, state, {"here": "", "status": status, "heading": heading, "message": message})


def _page(template: str, site: Site, state: ChartState, own: Mapping[str, Any]) -> str:
    other = _in_other_language(state)
    plain = replace(default(site.choices), lang=state.lang)
    common = {
        "lang": language(state.lang),
        "t": language(state.lang).text,
        "asset": statics.load().address,
        "imports": statics.load().imports_of,
        "home": site.links.home(plain),
        "lines": _lines(site, state),
        "chart": site.links.chart(plain),
        "sources": site.links.sources(state.lang),
        "commentary": site.links.commentary(state.lang),
        "other_language": {
            "href": _address(site, own["here"], other),
            "code": other.lang,
            "name": NAMES[other.lang],
        },
    }
    return _templates().get_template(template).render({**common, **own})


def _address(site: Site, here: str, state: ChartState) -> str:
    if here == "chart":
        return site.links.chart(state)
    return site.links.sources(state.lang) if here == "sources" else site.links.home(state)


def _lines(site: Site, state: ChartState) -> tuple[HelpLine, ...]:
    """The help lines of the first place chosen."""
    return for_place(site.held.helplines, site.held.places, state.place)


def _in_other_language(state: ChartState) -> ChartState:
    return replace(state, lang="fr" if state.lang == "en" else "en")


def _chart_words(site: Site, shown: Sheet) -> dict[str, Any]:
    state, spoken = shown.state, shown.language
    usual = default(site.choices, slug=state.slug)
    return {
        "sheet": shown,
        "canonical": shown.address,
        "form": form(site, shown.selection),
        "days": days(shown.selection, spoken),
        "ways": charts(site, state),
        "chosen": replace(state, as_of=None, lang="en", edition=None) != usual,
        "kinds": [(code, quotes.kind(spoken, code)) for code in KINDS],
        "app_entry": '<div id="react-entry-point"></div>',
        "chosen_day": state.as_of.isoformat() if state.as_of else "",
        "pictures": {} if shown.empty else pictures(site, shown.selection),
        "ratios": _ratios(shown),
        "notes": Markup(_notes(site, replace(state, as_of=None))),  # noqa: S704 - rendered with escaping
        "payload": _script_safe(_page_payload(site, shown)),
    }


def _ratios(shown: Sheet) -> dict[str, str]:
    """Width to height of the chart's frame, as a style sheet writes it."""
    height = chart(shown.state.slug).height
    return {
        "wide": f"{theme.WIDE} / {height(shown.selection, narrow=False)}",
        "narrow": f"{theme.NARROW} / {height(shown.selection, narrow=True)}",
    }


def payload(site: Site, shown: Sheet, *, known: str | None = None) -> dict[str, Any]:
    """What the page's script needs to put a view in place.

    ``of`` names what does not change with the day: the change log and the list of notes. A script that says it knows
    those of the same name is not sent them again.
    """
    message, parts = _figure(site, shown), _parts(site, shown)
    if message["of"] == known:
        return message | {"parts": parts}
    days_apart = replace(shown.state, as_of=None)
    lists = {
        "notes": _notes(site, days_apart),
        "as_of": _part("days", days(shown.selection, shown.language), shown.language),
    }
    return message | {"log": _log(site, days_apart), "parts": parts | lists}


def _page_payload(site: Site, shown: Sheet) -> dict[str, Any]:
    """The same for the page itself, whose parts are in place already."""
    return _figure(site, shown) | {"log": _log(site, replace(shown.state, as_of=None))}


def _figure(site: Site, shown: Sheet) -> dict[str, Any]:
    return {
        "of": site.links.chart(replace(shown.state, as_of=None)),
        "other": site.links.chart(_in_other_language(shown.state)),
        "figure": shown.figure,
        "narrow": shown.narrow,
        "ratios": _ratios(shown),
        "colors": theme.LIGHT,
        "address": shown.address,
        "heading": shown.title,
        "day": shown.language.day(shown.state.as_of) if shown.state.as_of else "",
        "empty": shown.empty,
        "frames": frames(shown.selection, shown.language) if shown.state.slug == "map" else None,
    }


@lru_cache(REMEMBERED)
def _log(site: Site, state: ChartState) -> dict[str, Any] | None:
    """The change log, where the script can draw other days by itself: it knows counts of months over time."""
    view = site.selection(state).first
    if view is None or state.slug != "trend" or view.measure.period is not PeriodKind.MONTH:
        return None
    return replay.log(view, language(state.lang)) if state.unit == "count" and state.window == 1 else None


@lru_cache(REMEMBERED)
def _notes(site: Site, state: ChartState) -> str:
    """The list beside the chart; empty where it has none."""
    if "notes" in state.offer.without:
        return ""
    return _part("notes", groups(site, state, site.marks(site.selection(state))), language(state.lang))


def _parts(site: Site, shown: Sheet) -> dict[str, str]:
    told = {name: _part(name, shown, shown.language) for name in PARTS[:-2]}
    return told | {
        "charts": _part("charts", charts(site, shown.state), shown.language),
        "help": _help(site, shown.state),
        "choices": _part("choices", form(site, shown.selection), shown.language),
    }


def _help(site: Site, state: ChartState) -> str:
    macros: Any = _templates().get_template("helplines.html").module
    spoken = language(state.lang)
    return str(macros.helplines(_lines(site, state), spoken.text, spoken)).strip()


def _part(name: str, content: object, spoken: Language) -> str:
    macros = _templates().get_template("chart_parts.html").module
    return str(getattr(macros, name)(content, spoken.text)).strip()


def _script_safe(message: Mapping[str, Any]) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
