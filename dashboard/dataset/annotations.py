"""Commentary and events on a chart: which belong to it, each on the day on which it was written or happened.

Decision P9 in README.md.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from etl.core.places import Places
from etl.reference.commentary import Article, Commentary
from etl.reference.events import Event

Entry = Article | Event
MAX_RATIO_AFTER = 0.12
"""Of the days that values cover: so long after them a writing or an event still stands on their axis."""
MIN_DAYS_AFTER = 100
"""At least so long: a newest value is written about some weeks after its month."""


@dataclass(frozen=True)
class Annotations:
    """The writings and events on the axis of a chart, each oldest first."""

    writings: tuple[Article, ...] = ()
    events: tuple[Event, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.writings or self.events)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, oldest first."""
        entries: list[Entry] = [*self.writings, *self.events]
        return tuple(sorted(entries, key=entry_day))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Their days, oldest first."""
        return tuple(map(entry_day, self.entries))

    @cached_property
    def counts(self) -> Mapping[date, int]:
        """How many writings the month of each day with a writing has."""
        return count_in_months(self.writings)

    def until(self, day: date) -> "Annotations":
        """Return those that there were on a day."""
        return Annotations(
            tuple(article for article in self.writings if article.published_on <= day),
            tuple(event for event in self.events if event.day <= day),
        )


NO_ANNOTATIONS = Annotations()


def entry_day(entry: Entry) -> date:
    """Return the day on which an entry was written or happened."""
    return entry.day if isinstance(entry, Event) else entry.published_on


def month_discussed(entry: Entry, place: str) -> date:
    """Return the first day of the last month that an entry discusses.

    A claim about a span that runs on after the writing is placed at the month of writing: an article of 25 August 2020
    about "deaths in 2020" belongs to August 2020.
    """
    if isinstance(entry, Event):
        return entry.day.replace(day=1)
    end = max(claim.discusses.end for claim in entry.claims if claim.place == place)
    return min(end, entry.published_on).replace(day=1)


def entries_about(commentary: Commentary, places: Places, place: str, kinds: Sequence[str]) -> list[Entry]:
    """Return the entries of some kinds that belong to a place.

    They are the articles with a claim about the place itself, and the events there, in the places that it lies in, and
    everywhere (``INT``).
    """
    events = commentary.for_places(*_places_with_events(places, place)).events
    entries: list[Entry] = [*commentary.for_places(place).articles, *events]
    return [entry for entry in entries if entry.kind in kinds]


def _places_with_events(places: Places, place: str) -> list[str]:
    """Return the places whose events belong to a place: itself, those that it lies in, and everywhere."""
    wider = [place, "INT"]
    while parent := places[wider[-2]].parent:
        wider.insert(-1, parent)
    return wider


def note_id(entry: Entry) -> str:
    """Return what the option ``note`` names an entry by: the id of a writing, the day and the title of an event."""
    text = f"{entry.day}-{entry.title}" if isinstance(entry, Event) else entry.id
    kept = "".join(letter if letter.isalnum() else "-" for letter in text.casefold())
    return "-".join(part for part in kept.split("-") if part)[:60]


def places_by_note(commentary: Commentary, places: Places) -> Mapping[str, frozenset[str]]:
    """Return the places that each entry belongs to, by its id, as ``entries_about`` finds them."""
    wider = {code: frozenset(_places_with_events(places, code)) for code in places}
    events = {
        note_id(event): frozenset(code for code in wider if event.place in wider[code]) for event in commentary.events
    }
    return {
        note_id(article): frozenset(claim.place for claim in article.claims) for article in commentary.articles
    } | events


def select_annotations(entries: Sequence[Entry], first: date, last: date) -> Annotations:
    """Select the entries that stand on an axis of values from ``first`` to ``last``, or soon after.

    Suppose values from 2012 to 2020: a writing of 2020-09-21 on July 2020 stands after the last of them.
    """
    end = _latest_end(first, last)
    return make_annotations(entry for entry in entries if first <= entry_day(entry) <= end)


def make_annotations(entries: Iterable[Entry]) -> Annotations:
    """Put entries into their order."""
    by_day = sorted(entries, key=entry_day)
    return Annotations(
        tuple(entry for entry in by_day if not isinstance(entry, Event)),
        tuple(entry for entry in by_day if isinstance(entry, Event)),
    )


def end_of_axis(annotations: Annotations, first: date, last: date) -> date:
    """Return the end of an axis of values from ``first`` to ``last``: so far after them as writings and events go."""
    before_limit = bisect_right(annotations.days, _latest_end(first, last))
    return max([last, *annotations.days[max(before_limit - 1, 0) : before_limit]])


def _latest_end(first: date, last: date) -> date:
    return last + max((last - first) * MAX_RATIO_AFTER, timedelta(days=MIN_DAYS_AFTER))


def count_in_months(writings: Sequence[Article]) -> Mapping[date, int]:
    """Count for each day with a writing all of its month.

    Example: of writings of 3 July, 25 August and 27 August, that of July counts 1, both of August count 2.
    """
    months = Counter((article.published_on.year, article.published_on.month) for article in writings)
    days = sorted({article.published_on for article in writings})
    return {day: months[day.year, day.month] for day in days}
