"""A document under another day than its own is doubted: it would rewrite what is newest in silence."""

from datetime import date

import pandas as pd
import pytest

from etl.core.source import Document
from etl.ingest import pipeline
from etl.ingest.day_checks import find_day_warnings
from etl.ingest.pipeline import NeedsReview
from etl.sources.ca_bc_coroners import SOURCE
from etl.store import ledger, table
from etl.store.files import Store
from tests.etl.histories import learned, release, span
from tests.etl.stores import TODAY, tree

MAY, JUNE = date(2020, 5, 1), date(2020, 6, 1)
NO_LEDGER = ledger.empty()


def reach_doubts(before, after):
    return find_day_warnings(after, "0", table.as_of(learned(before).table, after.vintage), NO_LEDGER)


def test_a_release_that_reaches_less_far_than_what_is_held_is_doubted():
    longer, shorter = {0: 5.0, 1: 6.0, 2: 7.0}, {0: 4.0, 1: 6.0}
    whole = release(MAY, longer, [span(0, 2)])
    (doubt,) = reach_doubts([whole], release(JUNE, shorter, [span(0, 1)]))
    assert doubt == (
        "deaths-month: ends in 2019-02, where values to 2019-03 are held as published by 2020-06-01: an older release "
        "under a wrong day?"
    )
    assert reach_doubts([whole], release(JUNE, longer, [span(0, 2)])) == []
    assert reach_doubts([whole], release(date(2020, 4, 1), shorter, [span(0, 1)])) == []  # an older one, found late
    assert reach_doubts([whole], release(JUNE, {0: 4.0})) == []  # a remark on an older month restates nothing
    assert reach_doubts([], release(JUNE, shorter, [span(0, 1)])) == []
    empty = release(JUNE, {0: None}, [span(0, 0)])
    assert reach_doubts([whole], empty) == []  # without a value it is said by other checks


def row(day, sha256="a" * 64):
    return {"id": f"s:{day}", "source": "s", "vintage": pd.Timestamp(day), "sha256": sha256}


def test_bytes_that_are_held_under_another_day_are_doubted():
    rows = pd.DataFrame([row("2019-09-30"), row("2020-05-01", "b" * 64)])
    assert find_day_warnings(release(JUNE, {0: 5.0}), "a" * 64, table.empty(), rows) == [
        "the same bytes are held already as the release of 2019-09-30 (s:2019-09-30), 245 days before the day given"
    ]
    for day, sha256 in ((date(2019, 9, 30), "a" * 64), (JUNE, "c" * 64)):
        assert find_day_warnings(release(day, {0: 5.0}), sha256, table.empty(), rows) == []
    (doubt,) = find_day_warnings(release(date(2019, 9, 29), {0: 5.0}), "a" * 64, table.empty(), rows)
    assert doubt.endswith("1 day after the day given")


def export(*months, day):
    content = "".join(f"2020,{month},{count}\n" for month, count in enumerate(months, start=1))
    return Document("export.csv", content.encode(), published_on=day)


def test_an_old_file_under_a_new_day_waits_for_a_person(tmp_path):
    """Each value once was published, so that only the day can be doubted; the right day is taken without a word."""
    store, old = Store(tmp_path), (41, 31, 55)
    pipeline.add(store, SOURCE, [export(*old, day=date(2020, 4, 20))], today=TODAY)
    pipeline.add(store, SOURCE, [export(43, 33, 57, 60, day=date(2020, 6, 20))], today=TODAY)
    before = tree(tmp_path)
    with pytest.raises(NeedsReview) as refusal:
        pipeline.add(store, SOURCE, [export(*old, day=date(2020, 11, 1))], today=TODAY)
    assert "the same bytes are held already as the release of 2020-04-20" in str(refusal.value)
    assert "ends in 2020-03, where values to 2020-04 are held" in str(refusal.value)
    with pytest.raises(NeedsReview, match="ends in 2020-03"):
        pipeline.add(store, SOURCE, [export(41, 31, 56, day=date(2020, 11, 1))], today=TODAY)
    assert tree(tmp_path) == before
    (taken,) = pipeline.add(store, SOURCE, [export(41, 31, 56, day=date(2020, 5, 20))], today=TODAY)
    assert taken.warnings == ()
