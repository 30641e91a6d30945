"""The ledger numbers what was learned, gives ids that no other release has, and knows what it holds."""

from datetime import date

import pandas as pd
import pytest

from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.store import ledger
from tests.etl.histories import rows

DAY = date(2020, 8, 25)
MONTHS = RestatedSpan("deaths-month", Period.months(2019, 1, 2020, 7), "CA-BC", "all")
YEARS = RestatedSpan("deaths-year", Period.year(2019))


def entry(release_id="s:2020-08-25", **other):
    return {
        "id": release_id,
        "source": "s",
        "vintage": DAY,
        "known": "publisher",
        "title": "A report",
        "url": "https://example.org",
        "document": "report.pdf",
        "sha256": "ab",
        "bytes": 7,
        "rows": 3,
        "restates": "",
        "note": "",
        "edition": 1,
        "learned_on": DAY,
    } | other


def of(*entries):
    releases = ledger.empty()
    for item in entries:
        releases = ledger.append(releases, item)
    return releases


def published(vintage=DAY, source="s"):
    return Release(source, vintage, VintageBasis.PUBLISHER, "A report", "https://example.org", rows({0: 5.0}))


def test_every_column_has_a_type_and_a_meaning():
    assert list(ledger.COLUMN_MEANINGS) == ledger.COLUMNS == list(ledger.empty())


def test_append_adds_one_row_and_keeps_types_and_the_rows_before():
    first = of(entry())
    both = ledger.append(first, entry("s:2020-09-01", vintage=date(2020, 9, 1), edition=2))
    pd.testing.assert_frame_equal(both.head(1), first)
    assert both.dtypes.astype(str).to_dict() == ledger.DTYPES
    assert both.iloc[1].to_dict() == entry("s:2020-09-01", edition=2) | {
        "vintage": pd.Timestamp(2020, 9, 1),
        "learned_on": pd.Timestamp(DAY),
    }


def test_append_takes_no_unknown_column_and_misses_none():
    with pytest.raises((TypeError, ValueError)):
        of({key: value for key, value in entry().items() if key != "bytes"})


def test_edition_is_the_newest_ever():
    assert ledger.newest_edition(ledger.empty()) == 0
    assert ledger.newest_edition(of(entry(edition=2), entry("x", edition=1))) == 2


def test_ids_are_numbered_where_a_day_has_several():
    releases, ids = ledger.empty(), []
    for _ in range(3):
        ids.append(ledger.new_release_id(releases, "s", DAY))
        releases = ledger.append(releases, entry(ids[-1]))
    assert ids == ["s:2020-08-25", "s:2020-08-25.02", "s:2020-08-25.03"]
    assert ledger.new_release_id(releases, "s", date(2020, 8, 26)) == "s:2020-08-26"
    assert ledger.new_release_id(releases, "other", DAY) == "other:2020-08-25"


@pytest.mark.parametrize(
    "other",
    [
        {"source": "other"},
        {"vintage": date(2020, 8, 26)},
        {"known": "press"},
        {"title": "Another report"},
        {"url": "https://example.com"},
        {"rows": 2},
        {"restates": str(YEARS)},
        {"note": "typed again"},
    ],
)
def test_a_release_is_known_by_all_that_it_says_of_itself(other):
    assert ledger.contains(of(entry(rows=1)), published(), "other bytes")
    assert not ledger.contains(of(entry(rows=1) | other), published(), "other bytes")
    assert not ledger.contains(ledger.empty(), published(), "other bytes")


def test_the_same_bytes_are_known_whatever_is_said_of_them():
    releases = of(entry(rows=1, title="As an earlier reader called it", url=""))
    assert ledger.contains(releases, published(), "ab")
    assert not ledger.contains(releases, published(date(2020, 8, 26)), "ab")
    assert not ledger.contains(releases, published(source="other"), "ab")


def test_spans_stand_one_a_row():
    releases = of(
        entry(restates=f"{MONTHS}; {YEARS}"),
        entry("s:2020-09-01", vintage=date(2020, 9, 1)),
        entry("other:2020-08-25", source="other", restates=str(YEARS), edition=2),
    )
    spans = ledger.restated_spans(releases)
    assert spans.to_dict("list") == {
        "source": ["s", "s", "other"],
        "release": ["s:2020-08-25", "s:2020-08-25", "other:2020-08-25"],
        "vintage": [pd.Timestamp(DAY)] * 3,
        "edition": [1, 1, 2],
        "span": [MONTHS, YEARS, YEARS],
    }
    assert str(spans["vintage"].dtype) == "datetime64[us]"


def test_without_spans_the_columns_stay():
    for releases in (ledger.empty(), of(entry())):
        spans = ledger.restated_spans(releases)
        assert (list(spans), len(spans)) == (["source", "release", "vintage", "edition", "span"], 0)
        assert spans[spans["vintage"] > pd.Timestamp(DAY)].empty
