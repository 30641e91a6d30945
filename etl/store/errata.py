"""What this project had wrong: releases that were taken back, in which editions, why, and where they moved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from etl.store.ledger import VOID, VOID_ENDING


@dataclass(frozen=True)
class Erratum:
    """A release that editions from ``since`` up to before ``until`` have though it is a mistake.

    It was taken back on ``learned_on``; ``why`` is what the keeper said. ``moved_to`` is the day that it is really of,
    ``moved_id`` its id there, where it is the day that was wrong: by what is known now, however often it was moved.
    """

    release: str
    source: str
    day: date
    since: int
    until: int
    learned_on: date
    why: str
    moved_id: str = ""
    moved_to: date | None = None

    @property
    def first_day(self) -> date:
        """The first day as of which those editions are wrong."""
        return min(self.day, self.moved_to or self.day)

    def is_in(self, edition: int, day: date) -> bool:
        """Tell whether what an edition says as of a day is wrong for it."""
        return self.since <= edition < self.until and self.first_day <= day


def read_errata(ledger: pd.DataFrame) -> tuple[Erratum, ...]:
    """Return the releases that were taken back, in the order in which they were.

    Who takes one back takes nothing else in that edition but the same release under its right day.
    """
    voids = ledger[ledger["known"] == VOID].to_dict("records")
    errata = {erratum.release: erratum for erratum in (_read_erratum(ledger, line) for line in voids)}
    return tuple(_at_its_end(erratum, errata) for erratum in errata.values())


def _at_its_end(erratum: Erratum, errata: Mapping[str, Erratum]) -> Erratum:
    """Return an erratum with where its release is by now: what was moved may have been moved again, or taken back.

    Suppose a release of 26 June was moved to 29 June, and then to 20 June: it is of 20 June.
    """
    end = erratum
    while end.moved_id in errata:
        end = errata[end.moved_id]
    return replace(erratum, moved_id=end.moved_id, moved_to=end.moved_to)


def _read_erratum(ledger: pd.DataFrame, line: Mapping[Any, Any]) -> Erratum:
    release_id = str(line["id"]).removesuffix(VOID_ENDING)
    (release,) = ledger[ledger["id"] == release_id].to_dict("records")
    of_act = (ledger["source"] == line["source"]) & (ledger["edition"] == line["edition"]) & (ledger["known"] != VOID)
    moved = ledger[of_act].to_dict("records")
    return Erratum(
        release=release_id,
        source=release["source"],
        day=release["vintage"].date(),
        since=release["edition"],
        until=line["edition"],
        learned_on=line["learned_on"].date(),
        why=line["note"],
        moved_id=moved[0]["id"] if moved else "",
        moved_to=moved[0]["vintage"].date() if moved else None,
    )
