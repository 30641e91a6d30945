"""One round through a list of feeds: each is asked for once, hosts side by side; one that fails stops no other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from etl.claims.watching.feed_states import FeedState
from etl.core.errors import EtlError, InvalidDocument
from etl.core.source import Document
from etl.fetch.exchange import FetchError, FetchRequest, NotModifiedError, Validators
from etl.fetch.feeds import FeedClient
from etl.parsing import feeds as feed_reader
from etl.parsing import works
from etl.parsing.writing import Writing
from etl.reference.feeds import Feed, FeedKind

MAX_HOSTS_AT_ONCE = 8
KEY_OPTIONS: Mapping[FeedKind, str] = {FeedKind.OPENALEX: "api_key", FeedKind.CROSSREF: "mailto"}
"""The option in which a catalogue is told who asks."""
_READERS: Mapping[FeedKind, Callable[[Document], tuple[Writing, ...]]] = {
    FeedKind.FEED: feed_reader.read_feed,
    FeedKind.WORDPRESS: feed_reader.read_feed,
    FeedKind.OPENALEX: works.read_openalex,
    FeedKind.CROSSREF: works.read_crossref,
}
_EXPECTED: Mapping[FeedKind, str] = {
    FeedKind.FEED: feed_reader.EXPECTED,
    FeedKind.WORDPRESS: feed_reader.EXPECTED,
    FeedKind.OPENALEX: works.OPENALEX,
    FeedKind.CROSSREF: works.CROSSREF,
}


class Outcome(StrEnum):
    """What a round came to for one feed."""

    NEW = "new"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class FeedReport:
    """The writings that a feed lists, or the reason why none could be had; the state to be kept of it."""

    feed: Feed
    outcome: Outcome
    writings: tuple[Writing, ...] = ()
    reason: str = ""
    state: FeedState | None = None


def look_through(
    feeds: Sequence[Feed],
    states: Mapping[str, FeedState],
    *,
    today: date,
    client: Callable[[], FeedClient] = FeedClient,
    keys: Mapping[FeedKind, str] = MappingProxyType({}),
) -> list[FeedReport]:
    """Ask for every feed, and read what it lists; the reports stand in the order of the feeds.

    The feeds of one host are asked for one after the other. ``keys`` say to catalogues who asks.
    """
    by_host: dict[str, list[Feed]] = defaultdict(list)
    for feed in feeds:
        by_host[urlsplit(feed.url).netloc].append(feed)
    visit = _Round(states, today, client, keys).visit_host
    pool = ThreadPoolExecutor(max_workers=MAX_HOSTS_AT_ONCE)
    try:
        reports = {report.feed.url: report for host in pool.map(visit, by_host.values()) for report in host}
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # an interruption does not wait for a publisher
    return [reports[feed.url] for feed in feeds]


@dataclass(frozen=True)
class _Round:
    """One round: the states of the feeds before it, the day, what asks a host, and who it says that it is."""

    states: Mapping[str, FeedState]
    today: date
    client: Callable[[], FeedClient]
    keys: Mapping[FeedKind, str]

    def visit_host(self, feeds: Iterable[Feed]) -> list[FeedReport]:
        with self.client() as client:
            return [self._visit(feed, client) for feed in feeds]

    def _visit(self, feed: Feed, client: FeedClient) -> FeedReport:
        """Ask for one feed and read it. What goes wrong is in its report, never raised."""
        try:
            return self._read(feed, client)
        except InvalidDocument as refusal:
            return FeedReport(feed, Outcome.FAILED, reason="; ".join(refusal.problems))
        except (FetchError, EtlError) as failure:
            expected = "" if "expected" in str(failure) else f"; expected {_EXPECTED[feed.kind]}"
            return FeedReport(feed, Outcome.FAILED, reason=f"{failure}{expected}")
        except Exception as fault:  # noqa: BLE001 - a fault of ours in one feed must not stop the others
            return FeedReport(feed, Outcome.FAILED, reason=f"unexpected {type(fault).__name__}: {fault}")

    def _read(self, feed: Feed, client: FeedClient) -> FeedReport:
        before = self.states.get(feed.url)
        key = {KEY_OPTIONS[feed.kind]: self.keys[feed.kind]} if feed.kind in self.keys else {}
        question = FetchRequest(feed.url, query=key, validators=before.validators if before else Validators())
        try:
            answer = client.get(question, obeys_robots=not feed.kind.is_catalogue)
        except NotModifiedError:
            if before is None:
                raise EtlError("answered that it has not changed, to who does not know it") from None
            return FeedReport(feed, Outcome.UNCHANGED, _writings(feed, before.content), state=before)
        writings = _writings(feed, answer.content)
        return FeedReport(feed, Outcome.NEW, writings, state=FeedState(answer.validators, self.today, answer.content))


def _writings(feed: Feed, content: bytes) -> tuple[Writing, ...]:
    return _READERS[feed.kind](Document(feed.url, content, url=feed.url))
