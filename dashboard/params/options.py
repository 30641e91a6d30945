"""What each chart lets its readers choose, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from etl.core.model import Measure, PeriodKind

SUMMED = frozenset({PeriodKind.MONTH, PeriodKind.QUARTER})
"""Kinds of period that follow each other, so that those of twelve months can be added up."""
OF_TWELVE = SUMMED | {PeriodKind.TWELVE_MONTHS, PeriodKind.YEAR}
"""Kinds of period that give figures of twelve months, as published or added up."""


def of_anything(_measure: Measure) -> bool:
    """Any measure."""
    return True


def of_months(measure: Measure) -> bool:
    """Figures of single months that are no percentages."""
    return measure.period is PeriodKind.MONTH and not measure.is_percentage


def of_twelve_months(measure: Measure) -> bool:
    """Numbers of deaths that can be shown over twelve months."""
    return measure.period in OF_TWELVE and measure.counts_deaths


@dataclass(frozen=True)
class Offer:
    """What readers may choose on one chart. Of ``units`` and ``windows`` the first is shown when none is chosen.

    ``usual`` are the places shown when none is chosen (empty: the usual one), ``most`` how many fit. ``shows`` tells
    the measures it can draw; ``several`` that one for each place is possible. ``over_twelve``: all figures are of
    twelve months, however they come about. ``by_part``: a place stands for its parts. ``by_dimension``: ``group``
    names a dimension. ``without`` are options that it does not have.
    """

    units: tuple[str, ...] = ("count", "rate")
    windows: tuple[int, ...] = (1,)
    usual: tuple[str, ...] = ()
    most: int = 1
    shows: Callable[[Measure], bool] = of_anything
    several: bool = False
    over_twelve: bool = False
    by_part: bool = False
    by_dimension: bool = False
    without: frozenset[str] = frozenset({"notes", "kinds"})


OFFERS: Mapping[str, Offer] = {
    "trend": Offer(windows=(1, 12), without=frozenset()),
    "compare": Offer(
        units=("rate", "count"),
        windows=(12, 1),
        usual=("CA-BC", "CA-AB", "CA-ON", "CA-QC"),
        most=24,
        shows=of_twelve_months,
        several=True,
        over_twelve=True,
        without=frozenset({"notes", "kinds", "group"}),
    ),
    "seasonal": Offer(shows=of_months),
    "breakdown": Offer(
        units=("count", "share", "rate"),
        windows=(12, 1),
        shows=lambda measure: measure.counts_deaths and measure.period in OF_TWELVE,
        by_dimension=True,
    ),
    "map": Offer(
        units=("rate", "count"),
        windows=(12,),
        usual=("US",),
        shows=of_twelve_months,
        over_twelve=True,
        by_part=True,
        without=frozenset({"notes", "kinds", "group", "start"}),
    ),
    "change": Offer(
        units=("change",),
        windows=(12,),
        usual=("CA",),
        shows=of_twelve_months,
        over_twelve=True,
        by_part=True,
        without=frozenset({"notes", "kinds", "group", "start"}),
    ),
    "vintages": Offer(units=("count",), without=frozenset({"notes", "kinds", "start"})),
}
