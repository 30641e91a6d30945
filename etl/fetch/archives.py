"""Fetches the copy of a document that a web archive captured: the document is no younger than that."""

import re
from datetime import date, datetime
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from etl.core.errors import EtlError
from etl.core.source import Document
from etl.fetch.client import DEFAULT_LIMITS, DownloadError
from etl.fetch.exchange import FetchError, FetchRequest, Limits, MovedError
from etl.fetch.session import Session

MAX_REDIRECTS = 5
_CAPTURE = re.compile(r"(?P<archive>https?://[^/]+/web)/(?P<moment>\d{14})(?:[a-z]{2}_)?/(?P<original>https?://.+)")


def fetch_capture(address: str, *, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document behind an address such as ``https://web.archive.org/web/20201001123000/https://…``.

    Asked for is the copy as it was captured, without the archive's own links in it (``id_``). The archive sends on to
    the capture that is nearest to the moment asked for: the day is that of the copy that was had. ``EtlError`` where
    the address is none of a capture, ``DownloadError`` where there is no answer.
    """
    with Session() as session:
        for _ in range(MAX_REDIRECTS + 1):
            capture = _read_address(address)
            captured_on = _day(capture["moment"], address)
            address = f"{capture['archive']}/{capture['moment']}id_/{capture['original']}"
            try:
                answer = session.fetch(FetchRequest(address, follows=False), limits, lambda _had, _whole: None)
            except MovedError as moved:
                address = moved.address
                continue
            except FetchError as failed:
                raise DownloadError([(address, str(failed))]) from failed
            name = PurePosixPath(urlsplit(capture["original"]).path).name
            return Document(name, answer.content, url=address, no_later_than=captured_on)
    raise DownloadError([(address, f"is sent on more than {MAX_REDIRECTS} times")])


def _read_address(address: str) -> re.Match[str]:
    capture = _CAPTURE.fullmatch(address)
    if capture is None:
        raise EtlError(
            f"{address}: expected the address of a capture, such as https://web.archive.org/web/20201001123000/https://…"
        )
    return capture


def _day(moment: str, address: str) -> date:
    try:
        return datetime.strptime(moment, "%Y%m%d%H%M%S").date()  # noqa: DTZ007 - archives count in UTC
    except ValueError as error:
        raise EtlError(f"{address}: {moment} is no moment; expected year, month, day, hour, minute, second") from error
