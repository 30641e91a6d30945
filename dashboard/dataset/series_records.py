"""Reads how far each measure of each place goes, by what an edition knew: defaults and choices are ranked by it."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from dashboard.params.default_series import PlaceRecords, Records, SeriesRecord
from etl import registry
from etl.core.model import Period
from etl.store.files import StoreSnapshot
from etl.store.ledger import releases_of_edition
from etl.store.release_gaps import usual_gap_days
from etl.store.series import SeriesKey
from etl.store.series_index import SeriesIndex

DAYS_PER_MONTH = 30


def read_records(snapshot: StoreSnapshot, index: SeriesIndex, edition: int) -> Records:
    """Read the records of all measures that are no population, by place and measure, with what an edition knew."""
    gaps = _usual_gaps_months(releases_of_edition(snapshot.ledger, edition))
    records: dict[str, dict[str, SeriesRecord]] = {}
    for key in index.keys:
        source, measure, place, group = key
        if group == "all" and measure not in registry.POPULATIONS:
            record = _read_record(index, key, date.max, edition, gaps.get(source, 1))
            if record:
                records.setdefault(place, {})[measure] = record
    return records


def reader_of_days(index: SeriesIndex) -> Callable[[PlaceRecords, str, date, int], PlaceRecords]:
    """Return what reads how far each measure of a place went on a day, as an edition knew it.

    It is given the records of the edition: how often a source publishes is taken to have been the same on that day.
    Measures with no value by then are left out.
    """

    def records_of_day(records: PlaceRecords, place: str, day: date, edition: int) -> PlaceRecords:
        of_day = {}
        for measure, of_edition in records.items():
            key = (registry.source_of(measure).id, measure, place, "all")
            record = _read_record(index, key, day, edition, of_edition.usual_gap_months)
            if record and record.newest:
                of_day[measure] = record
        return of_day

    return records_of_day


def _read_record(
    index: SeriesIndex, key: SeriesKey, day: date, edition: int, usual_gap_months: int
) -> SeriesRecord | None:
    """Return how far a series went on a day; None where nothing of it had been published."""
    starts, ends, values = index.periods_as_of(key, day, edition)
    if not len(starts):
        return None
    valued = np.flatnonzero(~np.isnan(values))

    def period(position: int) -> Period:
        return Period.of_days(starts[position].item(), ends[position].item())

    _, measure, place, _ = key
    return SeriesRecord(
        measure_id=measure,
        first=period(0),
        last=period(-1),
        period_count=len(starts),
        value_count=len(valued),
        newest=period(valued[-1]) if len(valued) else None,
        is_own=registry.source_of(measure).place == place,
        usual_gap_months=usual_gap_months,
    )


def _usual_gaps_months(releases: pd.DataFrame) -> dict[str, int]:
    """Return the usual number of months between the releases of each source; one at least."""
    days = {
        str(source): usual_gap_days(registry.source(str(source)), vintages.dt.date)
        for source, vintages in releases.groupby("source")["vintage"]
    }
    return {source: max(1, round((gap or 0) / DAYS_PER_MONTH)) for source, gap in days.items()}
