"""Asks for feeds as a guest does: only what robots.txt allows, each once, and only for what has changed."""

import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from protego import Protego

from etl.fetch.exchange import FetchError, FetchRequest, FetchResponse, Limits, MovedError
from etl.fetch.session import USER_AGENT, Session

MAX_REDIRECTS = 5
MIN_PAUSE_SECONDS = 1.0
"""Between two requests to a host whose robots.txt asks for no other pause."""
FEED_LIMITS = Limits(attempt_seconds=60, max_bytes=8 * 2**20, max_attempts=1)
ROBOTS_LIMITS = Limits(attempt_seconds=30, max_bytes=500 * 2**10, max_attempts=1)
"""RFC 9309 has a crawler read at least 500 KiB of it."""
_PRODUCT = USER_AGENT.partition("/")[0]


class FeedClient:
    """Fetches feeds, one after the other, in one thread; use it in ``with``.

    A host is asked for its robots.txt once; what that forbids is not asked for, also where a redirect leads there.
    """

    def __init__(
        self,
        limits: Limits = FEED_LIMITS,
        robots_limits: Limits = ROBOTS_LIMITS,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits, self._robots_limits, self._sleep = limits, robots_limits, sleep
        self._session = Session()
        self._robots: dict[str, Protego | FetchError] = {}
        self._asked: set[str] = set()

    def __enter__(self) -> "FeedClient":
        return self

    def __exit__(self, *raised: object) -> None:
        self._session.close()

    def get(self, question: FetchRequest, *, obeys_robots: bool = True) -> FetchResponse:
        """Return the answer to one request, and to one for each address that it is sent on to.

        ``NotModifiedError`` where the state that the question names has not passed, ``FetchError`` where there is no
        answer. An interface for programs is asked without robots.txt, which is about crawlers.
        """
        step = replace(question, follows=False)
        for _ in range(MAX_REDIRECTS + 1):
            if obeys_robots:
                self._ask_leave(step.url)
            try:
                return self._session.fetch(step, self._limits, _no_progress)
            except MovedError as moved:
                # The address that it is sent on to is whole: what was asked of the first one is part of it or dropped.
                step = replace(step, url=moved.address, query={})
        raise FetchError(f"is sent on more than {MAX_REDIRECTS} times, at last to {_plain(step.url)}")

    def _ask_leave(self, address: str) -> None:
        """Raise ``FetchError`` where the host of an address does not want it asked for; else wait as the host asks."""
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise FetchError(f"is sent on to {_plain(address)}; expected an address that begins with https://")
        rules = self._rules(f"{parts.scheme}://{parts.netloc}")
        if not rules.can_fetch(address, _PRODUCT):
            raise FetchError(f"is not to be asked for: robots.txt of {parts.netloc} forbids {parts.path or '/'}")
        if parts.netloc in self._asked:
            pause = rules.crawl_delay(_PRODUCT)
            self._pause(parts.netloc, MIN_PAUSE_SECONDS if pause is None else pause)
        self._asked.add(parts.netloc)

    def _pause(self, host: str, seconds: float) -> None:
        longest = self._limits.max_retry_after_seconds
        if seconds > longest:
            raise FetchError(f"robots.txt of {host} asks for pauses of {seconds:g} seconds; expected up to {longest:g}")
        self._sleep(seconds)

    def _rules(self, origin: str) -> Protego:
        if origin not in self._robots:
            self._robots[origin] = self._fetch_rules(origin)
        rules = self._robots[origin]
        if isinstance(rules, FetchError):
            raise rules
        return rules

    def _fetch_rules(self, origin: str) -> Protego | FetchError:
        """Return the rules of a host: none where it has no robots.txt, an error where that cannot be had (RFC 9309)."""
        question = FetchRequest(f"{origin}/robots.txt", accepts_page=True, accepts_nothing=True)
        try:
            answer = self._session.fetch(question, self._robots_limits, _no_progress)
        except FetchError as failed:
            is_missing = failed.status is not None and 400 <= failed.status < 500 and failed.status != 429
            host = urlsplit(origin).netloc
            return Protego.parse("") if is_missing else FetchError(f"robots.txt of {host} {failed}; nothing was asked")
        return Protego.parse(answer.content.decode("utf-8", "replace"))


def _plain(address: str) -> str:
    """Return an address without its query, which may hold a key."""
    return address.partition("?")[0]


def _no_progress(_had: int, _total: int | None) -> None:
    """Report nothing of a short answer."""
