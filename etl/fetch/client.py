"""The only HTTP of the project: what a publisher shows now, or why it cannot be had.

No clock is read, except to measure how long an answer takes.
"""

import random
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from etl.core.errors import EtlError
from etl.core.model import Feed
from etl.fetch.session import Answer, Failed, Limits, Progress, Question, Session, Unmodified, Validators, check_size
from etl.fetch.socrata_pages import Changed, Page, joined

__all__ = ["Client", "Fetched", "Limits", "Progress", "Unchanged", "Unreachable", "Validators"]

USUAL = Limits()


class Unreachable(EtlError):
    """No address of a feed gave a document: ``failures`` holds each address, without its query, and what happened."""

    def __init__(self, failures: Iterable[tuple[str, str]]) -> None:
        self.failures = tuple(failures)
        told = "".join(f"\n  - {address}: {why}" for address, why in self.failures)
        super().__init__(f"no address gave a document{told}")


@dataclass(frozen=True)
class Fetched:
    """A document, the address of the feed that gave it, and what its state is called there."""

    address: str
    content: bytes
    validators: Validators


@dataclass(frozen=True)
class Unchanged:
    """The address shows the state that is known already."""

    address: str


class Client:
    """Fetches documents, in one thread; use it in ``with``.

    ``app_token`` is Socrata's: it raises the allowance, and goes only to feeds that are Socrata tables.
    """

    def __init__(
        self, limits: Limits = USUAL, *, app_token: str | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._limits, self._app_token, self._sleep = limits, app_token, sleep
        self._session = Session()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *raised: object) -> None:
        self._session.close()

    def get(self, feed: Feed, known: Mapping[str, Validators], progress: Progress) -> Fetched | Unchanged:
        """What the first address that has a document shows now; ``Unchanged`` where that is the state ``known`` of it.

        Raises ``Unreachable`` when no address gives a document that is whole.
        """
        failures = []
        for address in feed.addresses:
            question = Question(address, known=known.get(address, Validators()))
            try:
                answer = self._table(question, feed.page, progress) if feed.page else self._ask(question, progress)
                return Fetched(address, answer.content, answer.validators)
            except Unmodified:
                return Unchanged(address)
            except Failed as failed:
                failures.append((urlsplit(address)._replace(query="", fragment="").geturl(), str(failed)))
                if failed.again:  # a bad day, not a move: an older address may still show an older file
                    break
        raise Unreachable(failures)

    def _ask(self, question: Question, progress: Progress) -> Answer:
        for attempt in range(self._limits.attempts - 1):
            try:
                return self._session.ask(question, self._limits, progress)
            except Failed as failed:
                if not failed.again:
                    raise
                back_off = self._limits.back_off * 2**attempt * random.uniform(1, 2)  # noqa: S311 - no secret
                wait = back_off if failed.after is None else failed.after
            self._sleep(wait)
        return self._session.ask(question, self._limits, progress)

    def _table(self, question: Question, size: int, progress: Progress) -> Answer:
        """All pages of a table. One that changes meanwhile is read a second time, and not a third."""
        for _ in range(2):
            with suppress(Changed):
                return self._pages(replace(question, token=self._app_token), size, progress)
        raise Failed("changed while it was read, twice")

    def _pages(self, question: Question, size: int, progress: Progress) -> Answer:
        expected, had, pages = self._count(question), 0, list[Page]()
        if not expected:
            raise Failed("has no rows")
        while (rows := sum(page.rows for page in pages)) < expected:
            query = {"$limit": str(size), "$offset": str(rows), "$order": ":id"}
            answer = self._ask(replace(question, query=query), _after(had, progress))
            pages.append(Page.of(answer))
            if not pages[-1].rows:
                raise Changed
            had += len(answer.content)
            check_size(had, self._limits)
            question = replace(question, known=Validators())  # the first page answers for all
        if rows != expected or self._count(question) != expected:
            raise Changed
        return joined(pages)

    def _count(self, question: Question) -> int:
        asked = replace(question, query={"$select": "count(*)"}, known=Validators())
        answer = self._ask(asked, _unseen)
        try:
            return int(answer.content.decode().splitlines()[1].strip('"'))
        except (IndexError, ValueError) as error:
            raise Failed("did not say how many rows it has") from error


def _after(had: int, progress: Progress) -> Progress:
    """Progress of a further page, when ``had`` bytes came before it; how many will come is not known."""
    return lambda more, _: progress(had + more, None)


def _unseen(_had: int, _total: int | None) -> None:
    """No progress of a short answer."""
