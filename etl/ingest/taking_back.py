"""Takes back a mistaken release, or moves it to its right day: one new edition, and nothing that was written changes.

Decision D25 in README.md.
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from etl import registry
from etl.core.errors import EtlError, InvalidDocument, NotFound
from etl.core.model import Release, VintageBasis
from etl.core.source import Document, Source
from etl.ingest.problems import find_problems
from etl.parsing.control_characters import control_problem
from etl.store import corrections, ledger, table
from etl.store.files import Store, StoreSnapshot


@dataclass(frozen=True)
class Correction:
    """What a command is about to write: all that is held before and after.

    ``line`` is that of the ledger of the release that is taken back, ``days`` are those on which something changes.
    """

    before: StoreSnapshot
    after: StoreSnapshot
    source: Source
    line: Mapping[Any, Any]
    days: tuple[date, ...]


MakeCorrection = Callable[[StoreSnapshot], Correction]


def commit(store: Store, make: MakeCorrection, preview: Callable[[Correction], bool]) -> Correction:
    """Take a release back as one new edition.

    ``preview`` sees what will change before anything is written; where it returns False, nothing is.
    """
    with store.lock():
        correction = make(store.load())
        if preview(correction):
            store.commit(correction.after, correction.source.id)
    return correction


def void(snapshot: StoreSnapshot, release_id: str, *, why: str, today: date) -> Correction:
    """Return what is held without a release; ``EtlError`` where there is no such release, or no reason is given."""
    reason, line = _read_why(why), _standing_line(snapshot, release_id)
    after = _without(snapshot, line, snapshot.edition + 1, {"note": reason, "learned_on": today})
    return Correction(snapshot, after, registry.source(line["source"]), line, (line["vintage"].date(),))


def redate(
    snapshot: StoreSnapshot, release_id: str, day: date, *, why: str, today: date, basis: VintageBasis
) -> Correction:
    """Return what is held with a release under its right day; ``basis`` is how that is known.

    ``EtlError`` where there is no such release, no reason is given, or the release cannot be of that day.
    """
    reason, line = _read_why(why), _standing_line(snapshot, release_id)
    source, edition = registry.source(line["source"]), snapshot.edition + 1
    _refuse_taken_day(snapshot, source, day)
    _refuse_shared_day(snapshot, source, line)
    first_day = f"entered as of {line['vintage']:%Y-%m-%d} at first: {reason}"
    note = "; ".join(filter(None, (line["note"], first_day)))
    as_entered = corrections.read_release(_log(snapshot, source), _releases(snapshot, source), release_id)
    release = replace(as_entered, vintage=day, vintage_basis=basis, note=note)
    people = [measure.id for measure in source.measures if measure.is_population]
    if problems := find_problems(release, Document(line["document"], b""), today, people):
        raise InvalidDocument(release_id, problems)
    # In this order: what it says of its right day then stands in the log when it is taken back, and is not hidden.
    with_both = _with(snapshot, source, release, edition, {**_origin(line), "learned_on": today})
    after = _without(with_both, line, edition, {"note": reason, "learned_on": today})
    return Correction(snapshot, after, source, line, tuple(sorted((line["vintage"].date(), day))))


def _read_why(why: str) -> str:
    """Return the reason as one line; ``EtlError`` where it is none."""
    reason = " ".join(why.split())
    if not reason:
        raise EtlError("--why is empty; expected why it is a mistake, in a sentence: pages and the ledger quote it")
    if problem := control_problem(reason):
        raise EtlError(f"--why, {problem}")
    return reason


def _standing_line(snapshot: StoreSnapshot, release_id: str) -> Mapping[Any, Any]:
    """Return the line of a release that stands; ``EtlError`` says of another what it is."""
    for erratum in snapshot.errata:
        if erratum.release == release_id:
            since = f"since edition {erratum.until}, of {erratum.learned_on}"
            raise EtlError(f"{release_id} is void already, {since}: {erratum.why}")
    lines = snapshot.releases[snapshot.releases["id"] == release_id].to_dict("records")
    if not lines:
        raise NotFound("release", release_id, difflib.get_close_matches(release_id, snapshot.releases["id"]))
    return lines[0]


def _refuse_taken_day(snapshot: StoreSnapshot, source: Source, day: date) -> None:
    releases = _releases(snapshot, source)
    ids = releases.loc[releases["vintage"] == pd.Timestamp(day), "id"]
    if len(ids):
        raise EtlError(
            f"{source.id} has a release of {day} already: {', '.join(ids)}; expected a day without one. "
            "If that one is the mistake, void it first"
        )


def _refuse_shared_day(snapshot: StoreSnapshot, source: Source, line: Mapping[Any, Any]) -> None:
    """Refuse to move one of several releases of a day: what the others leave out would stay hidden behind it."""
    releases = _releases(snapshot, source)
    others = releases.loc[(releases["vintage"] == line["vintage"]) & (releases["id"] != line["id"]), "id"]
    if len(others):
        raise EtlError(
            f"{source.id} has other releases of {line['vintage']:%Y-%m-%d}: {', '.join(others)}; expected none. "
            f"Void {line['id']}, and add its document under its right day"
        )


def _with(
    snapshot: StoreSnapshot, source: Source, release: Release, edition: int, columns: Mapping[str, object]
) -> StoreSnapshot:
    """Return what is held with a release as well."""
    spans = ledger.restated_spans(_releases(snapshot, source))
    release_id = ledger.new_release_id(snapshot.ledger, source.id, release.vintage)
    added = table.rows_added_by(_log(snapshot, source), spans, release, release_id=release_id, edition=edition)
    line = ledger.release_columns(release) | {"id": release_id, "edition": edition} | dict(columns)
    return _appended(snapshot, added, line)


def _without(
    snapshot: StoreSnapshot, line: Mapping[Any, Any], edition: int, columns: Mapping[str, object]
) -> StoreSnapshot:
    """Return what is held without a release, of which the ledger then has a second line that says so."""
    source = registry.source(line["source"])
    ours = snapshot.table[snapshot.table["source"] == source.id]
    added = corrections.rows_voiding(ours, _releases(snapshot, source), line["id"], edition=edition)
    nothing = {"document": "", "sha256": "", "bytes": 0, "rows": 0, "restates": ""}
    act = {"id": f"{line['id']}{ledger.VOID_ENDING}", "known": ledger.VOID, "edition": edition}
    return _appended(snapshot, added, {**line, **nothing, **act, **columns})


def _appended(snapshot: StoreSnapshot, added: pd.DataFrame, line: Mapping[Any, Any]) -> StoreSnapshot:
    return replace(
        snapshot, table=table.append_rows(snapshot.table, added), ledger=ledger.append(snapshot.ledger, line)
    )


def _origin(line: Mapping[Any, Any]) -> dict[str, object]:
    return {name: line[name] for name in ("document", "sha256", "bytes")}


def _log(snapshot: StoreSnapshot, source: Source) -> pd.DataFrame:
    return snapshot.log[snapshot.log["source"] == source.id]


def _releases(snapshot: StoreSnapshot, source: Source) -> pd.DataFrame:
    return snapshot.releases[snapshot.releases["source"] == source.id]
