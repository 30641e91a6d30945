"""What each release brought: the same as the table says between two days."""

from collections import Counter
from datetime import timedelta

import pytest

from dashboard.dataset.release_changes import NO_CHANGES, ReleaseChanges, changes_by_release, total_changes
from etl.store.differences import ADDED, changes_between
from tests.dashboard import made
from tests.dashboard.made import MONTH, figure


@pytest.mark.parametrize(
    ("measure", "place"),
    [(MONTH, "CA-BC"), ("unregulated-deaths-year", "CA-BC"), ("overdose-deaths-12m-reported", "US-OH")],
)
def test_each_release_brought_what_the_table_says(site, measure, place):
    series = site.index.find(measure=measure, place=place)
    rows = site.snapshot.table
    rows = rows[(rows["measure"] == measure) & (rows["place"] == place) & (rows["group"] == "all")]
    days, counted_by_day = series.vintages(), changes_by_release(series)
    for day in days:
        kinds = Counter(changes_between(rows, day - timedelta(days=1), day)["change"])
        revised = kinds.total() - sum(kinds[kind] for kind in {*ADDED, "status"})
        expected = ReleaseChanges(kinds["new"], revised, kinds["first_held"])
        assert counted_by_day.get(day, NO_CHANGES) == expected, day


def test_what_an_edition_did_not_know_did_not_come():
    site = made.site([figure("2020-07", "2020-08-25", 175), figure("2020-07", "2020-09-20", 177, edition=2)])
    series = site.index.find(measure=MONTH, place="CA-BC")
    assert [changes.revised for changes in changes_by_release(series, 2).values()] == [0, 1]
    assert len(changes_by_release(series, 1)) == 1


def test_several_series_are_added_up_and_none_twice(site):
    series = site.index.find(measure=MONTH, place="CA-BC")
    assert total_changes([series, series]) == changes_by_release(series)
    other = site.index.find(measure=MONTH, place="CA-BC-fraser")
    day = max(other.vintages())
    both = total_changes([series, other])[day]
    assert both == changes_by_release(series).get(day, NO_CHANGES) + changes_by_release(other)[day]


def test_a_value_printed_with_other_decimals_is_not_revised():
    values = (("2020-08-25", 80.912345678), ("2020-09-20", 80.91234568), ("2020-10-20", 81.5))
    site = made.site([figure("2020-07", day, value) for day, value in values])
    series = site.index.find(measure=MONTH, place="CA-BC")
    assert [changes.revised for changes in changes_by_release(series).values()] == [0, 1]


def test_a_value_that_is_final_now_is_not_revised():
    told = [figure("2020-07", "2020-08-25", 175), figure("2020-07", "2020-09-20", 175, status="final")]
    series = made.site(told).index.find(measure=MONTH, place="CA-BC")
    assert [changes.revised for changes in changes_by_release(series).values()] == [0]
