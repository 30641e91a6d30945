"""What makes a release certain not to be what it says: it is refused. Each check returns what it found, in words."""

from collections.abc import Collection, Sequence
from datetime import date

import pandas as pd

from etl.core.impossible import impossible_values
from etl.core.model import Measure, Release
from etl.core.places import Places
from etl.core.source import Document
from etl.core.vocabulary import unknown_values


def find_problems(release: Release, document: Document, today: date, populations: Collection[str] = ()) -> list[str]:
    """List everything that makes the release one not to take; empty when nothing does.

    ``populations`` are the measures that estimate one day of each period, which may come out before the period ends.
    """
    return [*_vintage_problems(release, document, today), *_unfinished_period_problems(release, populations)]


def row_problems(releases: Sequence[Release], measures: Sequence[Measure], places: Places) -> list[str]:
    """List what the releases of a document name that does not exist, and values that cannot be.

    ``measures`` are those of the source.
    """
    if not releases:
        return []
    rows = pd.concat([release.rows for release in releases], ignore_index=True)
    problems = []
    by_id = {measure.id: measure for measure in measures}
    for fault in (*unknown_values(rows, by_id, places), *impossible_values(rows, by_id)):
        row = rows.iloc[fault.position]
        where = (
            f"{row['measure']} of {row['place']}, {row['group']}, for the period ending {row['period_end']:%Y-%m-%d}"
        )
        others = f" and {fault.count - 1:,} more" if fault.count > 1 else ""
        problems.append(f"{where}{others}, {fault}")
    return problems


def _vintage_problems(release: Release, document: Document, today: date) -> list[str]:
    if release.vintage > today:
        return [f"published on {release.vintage}, which is after today ({today}); expected a day that has come"]
    bound = document.no_later_than
    if bound and release.vintage > bound:
        return [f"published on {release.vintage}, though the file was had by {bound}"]
    return []


def _unfinished_period_problems(release: Release, populations: Collection[str]) -> list[str]:
    """List the periods that had not ended on the day of the release: one of the two dates is wrong."""
    vintage = pd.Timestamp(release.vintage)
    starts, ends = release.rows["period_start"], release.rows["period_end"]
    ends = ends.mask(release.rows["measure"].isin(list(populations)), starts)
    # A total since 1 January may run to the day itself: it is named by the month under way.
    to_date = (starts == pd.Timestamp(vintage.year, 1, 1)) & (ends.dt.month > 1) & (ends.dt.month < 12)
    under_way = to_date & (ends - pd.offsets.MonthBegin(1) <= vintage)
    ahead = release.rows[(ends > vintage) & ~under_way]
    return [
        f"{row.measure} for the period ending {row.period_end:%Y-%m-%d} published on {release.vintage}, before it had "
        "ended; expected the day of publication to follow"
        for row in ahead.head(20).itertuples()
    ]
