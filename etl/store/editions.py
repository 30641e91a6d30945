"""Vouches for the files of rows and for the ledger: what each edition added to them, by hash, as it was written.

The hash is that of the text and not of its compression, so that files may be packed anew.
"""

import csv
import hashlib
import io
from collections.abc import Mapping

import pandas as pd

from etl.core import csv_io
from etl.core.errors import InvalidDocument

FILE_NAME = "editions.csv"
DTYPES = {"source": "str", "edition": "int64", "rows": "int64", "sha256": "str", "ledger_sha256": "str"}
COLUMN_MEANINGS = {
    "source": "registry id of the publisher's series",
    "edition": "with the source, the file: `vintages/<source>/<edition>.csv.gz`",
    "rows": "rows that it holds, without the header",
    "sha256": "of its text, unpacked: `gunzip -c FILE | sha256sum`",
    "ledger_sha256": "of the lines of `releases.csv` of that source and edition, each with its line end",
}
_KEY = ["source", "edition"]
_MEND = "put back the file as it was, from git or a copy; only if it is right, write what was found in that line"

Act = tuple[str, int]
"""A source and an edition: what was learned of it then."""


def empty() -> pd.DataFrame:
    """Return a file that vouches for nothing."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in DTYPES.items()})


def read(name: str, content: bytes) -> pd.DataFrame:
    """Read the file; ``InvalidDocument`` names what is wrong. One of before vouches for no line of the ledger."""
    is_old = "ledger_sha256" not in csv_io.header(content)
    dtypes = {column: dtype for column, dtype in DTYPES.items() if column != "ledger_sha256" or not is_old}
    rows = csv_io.read_csv(name, content, dtypes)
    if breaches := problems(rows):
        raise InvalidDocument(name, breaches)
    return rows.assign(ledger_sha256="") if is_old else rows


def problems(editions: pd.DataFrame) -> list[str]:
    """List the files that are vouched for twice, as where two copies of the data were joined."""
    again = editions[editions.duplicated(_KEY)]
    return [
        f"line {index + 2}: found {row['source']}, edition {row['edition']} again; expected each file once"
        for index, row in zip(again.index, again.to_dict("records"), strict=True)
    ]


def acts(ledger: pd.DataFrame) -> list[Act]:
    """Return each source and edition that the ledger names: each has a file of rows."""
    return list(ledger[_KEY].drop_duplicates().sort_values(_KEY).itertuples(index=False, name=None))


def ledger_hashes(ledger: pd.DataFrame) -> dict[Act, str]:
    """Return the hash of the lines of the ledger of each source and edition."""
    _, *records = csv.reader(io.StringIO(csv_io.to_csv(ledger), newline=""))
    texts: dict[Act, io.StringIO] = {}
    for source, edition, record in zip(ledger["source"], ledger["edition"], records, strict=True):
        text = texts.setdefault((source, edition), io.StringIO(newline=""))
        csv.writer(text, lineterminator="\n").writerow(record)
    return {act: hashlib.sha256(text.getvalue().encode()).hexdigest() for act, text in texts.items()}


def ledger_problems(editions: pd.DataFrame, ledger: pd.DataFrame) -> list[str]:
    """Say of which editions the ledger does not say what was written, and how that is mended.

    One edition that is newer than the ledger is what a run leaves that was killed before it wrote the ledger. Two are
    lines that the ledger has lost.
    """
    hashes, newest = ledger_hashes(ledger), int(ledger["edition"].max()) if len(ledger) else 0
    lines, lost = [], []
    for index, row in zip(editions.index, editions.to_dict("records"), strict=True):
        actual = hashes.get((row["source"], row["edition"]))
        if not row["ledger_sha256"] or actual == row["ledger_sha256"]:
            continue
        what = f"{row['source']}, edition {row['edition']}"
        line = f"line {index + 2} of {FILE_NAME}"
        if actual is not None:
            text = f"releases of {what}: found lines with the hash {actual}, expected {row['ledger_sha256']}, as {line}"
            lines.append(f"{text} has it; {_MEND}")
        else:
            text = f"releases of {what}: found none, expected those that {line} vouches for"
            lost.append((row["edition"], f"{text}; put back the file as it was, from git or a copy"))
    unfinished = len(lost) == 1 and lost[0][0] > newest
    return lines + ([] if unfinished else [text for _, text in lost])


def describe(act: Act, content: bytes, hashes: Mapping[Act, str]) -> dict[str, str | int]:
    """Return the row that vouches for the text of a file, of which no cell runs over lines, and for its releases."""
    rows = max(0, content.count(b"\n") - 1)
    sha256 = hashlib.sha256(content).hexdigest()
    return {"source": act[0], "edition": act[1], "rows": rows, "sha256": sha256, "ledger_sha256": hashes.get(act, "")}


def mismatch(editions: pd.DataFrame, actual: Mapping[str, str | int]) -> list[str]:
    """Say where the text of a file is not the one that was written, and how that is mended; empty where it is.

    ``actual`` is the row that would vouch for the file as it is.
    """
    entry = editions[(editions["source"] == actual["source"]) & (editions["edition"] == actual["edition"])]
    if entry.empty:
        line = ",".join(map(str, actual.values()))
        return [f"{FILE_NAME} has no row for it; expected one. If the file is right, append the line {line}"]
    expected = entry.iloc[0]
    if expected["sha256"] == actual["sha256"]:
        return []
    line = f"line {entry.index[0] + 2} of {FILE_NAME}"
    is_now = f"found {actual['rows']:,} rows with the hash {actual['sha256']}"
    written = f"expected {expected['rows']:,} rows with the hash {expected['sha256']}, as {line} has it"
    return [f"{is_now}, {written}", _MEND]


def append(editions: pd.DataFrame, entry: Mapping[str, str | int], hashes: Mapping[Act, str]) -> pd.DataFrame:
    """Return the rows with one more, without one that an unfinished run left.

    ``hashes`` are those of the ledger with the new edition; rows of before they vouched for the ledger take theirs.
    """
    kept = {act: sha256 for act, sha256 in hashes.items() if act != (entry["source"], entry["edition"])}
    rows = [
        {**row, "ledger_sha256": row["ledger_sha256"] or kept[row["source"], row["edition"]]}
        for row in editions.to_dict("records")
        if (row["source"], row["edition"]) in kept
    ]
    return pd.DataFrame([*rows, entry], columns=list(DTYPES)).astype(DTYPES)
