"""What each chart lets its readers choose, as data."""

from collections.abc import Callable
from dataclasses import dataclass

from etl.core.model import Measure, PeriodKind
from etl.reference.kinds import Kind

KINDS = tuple(kind.value for kind in Kind)
"""Kinds of writings and events that can stand beside a chart."""
TERM_OPTIONS = frozenset({"term"})
"""Options of what is counted in writings."""
WRITING_OPTIONS = frozenset({"notes", "kinds", "note"}) | TERM_OPTIONS
"""Options of writings and events, which not every chart has."""
WINDOWS = (1, 12)
"""Months that values can be summed over; 1 leaves them as published."""
SUMMABLE = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER})
"""Kinds of period that follow each other, so that those of twelve months can be added up."""
ANNUALIZABLE = SUMMABLE | {PeriodKind.TWELVE_MONTHS, PeriodKind.YEAR}
"""Kinds of period that give values of twelve months, as published or added up."""


def any_measure(_measure: Measure) -> bool:
    """Accept any measure."""
    return True


def is_monthly_count(measure: Measure) -> bool:
    """Tell whether a measure counts single months, and is no percentage or rate."""
    return measure.period is PeriodKind.MONTH and not measure.is_quotient


def is_annual_count(measure: Measure) -> bool:
    """Tell whether a measure counts deaths, and can be shown over twelve months."""
    return measure.period in ANNUALIZABLE and measure.counts_deaths


def is_annual(measure: Measure) -> bool:
    """Tell whether a measure counts deaths over twelve months, or is a published rate of years."""
    return is_annual_count(measure) or (measure.is_rate and measure.period is PeriodKind.YEAR)


@dataclass(frozen=True, eq=False)
class ChartOptions:
    """What readers may choose on one chart. There is one object of each, so that it can be a key of caches.

    Of ``units`` and ``windows`` the first is shown when none is chosen.
    ``default_places`` are shown when no place is chosen (empty: the usual place of the data), and ``max_places`` is how
    many fit. ``accepts_measure`` tells whether it can draw a measure; with ``measure_per_place`` each place may have
    its own. ``annual_only``: all values are of twelve months, as published or added up. ``shows_children``: a place
    stands for its parts. ``group_is_dimension``: the option ``group`` names a dimension, such as sex. The chart does
    not have the ``disabled_options``.
    """

    slug: str
    units: tuple[str, ...] = ("count", "rate")
    windows: tuple[int, ...] = (1,)
    default_places: tuple[str, ...] = ()
    max_places: int = 1
    accepts_measure: Callable[[Measure], bool] = any_measure
    measure_per_place: bool = False
    annual_only: bool = False
    shows_children: bool = False
    group_is_dimension: bool = False
    disabled_options: frozenset[str] = WRITING_OPTIONS

    @property
    def has_notes(self) -> bool:
        """Whether writings and events stand beside the chart."""
        return "notes" not in self.disabled_options
