"""The table in other shapes: what was published first, what one release changed, and the triangle of revisions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from etl.core.columns import DATE_DTYPE, KEY_COLUMNS, SERIES_COLUMNS
from etl.core.model import Period, Status
from etl.store import differences
from etl.store.differences import MAX_RELEASE_GAP
from etl.store.release_gaps import OVERDUE_GAPS
from etl.store.series import Series, value_as_of
from etl.store.series_index import SeriesIndex
from etl.store.table import is_last_of, same_values
from etl.store.void_rows import log_of_edition, stands

LOG_MEANINGS = {
    "changed": (
        "what the row changed of the one before it of the same figure: `value`, `status` (only that is another) or "
        "`no` (both as before, or the value with other decimals); `first` of a figure that has none before, `void` of "
        "a row that does not stand"
    ),
}
FIRST_MEANINGS = {
    "first_lag_days": "days from the end of the period to that release",
    "is_first_published": (
        "`yes` where no release before can have published the period: the series is held from a release at most "
        f"{MAX_RELEASE_GAP.days} days and {OVERDUE_GAPS} of its publisher's usual gaps older, and then ended before "
        "it; else `no`: it may have been published earlier"
    ),
}
CHANGE_MEANINGS = {
    "value_before": "the value until then; empty where none was held",
    "status_before": "its status; empty where none was held",
    "vintage_before": "the day from which it stood",
    "change": (
        "`raised`, `lowered`, `redefined` (another value, as something else is counted), `new` (after all periods held "
        f"before, the last release of the series at most {MAX_RELEASE_GAP.days} days ago), `first_held` (perhaps "
        "published before), `without_value` (first held, and no value), `withdrawn`, `stated` (a value where none was "
        "given), `withheld` (none where one was) or `status` (only that is another)"
    ),
}
TRIANGLE_MEANINGS = {
    "release_day": "the day of a release of the series",
    "stated_by_release": (
        "`yes` where that release states the period, changed or not; `no` where it does not, and the value of an "
        "earlier one went on standing"
    ),
}


def mark_changes(rows: pd.DataFrame, edition: int | None = None) -> pd.DataFrame:
    """Return rows of the change log, in the order of the table, with the column of ``LOG_MEANINGS``.

    Suppose July 2020 was 175 and provisional, then 175 and final, and a third release says so again: `first`, `status`
    and `no`.
    """
    standing = stands(rows, edition)
    values = rows.loc[standing, ["value", "status"]]
    pairs = pd.concat([values, values.shift().add_suffix("_before")], axis=1)
    is_later = np.zeros(len(values), dtype=bool)
    is_later[1:] = ~is_last_of(rows if standing.all() else rows[standing], KEY_COLUMNS)[:-1]
    changed = np.full(len(values), "no", dtype=object)
    changed[(pairs["status"] != pairs["status_before"]).to_numpy()] = "status"
    changed[~same_values(pairs).to_numpy()] = "value"
    changed[~is_later] = "first"
    column = np.full(len(rows), Status.VOID.value, dtype=object)
    column[standing] = changed
    return rows.assign(changed=column)


def follows_closely(day: date, release_days: Sequence[date], usual_gap_days: int | None) -> bool:
    """Tell whether the last of the release days before a day is so near that none between them is missing."""
    before = max((release for release in release_days if release < day), default=None)
    usual = MAX_RELEASE_GAP if usual_gap_days is None else timedelta(days=OVERDUE_GAPS * usual_gap_days)
    return before is not None and day - before <= min(usual, MAX_RELEASE_GAP)


def first_values(
    rows: pd.DataFrame, index: SeriesIndex, day: date, edition: int | None, usual_gaps: Mapping[str, int | None]
) -> pd.DataFrame:
    """Return the first value of each key that was public on ``day``, with the columns of ``FIRST_MEANINGS``.

    Suppose July 2020 was 175 on 25 August and 178 on 20 October: it is 175, 25 days after the end of July. Where a day
    has two values of a key, the one learned last corrects the other. ``rows`` are of a conforming table, in its order;
    ``usual_gaps`` are the days between the releases of each source.
    """
    public = log_of_edition(rows[rows["vintage"] <= pd.Timestamp(day)], edition)
    first_days = public.drop_duplicates(KEY_COLUMNS)[[*KEY_COLUMNS, "vintage"]]
    firsts = public.merge(first_days, on=[*KEY_COLUMNS, "vintage"]).drop_duplicates(KEY_COLUMNS, keep="last")
    firsts = firsts.reset_index(drop=True)
    return firsts.assign(
        first_lag_days=(firsts["vintage"] - firsts["period_end"]).dt.days,
        is_first_published=_is_first_published(firsts, index, edition, usual_gaps).map({True: "yes", False: "no"}),
    )


def _is_first_published(
    firsts: pd.DataFrame, index: SeriesIndex, edition: int | None, usual_gaps: Mapping[str, int | None]
) -> "pd.Series[bool]":
    """Tell which first values came with a period after all those before, soon after the release before."""
    by_release = [*SERIES_COLUMNS, "vintage"]
    releases = firsts.groupby(by_release, as_index=False)["period_end"].max()
    newest = releases.assign(newest=releases.groupby(SERIES_COLUMNS)["period_end"].cummax())
    newest_before = newest.groupby(SERIES_COLUMNS)["newest"].shift()
    closely = [
        follows_closely(vintage.date(), _release_days(index, measure, place, group, edition), usual_gaps.get(source))
        for source, measure, place, group, vintage in releases[by_release].itertuples(index=False)
    ]
    releases = releases.assign(newest_before=newest_before, closely=closely).drop(columns="period_end")
    joined = firsts.merge(releases, on=by_release, how="left")
    return (joined["period_end"] > joined["newest_before"]) & joined["closely"]


def _release_days(index: SeriesIndex, measure: str, place: str, group: str, edition: int | None) -> tuple[date, ...]:
    series = index.find(measure=measure, place=place, group=group)
    return series.vintages(edition) if series else ()


def release_changes(rows: pd.DataFrame, day: date, edition: int | None = None) -> pd.DataFrame:
    """Return what the releases of a day changed in some rows: the key, ``vintage``, value and status, and those before.

    The columns behind them are those of ``CHANGE_MEANINGS``, as ``etl.store.differences`` gives them.
    """
    changed = differences.changes_between(rows, day - timedelta(days=1), day, edition)
    return changed[[*KEY_COLUMNS, "vintage", "value", "status", *CHANGE_MEANINGS]]


def triangle(series: Series, day: date, edition: int | None = None) -> pd.DataFrame:
    """Return each value of a series as each release up to ``day`` left it: a row for each release and period.

    A row has the key, ``release_day``, the value in force on it with status and ``vintage``, and
    ``stated_by_release``: restated unchanged is something else than not in this release.
    """
    days = [release for release in series.vintages(edition) if release <= day]
    names = [*KEY_COLUMNS, "release_day", "value", "status", "vintage", "stated_by_release"]
    cells = [row for period in sorted(series.log) for row in _triangle_rows(series, period, days, edition)]
    rows = pd.DataFrame(cells, columns=names)
    return rows.astype(dict.fromkeys(("period_start", "period_end", "release_day", "vintage"), DATE_DTYPE)).astype(
        {"value": "Float64"}
    )


def _triangle_rows(
    series: Series, period: Period, days: Sequence[date], edition: int | None
) -> Iterator[tuple[Any, ...]]:
    stating = {release for release, _ in series.publications(period, edition)}
    for release in days:
        entry = value_as_of(series.log[period], release, edition)
        if entry:
            is_stated = "yes" if release in stating else "no"
            key = (*series.key, period.start, period.end)
            yield (*key, release, entry.value, entry.status, entry.vintage, is_stated)


def triangle_wide(long: pd.DataFrame) -> pd.DataFrame:
    """Return a triangle with a row for each period and a column for each release: the value that it left in force."""
    wide = long.set_index([*KEY_COLUMNS, "release_day"])["value"].unstack()
    wide.columns = pd.Index([f"{release:%Y-%m-%d}" for release in wide.columns])
    return wide.reset_index()
