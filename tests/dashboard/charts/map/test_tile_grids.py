"""Every part of a place has a tile of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.map.tile_grids import arrange_tiles
from dashboard.charts.registry import CHARTS

CODES = st.lists(st.text("abcdef", min_size=1, max_size=4), min_size=1, max_size=30, unique=True)


def arranged(site):
    """Place and parts of every map of a country."""
    for place in ("US", "CA"):
        for measure in site.availability.measures_for_chart(CHARTS["map"].options, place):
            yield place, site.availability.parts(place, measure)


def test_every_part_held_of_a_country_has_its_tile(site):
    maps = list(arranged(site))
    assert len(maps) > 5
    for place, parts in maps:
        found = arrange_tiles(place, parts)
        assert set(found.positions) == set(found.short_names) == set(parts)
        assert len(set(found.positions.values())) == len(parts)
        assert all(0 <= x < found.columns and 0 <= y < found.rows for x, y in found.positions.values())


@pytest.mark.parametrize("place", ["US", "CA"])
def test_every_part_that_has_a_code_has_its_tile(site, place):
    parts = [code for code, one in site.snapshot.places.items() if one.parent == place]
    assert arrange_tiles(place, parts).short_names == {code: code.removeprefix(f"{place}-") for code in parts}


def test_new_york_city_stands_apart_where_it_is_counted_apart():
    found = arrange_tiles("US", ["US-NJ", "US-NY-NYC", "US-NY-REST"])
    assert found.short_names == {"US-NJ": "NJ", "US-NY-NYC": "NYC", "US-NY-REST": "NY"}
    assert found.positions["US-NY-REST"] == arrange_tiles("US", ["US-NY"]).positions["US-NY"]


@pytest.mark.parametrize(
    ("place", "one", "other"),
    [("US", "US-WA", "US-OR"), ("US", "US-ME", "US-NH"), ("US", "US-GA", "US-FL"), ("CA", "CA-YT", "CA-BC")],
)
def test_what_lies_north_stands_above(place, one, other):
    spots = arrange_tiles(place, [one, other]).positions
    assert spots[one][1] < spots[other][1]


@pytest.mark.parametrize(("place", "one", "other"), [("US", "US-CA", "US-DC"), ("CA", "CA-BC", "CA-QC")])
def test_what_lies_west_stands_to_the_left(place, one, other):
    spots = arrange_tiles(place, [one, other]).positions
    assert spots[one][0] < spots[other][0]


@given(CODES)
def test_parts_without_an_arrangement_stand_in_their_order(codes):
    found = arrange_tiles("XX", codes)
    assert not found.short_names
    assert [code for code, _ in sorted(found.positions.items(), key=lambda one: (one[1][1], one[1][0]))] == codes
    assert len(set(found.positions.values())) == len(codes)


def test_a_part_that_the_arrangement_does_not_know_is_not_left_out():
    found = arrange_tiles("CA", ["CA-BC", "CA-XX"])
    assert set(found.positions) == {"CA-BC", "CA-XX"}
    assert not found.short_names
