"""Plausibility of a release against itself and against what is held. Each check returns what it found, in words."""

from datetime import date

import pandas as pd

from etl.model import Document, Release


def problems(release: Release, document: Document, today: date) -> list[str]:
    """Everything that makes the release one not to take; empty when nothing does."""
    return [*_published_later(release, document, today), *_not_ended(release)]


def _published_later(release: Release, document: Document, today: date) -> list[str]:
    if release.vintage > today:
        return [f"published on {release.vintage}, which is after today ({today}); expected a day that has come"]
    bound = document.no_later_than
    if bound and release.vintage > bound:
        return [f"published on {release.vintage}, though the file was had by {bound} (--no-later-than)"]
    return []


def _not_ended(release: Release) -> list[str]:
    """A statement of a period that had not ended on its day is a wrong date on one side or the other."""
    vintage = pd.Timestamp(release.vintage)
    starts, ends = release.rows["period_start"], release.rows["period_end"]
    # A total since 1 January may run to the day itself: it is named by the month under way.
    to_date = (starts == pd.Timestamp(vintage.year, 1, 1)) & (ends.dt.month > 1) & (ends.dt.month < 12)
    under_way = to_date & (ends - pd.offsets.MonthBegin(1) <= vintage)
    ahead = release.rows[(ends > vintage) & ~under_way]
    return [
        f"{row.measure} for the period ending {row.period_end:%Y-%m-%d} published on {release.vintage}, before it had "
        "ended; expected the day of publication to follow"
        for row in ahead.head(20).itertuples()
    ]
