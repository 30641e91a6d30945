"""How long a source has been silent, beside its own gaps: the sentences among which the reader's clock chooses.

Nothing here knows today's date: a page never depends on the day it is made.
"""

from dataclasses import dataclass
from datetime import date

from dashboard.i18n import Locale
from etl.core.source import Source
from etl.store.release_gaps import GapBasis, ReleaseGaps


@dataclass(frozen=True)
class Silence:
    """What can be said of the days since the last release held.

    Up to ``long_days`` it is ``within``. Past them the first of ``beyond`` whose number of days is as large is true;
    the last has none, since there never was so long a gap. Without ``long_days`` nothing is said.
    """

    last_release: date
    long_days: int | None
    within: str
    beyond: tuple[tuple[int | None, str], ...]


def describe_silence(gaps: ReleaseGaps, locale: Locale) -> Silence:
    """Return the sentences on the gaps of a source."""
    if gaps.long_days is None or gaps.basis is GapBasis.MEDIAN:
        return Silence(gaps.last_release, None, "", ())
    if gaps.basis is GapBasis.PUBLISHER:
        due = locale.count("(usually every day)", "(usually every {n} days)", gaps.usual_days or 0)
        return Silence(gaps.last_release, gaps.long_days, due, ((None, due),))
    usual = locale.count("usually up to {n} day", "usually up to {n} days", gaps.long_days)
    longer = tuple(
        (
            gap.days,
            locale.text(
                "({usual}; the longest between releases in this archive since {day})",
                usual=usual,
                day=locale.day(gap.ended_on),
            ),
        )
        for gap in gaps.records
        if gap.days > gaps.long_days
    )
    longest = locale.text("({usual}; longer than ever between the releases in this archive)", usual=usual)
    return Silence(gaps.last_release, gaps.long_days, f"({usual})", (*longer, (None, longest)))


@dataclass(frozen=True)
class SilenceLine:
    """A sentence that is true from so many days after the last release held on."""

    last_release: date
    long_days: int
    sentence: str


def silence_line(source: Source, gaps: ReleaseGaps, locale: Locale) -> SilenceLine | None:
    """Return what to say of a source that is silent for longer than usual; None where that cannot be told."""
    if gaps.long_days is None or gaps.basis is GapBasis.MEDIAN:
        return None
    if gaps.basis is GapBasis.PUBLISHER:
        usual = locale.count(
            "a release usually comes every day", "a release usually comes every {n} days", gaps.usual_days or 0
        )
    else:
        usual = locale.count(
            "the next usually comes within {n} day", "the next usually comes within {n} days", gaps.long_days
        )
    sentence = locale.text(
        "{publisher}: newest release in this archive {day}; {usual}.",
        publisher=locale.localize(source.publisher),
        day=locale.day(gaps.last_release),
        usual=usual,
    )
    return SilenceLine(gaps.last_release, gaps.long_days, sentence)
