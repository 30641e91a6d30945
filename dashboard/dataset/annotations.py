"""Commentary and events on a chart: which belong to it, gathered into numbered marks that do not crowd.

Decision P9 in README.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from etl.core.model import Period
from etl.core.places import Places
from etl.reference.commentary import Article, Commentary, Event

Entry = Article | Event
MAX_ANNOTATIONS_ACROSS = 20
"""Marks stand at least a twentieth of the chart's width apart; what is nearer shares one."""


@dataclass(frozen=True)
class Annotation:
    """One numbered mark on the chart, and the entries that it stands for, in order of their days.

    ``first`` and ``last`` are the first days of the first and of the last month that they discuss.
    """

    number: int
    first: date
    last: date
    entries: tuple[Entry, ...]

    @property
    def position(self) -> date:
        """Where the mark stands: at the first month discussed, so that marks keep their distance."""
        return self.first

    @property
    def period(self) -> Period:
        """The months discussed."""
        return Period.months(self.first.year, self.first.month, self.last.year, self.last.month)


def month_discussed(entry: Entry, place: str) -> date:
    """Return the first day of the last month that an entry discusses: its mark stands there.

    A claim about a span that runs on after the writing is placed at the month of writing: an article of 25 August 2020
    about "deaths in 2020" stands at 1 August 2020.
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


def group_into_annotations(
    entries: Sequence[Entry], place: str, first: date, last: date, *, chosen: Entry | None = None
) -> tuple[Annotation, ...]:
    """Gather the entries whose month lies from ``first`` to ``last`` into marks, numbered from left to right.

    An entry less than a twentieth of that span after the first of a mark shares the mark. The one that is ``chosen``,
    if any, stands at the nearest of those months where its own is not among them.
    """
    apart = max((last - first) / MAX_ANNOTATIONS_ACROSS, timedelta(days=1))
    placed = sorted(
        (
            (month, _publication_day(entry), index)
            for index, entry in enumerate(entries)
            if first <= (month := _month_of_mark(entry, place, first, last, is_chosen=entry is chosen)) <= last
        )
    )
    groups: list[list[tuple[date, int]]] = []
    for month, _, index in placed:
        if groups and month - groups[-1][0][0] < apart:
            groups[-1].append((month, index))
        else:
            groups.append([(month, index)])
    return tuple(
        Annotation(
            number, group[0][0], group[-1][0], tuple(sorted((entries[i] for _, i in group), key=_publication_day))
        )
        for number, group in enumerate(groups, start=1)
    )


def _month_of_mark(entry: Entry, place: str, first: date, last: date, *, is_chosen: bool) -> date:
    month = month_discussed(entry, place)
    return min(max(month, first), last) if is_chosen else month


def _publication_day(entry: Entry) -> date:
    return entry.day if isinstance(entry, Event) else entry.published_on
