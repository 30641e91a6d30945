"""Places are found by code, strangers get near matches, and populations are those of the day asked about."""

from datetime import date

import pandas as pd
import pytest

from etl.errors import UnknownName
from etl.places import POPULATION_DTYPES, Places, population_at, populations_as_of

PLACES = Places(
    pd.DataFrame(
        {
            "code": ["CA", "CA-BC", "CA-QC", "US-NY", "US-NY-NYC"],
            "name_en": ["Canada", "British Columbia", "Quebec", "New York", "New York City"],
            "name_fr": ["Canada", "Colombie-Britannique", "Québec", "New York", "Ville de New York"],
            "parent": ["", "CA", "CA", "", "US-NY"],
        }
    )
)
OLD, NEW, MENDED = date(2021, 3, 17), date(2024, 11, 21), date(2024, 12, 5)


def populations():
    """Two vintages of British Columbia; the newer one longer and learned first, a third learned in a later edition."""
    told = [
        (1, "CA-BC", NEW, [100, 110, 120]),
        (2, "CA-BC", OLD, [90, 95]),
        (3, "CA-BC", MENDED, [101, 111, 121]),
        (1, "CA-QC", NEW, [200]),
    ]
    return pd.DataFrame(
        [
            (place, f"2020-{3 * at + 1:02}-01", f"2020-{3 * at + 3:02}-01", count, vintage, edition, str(vintage), "u")
            for edition, place, vintage, counts in told
            for at, count in reversed(list(enumerate(counts)))
        ],
        columns=list(POPULATION_DTYPES),
    ).astype(POPULATION_DTYPES)


def in_force(day, edition=None, place="CA-BC"):
    found = populations_as_of(populations(), place, day, edition)
    assert found["period_start"].is_monotonic_increasing
    return found["population"].tolist()


def at(*days, day=NEW, place="CA-BC"):
    series = populations_as_of(populations(), place, day)
    return population_at(series, pd.Series(pd.to_datetime(list(days))))


def test_places_by_code():
    assert PLACES["CA-BC"].name == {"en": "British Columbia", "fr": "Colombie-Britannique"}
    assert (PLACES["CA-BC"].parent, PLACES["CA"].parent) == ("CA", "")
    assert list(PLACES) == ["CA", "CA-BC", "CA-QC", "US-NY", "US-NY-NYC"]
    assert len(PLACES) == 5
    assert "CA-BC" in PLACES
    assert "CA-XX" not in PLACES


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("CA-BX", ["CA-BC", "CA-QC"]),
        ("ca-bc", ["CA-BC", "CA-QC"]),
        ("British Colombia", ["CA-BC"]),
        ("colombie britannique", ["CA-BC"]),
        ("Quebec", ["CA-QC"]),
        ("newyork", ["US-NY", "US-NY-NYC"]),
        ("zzzzzz", []),
        ("", []),
    ],
)
def test_a_stranger_gets_near_matches(text, near):
    assert PLACES.near(text) == near
    with pytest.raises(UnknownName) as unknown:
        PLACES[text]
    assert (unknown.value.kind, unknown.value.name, unknown.value.near) == ("place", text, tuple(near))
    assert str(unknown.value) == f"unknown place {text!r}" + (f"; did you mean {' or '.join(near)}?" if near else "")


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2016, 5, 31), [90, 95]),  # nothing was public: the earliest held
        (date(2021, 3, 16), [90, 95]),
        (OLD, [90, 95]),
        (date(2024, 11, 20), [90, 95]),
        (NEW, [100, 110, 120]),
        (date(2024, 12, 4), [100, 110, 120]),
        (MENDED, [101, 111, 121]),
        (date(2030, 1, 1), [101, 111, 121]),
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
        (date(2030, 1, 1), 3, [101, 111, 121]),
        (date(2030, 1, 1), 0, []),
    ],
)
def test_an_edition_limits_what_was_known(day, edition, counts):
    assert in_force(day, edition) == counts


def test_a_place_without_populations_has_none():
    assert in_force(NEW, place="CA") == []
    assert at("2020-05-01", place="CA")["population"].isna().all()


def test_the_period_in_force_is_the_last_that_began():
    found = at("2020-01-01", "2020-03-31", "2020-04-01", "2020-07-31")
    assert found["population"].tolist() == [100, 100, 110, 120]
    assert found["period_start"].dt.month.tolist() == [1, 1, 4, 7]
    assert found["title"].tolist() == ["2024-11-21"] * 4


def test_past_the_end_stands_the_last_period():
    assert at("2020-10-01", "2031-01-01")["population"].tolist() == [120, 120]
    assert at("2031-01-01", day=OLD)["population"].tolist() == [95]


def test_before_the_start_there_is_none():
    found = at("2019-12-31", "2020-01-01")
    assert found.iloc[0].isna().all()
    assert found.iloc[1]["population"] == 100


def test_rows_keep_the_index_and_order_of_the_days():
    series = populations_as_of(populations(), "CA-BC", NEW)
    days = pd.Series(pd.to_datetime(["2020-07-01", "2019-01-01", "2020-04-01"]), index=[7, 3, 5])
    found = population_at(series, days)
    assert found.index.tolist() == [7, 3, 5]
    assert found["population"].fillna(0).tolist() == [120, 0, 110]
