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
from dashboard.figures import theme
from dashboard.language import NAMES, Language, language
from dashboard.links import DATA
from dashboard.pages.cards import groups
from dashboard.pages.front import changed, example
from dashboard.pages.sheet import Sheet, measures, options, pictures, sheet
from dashboard.pages.sources import sections
from dashboard.site import Site
from dashboard.state import KINDS, ChartState, default
from etl.model import PeriodKind

PARTS = ("title", "finding", "unit", "key", "nothing", "sentences", "files", "table", "about")
"""What changes in place: macros of ``parts.html`` and the ids of their rooms."""
REMEMBERED = 64


@cache
def _templates() -> Environment:
    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def chart_page(site: Site, slug: str, state: ChartState, dash: Mapping[str, str]) -> str:
    """The page of a chart."""
    shown = sheet(site, slug, state)
    return _page("chart.html", site, state, _chart_words(site, slug, shown) | {"dash": dash, "here": "chart"})


def front_page(site: Site, state: ChartState, dash: Mapping[str, str]) -> str:
    """The front page: the newest figures in words, the main chart, what the latest release changed, the data."""
    shown = sheet(site, "trend", state)
    own = {
        "dash": dash,
        "here": "home",
        "action": "/",
        "canonical": site.links.home(state),
        "changed": changed(site, state),
        "example": example(site, state),
        "data": {name.split(".")[0]: site.links.data(name) for name in DATA},
    }
    return _page("front.html", site, state, _chart_words(site, "trend", shown) | own)


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
        "home": site.links.home(plain),
        "chart": site.links.chart("trend", plain),
        "sources": site.links.sources(state.lang),
        "other_language": {
            "href": _address(site, own["here"], other),
            "code": other.lang,
            "name": NAMES[other.lang],
        },
    }
    return _templates().get_template(template).render({**common, **own})


def _address(site: Site, here: str, state: ChartState) -> str:
    if here == "chart":
        return site.links.chart("trend", state)
    return site.links.sources(state.lang) if here == "sources" else site.links.home(state)


def _in_other_language(state: ChartState) -> ChartState:
    return replace(state, lang="fr" if state.lang == "en" else "en")


def _chart_words(site: Site, slug: str, shown: Sheet) -> dict[str, Any]:
    spoken = shown.language
    return {
        "sheet": shown,
        "slug": slug,
        "action": f"/chart/{slug}",
        "canonical": shown.address,
        "options": options(site, shown.state, shown.view),
        "measures": measures(site, shown.state),
        "monthly": shown.view is not None and shown.view.measure.period is PeriodKind.MONTH,
        "rated": shown.view is not None and site.choices.has_rates(shown.state.place, shown.state.measure),
        "chosen": replace(shown.state, as_of=None, lang="en", edition=None) != default(site.choices),
        "kinds": [(code, quotes.kind(spoken, code)) for code in KINDS],
        "app_entry": '<div id="react-entry-point"></div>',
        "usual_place": site.choices.default_place,
        "chosen_day": shown.state.as_of.isoformat() if shown.state.as_of else "",
        "pictures": pictures(site, slug, shown.view) if shown.view and not shown.empty else {},
        "notes": Markup(_notes(site, slug, replace(shown.state, as_of=None))),  # noqa: S704 - rendered with escaping
        "payload": _script_safe(_page_payload(site, shown)),
    }


def payload(site: Site, shown: Sheet, *, known: str | None = None) -> dict[str, Any]:
    """What the page's script needs to put a view in place.

    ``of`` names what does not change with the day: the change log and the list of notes. A script that says it knows
    those of the same name is not sent them again.
    """
    message, parts = _figure(site, shown), _parts(shown)
    if message["of"] == known:
        return message | {"parts": parts}
    days_apart = replace(shown.state, as_of=None)
    lists = {"notes": _notes(site, shown.slug, days_apart), "as_of": _days(site, shown)}
    return message | {"log": _log(site, shown.slug, days_apart), "parts": parts | lists}


def _page_payload(site: Site, shown: Sheet) -> dict[str, Any]:
    """The same for the page itself, whose parts are in place already."""
    return _figure(site, shown) | {"log": _log(site, shown.slug, replace(shown.state, as_of=None))}


def _figure(site: Site, shown: Sheet) -> dict[str, Any]:
    return {
        "of": site.links.chart(shown.slug, replace(shown.state, as_of=None)),
        "other": site.links.chart(shown.slug, _in_other_language(shown.state)),
        "figure": shown.figure,
        "narrow": shown.narrow,
        "colours": theme.LIGHT,
        "address": shown.address,
        "heading": shown.title,
        "day": shown.language.day(shown.state.as_of) if shown.state.as_of else "",
        "empty": shown.empty,
    }


@lru_cache(REMEMBERED)
def _log(site: Site, slug: str, state: ChartState) -> dict[str, Any] | None:
    """The change log, where the script can draw other days by itself: it knows counts of months."""
    view = site.view(slug, state)
    if view is None or view.measure.period is not PeriodKind.MONTH or state.unit != "count" or state.window != 1:
        return None
    return replay.log(view, language(state.lang))


@lru_cache(REMEMBERED)
def _notes(site: Site, slug: str, state: ChartState) -> str:
    """The list beside the chart."""
    view = site.view(slug, state)
    listed = groups(site, slug, state, site.marks(view)) if view else ()
    return _part("notes", listed, language(state.lang))


def _days(site: Site, shown: Sheet) -> str:
    """The days offered."""
    return _part("days", options(site, shown.state, shown.view)["as_of"], shown.language)


def _parts(shown: Sheet) -> dict[str, str]:
    return {name: _part(name, shown, shown.language) for name in PARTS}


def _part(name: str, content: object, spoken: Language) -> str:
    macros = _templates().get_template("parts.html").module
    return str(getattr(macros, name)(content, spoken.text)).strip()


def _script_safe(message: Mapping[str, Any]) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
