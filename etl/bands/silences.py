"""When no range is given, and why: each reason is a sentence that a reader gets in its place."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from etl.bands.ranges import Ranges

MIN_EFFECTIVE = 8
"""Earlier periods that a range needs, by their effective number."""


class Silence(StrEnum):
    """Why there is no range, in the order in which it is asked."""

    NO_VALUE = "no value"
    BREAK = "what is counted changed"
    TOO_FEW = "too few earlier figures"
    ONE_RELEASE = "a single earlier release"
    NOT_OWN = "none of the place itself"
    UNCHECKED = "not checked often enough"
    ESTIMATE = "an estimate itself"


@dataclass(frozen=True)
class Checks:
    """How ranges of the same kind did before: how many there were, and how many had the value in it that came later.

    ``releases`` is how many the values came from. They are all of the place ``of_place``, where that is given.
    """

    ranges: int
    hits: int
    releases: int
    of_place: str = ""


@dataclass(frozen=True)
class NoRange:
    """A silence with what its sentence says: the earlier figures, the day of the break, the checks."""

    silence: Silence
    figures: int = 0
    day: date | None = None
    checks: Checks | None = None


def silence_of(ranges: Ranges, row: int) -> Silence | None:
    """Return why nothing can be said of a value from what was learned, or None where something can."""
    if ranges.effective[row] < MIN_EFFECTIVE:
        return Silence.TOO_FEW
    if not ranges.is_of_releases[row]:
        return Silence.ONE_RELEASE
    return None if ranges.has_own[row] else Silence.NOT_OWN
