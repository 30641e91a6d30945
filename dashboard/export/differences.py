"""What differs between two moments, and what releases changed, as rows for programs."""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.dataset.release_days import ReleaseDay
from dashboard.text.differences import count_kinds
from etl.core import csv_io
from etl.core.columns import KEY_COLUMNS
from etl.core.model import Period
from etl.store.differences import Change


def differences_csv(changed: pd.DataFrame) -> str:
    """Write what differs as CSV: the key, value, status and day of both sides, and the kind of change."""
    return csv_io.to_csv(_with_period(changed), line_end=csv_io.RFC_4180_LINE_END)


def differences_json(changed: pd.DataFrame, about: Mapping[str, object]) -> str:
    """Write the same as JSON, after what it is ``about`` and how many figures changed in which way."""
    counts = {change.value: count for change, count in count_kinds(changed).items()}
    head = csv_io.to_json({**about, "counts": counts})
    return f'{head[:-1]}, "rows": {csv_io.to_json_rows(_with_period(changed))}}}'


def _with_period(changed: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the label of their period after its days."""
    days = zip(changed["period_start"].dt.date, changed["period_end"].dt.date, strict=True)
    labels = [Period.of_days(start, end).label for start, end in days]
    return changed.assign(period=labels)[[*KEY_COLUMNS, "period", *changed.columns[len(KEY_COLUMNS) :]]]


def releases_csv(releases: Iterable[ReleaseDay]) -> str:
    """Write releases as CSV, a day of a source each, with a column for each kind of change."""
    return csv_io.to_csv(
        pd.DataFrame([release_record(release) for release in releases]), line_end=csv_io.RFC_4180_LINE_END
    )


def releases_json(releases: Iterable[ReleaseDay]) -> str:
    """Write the same as JSON."""
    return csv_io.to_json([release_record(release) for release in releases])


def release_record(release: ReleaseDay) -> dict[str, object]:
    """Return a day of release as a row: titles and addresses stand as in the ledger, in one cell.

    ``void`` says why it was taken back, where nothing else is held of the day, ``moved_to`` where it really belongs.
    """
    last = release.errata[-1] if release.is_void else None
    return {
        "source": release.source,
        "day": release.day.isoformat(),
        "known": release.basis,
        "releases": " ".join(release.ids),
        "titles": "; ".join(release.titles),
        "urls": " ".join(release.urls),
        "edition": release.edition,
        "learned_on": release.learned_on.isoformat(),
        **{change.value: release.counts.get(change, 0) for change in Change if change is not Change.NOT_HELD},
        "void": last.why if last else "",
        "moved_to": last.moved_to.isoformat() if last and last.moved_to else "",
    }
