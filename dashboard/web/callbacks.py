"""What Dash keeps alive: a choice becomes a view on the server, and a view becomes a figure in the browser."""

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
from dashboard.web.pages.chart import build_payload
from dashboard.web.pages.home import home_sections


def register_callbacks(app: Dash) -> None:
    """Add the callbacks to this app, and to no other. They are answered from the data that are served."""

    @app.callback(Output("view", "data"), Input("choice", "data"), prevent_initial_call=True)
    def _view(choice: Any) -> dict[str, Any]:
        given = choice if isinstance(choice, dict) else {}
        slug, query, changed, received = (str(given.get(name) or "") for name in ("slug", "query", "changed", "known"))
        charts = served().charts
        is_home = given.get("path") == f"{charts.dataset.urls.path}/"
        return update_page(charts, slug, query, changed, received, is_home=is_home)

    app.clientside_callback(ClientsideFunction("page", "show"), Output("chart", "figure"), Input("view", "data"))


def update_page(
    charts: RenderedCharts, slug: str, query: str, changed: str = "", received: str = "", *, is_home: bool = False
) -> dict[str, Any]:
    """Return the view for a query string, or what is wrong with it, in words.

    ``changed`` are the options that a reader has just chosen, with commas between: others that do not go with them
    give way. The front page (``is_home``) also gets what it says around its chart.
    """
    try:
        options = parse_qs(query, keep_blank_values=True)
        params = _parse_params(charts.dataset.availability, slug, options, changed)
        payload = build_payload(charts(params), received=received)
    except RequestError as error:
        return {"error": error.message}
    parts = payload["parts"] | (home_sections(charts, params) if is_home else {})
    return payload | {"parts": parts}


def _parse_params(availability: Availability, slug: str, query: dict[str, list[str]], changed: str) -> ChartParams:
    if not changed:
        return registry.parse_query(query, availability, slug)
    return parse_choice(query, changed.split(","), availability, registry.get_chart(slug).options)
