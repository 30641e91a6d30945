"""What ``add`` says at a terminal: what will change, before anything is written; then what became of each release."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

import pandas as pd

from etl.cli.diff import diff_lines
from etl.core.source import Source
from etl.ingest.pipeline import IngestPlan, IngestResult
from etl.store import differences, table

MAX_CHANGE_LINES = 40
"""More lines than this are no longer read; ``diff`` has them all."""


def plan_lines(plan: IngestPlan, source: Source) -> Iterator[str]:
    """Yield what changes in what is published now, and what documents lack; nothing where no release is new."""
    for item in plan.results:
        if item.rows_written is not None and item.release.missing_parts:
            yield f"{item.release.vintage}  not found in the document: {', '.join(item.release.missing_parts)}"
    if plan.after is plan.before:
        return
    before, after = (
        table.as_of(snapshot.table[snapshot.table["source"] == source.id], date.max)
        for snapshot in (plan.before, plan.after)
    )
    yield "what changes in what is published now:"
    day = min(item.release.vintage for item in plan.results if item.rows_written is not None) - timedelta(days=1)
    yield from (f"  {line}" for line in first_lines(differences.diff(before, after, day), source))


def first_lines(changed: pd.DataFrame, source: Source) -> Iterator[str]:
    """Yield the first lines that ``diff`` would print, and how many more there are."""
    lines = diff_lines(changed, source.measures)
    yield from islice(lines, MAX_CHANGE_LINES)
    if more := sum(1 for _ in lines):
        yield f"and {more:,} lines more"


def result_lines(taken: Sequence[IngestResult], *, dry_run: bool = False) -> Iterator[str]:
    """Yield a line for each new release, and how many there were."""
    new = [item for item in taken if item.rows_written is not None]
    written = "rows to write" if dry_run else "rows written"
    for item in new:
        yield (
            f"{item.release.vintage}  {len(item.release.rows):4} figures stated, {item.rows_written:4} {written}  "
            f"{item.release.title[:70]}"
        )
    unchanged = len(taken) - len(new)
    count = f"{len(new)} new release{'s' * (len(new) != 1)}"
    kept = f"; {unchanged} already held, unchanged" if unchanged else ""
    yield count + kept + ("; nothing was written (--dry-run)" if dry_run else "")
