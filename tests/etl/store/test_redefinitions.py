"""A value that is another because something else is counted is no revision, whenever its series was last released."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from etl.core.model import Period
from etl.store import differences
from etl.store.differences import Change
from etl.store.directions import changes_to_maturity
from etl.store.files import Store
from etl.store.redefinitions import mark_redefined
from etl.store.revision_paths import revision_paths
from etl.store.revisions import revision_stats
from etl.store.series import PublishedValue, Series
from etl.store.series_index import SeriesIndex

COUNT = "apparent-opioid-deaths-year"


@pytest.fixture(scope="module")
def snapshot():
    return Store().load()


@pytest.mark.parametrize(
    ("day", "place", "expected"),
    [
        (date(2024, 12, 23), "CA-QC", {2021}),  # recounted since the counts of 2023, which rates of July 2024 showed
        (date(2025, 9, 23), "CA-QC", {2022, 2023}),
        (date(2025, 12, 11), "CA-BC", {2019, 2020, 2021, 2022, 2023}),
        (date(2026, 3, 31), "CA-BC", set()),
    ],
)
def test_the_last_release_of_the_series_itself_counts(snapshot, day, place, expected):
    """Releases of rates stand between those of counts: they say nothing of what a count was before."""
    ours = snapshot.table[snapshot.table["source"] == "ca-phac"]
    changed = mark_redefined(differences.changes_by_release(ours), SeriesIndex.of_snapshot(snapshot))
    rows = changed[(changed["measure"] == COUNT) & (changed["place"] == place) & (changed["vintage"].dt.date == day)]
    redefined = rows[rows["change"] == Change.REDEFINED]
    assert set(redefined["period_start"].dt.year) == expected


def test_what_a_recount_moved_is_no_experience_of_how_values_change(snapshot):
    """A year of 100 is 60 once mature: a revision, unless the first counted all drugs and the other opioids."""
    year = Period.year(2020)
    days = [year.end + timedelta(days=age) for age in (30, 400)]
    values = tuple(
        PublishedValue(day, 1, value, "provisional", "r") for day, value in zip(days, (100, 60), strict=True)
    )
    plain = Series(("ca-phac", COUNT, "CA-QC", "all"), {year: values})
    (shipped_break, *_) = [note for note in snapshot.notes if note.id == "phac-opioid-year-qc-2021"]
    moved = replace(shipped_break, first=Period.year(2019), from_vintage=None, to_vintage=days[1])
    recounted = replace(plain, breaks=(moved,))
    assert [_experience(series) for series in (plain, recounted)] == [([-0.4], (-0.4,), [100, 60]), ([], (), [])]


def _experience(series):
    """What each measure of revisions has of a series."""
    by_age = revision_stats(series, date.max).age_classes
    paths = revision_paths(series, date.max).values()
    return (
        [change for age_class in by_age for change in age_class.changes],
        changes_to_maturity(series, date.max),
        [value for path in paths for _, value in path],
    )
