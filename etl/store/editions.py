"""Vouches for the files of rows: what each holds, by hash and number of rows, as it was written. Append-only.

The hash is that of the text and not of its compression, so that files may be packed anew.
"""

import hashlib

import pandas as pd

FILE_NAME = "editions.csv"
DTYPES = {"source": "str", "edition": "int64", "rows": "int64", "sha256": "str"}
COLUMN_MEANINGS = {
    "source": "registry id of the publisher's series",
    "edition": "with the source, the file: `vintages/<source>/<edition>.csv.gz`",
    "rows": "rows that it holds, without the header",
    "sha256": "of its text, unpacked: `gunzip -c FILE | sha256sum`",
}
_KEY = ["source", "edition"]


def empty() -> pd.DataFrame:
    """Return a file that vouches for nothing."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in DTYPES.items()})


def problems(editions: pd.DataFrame) -> list[str]:
    """List the files that are vouched for twice, as where two copies of the data were joined."""
    again = editions[editions.duplicated(_KEY)]
    return [
        f"line {index + 2}: found {row['source']}, edition {row['edition']} again; expected each file once"
        for index, row in zip(again.index, again.to_dict("records"), strict=True)
    ]


def acts(ledger: pd.DataFrame) -> list[tuple[str, int]]:
    """Return each source and edition that the ledger names: each has a file of rows."""
    return list(ledger[_KEY].drop_duplicates().sort_values(_KEY).itertuples(index=False, name=None))


def describe(source: str, edition: int, content: bytes) -> dict[str, str | int]:
    """Return the row that vouches for the text of a file: no cell of it runs over several lines."""
    rows = max(0, content.count(b"\n") - 1)
    return {"source": source, "edition": edition, "rows": rows, "sha256": hashlib.sha256(content).hexdigest()}


def mismatch(editions: pd.DataFrame, source: str, edition: int, content: bytes) -> list[str]:
    """Say where the text of a file is not the one that was written, and how that is mended; empty where it is."""
    actual = describe(source, edition, content)
    entry = editions[(editions["source"] == source) & (editions["edition"] == edition)]
    if entry.empty:
        line = ",".join(map(str, actual.values()))
        return [f"{FILE_NAME} has no row for it; expected one. If the file is right, append the line {line}"]
    expected = entry.iloc[0]
    if expected["sha256"] == actual["sha256"]:
        return []
    line = f"line {entry.index[0] + 2} of {FILE_NAME}"
    is_now = f"found {actual['rows']:,} rows with the hash {actual['sha256']}"
    written = f"expected {expected['rows']:,} rows with the hash {expected['sha256']}, as {line} has it"
    mend = "put back the file as it was, from git or a copy; only if it is right, write what was found in that line"
    return [f"{is_now}, {written}", mend]


def append(editions: pd.DataFrame, entry: dict[str, str | int]) -> pd.DataFrame:
    """Return the rows with one more, in place of the one that an unfinished run left."""
    others = editions[(editions["source"] != entry["source"]) | (editions["edition"] != entry["edition"])]
    return pd.concat([others, pd.DataFrame([entry])], ignore_index=True).astype(DTYPES)
