"""The page of a chart, with its controls, its words and its table."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from dashboard.charts.registry import default_params
from dashboard.charts.rendered import RenderedChart
from dashboard.config import Delivery
from dashboard.i18n import gettext_noop
from dashboard.params.options import KINDS
from dashboard.text import writings
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.chart_form import build_form
from dashboard.web.pages.chart_page import ChartPage
from dashboard.web.pages.chart_view import page_message, render_notes
from dashboard.web.pages.navigation import chart_links
from dashboard.web.pages.place_finder import build_place_finder
from dashboard.web.pages.place_links import place_links, usual_views
from dashboard.web.pages.release_days import build_release_days


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
        "svgs": {"wide": chart.svg, "narrow": chart.narrow_svg},
        "ratios": page.aspect_ratios,
        "margins": page.side_margins,
        "notes": {name: Markup(html) for name, html in render_notes(chart).items()},  # noqa: S704 - rendered with escaping
        "payload": "" if delivery.is_file else _script_safe(page_message(page)),
        "place_links": place_links(dataset, params) if delivery.is_file else (),
    }


def _script_safe(message: Mapping[str, Any]) -> str:
    """Return JSON that may stand inside a script element."""
    return json.dumps(message, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")


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
