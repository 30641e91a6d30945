"""Takes documents into the store: parse, check, learn, commit. Nothing is written until everything passed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from etl import checks, ledger, table
from etl.errors import Refused
from etl.model import Document, Release, Source
from etl.store import Holdings, Store


@dataclass(frozen=True)
class Taken:
    """What became of one release: ``rows`` written, or None when it was already held."""

    release: Release
    rows: int | None


def add(store: Store, source: Source, documents: Sequence[Document], *, today: date) -> list[Taken]:
    """Take every release of ``documents`` as one new edition; ``Refused`` leaves the store untouched."""
    parsed = [(document, source.parse(document)) for document in documents]
    for document, releases in parsed:
        if found := [problem for release in releases for problem in checks.problems(release, document, today)]:
            raise Refused(document.name, found)
    with store.locked():
        held = store.load()
        after, taken = learn(held, parsed, today=today)
        if after is not held:
            store.commit(after, {source.id})
    return taken


def learn(
    held: Holdings, parsed: Sequence[tuple[Document, Sequence[Release]]], *, today: date
) -> tuple[Holdings, list[Taken]]:
    """The holdings after taking the releases, oldest first; the same object when nothing in them is new.

    A release is held already when the ledger knows it and the table says what it says.
    """
    edition = held.edition + 1
    dated = [(release, document) for document, releases in parsed for release in releases]
    taken = []
    for release, document in sorted(dated, key=lambda item: item[0].vintage):
        sha256 = hashlib.sha256(document.content).hexdigest()
        if ledger.knows(held.ledger, release, sha256) and not table.contradicts(held.table, release):
            taken.append(Taken(release, rows=None))
            continue
        release_id = ledger.new_id(held.ledger, release.source, release.vintage)
        spans = ledger.spans(held.ledger[held.ledger["source"] == release.source])
        added = table.learn(held.table, spans, release, release_id=release_id, edition=edition)
        entry = ledger.describe(release) | {
            "id": release_id,
            "document": document.name,
            "sha256": sha256,
            "bytes": len(document.content),
            "edition": edition,
            "learned_on": today,
        }
        held = replace(held, table=table.merge(held.table, added), ledger=ledger.append(held.ledger, entry))
        taken.append(Taken(release, rows=len(added)))
    return held, taken
