"""What was chosen on one chart goes along to the others that have it and accept it."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.registry import CHARTS, default_params, parse_query
from dashboard.errors import InvalidParameter
from dashboard.params.carry_over import carry_over

START, END = date(2015, 1, 1), date(2018, 12, 1)


@pytest.fixture
def carried(site):
    """The choices of a chart as another one takes them: ``carried("trend", "map", unit="rate")``."""

    def carry(slug, there, *places, measure="", **chosen):
        params = replace(default_params(site.availability, *places, slug=slug, measure=measure), **chosen)
        return carry_over(params, site.availability, CHARTS[there].options)

    return carry


def test_a_chart_keeps_all_of_its_own_choices(site):
    mine = replace(default_params(site.availability), unit="rate", window=12, start=START, kinds=("news",), notes=False)
    assert carry_over(mine, site.availability, CHARTS["trend"].options) == mine


@pytest.mark.parametrize("place", ["CA-QC", "CA-ON", "CA-BC", "US-OH", "CA-SK"])
def test_a_place_comes_back_from_a_comparison(site, carried, place):
    compared = carried("trend", "compare", place)
    assert compared.place == place
    assert carry_over(compared, site.availability, CHARTS["seasonal"].options).place == place


def test_months_go_along_where_the_measure_does(carried):
    months = carried("trend", "seasonal", start=START, end=END)
    assert (months.start, months.end) == (START, END)
    compared = carried("compare", "trend", "US-OH", "US", start=START, end=END)
    assert (compared.place, compared.start, compared.end) == ("US-OH", START, END)
    other_measure = carried("trend", "seasonal", "US-OH", start=START, end=END)
    assert other_measure.measure != "overdose-deaths-12m-reported"
    assert (other_measure.start, other_measure.end) == (None, None)


def test_the_end_of_a_range_is_not_the_period_of_a_map(carried):
    assert carried("trend", "map", start=START, end=END).end is None
    assert carried("map", "trend", end=END).end is None


def test_a_writing_stays_on_the_chart_that_has_room_for_it(site):
    note = "cbc-2020-08-25-july"
    marked = replace(default_params(site.availability), note=note)
    assert carry_over(marked, site.availability, CHARTS["trend"].options).note == note
    others = [chart.options for slug, chart in CHARTS.items() if slug != "trend"]
    assert {carry_over(marked, site.availability, options).note for options in others} == {""}
    without_writings = [options for options in others if "note" in options.disabled_options]
    assert len(without_writings) == len(others) - 1  # words stand beside the same writings
    for options in without_writings:
        with pytest.raises(InvalidParameter, match=r"^note=cbc-2020-08-25-july: expected an option such as places"):
            parse_query({"note": [note]}, site.availability, options.slug)


def test_unit_and_window_go_along_where_they_were_chosen_and_are_accepted(carried):
    assert carried("trend", "seasonal", unit="rate").unit == "rate"
    assert carried("trend", "map").unit == "rate"
    assert carried("compare", "trend").unit == "count"
    assert carried("compare", "map", unit="count").unit == "count"
    assert carried("trend", "vintages", unit="rate").unit == "count"
    assert carried("trend", "vintages", window=12).window == 1
    assert carried("breakdown", "trend", unit="share").unit == "count"


@pytest.mark.parametrize(
    ("view", "leads_back"),
    [
        ({"place": "US", "path": "/chart/map", "search": ""}, True),
        ({"place": "US", "path": "/chart/map", "search": "?end=2020-07"}, True),
        ({"place": "CA", "path": "/chart/map", "search": "?places=CA"}, False),
        ({"place": "US", "path": "/chart/trend", "search": "?places=US"}, False),
        ({"place": "US-OH", "path": "/chart/trend", "search": "?places=US-OH"}, False),
    ],
)
def test_the_way_back_is_to_the_place_that_was_left_unless_another_was_chosen(browser_modules, view, leads_back):
    kept = {"place": "US-OH", "links": {"/chart/trend": "?places=US-OH", "/chart/map": ""}}
    assert browser_modules.call("chart/way-back.js", "leadsBack", kept, view) == leads_back


def test_the_way_back_keeps_the_choices_there_and_the_day_here(browser_modules):
    back = browser_modules.call(
        "chart/way-back.js", "optionsBack", "?places=US-OH,US&as_of=2019-01-01", "?as_of=2020-08-25"
    )
    assert back == "?places=US-OH,US&as_of=2020-08-25"
    assert browser_modules.call("chart/way-back.js", "optionsBack", "?as_of=2019-01-01", "?places=US") == ""
