"""The ledger numbers what was learned, gives ids that no other release has, and knows what it holds."""

from datetime import date

import pandas as pd
import pytest

from etl import registry
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.store import ledger
from etl.store.errata import Erratum, read_errata
from etl.store.files import Store
from etl.store.void_rows import NEVER
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
        "void_from": [NEVER] * 3,
        "span": [MONTHS, YEARS, YEARS],
    }
    assert str(spans["vintage"].dtype) == "datetime64[us]"


def test_without_spans_the_columns_stay():
    for releases in (ledger.empty(), of(entry())):
        spans = ledger.restated_spans(releases)
        assert (list(spans), len(spans)) == (["source", "release", "vintage", "edition", "void_from", "span"], 0)
        assert spans[spans["vintage"] > pd.Timestamp(DAY)].empty


BC = "ca-bc-coroners"
SPAN = "unregulated-deaths-month CA-BC all 2019-01/2020-07"


def breaches(*changes):
    rows = [entry(f"{BC}:2020-08-25", source=BC, restates=SPAN) | change for change in changes]
    return ledger.problems(of(*rows), registry.SOURCES, Store().load().places)


def test_a_ledger_in_which_all_is_well():
    assert breaches() == breaches({}) == []
    assert breaches({"restates": f"{SPAN}; unregulated-deaths-year * * 2019-01/2019-12"}) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"source": "ca-bc-coroner"},
            "column source: found 'ca-bc-coroner', expected the id of a source, did you mean",
        ),
        ({"id": "2020-08-25"}, "column id: found '2020-08-25', expected ca-bc-coroners: and the day"),
        ({"vintage": pd.NaT}, "column vintage: found '', expected a day such as 2020-08-25"),
        ({"learned_on": pd.NaT}, "column learned_on: found '', expected a day such as 2020-08-25"),
        (
            {"vintage": date(9999, 1, 1)},
            "column vintage: found '9999-01-01', expected a day until it was learned, 2020-",
        ),
        ({"known": "hearsay"}, "column known: found 'hearsay', expected one of publisher, press"),
        ({"rows": -1}, "column rows: found '-1', expected a number from 0"),
        ({"restates": "all"}, "column restates: found 'all', expected spans; "),
        ({"restates": "a b c d e"}, "column restates: found 'a b c d e', expected spans; "),
        ({"restates": SPAN.replace("2020-07", "2018-07")}, "expected spans; a period covers whole months"),
        ({"restates": SPAN.replace("2020-07", "2020-13")}, "expected spans; '2019-01/2020-13' is not a period such as"),
        ({"restates": f"{SPAN};"}, "expected spans; "),
        (
            {"restates": SPAN.replace("-month", "-months")},
            "expected a measure of ca-bc-coroners, did you mean unregulat",
        ),
        ({"restates": SPAN.replace("unregulated-deaths", "me-drug-deaths")}, "expected a measure of ca-bc-coroners"),
        ({"restates": SPAN.replace("CA-BC", "CA-XX")}, "expected the code of a place in places.csv, or *"),
        ({"restates": SPAN.replace("all", "everyone")}, "expected a group of etl/core/groups.py, or *"),
    ],
)
def test_what_cannot_be_is_named_by_line_and_release(change, expected):
    (problem,) = breaches({"id": f"{BC}:2020-08-24", "title": "A title\nof two lines"}, change)
    assert problem.startswith(f"line 4, {change.get('id', f'{BC}:2020-08-25')}, column ")
    assert expected in problem


def test_a_release_stands_once_and_editions_only_grow():
    (again,) = breaches({}, {})
    assert again == f"line 3, {BC}:2020-08-25, column id: found '{BC}:2020-08-25', expected each release once"
    (zero,) = breaches({"edition": 0})
    assert zero.endswith("column edition: found '0', expected a number from 1")
    (fall,) = breaches({"edition": 2}, {"id": f"{BC}:2020-08-25.02"})
    assert fall.endswith("column edition: found '1', expected no smaller one than in the line before")


def void_line(release="s:2020-08-25", edition=2, **other):
    return entry(f"{release}.void", known="void", restates="", note="a copy of another place", edition=edition, **other)


def test_a_void_release_stands_up_to_the_edition_that_takes_it_back():
    releases = of(entry(restates=str(MONTHS)), void_line(), entry("s:2020-08-25.02", edition=3))
    assert {edition: ledger.releases_of_edition(releases, edition)["id"].tolist() for edition in (1, 2, 3)} == {
        1: ["s:2020-08-25"],
        2: [],
        3: ["s:2020-08-25.02"],
    }
    assert ledger.releases_of_edition(releases)["id"].tolist() == ["s:2020-08-25.02"]
    assert ledger.restated_spans(releases)[["edition", "void_from"]].to_numpy().tolist() == [[1, 2]]
    assert ledger.new_release_id(releases, "s", DAY) == "s:2020-08-25.03"


def test_what_was_taken_back_is_told_with_where_it_moved():
    moved = entry("s:2020-09-01", vintage=date(2020, 9, 1), edition=2)
    other = entry("other:2020-09-02", source="other", vintage=date(2020, 9, 2), edition=2)
    assert read_errata(of(entry(), other, moved, void_line())) == (
        Erratum("s:2020-08-25", "s", DAY, 1, 2, DAY, "a copy of another place", "s:2020-09-01", date(2020, 9, 1)),
    )
    (erratum,) = read_errata(of(entry(vintage=date(2020, 9, 5)), void_line(vintage=date(2020, 9, 5))))
    assert (erratum.moved_id, erratum.moved_to) == ("", None)
    assert [erratum.is_in(edition, date(2020, 9, 5)) for edition in (0, 1, 2)] == [False, True, False]
    assert not erratum.is_in(1, date(2020, 9, 4))


@pytest.mark.parametrize("stray", [void_line("s:2020-08-26"), void_line(edition=1), void_line("s:2020-08-25.void")])
def test_a_line_that_takes_back_nothing_is_a_problem(stray):
    ledger_rows = of(entry("s:2020-08-25"), stray)
    assert any("expected that of a release above, and .void" in text for text in ledger.problems(ledger_rows, {}, {}))
