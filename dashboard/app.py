"""The app: Flask serves the pages, Dash keeps the chart in them alive."""

import gc
from typing import Any
from urllib.parse import urlsplit

from dash import Dash, dcc, html
from flask import Flask
from flask_compress import Compress

from dashboard.config import Config
from dashboard.web import (
    access_log,
    base_path,
    callbacks,
    content_coding,
    hosts,
    live_data,
    memento,
    metrics,
    ranges,
    reader_language,
    response_cache,
    routes,
    static_files,
)
from dashboard.web.dash_requests import DASH_PREFIX
from dashboard.web.health import check_charts
from dashboard.web.hosts import AllowedHosts
from dashboard.web.live_data import LiveData
from dashboard.web.page_requests import check_encoding

MAX_REQUEST_BYTES = 16_384
"""Bytes of a request's body: a choice takes a few hundred."""
SEPARATOR = "\n<!-- -->\n"
"""Stands between the tags that Dash writes."""
GC_THRESHOLD = 20_000
"""New objects after which the collector looks for those that nothing refers to. Python's 700 take a tenth of the time
of a large page, which makes hundreds of thousands: nearly all are kept, or go by themselves."""
GRAPH_CONFIG: Any = {"displayModeBar": False, "responsive": True, "doubleClick": False, "showTips": False}


class StableDash(Dash):
    """Dash whose configuration is the same on every page, which Dash leaves no other way for."""

    def _config(self) -> dict[str, Any]:
        """Return Dash's configuration without the token that it draws anew for each page: so a page keeps its ETag.

        Only background callbacks use the token, and there are none.
        """
        config: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]
        return {name: value for name, value in config.items() if name != "end_id"}


def create_server(config: Config) -> Flask:
    """Create the server that workers are forked from; it takes in what is new while it runs. Raises as ``create_app``.

    Some answers are rendered before that, so that no worker has to work out again what all days have in common. The
    table is kept for as long as it is served: the collector need not look through it again and again, and the workers
    go on sharing its memory.
    """
    gc.disable()
    gc.freeze()  # what was imported stays
    try:
        server: Flask = create_app(config, watch=True).server
        check_charts(server.extensions[live_data.EXTENSION].current.charts)
        gc.collect()
        gc.freeze()
    finally:
        gc.enable()
    gc.set_threshold(GC_THRESHOLD)
    return server


def create_app(config: Config, *, watch: bool = False) -> Dash:
    """Create the app for one data folder. It only reads, and has no state: no cookie, no session, no other host.

    With ``watch`` it takes in what is new in the folder while it runs. ``AssetsNotBuilt`` where the browser files are
    missing, ``EtlError`` where the data cannot be read.
    """
    static_files.load_static_files()
    live = LiveData(config.data, config.base_url, check_charts)
    server = Flask(__name__, static_folder=None)
    server.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    access_log.install(server, config.access_log)
    metrics.install(server, config.metrics)
    base_path.install(server, config.base_path)
    content_coding.install(server)
    live_data.install(server, live, watch=watch)
    hosts.install(server, AllowedHosts(config.allowed_hosts, config.base_url))
    server.before_request(check_encoding)
    ranges.install(server)
    reader_language.install(server, config.base_path)
    memento.install(server)
    response_cache.install(
        server,
        unless=("/assets/", "/healthz", "/readyz", metrics.METRICS_PATH),
        unless_posted=("/check", "/verify"),
        host_matters=not urlsplit(config.base_url).netloc,
        responses=lambda: live_data.served().responses,
    )
    _enable_compression(server)
    app = StableDash(
        __name__,
        server=server,  # type: ignore[arg-type]
        routes_pathname_prefix=DASH_PREFIX,
        requests_pathname_prefix=config.base_path + DASH_PREFIX,
        include_assets_files=False,
        update_title="",
    )
    app.layout = _dash_layout()
    callbacks.register_callbacks(app)
    server.register_blueprint(routes.build_blueprint(live, _dash_tags(app), config.delivery))
    return app


def _dash_tags(app: Dash) -> dict[str, str]:
    """Return the tags that bring Dash to life in a page of ours: the same on every page, so they are taken once."""
    names = ("config", "scripts", "renderer")
    app.index_string = SEPARATOR.join(f"{{%{name}%}}" for name in (*names, "app_entry"))
    with app.server.test_request_context(DASH_PREFIX):
        tags = app.index().split(SEPARATOR)
    return dict(zip(names, tags, strict=False))


def _dash_layout() -> html.Div:
    return html.Div(
        [dcc.Store("choice"), dcc.Store("view"), dcc.Graph("chart", config=GRAPH_CONFIG, style={"height": "100%"})],
        style={"height": "100%"},
    )


def _enable_compression(server: Flask) -> None:
    """Compress text, lightly: what never changes is compressed at set-up or kept."""
    server.config["COMPRESS_MIMETYPES"] = [
        *("text/html", "text/css", "text/csv", "text/javascript", "text/plain", "application/json", "image/svg+xml"),
        *("application/javascript", "application/csvm+json", "application/link-format"),
    ]
    server.config["COMPRESS_ALGORITHM"] = list(content_coding.COMPRESSIONS)
    server.config["COMPRESS_BR_LEVEL"] = 5
    Compress(server)
