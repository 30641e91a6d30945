"""What Dash keeps alive: a choice becomes a view on the server, and a view becomes a figure in the browser."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output

from dashboard.charts import registry
from dashboard.charts.rendered import RenderedCharts
from dashboard.errors import RequestError
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams
from dashboard.params.form_query import parse_choice
from dashboard.web.live_data import served
from dashboard.web.pages.chart_view import LAYERS, build_payload
from dashboard.web.pages.home import home_sections


def register_callbacks(app: Dash) -> None:
    """Add the callbacks to this app, and to no other. They are answered from the data that are served."""

    @app.callback(Output("view", "data"), Input("choice", "data"), prevent_initial_call=True)
    def _view(choice: Any) -> dict[str, Any]:
        charts = served().charts
        return update_page(charts, _read_choice(choice, f"{charts.dataset.urls.path}/"))

    app.clientside_callback(ClientsideFunction("page", "show"), Output("chart", "figure"), Input("view", "data"))


@dataclass(frozen=True)
class Choice:
    """What a page asks for: the view of a query string on a chart.

    ``changed`` are the options that a reader has just chosen, with commas between: others that do not go with them
    give way. ``received`` names the lists that the page has, ``layers`` are those of ``LAYERS`` that a reader looks at.
    The front page (``is_home``) also gets what it says around its chart.
    """

    slug: str
    query: str
    changed: str = ""
    received: str = ""
    layers: frozenset[str] = frozenset()
    is_home: bool = False


def _read_choice(message: Any, home_path: str) -> Choice:
    given = message if isinstance(message, dict) else {}
    slug, query, changed, received = (str(given.get(name) or "") for name in ("slug", "query", "changed", "known"))
    layers = given.get("layers")
    wanted = frozenset(name for name in LAYERS if isinstance(layers, list) and name in layers)
    return Choice(slug, query, changed, received, wanted, is_home=given.get("path") == home_path)


def update_page(charts: RenderedCharts, choice: Choice) -> dict[str, Any]:
    """Return the view that was chosen, or what is wrong with the choice, in words."""
    try:
        options = parse_qs(choice.query, keep_blank_values=True)
        params = _parse_params(charts.dataset.availability, choice.slug, options, choice.changed)
        payload = build_payload(charts(params), choice.layers, received=choice.received)
    except RequestError as error:
        return {"error": error.message}
    parts = payload["parts"] | (home_sections(charts, params) if choice.is_home else {})
    return payload | {"parts": parts}


def _parse_params(availability: Availability, slug: str, query: dict[str, list[str]], changed: str) -> ChartParams:
    if not changed:
        return registry.parse_query(query, availability, slug)
    return parse_choice(query, changed.split(","), availability, registry.get_chart(slug).options)
