"""Reads how far each measure of each place goes, by what an edition knew: defaults and choices are ranked by it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.params.default_series import PlaceRecords, Records, SeriesRecord
from etl import registry
from etl.core.model import Period
from etl.store import table
from etl.store.files import StoreSnapshot
from etl.store.release_gaps import usual_gap_days
from etl.store.series import SeriesIndex

DAYS_PER_MONTH = 30
_SERIES = ["place", "measure"]


def read_records(snapshot: StoreSnapshot, edition: int) -> Records:
    """Read the records of all measures that are no population, by place and measure, with what an edition knew."""
    gaps = _usual_gaps_months(snapshot.ledger, edition)
    rows = snapshot.table[(snapshot.table["group"] == "all") & (snapshot.table["edition"] <= edition)]
    rows = rows[~rows["measure"].isin(registry.POPULATIONS)]
    rows = table.as_of(rows, date.max).sort_values(["period_end", "period_start"])
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
    published = series.as_of(day, edition) if series else {}
    periods = sorted(published, key=lambda period: (period.end, period.start))
    valued = [period for period in periods if published[period].value is not None]
    if not valued:
        return None
    return replace(
        record,
        first=periods[0],
        last=periods[-1],
        period_count=len(periods),
        value_count=len(valued),
        newest=valued[-1],
    )


def _by_series(rows: pd.DataFrame) -> dict[tuple[str, str], Any]:
    return dict(zip(rows.index, rows.to_dict("records"), strict=True))


def _period(row: Mapping[str, pd.Timestamp]) -> Period:
    return Period(row["period_start"].date(), row["period_end"].date())


def _usual_gaps_months(releases: pd.DataFrame, edition: int) -> dict[str, int]:
    """Return the usual number of months between releases of each source that an edition knew of; one at least."""
    by_then = releases[releases["edition"] <= edition]
    days = {
        str(source): usual_gap_days(registry.source(str(source)), vintages.dt.date)
        for source, vintages in by_then.groupby("source")["vintage"]
    }
    return {source: max(1, round((gap or 0) / DAYS_PER_MONTH)) for source, gap in days.items()}
