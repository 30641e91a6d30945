"""Populations are those of the day asked about."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.columns import COLUMNS, DTYPES
from etl.core.model import Period
from etl.store.populations import PopulationsByPlace, populations, populations_as_of, position_in_force
from etl.store.schema import validate

OLD, NEW, MENDED = date(2021, 3, 17), date(2024, 11, 21), date(2024, 12, 5)


def row(place, period, people, vintage, edition, **other):
    """One row of the table that states a population."""
    covered = Period.parse(period)
    return {
        "source": "ca-statcan",
        "measure": "ca-population-quarter",
        "place": place,
        "group": "all",
        "period_start": covered.start,
        "period_end": covered.end,
        "vintage": vintage,
        "value": people,
        "status": "provisional" if people is not None else "withdrawn",
        "release": f"{vintage}:{edition}",
        "edition": edition,
    } | other


def stored(*rows):
    """The populations in a table of these rows, and the ledger of their releases."""
    people_rows = validate(pd.DataFrame(rows, columns=COLUMNS).astype(DTYPES))
    releases = pd.DataFrame({"id": people_rows["release"].unique()})
    return populations(people_rows, releases.assign(title="of " + releases["id"], url="u"), {"ca-population-quarter"})


def two_vintages():
    """Two vintages of British Columbia; the newer one longer and learned first, a third learned in a later edition.

    The third restates the first two quarters only, and one as it was: a change log holds what changed.
    """
    vintages = [
        (1, "CA-BC", NEW, [100, 110, 120]),
        (2, "CA-BC", OLD, [90, 95]),
        (3, "CA-BC", MENDED, [101]),
        (1, "CA-QC", NEW, [200]),
    ]
    return stored(
        *(
            row(place, f"2020-Q{at}", count, vintage, edition)
            for edition, place, vintage, counts in vintages
            for at, count in reversed(list(enumerate(counts, start=1)))
        ),
        row("CA-BC", "2020-Q1", 5, OLD, 1, source="deaths", measure="deaths-quarter"),
    )


def in_force(day, edition=None, place="CA-BC"):
    rows = populations_as_of(two_vintages(), place, day, edition)
    assert rows["period_start"].is_monotonic_increasing
    return rows["population"].tolist()


def at(*days, day=NEW, place="CA-BC"):
    """The rows in force on some days; None where none is."""
    rows = populations_as_of(two_vintages(), place, day)
    return rows_at(rows, *days)


def rows_at(rows, *days):
    starts = rows["period_start"].dt.date.tolist()
    positions = [position_in_force(starts, date.fromisoformat(each)) for each in days]
    return [None if position is None else rows.iloc[position] for position in positions]


def people(rows):
    return [row["population"] for row in rows]


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2016, 5, 31), [90, 95]),  # nothing was public: the earliest held
        (date(2021, 3, 16), [90, 95]),
        (OLD, [90, 95]),
        (date(2024, 11, 20), [90, 95]),
        (NEW, [100, 110, 120]),
        (date(2024, 12, 4), [100, 110, 120]),
        (MENDED, [101, 110, 120]),
        (date(2030, 1, 1), [101, 110, 120]),
    ],
)
def test_populations_are_the_last_public_else_the_earliest_held(day, counts):
    assert in_force(day) == counts


@pytest.mark.parametrize(
    ("day", "edition", "counts"),
    [
        (date(2016, 5, 31), 1, [100, 110, 120]),  # the earliest then held
        (date(2016, 5, 31), 2, [90, 95]),
        (date(2023, 1, 1), 1, [100, 110, 120]),
        (date(2030, 1, 1), 2, [100, 110, 120]),
        (date(2030, 1, 1), 3, [101, 110, 120]),
        (date(2030, 1, 1), 0, []),
    ],
)
def test_an_edition_limits_what_was_known(day, edition, counts):
    assert in_force(day, edition) == counts


def test_each_period_names_the_vintage_from_which_its_population_stands():
    rows = populations_as_of(two_vintages(), "CA-BC", MENDED)
    assert rows["vintage"].dt.date.tolist() == [MENDED, NEW, NEW]
    assert rows["title"].tolist() == ["of 2024-12-05:3", "of 2024-11-21:1", "of 2024-11-21:1"]
    assert set(rows["url"]) == {"u"}


def test_only_populations_are_populations():
    assert set(two_vintages()["measure"]) == {"ca-population-quarter"}
    assert stored().empty
    assert populations_as_of(stored(), "CA-BC", NEW).empty


def test_a_population_taken_back_is_not_used():
    log = stored(
        row("CA-BC", "2020-Q1", 100, OLD, 1),
        row("CA-BC", "2020-Q2", 110, OLD, 1),
        row("CA-BC", "2020-Q2", None, NEW, 1),
    )
    counts = {day: populations_as_of(log, "CA-BC", day)["population"].tolist() for day in (OLD, NEW)}
    assert counts == {OLD: [100, 110], NEW: [100]}


def test_series_of_two_releases_follow_each_other():
    log = stored(row("US-OH", "2019", 90, OLD, 1), row("US-OH", "2020", 100, NEW, 1), row("US-OH", "2021", 110, NEW, 1))
    days = ("2019-07-01", "2020-02-01", "2021-12-01")
    at_day = {day: people(rows_at(populations_as_of(log, "US-OH", day), *days)) for day in (OLD, NEW)}
    assert at_day == {OLD: [90] * 3, NEW: [90, 100, 110]}


def test_a_place_without_populations_has_none():
    assert in_force(NEW, place="CA") == []
    assert at("2020-05-01", place="CA") == [None]


def test_the_period_in_force_is_the_last_that_began():
    rows = at("2020-01-01", "2020-03-31", "2020-04-01", "2020-07-31")
    assert people(rows) == [100, 100, 110, 120]
    assert [row["period_start"].month for row in rows] == [1, 1, 4, 7]
    assert {row["title"] for row in rows} == {"of 2024-11-21:1"}


def test_past_the_end_stands_the_last_period():
    assert people(at("2020-10-01", "2031-01-01")) == [120, 120]
    assert people(at("2031-01-01", day=OLD)) == [95]


def test_before_the_start_there_is_none():
    before, first = at("2019-12-31", "2020-01-01")
    assert before is None
    assert first["population"] == 100


@given(day=st.dates(date(2020, 1, 1), date(2026, 1, 1)), edition=st.sampled_from([None, 1, 2, 3]))
def test_what_is_kept_by_place_is_what_was_in_force(day, edition):
    rows = two_vintages()
    kept = PopulationsByPlace(rows)
    for place in ("CA-BC", "CA-QC", "CA-AB"):
        expected = populations_as_of(rows, place, day, edition)
        pd.testing.assert_frame_equal(kept.in_force(place, day, edition), expected, check_dtype=False)
