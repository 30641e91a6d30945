"""Which state of each fetched address is held, so that only a newer one is asked for: ``fetched.json`` in the store."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from etl.fetch.client import Validators
from etl.store.files import Store
from etl.store.states_by_address import read_states, write_states

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
    expected = "what an update wrote; without the file everything is fetched anew"
    return read_states(store.root / _FILE_NAME, _parse, expected=expected, needs_hash=False)


def save(store: Store, states: Mapping[str, FetchState]) -> None:
    """Write down states. Only after the commit: a killed update would otherwise never fetch that state again."""
    every = {**load(store), **states}
    write_states(store.root / _FILE_NAME, {address: _entry(state) for address, state in every.items()})


def _entry(state: FetchState) -> dict[str, object]:
    return {
        "validators": asdict(state.validators),
        "looked": state.checked_on.isoformat(),
        "held": state.newest_release_id,
    }


def _parse(entry: Mapping[str, Any]) -> FetchState:
    validators = Validators(**entry["validators"])
    return FetchState(validators, date.fromisoformat(entry["looked"]), str(entry["held"]))
