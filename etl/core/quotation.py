"""One figure as a text quotes it, whether a keeper entered it or it was found in a draft. No figure is judged here."""

from dataclasses import dataclass
from enum import StrEnum

from etl.core.model import Period


class QuoteKind(StrEnum):
    """What is quoted, and so what it is set against."""

    VALUE = "value"
    """Deaths in a span."""
    INITIAL = "initial"
    """What was first reported of a span."""
    CHANGE = "change"
    """Per cent or deaths against another span."""
    RANK = "rank"
    """The nth highest or lowest of spans as long."""
    STREAK = "streak"
    """The nth span in a row above or below a number, or the nth rise or fall in a row."""
    RATE = "rate"
    """Deaths per 100,000 or per million a year."""
    MEAN = "mean"
    """Deaths per day or per month of a span."""
    CUMULATIVE = "cumulative"
    """Deaths since a day."""
    SHARE = "share"
    """Per cent of the deaths."""
    PROJECTION = "projection"
    ESTIMATE = "estimate"
    REFERENCE = "reference"
    """No figure at all."""


class Comparator(StrEnum):
    """The words before a number that say how near it is meant to be."""

    NONE = ""
    ROUNDED = "rounded"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    NEARLY = "nearly"
    FEWER_THAN = "fewer_than"
    BETWEEN = "between"


CLASS_WORDS = (
    "opioid",
    "opiate",
    "prescription",
    "fentanyl",
    "synthetic",
    "stimulant",
    "cocaine",
    "methamphetamine",
    "heroin",
    "xylazine",
    "alcohol",
    "accidental",
    "suspected",
    "confirmed",
    "registered",
    "predicted",
    "reported",
    "final",
    "multiple-cause",
    "occurrence",
    "age_adjusted",
    "sex",
    "age",
    "hospitalizations",
)
"""The words that narrow what is counted; the last names something else than deaths."""


class Direction(StrEnum):
    """Which end of a ranking, or which side of a number."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True)
class Rank:
    """A place in a ranking: 1 is the highest, or the lowest where the direction is low.

    ``is_near``: the span is said to come near the record. ``since``: it is the highest or lowest since that span.
    ``within`` are the months whose spans are ranked where not all are: 2025 for "the fewest so far this year".
    """

    direction: Direction
    position: int = 1
    is_near: bool = False
    since: Period | None = None
    within: Period | None = None


@dataclass(frozen=True)
class Streak:
    """Spans in a row, up to the last one: all above (or below) ``threshold``, or each above the one before it.

    Without a threshold it is one of rises or falls. ``is_exact``: an ordinal says that the streak began just there.
    """

    direction: Direction
    length: int
    threshold: float | None = None
    is_exact: bool = False


@dataclass(frozen=True)
class Quotation:
    """One quoted figure.

    ``value`` is a number in ``unit``; a change has its sign. ``value_to`` is the upper one of two (``BETWEEN``).
    ``base_period`` is the span that a change is measured from. ``measure`` is a measure's id where a keeper states it;
    otherwise ``class_words`` are those that narrow what is counted (``opioid``, ``predicted``), and the place decides.
    """

    kind: QuoteKind
    place: str
    period: Period
    value: float | None = None
    value_to: float | None = None
    unit: str = "deaths"
    comparator: Comparator = Comparator.NONE
    base_period: Period | None = None
    measure: str = ""
    class_words: frozenset[str] = frozenset()
    rank: Rank | None = None
    streak: Streak | None = None
