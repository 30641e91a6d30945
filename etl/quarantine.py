"""Documents that wait for a person: fetched and read, but doubted. Each stands in a folder of its own by name."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from etl.errors import EtlError, UnknownName
from etl.model import Document
from etl.store import Store, write_atomic


@dataclass(frozen=True)
class Entry:
    """What waits under a name, since when and why."""

    name: str
    source: str
    document: Document
    since: date
    reasons: tuple[str, ...]


def keep(store: Store, source: str, document: Document, *, since: date, reasons: Sequence[str]) -> str:
    """Put a document by, and return its name; the same bytes keep their name and their day."""
    name = f"{source}-{hashlib.sha256(document.content).hexdigest()[:12]}"
    folder = _folder(store) / name
    if (folder / "entry.json").exists():
        return name
    entry = {
        "source": source,
        "document": document.name,
        "url": document.url,
        "had_by": str(document.no_later_than or since),
        "since": str(since),
        "reasons": list(reasons),
    }
    write_atomic(folder / "document", document.content)
    write_atomic(folder / "entry.json", json.dumps(entry, ensure_ascii=False, indent=2).encode())  # makes it count
    return name


def entries(store: Store) -> list[Entry]:
    """Everything that waits, by name."""
    return [_read(path.parent) for path in sorted(_folder(store).glob("*/entry.json"))]


def entry(store: Store, name: str) -> Entry:
    """What waits under a name; ``UnknownName`` with the names there are."""
    found = {entry.name: entry for entry in entries(store)}
    if name not in found:
        if not found:
            raise EtlError(f"unknown quarantined document {name!r}; none waits")
        raise UnknownName("quarantined document", name, found)
    return found[name]


def release(store: Store, name: str) -> None:
    """Forget a document, first of all that it counts."""
    folder = _folder(store) / name
    (folder / "entry.json").unlink()
    shutil.rmtree(folder)


def _read(folder: Path) -> Entry:
    path = folder / "entry.json"
    try:
        told = json.loads(path.read_bytes())
        document = Document(
            told["document"],
            (folder / "document").read_bytes(),
            url=told["url"],
            no_later_than=date.fromisoformat(told["had_by"]),
        )
        since, reasons = date.fromisoformat(told["since"]), tuple(map(str, told["reasons"]))
        return Entry(folder.name, told["source"], document, since, reasons)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EtlError(f"{path}: not readable ({error}); delete the folder, the next update fetches again") from error


def _folder(store: Store) -> Path:
    return store.root / "quarantine"
