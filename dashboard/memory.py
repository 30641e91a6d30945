"""Answers kept as bytes, compressed. What is a pure function of the request is made once for each."""

from collections import OrderedDict
from http import HTTPStatus

from flask import Flask, Response, g, request

BUDGET = 32 * 2**20
"""Bytes of answers kept by each worker; the least lately asked for go first."""
Key = tuple[str, str, bytes, str]


def keep_answers(server: Flask, *, unless: tuple[str, ...], budget: int = BUDGET) -> None:
    """Keep what requests are answered, unless their path starts so; set up before compression, to keep it compressed.

    Only for servers whose answers depend on nothing but address and body: no clock, no cookie, and holdings that never
    change while they run.
    """
    kept: OrderedDict[Key, Response] = OrderedDict()

    def recall() -> Response | None:
        if request.path.startswith(unless):
            return None
        g.asked = request.url, request.method, request.get_data(), _encoding()
        if g.asked not in kept:
            return None
        kept.move_to_end(g.asked)
        return _copy(kept[g.asked])

    def keep(response: Response) -> Response:
        asked = g.get("asked")
        if asked and asked not in kept and response.status_code == HTTPStatus.OK:
            kept[asked] = _copy(response)
            while sum(len(answer.get_data()) for answer in kept.values()) > budget:
                kept.popitem(last=False)
        return response

    server.before_request(recall)
    server.after_request(keep)


def _encoding() -> str:
    """Which compression the answer will have, as far as it tells answers apart."""
    return next((name for name in ("br", "gzip") if request.accept_encodings.quality(name) > 0), "")


def _copy(response: Response) -> Response:
    return Response(response.get_data(), response.status_code, dict(response.headers))
