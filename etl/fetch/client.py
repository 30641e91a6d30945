"""The only HTTP of the project: what a publisher shows now, or why it cannot be had.

No clock is read, except to measure how long an answer takes.
"""

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from etl.core.errors import EtlError
from etl.core.source import Download
from etl.fetch.exchange import (
    FetchError,
    FetchRequest,
    FetchResponse,
    Limits,
    NotModifiedError,
    ProgressCallback,
    Validators,
)
from etl.fetch.session import Session, check_size
from etl.fetch.socrata_pages import Page, TableChanged, join_pages

__all__ = ["Client", "DownloadError", "FetchedDocument", "Limits", "NotModified", "ProgressCallback", "Validators"]

DEFAULT_LIMITS = Limits()


class DownloadError(EtlError):
    """No address of a feed gave a document: ``failures`` holds each address, without its query, and what happened."""

    def __init__(self, failures: Iterable[tuple[str, str]]) -> None:
        self.failures = tuple(failures)
        lines = "".join(f"\n  - {address}: {why}" for address, why in self.failures)
        super().__init__(f"no address gave a document{lines}")


@dataclass(frozen=True)
class FetchedDocument:
    """A document, the address of the feed that gave it, and what its state is called there."""

    url: str
    content: bytes
    validators: Validators


@dataclass(frozen=True)
class NotModified:
    """The address shows the state that is known already."""

    url: str


class Client:
    """Fetches documents, in one thread; use it in ``with``.

    ``app_token`` is Socrata's: it raises the allowance, and goes only to feeds that are Socrata tables.
    """

    def __init__(
        self,
        limits: Limits = DEFAULT_LIMITS,
        *,
        app_token: str | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits, self._app_token, self._sleep = limits, app_token, sleep
        self._session = Session()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *raised: object) -> None:
        self._session.close()

    def get(
        self, feed: Download, validators: Mapping[str, Validators], progress: ProgressCallback
    ) -> FetchedDocument | NotModified:
        """Return the document of the first address that has one; ``NotModified`` where ``validators`` still name it.

        Raises ``DownloadError`` when no address gives a document that is whole.
        """
        failures = []
        for address in feed.urls:
            state = validators.get(address, Validators())
            question = FetchRequest(address, validators=state, accepts_page=feed.is_page)
            try:
                answer = (
                    self._fetch_table(question, feed, progress)
                    if feed.page_rows
                    else self._fetch_with_retries(question, progress)
                )
                return FetchedDocument(address, answer.content, answer.validators)
            except NotModifiedError:
                return NotModified(address)
            except FetchError as failed:
                failures.append((urlsplit(address)._replace(query="", fragment="").geturl(), str(failed)))
                if failed.retryable:  # a bad day, not a move: an older address may still show an older file
                    break
        raise DownloadError(failures)

    def _fetch_with_retries(self, question: FetchRequest, progress: ProgressCallback) -> FetchResponse:
        for attempt in range(self._limits.max_attempts - 1):
            try:
                return self._session.fetch(question, self._limits, progress)
            except FetchError as failed:
                if not failed.retryable:
                    raise
                back_off = self._limits.backoff_seconds * 2**attempt * random.uniform(1, 2)  # noqa: S311 - no secret
                wait = back_off if failed.retry_after_seconds is None else failed.retry_after_seconds
            self._sleep(wait)
        return self._session.fetch(question, self._limits, progress)

    def _fetch_table(self, question: FetchRequest, feed: Download, progress: ProgressCallback) -> FetchResponse:
        """Fetch all pages of a table. One that changes meanwhile is read a second time, and not a third."""
        for _ in range(2):
            with suppress(TableChanged):
                return self._fetch_pages(replace(question, app_token=self._app_token), feed, progress)
        raise FetchError("changed while it was read, twice")

    def _fetch_pages(self, question: FetchRequest, feed: Download, progress: ProgressCallback) -> FetchResponse:
        expected, had, pages = self._count_rows(question), 0, list[Page]()
        if not expected:
            raise FetchError("has no rows")
        while (rows := sum(page.row_count for page in pages)) < expected:
            query = {"$limit": str(feed.page_rows), "$offset": str(rows), "$order": ":id"}
            query |= {"$select": ",".join(feed.columns)} if feed.columns else {}
            answer = self._fetch_page(replace(question, query=query), feed.columns, _offset_progress(had, progress))
            pages.append(Page.from_response(answer))
            if not pages[-1].row_count:
                raise TableChanged
            had += len(answer.content)
            check_size(had, self._limits)
            question = replace(question, validators=Validators())  # the first page answers for all
        if rows != expected or self._count_rows(question) != expected:
            raise TableChanged
        return join_pages(pages)

    def _fetch_page(self, question: FetchRequest, columns: Sequence[str], progress: ProgressCallback) -> FetchResponse:
        """Fetch one page; a table without one of the columns answers 400, which says nothing to who reads it."""
        try:
            return self._fetch_with_retries(question, progress)
        except FetchError as failed:
            if failed.status != 400 or not columns:
                raise
            raise FetchError(f"{failed}, asked for the columns {', '.join(columns)}: has it them still?") from failed

    def _count_rows(self, question: FetchRequest) -> int:
        asked = replace(question, query={"$select": "count(*)"}, validators=Validators())
        answer = self._fetch_with_retries(asked, _no_progress)
        try:
            return int(answer.content.decode().splitlines()[1].strip('"'))
        except (IndexError, ValueError) as error:
            raise FetchError("did not say how many rows it has") from error


def _offset_progress(had: int, progress: ProgressCallback) -> ProgressCallback:
    """Return a reporter for a further page, when ``had`` bytes came before it; how many will come is not known."""
    return lambda more, _: progress(had + more, None)


def _no_progress(_had: int, _total: int | None) -> None:
    """Report nothing of a short answer."""
