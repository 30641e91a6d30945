"""One reading of ``Accept-Encoding``, for all that compresses, keeps or looks up a response."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

COMPRESSIONS = ("br", "gzip")
"""What responses are compressed with, best first."""
IDENTITY = "identity"
_ELEMENT = re.compile(r"([\w!#$%&'*+.^`|~-]+)(?:\s*;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?", re.ASCII | re.IGNORECASE)
"""A coding and, if there is one, its weight from 0 to 1."""


def choose(accept_encoding: str) -> str:
    """Choose the content coding of a response to an ``Accept-Encoding`` header (RFC 9110, 12.5.3).

    The most wanted is chosen, and of those wanted alike the best: ``gzip, deflate, br`` gives ``br``, and so does
    ``*``; ``br;q=0``, an empty header and one that makes no sense give ``identity``. Where nothing at all is accepted
    (``*;q=0``), ``identity`` is what every client understands.
    """
    weights = _weights(accept_encoding)
    wanted = {coding: weights.get(coding, weights.get("*", 0)) for coding in (*COMPRESSIONS, IDENTITY)}
    best = max(wanted, key=wanted.__getitem__)
    return best if wanted[best] > 0 else IDENTITY


def install(server: Flask) -> None:
    """Replace each request's ``Accept-Encoding`` by the coding chosen from it, before anything else reads it.

    Flask-Compress takes ``br;q=0`` for a wish for brotli, and Werkzeug does not. If each read the header for itself, a
    response could be kept under another coding than its own.
    """
    answer: WSGIApplication = server.wsgi_app

    def with_one_coding(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ["HTTP_ACCEPT_ENCODING"] = choose(environ.get("HTTP_ACCEPT_ENCODING", ""))
        return answer(environ, start_response)

    server.wsgi_app = with_one_coding  # type: ignore[method-assign]


def _weights(accept_encoding: str) -> dict[str, float]:
    """Read the weight of each coding; an element that is none, such as ``br;q=-1``, accepts nothing."""
    elements = (_ELEMENT.fullmatch(element.strip()) for element in accept_encoding.lower().split(","))
    return {element[1]: float(element[2] or 1) for element in elements if element}
