"""The words on a line of steps: at its first and its last figure, and at those between where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dashboard.charts.vintages import truncated_axis
from dashboard.plotting.theme import Figure

REACH = 0.55
"""The part of the width that the words at the first and at the last figure take."""
DIGIT = 0.025
"""The part of the width that a digit of the figures between takes."""


@dataclass(frozen=True)
class Step:
    """A figure, the day from which it stood, and how it is written."""

    day: date
    amount: float
    written: str


@dataclass(frozen=True)
class Words:
    """Words at a day: to which side of it, above or below the steps, and the days that they cover."""

    day: date
    across: str
    side: str
    start: date
    stop: date

    def meets(self, other: "Words") -> bool:
        """Whether both take the same room."""
        return self.side == other.side and self.start < other.stop and other.start < self.stop


def annotations(path: Sequence[Step], first: str, last: str, end: date, covered: tuple[date, date]) -> list[Figure]:
    """The ``first`` words at the first step and the ``last`` where the line ends, and figures between.

    The line ends with the day ``end`` of an axis that covers the days ``covered``. At the ends, words stand away from
    the steps between them: below and above those that rise. A figure that stands alone has its words above it.
    """
    width = covered[1] - covered[0]
    falls = path[-1].amount < path[0].amount or len(path) == 1
    down, up = ("top", "bottom") if falls else ("bottom", "top")
    early = path[0].day - covered[0] < width / 2
    ends = [(_words(path[0].day, "right" if early else "left", down, REACH * width), first)]
    if len(path) > 1:
        early = end - covered[0] < REACH * width
        ends.append((_words(end, "right" if early else "left", up, REACH * width), last))
    between = _between(path, [words for words, _ in ends], covered)
    return [_beside(path, end, words, said) for words, said in ends] + between


def _words(day: date, across: str, side: str, reach: timedelta) -> Words:
    return Words(day, across, side, day - (across == "left") * reach, day + (across == "right") * reach)


def _beside(path: Sequence[Step], end: date, words: Words, said: str) -> Figure:
    """Words above the highest or below the lowest figure that stood in their days."""
    spans = zip(path, [*(step.day for step in path[1:]), end], strict=True)
    near = [step.amount for step, until in spans if step.day <= words.stop and until >= words.start]
    return truncated_axis.label(
        words.day, max(near) if words.side == "top" else min(near), said, (words.across, words.side)
    )


def _between(path: Sequence[Step], taken: Sequence[Words], covered: tuple[date, date]) -> list[Figure]:
    """The figures after the changes in between, at their steps: above where it grew.

    Clear of what is ``taken``, of each other, of the steps beside them, and of the words at the axis.
    """
    found, all_taken = [], list(taken)
    for before, step in list(pairwise(path))[:-1]:
        half = DIGIT / 2 * (1 + len(step.written)) * (covered[1] - covered[0])
        side = "top" if step.amount > before.amount else "bottom"
        own = Words(step.day, "center", side, step.day - half, step.day + half)
        beside = [other.amount for other in path if abs(other.day - step.day) <= half]
        clear = own.start >= covered[0] and step.amount == (max(beside) if side == "top" else min(beside))
        if step.amount != before.amount and clear and not any(own.meets(other) for other in all_taken):
            found.append(truncated_axis.label(step.day, step.amount, step.written, ("center", side), "muted"))
            all_taken.append(own)
    return found
