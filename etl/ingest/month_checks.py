"""Doubts months that were lost, counted twice or put in each other's place, in counts of single months.

Where cases are counted by month here, a file that lost cases is as well formed as a whole one: only the counts tell.
The thresholds stand above all that releases held up to edition 13 did.
"""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from etl.core.columns import KEY_COLUMNS, SERIES_COLUMNS
from etl.core.model import Period
from etl.ingest.break_patterns import month_counts

SETTLED_AGE = pd.Timedelta(days=731)
"""A month that ended so long before a release has settled."""
MAX_SETTLED_FALL, MAX_SETTLED_RISE = 0.02, 0.10
"""Settled months together that fall or rise by as much are doubted; 0.0002 and 0.059 were seen."""
MAX_SETTLED_SHIFT = 0.03
"""Settled months that rise and fall by as much, beyond what they do together, are doubted; 0.006 was seen."""
MIN_SETTLED_MONTHS = 12
"""Fewer settled months than this are too few: a single one fell by 0.0125."""
MIN_SETTLED_SUM = 100
"""Sums smaller than this are too few to speak of a share."""
MIN_MONTH_BEFORE_NEWEST = 40
"""A newest month below half of a smaller one is not doubted: 10 after 30 was seen."""
MAX_OLDEST_FALL, MIN_OLDEST_VALUE = 0.10, 40
"""An oldest month of so many deaths that falls by as much is doubted; none that was held did."""
MIN_PEAK_VALUE, MIN_PEAK_RATIO = 100, 5.0
"""A month that is so many times both its neighbours is doubted; 2.5 was not seen."""
MIN_MOVED_VALUE = 10
"""Smaller values change places by chance: 0 and 3 did."""
MIN_MOVED_PAIRS = 6
"""So many values in a row, each that of the month before, are months put one too late; four were seen by chance."""


def find_month_warnings(
    before: pd.DataFrame, count_rows: pd.DataFrame, vintage: pd.Timestamp, *, has_open_cases: bool = False
) -> list[str]:
    """List what is odd about the single months of a release; empty when nothing is.

    ``before`` is what is held of the source as published until ``vintage``; ``count_rows`` are the counts of the
    release. All have values. Where it ``has_open_cases``, a low newest month is as it should be.
    """
    held_months, months = _single_months(before), _single_months(count_rows)
    if months.empty:
        return []
    together = _beside(months, held_months)
    return [
        *_settled_changes(together, vintage),
        *(() if has_open_cases else _low_newest(together, held_months)),
        *_low_oldest(together, held_months),
        *_peaks(together),
        *_moved(together),
    ]


def _single_months(rows: pd.DataFrame) -> pd.DataFrame:
    return (rows[month_counts(rows) == 1] if len(rows) else rows).astype({"value": "float64"})


def _beside(months: pd.DataFrame, held_months: pd.DataFrame) -> pd.DataFrame:
    """Return each month in order, with the value held (``value_before``), and the ``number`` and ``series`` of each."""
    beside = months.merge(held_months[[*KEY_COLUMNS, "value"]], on=KEY_COLUMNS, how="left", suffixes=("", "_before"))
    number = 12 * beside["period_end"].dt.year + beside["period_end"].dt.month
    beside = beside.assign(number=number, series=beside.groupby(SERIES_COLUMNS).ngroup())
    return beside.sort_values(["series", "number"])


def _settled_changes(together: pd.DataFrame, vintage: pd.Timestamp) -> Iterator[str]:
    """Yield a warning for each series of which the settled months are other deaths than were held, or in other months.

    A spreadsheet that takes days for months leaves as many deaths, each in another month.
    """
    settled = together[together["value_before"].notna() & (together["period_end"] + SETTLED_AGE <= vintage)]
    if len(settled) < MIN_SETTLED_MONTHS:
        return
    settled = settled.assign(shift=(settled["value"] - settled["value_before"]).abs())
    sums = settled.groupby(SERIES_COLUMNS, as_index=False).agg(
        value=("value", "sum"), value_before=("value_before", "sum"), months=("value", "size"), shift=("shift", "sum")
    )
    sums = sums[(sums["months"] >= MIN_SETTLED_MONTHS) & (sums["value_before"] >= MIN_SETTLED_SUM)]
    change = sums["value"] / sums["value_before"] - 1
    is_other = (change <= -MAX_SETTLED_FALL) | (change >= MAX_SETTLED_RISE)
    for row in sums[is_other].to_dict("records"):
        share = row["value"] / row["value_before"] - 1
        yield (
            f"{_series_name(row)}: {row['value']:,.0f} in the {row['months']} months that had settled two "
            f"years before, where {row['value_before']:,.0f} were held ({share:+.1%}; more than any release changed)"
        )
    together_moved = (sums["value"] - sums["value_before"]).abs()
    is_shifted = sums["shift"] - together_moved >= MAX_SETTLED_SHIFT * sums["value_before"]
    for row in sums[~is_other & is_shifted].to_dict("records"):
        yield (
            f"{_series_name(row)}: the {row['months']} months that had settled two years before rise and fall by "
            f"{row['shift']:,.0f} in all, of {row['value_before']:,.0f} that were held; more than any release did. Are "
            "days taken for months?"
        )


def _low_newest(together: pd.DataFrame, held_months: pd.DataFrame) -> Iterator[str]:
    """Yield a warning for each series whose newest month is below half of the month before: it may not be complete."""
    both = pd.concat([held_months, together[[*KEY_COLUMNS, "value"]]]).drop_duplicates(KEY_COLUMNS, keep="last")
    newest = together.drop(columns="value_before").drop_duplicates(SERIES_COLUMNS, keep="last")
    newest = newest.assign(month=newest["period_end"], period_end=newest["period_start"] - pd.Timedelta(days=1))
    on = [*SERIES_COLUMNS, "period_end"]
    newest = newest.merge(both[[*on, "value"]], on=on, suffixes=("", "_before"))
    low = newest[(newest["value_before"] >= MIN_MONTH_BEFORE_NEWEST) & (newest["value"] < newest["value_before"] / 2)]
    if low.empty:
        return
    last = both.groupby(SERIES_COLUMNS, as_index=False).agg(last=("period_end", "max"))
    low = low.merge(last, on=SERIES_COLUMNS)
    for row in low[low["month"] == low["last"]].to_dict("records"):
        yield (
            f"{_series_name(row)}: {row['value']:,.0f} in {row['month']:%Y-%m}, the newest month, "
            f"below half of the {row['value_before']:,.0f} of the month before"
        )


def _low_oldest(together: pd.DataFrame, held_months: pd.DataFrame) -> Iterator[str]:
    """Yield a warning for each series that begins later than is held, with fewer deaths: a cut file ends in a month."""
    begins = held_months.groupby(SERIES_COLUMNS, as_index=False)["period_end"].min()
    oldest = together.drop_duplicates("series").merge(begins, on=SERIES_COLUMNS, suffixes=("", "_held"))
    oldest = oldest[oldest["period_end"] > oldest["period_end_held"]]
    is_low = oldest["value"] <= (1 - MAX_OLDEST_FALL) * oldest["value_before"]
    for row in oldest[is_low & (oldest["value_before"] >= MIN_OLDEST_VALUE)].to_dict("records"):
        yield (
            f"{_series_name(row)}: {row['value']:,.0f} in {row['period_end']:%Y-%m}, the oldest month, where "
            f"{row['value_before']:,.0f} were held: is the file whole?"
        )


def _peaks(together: pd.DataFrame) -> Iterator[str]:
    """Yield a warning for each month that is many times both its neighbours, unless it is held already."""
    value = together["value"].to_numpy()
    is_peak = (value >= MIN_PEAK_VALUE) & (value != together["value_before"].to_numpy())
    if not is_peak.any():
        return
    sides = {step: np.where(_follows(together, step), np.roll(value, step), np.nan) for step in (1, -1)}
    for side in sides.values():
        is_peak &= value >= MIN_PEAK_RATIO * side
    for row in together.assign(earlier=sides[1], later=sides[-1])[is_peak].to_dict("records"):
        yield (
            f"{_series_name(row)}: {row['value']:,.0f} in {row['period_end']:%Y-%m}, between "
            f"{row['earlier']:,.0f} and {row['later']:,.0f} in the months beside it"
        )


def _follows(together: pd.DataFrame, step: int) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Tell which rows are of the month after that of the row before, in one series; with -1, before that after."""
    series, number = together["series"].to_numpy(), together["number"].to_numpy()
    follows: np.ndarray[Any, np.dtype[np.bool_]] = (series == np.roll(series, step)) & (
        number - np.roll(number, step) == step
    )
    return follows


def _moved(together: pd.DataFrame) -> Iterator[str]:
    """Yield a warning for months that have each other's values, and for series that have those of the month beside."""
    large = (together["value"] >= MIN_MOVED_VALUE) & (together["value_before"] >= MIN_MOVED_VALUE)
    changed = together[large & (together["value"] != together["value_before"])]
    if len(changed) < 2:
        return
    value, value_before = changed["value"].to_numpy(), changed["value_before"].to_numpy()
    for step, words in ((1, "the month before"), (-1, "the month after")):
        takes = _follows(changed, step) & (value == np.roll(value_before, step))
        exchanged = takes & (np.roll(value, step) == value_before)
        if step == 1:
            yield from _exchanges(changed[exchanged])
        for _, moved in changed[takes & ~exchanged].groupby("series"):
            if len(moved) >= MIN_MOVED_PAIRS:
                first, last = moved["period_end"].iloc[0], moved["period_end"].iloc[-1]
                yield (
                    f"{_series_name(moved.iloc[0].to_dict())}: {len(moved)} months of {first:%Y-%m} to {last:%Y-%m} "
                    f"have the value that was held for {words}"
                )


def _exchanges(later: pd.DataFrame) -> Iterator[str]:
    for row in later.to_dict("records"):
        month = Period(row["period_start"].date(), row["period_end"].date())
        yield (
            f"{_series_name(row)}: {month.shift(-1).label} and {month.label} have each other's "
            f"values, {row['value_before']:,.0f} and {row['value']:,.0f}"
        )


def _series_name(row: Mapping[Hashable, Any]) -> str:
    return f"{row['measure']} of {row['place']}, {row['group']}"
