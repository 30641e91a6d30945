"""Tells a value that was revised from one that is another because something else is counted: notes say so."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd

from etl.core.model import Period
from etl.store.differences import Change
from etl.store.series import Series
from etl.store.series_index import SeriesIndex

_Row = Mapping[Any, Any]
_ONE_DAY = timedelta(days=1)


def mark_redefined(
    changed: pd.DataFrame, index: SeriesIndex, before: date | None = None, after: date | None = None
) -> pd.DataFrame:
    """Return changes, as ``store.differences`` gives them, with those that are no revision marked ``redefined``.

    The notes in force in the last releases of the series (``index`` has them) up to both days decide; without days, up
    to the day of release of each row and the day before. Suppose that of 2021 Quebec counted all drugs, and then
    opioids: that it is lower is no revision.
    """
    noted = changed[changed["measure"].isin(index.measures_with_breaks)]
    noted = noted[noted["change"].isin([Change.RAISED, Change.LOWERED])]
    unlike = []
    for label, row in noted.to_dict("index").items():
        day = row["vintage"].date()
        series = index.find(measure=row["measure"], place=row["place"], group=row["group"])
        if series and not _is_alike(series, row, (before or day - _ONE_DAY, after or day)):
            unlike.append(label)
    kinds = changed["change"].mask(changed.index.isin(unlike), Change.REDEFINED.value)
    return changed.assign(change=kinds)


def _is_alike(series: Series, row: _Row, days: tuple[date, date]) -> bool:
    if not series.breaks:
        return True
    period = Period.of_days(row["period_start"].date(), row["period_end"].date())
    before, after = (_last_until(series.vintages(), day) for day in days)
    return series.counts_alike(period, before, after)


def _last_until(releases: Sequence[date], day: date) -> date:
    """Return the last release up to a day; a value that changed had one."""
    return max(release for release in releases if release <= day)
