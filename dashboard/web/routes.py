"""Every address the server answers, apart from Dash's own."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from dashboard.charts import registry
from dashboard.dataset.dataset import Site
from dashboard.dataset.series_view import Selection
from dashboard.errors import BadOption, RequestError, UnknownPage
from dashboard.export import images, tables
from dashboard.params import chart_params as states
from dashboard.params.chart_params import ChartState
from dashboard.text.i18n import get_locale
from dashboard.web import static_files
from dashboard.web.pages import render
from etl.core import csv_io
from etl.core.languages import SOURCE
from etl.store import table

FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"


def register(server: Flask, site: Site, app: Dash) -> None:
    """Add the addresses to a server."""
    server.add_url_rule("/", view_func=lambda: _front(site, app), endpoint="front")
    server.add_url_rule("/chart/<slug>", view_func=lambda slug: _chart(site, app, slug), endpoint="chart")
    server.add_url_rule(
        "/chart/<slug>.<any(csv,json,svg,png):suffix>", view_func=lambda **at: _file(site, **at), endpoint="file"
    )
    server.add_url_rule("/sources", view_func=lambda: _sources(site), endpoint="sources")
    server.add_url_rule("/commentary", view_func=lambda: _commentary(site), endpoint="commentary")
    server.add_url_rule("/data/<name>.csv", view_func=lambda name: _data(site, name), endpoint="data")
    server.add_url_rule("/assets/<path:name>", view_func=_static, endpoint="static_file")
    server.add_url_rule("/healthz", view_func=lambda: _health(site), endpoint="health")
    server.register_error_handler(RequestError, lambda error: _refused(site, error.status, error.message))
    server.register_error_handler(HTTPException, lambda error: _refused(site, *_http(error)))
    server.register_error_handler(
        DependencyException, lambda _: _refused(site, HTTPStatus.NOT_FOUND, f"There is no file {request.path}.")
    )
    server.before_request(_only_text)
    server.before_request(_only_known_below_dash)
    server.after_request(_finish)


def _health(site: Site) -> Response:
    """That the server is up, the edition, and how much is left out where a row kept by hand cannot be used."""
    problems = {"left_out": len(site.held.left_out)} if site.held.left_out else {}
    return _json({"status": "ok", "edition": site.held.edition} | problems)


def _state(site: Site, slug: str = "trend") -> ChartState:
    registry.chart(slug)
    return states.parse(request.args.to_dict(flat=False), site.choices, slug)


def _front(site: Site, app: Dash) -> Response:
    state = _state(site)
    return _html(app, lambda dash: render.front_page(site, state, dash), pinned=False)


def _chart(site: Site, app: Dash, slug: str) -> Response:
    state = _state(site, slug)
    return _html(app, lambda dash: render.chart_page(site, state, dash), pinned=False)


def _sources(site: Site) -> Response:
    _only(("lang",))
    body = render.sources_page(site, _state(site), host=_host(site))
    return _cached(Response(body, mimetype="text/html"), pinned=False)


def _commentary(site: Site) -> Response:
    _only(("places", "kinds", "lang"))
    state = _state(site)
    place = state.place if request.args.get("places", "").strip() else ""
    return _cached(Response(render.commentary_page(site, state, place=place), mimetype="text/html"), pinned=False)


def _html(app: Dash, page: Callable[[dict[str, Any]], str], *, pinned: bool) -> Response:
    g.render = page
    return _cached(Response(app.index(), mimetype="text/html"), pinned=pinned)


def _file(site: Site, slug: str, suffix: str) -> Response:
    state = _state(site, slug)
    content, media = _FORMATS[suffix](site, state)
    response = _cached(Response(content, content_type=media), pinned=state.pinned)
    name = _name(site, state)
    response.headers["Content-Disposition"] = f'{_disposition(suffix)}; filename="{name}.{suffix}"'
    return response


def _disposition(suffix: str) -> str:
    return "attachment" if suffix == "csv" else "inline"


def _name(site: Site, state: ChartState) -> str:
    """A file name that says what is in it: ``trend_CA-BC_as-of-2020-08-25``, with every other choice behind."""
    others = states.query(replace(state, as_of=None), site.choices).replace("places=", "").replace("=", "-")
    chosen = [part.replace(",", "-") for part in others.split("&") if part and part not in state.places]
    return "_".join([state.slug, *state.places, f"as-of-{state.as_of or 'now'}", *chosen])


def _selection(site: Site, state: ChartState) -> Selection:
    selection = site.selection(state)
    if not selection.views:
        raise RequestError(f"places={','.join(state.places)}: no figure of {state.measure or 'any measure'} is held.")
    return selection


def _csv(site: Site, state: ChartState) -> tuple[str, str]:
    rows = tables.frame(_selection(site, state), get_locale(state.lang))
    return tables.csv(rows), "text/csv; charset=utf-8"


def _as_json(site: Site, state: ChartState) -> tuple[str, str]:
    selection, locale = _selection(site, state), get_locale(state.lang)
    return tables.json(selection, locale, site.told(state), _address(site, state)), "application/json"


def _svg(site: Site, state: ChartState) -> tuple[bytes, str]:
    return images.svg(_picture(site, state)), "image/svg+xml"


def _png(site: Site, state: ChartState) -> tuple[bytes, str]:
    return images.png(_picture(site, state)), "image/png"


_FORMATS: dict[str, Callable[[Site, ChartState], tuple[Any, str]]] = {
    "csv": _csv,
    "json": _as_json,
    "svg": _svg,
    "png": _png,
}


def _picture(site: Site, state: ChartState) -> images.Picture:
    _selection(site, state)
    picture = site.picture(state, _host(site) + site.pinned(state))
    if picture is None:
        raise RequestError("No figure is held for this choice, so there is no picture.")
    return picture


def _address(site: Site, state: ChartState) -> str:
    """The view's whole address."""
    return _host(site) + site.links.chart(state)


def _host(site: Site) -> str:
    """What makes an address whole: nothing where a base is configured, else the host as this request reached us."""
    return "" if site.links.base else request.host_url.rstrip("/")


def _data(site: Site, name: str) -> Response:
    held = site.held
    if name in {"vintages", "releases"}:
        _only(())
        return _cached(_csv_response(held.table if name == "vintages" else held.ledger), pinned=False)
    if name == "observations":
        _only(("as_of", "edition"))
        state = _state(site)
        rows = table.as_of(held.table, state.day, state.edition)
        named = tables.labelled(rows, held.places, get_locale(state.lang))
        response = _csv_response(named)
        response.headers["Content-Disposition"] = (
            f'attachment; filename="observations_as-of-{state.as_of or "now"}.csv"'
        )
        return _cached(response, pinned=state.pinned)
    raise UnknownPage(f"There is no table {name!r}. Tables: observations, vintages, releases.")


def _only(options: tuple[str, ...]) -> None:
    for option, value in request.args.items():
        if option not in options:
            raise BadOption(option, value, " or ".join(options) or "no option")


def _csv_response(rows: Any) -> Response:
    return Response(csv_io.to_csv(rows, line_end="\r\n"), content_type="text/csv; charset=utf-8")


def _static(name: str) -> Response:
    files = static_files.load().files
    if name not in files:
        raise UnknownPage(f"There is no file {name!r}.")
    file = files[name]
    response = Response(file.content, content_type=file.media)
    for encoding, content in file.encoded.items():
        if request.accept_encodings.quality(encoding) > 0:
            response.set_data(content)
            response.content_encoding = encoding
            break
    if file.encoded:
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOREVER
    return response


def _json(body: dict[str, Any], status: int = 200) -> Response:
    response = Response(csv_io.to_json(body), status=status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _cached(response: Response, *, pinned: bool) -> Response:
    response.headers["Cache-Control"] = FOREVER if pinned else BRIEFLY
    return response


def _refused(site: Site, status: HTTPStatus, message: str) -> Response:
    """One shape for every error: a page for a reader, JSON for everything else."""
    path = request.path
    if path.rpartition("/")[2].count(".") or path.startswith(("/data/", "/_dash/", "/healthz")):
        return _json({"error": message, "status": int(status)}, status)
    lang = request.args.get("lang", "")
    state = replace(states.default(site.choices), lang=lang if lang in site.choices.languages else SOURCE)
    body = render.error_page(site, state, status=int(status), message=message)
    return Response(body, status=status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _only_text() -> None:
    """Options are UTF-8; bytes that are not would fail wherever they are read."""
    try:
        request.query_string.decode()
    except UnicodeDecodeError as error:
        request.query_string = b""
        raise RequestError("The options of the address are not UTF-8.") from error


def _http(error: HTTPException) -> tuple[HTTPStatus, str]:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    missing = status is HTTPStatus.NOT_FOUND
    return status, f"There is no page {request.path}." if missing else str(error.description)


def _only_known_below_dash() -> None:
    """Dash answers any address below its prefix with a page; only its own endpoints exist."""
    path = request.path
    if path.startswith("/_dash/") and not path.startswith("/_dash/_dash-") and path != "/_dash/_reload-hash":
        raise UnknownPage(f"There is no page {path}.")


def _finish(response: Response) -> Response:
    if response.status_code == HTTPStatus.OK and not response.direct_passthrough and request.method in {"GET", "HEAD"}:
        response.add_etag()
        response.make_conditional(request)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response
