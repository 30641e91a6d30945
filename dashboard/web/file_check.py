"""Answers a file that is put in at ``/verify``, as a page and as JSON. It is read from the body, and goes with it."""

from dataclasses import replace
from io import BytesIO

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from dashboard.charts.registry import default_params
from dashboard.errors import RequestError
from dashboard.web.headers import set_cache_headers
from dashboard.web.live_data import served
from dashboard.web.page_requests import check_options, page_request, url_root
from dashboard.web.pages import render, verify
from dashboard.web.pages.base import PageRequest
from dashboard.web.turns import Turns
from etl.core import csv_io

MAX_FORM_BYTES = verify.MAX_FILE_BYTES + 16_384
"""Bytes of a form: the file, and what stands around it."""
MAX_FIELD_BYTES, MAX_FIELDS = 500_000, 8
"""Of the other fields. Werkzeug 3.1 counts what it reads of a file at a time, 64 KB, to the first."""
TOO_LARGE = f"The file is too large: up to {verify.MAX_FILE_BYTES // 2**20} MB can be checked."


def add_rules(blueprint: Blueprint) -> None:
    """Answer a POST to ``/verify``, and ``/verify.json``. One file is read at a time: it may have to be drawn anew."""
    turns = Turns(limit=1, max_waiting=4, max_wait_s=20.0)

    @blueprint.post(verify.PAGE.path)
    def checked_file() -> Response:
        return _answer(turns, as_json=False)

    @blueprint.post(f"{verify.PAGE.path}.json")
    def checked_file_as_json() -> Response:
        return _answer(turns, as_json=True)

    @blueprint.get(f"{verify.PAGE.path}.json")
    def checked_code_as_json() -> Response:
        check_options(verify.PAGE.options or ())
        asked = page_request(served().charts, verify.PAGE.own_options)
        return set_cache_headers(Response(_to_json(asked), content_type="application/json"), pinned=False)


def _answer(turns: Turns, *, as_json: bool) -> Response:
    asked = _read_form()
    turns.take()
    try:
        body = _to_json(asked) if as_json else render.render_page(verify.PAGE, asked)
    finally:
        turns.give_back()
    media_type = "application/json" if as_json else "text/html"
    return Response(body, mimetype=media_type, headers={"Cache-Control": "no-store"})


def _to_json(asked: PageRequest) -> str:
    if not verify.read_code_option(asked) and not asked.file:
        raise RequestError("Expected a code, an address or a file to check.")
    return csv_io.to_json(verify.check(asked).to_json())


def _read_form() -> PageRequest:
    """Read the form into memory, and never onto a disk; ``RequestEntityTooLarge`` says how large a file may be."""
    if (request.content_length or 0) > MAX_FORM_BYTES:
        raise RequestEntityTooLarge(TOO_LARGE)
    request.max_content_length = MAX_FORM_BYTES
    parser = FormDataParser(_in_memory, max_form_memory_size=MAX_FIELD_BYTES, max_form_parts=MAX_FIELDS)
    _, fields, files = parser.parse(request.stream, request.mimetype, request.content_length, request.mimetype_params)
    charts = served().charts
    availability, lang = charts.dataset.availability, fields.get("lang", "")
    params = default_params(availability)
    if lang in availability.languages:
        params = replace(params, lang=lang)
    return PageRequest(
        charts,
        params,
        page_options={verify.CODE_OPTION: fields.get(verify.CODE_OPTION, "")},
        url_root=url_root(charts.dataset),
        file=files["file"].read() if "file" in files else b"",
    )


def _in_memory(
    total_content_length: int | None,  # noqa: ARG001 - werkzeug names what it passes
    content_type: str | None,  # noqa: ARG001
    filename: str | None,  # noqa: ARG001
    content_length: int | None = None,  # noqa: ARG001
) -> BytesIO:
    return BytesIO()
