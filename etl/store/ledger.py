"""The ledger: one row for every release ever taken, also those that changed nothing. Append-only.

Each row carries its *edition*: rows learned together share one, and the number only grows.

Decision D2 in README.md.
"""

import difflib
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from etl.core.columns import DATE_DTYPE
from etl.core.groups import GROUPS
from etl.core.model import Release, RestatedSpan, VintageBasis
from etl.core.places import Places
from etl.core.source import Source
from etl.store.void_rows import NEVER

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
    "known": (
        "how that day is known: publisher, press, content, fetch, upper bound, month only, assumed; `void`: the line "
        "is no release, but takes back the one whose id stands before `.void`"
    ),
    "title": "the publisher's own title, or that of the copies in which it was read",
    "url": "where it was read; several addresses stand apart by a space",
    "document": "name of the file it was taken from",
    "sha256": "of the document",
    "bytes": "size of the document",
    "rows": "figures that the release states",
    "restates": "the spans that it states whole (measure, place, group, months); empty: some figures only",
    "note": "what was checked or is particular about it; why a release is void",
    "edition": "what this project had learned when it took the release; it only grows",
    "learned_on": "the day this project took it",
}
COLUMNS = list(DTYPES)
VOID = "void"
"""What stands for ``known`` in a line that is no release, but takes one back."""
VOID_ENDING = f".{VOID}"
"""What the id of such a line has behind that of the release."""


def empty() -> pd.DataFrame:
    """Return a ledger without releases."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in DTYPES.items()})


def problems(ledger: pd.DataFrame, sources: Mapping[str, Source], places: Places) -> list[str]:
    """List what the ledger says that cannot be, each with the line and the release.

    Such are a release that stands twice, a day that is missing or after the day on which the release was learned, a
    line that takes back what is not there, and sources, ways of knowing a day and spans that do not exist.
    """
    breaches = []
    lines = _first_lines(ledger)
    again = ledger["id"].duplicated()
    falls = ledger["edition"].diff() < 0
    strays = _voids_nothing(ledger)
    for line, row, is_again, is_fall, is_stray in zip(
        lines, ledger.to_dict("records"), again, falls, strays, strict=True
    ):
        faults = [*_row_faults(row), *_source_faults(row, sources, places)]
        faults += [("id", row["id"], "each release once")] if is_again else []
        faults += [("edition", row["edition"], "no smaller one than in the line before")] if is_fall else []
        faults += [("id", row["id"], f"that of a release above, and {VOID_ENDING}")] if is_stray else []
        breaches += [
            f"line {line}, {row['id']}, column {column}: found {str(cell)!r}, expected {expected}"
            for column, cell, expected in faults
        ]
    return breaches


def _voids_nothing(ledger: pd.DataFrame) -> "list[bool]":
    """Tell which lines take back what is no release of an earlier edition."""
    releases = ledger[ledger["known"] != VOID]
    editions = dict(zip(releases["id"], releases["edition"], strict=True))
    lines = zip(ledger["id"], ledger["known"], ledger["edition"], strict=True)
    return [
        basis == VOID and not editions.get(line_id.removesuffix(VOID_ENDING), edition) < edition
        for line_id, basis, edition in lines
    ]


def _first_lines(ledger: pd.DataFrame) -> list[int]:
    """Return the line of the file that each row begins on: a title may run over several."""
    texts = ledger[[name for name, dtype in DTYPES.items() if dtype == "str"]]
    breaks = texts.apply(lambda column: column.str.count("\n")).sum(axis=1)
    return [2 + int(lines) for lines in (breaks + 1).cumsum() - (breaks + 1)]


def _row_faults(row: Mapping[Hashable, Any]) -> Iterator[tuple[str, object, str]]:
    """Yield the column, what was found and what was expected, of what a row says that needs no other to be wrong."""
    for column in ("vintage", "learned_on"):
        if pd.isna(row[column]):
            yield column, "", "a day such as 2020-08-25"
    if row["vintage"] > row["learned_on"]:
        yield "vintage", f"{row['vintage']:%Y-%m-%d}", f"a day until it was learned, {row['learned_on']:%Y-%m-%d}"
    if row["known"] not in [*VintageBasis, VOID]:
        yield "known", row["known"], f"one of {', '.join(VintageBasis)}"
    for column, least in (("edition", 1), ("rows", 0), ("bytes", 0)):
        if row[column] < least:
            yield column, row[column], f"a number from {least}"


def _source_faults(
    row: Mapping[Hashable, Any], sources: Mapping[str, Source], places: Places
) -> Iterator[tuple[str, object, str]]:
    if row["source"] not in sources:
        near = difflib.get_close_matches(row["source"], sources)
        yield "source", row["source"], "the id of a source" + (f", did you mean {' or '.join(near)}?" if near else "")
        return
    if not row["id"].startswith(f"{row['source']}:"):
        yield "id", row["id"], f"{row['source']}: and the day"
    try:
        spans = read_spans(row["restates"])
    except ValueError as error:
        yield "restates", row["restates"], f"spans; {error}"
        return
    for span in spans:
        if expected := _unknown_name(span, sources[row["source"]], places):
            yield "restates", span, expected


def _unknown_name(span: RestatedSpan, source: Source, places: Places) -> str:
    """Return what a span should name where it names what does not exist; else nothing."""
    if span.measure not in source.measure_ids:
        near = difflib.get_close_matches(span.measure, source.measure_ids)
        return f"a measure of {source.id}" + (f", did you mean {' or '.join(near)}?" if near else "")
    if span.place != "*" and span.place not in places:
        return "the code of a place in places.csv, or *"
    return "" if span.group in {"*", *GROUPS} else "a group of etl/core/groups.py, or *"


def read_spans(restates: str) -> list[RestatedSpan]:
    """Read what a line of the ledger says that its release restates."""
    return [_parse_span(text) for text in restates.split("; ")] if restates else []


@lru_cache(4096)
def _parse_span(text: str) -> RestatedSpan:
    """Read a span; kept, since each release that is learned asks for those of all before it."""
    return RestatedSpan.parse(text)


def newest_edition(ledger: pd.DataFrame) -> int:
    """Return the newest edition; 0 when nothing was learned yet."""
    return 0 if ledger.empty else int(ledger["edition"].max())


def releases_of_edition(ledger: pd.DataFrame, edition: int | None = None) -> pd.DataFrame:
    """Return the lines of the releases that stand by what was known in an edition, the newest if none is given."""
    by_then = ledger if edition is None else ledger[ledger["edition"] <= edition]
    is_void_line = by_then["known"] == VOID
    if not is_void_line.any():
        return by_then
    void_ids = by_then.loc[is_void_line, "id"].str.removesuffix(VOID_ENDING)
    return by_then[~is_void_line & ~by_then["id"].isin(void_ids)]


def new_release_id(ledger: pd.DataFrame, source: str, vintage: date) -> str:
    """Return an id no other release has: ``ca-bc-coroners:2020-08-25``, then ``…:2020-08-25.02``."""
    is_same_day = (ledger["source"] == source) & (ledger["vintage"] == pd.Timestamp(vintage))
    same_day = int((is_same_day & (ledger["known"] != VOID)).sum())
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
    """List every span that a release restates.

    Columns: ``source``, ``release``, ``vintage``, ``edition``, ``void_from`` (the edition in which the release was
    taken back, ``NEVER`` where it was not) and ``span``.
    """
    voids = ledger[ledger["known"] == VOID]
    void_from = dict(zip(voids["id"].str.removesuffix(VOID_ENDING), voids["edition"], strict=True))
    records = [
        (row["source"], row["id"], row["vintage"], row["edition"], void_from.get(row["id"], NEVER), span)
        for row in ledger[ledger["restates"] != ""].to_dict("records")
        for span in read_spans(row["restates"])
    ]
    frame = pd.DataFrame(records, columns=["source", "release", "vintage", "edition", "void_from", "span"])
    return frame.astype({"vintage": DATE_DTYPE, "edition": "int64", "void_from": "int64"})


def append(ledger: pd.DataFrame, entry: Mapping[str, object]) -> pd.DataFrame:
    """Return the ledger with one more row."""
    row = pd.DataFrame([entry], columns=COLUMNS).astype(DTYPES)
    return pd.concat([ledger, row], ignore_index=True).astype(DTYPES)
