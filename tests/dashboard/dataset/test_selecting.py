"""What each chart selects: which views, of which period, set against what; and that the rules of the table hold."""

from datetime import date

import pytest

from dashboard.charts.registry import CHARTS
from etl.core.model import Period, PeriodKind
from etl.store import table
from tests.dashboard import made
from tests.dashboard.made import MONTH, YEAR, figure, values


def names(selection):
    return [(view.place.code, view.measure.id, view.params.group, view.params.window) for view in selection.views]


# -- compare -----------------------------------------------------------------------------------------------------------


def test_every_line_is_of_twelve_months_however_it_came_about(site):
    shown = made.chart(site, "compare", "CA-BC", "CA-AB", "US-OH")
    assert names(shown) == [
        ("CA-BC", "apparent-opioid-deaths-quarter", "all", 12),
        ("CA-AB", "apparent-opioid-deaths-quarter", "all", 12),
        ("US-OH", "overdose-deaths-12m-reported", "all", 1),
    ]
    lengths = {point.period.length_months for view in shown.views for point in view.observations}
    assert lengths == {12}


def test_one_place_stands_beside_itself_as_others_count_it(site):
    assert [view.measure.id for view in made.chart(site, "compare", "CA-BC").views] == [
        MONTH,
        "apparent-opioid-deaths-quarter",
    ]


def test_a_place_without_the_measure_is_named_and_not_drawn(site):
    shown = made.chart(site, "compare", "CA-BC", "US-OH", measure="apparent-opioid-deaths-quarter")
    assert [view.place.code for view in shown.views] == ["CA-BC"]
    assert shown.places_without_data == ("US-OH",)


def test_four_quarters_are_a_year():
    over = made.site([
        *(figure(f"2020-Q{n}", "2021-06-01", 10 * n, measure="apparent-opioid-deaths-quarter") for n in (1, 2, 3, 4)),
        figure("2021-Q1", "2021-06-01", 5, measure="apparent-opioid-deaths-quarter"),
    ])  # fmt: skip
    (view,) = made.chart(over, "compare", "CA-BC", measure="apparent-opioid-deaths-quarter").views
    assert values(view.observations) == {"2020": 100, "2020-04/2021-03": 95}


# -- seasonal ----------------------------------------------------------------------------------------------------------


def test_totals_are_of_whole_calendar_years_only(site):
    months, totals = made.chart(site, "seasonal", "CA-BC", as_of="2020-08-25").views
    assert all(point.period == Period.year(point.period.start.year) for point in totals.observations)
    by_year = {point.period.start.year: point for point in totals.observations if point.has_value}
    for year, total in by_year.items():
        held = [point.value for point in months.observations if point.period.start.year == year]
        assert len(held) == 12
        assert total.value == sum(held)


# -- breakdown ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["place", "sex", "age"])
def test_a_breakdown_shows_every_level_once(site, group):
    shown = made.chart(site, "breakdown", "CA-BC", group=group, measure=YEAR)
    found = [(view.place.code, view.params.group) for view in shown.views]
    assert len(set(found)) == len(found) > 2
    if group == "place":
        assert {code for code, _ in found} == set(site.availability.parts("CA-BC", YEAR))
    else:
        assert {level for _, level in found} == {
            level for level in site.availability.groups["CA-BC", YEAR] if level.startswith(f"{group}:")
        }


def test_shares_of_a_sex_are_of_all_as_published_by_the_same_day(site):
    state = {"group": "sex", "measure": YEAR, "as_of": "2022-12-31"}
    whole = {
        p.period: p.value
        for p in made.chart(site, "trend", "CA-BC", measure=YEAR, as_of="2022-12-31").first_view.observations
    }
    for view in made.chart(site, "breakdown", "CA-BC", unit="share", **state).views:
        for point in view.observations:
            assert point.denominator == whole[point.period]
            if point.has_value:
                assert view.value_in_unit(point) == point.value / point.denominator


# -- map and change ----------------------------------------------------------------------------------------------------


def test_a_map_is_of_one_period_that_most_have(site):
    shown = made.chart(site, "map", "US")
    assert {point.period for view in shown.views for point in view.observations} == {shown.period}
    assert 2 * sum(view.observations[0].has_value for view in shown.views if view.observations) >= len(shown.views)
    assert shown.period in shown.periods
    earlier = made.chart(site, "map", "US", end="2018-07-01")
    assert earlier.period == Period.parse("2017-08/2018-07")


def test_a_month_that_is_not_held_gives_nothing_but_what_there_is_to_choose(site):
    shown = made.chart(site, "map", "US", end="1999-01-01")
    assert shown.is_empty
    assert not any(view.observations for view in shown.views)
    assert shown.periods
    assert shown.releases


def test_a_change_sets_a_figure_beside_that_of_a_year_before_as_of_the_same_day(site):
    shown = made.chart(site, "change", "US", as_of="2019-07-11")
    stated = table.as_of(site.snapshot.table, date(2019, 7, 11))
    stated = stated[stated["measure"].eq(shown.params.measure) & stated["group"].eq("all")]
    held = stated.set_index(["place", "period_end"])["value"]
    compared = 0
    for view in shown.views:
        (point,) = view.observations
        if point.has_value and point.year_before and point.year_before.has_value:
            before = held[view.place.code, point.year_before.period.end.isoformat()]
            assert point.year_before.period.end.year == point.period.end.year - 1
            assert view.value_in_unit(point) == pytest.approx(
                held[view.place.code, point.period.end.isoformat()] / before - 1
            )
            compared += 1
    assert compared > 40


# -- vintages ----------------------------------------------------------------------------------------------------------


def test_one_month_through_its_releases(site):
    shown = made.chart(site, "vintages", "CA-BC", end="2020-07-01")
    assert shown.period == Period.month(2020, 7)
    told = {
        view.params.as_of: point.value
        for view in shown.views
        for point in view.observations
        if point.period == shown.period and point.has_value and point.last_published == view.params.as_of
    }
    assert [told[date.fromisoformat(day)] for day in ("2020-08-25", "2020-10-20", "2023-01-31", "2026-08-11")] == [
        *(175, 178, 185, 186),
    ]
    assert list(told) == sorted(told)


def test_no_release_after_the_day_is_told(site):
    shown = made.chart(site, "vintages", "CA-BC", end="2020-07-01", as_of="2020-12-31")
    assert max(view.params.as_of for view in shown.views) <= date(2020, 12, 31)


def test_each_curve_is_what_was_published_by_its_day(site):
    shown = made.chart(site, "vintages", "CA-BC", end="2020-07-01")
    for view in shown.views[::9]:
        stated = table.as_of(site.snapshot.table, view.params.as_of)
        stated = stated[stated["measure"].eq(MONTH) & stated["place"].eq("CA-BC") & stated["group"].eq("all")]
        held = {end.date(): value for end, value in zip(stated["period_end"], stated["value"], strict=True)}
        for point in view.observations:
            assert point.value == held.get(point.period.end)


# -- all ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", CHARTS)
def test_nothing_held_selects_nothing(slug):
    assert made.chart_data(made.site([]), slug=slug).views == ()


@pytest.mark.parametrize("slug", CHARTS)
def test_a_month_never_stands_beside_a_sum_of_twelve(site, slug):
    kinds = set()
    for view in made.chart_data(site, slug=slug).views:
        monthly = view.measure.period is PeriodKind.MONTH and view.params.window == 1
        kinds.add("month" if monthly else "twelve")
    assert len(kinds) == 1 or slug == "seasonal"
