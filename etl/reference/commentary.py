"""Commentary and events: what was written about the values, with the values that it quotes.

``read`` takes the contents of the three files of ``data/`` and has no disk: ``etl.store.files`` reads the bytes.
``etl.claims.judge`` sets a quoted value beside the published ones.
"""

import difflib
from collections import defaultdict
from collections.abc import Collection, Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from etl.core.errors import InvalidDocument, NotFound
from etl.core.places import Places
from etl.parsing import csv_records
from etl.parsing.csv_records import (
    Column,
    Problem,
    Record,
    duplicate_rows,
    read_records,
    unknown_references,
    usable,
)
from etl.reference import article_problems, claim_problems, claim_rows, events
from etl.reference.claim_rows import Claim, Confidence
from etl.reference.events import Event
from etl.reference.kinds import Kind
from etl.reference.places import unknown_places

TitleBasis = Literal["slug"]  # where a title was not read in the writing: in its address
AuthorBasis = Literal["inferred"]  # the author is not named there, but follows from other writings or the publication
ReadAs = Literal["copy", "excerpt"]  # where a writing was not read in its publication: what was, elsewhere
DayPrecision = Literal["day", "year", "until"]  # how closely that of a writing is: the day, its year, or a latest day


@dataclass(frozen=True)
class Article:
    """A dated piece of writing. ``cites`` holds the ids of the items that it reports on or quotes.

    ``read_as`` is what of it was read at another site, ``read_at``. ``title_basis`` and ``author_basis`` say how title
    and author are known where they were not read in it. Where its day is not known, ``published_on`` is the last day
    that it may be. ``known_through`` is the id of the item through which one is known that was not found itself: it
    may have no address and no publication. ``see_also`` holds the ids of items on what it writes of, which it need
    not quote.
    """

    id: str
    kind: Kind
    title: str
    author: str
    publication: str
    published_on: date
    url: str
    cites: tuple[str, ...]
    note: str
    confidence: Confidence
    claims: tuple[Claim, ...] = ()
    title_basis: TitleBasis | None = None
    author_basis: AuthorBasis | None = None
    read_as: ReadAs | None = None
    read_at: str = ""
    precision: DayPrecision = "day"
    known_through: str = ""
    see_also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Commentary:
    """Items and events, each in order of their days."""

    articles: tuple[Article, ...]
    events: tuple[Event, ...]

    def for_places(self, *places: str) -> "Commentary":
        """Return the items with a claim about one of ``places`` (with all their claims), and the events there.

        A place is taken as written: name its parents too where their events belong on the chart.
        """
        items = tuple(item for item in self.articles if any(claim.place in places for claim in item.claims))
        return Commentary(items, tuple(event for event in self.events if event.place in places))

    def within(self, places: Container[str]) -> "Commentary":
        """Return what is about ``places``: events there, and items without their claims about any other place.

        An item of which no claim is left is left out, and so is the link of another item to it.
        """
        kept = {
            item.id: tuple(claim for claim in item.claims if claim.place in places)
            for item in self.articles
            if not item.claims or any(claim.place in places for claim in item.claims)
        }
        items = (replace(_linked_within(item, kept), claims=kept[item.id]) for item in self.articles if item.id in kept)
        return Commentary(tuple(items), tuple(event for event in self.events if event.place in places))

    def by_id(self, item_id: str) -> Article:
        """Return the item, or raise ``NotFound`` with the near matches."""
        for item in self.articles:
            if item.id == item_id:
                return item
        raise NotFound("item", item_id, difflib.get_close_matches(item_id, [item.id for item in self.articles]))

    def articles_citing(self, item_id: str) -> tuple[Article, ...]:
        """Return the items that report on or quote ``item_id``, oldest first."""
        return tuple(item for item in self.articles if item_id in item.cites)


FILES = ("commentary.csv", "claims.csv", events.FILE)
LINKS = ("cites", "see_also", "known_through")
"""The columns of ``commentary.csv`` that name other items."""
_IDS = Column(lambda text: tuple(text.split()), "ids of items, with spaces between them")
ARTICLE_COLUMNS = {
    "id": csv_records.ID,
    "kind": csv_records.one_of(kind for kind in Kind if kind is not Kind.EVENT),
    "title": csv_records.TEXT,
    "title_basis": csv_records.optional(csv_records.one_of(get_args(TitleBasis))),
    "author": csv_records.ANY,
    "author_basis": csv_records.optional(csv_records.one_of(get_args(AuthorBasis))),
    "publication": csv_records.ANY,
    "read_as": csv_records.optional(csv_records.one_of(get_args(ReadAs))),
    "read_at": csv_records.ANY,
    "published_on": csv_records.ROUGH_DAY,
    "url": csv_records.optional(csv_records.URL),
    "known_through": csv_records.ANY,
    "cites": _IDS,
    "see_also": _IDS,
    "note": csv_records.ANY,
    "confidence": csv_records.one_of(get_args(Confidence)),
}


def read(
    items_csv: bytes | str,
    claims_csv: bytes | str,
    events_csv: bytes | str,
    places: Places,
    measures: Collection[str] | None = None,
) -> Commentary:
    """Read ``commentary.csv``, ``claims.csv`` and ``events.csv``; ``InvalidDocument`` lists every problem in them."""
    commentary, problems = read_usable(items_csv, claims_csv, events_csv, places, measures)
    if problems:
        raise InvalidDocument("commentary", problems)
    return commentary


def read_usable(
    items_csv: bytes | str,
    claims_csv: bytes | str,
    events_csv: bytes | str,
    places: Places,
    measures: Collection[str] | None = None,
) -> tuple[Commentary, tuple[Problem, ...]]:
    """Return the rows of the three files that can be used, and what is wrong with the others.

    The claims of an item that is left out go with it, and so does the link of another item to it. ``measures`` are
    the ids that a claim may name; without them none is checked.
    """
    problems: list[Problem] = []
    items = read_records("commentary.csv", items_csv, ARTICLE_COLUMNS, problems)
    claims = read_records(claim_rows.FILE, claims_csv, claim_rows.COLUMNS, problems)
    happened = events.read_rows(events_csv, places.languages, problems)
    problems += article_problems.problems(items)
    problems += [*claim_problems.problems(claims, measures), *duplicate_rows(claims), *duplicate_rows(happened)]
    problems += [*unknown_places(claims, places), *unknown_places(happened, places)]
    if items or not problems:  # else no item could be read, and every link to one would be reported for that
        ids, expected = {item.cells["id"] for item in items}, "the id of an item in commentary.csv"
        problems += [
            *(problem for column in LINKS for problem in unknown_references(items, column, ids, expected)),
            *unknown_references(claims, "item", ids, expected),
        ]
    by_day = sorted(map(events.to_event, usable(happened, problems)), key=lambda event: event.day)
    rows = {id(claim): row for row, claim in enumerate(claims, start=1)}
    quoted = [(claim.values["item"], claim_rows.to_claim(claim, rows[id(claim)])) for claim in usable(claims, problems)]
    return Commentary(_to_articles(usable(items, problems), quoted), tuple(by_day)), tuple(problems)


def _to_articles(items: list[Record], claims: list[tuple[str, Claim]]) -> tuple[Article, ...]:
    quoted: dict[str, list[Claim]] = defaultdict(list)
    for item, claim in claims:
        quoted[item].append(claim)
    ids = {item.values["id"] for item in items}
    whole = [_to_article(item, tuple(quoted[item.values["id"]])) for item in items]
    linked = (_linked_within(item, ids) for item in whole)
    return tuple(sorted(linked, key=lambda item: (item.published_on, item.id)))


def _to_article(item: Record, claims: tuple[Claim, ...]) -> Article:
    values = dict(item.values)
    published_on, precision = values.pop("published_on")
    url = values.pop("url") or ""
    return Article(**values, published_on=published_on, precision=precision, url=url, claims=claims)


def _linked_within(item: Article, ids: Container[str]) -> Article:
    """Return an item without its links to others than these."""
    cites, see_also = (tuple(other for other in links if other in ids) for links in (item.cites, item.see_also))
    return replace(item, cites=cites, see_also=see_also)
