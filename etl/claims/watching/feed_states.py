"""What each feed showed when it was last looked at, so that it is sent again only when it has changed.

``watched.json`` in the data folder is a keeper's own: it holds the feeds as they came, and is no part of the data.
"""

import base64
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.fetch.exchange import Validators
from etl.store.files import Store
from etl.store.states_by_address import read_states, write_states

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
    expected = "what watch wrote; without the file every feed is asked for anew"
    return read_states(root / FILE, _parse, expected=expected, needs_hash=True)


def save(store: Store, states: Mapping[str, FeedState]) -> None:
    """Write down the states of feeds beside those of others."""
    with store.lock():
        every = {**load(store.root), **states}
        write_states(store.root / FILE, {address: _entry(state) for address, state in every.items()})


def _entry(state: FeedState) -> dict[str, object]:
    return {
        "validators": asdict(state.validators),
        "looked": state.checked_on.isoformat(),
        "content": base64.b64encode(zlib.compress(state.content)).decode(),
    }


def _parse(entry: Mapping[str, Any]) -> FeedState:
    content = zlib.decompress(base64.b64decode(entry["content"], validate=True))
    return FeedState(Validators(**entry["validators"]), date.fromisoformat(entry["looked"]), content)
