"""What Dash keeps alive: a choice becomes a view on the server, and a view becomes a figure in the browser."""

from typing import Any
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output

from dashboard.charts import registry
from dashboard.dataset.dataset import Site
from dashboard.errors import BadOption, RequestError
from dashboard.params import chart_params as states
from dashboard.params.chart_params import ChartState
from dashboard.web.pages.chart import sheet
from dashboard.web.pages.render import payload

GIVES_WAY = {"measure": "group", "group": "measure", "unit": "group", "window": "measure"}
"""Options that can give way to one just chosen, each with what gives way when it does not go with the rest itself."""


def register(app: Dash, site: Site) -> None:
    """Add the callbacks to this app, and to no other."""

    @app.callback(Output("view", "data"), Input("choice", "data"), prevent_initial_call=True)
    def _view(choice: Any) -> dict[str, Any]:
        asked = choice if isinstance(choice, dict) else {}
        words = {name: str(asked.get(name) or "") for name in ("slug", "query", "changed", "known")}
        return answer(site, **words)

    app.clientside_callback(ClientsideFunction("page", "show"), Output("chart", "figure"), Input("view", "data"))


def answer(site: Site, slug: str, query: str, changed: str = "", known: str = "") -> dict[str, Any]:
    """The view for a query string, or what is wrong with it, in words.

    ``changed`` is the option that a reader has just chosen: others that do not go with it give way.
    """
    try:
        registry.chart(slug)
        state = _state(site, slug, parse_qs(query, keep_blank_values=True), changed)
        return payload(site, sheet(site, state), known=known)
    except RequestError as error:
        return {"error": error.message}


def _state(site: Site, slug: str, query: dict[str, list[str]], changed: str) -> ChartState:
    try:
        return states.parse(query, site.choices, slug)
    except BadOption as error:
        way = GIVES_WAY.get(error.option) if error.option == changed else error.option
        if not changed or way not in query or way not in GIVES_WAY:
            raise
        return _state(site, slug, {option: values for option, values in query.items() if option != way}, changed)
