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
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import ChartData
from dashboard.errors import InvalidParameter, NotFound, RequestError
from dashboard.export import images, tables
from dashboard.params import chart_params as states
from dashboard.params.chart_params import ChartParams
from dashboard.text.i18n import get_locale
from dashboard.web import static_files
from dashboard.web.pages import render
from etl.core import csv_io
from etl.core.languages import SOURCE
from etl.store import table

IMMUTABLE = "public, max-age=31536000, immutable"
FIVE_MINUTES = "public, max-age=300"


def register_routes(server: Flask, dataset: Dataset, app: Dash) -> None:
    """Add the addresses to a server."""
    server.add_url_rule("/", view_func=lambda: _home_response(dataset, app), endpoint="front")
    server.add_url_rule("/chart/<slug>", view_func=lambda slug: _chart_response(dataset, app, slug), endpoint="chart")
    server.add_url_rule(
        "/chart/<slug>.<any(csv,json,svg,png):suffix>",
        view_func=lambda **at: _file_response(dataset, **at),
        endpoint="file",
    )
    server.add_url_rule("/sources", view_func=lambda: _sources_response(dataset), endpoint="sources")
    server.add_url_rule("/commentary", view_func=lambda: _commentary_response(dataset), endpoint="commentary")
    server.add_url_rule("/data/<name>.csv", view_func=lambda name: _table_response(dataset, name), endpoint="data")
    server.add_url_rule("/assets/<path:name>", view_func=_static_response, endpoint="static_file")
    server.add_url_rule("/healthz", view_func=lambda: _health(dataset), endpoint="health")
    server.register_error_handler(RequestError, lambda error: _error_response(dataset, error.status, error.message))
    server.register_error_handler(HTTPException, lambda error: _error_response(dataset, *_status_and_message(error)))
    server.register_error_handler(
        DependencyException,
        lambda _: _error_response(dataset, HTTPStatus.NOT_FOUND, f"There is no file {request.path}."),
    )
    server.before_request(_check_encoding)
    server.before_request(_check_dash_endpoint)
    server.after_request(_finish_response)


def _health(dataset: Dataset) -> Response:
    """That the server is up, the edition, and how much is left out where a row kept by hand cannot be used."""
    problems = {"left_out": len(dataset.snapshot.left_out)} if dataset.snapshot.left_out else {}
    return _json_response({"status": "ok", "edition": dataset.snapshot.edition} | problems)


def _parse_params(dataset: Dataset, slug: str = "trend") -> ChartParams:
    registry.get_chart(slug)
    return states.parse_query(request.args.to_dict(flat=False), dataset.availability, slug)


def _home_response(dataset: Dataset, app: Dash) -> Response:
    params = _parse_params(dataset)
    return _html_response(app, lambda dash: render.render_home_page(dataset, params, dash), pinned=False)


def _chart_response(dataset: Dataset, app: Dash, slug: str) -> Response:
    params = _parse_params(dataset, slug)
    return _html_response(app, lambda dash: render.render_chart_page(dataset, params, dash), pinned=False)


def _sources_response(dataset: Dataset) -> Response:
    _check_options(("lang",))
    body = render.render_sources_page(dataset, _parse_params(dataset), host=_url_root(dataset))
    return _set_cache_headers(Response(body, mimetype="text/html"), pinned=False)


def _commentary_response(dataset: Dataset) -> Response:
    _check_options(("places", "kinds", "lang"))
    params = _parse_params(dataset)
    place = params.place if request.args.get("places", "").strip() else ""
    return _set_cache_headers(
        Response(render.render_commentary_page(dataset, params, place=place), mimetype="text/html"), pinned=False
    )


def _html_response(app: Dash, page: Callable[[dict[str, Any]], str], *, pinned: bool) -> Response:
    g.render = page
    return _set_cache_headers(Response(app.index(), mimetype="text/html"), pinned=pinned)


def _file_response(dataset: Dataset, slug: str, suffix: str) -> Response:
    params = _parse_params(dataset, slug)
    content, media = _WRITERS[suffix](dataset, params)
    response = _set_cache_headers(Response(content, content_type=media), pinned=params.is_pinned)
    name = _file_name(dataset, params)
    response.headers["Content-Disposition"] = f'{_content_disposition(suffix)}; filename="{name}.{suffix}"'
    return response


def _content_disposition(suffix: str) -> str:
    return "attachment" if suffix == "csv" else "inline"


def _file_name(dataset: Dataset, params: ChartParams) -> str:
    """A file name that says what is in it: ``trend_CA-BC_as-of-2020-08-25``, with every other choice behind."""
    others = (
        states.format_query(replace(params, as_of=None), dataset.availability).replace("places=", "").replace("=", "-")
    )
    chosen = [part.replace(",", "-") for part in others.split("&") if part and part not in params.places]
    return "_".join([params.slug, *params.places, f"as-of-{params.as_of or 'now'}", *chosen])


def _chart_data(dataset: Dataset, params: ChartParams) -> ChartData:
    selection = dataset.chart_data(params)
    if not selection.views:
        raise RequestError(f"places={','.join(params.places)}: no figure of {params.measure or 'any measure'} is held.")
    return selection


def _csv_file(dataset: Dataset, params: ChartParams) -> tuple[str, str]:
    rows = tables.to_frame(_chart_data(dataset, params), get_locale(params.lang))
    return tables.to_csv(rows), "text/csv; charset=utf-8"


def _json_file(dataset: Dataset, params: ChartParams) -> tuple[str, str]:
    selection, locale = _chart_data(dataset, params), get_locale(params.lang)
    return tables.to_json(selection, locale, dataset.chart_text(params), _full_url(dataset, params)), "application/json"


def _svg_file(dataset: Dataset, params: ChartParams) -> tuple[bytes, str]:
    return images.render_svg(_build_picture(dataset, params)), "image/svg+xml"


def _png_file(dataset: Dataset, params: ChartParams) -> tuple[bytes, str]:
    return images.render_png(_build_picture(dataset, params)), "image/png"


_WRITERS: dict[str, Callable[[Dataset, ChartParams], tuple[Any, str]]] = {
    "csv": _csv_file,
    "json": _json_file,
    "svg": _svg_file,
    "png": _png_file,
}


def _build_picture(dataset: Dataset, params: ChartParams) -> images.Picture:
    _chart_data(dataset, params)
    picture = dataset.picture(params, _url_root(dataset) + dataset.pinned_url(params))
    if picture is None:
        raise RequestError("No figure is held for this choice, so there is no picture.")
    return picture


def _full_url(dataset: Dataset, params: ChartParams) -> str:
    """The view's whole address."""
    return _url_root(dataset) + dataset.urls.chart(params)


def _url_root(dataset: Dataset) -> str:
    """What makes an address whole: nothing where a base is configured, else the host as this request reached us."""
    return "" if dataset.urls.base_url else request.host_url.rstrip("/")


def _table_response(dataset: Dataset, name: str) -> Response:
    held = dataset.snapshot
    if name in {"vintages", "releases"}:
        _check_options(())
        return _set_cache_headers(_csv_response(held.table if name == "vintages" else held.ledger), pinned=False)
    if name == "observations":
        _check_options(("as_of", "edition"))
        params = _parse_params(dataset)
        rows = table.as_of(held.table, params.cutoff, params.edition)
        named = tables.add_labels(rows, held.places, get_locale(params.lang))
        response = _csv_response(named)
        response.headers["Content-Disposition"] = (
            f'attachment; filename="observations_as-of-{params.as_of or "now"}.csv"'
        )
        return _set_cache_headers(response, pinned=params.is_pinned)
    raise NotFound(f"There is no table {name!r}. Tables: observations, vintages, releases.")


def _check_options(options: tuple[str, ...]) -> None:
    for option, value in request.args.items():
        if option not in options:
            raise InvalidParameter(option, value, " or ".join(options) or "no option")


def _csv_response(rows: Any) -> Response:
    return Response(csv_io.to_csv(rows, line_end="\r\n"), content_type="text/csv; charset=utf-8")


def _static_response(name: str) -> Response:
    files = static_files.load_static_files().files_by_name
    if name not in files:
        raise NotFound(f"There is no file {name!r}.")
    file = files[name]
    response = Response(file.content, content_type=file.media_type)
    for encoding, content in file.content_by_encoding.items():
        if request.accept_encodings.quality(encoding) > 0:
            response.set_data(content)
            response.content_encoding = encoding
            break
    if file.content_by_encoding:
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = IMMUTABLE
    return response


def _json_response(body: dict[str, Any], status: int = 200) -> Response:
    response = Response(csv_io.to_json(body), status=status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _set_cache_headers(response: Response, *, pinned: bool) -> Response:
    response.headers["Cache-Control"] = IMMUTABLE if pinned else FIVE_MINUTES
    return response


def _error_response(dataset: Dataset, status: HTTPStatus, message: str) -> Response:
    """One shape for every error: a page for a reader, JSON for everything else."""
    path = request.path
    if path.rpartition("/")[2].count(".") or path.startswith(("/data/", "/_dash/", "/healthz")):
        return _json_response({"error": message, "status": int(status)}, status)
    lang = request.args.get("lang", "")
    params = replace(
        states.default_params(dataset.availability), lang=lang if lang in dataset.availability.languages else SOURCE
    )
    body = render.render_error_page(dataset, params, status=int(status), message=message)
    return Response(body, status=status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _check_encoding() -> None:
    """Options are UTF-8; bytes that are not would fail wherever they are read."""
    try:
        request.query_string.decode()
    except UnicodeDecodeError as error:
        request.query_string = b""
        raise RequestError("The options of the address are not UTF-8.") from error


def _status_and_message(error: HTTPException) -> tuple[HTTPStatus, str]:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    missing = status is HTTPStatus.NOT_FOUND
    return status, f"There is no page {request.path}." if missing else str(error.description)


def _check_dash_endpoint() -> None:
    """Dash answers any address below its prefix with a page; only its own endpoints exist."""
    path = request.path
    if path.startswith("/_dash/") and not path.startswith("/_dash/_dash-") and path != "/_dash/_reload-hash":
        raise NotFound(f"There is no page {path}.")


def _finish_response(response: Response) -> Response:
    if response.status_code == HTTPStatus.OK and not response.direct_passthrough and request.method in {"GET", "HEAD"}:
        response.add_etag()
        response.make_conditional(request)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response
