"""Keeps the store current from the publishers themselves.

All sources are fetched side by side, then taken one after the other: what goes wrong with one stops and harms no other.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pandas as pd

from etl import checks, fetch, ledger, pipeline, quarantine, states, table
from etl.errors import EtlError
from etl.fetch import Client, Fetched, Unchanged, Validators
from etl.model import Document, Known, Release, Source
from etl.pipeline import Taken
from etl.store import Holdings, Store

Watch = Callable[[str], fetch.Progress]  # for a source id, what hears of its progress


class Outcome(StrEnum):
    """What an update came to for one source."""

    NEW = "new"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    FAILED = "failed"


@dataclass(frozen=True)
class Report:
    """The outcome for one source: what was taken, or why nothing was; ``name`` is that of a quarantined document."""

    source: str
    outcome: Outcome
    taken: tuple[Taken, ...] = ()
    reasons: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class _Had:
    """A document as fetched, and the releases in it."""

    fetched: Fetched
    document: Document
    releases: tuple[Release, ...]


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
        with store.locked():
            known = states.recall(store)
            running = {pool.submit(_had, source, client, known, today, watch): source for source in sources}
            return [_concluded(store, running[one], one, today=today, dry_run=dry_run) for one in as_completed(running)]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # an interruption does not wait for a publisher


def accept(store: Store, name: str, source: Source, *, today: date) -> Report:
    """Take the quarantined document of that name, though it is doubted."""
    waiting = quarantine.entry(store, name)
    releases = pipeline.read(source, waiting.document, today)
    with store.locked():
        after, taken, _ = _learn(store.load(), source, waiting.document, releases, today=today)
        if taken:
            store.commit(after, source.id)
        quarantine.release(store, name)
    return Report(source.id, Outcome.NEW if taken else Outcome.UNCHANGED, taken)


def _had(
    source: Source, client: Callable[[], Client], known: Mapping[str, Validators], today: date, watch: Watch
) -> _Had | Unchanged:
    if source.feed is None:
        raise EtlError(f"{source.id} has no address to fetch from; take its files with: python -m etl add {source.id}")
    with client() as session:
        fetched = session.get(source.feed, known, watch(source.id))
    if isinstance(fetched, Unchanged):
        return fetched
    name = PurePosixPath(urlsplit(fetched.address).path).name
    document = Document(name, fetched.content, url=fetched.address, no_later_than=today)
    return _Had(fetched, document, pipeline.read(source, document, today))


def _concluded(
    store: Store, source: Source, running: Future[_Had | Unchanged], *, today: date, dry_run: bool
) -> Report:
    """The report on one source, after taking what it brought."""
    error = running.exception()
    if isinstance(error, EtlError):
        return Report(source.id, Outcome.FAILED, reasons=(str(error),))
    if error:  # a fault of ours: this source fails by it, the others do not
        return Report(source.id, Outcome.FAILED, reasons=(f"unexpected {type(error).__name__}: {error}",))
    had = running.result()
    if isinstance(had, Unchanged):
        return Report(source.id, Outcome.UNCHANGED)
    try:
        return _taken(store, source, had, today=today, dry_run=dry_run)
    except (EtlError, OSError) as failure:
        return Report(source.id, Outcome.FAILED, reasons=(str(failure),))


def _taken(store: Store, source: Source, had: _Had, *, today: date, dry_run: bool) -> Report:
    after, taken, doubts = _learn(store.load(), source, had.document, had.releases, today=today)
    if doubts:
        kept = "" if dry_run else quarantine.keep(store, source.id, had.document, since=today, reasons=doubts)
        return Report(source.id, Outcome.QUARANTINED, taken, doubts, kept)
    if not dry_run:
        if taken:
            store.commit(after, source.id)
        states.remember(
            store, {had.fetched.address: had.fetched.validators}
        )  # last: until now it would be fetched again
    return Report(source.id, Outcome.NEW if taken else Outcome.UNCHANGED, taken)


def _learn(
    held: Holdings, source: Source, document: Document, releases: Sequence[Release], *, today: date
) -> tuple[Holdings, tuple[Taken, ...], tuple[str, ...]]:
    """The holdings with what is new in a document, what was taken, and what is doubtful about it."""
    ours = held.ledger[held.ledger["source"] == source.id]
    shrunk = {release.vintage: checks.shrunk(release, ledger.spans(ours)) for release in releases}
    new = [
        _dated(release, ours, today)
        for release in releases
        if shrunk[release.vintage] or table.contradicts(held.table, replace(release, vintage=today))
    ]
    if not new:
        return held, (), ()
    after, taken = pipeline.learn(held, source, [(document, new)], today=today)
    doubts = [*chain(*shrunk.values()), *chain(*(item.doubts for item in taken))]
    return after, tuple(taken), tuple(doubts)


def _dated(release: Release, ours: pd.DataFrame, today: date) -> Release:
    """A release under the label of one that is held is a silent replacement: its day is that of the fetch."""
    if ours.empty or ours["vintage"].max() < pd.Timestamp(release.vintage):
        return release
    said = f"replaced in place: it says what the release of {release.vintage} would, and was found changed on {today}"
    note = "; ".join(text for text in (release.note, said) if text)
    return replace(release, vintage=today, known=Known.FETCH, note=note)
