"""Responses kept as bytes, compressed. What is a pure function of the request is worked out once for each."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from threading import Lock
from urllib.parse import parse_qsl, urlencode

from cachetools import LRUCache
from flask import Flask, Response, g, request
from werkzeug.exceptions import ClientDisconnected, RequestTimeout

from dashboard.web.turns import Turns

MAX_CACHE_BYTES = 32 * 2**20
"""Bytes of requests and responses kept by each worker; the least recently used go first."""
MAX_COMPUTATIONS, MAX_WAITING = 2, 20
"""Responses that a worker works out at the same time, and requests that wait for that: more would only slow each other.
Those whose response is kept do not wait."""
MAX_PICTURES, MAX_WAITING_FOR_PICTURES = 1, 4
"""The same of PNG pictures, each of which keeps a processor busy for a second."""
MAX_WAIT_S = 20.0
PICTURE_ENDING = ".png"


@dataclass(frozen=True)
class RequestKey:
    """All that a response depends on, and nothing else.

    ``host`` is empty where no response names the host it was asked of; ``body`` and ``content_type`` are those of a
    POST. The options in ``query`` stand in the order of their names. ``moment`` is ``Accept-Datetime``, where anything
    depends on it.
    """

    host: str
    method: str
    path: str
    query: str
    body: bytes
    content_type: str
    content_coding: str
    moment: str


@dataclass(frozen=True)
class CachedResponse:
    """A response with status 200, and how many bytes it and its key take."""

    body: bytes
    headers: dict[str, str]
    size_bytes: int


class Responses:
    """Responses by request, within a budget of bytes; safe to share between threads. They are those of one edition."""

    def __init__(self, max_bytes: int = MAX_CACHE_BYTES) -> None:
        self._responses: LRUCache[RequestKey, CachedResponse] = LRUCache(
            max_bytes, getsizeof=lambda kept: kept.size_bytes
        )
        self._lock = Lock()

    def get(self, key: RequestKey) -> CachedResponse | None:
        """Return the response to a request, where it is kept."""
        with self._lock:
            return self._responses.get(key)

    def add(self, key: RequestKey, response: CachedResponse) -> None:
        """Keep a response, unless it is larger than all room."""
        with self._lock:
            if key not in self._responses and response.size_bytes <= self._responses.maxsize:
                self._responses[key] = response


class ResponseCache:
    """Answers from the responses that are kept, and bounds how many are worked out at a time.

    Only for servers whose responses depend on nothing but address and body: no clock, no cookie. ``responses`` returns
    those of the data that a request is answered from: where these change, so do the responses.
    """

    def __init__(
        self,
        responses: Callable[[], Responses],
        *,
        unless: tuple[str, ...],
        unless_posted: tuple[str, ...],
        host_matters: bool,
    ) -> None:
        self._responses, self._host_matters = responses, host_matters
        self._unless, self._unless_posted = unless, (*unless, *unless_posted)
        self._pages = Turns(MAX_COMPUTATIONS, MAX_WAITING, MAX_WAIT_S)
        self._pictures = Turns(MAX_PICTURES, MAX_WAITING_FOR_PICTURES, MAX_WAIT_S)

    def lookup(self) -> Response | None:
        """Answer from the cache, or wait for a turn to work the response out. Runs before each request."""
        if request.path.startswith(self._unless_posted if request.method == "POST" else self._unless):
            return None
        key = self._key()
        kept = self._responses().get(key)
        if kept is None:
            turns = self._pictures if key.path.endswith(PICTURE_ENDING) else self._pages
            turns.take()
            g.computing, g.turns = key, turns
            kept = self._responses().get(key)  # someone else may have worked it out while this request waited
        return Response(kept.body, HTTPStatus.OK, kept.headers) if kept else None

    def keep(self, response: Response) -> Response:
        """Keep a good response that was just worked out. Runs after each request."""
        if "computing" in g and response.status_code == HTTPStatus.OK:
            self._responses().add(g.computing, _cached(g.computing, response))
        return response

    def end_turn(self, _: BaseException | None) -> None:
        """Let the next request work out its response. Runs when a request ends, whether well or badly."""
        if turns := g.pop("turns", None):
            turns.give_back()

    def _key(self) -> RequestKey:
        is_post = request.method == "POST"
        return RequestKey(
            host=request.host_url if self._host_matters else "",
            method=request.method,
            path=request.path,
            query=_in_order(request.query_string),
            body=_read_body() if is_post else b"",
            content_type=request.headers.get("Content-Type", "") if is_post else "",
            content_coding=request.headers.get("Accept-Encoding", ""),
            moment=request.headers.get("Accept-Datetime", ""),
        )


def install(
    server: Flask,
    *,
    unless: tuple[str, ...],
    host_matters: bool,
    responses: Callable[[], Responses] | None = None,
    unless_posted: tuple[str, ...] = (),
) -> None:
    """Keep the responses to requests whose path does not start with one of ``unless``, nor a POST's with another's.

    Those are ``unless_posted``: what comes in the body of these goes with the request.
    Set up before compression, so that responses are kept compressed, and beside ``content_coding`` and ``memento``, so
    that their headers name the one coding that the response will have, and no moment on which nothing depends. Without
    ``responses`` they are kept as long as the server runs.
    """
    lasting = Responses()
    cache = ResponseCache(
        responses or (lambda: lasting), unless=unless, unless_posted=unless_posted, host_matters=host_matters
    )
    server.before_request(cache.lookup)
    server.after_request(cache.keep)
    server.teardown_request(cache.end_turn)


def _in_order(query: bytes) -> str:
    """Write options in the order of their names: ``b=2&a=1`` asks what ``a=1&b=2`` asks. One given twice stays so.

    Bytes stay the bytes that they are, whether or not they are UTF-8.
    """
    options = parse_qsl(query.decode("latin-1"), keep_blank_values=True, encoding="latin-1")
    return urlencode(sorted(options, key=lambda option: option[0]), encoding="latin-1")


def _read_body() -> bytes:
    """Read the body of a POST. Other methods have none that means anything, and waiting for it would hold a thread."""
    try:
        return request.get_data()
    except (ClientDisconnected, OSError) as error:
        raise RequestTimeout("The body of the request did not arrive.") from error


def _cached(key: RequestKey, response: Response) -> CachedResponse:
    body, headers = response.get_data(), dict(response.headers)
    texts = (key.host, key.path, key.query, key.content_type, *headers, *headers.values())
    return CachedResponse(body, headers, len(key.body) + len(body) + sum(map(len, texts)))
