"""Which state of each fetched address is held, so that only a newer one is asked for: ``fetched.json`` in the store."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from etl.core.errors import InvalidDocument
from etl.fetch.client import Validators
from etl.store.checksums import verify, with_checksum
from etl.store.files import Store, write_atomic

_FILE_NAME = "fetched.json"


@dataclass(frozen=True)
class FetchState:
    """What an address showed when it was last looked at.

    ``newest_release_id`` is the id of the source's newest release in the ledger after that: where the ledger has gone
    another way since (a release accepted by a person, an older copy of the data put back), the address is asked for
    everything.
    """

    validators: Validators
    checked_on: date
    newest_release_id: str


def load(store: Store) -> dict[str, FetchState]:
    """Return the states by address; ``InvalidDocument`` where the file is not what an update wrote."""
    path = store.root / _FILE_NAME
    if not path.exists():
        return {}
    try:
        return {address: _parse(address, entry) for address, entry in json.loads(path.read_bytes()).items()}
    except (ValueError, AttributeError, TypeError, KeyError) as error:
        expected = "expected what an update wrote; without the file everything is fetched anew"
        raise InvalidDocument(str(path), [f"not readable ({error}); {expected}"]) from error


def save(store: Store, states: Mapping[str, FetchState]) -> None:
    """Write down states. Only after the commit: a killed update would otherwise never fetch that state again."""
    entries = {address: _entry(address, state) for address, state in sorted({**load(store), **states}.items())}
    write_atomic(store.root / _FILE_NAME, json.dumps(entries, indent=2).encode())


def _entry(address: str, state: FetchState) -> dict[str, object]:
    return with_checksum(
        {
            "address": address,
            "validators": asdict(state.validators),
            "looked": state.checked_on.isoformat(),
            "held": state.newest_release_id,
        }
    )


def _parse(address: str, entry: Mapping[str, Any]) -> FetchState:
    """Read what is known of an address; ValueError where it was changed since it was written."""
    verify(entry)
    if entry.get("address", address) != address:
        raise ValueError(f"found the state of {entry['address']} under {address}")
    validators = Validators(**entry["validators"])
    return FetchState(validators, date.fromisoformat(entry["looked"]), str(entry["held"]))
