"""Takes documents into the store: parse, check, learn, commit. Nothing is written until everything passed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from etl.core.errors import EtlError, Refused
from etl.core.model import Document, Release, Source
from etl.ingest import checks
from etl.store import ledger, table
from etl.store.files import Holdings, Store


class Doubted(EtlError):
    """A release that a person should look at first: ``reasons`` says why."""

    def __init__(self, name: str, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(f"{name}: doubtful, nothing was written\n" + "\n".join(f"  - {text}" for text in reasons))


@dataclass(frozen=True)
class Origin:
    """The document that a release was read from: its name, and the hash and number of its bytes."""

    name: str
    sha256: str
    size: int

    @classmethod
    def of(cls, document: Document) -> "Origin":
        """The origin that a document is."""
        return cls(document.name, hashlib.sha256(document.content).hexdigest(), len(document.content))


Parsed = Sequence[tuple[Origin, Sequence[Release]]]


@dataclass(frozen=True)
class Taken:
    """What became of one release: ``rows`` written, or None when it was already held; ``doubts`` about it."""

    release: Release
    rows: int | None
    doubts: tuple[str, ...] = ()


def add(
    store: Store, source: Source, documents: Sequence[Document], *, today: date, accept: bool = False
) -> list[Taken]:
    """Take every release of ``documents`` as one new edition; ``Refused`` and ``Doubted`` leave the store untouched.

    ``accept`` takes doubtful ones all the same: what was doubted then stands in the note of the release.
    """
    parsed = [(Origin.of(document), read(source, document, today)) for document in documents]
    with store.locked():
        held = store.load()
        after, taken = learn(held, source, parsed, today=today)
        reasons = [f"{item.release.vintage}: {text}" for item in taken for text in item.doubts]
        if reasons and not accept:
            raise Doubted(", ".join(document.name for document in documents), reasons)
        if after is not held:
            store.commit(after, source.id)
    return taken


def read(source: Source, document: Document, today: date) -> tuple[Release, ...]:
    """The releases in a document that can be what they say; ``Refused`` otherwise."""
    releases = source.parse(document)
    people = [measure.id for measure in source.measures if measure.is_population]
    if found := [problem for release in releases for problem in checks.problems(release, document, today, people)]:
        raise Refused(document.name, found)
    return releases


def learn(
    held: Holdings, source: Source, parsed: Parsed, *, today: date, doubts: Sequence[str] | None = None
) -> tuple[Holdings, list[Taken]]:
    """The holdings after taking the releases, oldest first; the same object when nothing in them is new.

    A release is held already when the ledger knows it and the table says what it says. Doubts about one are in the
    note of its ledger row: those given, else what the checks find. Every way into the table leads through here, so
    here ``Refused`` is raised for a document that names a measure, place or group that does not exist.
    """
    _refuse_unknown_names(held, source, parsed)
    edition = held.edition + 1
    ours, told = held.table[held.table["source"] == source.id], held.ledger
    dated = [(release, origin) for origin, releases in parsed for release in releases]
    parents = {code: place.parent for code, place in held.places.items()}
    taken = []
    for release, origin in sorted(dated, key=lambda item: item[0].vintage):
        if ledger.knows(told, release, origin.sha256) and not table.contradicts(ours, release):
            taken.append(Taken(release, rows=None))
            continue
        found = checks.doubts(release, ours, parents, source.counts) if doubts is None else doubts
        release_id = ledger.new_id(told, source.id, release.vintage)
        spans = ledger.spans(told[told["source"] == source.id])
        added = table.learn(ours, spans, release, release_id=release_id, edition=edition)
        learned = {"id": release_id, "edition": edition, "learned_on": today} | _named(origin)
        told = ledger.append(told, ledger.describe(_noted(release, found)) | learned)
        ours = table.merge(ours, added)
        taken.append(Taken(release, len(added), tuple(found)))
    if told is held.ledger:
        return held, taken
    others = held.table[held.table["source"] != source.id]
    return replace(held, table=table.merge(others, ours), ledger=told), taken


def _refuse_unknown_names(held: Holdings, source: Source, parsed: Parsed) -> None:
    for origin, releases in parsed:
        if problems := checks.unknown_names(releases, source.measure_ids, held.places):
            raise Refused(origin.name, problems)


def _named(origin: Origin) -> dict[str, str | int]:
    return {"document": origin.name, "sha256": origin.sha256, "bytes": origin.size}


def _noted(release: Release, doubts: Sequence[str]) -> Release:
    said = [f"taken by a person's decision, though: {'; '.join(doubts)}"] if doubts else []
    return replace(release, note="; ".join(text for text in (release.note, *said) if text))
