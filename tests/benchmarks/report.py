"""Figures, the aims set for them, and the table they are printed in."""

import statistics
from dataclasses import dataclass, field

WIDTHS = (54, 12, 12, 10, 12)
"""What is measured, ours, the typical app's, how many times better, the aim; then whether it is met."""


@dataclass(frozen=True)
class Aim:
    """What was hoped for: ours ``at most`` a figure, or ``times`` better than the typical app."""

    at_most: float | None = None
    times: float | None = None

    def met(self, ours, ratio):
        """Whether the figures reach it."""
        return ours <= self.at_most if self.at_most is not None else ratio >= self.times


@dataclass(frozen=True)
class Row:
    """One line. ``more``: more is better; ``typical`` None: nothing to compare with; no ``unit``: a count."""

    what: str
    ours: float | None
    typical: float | None = None
    unit: str = "ms"
    more: bool = False
    aim: Aim | None = None

    @property
    def ratio(self):
        """How many times better ours is."""
        if not self.ours or not self.typical or not self.unit:
            return None
        return self.ours / self.typical if self.more else self.typical / self.ours

    def cells(self):
        """The line as text, cell by cell."""
        aim, word = "", ""
        if self.aim:
            limit = self.aim.at_most
            aim = f"{self.aim.times:g}×" if limit is None else f"≤ {amount(limit, self.unit)}"
            word = "met" if self.aim.met(self.ours, self.ratio) else "short"
        times = f"{self.ratio:.{0 if self.ratio >= 20 else 1}f}×" if self.ratio else ""
        return [self.what, amount(self.ours, self.unit), amount(self.typical, self.unit), times, aim, word]


@dataclass
class Section:
    """One subject: how it was measured, and its lines."""

    title: str
    how: str
    rows: list[Row] = field(default_factory=list)


def amount(value, unit):
    """A figure with its unit; small ones with decimals."""
    if value is None:
        return ""
    digits = 0 if value >= 100 or not unit else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def print_section(section):
    """Print one section of the table."""
    print(f"\n{section.title}\n  {section.how}")
    for row in section.rows:
        first, *others = row.cells()
        print("  " + first.ljust(WIDTHS[0]) + "".join(map(_right, others, WIDTHS[1:])) + "  " + others[-1], flush=True)


def print_head():
    """Print what the columns are."""
    head = ["", "ours", "typical", "better", "aim"]
    print("  " + head[0].ljust(WIDTHS[0]) + "".join(map(_right, head[1:], WIDTHS[1:])))


def _right(text, width):
    return text.rjust(width)


def median(values):
    """The middle of what several runs gave."""
    return statistics.median(values)


def p95(values):
    """What 95 of 100 stay under."""
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]
