"""The gunicorn worker: threads that wait only so long for a client.

Gunicorn's own threads wait for ever for a body that does not come, or for a client that does not read. A few dozen such
clients would hold them all.
"""

import errno
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from dashboard.web.live_data import start_watching

THREADS = 32
"""Threads of a worker. Most only wait for a client: ``response_cache.MAX_COMPUTATIONS`` bounds how many compute."""
MAX_READ_S = 5.0
"""Seconds in which the whole of a request has to arrive, counted from its first byte."""
MAX_STALL_S = 10.0
"""Seconds in which a client has to take some more of a response."""
MIN_BYTES_PER_S = 8 * 1024
"""How fast a client has to take a response, all in all, after the first ``MAX_STALL_S``."""
METHODS_WITH_BODY = ("POST",)


class TimedSocket(socket.socket):
    """A client's socket on which neither reading a request nor sending a response can last for ever.

    A limit that runs out raises ``ConnectionResetError``: gunicorn ends the connection and logs nothing, where it would
    log any other error with its traceback, once for each client.
    """

    max_read_s, max_stall_s = MAX_READ_S, MAX_STALL_S
    _read_until: float | None = None

    def start_request(self) -> None:
        """Count the seconds of reading anew, from the next ``recv``."""
        self._read_until = None

    def recv(self, *arguments: Any) -> bytes:
        """Receive what there is, or wait for some until the request's time is over."""
        if self._read_until is None:
            self._read_until = time.monotonic() + self.max_read_s
        with self._at_most(self._read_until - time.monotonic()):
            return super().recv(*arguments)

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send everything, as long as the client goes on taking it."""
        unsent = memoryview(data)
        until = time.monotonic() + self.max_stall_s + len(unsent) / MIN_BYTES_PER_S
        while unsent:
            with self._at_most(min(self.max_stall_s, until - time.monotonic())):
                unsent = unsent[self.send(unsent, flags) :]

    @contextmanager
    def _at_most(self, seconds: float) -> Iterator[None]:
        before = self.gettimeout()
        # A time-out of 0 would mean not to block at all.
        self.settimeout(max(0.001, seconds if before is None else min(before, seconds)))
        try:
            yield
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "the client was too slow") from error
        finally:
            self.settimeout(before)


class TimedWorker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's threaded worker over timed sockets. TLS would replace the sockets: that is a proxy's work."""

    socket_class = TimedSocket

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        # By default gunicorn takes `SCRIPT_NAME:` and `PATH_INFO:` from a proxy on this machine, and many proxies hand
        # on whatever headers a client sends. No page lives below a prefix, so nobody is believed.
        self.cfg.set("forwarder_headers", "")

    def load_wsgi(self) -> None:
        """Load the app, and begin to watch its data: also in a worker that nobody has asked anything yet."""
        super().load_wsgi()
        start_watching(self.wsgi)

    def enqueue_req(self, conn: Any) -> None:
        """Give each new connection a timed socket."""
        if not isinstance(conn.sock, TimedSocket):
            plain = conn.sock
            conn.sock = self.socket_class(plain.family, plain.type, plain.proto, fileno=plain.detach())
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """Handle one request. A connection that will be closed is no longer read from.

        Gunicorn's main thread, which also accepts, would otherwise wait up to two seconds for the client to close its
        side, for one client after another.
        """
        conn.sock.start_request()
        keeps_connection = super().handle(conn)
        if not keeps_connection:
            _stop_reading(conn.sock)
        return keeps_connection

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request. If it announces a body that nothing reads, its connection ends rather than wait for it."""
        if req.method not in METHODS_WITH_BODY and _announces_body(req):
            req.force_close()
        return super().handle_request(req, conn)


def _announces_body(req: Any) -> bool:
    """Tell whether a request has a body, by its headers; gunicorn gives their names in capitals."""
    headers = dict(req.headers)
    return headers.get("CONTENT-LENGTH", "0") != "0" or "TRANSFER-ENCODING" in headers


def _stop_reading(client: socket.socket) -> None:
    with suppress(OSError):  # the client has gone already
        client.shutdown(socket.SHUT_RD)
