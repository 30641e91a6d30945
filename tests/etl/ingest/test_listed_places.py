"""Of a source that names more places than there are, what it states of the others is left out and counted."""

from datetime import date

import pytest

from etl import registry
from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.ingest import pipeline
from etl.ingest.listed_places import keep_listed
from etl.parsing.documents import StatedValue, to_frame
from etl.store.files import PROJECT_DATA_DIR, Store
from tests.etl.live import BY_ID

MONTH = Period.month(2024, 1)


def release(*places, note="as read"):
    rows = to_frame(StatedValue("deaths", place, MONTH, 10) for place in places)
    spans = tuple(RestatedSpan("deaths", MONTH, place, "all") for place in ("*", *places))
    return Release("us-oh-odh", date(2024, 3, 1), VintageBasis.PUBLISHER, "T", "", rows, spans, note)


def test_where_all_are_listed_nothing_changes():
    whole = release("US-OH-1", "US-OH-2")
    assert keep_listed(whole, {"US-OH-1", "US-OH-2", "US"}, "a.csv") is whole


def test_rows_and_spans_of_others_are_left_out_and_the_note_counts_them():
    kept = keep_listed(release("US-OH-1", "US-OH-2", "US-OH-3"), {"US-OH-2"}, "a.csv")
    assert kept.rows["place"].tolist() == ["US-OH-2"]
    assert [span.place for span in kept.restates] == ["*", "US-OH-2"]
    assert kept.note == "as read; 2 places that places.csv does not have left out (US-OH-1, US-OH-3)"
    kept = keep_listed(release("US-OH-1", "US-OH-2", note=""), {"US-OH-2"}, "a.csv")
    assert kept.note == "1 place that places.csv does not have left out (US-OH-1)"


def test_a_file_of_no_listed_place_is_refused():
    with pytest.raises(InvalidDocument) as refused:
        keep_listed(release("US-OH-4", "US-OH-1", "US-OH-2", "US-OH-3"), {"US"}, "a.csv")
    assert str(refused.value) == (
        "a.csv: refused\n  - the file: is about US-OH-1, US-OH-2, US-OH-3 …, none of them in places.csv; expected at "
        "least one; add the places that are wanted to data/places.csv"
    )


def test_a_place_that_is_listed_later_is_taken_from_the_same_file(tmp_path):
    source, document = registry.source("us-cdc-county"), Document("counties.csv", BY_ID["us-cdc-county"].body())
    store, today = Store(tmp_path), date(2025, 8, 1)
    places = (PROJECT_DATA_DIR / "places.csv").read_text(encoding="utf-8")
    (tmp_path / "places.csv").write_text(places, encoding="utf-8")
    pipeline.add(store, source, [document], today=today)
    assert set(store.load().table["place"]) == {"US-CA-SF", "US-TX-48113"}
    (tmp_path / "places.csv").write_text(f"{places}US-AL-01001,Autauga,Autauga,US-AL\n", encoding="utf-8")
    (taken,) = pipeline.add(store, source, [document], today=today)
    assert (taken.rows_written, taken.warnings) == (4, ())
    snapshot = store.load()
    assert set(snapshot.table["place"]) == {"US-AL-01001", "US-CA-SF", "US-TX-48113"}
    assert snapshot.ledger["id"].tolist() == ["us-cdc-county:2025-07-06", "us-cdc-county:2025-07-06.02"]
    (taken,) = pipeline.add(store, source, [document], today=today)
    assert taken.rows_written is None
