"""Of a source that names more places than there are, what it states of the others is left out and counted."""

from datetime import date

import pytest

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.ingest.listed_places import keep_listed
from etl.parsing.documents import StatedValue, to_frame

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
