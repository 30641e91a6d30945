"""Responses kept as bytes, compressed. What is a pure function of the request is worked out once for each."""

from dataclasses import dataclass
from http import HTTPStatus
from threading import BoundedSemaphore, Lock

from cachetools import LRUCache
from flask import Flask, Response, g, request
from werkzeug.exceptions import ClientDisconnected, RequestTimeout

MAX_CACHE_BYTES = 32 * 2**20
"""Bytes of requests and responses kept by each worker; the least recently used go first."""
MAX_COMPUTATIONS = 2
"""Responses that a worker works out at the same time: more would only slow each other. Further requests wait; those
whose response is kept do not."""


@dataclass(frozen=True)
class RequestKey:
    """All that a response depends on; ``host`` is empty where no response names the host it was asked of."""

    host: str
    method: str
    path: str
    query: bytes
    body: bytes
    content_coding: str


@dataclass(frozen=True)
class CachedResponse:
    """A response with status 200, and how many bytes it and its key take."""

    body: bytes
    headers: dict[str, str]
    size_bytes: int


class ResponseCache:
    """Responses by request, within a budget of bytes; safe to share between threads.

    Only for servers whose responses depend on nothing but address and body: no clock, no cookie, and data that never
    change while they run.
    """

    def __init__(self, *, unless: tuple[str, ...], host_matters: bool, max_bytes: int) -> None:
        self._unless, self._host_matters = unless, host_matters
        self._responses: LRUCache[RequestKey, CachedResponse] = LRUCache(
            max_bytes, getsizeof=lambda kept: kept.size_bytes
        )
        self._lock = Lock()
        self._computations = BoundedSemaphore(MAX_COMPUTATIONS)

    def lookup(self) -> Response | None:
        """Answer from the cache, or wait for a turn to work the response out. Runs before each request."""
        if request.path.startswith(self._unless):
            return None
        key = self._key()
        kept = self._get(key)
        if kept is None:
            self._computations.acquire()
            g.computing = key
            kept = self._get(key)  # someone else may have worked it out while this request waited
        return Response(kept.body, HTTPStatus.OK, kept.headers) if kept else None

    def keep(self, response: Response) -> Response:
        """Keep a good response that was just worked out. Runs after each request."""
        if "computing" in g and response.status_code == HTTPStatus.OK:
            kept = _cached(g.computing, response)
            with self._lock:
                if g.computing not in self._responses and kept.size_bytes <= self._responses.maxsize:
                    self._responses[g.computing] = kept
        return response

    def end_turn(self, _: BaseException | None) -> None:
        """Let the next request work out its response. Runs when a request ends, whether well or badly."""
        if g.pop("computing", None):
            self._computations.release()

    def _get(self, key: RequestKey) -> CachedResponse | None:
        with self._lock:
            return self._responses.get(key)

    def _key(self) -> RequestKey:
        host = request.host_url if self._host_matters else ""
        coding = request.headers.get("Accept-Encoding", "")
        return RequestKey(host, request.method, request.path, request.query_string, _body(), coding)


def install(server: Flask, *, unless: tuple[str, ...], host_matters: bool, max_bytes: int = MAX_CACHE_BYTES) -> None:
    """Keep the responses to requests whose path does not start with one of ``unless``.

    Set up before compression, so that responses are kept compressed, and beside ``content_coding``, so that the header
    names the one coding that the response will have.
    """
    cache = ResponseCache(unless=unless, host_matters=host_matters, max_bytes=max_bytes)
    server.before_request(cache.lookup)
    server.after_request(cache.keep)
    server.teardown_request(cache.end_turn)


def _body() -> bytes:
    """Read the body of a POST. Other methods have none that means anything, and waiting for it would hold a thread."""
    if request.method != "POST":
        return b""
    try:
        return request.get_data()
    except (ClientDisconnected, OSError) as error:
        raise RequestTimeout("The body of the request did not arrive.") from error


def _cached(key: RequestKey, response: Response) -> CachedResponse:
    body, headers = response.get_data(), dict(response.headers)
    texts = (key.host, key.path, *headers, *headers.values())
    size = len(key.query) + len(key.body) + len(body) + sum(map(len, texts))
    return CachedResponse(body, headers, size)
