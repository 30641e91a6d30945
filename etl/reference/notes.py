"""Notes on series: where what is counted changed, is incomplete, doubted, or counted another way.

``read`` takes the content of ``notes.csv`` and has no disk: ``etl.store.files`` reads the bytes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from etl.core import csv_io
from etl.core.errors import InvalidDocument
from etl.core.groups import GROUPS
from etl.core.languages import languages_of
from etl.core.model import Period
from etl.core.places import Places
from etl.parsing import csv_records
from etl.parsing.csv_records import Column, Problem, Record, duplicate_cells, read_records
from etl.reference.places import unknown_places

FILE = "notes.csv"
EVERY = "*"
"""In the place of a group: every one."""


class NoteKind(StrEnum):
    """What a note says of its periods.

    ``BREAK``: from the first period on something else is counted than before, so that no value is formed across it.
    ``INCOMPLETE``: the values are known to be short. ``METHOD``: they are counted another way, and can be compared.
    ``DOUBTED``: the value of just that period contradicts others of its day.
    """

    BREAK = "break"
    INCOMPLETE = "incomplete"
    METHOD = "method"
    DOUBTED = "doubted"


class BreakSide(StrEnum):
    """Which side of a break counts something else than the measure does in other places."""

    BEFORE = "before"
    FROM = "from"


@dataclass(frozen=True)
class Note:
    """A note on some periods of a series, in force in releases from one day to before another.

    A publisher that recounts its past moves a break: each place of it is a note of its own. Suppose that years are
    counted wider until their investigations end, and 2019 to 2023 were recounted on 2025-12-11: until then the break
    stood at 2019, and since then it stands at 2024.

    ``differs`` is only of a break. ``sentence`` is in each language. ``is_inferred``: the text that ``title`` names
    says what is counted, and where it changes was read from the values by this project; without a title all of it was.
    """

    id: str
    source: str
    measure: str
    place: str
    group: str
    first: Period
    last: Period | None
    from_vintage: date | None
    to_vintage: date | None
    kind: NoteKind
    differs: BreakSide | None
    sentence: Mapping[str, str]
    title: str
    url: str
    read_on: date
    is_inferred: bool

    def is_of(self, source: str, measure: str, place: str, group: str) -> bool:
        """Tell whether the note is about that series."""
        return (self.source, self.measure, self.place) == (source, measure, place) and self.is_about(group)

    def is_about(self, group: str) -> bool:
        """Tell whether the note is about that group of its measure and place."""
        return self.group in {group, EVERY}

    def is_in_force(self, vintage: date) -> bool:
        """Tell whether the note holds for what was published on that day."""
        return (self.from_vintage or date.min) <= vintage < (self.to_vintage or date.max)

    def differs_at(self, period: Period) -> bool:
        """Tell whether a period lies, wholly or in part, on the side of a break that counts something else."""
        if self.differs is BreakSide.FROM:
            return period.end >= self.first.start
        return self.differs is BreakSide.BEFORE and period.start < self.first.start

    def covers(self, period: Period) -> bool:
        """Tell whether a period is one that the note is about; of a break, only the first one after it.

        A doubted total says nothing of its parts, nor of longer totals.
        """
        if self.kind is NoteKind.BREAK:
            return period.start <= self.first.start <= period.end
        if self.kind is NoteKind.DOUBTED:
            return period == self.first
        return self.first.start <= period.end and (self.last is None or period.start <= self.last.end)

    def covers_any(self, periods: Iterable[Period]) -> bool:
        """Tell whether it is about any of some periods."""
        return any(map(self.covers, periods))


@dataclass(frozen=True)
class DatedPeriod:
    """A period as a release of a day counted it."""

    period: Period
    vintage: date


def counts_change_between(notes: Iterable[Note], group: str, periods: Collection[DatedPeriod]) -> bool:
    """Tell whether periods, each as of a release, count different things, by the notes on their series.

    By the notes of any of the releases a break lies between them or within one of them, or they lie on two sides of a
    break that was moved meanwhile: of 2021 Quebec counted all drugs at first, of 2022 a later release opioids only.
    """
    about = [note for note in notes if note.kind is NoteKind.BREAK and note.is_about(group)]
    start, end = min(each.period.start for each in periods), max(each.period.end for each in periods)
    between = [note for note in about if start < note.first.start <= end]
    if any(note.is_in_force(each.vintage) for note in between for each in periods):
        return True
    sides = {any(note.differs_at(each.period) for note in about if note.is_in_force(each.vintage)) for each in periods}
    return len(sides) > 1


def notes_in_force(notes: Iterable[Note], group: str, day: date) -> tuple[Note, ...]:
    """Return the notes of a measure and place on a group that hold for what was published on a day, oldest first."""
    about = (note for note in notes if note.is_about(group) and note.is_in_force(day))
    return tuple(sorted(about, key=lambda note: (note.first, note.id)))


def differs_at(period: Period, notes: Iterable[Note]) -> bool:
    """Tell whether a period lies across a break, by the notes in force: it counts something else than others do."""
    return any(note.differs_at(period) for note in notes)


def counts_alike(period: Period, notes: Iterable[Note], others: Iterable[Note]) -> bool:
    """Tell whether two releases count the same in a period, by the notes in force for each.

    A break that moves between them makes unlike what it passes: of 2021 Quebec counted all drugs, and then opioids.
    """
    return differs_at(period, notes) == differs_at(period, others)


def columns(languages: Iterable[str]) -> dict[str, Column]:
    """Return the columns of ``notes.csv``: a sentence in each of ``languages``."""
    return {
        "id": csv_records.ID,
        "source": csv_records.TEXT,
        "measure": csv_records.TEXT,
        "place": csv_records.TEXT,
        "group": csv_records.one_of([EVERY, *GROUPS]),
        "first": csv_records.PERIOD,
        "last": csv_records.optional(csv_records.PERIOD),
        "from_vintage": csv_records.optional(csv_records.DAY),
        "to_vintage": csv_records.optional(csv_records.DAY),
        "kind": csv_records.one_of(NoteKind),
        "differs": csv_records.optional(csv_records.one_of(BreakSide)),
        **{f"sentence_{code}": csv_records.TEXT for code in languages},
        "title": csv_records.ANY,
        "url": csv_records.URL,
        "read_on": csv_records.DAY,
        "inferred": csv_records.one_of(["yes", "no"]),
    }


def read(content: bytes | str, places: Places, measures: Mapping[str, Iterable[str]]) -> tuple[Note, ...]:
    """Return what ``notes.csv`` holds; ``InvalidDocument`` with every problem in it.

    ``measures`` are the ids of each source. None is left out: a value formed across a break would be a wrong one.
    """
    problems: list[Problem] = []
    codes = tuple(dict.fromkeys([*places.languages, *languages_of(csv_io.header(content), "sentence")]))
    rows = read_records(FILE, content, columns(codes), problems)
    problems += [
        *duplicate_cells(rows, "id"),
        *unknown_places(rows, places),
        *_unknown_sources(rows, measures),
        *_periods_out_of_order(rows),
        *_without_source(rows),
        *_without_side(rows),
        *_doubted_spans(rows),
    ]
    if problems:
        raise InvalidDocument(FILE, problems)
    return tuple(_to_note(row, codes) for row in rows)


def _unknown_sources(rows: Iterable[Record], measures: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    for row in rows:
        source, measure = row.cells["source"], row.cells["measure"]
        if source not in measures:
            yield row.problem("source", "the id of a source")
        elif measure not in measures[source]:
            yield row.problem("measure", f"a measure of {source}")


def _periods_out_of_order(rows: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each row whose last period or day does not come after its first."""
    for row in rows:
        for first, last in (("first", "last"), ("from_vintage", "to_vintage")):
            before, after = row.values.get(first), row.values.get(last)
            if before and after and after < before:
                yield row.problem(last, f"nothing, or one not before {row.cells[first]}")


def _without_source(rows: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each row that names no text, though it is not this project's own reading of the values."""
    for row in rows:
        if not row.cells["title"] and row.cells["inferred"] == "no":
            yield row.problem("title", "the text that it was read in")


def _without_side(rows: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each break that does not say which side differs, and for each other note that does."""
    for row in rows:
        is_break = row.values.get("kind") == NoteKind.BREAK
        if is_break != bool(row.cells["differs"]):
            yield row.problem("differs", f"one of {', '.join(BreakSide)} for a break" if is_break else "nothing")


def _doubted_spans(rows: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each doubt that is about more than one period."""
    for row in rows:
        if row.values.get("kind") == NoteKind.DOUBTED and row.cells["last"] != row.cells["first"]:
            yield row.problem("last", f"{row.cells['first']}: one value is doubted")


def _to_note(row: Record, languages: Iterable[str]) -> Note:
    values = dict(row.values)
    sentence = {code: values.pop(f"sentence_{code}") for code in languages}
    return Note(**values | {"sentence": sentence, "is_inferred": values.pop("inferred") == "yes"})
