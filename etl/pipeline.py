"""Takes documents into the store: parse, check, learn, commit. Nothing is written until everything passed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from etl import checks, ledger, table
from etl.errors import EtlError, Refused
from etl.model import Document, Release, Source
from etl.store import Holdings, Store

Parsed = Sequence[tuple[Document, Sequence[Release]]]


class Doubted(EtlError):
    """A release that a person should look at first: ``reasons`` says why."""

    def __init__(self, name: str, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(f"{name}: doubtful, nothing was written\n" + "\n".join(f"  - {text}" for text in reasons))


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
    parsed = [(document, read(source, document, today)) for document in documents]
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


def learn(held: Holdings, source: Source, parsed: Parsed, *, today: date) -> tuple[Holdings, list[Taken]]:
    """The holdings after taking the releases, oldest first; the same object when nothing in them is new.

    A release is held already when the ledger knows it and the table says what it says. Doubts about one are in the
    note of its ledger row.
    """
    edition = held.edition + 1
    ours, told = held.table[held.table["source"] == source.id], held.ledger
    dated = [(release, document) for document, releases in parsed for release in releases]
    parents = {code: place.parent for code, place in held.places.items()}
    counts = [measure.id for measure in source.measures if measure.counts_deaths or measure.is_population]
    taken = []
    for release, document in sorted(dated, key=lambda item: item[0].vintage):
        sha256 = hashlib.sha256(document.content).hexdigest()
        if ledger.knows(told, release, sha256) and not table.contradicts(ours, release):
            taken.append(Taken(release, rows=None))
            continue
        doubts = checks.doubts(release, ours, parents, counts)
        release_id = ledger.new_id(told, source.id, release.vintage)
        spans = ledger.spans(told[told["source"] == source.id])
        added = table.learn(ours, spans, release, release_id=release_id, edition=edition)
        learned = {"id": release_id, "edition": edition, "learned_on": today, "sha256": sha256}
        told = ledger.append(told, ledger.describe(_noted(release, doubts)) | _named(document) | learned)
        ours = table.merge(ours, added)
        taken.append(Taken(release, len(added), tuple(doubts)))
    if told is held.ledger:
        return held, taken
    others = held.table[held.table["source"] != source.id]
    return replace(held, table=table.merge(others, ours), ledger=told), taken


def _named(document: Document) -> dict[str, str | int]:
    return {"document": document.name, "bytes": len(document.content)}


def _noted(release: Release, doubts: Sequence[str]) -> Release:
    said = [f"taken by a person's decision, though: {'; '.join(doubts)}"] if doubts else []
    return replace(release, note="; ".join(text for text in (release.note, *said) if text))
