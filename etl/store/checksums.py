"""Vouches for objects that are kept as JSON: one that was changed since it was written is not taken for true."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_NAME = "check"


def with_checksum(entry: Mapping[str, object]) -> dict[str, object]:
    """Return an object with the hash of all that it says."""
    return {**entry, _NAME: _checksum(entry)}


def verify(entry: Mapping[str, Any], *, needs_hash: bool = False) -> None:
    """Raise ValueError where an object says something else than when it was written.

    One without a hash is of a version that wrote none, and is believed, unless every version wrote one.
    """
    if needs_hash and _NAME not in entry:
        raise ValueError("found no hash of the content")
    if _NAME in entry and entry[_NAME] != _checksum(entry):
        raise ValueError(f"found other content than was written, of which the hash is {entry[_NAME]}")


def _checksum(entry: Mapping[str, object]) -> str:
    others = {name: value for name, value in entry.items() if name != _NAME}
    return hashlib.sha256(json.dumps(others, sort_keys=True).encode()).hexdigest()
