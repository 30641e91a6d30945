"""Odd feeds and pages: their writings are read and proposed or not, or they are refused by a text that names them."""

from collections.abc import Callable, Iterator
from functools import partial
from random import Random

from etl.claims.watching.proposals import Addresses, propose
from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing.feeds import read_feed
from etl.parsing.works import read_crossref, read_openalex
from etl.parsing.writing import Writing
from etl.parsing.writings import read_writings
from etl.reference.feeds import Feed
from tests.etl import feeds
from tests.torture.fuzz_documents import REFUSED, TAKEN, Target
from tests.torture.mutate import mutate
from tests.torture.report import check

NAME = "https://news.example/feed"
Read = Callable[[Document], tuple[Writing, ...]]


def feed_documents() -> Iterator[Target]:
    """Yield a target for each form of a feed, and for a page."""
    writings = (feeds.STORY, feeds.OTHER)
    forms: dict[str, tuple[Callable[..., bytes], Read]] = {
        "rss": (feeds.rss, read_feed),
        "atom": (feeds.atom, read_feed),
        "json-feed": (feeds.json_feed, read_feed),
        "wordpress": (feeds.wordpress, read_feed),
        "openalex": (feeds.openalex, read_openalex),
        "crossref": (feeds.crossref, read_crossref),
    }
    yield Target("feeds/page", 4_000, partial(_read_feed, feeds.page(feeds.STORY), read_writings))
    for name, (write, read) in forms.items():
        yield Target(f"feeds/{name}", 4_000, partial(_read_feed, write(*writings), read))


def _read_feed(content: bytes, read: Read, rng: Random) -> str:
    try:
        writings = read(Document(NAME, mutate(rng, content)))
    except InvalidDocument as refusal:
        check(str(refusal).startswith(f"{NAME}: refused\n  - "), refusal)
        return REFUSED
    for writing in writings:
        check(writing.url == "" or writing.url.lower().startswith(("http://", "https://")), writing.url)
    list(propose(Feed("A paper", NAME), writings, Addresses(frozenset()), lambda _text, _day, _place: []))
    return TAKEN
