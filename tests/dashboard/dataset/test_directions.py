"""Whose earlier figures say which way those of a view move."""

from datetime import date

from dashboard.dataset.directions import Scope, direction_of_parts, direction_of_series
from etl.store.directions import MIN_PAIRS, Direction
from tests.dashboard import made
from tests.dashboard.made import figure

QUARTERS = "apparent-opioid-deaths-quarter"


def history(place, early, mature, years=MIN_PAIRS, measure=made.YEAR, **stated):
    """Figures of years from 2001 on, each of fifty days and of two years after its end."""
    return [
        figure(str(year), f"{year + after}-02-19", value, measure=measure, place=place, **stated)
        for year in range(2001, 2001 + years)
        for after, value in ((1, early), (3, mature))
    ]


def direction(over, place, **chosen):
    return direction_of_series(over, made.chart(over, "trend", place, measure=made.YEAR, **chosen).first_view)


def test_a_place_with_enough_figures_speaks_for_itself():
    over = made.site([*history("CA-BC", 100, 110), *history("CA-BC-FRASER", 100, 90)])
    told = direction(over, "CA-BC")
    assert (told.scope, told.verdict, told.counts.count) == (Scope.SERIES, Direction.UP, MIN_PAIRS)


def test_a_place_with_too_few_takes_those_of_its_measure():
    over = made.site([*history("CA-BC", 100, 90, years=1), *history("CA-BC-FRASER", 100, 110)])
    told = direction(over, "CA-BC")
    assert (told.scope, told.counts.up, told.counts.down) == (Scope.ALL_PLACES, MIN_PAIRS, 1)


def test_nothing_is_taken_where_no_other_place_has_any():
    told = direction(made.site(history("CA-BC", 100, 90, years=1)), "CA-BC")
    assert (told.scope, told.verdict, told.counts.down) == (Scope.SERIES, Direction.TOO_FEW, 1)


def test_only_the_day_of_the_view_counts():
    over = made.site(history("CA-BC", 100, 110))
    assert direction(over, "CA-BC", as_of="2004-01-01").counts.count == 0
    assert direction(over, "CA-BC", as_of="2004-12-31").counts.count == 1
    assert direction(over, "CA-BC").counts.count == MIN_PAIRS


def test_only_the_edition_of_the_view_counts():
    rows = [row | {"edition": 2 if row["vintage"].date() > date(2006, 1, 1) else 1} for row in history("CA-BC", 50, 55)]
    over = made.site(rows)
    assert direction(over, "CA-BC", as_of="2026-01-01", edition=1).counts.count == 2
    assert direction(over, "CA-BC", as_of="2026-01-01", edition=2).counts.count == MIN_PAIRS


def provinces(*places, early=100, mature=110):
    rows = [
        row
        for place in places
        for row in history(place, early, mature, measure="apparent-opioid-deaths-year", source="ca-phac")
    ]
    return made.site(rows)


def parts(over):
    return made.chart(over, "change", "CA", measure="apparent-opioid-deaths-year").views


def test_parts_are_taken_together_without_a_verdict_where_they_do_not_count_alike():
    told = direction_of_parts(parts(provinces("CA-AB", "CA-ON")))
    assert (told.scope, told.verdict, told.counts.up) == (Scope.PARTS, None, 2 * MIN_PAIRS)
    unchanged = direction_of_parts(parts(provinces("CA-AB", "CA-ON", mature=100)))
    assert unchanged.verdict is Direction.UNCHANGED


def test_one_part_is_a_series():
    told = direction_of_parts(parts(provinces("CA-AB")))
    assert (told.scope, told.verdict) == (Scope.SERIES, Direction.UP)


def test_no_province_of_canada_borrows(site):
    for place, count in (("CA-QC", 5), ("CA-BC", 7), ("CA-ON", 10)):
        view = made.chart(site, "trend", place, measure=QUARTERS).first_view
        told = direction_of_series(site, view)
        assert (told.scope, told.counts.count) == (Scope.SERIES, count)


def test_parts_that_count_alike_have_a_verdict(site):
    told = direction_of_parts(made.chart(site, "change", "US", measure="overdose-deaths-12m-reported").views)
    assert (told.scope, told.verdict) == (Scope.PARTS, Direction.UP)
