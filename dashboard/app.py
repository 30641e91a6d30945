"""The app: Flask serves the pages, Dash keeps the chart in them alive."""

from collections.abc import Callable
from typing import Any

from dash import Dash, dcc, html
from flask import Flask, g
from flask_compress import Compress

from dashboard.config import Config
from dashboard.dataset.dataset import Dataset
from dashboard.errors import NotFound
from dashboard.web import callbacks, content_coding, response_cache, routes, static_files

DASH_PREFIX = "/_dash/"
"""Dash's own addresses, apart from ours: its index answers every address below its prefix with 200."""
MAX_REQUEST_BYTES = 16_384
"""Bytes of a request's body: a choice takes a few hundred."""
GRAPH_CONFIG: Any = {"displayModeBar": False, "responsive": True, "doubleClick": False, "showTips": False}


class PageDash(Dash):
    """Dash whose index is whatever page the request is for."""

    def interpolate_index(self, **pieces: Any) -> str:  # type: ignore[override]
        """The page, given Dash's scripts and configuration; Dash asks for it below its prefix too, where none is."""
        render: Callable[[dict[str, Any]], str] | None = g.get("render")
        if render is None:
            raise NotFound("There is no such page.")
        return render(pieces)

    def _config(self) -> dict[str, Any]:
        """Without the token drawn anew for each page, which only background callbacks use: a page keeps its ETag."""
        config: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]
        return {name: value for name, value in config.items() if name != "end_id"}


def create_app(config: Config) -> Dash:
    """The app for one data folder. Read-only and stateless: no cookie, no session, nothing from another host."""
    static_files.load_static_files()
    dataset = Dataset.of_folder(config.data, config.base_url)
    server = Flask(__name__, static_folder=None)
    server.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    content_coding.install(server)
    response_cache.install(server, unless=("/assets/", "/healthz"), host_matters=not config.base_url)
    _enable_compression(server)
    app = PageDash(
        __name__,
        server=server,  # type: ignore[arg-type]
        url_base_pathname=DASH_PREFIX,
        include_assets_files=False,
        update_title="",
    )
    app.layout = _dash_layout()
    callbacks.register_callbacks(app, dataset)
    routes.register_routes(server, dataset, app)
    return app


def _dash_layout() -> html.Div:
    return html.Div(
        [dcc.Store("choice"), dcc.Store("view"), dcc.Graph("chart", config=GRAPH_CONFIG, style={"height": "100%"})],
        style={"height": "100%"},
    )


def _enable_compression(server: Flask) -> None:
    """Compress text, lightly: what never changes is compressed at set-up or kept."""
    server.config["COMPRESS_MIMETYPES"] = [
        *("text/html", "text/css", "text/csv", "text/javascript", "text/plain", "application/json", "image/svg+xml"),
        "application/javascript",
    ]
    server.config["COMPRESS_ALGORITHM"] = list(content_coding.COMPRESSIONS)
    server.config["COMPRESS_BR_LEVEL"] = 5
    Compress(server)
