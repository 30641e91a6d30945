"""Periods of a place that two publishers count, each by its own definition."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from etl.core.model import Period
from etl.store import table

_WHERE = ["place", "period_start", "period_end"]


@dataclass(frozen=True)
class PublishedCount:
    """A value of a measure, and the day from which it stands."""

    measure: str
    value: float
    vintage: date


@dataclass(frozen=True)
class SharedPeriod:
    """The newest period of a place that two sources count, with the newest value of each."""

    place: str
    period: Period
    counts: tuple[PublishedCount, PublishedCount]

    @property
    def difference(self) -> float | None:
        """By how much the second value is above the first, as a share of it; None where that is nothing."""
        first, second = (count.value for count in self.counts)
        return second / first - 1 if first else None


def find_shared_periods(log: pd.DataFrame, measures: Sequence[str]) -> tuple[SharedPeriod, ...]:
    """Find for each place and each two sources the newest period that both count, the longest of several.

    Of several ``measures`` of a source the one named first counts; ``log`` is the change log.
    """
    order = {measure: number for number, measure in enumerate(measures)}
    rows = log[log["measure"].isin(order) & (log["group"] == "all")].reset_index(drop=True)
    newest = table.as_of(rows, date.max).dropna(subset="value")
    newest = newest.assign(order=newest["measure"].map(order))
    pairs = newest.merge(newest, on=_WHERE, suffixes=("_first", "_second"))
    pairs = pairs[pairs["source_first"] < pairs["source_second"]]
    by_age = pairs.sort_values(
        ["place", "period_end", "period_start", "order_first", "order_second"],
        ascending=[True, False, True, True, True],
    )
    chosen = by_age.drop_duplicates(["place", "source_first", "source_second"])
    return tuple(_shared_period(row) for row in chosen.to_dict("records"))


def _shared_period(row: Mapping[Hashable, Any]) -> SharedPeriod:
    first, second = (
        PublishedCount(row[f"measure_{side}"], float(row[f"value_{side}"]), row[f"vintage_{side}"].date())
        for side in ("first", "second")
    )
    period = Period(row["period_start"].date(), row["period_end"].date())
    return SharedPeriod(row["place"], period, (first, second))
