"""How a quoted figure stands to the published ones: the statuses, the reasons, and what was found. It rates nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from etl.claims.figures import Figure
from etl.core.model import Period
from etl.store.same_age import SameAgeChange


class ClaimStatus(StrEnum):
    """How a quoted value stands to the published ones; it rates nobody."""

    MATCHES_THEN = "matches_then"
    MATCHES_NOW = "matches_now"
    MATCHES_BOTH = "matches_both"
    MATCHES_NEITHER = "matches_neither"
    SUPERSEDED_WHEN_WRITTEN = "superseded_when_written"
    NOT_COMPARABLE = "not_comparable"


OF_ITS_DAY = frozenset({ClaimStatus.MATCHES_THEN, ClaimStatus.MATCHES_BOTH})
"""The quoted value is the one of the day of the writing."""


class Reason(StrEnum):
    """Why a quoted figure has its status."""

    IN_FORCE = "in_force"
    """It was in force on the day of the writing."""
    SAME_DAY = "same_day"
    """It was current until or from a release that came out, or may have, about the day of the writing."""
    FIRST_FIGURE = "first_figure"
    """It is the first figure held of its span."""
    RESOLVED_BY_VALUE = "resolved_by_value"
    """It equals to the unit a figure of a measure that the text names by another word."""
    PUBLISHED_EARLIER = "published_earlier"
    """Another figure had replaced it by the day of the writing."""
    PUBLISHED_LATER = "published_later"
    """It agrees with what is published now."""
    OTHER_FIGURE = "other_figure"
    """Another figure was published for the day of the writing."""
    NO_NUMBER = "no_number"
    PROJECTION = "projection"
    ESTIMATE = "estimate"
    OTHER_QUANTITY = "other_quantity"
    """Something else than deaths is counted."""
    OTHER_MEASURE = "other_measure"
    """The words name a measure that is not held."""
    NO_SERIES = "no_series"
    """Nothing is held of the span."""
    NOT_HELD_THEN = "not_held_then"
    """Nothing of the span is held from the day of the writing or before."""
    STALE = "stale"
    """What is held from before the writing is old, or a later release is known that did not state it."""
    INDICATIVE = "indicative"
    """It was worked out of figures of several releases, or of another publisher's population."""
    DOUBTED = "doubted"
    """The parts of the published figure come to more."""


@dataclass(frozen=True)
class WantedSeries:
    """The series that a quotation would be set against, were it held: by its class words, place and span.

    ``measure`` is its id where the measure is known, and only the span is not held.
    """

    words: frozenset[str]
    place: str
    period: Period
    measure: str = ""


@dataclass(frozen=True)
class RecordOutcome:
    """Where a span stood among others, as public on a day.

    ``value`` is its rank, or the length of the streak; None of what is no number ("near the record"). ``is_true``
    says whether what is quoted holds of the values; None where they do not say. ``figure`` is the span's own,
    ``others`` those that decide; at least ``needed`` of them have to be fresh to speak against a text. Of ``periods``
    spans of the field ``covered`` had a value.
    """

    value: int | None
    is_true: bool | None
    figure: Figure | None
    others: tuple[Figure, ...] = ()
    needed: int = 0
    covered: int = 0
    periods: int = 0


@dataclass(frozen=True)
class Judgement:
    """A quoted figure beside those of its day and of now; None where none is held.

    ``then`` is the figure that it agrees with, or else the one in force on the day of the writing. ``other`` is one
    of the same day, one published earlier, or one of another span that is the number quoted. ``wanted`` is the series
    that would be, where none is held. Of ranks and streaks ``record_then`` and ``record_now`` say what was found, and
    ``turned`` the day from which it no longer held. Of a change ``same_age`` is the one between figures of one age, as
    published by the day of the writing; None where none can be formed.
    """

    status: ClaimStatus
    reason: Reason
    measure: str = ""
    then: Figure | None = None
    now: Figure | None = None
    other: Figure | None = None
    wanted: WantedSeries | None = None
    record_then: RecordOutcome | None = None
    record_now: RecordOutcome | None = None
    turned: date | None = None
    same_age: SameAgeChange | None = None

    @property
    def is_computed(self) -> bool:
        """Whether any figure beside the quoted one was worked out."""
        figures = [figure for figure in (self.then, self.now) if figure]
        return self.record_then is not None or any(figure.is_computed for figure in figures)


REASON_BY_KIND: Mapping[str, Reason] = {
    "reference": Reason.NO_NUMBER,
    "projection": Reason.PROJECTION,
    "estimate": Reason.ESTIMATE,
}
"""Why quotations of these kinds are not set against anything."""
