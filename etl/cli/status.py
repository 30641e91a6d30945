"""The sources and what is held of them, for a terminal: a table, what needs a person, and single sources in full."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from textwrap import wrap

from rich.table import Table

from etl.core.source import Source
from etl.ingest import attempts, quarantine
from etl.ingest.attempts import Attempt
from etl.ingest.quarantine import QuarantinedRelease
from etl.store import editions, summary
from etl.store.depth import NOTHING_HELD, depth_by_source
from etl.store.errata import Erratum
from etl.store.files import Store, StoreSnapshot
from etl.store.release_gaps import GapBasis
from etl.store.summary import MeasureFamily, SourceSummary

LINE_WIDTH_CHARS = 100
"""Columns of the terminal that every line fits in."""
_HEADINGS = ("releases", "last release held", "age in days", "usual gap", "rows", "looked", "")


@dataclass(frozen=True)
class StoreStatus:
    """What a store holds on a day: by source, what is held (None without a release) and the last look, if any."""

    snapshot: StoreSnapshot
    summaries: Mapping[str, SourceSummary | None]
    attempts: Mapping[str, Attempt | None]
    waiting: Sequence[QuarantinedRelease]
    today: date

    @property
    def overdue(self) -> list[str]:
        """The sources of which a release should have come, or was missed."""
        return [name for name, holding in self.summaries.items() if holding and holding.gaps.is_overdue(self.today)]


def read_status(store: Store, sources: Sequence[Source], today: date) -> StoreStatus:
    """Read what a store holds of the sources."""
    snapshot, looks = store.load(), attempts.load(store)
    return StoreStatus(
        snapshot,
        {source.id: summary.summarize(source, snapshot.log, snapshot.releases) for source in sources},
        {source.id: attempts.of_source(looks, source) for source in sources},
        [quarantine.get(store, name) for name in quarantine.list_names(store)],
        today,
    )


def summary_table(status: StoreStatus) -> Table:
    """Return a table with a row for each source."""
    table = Table(box=None, pad_edge=False)
    table.add_column("source", no_wrap=True)
    for heading in _HEADINGS:
        table.add_column(heading, justify="right", no_wrap=True)
    for source_id, holding in status.summaries.items():
        table.add_row(source_id, *_summary_cells(holding, status.attempts[source_id], status.today))
    return table


def detail_lines(sources: Sequence[Source], status: StoreStatus) -> Iterator[str]:
    """Yield all that there is to say of each source, after an empty line."""
    for source in sources:
        yield ""
        yield from _source_lines(source, status.summaries[source.id], status.today)
        yield from _void_lines(source, status.snapshot.errata)


def overdue_lines(status: StoreStatus) -> list[str]:
    """Return for how long each overdue source has been silent."""
    return [f"{name}: {_silence(status.summaries[name], status.today)}" for name in status.overdue]


def needs_lines(status: StoreStatus) -> Iterator[str]:
    """Yield what a person should look at: overdue, failing, waiting in quarantine, or vouched for by nothing."""
    if status.overdue:
        yield "\noverdue: no release for longer than is usual for the source; --overdue says for how long"
    for source_id, attempt in status.attempts.items():
        if attempt and attempt.failing_since:
            yield f"\n{source_id} could not be fetched since {attempt.failing_since}: {attempt.failure}"
    for item in status.waiting:
        yield f"\nin quarantine since {item.since}: {item.name}"
        yield from (f"  - {reason}" for reason in item.reasons)
    if not status.snapshot.is_vouched_for:
        yield f"\nnothing vouches for the files of rows: there is no {editions.FILE_NAME}; the next release writes it"


def as_json(status: StoreStatus) -> dict[str, object]:
    """Return the same for programs."""
    snapshot, depths = status.snapshot, depth_by_source(status.snapshot)
    return {
        "edition": snapshot.edition,
        "rows": len(snapshot.table),
        "releases": len(snapshot.releases),
        "vouched_for": snapshot.is_vouched_for,
        "sources": [
            _summary_record(source_id, holding, status.today)
            | asdict(depths.get(source_id, NOTHING_HELD))
            | _attempt_record(status.attempts[source_id])
            for source_id, holding in status.summaries.items()
        ],
        "void": [_void_record(erratum) for erratum in snapshot.errata],
        "quarantine": [
            {
                "name": item.name,
                "source": item.release.source,
                "since": item.since.isoformat(),
                "reasons": list(item.reasons),
            }
            for item in status.waiting
        ],
    }


def _void_record(erratum: Erratum) -> dict[str, object]:
    return {
        "release": erratum.release,
        "edition": erratum.since,
        "void_from": erratum.until,
        "void_since": erratum.learned_on.isoformat(),
        "why": erratum.why,
        "moved_to": erratum.moved_id,
    }


def _summary_cells(holding: SourceSummary | None, attempt: Attempt | None, today: date) -> tuple[str, ...]:
    looked = "-" if attempt is None else "failing" if attempt.failing_since else str(attempt.tried_on)
    if holding is None:
        return ("0", "-", "-", "-", "0", looked, "")
    gap = "-" if holding.gaps.usual_days is None else str(holding.gaps.usual_days)
    return (
        str(holding.release_days),
        str(holding.last_release),
        str(holding.gaps.age_days(today)),
        gap,
        str(holding.row_count),
        looked,
        "overdue" if holding.gaps.is_overdue(today) else "",
    )


def _summary_record(source_id: str, holding: SourceSummary | None, today: date) -> dict[str, object]:
    if holding is None:
        return {"source": source_id, "releases": 0, "rows": 0}
    gaps = holding.gaps
    as_long = gaps.last_as_long(today)
    return {
        "source": source_id,
        "releases": holding.release_days,
        "rows": holding.row_count,
        "last_release": holding.last_release.isoformat(),
        "age_days": gaps.age_days(today),
        "usual_gap_days": gaps.usual_days,
        "long_gap_days": gaps.long_days,
        "next_expected": gaps.next_expected and gaps.next_expected.isoformat(),
        "longest_since": as_long and as_long.ended_on.isoformat(),
        "overdue": gaps.is_overdue(today),
        "newest_period": holding.newest_period.label,
    }


def _attempt_record(attempt: Attempt | None) -> dict[str, object]:
    since = attempt and attempt.failing_since
    return {
        "looked_at": attempt and attempt.tried_on.isoformat(),
        "failing_since": since and since.isoformat(),
        "failure": attempt.failure if attempt else "",
    }


def _silence(holding: SourceSummary | None, today: date) -> str:
    """Say how long a source has been silent beside its own gaps; empty of one without a release."""
    if holding is None:
        return ""
    gaps = holding.gaps
    age, as_long = _with_plural(gaps.age_days(today), "day"), gaps.last_as_long(today)
    if gaps.long_days is None:
        return f"{age} since the last release held; too few are held to tell how long is usual"
    if not gaps.is_overdue(today):
        return f"{age} since the last release held, within its usual range of {gaps.long_days}"
    if gaps.basis is GapBasis.PUBLISHER:
        return f"{age} since the last release held; one usually comes every {gaps.usual_days}"
    if gaps.basis is GapBasis.MEDIAN:
        return f"{age} since the last release held; half of the gaps between those held are {gaps.usual_days} or less"
    since = f"the longest since {as_long.ended_on}" if as_long else "the longest of all held"
    return f"{age} since the last release held, past its usual {gaps.long_days}; {since}"


def _source_lines(source: Source, holding: SourceSummary | None, today: date) -> Iterator[str]:
    yield from _wrap_text(f"{source.id}  {source.publisher['en']}", indent=0)
    for line in _holding_lines(source, holding, today):
        yield from _wrap_text(line, indent=2)
    for label, texts in (("Published", source.cadence), ("Terms", source.terms), ("To cite", source.citation)):
        yield from _wrap_text(f"{label}: {texts['en']}", indent=2)
    for family in summary.measure_families(source):
        yield from _family_lines(family)


def _void_lines(source: Source, errata: Sequence[Erratum]) -> Iterator[str]:
    """Yield what was taken back of a source, and why."""
    for erratum in errata:
        if erratum.source == source.id:
            moved = f", now of {erratum.moved_to}" if erratum.moved_to else ""
            text = f"Void since edition {erratum.until}: {erratum.release}{moved}: {erratum.why}"
            yield from _wrap_text(text, indent=2)


def _holding_lines(source: Source, holding: SourceSummary | None, today: date) -> Iterator[str]:
    if holding is None:
        yield "no release held yet" + ("; its reader was not tried on a real file yet" if source.is_untried else "")
        return
    gap = (
        ""
        if holding.median_gap_days is None
        else f"; usual gap between releases held {_with_plural(holding.median_gap_days, 'day')}"
    )
    days = f"{_with_plural(holding.release_days, 'release day')}, {holding.first_release} to {holding.last_release}"
    yield f"{days}{gap}"
    if source.ended_on:
        yield f"the series ended on {source.ended_on}"
    else:
        expected = holding.gaps.next_expected
        yield _silence(holding, today) + (f"; next expected about {expected}" if expected else "")
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
