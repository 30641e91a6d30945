"""Takes documents into the store: parse, check, learn, commit. Nothing is written until everything passed."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from etl.core.errors import EtlError, InvalidDocument
from etl.core.groups import GROUPS
from etl.core.model import STORED_STATUSES, Release
from etl.core.places import Places
from etl.core.source import Document, Source
from etl.ingest import checks, day_checks, part_checks, problems, total_checks
from etl.ingest.listed_places import keep_listed
from etl.parsing.documents import check_form
from etl.store import documents as kept_documents
from etl.store import ledger, table
from etl.store.files import Store, StoreSnapshot
from etl.store.summary import measure_families


class NeedsReview(EtlError):
    """A release that a person should look at first: ``reasons`` says why."""

    def __init__(self, name: str, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(f"{name}: doubtful, nothing was written\n" + "\n".join(f"  - {text}" for text in reasons))


@dataclass(frozen=True)
class Provenance:
    """The document that a release was read from: its name, and the hash and number of its bytes."""

    name: str
    sha256: str
    size_bytes: int

    @classmethod
    def from_document(cls, document: Document) -> "Provenance":
        """Return the provenance that a document is."""
        return cls(document.name, hashlib.sha256(document.content).hexdigest(), len(document.content))


ParsedDocuments = Sequence[tuple[Provenance, Sequence[Release]]]


@dataclass(frozen=True)
class IngestResult:
    """What became of one release: ``rows_written``, None when it was already held; ``warnings`` about it."""

    release: Release
    rows_written: int | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class IngestPlan:
    """What a command is about to write: all that is held ``before`` and ``after``, and what became of each release."""

    before: StoreSnapshot
    after: StoreSnapshot
    results: tuple[IngestResult, ...]

    @property
    def doubts(self) -> list[str]:
        """All that is doubted, each with the day of its release."""
        return [f"{item.release.vintage}: {text}" for item in self.results for text in item.warnings]


def add(
    store: Store,
    source: Source,
    documents: Sequence[Document],
    *,
    today: date,
    accept: bool = False,
    preview: Callable[[IngestPlan], bool] = lambda _plan: True,
) -> list[IngestResult]:
    """Take every release of ``documents`` as one new edition.

    ``InvalidDocument`` and ``NeedsReview`` leave the store untouched. ``accept`` takes doubtful ones all the same: what
    was doubted then stands in the note of the release. ``preview`` sees what will change before anything is written;
    where it returns False, nothing is.
    """
    places = store.load_places()
    parsed = [
        (Provenance.from_document(document), parse_document(source, document, today, places)) for document in documents
    ]
    with store.lock():
        snapshot = store.load()
        after, taken = ingest(snapshot, source, parsed, today=today)
        plan = IngestPlan(snapshot, after, tuple(taken))
        wanted = preview(plan)
        if plan.doubts and not accept:
            raise NeedsReview(", ".join(document.name for document in documents), plan.doubts)
        if wanted:
            for document in documents:
                kept_documents.keep(store.root, source, document.content)
        if wanted and after is not snapshot:
            store.commit(after, source.id)
    return taken


def parse_document(source: Source, document: Document, today: date, places: Places) -> tuple[Release, ...]:
    """Return the releases in a document that can be what they say; ``InvalidDocument`` otherwise.

    Of a source that names more places than there are in ``places``, what is stated of the others is left out.
    """
    check_form(document)
    releases = source.parse(document)
    if source.names_more_places:
        releases = tuple(keep_listed(release, places, document.name) for release in releases)
    people = [measure.id for measure in source.measures if measure.is_population]
    breaches = [text for release in releases for text in problems.find_problems(release, document, today, people)]
    if breaches:
        raise InvalidDocument(document.name, breaches)
    return releases


def ingest(
    snapshot: StoreSnapshot,
    source: Source,
    parsed: ParsedDocuments,
    *,
    today: date,
    doubts: Sequence[str] | None = None,
) -> tuple[StoreSnapshot, list[IngestResult]]:
    """Return the snapshot after taking the releases, oldest first; the same object when nothing in them is new.

    A release is held already when the ledger has it and the table says what it says. Warnings about one are in the note
    of its ledger row: ``doubts`` where given, else what the checks find. Every way into the table leads through here:
    ``InvalidDocument`` names what a document says that does not exist or cannot be.
    """
    _refuse_impossible_rows(snapshot, source, parsed)
    edition = snapshot.edition + 1
    categories = _categories(source, snapshot.places)
    ours, ledger_rows = snapshot.log[snapshot.log["source"] == source.id], snapshot.ledger
    others, ours = snapshot.table.drop(index=ours.index), ours.astype(categories)
    pairs = [(release, origin) for origin, releases in parsed for release in releases]
    taken = []
    for release, origin in sorted(pairs, key=lambda item: item[0].vintage):
        releases = ledger.releases_of_edition(ledger_rows[ledger_rows["source"] == source.id])
        if ledger.contains(releases, release, origin.sha256) and not table.differs_from(ours, release):
            taken.append(IngestResult(release, rows_written=None))
            continue
        spans = ledger.restated_spans(releases)
        coded = replace(release, rows=table.rows_of(release, ours))
        warnings = _doubts(coded, origin, ours, spans, source, snapshot) if doubts is None else doubts
        release_id = ledger.new_release_id(ledger_rows, source.id, release.vintage)
        added = table.rows_added_by(ours, spans, coded, release_id=release_id, edition=edition)
        learned = {"id": release_id, "edition": edition, "learned_on": today} | _provenance_columns(origin)
        ledger_rows = ledger.append(
            ledger_rows, ledger.release_columns(_with_warnings_noted(release, warnings)) | learned
        )
        ours = table.append_added(ours, added.astype(categories))
        taken.append(IngestResult(release, len(added), tuple(warnings)))
    if ledger_rows is snapshot.ledger:
        return snapshot, taken
    return replace(snapshot, table=table.append_rows(others, ours), ledger=ledger_rows), taken


def _categories(source: Source, places: Places) -> dict[str, pd.CategoricalDtype]:
    """Return the dtypes with which each release is compared with those before it: texts would take twice as long."""
    words = {
        "source": [source.id],
        "measure": source.measure_ids,
        "place": places,
        "group": GROUPS,
        "status": STORED_STATUSES,
    }
    return {column: pd.CategoricalDtype(sorted(names)) for column, names in words.items()}


def _doubts(
    release: Release,
    origin: Provenance,
    ours: pd.DataFrame,
    spans: pd.DataFrame,
    source: Source,
    snapshot: StoreSnapshot,
) -> list[str]:
    """List all that is doubted of a release; ``snapshot`` is what was held before its document came."""
    parents = {code: place.parent for code, place in snapshot.places.items()}
    releases = snapshot.releases[snapshot.releases["source"] == source.id]
    before = table.as_of(ours, release.vintage)
    return [
        *checks.find_warnings(release, before, spans, parents, source.count_measure_ids),
        *part_checks.find_part_warnings(release, spans),
        *day_checks.find_day_warnings(release, origin.sha256, before, releases),
        *total_checks.find_total_warnings(release, before, spans, measure_families(source)),
    ]


def _refuse_impossible_rows(snapshot: StoreSnapshot, source: Source, parsed: ParsedDocuments) -> None:
    for origin, releases in parsed:
        if breaches := problems.row_problems(releases, source.measures, snapshot.places):
            raise InvalidDocument(origin.name, breaches)


def _provenance_columns(origin: Provenance) -> dict[str, str | int]:
    return {"document": origin.name, "sha256": origin.sha256, "bytes": origin.size_bytes}


def _with_warnings_noted(release: Release, doubts: Sequence[str]) -> Release:
    decision = [f"taken by a person's decision, though: {'; '.join(doubts)}"] if doubts else []
    return replace(release, note="; ".join(text for text in (release.note, *decision) if text))
