"""Which of the writings that a feed lists could be entered: those that quote figures and are not there yet. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

from etl.claims.check import CheckedFigure
from etl.claims.drafts.class_words import is_about_drugs
from etl.parsing.writing import Writing
from etl.reference.commentary import Article
from etl.reference.feeds import Feed

Check = Callable[[str, date, str], list[CheckedFigure]]
"""Judges the figures in a text of a day, about a place where the text names none."""

MAX_TEXT_CHARS = 100_000
"""Of a longer text no more is read: that of a book would take a minute."""
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|cmp|ref|rss|mc_[ce]id")
"""Names in a query that say through what a reader came, and not what is shown."""


@dataclass(frozen=True)
class Proposal:
    """A writing that could be entered, the feed that lists it, and the figures read in it."""

    feed: Feed
    writing: Writing
    published: date
    figures: tuple[CheckedFigure, ...]


@dataclass(frozen=True)
class Addresses:
    """The addresses of writings, however they are spelled: with ``www.``, a trailing slash, or a tracking option."""

    spelled: frozenset[str]

    @classmethod
    def of_articles(cls, articles: Iterable[Article]) -> "Addresses":
        """Return the addresses of the items of commentary."""
        return cls(frozenset(_same_for_all(article.url) for article in articles if article.url))

    def __contains__(self, address: str) -> bool:
        return _same_for_all(address) in self.spelled


def propose(feed: Feed, writings: Iterable[Writing], entered: Addresses, check: Check) -> Iterator[Proposal]:
    """Yield the writings of a feed that are not entered and quote a figure of a place and a span of months.

    One without a title, a day or an address could not be entered, and is passed over.
    """
    for listed in writings:
        publication = listed.publication if feed.kind.is_catalogue and listed.publication else feed.publication
        writing = replace(listed, publication=publication)
        if writing.published_on is None or not writing.title or not writing.url or writing.url in entered:
            continue
        text = f"{writing.title}.\n\n{writing.text}"[:MAX_TEXT_CHARS]
        if is_about_drugs(text) and (figures := check(text, writing.published_on, feed.place)):
            yield Proposal(feed, writing, writing.published_on, tuple(figures))


def without_repeats(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Return proposals without those of an address that came before: several feeds may list a writing."""
    first: dict[str, Proposal] = {}
    for proposal in proposals:
        first.setdefault(_same_for_all(proposal.writing.url), proposal)
    return list(first.values())


def _same_for_all(address: str) -> str:
    """Return an address as it is for all ways in which one page is linked to."""
    parts = urlsplit(address)
    pairs = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    query = urlencode([(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)])
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{'?' if query else ''}{query}"
