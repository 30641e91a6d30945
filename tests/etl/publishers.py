"""A server on this machine that answers as publishers do, on bad days too.

``serve(path, *behaviours)`` says what each request of a path gets, in turn; the last one stays. A behaviour is a
function of the request's handler.
"""

import csv
import gzip
import hashlib
import io
import json
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """What one request asked: its path, its query as a dictionary, and its headers, which know no case."""

    path: str
    query: dict
    headers: object


class Publisher:
    """A running server, what its paths answer, and every request that it had."""

    def __init__(self, server, scheme):
        self._server, self._scheme = server, scheme
        self.asked, self.closing = [], server.closing
        self._behaviours, self._lock = {}, threading.Lock()

    def serve(self, path, *behaviours):
        """Answer the requests of a path so, forget what was asked, and give its address."""
        with self._lock:
            self._behaviours[path] = list(behaviours)
            self.asked.clear()
        return self.address(path)

    def address(self, path, host="127.0.0.1"):
        """The address of a path; the server answers to ``localhost`` too."""
        return f"{self._scheme}://{host}:{self._server.server_port}{path}"

    def answer(self, handler):
        """Take down one request and answer it."""
        parts = urlsplit(handler.path)
        with self._lock:
            self.asked.append(Asked(parts.path, dict(parse_qsl(parts.query)), handler.headers))
            behaviours = self._behaviours.get(parts.path) or [status(404)]
            behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        behaviour(handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.server.publisher.answer(self)

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.closing, self.faults = threading.Event(), []

    def handle_error(self, *_):
        if not isinstance(fault := sys.exception(), OSError):  # a client that has heard enough hangs up
            self.faults.append(fault)


@contextmanager
def publisher(tls=None):
    """A publisher while the block runs, over https where ``tls`` is a server's SSL context."""
    with _Server() as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.publisher = Publisher(server, "https" if tls else "http")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.publisher
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
    assert server.faults == []


def _send(handler, code, body=b"", **headers):
    """A whole answer; a header's name is written with underscores, None leaves one out."""
    headers = {"Content_Type": "text/csv; charset=utf-8", "Content_Length": len(body)} | headers
    handler.send_response(code)
    for name, value in headers.items():
        if value is not None:
            handler.send_header(name.replace("_", "-"), str(value))
    handler.end_headers()
    handler.wfile.write(body)


def ok(body, *, etag=None, last_modified=None, zipped=False, **headers):
    """The body, or 304 to who knows its state already."""

    def behave(handler):
        same_etag = etag and handler.headers["If-None-Match"] == etag
        same_date = last_modified and not etag and handler.headers["If-Modified-Since"] == last_modified
        state = {"ETag": etag, "Last_Modified": last_modified}
        if same_etag or same_date:
            return _send(handler, 304, Content_Type=None, Content_Length=None, **state)
        sent = gzip.compress(body) if zipped else body
        return _send(handler, 200, sent, Content_Encoding="gzip" if zipped else None, **state, **headers)

    return behave


def status(code, body=b"", **headers):
    """An answer with that status, such as ``status(429, Retry_After=30)``."""
    return lambda handler: _send(handler, code, body, **headers)


def redirect(address, body=b""):
    """The document lies elsewhere; what was asked of it is asked there too."""

    def behave(handler):
        query = urlsplit(handler.path).query
        _send(handler, 302, body, Location=f"{address}?{query}" if query else address)

    return behave


def web_page():
    """A page for people where a file was, as a portal answers that has moved its files."""
    page = b"\xef\xbb\xbf\n<!-- portal -->\n<!DOCTYPE html>\n<html><body>We have moved</body></html>"
    return status(200, page, Content_Type="text/html")


def cut(body, missing=7):
    """The body, but more was declared."""
    return _closing(lambda handler: _send(handler, 200, body, Content_Length=len(body) + missing))


def overfull(body, declared):
    """More than was declared."""
    return status(200, body, Content_Length=declared)


def broken_chunks(body):
    """The body in one chunk, then no other and no end."""

    def behave(handler):
        _send(handler, 200, b"%x\r\n%s\r\n" % (len(body), body), Content_Length=None, Transfer_Encoding="chunked")

    return _closing(behave)


def cut_compression(body):
    """The first half of the compressed body, declared as if it were all of it."""
    sent = gzip.compress(body)
    return status(200, sent[: len(sent) // 2], Content_Encoding="gzip")


def bomb(size):
    """Few bytes that decompress to ``size``."""
    return status(200, gzip.compress(bytes(size)), Content_Encoding="gzip")


def silence(before=b""):
    """A declared body of which nothing comes after ``before``; without one, not even a status. Ends with the server."""

    def behave(handler):
        if before:
            _send(handler, 200, before, Content_Length=len(before) + 1)
        handler.server.closing.wait()

    return _closing(behave)


def drip(body, pause):
    """The body byte by byte, with a pause in seconds after each."""

    def behave(handler):
        _send(handler, 200, Content_Length=len(body))
        for byte in body:
            handler.wfile.write(bytes([byte]))
            if handler.server.closing.wait(pause):
                break

    return _closing(behave)


def hang_up():
    """The connection closed without a word."""
    return _closing(lambda _: None)


def _closing(behaviour):
    def behave(handler):
        handler.close_connection = True
        behaviour(handler)

    return behave


def as_csv(header, rows):
    """CSV as Socrata writes it: every cell in quotes, lines ended by a line feed."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header, *rows])
    return text.getvalue().encode()


class Table:
    """A Socrata table as CSV. A behaviour that stays: every request of its path goes to it.

    ``most`` caps the rows of a page, ``token`` is asked for where it is set, and ``before`` holds functions to call on
    the table just before the request of that number is answered, such as ``{3: Table.revise}``.
    """

    def __init__(self, header, rows, *, most=None, token=None, before=None):
        self.header, self.rows = header, rows
        self._most, self._token, self._before = most, token, before or {}
        self._requests = self._version = 0

    def change(self, rows=None, header=None):
        """Publish other rows, or under another header."""
        self.rows, self.header = self.rows if rows is None else rows, header or self.header
        self._version += 1

    def __call__(self, handler):
        """Answer one request as the API does."""
        self._requests += 1
        if act := self._before.get(self._requests):
            act(self)
        asked = dict(parse_qsl(urlsplit(handler.path).query))
        if self._token and handler.headers["X-App-Token"] != self._token:
            return self._error(handler, 403, "permission_denied")
        if asked.get("$select") == "count(*)":
            return self._send(handler, asked, as_csv(["count"], [[len(self.rows)]]))
        if asked.get("$order") != ":id" or int(asked.get("$limit", 0)) < 1:
            return self._error(handler, 400, "query.soql.no-order")
        first, wanted = int(asked.get("$offset", 0)), int(asked["$limit"])
        page = self.rows[first : first + min(wanted, self._most or wanted)]
        columns = asked["$select"].split(",") if "$select" in asked else self.header
        if missing := [column for column in columns if column not in self.header]:
            return self._error(handler, 400, f"query.soql.no-such-column {missing[0]}")
        chosen = [self.header.index(column) for column in columns]
        return self._send(handler, asked, as_csv(columns, [[row[at] for at in chosen] for row in page]))

    def _send(self, handler, asked, body):
        """Its ETag is of the version and the question, its date of the version, as Socrata's are."""
        question = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:12]
        date = f"Wed, 16 Sep 2020 13:04:{self._version:02} GMT"
        ok(body, etag=f'"{self._version}-{question}"', last_modified=date, zipped=True)(handler)

    def _error(self, handler, code, word):
        body = json.dumps({"code": word, "error": True, "message": word}).encode()
        _send(handler, code, body, Content_Type="application/json")
