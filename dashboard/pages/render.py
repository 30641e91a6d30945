"""Templates to HTML, and the same parts as the message that updates a page in place."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard import replay, statics, words
from dashboard.figures import theme
from dashboard.language import NAMES, language
from dashboard.pages.front import changed, example
from dashboard.pages.sheet import Sheet, options, sheet
from dashboard.site import Site
from dashboard.state import KINDS, ChartState, default
from dashboard.views import View
from etl.model import PeriodKind

PARTS = ("title", "finding", "unit", "key", "sentences", "files", "table", "notes")
"""What changes in place: macros of ``parts.html`` and the ids of their rooms."""


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
        "data": {
            name.split(".")[0]: site.links.data(name) for name in ("observations.csv", "vintages.csv", "releases.csv")
        },
    }
    return _page("front.html", site, state, _chart_words(site, "trend", shown) | own)


def error_page(site: Site, state: ChartState, *, status: int, message: str) -> str:
    """A page that says what could not be answered, and why."""
    heading = words.error_heading(language(state.lang), status)
    return _page("error.html", site, state, {"here": "", "status": status, "heading": heading, "message": message})


def _page(template: str, site: Site, state: ChartState, own: Mapping[str, Any]) -> str:
    other = replace(state, lang="fr" if state.lang == "en" else "en")
    plain = replace(default(site.choices), lang=state.lang)
    common = {
        "lang": language(state.lang),
        "t": language(state.lang).text,
        "asset": statics.load().address,
        "home": site.links.home(plain),
        "chart": site.links.chart("trend", plain),
        "other_language": {
            "href": site.links.home(other) if own["here"] != "chart" else site.links.chart("trend", other),
            "code": other.lang,
            "name": NAMES[other.lang],
        },
    }
    return _templates().get_template(template).render({**common, **own})


def _chart_words(site: Site, slug: str, shown: Sheet) -> dict[str, Any]:
    spoken = shown.language
    return {
        "sheet": shown,
        "slug": slug,
        "action": f"/chart/{slug}",
        "canonical": shown.address,
        "options": options(site, shown.state, shown.view),
        "monthly": shown.view is not None and shown.view.measure.period is PeriodKind.MONTH,
        "chosen": replace(shown.state, as_of=None, lang="en", edition=None) != default(site.choices, shown.state.place),
        "kinds": [(code, words.kind(spoken, code)) for code in KINDS],
        "app_entry": '<div id="react-entry-point"></div>',
        "payload": _script_safe(payload(shown, parts=False)),
    }


def payload(shown: Sheet, *, parts: bool = True) -> dict[str, Any]:
    """What the page's script needs of a view: the figure, its change log, and the parts to put in place."""
    view = shown.view
    message: dict[str, Any] = {
        "figure": shown.figure,
        "narrow": shown.narrow,
        "colours": theme.LIGHT,
        "address": shown.address,
        "heading": shown.title,
        "empty": shown.empty,
        "log": None,
    }
    if view is not None and not shown.empty and _steps_alone(view):
        message["log"] = replay.log(view, shown.language)
    return message | ({"parts": _parts(shown)} if parts else {})


def _steps_alone(view: View) -> bool:
    """Whether the script can draw other days by itself: it knows counts of months; the server knows the rest."""
    return view.measure.period is PeriodKind.MONTH and view.state.unit == "count" and view.state.window == 1


def _parts(shown: Sheet) -> dict[str, str]:
    macros = _templates().get_template("parts.html").module
    return {name: str(getattr(macros, name)(shown, shown.language.text)).strip() for name in PARTS}


def _script_safe(message: Mapping[str, Any]) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
