"""Asks a publisher one question: what counts as an answer, and what went wrong where there is none."""

import codecs
import gzip
import io
import ipaddress
import math
import re
import ssl
import time
import zlib
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from etl.fetch.exchange import (
    TOKEN_HEADER,
    FetchError,
    FetchRequest,
    FetchResponse,
    Limits,
    MovedError,
    NotModifiedError,
    ProgressCallback,
    Validators,
)

USER_AGENT = "overdose-statistics-dashboard/0.1.0"

_CHUNK_BYTES = 64 * 1024
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<!--.*?-->|<\?xml.*?\?>)\s*)*+<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


class Session(requests.Session):
    """Asks by name, and follows few redirects: by https, and without the app token.

    Certificates are always verified, against those that REQUESTS_CA_BUNDLE names where it is set.
    """

    def __init__(self) -> None:
        super().__init__()
        # No other coding than gzip is asked for: its end and its checksum are verified here.
        self.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"})
        # requests follows 30 by default; a publisher that moved its file needs one or two, and more are a loop.
        self.max_redirects = 5
        self.hooks["response"] = [_before_redirect]
        self.mount("http://", _LoopbackOnly())

    def fetch(self, question: FetchRequest, limits: Limits, progress: ProgressCallback) -> FetchResponse:
        """Return the answer, had within ``limits``.

        ``NotModifiedError``, ``MovedError`` or ``FetchError`` where there is none.
        """
        deadline = time.monotonic() + limits.attempt_seconds
        with self._open(question, limits) as response:
            _check_status(response, question, limits)
            sent = _read_body(response, deadline, limits, progress)
        content = _decompress(sent, response.headers.get("Content-Encoding", "identity").lower(), limits)
        # A server may answer 200 where the file is gone: with nothing, or with a web page that says so.
        if not question.accepts_nothing and not content.removeprefix(codecs.BOM_UTF8).strip():
            raise FetchError("answered with an empty body; expected a data file")
        if not question.accepts_page and _HTML_START.match(content):
            raise FetchError("answered with a web page; expected a data file")
        return FetchResponse(content, Validators(response.headers.get("ETag"), response.headers.get("Last-Modified")))

    def _open(self, question: FetchRequest, limits: Limits) -> requests.Response:
        timeout = (limits.connect_seconds, limits.read_seconds)
        try:
            return self.get(
                question.url,
                params=question.query,
                headers=question.headers,
                stream=True,
                timeout=timeout,
                allow_redirects=question.follows,
            )
        except (requests.RequestException, ValueError) as error:  # ValueError: a redirect to what is no address
            raise _to_fetch_error(error) from error


class _LoopbackOnly(HTTPAdapter):
    """Plain HTTP can be read and changed on its way: only this machine is asked so, also after a redirect."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        host = urlsplit(str(request.url)).hostname or ""
        try:
            local = ipaddress.ip_address(host).is_loopback
        except ValueError:
            local = host == "localhost"
        if not local:
            raise FetchError(f"leads to {host} without encryption; expected https")
        return super().send(request, *args, **kwargs)


def _before_redirect(response: requests.Response, *_: Any, **__: Any) -> None:
    """Keep the app token from the next address, and do not read this body, which ``requests`` would read to its end."""
    if response.is_redirect:
        response.request.headers.pop(TOKEN_HEADER, None)
        response.close()


def _check_status(response: requests.Response, question: FetchRequest, limits: Limits) -> None:
    status = response.status_code
    # 304 answers only a question that named a state; sent unasked, by a cache on the way, it is no document.
    if status == 304 and question.validators != Validators():
        raise NotModifiedError
    if status == 200:
        return
    if response.is_redirect:
        raise MovedError(urljoin(response.url, response.headers["Location"]))
    # 202 is Socrata's word for an answer that is being made; with 429 it slows down who asks often, without app token.
    if status not in {202, 429} and status < 500:
        raise FetchError(f"answered {status}", status=status)
    after = _retry_after(response)
    if after is not None and after > limits.max_retry_after_seconds:
        raise FetchError(f"answered {status}, come again in {math.ceil(after / 60):,} minutes", status=status)
    raise FetchError(f"answered {status}", retryable=True, retry_after_seconds=after, status=status)


def _retry_after(response: requests.Response) -> float | None:
    """Return the seconds that it asks to wait, given as such or as a date; None where it says none that can be read."""
    try:
        # urllib3 cuts the wait at 6 hours by default; here a longer one must be seen, and then the publisher is left.
        return urllib3.Retry(retry_after_max=10**9).get_retry_after(response.raw)
    except (urllib3.exceptions.InvalidHeader, OverflowError, ValueError):
        return None


def _read_body(response: requests.Response, deadline: float, limits: Limits, progress: ProgressCallback) -> bytes:
    """Read the body as sent, in reads that return what has come, so that one that drips is noticed.

    ``requests`` has no limit for a whole answer: its timeout is for each silence. Raises ``FetchError`` where the body
    is too large, too slow or broken off.
    """
    total = response.raw.length_remaining
    check_size(total or 0, limits)
    body = bytearray()
    try:
        while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=False):
            body += chunk
            check_size(len(body), limits)
            if time.monotonic() > deadline:
                raise FetchError(f"was not done after {limits.attempt_seconds:g} seconds", retryable=True)
            progress(len(body), total)
    # requests wraps the errors of its own reads only; this reads from urllib3, which raises its own.
    except urllib3.exceptions.HTTPError as error:
        raise _to_fetch_error(error) from error
    return bytes(body)


def _decompress(sent: bytes, coding: str, limits: Limits) -> bytes:
    """Decompress a body, and no further than its limit; ``FetchError`` where it is broken.

    ``requests`` and ``urllib3`` take a gzip body that is cut short for a whole one. ``gzip`` verifies its end and its
    checksum, so half a file is never taken for all of it.
    """
    if coding == "identity":
        return sent
    if coding != "gzip":
        raise FetchError(f"answered in the coding {coding!r}; expected gzip or none")
    try:
        content = gzip.GzipFile(fileobj=io.BytesIO(sent)).read(limits.max_bytes + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise FetchError("answered with a compressed body that is broken", retryable=True) from error
    check_size(len(content), limits)
    return content


def check_size(size: int, limits: Limits) -> None:
    """Raise ``FetchError`` for more bytes than a document may have."""
    if size > limits.max_bytes:
        raise FetchError(f"answered with more than {limits.max_bytes:,} bytes")


def _to_fetch_error(error: Exception) -> FetchError:
    """Say what an error of the libraries means, in words of our own: theirs quote the whole address."""
    root: BaseException = error
    # requests wraps urllib3's error, which wraps that of the socket or of TLS: the innermost says what happened.
    while inner := root.__cause__ or root.__context__:
        root = inner
    if isinstance(root, ssl.SSLCertVerificationError):
        return FetchError(f"has a certificate that is not trusted: {root.verify_message}")
    if isinstance(error, (requests.Timeout, urllib3.exceptions.TimeoutError)):
        return FetchError("did not answer in time", retryable=True)
    if isinstance(error, urllib3.exceptions.HTTPError):
        return FetchError("broke off in the middle of the body", retryable=True)
    if isinstance(error, requests.ConnectionError):
        why = root.strerror or str(root) if isinstance(root, OSError) else type(root).__name__
        return FetchError(f"cannot be reached: {why}", retryable=True)
    return FetchError(f"cannot be asked: {type(error).__name__}")
