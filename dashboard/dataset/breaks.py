"""Where what is counted changed: no value is formed across such a day, and no line is drawn over it."""

from collections.abc import Iterable
from datetime import date

from etl.core.model import Period
from etl.reference.notes import Note, NoteKind


def break_days(notes: Iterable[Note]) -> tuple[date, ...]:
    """Return the first days of what is counted in another way, oldest first."""
    return tuple(sorted({note.first.start for note in notes if note.kind is NoteKind.BREAK}))


def is_across(earlier: Period, later: Period, breaks: Iterable[date]) -> bool:
    """Tell whether a break lies between two periods, or within one of them: then their values count different things.

    With a break on 2024-01-01, 2023 and 2024 are across it, and so are the twelve months from July 2023 on; 2024 and
    2025 are not.
    """
    return any(earlier.start < day <= later.end and later.start >= earlier.start for day in breaks)
