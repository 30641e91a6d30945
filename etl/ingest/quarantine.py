"""Releases that wait for a person: fetched and read, but doubted. Each stands in a folder of its own by name.

What is kept is what was read: the values of the release, never the document, which may be about single deaths.

Decision D4 in README.md.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.core import csv_io
from etl.core.columns import DTYPES, RELEASE_ROW_COLUMNS
from etl.core.errors import EtlError, NotFound
from etl.core.model import Release, RestatedSpan, VintageBasis
from etl.ingest.pipeline import Provenance
from etl.store.checksums import verify, with_checksum
from etl.store.files import Store, write_atomic

_DTYPES = {name: DTYPES[name] for name in RELEASE_ROW_COLUMNS}


@dataclass(frozen=True)
class QuarantinedRelease:
    """What waits under a name, since when and why."""

    name: str
    provenance: Provenance
    release: Release
    since: date
    reasons: tuple[str, ...]


def add(store: Store, origin: Provenance, release: Release, *, since: date, reasons: Sequence[str]) -> str:
    """Put a release by, and return its name; one that says the same keeps its name and its day."""
    rows = csv_io.encode_csv(release.rows[RELEASE_ROW_COLUMNS])
    restates = "; ".join(str(span) for span in release.restates)
    name = _name(release.source, rows, restates)
    folder = _folder(store) / name
    if (folder / "entry.json").exists():
        return name
    entry = {
        "source": release.source,
        "vintage": str(release.vintage),
        "known": release.vintage_basis.value,
        "title": release.title,
        "url": release.url,
        "restates": restates,
        "note": release.note,
        "tells_final": release.states_final_status,
        "document": origin.name,
        "sha256": origin.sha256,
        "bytes": origin.size_bytes,
        "since": str(since),
        "reasons": list(reasons),
    }
    write_atomic(folder / "rows.csv", rows)
    write_atomic(folder / "entry.json", _to_json(with_checksum(entry)))  # makes it count
    return name


def list_names(store: Store) -> list[str]:
    """List the names of all that waits."""
    return [path.parent.name for path in sorted(_folder(store).glob("*/entry.json"))]


def get(store: Store, name: str) -> QuarantinedRelease:
    """Return what waits under a name; ``NotFound`` with the names there are, ``EtlError`` where it is not readable."""
    if name not in (waiting := list_names(store)):
        if not waiting:
            raise EtlError(f"unknown quarantined release {name!r}; none waits")
        raise NotFound("quarantined release", name, waiting)
    folder = _folder(store) / name
    try:
        entry, rows = json.loads((folder / "entry.json").read_bytes()), (folder / "rows.csv").read_bytes()
        _verify(name, entry, rows)
        release = Release(
            source=entry["source"],
            vintage=date.fromisoformat(entry["vintage"]),
            vintage_basis=VintageBasis(entry["known"]),
            title=entry["title"],
            url=entry["url"],
            rows=csv_io.read_csv("rows.csv", rows, _DTYPES),
            restates=tuple(RestatedSpan.parse(text) for text in entry["restates"].split("; ") if text),
            note=entry["note"],
            states_final_status=entry["tells_final"],
        )
        origin = Provenance(entry["document"], entry["sha256"], entry["bytes"])
        return QuarantinedRelease(
            name, origin, release, date.fromisoformat(entry["since"]), tuple(map(str, entry["reasons"]))
        )
    except (EtlError, OSError, ValueError, KeyError, TypeError) as error:
        raise EtlError(f"{folder}: not readable ({error}); delete the folder, the next update looks again") from error


def _verify(name: str, entry: Mapping[str, Any], rows: bytes) -> None:
    """Raise ValueError where a release is not the one that was put by: a disk or a hand has changed it since."""
    verify(entry)
    expected = _name(entry["source"], rows, entry["restates"])
    if name != expected:
        raise ValueError(f"rows.csv: found values whose name is {expected}, expected those of {name}")


def _name(source: str, rows: bytes, restates: str) -> str:
    """Return a name that no other values have."""
    return f"{source}-{hashlib.sha256(rows + restates.encode()).hexdigest()[:12]}"


def _to_json(entry: Mapping[str, object]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, indent=2).encode()


def remove(store: Store, name: str) -> None:
    """Forget a release: first the file that makes it count, then its folder."""
    folder = _folder(store) / name
    (folder / "entry.json").unlink()
    shutil.rmtree(folder)


def _folder(store: Store) -> Path:
    return store.root / "quarantine"
