"""Answers kept as bytes, compressed. What is a pure function of the request is made once for each."""

from collections import OrderedDict
from http import HTTPStatus

from flask import Flask, Response, g, request

KEPT = 512
"""Answers kept by each worker; compressed ones weigh about ten kilobytes."""
Key = tuple[str, bytes, str]


def keep_answers(server: Flask, *paths: str) -> None:
    """Keep what requests below ``paths`` are answered; set up before compression, to keep compressed answers.

    Only for addresses whose answer depends on nothing but path and body: no clock, no cookie, no query string, and
    holdings that never change while we run.
    """
    kept: OrderedDict[Key, Response] = OrderedDict()

    def recall() -> Response | None:
        if not request.path.startswith(paths):
            return None
        g.asked = request.path, request.get_data(), request.headers.get("Accept-Encoding", "")
        found = kept.get(g.asked)
        return _copy(found) if found else None

    def keep(response: Response) -> Response:
        asked = g.get("asked")
        if asked and response.status_code == HTTPStatus.OK:
            kept[asked] = _copy(response)
            if len(kept) > KEPT:
                kept.popitem(last=False)
        return response

    server.before_request(recall)
    server.after_request(keep)


def _copy(response: Response) -> Response:
    return Response(response.get_data(), response.status_code, dict(response.headers))
