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
    ahead = release.rows[release.rows["period_end"] > pd.Timestamp(release.vintage)]
    return [
        f"{row.measure} for the period ending {row.period_end:%Y-%m-%d} published on {release.vintage}, before it had "
        "ended; expected the day of publication to follow"
        for row in ahead.head(20).itertuples()
    ]
