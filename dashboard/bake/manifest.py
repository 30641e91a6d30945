"""What a former bake wrote into a folder: each file with its hash, and what it was made from."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dashboard.bake.render import BakedFile, BakeError
from etl.store.files import write_atomic

MANIFEST = "bake.json"
HASH_DIGITS = 32
"""Of the hash of a file, which has to tell its versions apart and nothing else."""


@dataclass(frozen=True)
class Manifest:
    """Length and hash of each file by its path, and ``made_from``: what the same files would be made from again."""

    made_from: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest:
    """Read what a former bake wrote; ``BakeError`` where the folder has files that no bake wrote."""
    if folder.exists() and not folder.is_dir():
        raise BakeError(f"{folder}: found a file, expected a folder")
    path = folder / MANIFEST
    if path.is_file():
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return Manifest(str(content["made_from"]), _check_paths(content["files"]))
        except (ValueError, KeyError, TypeError) as error:
            raise BakeError(f"{path}: this is no list of baked files; remove it, or name another folder") from error
    if folder.is_dir() and (foreign := next(folder.iterdir(), None)):
        raise BakeError(
            f"{folder}: no bake wrote {foreign.name} ({MANIFEST} is missing); name an empty folder or a new one"
        )
    return Manifest()


def _check_paths(hashes: Mapping[str, str]) -> Mapping[str, str]:
    """Return hashes by paths, none of which leads out of the folder: what is listed may be removed."""
    if not isinstance(hashes, dict) or not all(isinstance(text, str) for text in hashes.values()):
        raise TypeError(hashes)
    for path in map(PurePosixPath, hashes):
        if not path.parts or path.is_absolute() or ".." in path.parts:
            raise ValueError(path)
    return hashes


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write what was baked, in one order."""
    content = {"made_from": manifest.made_from, "files": dict(sorted(manifest.hashes.items()))}
    write_atomic(folder / MANIFEST, json.dumps(content, indent=0).encode())


def write_file(folder: Path, file: BakedFile, former_hash: str | None) -> tuple[str, bool]:
    """Write a file unless it is as it was; return its hash, and whether it was written.

    A server may read meanwhile: it sees the old file or the new one.
    """
    path = folder / file.path
    new_hash = f"{len(file.content)}-{hashlib.sha256(file.content).hexdigest()[:HASH_DIGITS]}"
    if new_hash == former_hash and is_whole(path, new_hash):
        return new_hash, False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(file.content)
    beside.replace(path)
    return new_hash, True


def is_whole(path: Path, file_hash: str) -> bool:
    """Tell whether a file is there and as long as its hash says; it is not read for that."""
    return path.is_file() and file_hash.startswith(f"{path.stat().st_size}-")


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that are empty then."""
    for path in paths:
        (folder / path).unlink(missing_ok=True)
        for parent in (folder / path).parents:
            if parent == folder or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()
