"""Answers a part of a file where only that is asked for, so that an engine reads what it needs of a Parquet file."""

from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable

RANGED_PATH = "/data/"


def install(server: Flask) -> None:
    """Answer ``Range`` (RFC 9110, 14) for whole tables.

    Set up before the cache of responses, so that it runs after it: kept is the whole file, of which each part is cut.
    """
    server.after_request(_cut)


def _cut(response: Response) -> Response:
    """Cut the part asked for out of a whole answer.

    One that is compressed for the way has no parts: its bytes are not those of the file. Several parts at once are
    answered with the whole, as RFC 9110 allows.
    """
    is_whole = response.status_code == HTTPStatus.OK and not response.content_encoding
    if not (is_whole and request.path.startswith(RANGED_PATH) and request.method in {"GET", "HEAD"}):
        return response
    length = len(response.get_data())
    response.headers["Accept-Ranges"] = "bytes"
    if request.method == "HEAD" or not _is_one_part() or not _is_of(response):
        return response
    try:
        environ = {name: request.environ[name] for name in ("REQUEST_METHOD", "HTTP_RANGE")}
        response.make_conditional(environ, accept_ranges=True, complete_length=length)
    except RequestedRangeNotSatisfiable:
        response.set_data(b"")
        response.status_code = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        response.headers["Content-Range"] = f"bytes */{length}"
        del response.headers["Content-Type"]
    return response


def _is_one_part() -> bool:
    return request.range is not None and request.range.units == "bytes" and len(request.range.ranges) == 1


def _is_of(response: Response) -> bool:
    """Tell whether the part asked for is of this answer, where ``If-Range`` names the one that it is of by its ETag."""
    return request.headers.get("If-Range", response.headers.get("ETag")) == response.headers.get("ETag")
