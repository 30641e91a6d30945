"""Every address that the server answers, apart from Dash's own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from dash.exceptions import DependencyException
from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, ServiceUnavailable

from dashboard.charts import registry
from dashboard.charts.formats import FORMATS, METADATA
from dashboard.charts.rendered import PICTURE_SIZE, RenderedChart, RenderedCharts
from dashboard.config import Delivery
from dashboard.errors import InvalidParameter, Message, NotFound, RequestError
from dashboard.export.table_formats import TABLE_FORMATS
from dashboard.params import query_string
from dashboard.params.form_query import FORM_OPTION, parse_form
from dashboard.params.frame_size import SIZE_OPTIONS, FrameSize, parse_size
from dashboard.text import request_errors
from dashboard.web import (
    claim_files,
    draft_check,
    embeds,
    file_check,
    health,
    memento,
    release_files,
    site_files,
    static_files,
    table_descriptions,
    table_files,
)
from dashboard.web.dash_requests import DASH_PREFIX, check_dash_request
from dashboard.web.downloads import DataState, download, file_name
from dashboard.web.headers import IMMUTABLE, OEMBED_PATH, TIMEMAP_PATH, add_headers, set_cache_headers
from dashboard.web.health import json_response
from dashboard.web.links import Link, add_links
from dashboard.web.live_data import LiveData, served
from dashboard.web.memento import with_mementos
from dashboard.web.page_requests import check_options, page_request, parse_params, read_own_options, url_root
from dashboard.web.pages import render
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.chart import PAGE as CHART_PAGE
from dashboard.web.pages.chart_view import LAYERS, build_layer
from dashboard.web.pages.registry import PAGES
from etl.core.languages import SOURCE

PATHS_FOR_PROGRAMS = ("/healthz", "/readyz", OEMBED_PATH, TIMEMAP_PATH)
"""Paths without an ending whose errors are JSON too."""
CHANGED = "It is not what the ETag in If-Match names: it has changed since."


def build_blueprint(live: LiveData, dash_tags: Mapping[str, str], delivery: Delivery) -> Blueprint:
    """Return the pages, charts in other formats, tables and files of the data served, and how errors are answered."""
    blueprint = Blueprint("site", __name__)
    for page in PAGES:
        blueprint.add_url_rule(page.path, page.name, _page_view(page, dash_tags, delivery))
    endings = ",".join(FORMATS)

    @blueprint.get(f"/chart/<slug>.<any({endings}):ending>")
    def chart_file(slug: str, ending: str) -> Response:
        slug, _, ending = f"{slug}.{ending}".partition(".")  # a slug has no dot, an ending may: metadata.json
        if ending not in FORMATS:
            raise NotFound(f"There is no chart {slug!r} as .{ending}. Formats: {', '.join(FORMATS)}.")
        charts, sized = served().charts, SIZE_OPTIONS if FORMATS[ending].is_picture else ()
        size = parse_size(read_own_options(sized), PICTURE_SIZE)
        chart = charts(parse_params(charts, slug, without=sized))
        return with_mementos(chart, ending, lambda: _file_response(chart, ending, size))

    @blueprint.get(f"/chart/<slug>/<any({','.join(LAYERS)}):layer>.json")
    def chart_layer(slug: str, layer: str) -> Response:
        charts = served().charts
        return set_cache_headers(json_response(build_layer(charts(parse_params(charts, slug)), layer)), pinned=False)

    table_files.add_rules(blueprint)
    table_descriptions.add_rules(blueprint, delivery)
    memento.add_rules(blueprint)
    claim_files.add_rules(blueprint)
    release_files.add_rules(blueprint)
    draft_check.add_rules(blueprint)
    file_check.add_rules(blueprint)
    embeds.add_rules(blueprint, delivery)
    site_files.add_rules(blueprint)
    health.add_rules(blueprint, live)
    blueprint.add_url_rule("/assets/<path:name>", "static_file", _static_response)
    _answer_errors(blueprint)
    blueprint.before_app_request(check_dash_request)
    blueprint.after_app_request(_finish_response)
    return blueprint


def _answer_errors(blueprint: Blueprint) -> None:
    @blueprint.app_errorhandler(RequestError)
    def refused(error: RequestError) -> Response:
        return _error_response(error)

    @blueprint.app_errorhandler(HTTPException)
    def failed(error: HTTPException) -> Response:
        response = _error_response(_to_request_error(error))
        if isinstance(error, ServiceUnavailable) and error.retry_after:
            response.headers["Retry-After"] = str(error.retry_after)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response

    @blueprint.app_errorhandler(DependencyException)
    def missing(_error: DependencyException) -> Response:
        return _error_response(NotFound(f"There is no file {request.path}."))


def _page_view(page: Page, dash_tags: Mapping[str, str], delivery: Delivery) -> Callable[..., Response]:
    def view(slug: str = registry.HOME_SLUG, **parts: str) -> Response:
        charts = served().charts
        if page.options is not None:
            check_options(page.options)
        elif FORM_OPTION in request.args:
            return _form_response(page, charts, slug)
        asked = page_request(charts, page.own_options, slug, dash_tags)
        asked = replace(asked, page_options={**asked.page_options, **parts}, delivery=delivery)
        if page is not CHART_PAGE:
            return _page_response(page, asked)
        return with_mementos(charts(asked.params), "", lambda: _page_response(page, asked))

    return view


def _page_response(page: Page, asked: PageRequest) -> Response:
    return set_cache_headers(Response(render.render_page(page, asked), mimetype="text/html"), pinned=False)


def _form_response(page: Page, charts: RenderedCharts, slug: str) -> Response:
    """Lead a form that was sent without a script to the address of what was chosen."""
    query = request.args.to_dict(flat=False)
    params = parse_form(query, charts.dataset.availability, registry.get_chart(slug).options)
    headers = {"Location": page.url(PageRequest(charts, params))}
    return set_cache_headers(Response(status=HTTPStatus.SEE_OTHER, headers=headers), pinned=False)


def _file_response(chart: RenderedChart, ending: str, size: FrameSize) -> Response:
    file, dataset = FORMATS[ending], chart.dataset
    if not chart.data.views:
        places, measure = ",".join(chart.params.places), chart.params.measure or "any measure"
        raise RequestError(f"places={places}: this archive has no figure of {measure}.")
    root, pinned = url_root(dataset), dataset.pinned_params(chart.params)
    is_immutable = chart.params.is_immutable_picture if file.is_picture else chart.params.is_immutable
    state = DataState(pinned.cutoff, pinned.edition or dataset.snapshot.edition, is_immutable)
    response = download(
        file.write(chart, root, size),
        file.media_type,
        name=file_name([chart.params.slug, *chart.params.places], state, _other_choices(chart), ending),
        address=root + dataset.urls.chart_file(ending, pinned, None if size == PICTURE_SIZE else size),
        state=state,
        is_saved=file.is_download,
    )
    if ending != METADATA:
        address = root + dataset.urls.chart_file(METADATA, chart.params)
        add_links(response, [Link(address, "describedby", (("type", FORMATS[METADATA].media_type),))])
    return response


def _other_choices(chart: RenderedChart) -> list[str]:
    """Return what was chosen beside places, day and edition: ``unit=rate``."""
    query = query_string.format_query(replace(chart.params, as_of=None), chart.dataset.availability)
    return [choice for choice in query.split("&") if choice and not choice.startswith(("places=", "edition="))]


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


def _error_response(error: RequestError) -> Response:
    """Return the one shape of every error: a page for a reader, JSON for everything else."""
    path, charts, status = request.path, served().charts, error.status
    if path.rpartition("/")[2].count(".") or path.startswith(("/data/", DASH_PREFIX, *PATHS_FOR_PROGRAMS)):
        return json_response({"error": error.message, "status": int(status)}, status)
    availability, lang = charts.dataset.availability, request.args.get("lang", "")
    params = replace(registry.default_params(availability), lang=lang if lang in availability.languages else SOURCE)
    asked = PageRequest(charts, params)
    body = render.render_error_page(asked, error, _address_without(error, charts.dataset.urls.path))
    return Response(body, status=status, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _address_without(error: RequestError, base_path: str) -> str:
    """Return the address asked for without the choice that cannot be shown; empty where no choice is at fault."""
    if not isinstance(error, InvalidParameter):
        return ""
    others = [
        (name, value) for name, value in request.args.items(multi=True) if name not in {error.option, error.beside}
    ]
    return base_path + request.path + (f"?{urlencode(others, safe=',:')}" if others else "")


def _to_request_error(error: HTTPException) -> RequestError:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if status is HTTPStatus.NOT_FOUND:
        return NotFound(Message(request_errors.NO_PAGE, path=request.path))
    return RequestError(str(error.description), status)


def _finish_response(response: Response) -> Response:
    if response.status_code == HTTPStatus.OK and not response.direct_passthrough and request.method in {"GET", "HEAD"}:
        response.add_etag()
        # No response says when it was last modified; Werkzeug 3.1 fails over a date such as `Wed, 99 Oct 9e19`.
        dates = ("HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")
        response.make_conditional({name: value for name, value in request.environ.items() if name not in dates})
        if response.status_code == HTTPStatus.PRECONDITION_FAILED:
            response = _error_response(RequestError(CHANGED, HTTPStatus.PRECONDITION_FAILED))
    endings = (*FORMATS, *TABLE_FORMATS, "sql", *claim_files.MEDIA_TYPES)
    return add_headers(response, tuple(f".{ending}" for ending in endings))
