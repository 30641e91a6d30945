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
from etl.core.model import Document, Known, Release, Source, Span
from etl.fetch import client as fetch
from etl.fetch.client import Client, Fetched, Unchanged, Validators
from etl.ingest import checks, pipeline, quarantine
from etl.ingest import fetch_state as states
from etl.ingest.fetch_state import State
from etl.ingest.pipeline import Origin, Taken
from etl.store import ledger, table
from etl.store.files import Holdings, Store

Watch = Callable[[str], fetch.Progress]  # for a source id, what hears of its progress


class Outcome(StrEnum):
    """What an update came to for one source."""

    NEW = "new"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    FAILED = "failed"


@dataclass(frozen=True)
class Report:
    """The outcome for one source: what was taken, or why nothing was; ``name`` is that of a quarantined release."""

    source: str
    outcome: Outcome
    taken: tuple[Taken, ...] = ()
    reasons: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class _Had:
    """A document as fetched, and the release in it."""

    fetched: Fetched
    origin: Origin
    release: Release


def update(
    store: Store,
    sources: Sequence[Source],
    *,
    today: date,
    client: Callable[[], Client],
    watch: Watch,
    dry_run: bool = False,
) -> list[Report]:
    """Fetch what the publishers of ``sources`` show now, and take each release that says something new.

    A release that is doubted is put in quarantine. ``dry_run`` writes nothing at all.
    """
    pool = ThreadPoolExecutor(max_workers=max(1, len(sources)))
    try:
        with nullcontext() if dry_run else store.locked():
            run = _Run(store, today, states.recall(store), store.load().ledger, dry_run=dry_run)
            running = {pool.submit(run.fetch, source, client, watch): source for source in sources}
            return [run.conclude(running[one], one) for one in as_completed(running)]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # an interruption does not wait for a publisher


def accept(store: Store, name: str, source: Source, *, today: date) -> list[Taken]:
    """Take the quarantined release of that name, though it is doubted, as of the day on which it was fetched."""
    waiting = quarantine.entry(store, name)
    with store.locked():
        held = store.load()
        after, taken = pipeline.learn(
            held, source, [(waiting.origin, [waiting.release])], today=today, doubts=waiting.reasons
        )
        if after is not held:
            store.commit(after, source.id)
        quarantine.release(store, name)
    return taken


@dataclass(frozen=True)
class _Run:
    """One update: the day, the states of the addresses and the ledger as they were before it."""

    store: Store
    today: date
    states: Mapping[str, State]
    ledger: pd.DataFrame
    dry_run: bool

    def fetch(self, source: Source, client: Callable[[], Client], watch: Watch) -> _Had | Unchanged:
        """What the publisher shows now; in a thread of its own."""
        if source.feed is None:
            by_hand = f"take its files with: python -m etl add {source.id}"
            raise EtlError(f"{source.id} has no address to fetch from; {by_hand}")
        newest = _newest_id(self.ledger, source)
        known = {address: state.validators for address, state in self.states.items() if state.held == newest}
        with client() as session:
            fetched = session.get(source.feed, known, watch(source.id))
        if isinstance(fetched, Unchanged):
            return fetched
        name = PurePosixPath(urlsplit(fetched.address).path).name
        document = Document(name, fetched.content, url=fetched.address, no_later_than=self.today)
        (release,) = pipeline.read(source, document, self.today)
        return _Had(fetched, Origin.of(document), release)

    def conclude(self, source: Source, running: "Future[_Had | Unchanged]") -> Report:
        """The report on one source, after taking what it brought. Whatever goes wrong is its own affair."""
        try:
            had = running.result()
            if not isinstance(had, Unchanged):
                return self._take(source, had)
            self._remember(source, had.address, self.states[had.address].validators)
        except (EtlError, OSError) as failure:
            return Report(source.id, Outcome.FAILED, reasons=(str(failure),))
        except Exception as fault:  # noqa: BLE001 - a fault of ours in one source must not stop the others
            return Report(source.id, Outcome.FAILED, reasons=(f"unexpected {type(fault).__name__}: {fault}",))
        return Report(source.id, Outcome.UNCHANGED)

    def _take(self, source: Source, had: _Had) -> Report:
        held = self.store.load()
        spans = ledger.spans(held.ledger[held.ledger["source"] == source.id])
        before = table.as_of(held.table[held.table["source"] == source.id], self.today)
        lost = checks.lost_spans(had.release, spans, before, source.counts)
        after, taken = held, list[Taken]()
        if lost or table.contradicts(held.table, replace(had.release, vintage=self.today)):
            release = self._dated(had, held)
            after, taken = pipeline.learn(held, source, [(had.origin, [release])], today=self.today)
        doubts = [*checks.shrunk(lost), *chain(*(item.doubts for item in taken))]
        if doubts:
            return self._put_by(source, had.origin, taken, lost, doubts)
        if after is not held and not self.dry_run:
            self.store.commit(after, source.id)
        self._remember(source, had.fetched.address, had.fetched.validators)
        return Report(source.id, Outcome.UNCHANGED if after is held else Outcome.NEW, tuple(taken))

    def _put_by(
        self, source: Source, origin: Origin, taken: Sequence[Taken], lost: Sequence[Span], doubts: Sequence[str]
    ) -> Report:
        """Into quarantine. Who accepts it says that what it lacks was taken away, so it restates that too."""
        (release,) = (item.release for item in taken)
        whole = replace(release, restates=(*release.restates, *lost))
        name = ""
        if not self.dry_run:
            name = quarantine.keep(self.store, origin, whole, since=self.today, reasons=doubts)
        return Report(source.id, Outcome.QUARANTINED, tuple(taken), tuple(doubts), name)

    def _dated(self, had: _Had, held: Holdings) -> Release:
        """The release with the day on which it became public, or by which it was seen to be.

        A publisher's own day is believed unless a whole release of that day or later is held: then this one replaced
        it in silence. A day told by the content is believed only of the first release that reaches so far, and only
        if the address was not looked at since: what was not there that day is not of that day.
        """
        release = had.release
        ours = held.ledger[(held.ledger["source"] == release.source) & (held.ledger["restates"] != "")]
        label = pd.Timestamp(release.vintage)
        replaced = bool((ours["vintage"] >= label).any())
        if release.known is Known.CONTENT:
            rows = held.table[held.table["source"] == release.source]
            looked = self.states.get(had.fetched.address)
            seen_without = looked is not None and looked.looked >= release.vintage
            replaced |= seen_without or bool(rows["period_end"].max() >= release.rows["period_end"].max())
        if not replaced:
            return release
        said = f"its content is that of a release of {release.vintage}; first found so on {self.today}"
        note = "; ".join(text for text in (release.note, said) if text)
        return replace(release, vintage=self.today, known=Known.FETCH, note=note)

    def _remember(self, source: Source, address: str, validators: Validators) -> None:
        if not self.dry_run:
            newest = _newest_id(self.store.load().ledger, source)
            states.remember(self.store, {address: State(validators, self.today, newest)})


def _newest_id(releases: pd.DataFrame, source: Source) -> str:
    """The release of a source that was learned last."""
    ids = releases.loc[releases["source"] == source.id, "id"]
    return str(ids.iloc[-1]) if len(ids) else ""
