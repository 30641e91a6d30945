"""Commentary and events: what was written about the figures, and each quoted figure judged as of a day.

``read`` takes the contents of the three files of ``data/`` and has no disk: ``etl.store`` reads the bytes. A claim is
never called true or false. It is set beside what was published on the day of writing and what is published now.
"""

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal, get_args

from etl import records
from etl.errors import Refused, UnknownName
from etl.model import Period
from etl.records import Column, Record, duplicate_cells, read_records, unknown_references


class Kind(StrEnum):
    """What a mark on a chart stands for. ``EVENT`` belongs to events only; the others are kinds of writing."""

    BLOG = "blog"
    NEWS = "news"
    STATEMENT = "statement"
    POLICY = "policy"
    RESEARCH = "research"
    EVENT = "event"


Confidence = Literal["high", "medium", "low"]  # how directly an entry was read; its words say what was not
Precision = Literal["day", "month"]  # how closely the date of an event is known


@dataclass(frozen=True)
class Claim:
    """A figure that an item quotes; without a ``value`` the item only refers to the period. Falls are negative.

    ``period`` is what the figure covers, ``discusses`` the span of months that the item writes about with it.
    """

    place: str
    period: Period
    value: float | None
    quantity: str
    note: str
    confidence: Confidence
    discusses: Period


@dataclass(frozen=True)
class Item:
    """A dated piece of writing. ``cites`` holds the ids of the items that it reports on or quotes."""

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


@dataclass(frozen=True)
class Event:
    """A dated fact of policy or context. One known only by its month is drawn on the first day of it."""

    day: date
    precision: Precision
    place: str
    category: str
    title: str
    url: str
    note: str
    kind: Kind = Kind.EVENT


@dataclass(frozen=True)
class Commentary:
    """Items and events, each in order of their days."""

    items: tuple[Item, ...]
    events: tuple[Event, ...]

    def about(self, *places: str) -> "Commentary":
        """The items with a claim about one of ``places`` (with all their claims), and the events there.

        A place is taken as written: name its parents too where their events belong on the chart.
        """
        items = tuple(item for item in self.items if any(claim.place in places for claim in item.claims))
        return Commentary(items, tuple(event for event in self.events if event.place in places))

    def by_id(self, item_id: str) -> Item:
        """The item, or ``UnknownName`` with the near matches."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise UnknownName("item", item_id, difflib.get_close_matches(item_id, [item.id for item in self.items]))

    def cited_by(self, item_id: str) -> tuple[Item, ...]:
        """The items that report on or quote ``item_id``, oldest first."""
        return tuple(item for item in self.items if item_id in item.cites)


ITEM_COLUMNS = {
    "id": records.ID,
    "kind": records.one_of(kind for kind in Kind if kind is not Kind.EVENT),
    "title": records.TEXT,
    "author": records.ANY,
    "publication": records.TEXT,
    "published_on": records.DAY,
    "url": records.URL,
    "cites": Column(lambda text: tuple(text.split()), "ids of items, with spaces between them"),
    "note": records.ANY,
    "confidence": records.one_of(get_args(Confidence)),
}
CLAIM_COLUMNS = {
    "item": records.ID,
    "place": records.TEXT,
    "period": records.PERIOD,
    "value": records.NUMBER,
    "quantity": Column(records.regex(r"[a-z0-9_]*"), "a quantity such as deaths_in_month, or nothing"),
    "note": records.ANY,
    "confidence": records.one_of(get_args(Confidence)),
    "discusses": records.PERIOD,
}
EVENT_COLUMNS = {
    "date": records.DAY_OR_MONTH,
    "place": records.TEXT,
    "category": records.TEXT,
    "title": records.TEXT,
    "url": records.URL,
    "note": records.ANY,
}


def read(items_csv: bytes | str, claims_csv: bytes | str, events_csv: bytes | str) -> Commentary:
    """What ``commentary.csv``, ``claims.csv`` and ``events.csv`` hold, or ``Refused`` with every problem in them."""
    problems: list[str] = []
    items = read_records("commentary.csv", items_csv, ITEM_COLUMNS, problems)
    claims = read_records("claims.csv", claims_csv, CLAIM_COLUMNS, problems)
    events = read_records("events.csv", events_csv, EVENT_COLUMNS, problems)
    problems += [*duplicate_cells(items, "id"), *_value_problems(claims)]
    if items or not problems:  # else no item could be read, and every link to one would be reported for that
        known, expected = {item.cells["id"] for item in items}, "the id of an item in commentary.csv"
        problems += [
            *unknown_references(items, "cites", known, expected),
            *unknown_references(claims, "item", known, expected),
        ]
    if problems:
        raise Refused("commentary", problems)
    return Commentary(_items(items, claims), tuple(sorted(map(_event, events), key=lambda event: event.day)))


def _value_problems(claims: list[Record]) -> Iterator[str]:
    """A figure says what it counts; a reference without a number has neither."""
    for claim in claims:
        if bool(claim.cells["value"]) != bool(claim.cells["quantity"]):
            yield claim.problem("quantity", "a quantity where there is a value, and none where there is none")


def _items(items: list[Record], claims: list[Record]) -> tuple[Item, ...]:
    quoted: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        values = dict(claim.values)
        quoted[values.pop("item")].append(Claim(**values))
    whole = (Item(**item.values, claims=tuple(quoted[item.values["id"]])) for item in items)
    return tuple(sorted(whole, key=lambda item: (item.published_on, item.id)))


def _event(event: Record) -> Event:
    values = dict(event.values)
    return Event(*values.pop("date"), **values)


class ClaimStatus(StrEnum):
    """How a quoted figure stands to the published ones; it rates nobody."""

    MATCHES_THEN = "matches_then"
    MATCHES_NOW = "matches_now"
    MATCHES_BOTH = "matches_both"
    MATCHES_NEITHER = "matches_neither"
    SUPERSEDED_WHEN_WRITTEN = "superseded_when_written"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Held:
    """A published figure that is held here, and the day it was published."""

    value: float
    vintage: date


@dataclass(frozen=True)
class Reading:
    """A claim beside the figure held for the day of writing and the one held now; None where none is held."""

    then: Held | None
    now: Held | None
    status: ClaimStatus


# Asked for (measure, place, period, day): the figure in force that day and its vintage, None if none is held.
Values = Callable[[str, str, Period, date], tuple[float, date] | None]

FIRST_REPORTED = "deaths_in_month_initial"
# The quantities that the table also counts, by place, in the order in which they are looked for. All else (rates,
# changes, other definitions, and the United States, where a quote does not say whether it is of reported or predicted
# deaths) is not comparable. Alberta's releases put opioid deaths first, and writings call them deaths.
COUNTERPARTS = {
    ("CA-AB", "deaths_in_month"): ("ab-opioid-deaths-month",),
    ("CA-AB", "deaths_ytd"): ("ab-opioid-deaths-ytd",),
    ("CA-AB", "opioid_deaths_in_month"): ("ab-opioid-deaths-month",),
    ("CA-AB", "opioid_deaths_ytd"): ("ab-opioid-deaths-ytd",),
    ("CA-BC", "deaths_in_month"): ("unregulated-deaths-month",),
    ("CA-BC", FIRST_REPORTED): ("unregulated-deaths-month",),
    ("CA-BC", "deaths_ytd"): ("unregulated-deaths-ytd",),
    ("CA-BC", "deaths_in_year"): ("unregulated-deaths-year",),
    ("US-CA-SF", "deaths_in_month"): ("sf-overdose-deaths-month",),
    ("US-CA-SF", "deaths_ytd"): ("sf-overdose-deaths-ytd",),
    ("US-CA-SF", "deaths_in_year"): ("sf-overdose-deaths-year",),
    ("US-ME", "deaths_in_month"): ("me-drug-deaths-month",),
    ("US-ME", "deaths_in_period"): ("me-drug-deaths-range",),
    ("US-ME", "deaths_in_quarter"): ("me-report-drug-deaths-quarter",),
    ("US-ME", "deaths_ytd"): ("me-drug-deaths-ytd",),
    ("US-ME", "deaths_in_year"): ("me-drug-deaths-year", "me-report-drug-deaths-year"),
}


def then_and_now(claim: Claim, published_on: date, values: Values, *, now: date = date.max) -> Reading:
    """Set a claim written on ``published_on`` beside the figures of that day and of ``now`` (by default the newest).

    A claim of what was "first reported" is set beside the earliest figure held by that day. Only equal counts match.
    """
    measure = counterpart(claim, published_on, values)
    if measure is None or claim.value is None:
        return Reading(None, None, ClaimStatus.NOT_COMPARABLE)
    known = tuple(_backwards(measure, claim, published_on, values))
    if claim.quantity == FIRST_REPORTED:
        known = known[-1:]
    latest = next(_backwards(measure, claim, now, values), None)
    return Reading(known[0] if known else None, latest, _status(claim.value, known, latest))


def counterpart(claim: Claim, published_on: date, values: Values) -> str | None:
    """The measure that counts what a claim does: the first of which a figure was held when it was written."""
    measures = COUNTERPARTS.get((claim.place, claim.quantity))
    if measures is None:
        return None
    held = (measure for measure in measures if values(measure, claim.place, claim.period, published_on))
    return next(held, measures[0])


def _backwards(measure: str, claim: Claim, day: date, values: Values) -> Iterator[Held]:
    """The figures in force on ``day`` and before it, newest first."""
    found = values(measure, claim.place, claim.period, day)
    while found:
        held = Held(*found)
        yield held
        found = values(measure, claim.place, claim.period, held.vintage - timedelta(days=1))


def _status(value: float, known: tuple[Held, ...], now: Held | None) -> ClaimStatus:
    """A figure already replaced on the day of writing is superseded even where a later revision returned to it."""
    is_now = now is not None and now.value == value
    if known and known[0].value == value:
        return ClaimStatus.MATCHES_BOTH if is_now else ClaimStatus.MATCHES_THEN
    if any(held.value == value for held in known):
        return ClaimStatus.SUPERSEDED_WHEN_WRITTEN
    return ClaimStatus.MATCHES_NOW if is_now else ClaimStatus.MATCHES_NEITHER
