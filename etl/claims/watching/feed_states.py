"""What each feed showed when it was last looked at, so that it is sent again only when it has changed.

``watched.json`` in the data folder is a keeper's own: it holds the feeds as they came, and is no part of the data.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.core.errors import InvalidDocument
from etl.fetch.exchange import Validators
from etl.store.checksums import verify, with_checksum
from etl.store.files import Store, write_atomic

FILE = "watched.json"


@dataclass(frozen=True)
class FeedState:
    """A feed as it came, and what its publisher calls that state of it.

    The content stays, so that a writing that is not entered yet is proposed again while the feed has not changed.
    """

    validators: Validators
    checked_on: date
    content: bytes


def load(root: Path) -> dict[str, FeedState]:
    """Return the states by address; ``InvalidDocument`` where the file is not what a run wrote."""
    path = root / FILE
    if not path.exists():
        return {}
    try:
        return {address: _parse(address, entry) for address, entry in json.loads(path.read_bytes()).items()}
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError, zlib.error, binascii.Error) as error:
        expected = "expected what watch wrote; without the file every feed is asked for anew"
        raise InvalidDocument(str(path), [f"not readable ({error}); {expected}"]) from error


def save(store: Store, states: Mapping[str, FeedState]) -> None:
    """Write down the states of feeds beside those of others."""
    with store.lock():
        entries = {address: _entry(address, state) for address, state in sorted({**load(store.root), **states}.items())}
        write_atomic(store.root / FILE, json.dumps(entries, indent=2).encode())


def _entry(address: str, state: FeedState) -> dict[str, object]:
    return with_checksum(
        {
            "address": address,
            "validators": asdict(state.validators),
            "looked": state.checked_on.isoformat(),
            "content": base64.b64encode(zlib.compress(state.content)).decode(),
        }
    )


def _parse(address: str, entry: Mapping[str, Any]) -> FeedState:
    """Read what is known of a feed; ValueError where it was changed since it was written."""
    verify(entry, needs_hash=True)
    if entry["address"] != address:
        raise ValueError(f"found the state of {entry['address']} under {address}")
    content = zlib.decompress(base64.b64decode(entry["content"], validate=True))
    return FeedState(Validators(**entry["validators"]), date.fromisoformat(entry["looked"]), content)
