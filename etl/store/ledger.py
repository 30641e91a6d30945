"""The ledger: one row for every release ever taken, also those that changed nothing. Append-only.

Each row carries its *edition*: rows learned together share one, and the number only grows.

Decision D2 in README.md.
"""

import difflib
from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from etl.core.columns import DATE_DTYPE
from etl.core.model import Release, RestatedSpan, VintageBasis

DTYPES = {
    "id": "str",
    "source": "str",
    "vintage": DATE_DTYPE,
    "known": "str",
    "title": "str",
    "url": "str",
    "document": "str",
    "sha256": "str",
    "bytes": "int64",
    "rows": "int64",
    "restates": "str",
    "note": "str",
    "edition": "int64",
    "learned_on": DATE_DTYPE,
}
COLUMN_MEANINGS = {
    "id": "the release: source, day, and a number where a day has several",
    "source": "registry id of the publisher's series",
    "vintage": "the day the release became public; a month counts as its last day, an upper bound as itself",
    "known": "how that day is known: publisher, press, content, fetch, upper bound, month only, assumed",
    "title": "the publisher's own title, or that of the copies in which it was read",
    "url": "where it was read; several addresses stand apart by a space",
    "document": "name of the file it was taken from",
    "sha256": "of the document",
    "bytes": "size of the document",
    "rows": "figures that the release states",
    "restates": "the spans that it states whole (measure, place, group, months); empty: some figures only",
    "note": "what was checked or is particular about it",
    "edition": "what this project had learned when it took the release; it only grows",
    "learned_on": "the day this project took it",
}
COLUMNS = list(DTYPES)


def empty() -> pd.DataFrame:
    """Return a ledger without releases."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in DTYPES.items()})


def problems(ledger: pd.DataFrame, sources: Collection[str]) -> list[str]:
    """List what the ledger says that cannot be: sources, ways of knowing a day and spans that do not exist."""
    breaches = []
    for row in ledger[["id", "source", "known", "restates"]].to_dict("records"):
        if row["source"] not in sources:
            near = difflib.get_close_matches(row["source"], sources)
            hint = f", did you mean {' or '.join(near)}?" if near else ""
            breaches.append(f"{row['id']}, column source: found {row['source']!r}, expected the id of a source{hint}")
        if row["known"] not in list(VintageBasis):
            breaches.append(
                f"{row['id']}, column known: found {row['known']!r}, expected one of {', '.join(VintageBasis)}"
            )
        try:
            _spans(row["restates"])
        except ValueError as error:
            breaches.append(f"{row['id']}, column restates: found {row['restates']!r}, expected spans; {error}")
    return breaches


def _spans(restates: str) -> list[RestatedSpan]:
    return [RestatedSpan.parse(text) for text in restates.split("; ")] if restates else []


def newest_edition(ledger: pd.DataFrame) -> int:
    """Return the newest edition; 0 when nothing was learned yet."""
    return 0 if ledger.empty else int(ledger["edition"].max())


def new_release_id(ledger: pd.DataFrame, source: str, vintage: date) -> str:
    """Return an id no other release has: ``ca-bc-coroners:2020-08-25``, then ``…:2020-08-25.02``."""
    same_day = int(((ledger["source"] == source) & (ledger["vintage"] == pd.Timestamp(vintage))).sum())
    return f"{source}:{vintage}" + (f".{same_day + 1:02}" if same_day else "")


def contains(ledger: pd.DataFrame, release: Release, sha256: str) -> bool:
    """Tell whether a release of that day was taken from these very bytes, or one that says the same of itself."""
    same_day = ledger[(ledger["source"] == release.source) & (ledger["vintage"] == pd.Timestamp(release.vintage))]
    own_columns = release_columns(release)
    expected = [pd.Timestamp(value) if isinstance(value, date) else value for value in own_columns.values()]
    alike = same_day[list(own_columns)] == expected
    return bool(((same_day["sha256"] == sha256) | alike.all(axis=1)).any())


def release_columns(release: Release) -> dict[str, str | int | date]:
    """Return what the ledger writes of a release itself, whatever document it came in."""
    return {
        "source": release.source,
        "vintage": release.vintage,
        "known": release.vintage_basis.value,
        "title": release.title,
        "url": release.url,
        "rows": len(release.rows),
        "restates": "; ".join(str(span) for span in release.restates),
        "note": release.note,
    }


def restated_spans(ledger: pd.DataFrame) -> pd.DataFrame:
    """List every span that a release restates: columns ``source``, ``release``, ``vintage``, ``edition``, ``span``."""
    records = [
        (row["source"], row["id"], row["vintage"], row["edition"], span)
        for row in ledger[ledger["restates"] != ""].to_dict("records")
        for span in _spans(row["restates"])
    ]
    frame = pd.DataFrame(records, columns=["source", "release", "vintage", "edition", "span"])
    return frame.astype({"vintage": DATE_DTYPE, "edition": "int64"})


def append(ledger: pd.DataFrame, entry: Mapping[str, object]) -> pd.DataFrame:
    """Return the ledger with one more row."""
    row = pd.DataFrame([entry], columns=COLUMNS).astype(DTYPES)
    return pd.concat([ledger, row], ignore_index=True).astype(DTYPES)
