"""Which state of each fetched address is held, so that only a newer one is asked for: ``fetched.json`` in the store."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from etl.core.errors import Refused
from etl.fetch.client import Validators
from etl.store.files import Store, write_atomic

_NAME = "fetched.json"


@dataclass(frozen=True)
class State:
    """What an address showed when it was last looked at.

    ``held`` is the id of the source's newest release in the ledger after that: where the ledger has gone another way
    since (a release accepted by a person, an older copy of the data put back), the address is asked for everything.
    """

    validators: Validators
    looked: date
    held: str


def recall(store: Store) -> dict[str, State]:
    """The states by address."""
    path = store.root / _NAME
    if not path.exists():
        return {}
    try:
        return {
            address: State(Validators(**told["validators"]), date.fromisoformat(told["looked"]), str(told["held"]))
            for address, told in json.loads(path.read_bytes()).items()
        }
    except (ValueError, AttributeError, TypeError, KeyError) as error:
        expected = "expected what an update wrote; without the file everything is fetched anew"
        raise Refused(str(path), [f"not readable ({error}); {expected}"]) from error


def remember(store: Store, states: Mapping[str, State]) -> None:
    """Note states. Only after the commit: until then the address would be fetched again."""
    told = {address: asdict(state) for address, state in sorted({**recall(store), **states}.items())}
    write_atomic(store.root / _NAME, json.dumps(told, indent=2, default=str).encode())
