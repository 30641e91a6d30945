"""Where what is counted changed: no value is formed across such a day, and no line is drawn over it."""

from collections.abc import Iterable
from datetime import date

from etl.core.model import Period
from etl.reference.notes import Note, NoteKind


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


def break_days(notes: Iterable[Note]) -> tuple[date, ...]:
    """Return the first days of what is counted in another way, oldest first."""
    return tuple(sorted({note.first.start for note in notes if note.kind is NoteKind.BREAK}))


def is_across(earlier: Period, later: Period, breaks: Iterable[date]) -> bool:
    """Tell whether a break lies between two periods, or within one of them: then their values count different things.

    With a break on 2024-01-01, 2023 and 2024 are across it, and so are the twelve months from July 2023 on; 2024 and
    2025 are not.
    """
    return any(earlier.start < day <= later.end and later.start >= earlier.start for day in breaks)
