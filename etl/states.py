"""Which state of each fetched address is held, so that only a newer one is asked for: ``fetched.json`` in the store."""

import json
from collections.abc import Mapping
from dataclasses import asdict

from etl.errors import Refused
from etl.fetch import Validators
from etl.store import Store, write_atomic

_NAME = "fetched.json"


def recall(store: Store) -> dict[str, Validators]:
    """The states held, by address."""
    path = store.root / _NAME
    if not path.exists():
        return {}
    try:
        return {address: Validators(**state) for address, state in json.loads(path.read_bytes()).items()}
    except (ValueError, AttributeError, TypeError) as error:
        expected = "expected what an update wrote; without the file everything is fetched anew"
        raise Refused(str(path), [f"not readable ({error}); {expected}"]) from error


def remember(store: Store, states: Mapping[str, Validators]) -> None:
    """Note states as held. Only after the commit: what is noted is not fetched again."""
    told = {address: asdict(state) for address, state in sorted({**recall(store), **states}.items())}
    write_atomic(store.root / _NAME, json.dumps(told, indent=2).encode())
