"""No release of the data that ships is doubted for its day or its months: thresholds stand above all that was seen.

Two are for a total below its own parts, which are what the check is for: `data/notes.csv` says so of both values.
"""

from datetime import date

import pandas as pd
import pytest

from etl import registry
from etl.core.columns import KEY_COLUMNS, RELEASE_ROW_COLUMNS
from etl.core.model import Release, VintageBasis
from etl.ingest.day_checks import find_day_warnings
from etl.ingest.month_checks import find_month_warnings
from etl.ingest.total_checks import find_total_warnings
from etl.reference.notes import NoteKind
from etl.store import ledger, table
from etl.store.files import Store
from etl.store.summary import measure_families

DOUBTED_TOTALS = {
    "us-ca-sf-ocme:2023-08-15": [
        "sf-overdose-deaths-ytd of US-CA-SF, all, for 2023-01/2023-07: 453, where its own parts add up to 471"
    ],
    "ca-ab-asuss:2024-08-29": [
        "ab-opioid-deaths-ytd of CA-AB, all, for 2024-01/2024-05: 431, where its own parts add up to 519"
    ],
}


@pytest.fixture(scope="module")
def snapshot():
    return Store().load()


def history(snapshot, source_id):
    """Each release of a source as it would be stated anew, with what stood before it and the ledger until then."""
    entries = snapshot.ledger[snapshot.ledger["source"] == source_id]
    ours = snapshot.table[snapshot.table["source"] == source_id].reset_index(drop=True)
    spans = ledger.restated_spans(entries)
    for entry in entries.sort_values(["vintage", "edition"], kind="stable").to_dict("records"):
        earlier = entries[entries["vintage"] < entry["vintage"]]
        before = table.as_of(ours[ours["release"].isin(earlier["id"])], date.max)
        restates = list(spans.loc[spans["release"] == entry["id"], "span"])
        rows = pd.concat([ours[ours["release"] == entry["id"]], before[table.rows_in_spans(before, restates)]])
        rows = rows.drop_duplicates(KEY_COLUMNS)
        stated_rows = rows.loc[rows["status"] != "withdrawn", RELEASE_ROW_COLUMNS].reset_index(drop=True)
        day = entry["vintage"].date()
        item = Release(source_id, day, VintageBasis(entry["known"]), "t", "u", stated_rows, tuple(restates))
        yield entry, item, before, earlier


YEAR_BY_YEAR = {"us-cdc-wonder:2025-04-21", *(f"us-cdc-wonder:2025-04-21.{number:02}" for number in range(2, 6))}
"""CDC WONDER was asked year by year on that day: each query reaches less far than an earlier one of all years."""


@pytest.mark.slow
@pytest.mark.parametrize("source_id", registry.SOURCES)
def test_two_totals_are_doubted_and_noted(snapshot, source_id):
    """No other total of any release is below its own parts."""
    spans = ledger.restated_spans(snapshot.ledger[snapshot.ledger["source"] == source_id])
    families = measure_families(registry.source(source_id))
    doubts = {
        entry["id"]: warnings
        for entry, item, before, earlier in history(snapshot, source_id)
        if (warnings := find_total_warnings(item, before, spans[spans["release"].isin(earlier["id"])], families))
    }
    assert doubts == {name: texts for name, texts in DOUBTED_TOTALS.items() if name.startswith(f"{source_id}:")}
    noted = {f"{note.source}:{note.from_vintage}" for note in snapshot.notes if note.kind is NoteKind.DOUBTED}
    assert noted == set(DOUBTED_TOTALS)


@pytest.mark.slow
@pytest.mark.parametrize("source_id", registry.SOURCES)
def test_no_release_is_doubted_for_its_day_or_its_months(snapshot, source_id):
    counts, doubted = registry.source(source_id).count_measure_ids, set()
    for entry, item, before, earlier in history(snapshot, source_id):
        rows = item.rows.assign(source=source_id)
        rows = rows[rows["measure"].isin(counts) & rows["value"].notna()]
        doubts = [
            *find_day_warnings(item, entry["sha256"] + "-anew", before, earlier),
            *find_month_warnings(before[before["value"].notna()], rows, entry["vintage"]),
        ]
        if doubts:
            doubted.add(entry["id"])
    assert doubted == {name for name in YEAR_BY_YEAR if name.startswith(f"{source_id}:")}
