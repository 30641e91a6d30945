"""What is kept of addresses from one run to the next: a JSON file of objects, each vouched for by its hash."""

import binascii
import json
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from etl.core.errors import InvalidDocument
from etl.store.checksums import verify, with_checksum
from etl.store.disk_files import read_bytes
from etl.store.files import write_atomic

_State = TypeVar("_State")
_BROKEN = (ValueError, AttributeError, TypeError, KeyError, RecursionError, zlib.error, binascii.Error)
"""What goes wrong in an object that is not as it was written."""


def read_states(
    path: Path, parse: Callable[[Mapping[str, Any]], _State], *, expected: str, needs_hash: bool
) -> dict[str, _State]:
    """Return the states by address, each as ``parse`` reads its object; none where there is no file.

    ``InvalidDocument`` where the file is not what was written, with what was ``expected``. Files of before hashes and
    addresses stood in the objects are believed, unless every version wrote them (``needs_hash``).
    """
    if not path.exists():
        return {}

    def state(address: str, entry: Mapping[str, Any]) -> _State:
        verify(entry, needs_hash=needs_hash)
        own = entry["address"] if needs_hash else entry.get("address", address)
        if own != address:
            raise ValueError(f"found the state of {own} under {address}")
        return parse(entry)

    try:
        return {address: state(address, entry) for address, entry in json.loads(read_bytes(path)).items()}
    except _BROKEN as error:
        raise InvalidDocument(str(path), [f"not readable ({error}); expected {expected}"]) from error


def write_states(path: Path, entries: Mapping[str, Mapping[str, object]]) -> None:
    """Write the objects of addresses, in the order of these."""
    vouched = {address: with_checksum({"address": address, **entry}) for address, entry in sorted(entries.items())}
    write_atomic(path, json.dumps(vouched, indent=2).encode())
