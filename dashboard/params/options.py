"""What each chart lets its readers choose, as data."""

from collections.abc import Callable
from dataclasses import dataclass

from etl.core.model import Measure, PeriodKind

SUMMABLE = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER})
"""Kinds of period that follow each other, so that those of twelve months can be added up."""
ANNUALIZABLE = SUMMABLE | {PeriodKind.TWELVE_MONTHS, PeriodKind.YEAR}
"""Kinds of period that give figures of twelve months, as published or added up."""


def any_measure(_measure: Measure) -> bool:
    """Any measure."""
    return True


def is_monthly_count(measure: Measure) -> bool:
    """Figures of single months that are no percentages."""
    return measure.period is PeriodKind.MONTH and not measure.is_percentage


def is_annual_count(measure: Measure) -> bool:
    """Numbers of deaths that can be shown over twelve months."""
    return measure.period in ANNUALIZABLE and measure.counts_deaths


@dataclass(frozen=True)
class ChartOptions:
    """What readers may choose on one chart. Of ``units`` and ``windows`` the first is shown when none is chosen.

    ``usual`` are the places shown when none is chosen (empty: the usual one), ``most`` how many fit. ``shows`` tells
    the measures it can draw; ``several`` that one for each place is possible. ``over_twelve``: all figures are of
    twelve months, however they come about. ``by_part``: a place stands for its parts. ``by_dimension``: ``group``
    names a dimension. ``without`` are options that it does not have.
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
    disabled_options: frozenset[str] = frozenset({"notes", "kinds"})
