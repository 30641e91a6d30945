"""How the last look at each publisher's address went: a failure of ours is not a publisher's silence.

It is ``attempts.json`` in the store. Unlike the states of ``fetch_state`` nothing is decided by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.core.source import Source
from etl.store.files import Store
from etl.store.states_by_address import read_states, write_states

FILE_NAME = "attempts.json"


@dataclass(frozen=True)
class Attempt:
    """The last look at an address: its day, and since when every look has failed and why; None and empty if it did not.

    A release that waits in quarantine was fetched.
    """

    tried_on: date
    failing_since: date | None = None
    failure: str = ""


def load(store: Store) -> dict[str, Attempt]:
    """Return the last attempts by address; ``InvalidDocument`` where the file is not what an update wrote."""
    expected = "what an update wrote; without the file it is only unknown when each publisher was last looked at"
    return read_states(store.root / FILE_NAME, _parse, expected=expected, needs_hash=True)


def of_source(attempts: Mapping[str, Attempt], source: Source) -> Attempt | None:
    """Return the last attempt at a source; None before the first, and where it has no address."""
    return attempts.get(source.download.urls[0]) if source.download else None


def record(store: Store, source: Source, today: date, failure: str = "") -> None:
    """Write down how a look at a source went; nothing of one that has no address."""
    if source.download is None:
        return
    attempts = load(store)
    before = of_source(attempts, source)
    since = (before and before.failing_since) or today
    attempts[source.download.urls[0]] = Attempt(today, since, failure) if failure else Attempt(today)
    write_states(store.root / FILE_NAME, {address: _entry(attempt) for address, attempt in attempts.items()})


def _entry(attempt: Attempt) -> dict[str, object]:
    since = attempt.failing_since and attempt.failing_since.isoformat()
    return {"tried": attempt.tried_on.isoformat(), "failing_since": since, "failure": attempt.failure}


def _parse(entry: Mapping[str, Any]) -> Attempt:
    since = entry["failing_since"] and date.fromisoformat(entry["failing_since"])
    return Attempt(date.fromisoformat(entry["tried"]), since, str(entry["failure"]))
