"""Keeps the store current from the publishers themselves.

All sources are fetched side by side, then taken one after the other: what goes wrong with one stops and harms no other.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pandas as pd

from etl.core.errors import EtlError
from etl.core.model import Release, RestatedSpan, VintageBasis
from etl.core.source import Document, Source
from etl.fetch import client as fetch
from etl.fetch.client import Client, FetchedDocument, NotModified, Validators
from etl.ingest import attempts, checks, fetch_state, pipeline, quarantine
from etl.ingest.fetch_state import FetchState
from etl.ingest.pipeline import IngestResult, Provenance
from etl.store import documents, ledger, table
from etl.store.files import Store, StoreSnapshot

ProgressFactory = Callable[[str], fetch.ProgressCallback]  # for a source id, what hears of its progress


class Outcome(StrEnum):
    """What an update came to for one source."""

    NEW = "new"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    FAILED = "failed"


@dataclass(frozen=True)
class Report:
    """The outcome for one source: what was taken, or why nothing was.

    ``quarantine_name`` is the name under which a quarantined release waits.
    """

    source: str
    outcome: Outcome
    results: tuple[IngestResult, ...] = ()
    reasons: tuple[str, ...] = ()
    quarantine_name: str = ""


@dataclass(frozen=True)
class _FetchedRelease:
    """A document as fetched, and the release in it."""

    document: FetchedDocument
    provenance: Provenance
    release: Release


def update(
    store: Store,
    sources: Sequence[Source],
    *,
    today: date,
    client: Callable[[], Client],
    watch: ProgressFactory,
    dry_run: bool = False,
) -> list[Report]:
    """Fetch what the publishers of ``sources`` show now, and take each release that says something new.

    A release that is doubted is put in quarantine. ``dry_run`` writes nothing at all.
    """
    pool = ThreadPoolExecutor(max_workers=max(1, len(sources)))
    try:
        with nullcontext() if dry_run else store.lock():
            run = _UpdateRun(store, today, fetch_state.load(store), store.load().ledger, dry_run=dry_run)
            running = {pool.submit(run.fetch, source, client, watch): source for source in sources}
            return [run.finish(running[future], future) for future in as_completed(running)]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # an interruption does not wait for a publisher


def accept(store: Store, name: str, source: Source, *, today: date) -> list[IngestResult]:
    """Take the quarantined release of that name, though it is doubted, as of the day on which it was fetched."""
    waiting = quarantine.get(store, name)
    with store.lock():
        snapshot = store.load()
        after, taken = pipeline.ingest(
            snapshot, source, [(waiting.provenance, [waiting.release])], today=today, doubts=waiting.reasons
        )
        if after is not snapshot:
            store.commit(after, source.id)
        quarantine.remove(store, name)
    return taken


@dataclass(frozen=True)
class _UpdateRun:
    """One update: the day, the states of the addresses and the ledger as they were before it."""

    store: Store
    today: date
    fetch_states: Mapping[str, FetchState]
    ledger: pd.DataFrame
    dry_run: bool

    def fetch(
        self, source: Source, client: Callable[[], Client], watch: ProgressFactory
    ) -> _FetchedRelease | NotModified:
        """Fetch what the publisher shows now and read it, in a thread of its own; ``EtlError`` where that fails."""
        if source.download is None:
            by_hand = f"take its files with: python -m etl add {source.id}"
            raise EtlError(f"{source.id} has no address to fetch from; {by_hand}")
        newest = _newest_release_id(self.ledger, source)
        validators = {
            address: state.validators
            for address, state in self.fetch_states.items()
            if state.newest_release_id == newest
        }
        with client() as session:
            fetched = session.get(source.download, validators, watch(source.id))
        if isinstance(fetched, NotModified):
            return fetched
        name = PurePosixPath(urlsplit(fetched.url).path).name
        document = Document(name, fetched.content, url=fetched.url, no_later_than=self.today)
        (release,) = pipeline.parse_document(source, document, self.today, self.store.load_places())
        return _FetchedRelease(fetched, Provenance.from_document(document), release)

    def finish(self, source: Source, running: "Future[_FetchedRelease | NotModified]") -> Report:
        """Take what a source brought, and report on it. What goes wrong in a source is in its report, never raised."""
        report = self._finish(source, running)
        if not self.dry_run:
            failure = "; ".join(report.reasons) if report.outcome is Outcome.FAILED else ""
            try:
                attempts.record(self.store, source, self.today, failure)
            except (EtlError, OSError) as fault:
                return replace(report, outcome=Outcome.FAILED, reasons=(*report.reasons, str(fault)))
        return report

    def _finish(self, source: Source, running: "Future[_FetchedRelease | NotModified]") -> Report:
        try:
            had = running.result()
            if not isinstance(had, NotModified):
                return self._ingest(source, had)
            self._save_state(source, had.url, self.fetch_states[had.url].validators)
        except (EtlError, OSError) as failure:
            return Report(source.id, Outcome.FAILED, reasons=(str(failure),))
        except Exception as fault:  # noqa: BLE001 - a fault of ours in one source must not stop the others
            return Report(source.id, Outcome.FAILED, reasons=(f"unexpected {type(fault).__name__}: {fault}",))
        return Report(source.id, Outcome.UNCHANGED)

    def _ingest(self, source: Source, had: _FetchedRelease) -> Report:
        snapshot = self.store.load()
        spans = ledger.restated_spans(snapshot.releases[snapshot.releases["source"] == source.id])
        before = table.as_of(snapshot.table[snapshot.table["source"] == source.id], self.today)
        lost = checks.lost_spans(had.release, spans, before, source.count_measure_ids)
        after, taken = snapshot, list[IngestResult]()
        if lost or table.differs_from(snapshot.log, replace(had.release, vintage=self.today)):
            release = self._with_vintage(had, snapshot)
            after, taken = pipeline.ingest(snapshot, source, [(had.provenance, [release])], today=self.today)
        if taken and not self.dry_run:
            documents.keep(self.store.root, source, had.document.content)
        doubts = [*checks.lost_span_warnings(lost), *chain(*(item.warnings for item in taken))]
        if doubts:
            return self._quarantine(source, had.provenance, taken, lost, doubts)
        if after is not snapshot and not self.dry_run:
            self.store.commit(after, source.id)
        self._save_state(source, had.document.url, had.document.validators)
        return Report(source.id, Outcome.UNCHANGED if after is snapshot else Outcome.NEW, tuple(taken))

    def _quarantine(
        self,
        source: Source,
        origin: Provenance,
        taken: Sequence[IngestResult],
        lost: Sequence[RestatedSpan],
        doubts: Sequence[str],
    ) -> Report:
        """Put a release by. Who accepts it says that what it lacks was taken away, so it restates that too."""
        (release,) = (item.release for item in taken)
        whole = replace(release, restates=(*release.restates, *lost))
        name = ""
        if not self.dry_run:
            name = quarantine.add(self.store, origin, whole, since=self.today, reasons=doubts)
        return Report(source.id, Outcome.QUARANTINED, tuple(taken), tuple(doubts), name)

    def _with_vintage(self, had: _FetchedRelease, snapshot: StoreSnapshot) -> Release:
        """Return the release with the day on which it became public, or by which it was seen to be.

        A publisher's own day is believed unless a whole release of that day or later is held: then this one replaced
        it in silence. A day told by the content is believed only of the first release that reaches so far, and only
        if the address was not looked at since: what was not there that day is not of that day.
        """
        release = had.release
        ours = snapshot.releases[snapshot.releases["source"] == release.source]
        ours = ours[ours["restates"] != ""]
        label = pd.Timestamp(release.vintage)
        replaced = bool((ours["vintage"] >= label).any())
        if release.vintage_basis is VintageBasis.CONTENT:
            rows = snapshot.log[snapshot.log["source"] == release.source]
            looked = self.fetch_states.get(had.document.url)
            seen_without = looked is not None and looked.checked_on >= release.vintage
            replaced |= seen_without or bool(rows["period_end"].max() >= release.rows["period_end"].max())
        if not replaced:
            return release
        reason = f"its content is that of a release of {release.vintage}; first found so on {self.today}"
        note = "; ".join(text for text in (release.note, reason) if text)
        return replace(release, vintage=self.today, vintage_basis=VintageBasis.FETCH, note=note)

    def _save_state(self, source: Source, address: str, validators: Validators) -> None:
        if not self.dry_run:
            newest = _newest_release_id(self.store.load().ledger, source)
            fetch_state.save(self.store, {address: FetchState(validators, self.today, newest)})


def _newest_release_id(releases: pd.DataFrame, source: Source) -> str:
    """Return the id of the release of a source that was learned last; empty before the first."""
    ids = releases.loc[releases["source"] == source.id, "id"]
    return str(ids.iloc[-1]) if len(ids) else ""
