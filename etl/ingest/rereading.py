"""Reads the documents that are kept once more, and takes what a mended reader reads otherwise.

What was read before is void: decision D25 in README.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from etl.core.errors import InvalidDocument
from etl.core.model import Release, VintageBasis
from etl.core.places import Places
from etl.core.source import Document, Source
from etl.ingest import pipeline, taking_back
from etl.ingest.pipeline import NeedsReview, Provenance
from etl.ingest.taking_back import Correction
from etl.parsing.transcribed import is_transcribed
from etl.store import documents
from etl.store.files import Store


class Reading(StrEnum):
    """What reading a release's document once more came to."""

    NOT_KEPT = "not kept"
    SAME = "same"
    CHANGED = "changed"


def reread(
    store: Store,
    source: Source,
    *,
    why: str,
    today: date,
    accept: bool,
    preview: Callable[[Correction], bool],
) -> dict[str, Reading]:
    """Return what became of each release of a source that stands, by its id, oldest first.

    What is read otherwise is added as a release of the same day, and then the release as it was read before is void,
    with ``why``: two editions. ``preview`` sees what will change before anything is written; where it returns False,
    nothing is. ``NeedsReview`` where the new reading is doubted and not to be accepted, ``InvalidDocument`` where a
    document can no longer be read.
    """
    readings = {}
    with store.lock():
        snapshot = store.load()
        releases = snapshot.releases[snapshot.releases["source"] == source.id].sort_values("vintage", kind="stable")
        for line in releases.to_dict("records"):
            content = documents.read(store.root, source.id, line["sha256"])
            if content is None:
                readings[line["id"]] = Reading.NOT_KEPT
                continue
            release = _read_again(source, line, content, today, snapshot.places)
            origin = Provenance(line["document"], line["sha256"], line["bytes"])
            mended, taken = pipeline.ingest(snapshot, source, [(origin, [release])], today=today)
            if mended is snapshot:
                readings[line["id"]] = Reading.SAME
                continue
            if taken[0].warnings and not accept:
                raise NeedsReview(line["id"], taken[0].warnings)
            correction = taking_back.void(mended, line["id"], why=why, today=today)
            if preview(replace(correction, before=snapshot)):
                # Killed between them, a command leaves both readings of that day, the mended one in force.
                store.commit(mended, source.id)
                store.commit(correction.after, source.id)
            snapshot = correction.after
            readings[line["id"]] = Reading.CHANGED
    return readings


def _read_again(source: Source, line: Mapping[Any, Any], content: bytes, today: date, places: Places) -> Release:
    """Return the release of a ledger line in its document, under the day at which it stands, known as that is."""
    day = line["vintage"].date()
    states_its_days = is_transcribed(content.decode("utf-8-sig", "replace"))
    document = Document(line["document"], content, published_on=None if states_its_days else day, url=line["url"])
    releases = pipeline.parse_document(source, document, today, places)
    of_day = [release for release in releases if release.vintage == day]
    if len(of_day) != 1:
        days = ", ".join(str(release.vintage) for release in releases)
        raise InvalidDocument(line["document"], [f"found releases of {days}; expected one of {day}"])
    return replace(of_day[0], vintage_basis=VintageBasis(line["known"]))
