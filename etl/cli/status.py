"""The sources and what is held of them, for a terminal: a table, what needs a person, and single sources in full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from textwrap import wrap

import pandas as pd
from rich.table import Table

from etl.core.source import Source
from etl.ingest.quarantine import QuarantinedRelease
from etl.store import editions, summary
from etl.store.depth import NOTHING_HELD, depth_by_source
from etl.store.files import StoreSnapshot
from etl.store.summary import OVERDUE_GAPS, MeasureFamily, SourceSummary

LINE_WIDTH_CHARS = 100
"""Columns of the terminal that every line fits in."""
_HEADINGS = ("releases", "last release held", "age in days", "usual gap", "rows", "")

Summaries = Mapping[str, SourceSummary | None]
"""What is held of each source by its id; None of one without a release."""


def summarize_all(sources: Sequence[Source], table: pd.DataFrame, ledger: pd.DataFrame) -> Summaries:
    """Return what is held of each of the sources."""
    return {source.id: summary.summarize(source, table, ledger) for source in sources}


def summary_table(summaries: Summaries, today: date) -> Table:
    """Return a table with a row for each source; ages are as of ``today``."""
    table = Table(box=None, pad_edge=False)
    table.add_column("source", no_wrap=True)
    for heading in _HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    for source_id, holding in summaries.items():
        table.add_row(source_id, *_summary_cells(holding, today))
    return table


def detail_lines(sources: Sequence[Source], summaries: Summaries, today: date) -> Iterator[str]:
    """Yield all that there is to say of each source, after an empty line; ages are as of ``today``."""
    for source in sources:
        yield ""
        yield from _source_lines(source, summaries[source.id], today)


def _summary_cells(holding: SourceSummary | None, today: date) -> tuple[str, ...]:
    if holding is None:
        return ("0", "-", "-", "-", "0", "")
    gap = "-" if holding.usual_gap_days is None else str(holding.usual_gap_days)
    return (
        str(holding.release_days),
        str(holding.last_release),
        str(holding.age_days(today)),
        gap,
        str(holding.row_count),
        "overdue" if holding.is_overdue(today) else "",
    )


def needs_lines(
    snapshot: StoreSnapshot, summaries: Summaries, waiting: Sequence[QuarantinedRelease], today: date
) -> Iterator[str]:
    """Yield what a person should look at: what is overdue, what waits in quarantine, what nothing vouches for."""
    if any(holding is not None and holding.is_overdue(today) for holding in summaries.values()):
        yield f"\noverdue: the last release held is older than {OVERDUE_GAPS} usual gaps between releases"
    for item in waiting:
        yield f"\nin quarantine since {item.since}: {item.name}"
        yield from (f"  - {reason}" for reason in item.reasons)
    if not snapshot.is_vouched_for:
        yield f"\nnothing vouches for the files of rows: there is no {editions.FILE_NAME}; the next release writes it"


def as_json(
    snapshot: StoreSnapshot, summaries: Summaries, waiting: Sequence[QuarantinedRelease], today: date
) -> dict[str, object]:
    """Return the same for programs; ages are as of ``today``."""
    depths = depth_by_source(snapshot)
    return {
        "edition": snapshot.edition,
        "rows": len(snapshot.table),
        "releases": len(snapshot.ledger),
        "vouched_for": snapshot.is_vouched_for,
        "sources": [
            _summary_record(source_id, holding, today) | asdict(depths.get(source_id, NOTHING_HELD))
            for source_id, holding in summaries.items()
        ],
        "quarantine": [
            {
                "name": item.name,
                "source": item.release.source,
                "since": item.since.isoformat(),
                "reasons": list(item.reasons),
            }
            for item in waiting
        ],
    }


def _summary_record(source_id: str, holding: SourceSummary | None, today: date) -> dict[str, object]:
    if holding is None:
        return {"source": source_id, "releases": 0, "rows": 0}
    return {
        "source": source_id,
        "releases": holding.release_days,
        "rows": holding.row_count,
        "last_release": holding.last_release.isoformat(),
        "age_days": holding.age_days(today),
        "usual_gap_days": holding.usual_gap_days,
        "overdue": holding.is_overdue(today),
        "newest_period": holding.newest_period.label,
    }


def _source_lines(source: Source, holding: SourceSummary | None, today: date) -> Iterator[str]:
    yield from _wrap_text(f"{source.id}  {source.publisher['en']}", indent=0)
    for line in _holding_lines(holding, today):
        yield from _wrap_text(line, indent=2)
    for label, texts in (("Published", source.cadence), ("Terms", source.terms), ("To cite", source.citation)):
        yield from _wrap_text(f"{label}: {texts['en']}", indent=2)
    for family in summary.measure_families(source):
        yield from _family_lines(family)


def _holding_lines(holding: SourceSummary | None, today: date) -> Iterator[str]:
    if holding is None:
        yield "no release held yet"
        return
    gap = (
        ""
        if holding.median_gap_days is None
        else f"; usual gap between releases held {_with_plural(holding.median_gap_days, 'day')}"
    )
    days = f"{_with_plural(holding.release_days, 'release day')}, {holding.first_release} to {holding.last_release}"
    yield f"{days} ({_with_plural(holding.age_days(today), 'day')} ago){gap}"
    counts = f"{_with_plural(holding.row_count, 'row')}; {_with_plural(holding.place_count, 'place')}"
    yield f"{counts}; newest period {holding.newest_period.label}"


def _with_plural(number: int, thing: str) -> str:
    return f"{number} {thing}" + "s" * (number != 1)


def _family_lines(family: MeasureFamily) -> Iterator[str]:
    words = family.representative
    yield from _wrap_text(f"- {family.title['en']}", indent=2)
    yield from _wrap_text(", ".join(measure.id for measure in family.measures), indent=4)
    yield from _wrap_text(words.definition["en"], indent=4)
    for label, texts in (("Certainty", words.certainty), ("Where", words.geography), ("Withheld", words.suppression)):
        yield from _wrap_text(f"{label}: {texts['en']}", indent=4)


def _wrap_text(text: str, *, indent: int) -> list[str]:
    """Wrap a text into lines; where it goes on, it stands two columns further in."""
    margin = " " * indent
    return wrap(text, LINE_WIDTH_CHARS, initial_indent=margin, subsequent_indent=margin + "  ", break_on_hyphens=False)
