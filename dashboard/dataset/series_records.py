"""Reads how far each measure of each place goes, by what an edition knew: defaults and choices are ranked by it."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.params.default_series import PlaceRecords, Records, SeriesRecord
from etl import registry
from etl.core.model import Period
from etl.store import table
from etl.store.files import StoreSnapshot
from etl.store.ledger import releases_of_edition
from etl.store.release_gaps import usual_gap_days
from etl.store.series import Series, SeriesIndex
from etl.store.series_cache import cached_by_series

DAYS_PER_MONTH = 30
_SERIES = ["place", "measure"]


def read_records(snapshot: StoreSnapshot, edition: int) -> Records:
    """Read the records of all measures that are no population, by place and measure, with what an edition knew."""
    gaps = _usual_gaps_months(releases_of_edition(snapshot.ledger, edition))
    rows = snapshot.table[snapshot.table["group"] == "all"]
    rows = rows[~rows["measure"].isin(registry.POPULATIONS)]
    rows = table.as_of(rows, date.max, edition).sort_values(["period_end", "period_start"])
    periods, valued = rows.groupby(_SERIES), rows[rows["value"].notna()].groupby(_SERIES)
    first, last, newest = _by_series(periods.first()), _by_series(periods.last()), _by_series(valued.last())
    period_counts, value_counts = periods.size(), valued.size()
    records: dict[str, dict[str, SeriesRecord]] = {}
    for (place, measure), row in first.items():
        source = registry.source_of(measure)
        records.setdefault(place, {})[measure] = SeriesRecord(
            measure_id=measure,
            first=_period(row),
            last=_period(last[place, measure]),
            period_count=int(period_counts[place, measure]),
            value_count=int(value_counts.get((place, measure), 0)),
            newest=_period(newest[place, measure]) if (place, measure) in newest else None,
            is_own=source.place == place,
            usual_gap_months=gaps.get(source.id, 1),
        )
    return records


def reader_of_days(index: SeriesIndex) -> Callable[[PlaceRecords, str, date, int], PlaceRecords]:
    """Return what reads how far each measure of a place went on a day, as an edition knew it.

    It is given the records of the edition: how often a source publishes is taken to have been the same on that day.
    Measures with no value by then are left out.
    """

    def records_of_day(records: PlaceRecords, place: str, day: date, edition: int) -> PlaceRecords:
        of_day = {measure: _as_of(index, record, place, day, edition) for measure, record in records.items()}
        return {measure: record for measure, record in of_day.items() if record}

    return records_of_day


def _as_of(index: SeriesIndex, record: SeriesRecord, place: str, day: date, edition: int) -> SeriesRecord | None:
    series = index.find(measure=record.measure_id, place=place)
    newest = series.newest_period(day, edition) if series else None
    if series is None or newest is None:
        return None
    log, days = series.log_of_edition(edition), _days_of_change(series, edition)
    return replace(
        record,
        first=next(period for period, entries in log.items() if entries[0].vintage <= day),
        last=next(period for period, entries in reversed(log.items()) if entries[0].vintage <= day),
        period_count=bisect_right(days.published, day),
        value_count=bisect_right(days.with_value, day) - bisect_right(days.without_value, day),
        newest=newest,
    )


@dataclass(frozen=True)
class _DaysOfChange:
    """The days on which a period of a series was first published, had a value again, and had none any more."""

    published: list[date]
    with_value: list[date]
    without_value: list[date]


@cached_by_series(1024)
def _days_of_change(series: Series, edition: int) -> _DaysOfChange:
    versions, changes = series.log_of_edition(edition).values(), []
    for entries in versions:
        had_value = False
        for entry in entries:
            has_value = entry.value is not None
            changes += [(entry.vintage, has_value)] if has_value != had_value else []
            had_value = has_value
    return _DaysOfChange(
        published=sorted(entries[0].vintage for entries in versions),
        with_value=sorted(day for day, has_value in changes if has_value),
        without_value=sorted(day for day, has_value in changes if not has_value),
    )


def _by_series(rows: pd.DataFrame) -> dict[tuple[str, str], Any]:
    return dict(zip(rows.index, rows.to_dict("records"), strict=True))


def _period(row: Mapping[str, pd.Timestamp]) -> Period:
    return Period(row["period_start"].date(), row["period_end"].date())


def _usual_gaps_months(releases: pd.DataFrame) -> dict[str, int]:
    """Return the usual number of months between the releases of each source; one at least."""
    days = {
        str(source): usual_gap_days(registry.source(str(source)), vintages.dt.date)
        for source, vintages in releases.groupby("source")["vintage"]
    }
    return {source: max(1, round((gap or 0) / DAYS_PER_MONTH)) for source, gap in days.items()}
