"""Doubts whether a document is of the day that it is given.

An old file that is added under a new day would rewrite what is newest, value by value, and each of its values once was
published: no other check sees it.
"""

from collections.abc import Iterator

import pandas as pd

from etl.core.model import Release


def find_day_warnings(release: Release, sha256: str, before: pd.DataFrame, ledger: pd.DataFrame) -> list[str]:
    """List what speaks against the day of a release; empty when nothing does.

    ``before`` is what is held of its source as published until its day, ``ledger`` what the source's releases were
    before its document came, which has the hash ``sha256``.
    """
    return [*_same_bytes(release, sha256, ledger), *_shorter_reach(release, before)]


def _same_bytes(release: Release, sha256: str, ledger: pd.DataFrame) -> Iterator[str]:
    """Yield a warning where the very bytes were taken before, and not as a release of this day."""
    same = ledger[ledger["sha256"] == sha256]
    day = pd.Timestamp(release.vintage)
    if len(same) and not (same["vintage"] == day).any():
        nearest = same.iloc[int((same["vintage"] - day).abs().argmin())]
        yield (
            f"the same bytes are held already as the release of {nearest['vintage']:%Y-%m-%d} ({nearest['id']}), "
            f"{_apart(day, nearest['vintage'])}"
        )


def _shorter_reach(release: Release, before: pd.DataFrame) -> Iterator[str]:
    """Yield a warning for each measure that ends earlier than what was held of it, of those that are restated whole."""
    newest = before[before["value"].notna()].groupby("measure")["period_end"].max()
    ends = release.rows[release.rows["value"].notna()].groupby("measure")["period_end"].max()
    for measure in sorted({span.measure for span in release.restates} & set(newest.index) & set(ends.index)):
        if ends[measure] < newest[measure]:
            yield (
                f"{measure}: ends in {ends[measure]:%Y-%m}, where values to {newest[measure]:%Y-%m} are held as "
                f"published by {release.vintage}: an older release under a wrong day?"
            )


def _apart(day: pd.Timestamp, other: pd.Timestamp) -> str:
    days = (day - other).days
    return f"{abs(days):,} day{'s' * (abs(days) != 1)} {'before' if days > 0 else 'after'} the day given"
