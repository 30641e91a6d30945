"""Answers a draft that is pasted into ``/check``. The text is read from the body, and goes with the request."""

from dataclasses import replace

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.charts.registry import default_params
from dashboard.errors import RequestError
from dashboard.web.live_data import served
from dashboard.web.pages import check, render
from dashboard.web.pages.base import PageRequest
from dashboard.web.turns import Turns
from etl.core.errors import NotFound

MAX_BODY_BYTES = 9 * check.MAX_DRAFT_CHARS
"""Bytes of a form with a text of the allowed length, were each of its characters written as three ``%XX``."""
FIELDS = ("text", "published", "place", "lang")
TOO_LONG = f"The text is too long: up to {check.MAX_DRAFT_CHARS:,} characters can be checked at once."


def add_rules(blueprint: Blueprint) -> None:
    """Answer a POST to ``/check``. One draft is read at a time, so that long ones do not hold up the pages."""
    turns = Turns(limit=1, max_waiting=4, max_wait_s=20.0)

    @blueprint.post(check.PAGE.path)
    def checked_draft() -> Response:
        given = _read_form()
        turns.take()
        try:
            body = _render(given)
        finally:
            turns.give_back()
        return Response(body, mimetype="text/html", headers={"Cache-Control": "no-store"})


def _read_form() -> dict[str, str]:
    """Read the fields of the form; ``RequestEntityTooLarge`` says how long a text may be."""
    request.max_content_length = request.max_form_memory_size = MAX_BODY_BYTES
    if (request.content_length or 0) > MAX_BODY_BYTES:
        raise RequestEntityTooLarge(TOO_LONG)
    given = {name: request.form.get(name, "") for name in FIELDS}
    if len(given["text"]) > check.MAX_DRAFT_CHARS:
        raise RequestEntityTooLarge(TOO_LONG)
    return given


def _render(given: dict[str, str]) -> str:
    charts = served().charts
    availability, lang = charts.dataset.availability, given.pop("lang")
    params = default_params(availability)
    if lang in availability.languages:
        params = replace(params, lang=lang)
    try:
        return render.render_page(check.PAGE, PageRequest(charts, params, page_options=given))
    except NotFound as error:
        raise RequestError(str(error)) from error
