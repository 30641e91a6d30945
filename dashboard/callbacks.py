"""What Dash keeps alive: a choice becomes a view on the server, and a view becomes a figure in the browser."""

from typing import Any
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output

from dashboard import state as states
from dashboard.errors import RequestError
from dashboard.pages.render import payload
from dashboard.pages.sheet import sheet
from dashboard.site import Site


def register(app: Dash, site: Site) -> None:
    """Add the callbacks to this app, and to no other."""

    @app.callback(Output("view", "data"), Input("choice", "data"), prevent_initial_call=True)
    def _view(choice: Any) -> dict[str, Any]:
        asked = choice if isinstance(choice, dict) else {}
        return answer(site, str(asked.get("slug", "")), str(asked.get("query", "")), asked.get("known"))

    app.clientside_callback(ClientsideFunction("page", "show"), Output("chart", "figure"), Input("view", "data"))


def answer(site: Site, slug: str, query: str, known: str | None = None) -> dict[str, Any]:
    """The view for a query string, or what is wrong with it, in words."""
    try:
        state = states.parse(parse_qs(query, keep_blank_values=True), site.choices)
        return payload(site, sheet(site, slug, state), known=known)
    except RequestError as error:
        return {"error": error.message}
