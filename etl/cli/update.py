"""What ``update`` says at a terminal: how far each source is, then what became of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from etl.core.source import Source
from etl.fetch.client import ProgressCallback
from etl.ingest.update import Outcome, ProgressFactory, Report


@contextmanager
def show_progress(console: Console, sources: Sequence[Source]) -> Iterator[ProgressFactory]:
    """Show a bar for each source while it is fetched; nothing where no terminal shows it."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        tasks = {source.id: progress.add_task(source.id, total=None) for source in sources}

        def watch(source_id: str) -> ProgressCallback:
            return lambda done, total: progress.update(tasks[source_id], completed=done, total=total)

        yield watch


def summary_table(reports: Sequence[Report], *, dry_run: bool) -> Table:
    """Return a table with a line for each source, by name."""
    table = Table(box=None, pad_edge=False)
    for heading in ("source", "outcome", "release"):
        table.add_column(heading, no_wrap=True)
    table.add_column("figures", justify="right")
    table.add_column("rows", justify="right")
    for report in sorted(reports, key=lambda report: report.source):
        outcome = f"{report.outcome} (not written)" if dry_run and report.outcome is Outcome.NEW else report.outcome
        days = ", ".join(str(item.release.vintage) for item in report.results)
        figures = sum(len(item.release.rows) for item in report.results)
        rows = sum(item.rows_written or 0 for item in report.results)
        counts = (f"{figures:,}", f"{rows:,}") if report.results else ("", "")
        table.add_row(report.source, outcome, days, *counts)
    return table


def failure_lines(reports: Sequence[Report]) -> Iterator[str]:
    """Yield why nothing was taken, and what to do, for each source that needs a person."""
    for report in sorted(reports, key=lambda report: report.source):
        if report.outcome is Outcome.QUARANTINED:
            yield f"{report.source}: the release waits in quarantine, because"
            yield from (f"  - {reason}" for reason in report.reasons)
            if report.quarantine_name:
                yield f"  if it is right, take it with: python -m etl accept {report.quarantine_name}"
        elif report.outcome is Outcome.FAILED:
            yield f"{report.source}: {'; '.join(report.reasons)}"
