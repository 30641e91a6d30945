"""A value that is another because something else is counted is no revision, whenever its series was last released."""

from datetime import date

import pytest

from etl.store import differences
from etl.store.differences import Change
from etl.store.files import Store
from etl.store.redefinitions import mark_redefined

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
    changed = mark_redefined(differences.changes_by_release(ours), snapshot)
    rows = changed[(changed["measure"] == COUNT) & (changed["place"] == place) & (changed["vintage"].dt.date == day)]
    redefined = rows[rows["change"] == Change.REDEFINED]
    assert set(redefined["period_start"].dt.year) == expected
