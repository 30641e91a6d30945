"""Release days along a line of time: where each stands, and the gaps in which no release is held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from dashboard.i18n import Locale

MAX_USUAL_GAPS = 2
"""Usual gaps between releases after which it is said that none is held."""
MAX_NAMED_GAPS = 2
"""Gaps that are named, the longest; a list of all would be longer than the line that it explains."""


@dataclass(frozen=True)
class ReleaseGap:
    """A span without a release held, by the releases at its ends; ``start`` and ``end`` are shares of the line."""

    first: date
    last: date
    start: float
    end: float


@dataclass(frozen=True)
class ReleaseTrack:
    """A line from the first release to the last: ``ticks`` are the places of all, as shares of it."""

    ticks: tuple[float, ...]
    gaps: tuple[ReleaseGap, ...]
    ends: tuple[date, ...]

    @cached_property
    def svg_path(self) -> str:
        """The ticks as the path of an SVG, 1000 units long and 1 high."""
        return "".join(f"M{1000 * tick:.1f} 0v1" for tick in self.ticks)


def place_releases(days: Sequence[date], usual_gap_days: int | None) -> ReleaseTrack:
    """Place release days, oldest first, in true time; no gap is one where the usual one is unknown.

    Suppose releases of day 0, 30, 60 and 300, usually 30 days apart: ticks at 0, 0.1, 0.2 and 1, a gap from 0.2 to 1.
    """
    if len(days) < 2:
        return ReleaseTrack((), (), ())
    whole = (days[-1] - days[0]).days
    at = {day: (day - days[0]).days / whole for day in days}
    gaps = tuple(
        ReleaseGap(before, after, at[before], at[after])
        for before, after in pairwise(days)
        if usual_gap_days and (after - before).days > MAX_USUAL_GAPS * usual_gap_days
    )
    return ReleaseTrack(tuple(at.values()), gaps, (days[0], days[-1]))


def name_gaps(track: ReleaseTrack, locale: Locale) -> str:
    """Name the longest gaps of a line, oldest first, and count the others; empty where there are none."""
    if not track.gaps:
        return ""
    longest = sorted(track.gaps, key=lambda gap: gap.start - gap.end)[:MAX_NAMED_GAPS]
    named_gaps = "; ".join(
        locale.text(
            "{first} to {last}", first=locale.month(gap.first, short=True), last=locale.month(gap.last, short=True)
        )
        for gap in sorted(longest, key=lambda gap: gap.first)
    )
    others = len(track.gaps) - len(longest)
    if not others:
        return locale.text("No release in this archive: {spans}.", spans=named_gaps)
    return locale.count(
        "No release in this archive: {spans}; and {n} shorter gap.",
        "No release in this archive: {spans}; and {n} shorter gaps.",
        others,
        spans=named_gaps,
    )
