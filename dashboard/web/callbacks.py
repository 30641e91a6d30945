"""What Dash keeps alive: a choice becomes a view on the server, and a view becomes a figure in the browser."""

from typing import Any
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output

from dashboard.charts import registry
from dashboard.dataset.dataset import Dataset
from dashboard.errors import InvalidParameter, RequestError
from dashboard.params import chart_params as states
from dashboard.params.chart_params import ChartParams
from dashboard.web.pages.chart import build_chart_page
from dashboard.web.pages.render import build_payload

CONFLICT_RESOLUTION = {"measure": "group", "group": "measure", "unit": "group", "window": "measure"}
"""Options that can give way to one just chosen, each with what gives way when it does not go with the rest itself."""


def register_callbacks(app: Dash, dataset: Dataset) -> None:
    """Add the callbacks to this app, and to no other."""

    @app.callback(Output("view", "data"), Input("choice", "data"), prevent_initial_call=True)
    def _view(choice: Any) -> dict[str, Any]:
        asked = choice if isinstance(choice, dict) else {}
        words = {name: str(asked.get(name) or "") for name in ("slug", "query", "changed", "known")}
        return update_page(dataset, **words)

    app.clientside_callback(ClientsideFunction("page", "show"), Output("chart", "figure"), Input("view", "data"))


def update_page(dataset: Dataset, slug: str, query: str, changed: str = "", known: str = "") -> dict[str, Any]:
    """The view for a query string, or what is wrong with it, in words.

    ``changed`` is the option that a reader has just chosen: others that do not go with it give way.
    """
    try:
        registry.get_chart(slug)
        params = _parse_params(dataset, slug, parse_qs(query, keep_blank_values=True), changed)
        return build_payload(dataset, build_chart_page(dataset, params), known=known)
    except RequestError as error:
        return {"error": error.message}


def _parse_params(dataset: Dataset, slug: str, query: dict[str, list[str]], changed: str) -> ChartParams:
    try:
        return states.parse_query(query, dataset.availability, slug)
    except InvalidParameter as error:
        way = CONFLICT_RESOLUTION.get(error.option) if error.option == changed else error.option
        if not changed or way not in query or way not in CONFLICT_RESOLUTION:
            raise
        return _parse_params(
            dataset, slug, {option: values for option, values in query.items() if option != way}, changed
        )
