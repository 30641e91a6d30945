"""Doubts a document that lacks a part which the newest one held had: a damaged file loses a table without a word."""

from collections.abc import Iterable

import pandas as pd

from etl.core.model import Release, RestatedSpan


def find_part_warnings(release: Release, spans: pd.DataFrame) -> list[str]:
    """List the parts that a release lacks and the newest before it had; empty where there are none.

    ``spans`` names what each release held of the source restates, as ``ledger.restated_spans`` gives it. The newest is
    that of the last day on which anything was restated that this one restates: a remark in the press restates nothing.
    """
    if not release.missing_parts:
        return []
    until = spans[spans["vintage"] <= pd.Timestamp(release.vintage)]
    newest = _last_day(until, release.restates)
    if newest is None:
        return []
    lost = [
        name
        for name, restates in release.missing_parts.items()
        if (day := _last_day(until, restates)) is not None and day >= newest
    ]
    return [f"not found in the document: {name}, which the release of {newest:%Y-%m-%d} had" for name in lost]


def _last_day(spans: pd.DataFrame, restates: Iterable[RestatedSpan]) -> pd.Timestamp | None:
    """Return the last day on which a series of ``restates`` was restated, or None."""
    series = {(span.measure, span.place, span.group) for span in restates}
    days = [
        day
        for day, span in zip(spans["vintage"], spans["span"], strict=True)
        if (span.measure, span.place, span.group) in series
    ]
    return max(days, default=None)
