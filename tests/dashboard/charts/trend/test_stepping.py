"""Stepping through the release days in the browser gives what the server says of each of them."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.charts.trend import stepping
from dashboard.dataset.observations import observations_as_of
from dashboard.i18n import get_locale
from etl.core.model import Status
from etl.store import table
from tests.dashboard import made
from tests.dashboard.made import MONTH, YEAR, YEAR_TO_DATE, chart_data, figure

ENGLISH = get_locale("en")


def as_of(log, day):
    """``asOf`` of assets/chart.js, line by line."""
    points = []
    for i in range(log["shown"][day]):
        value, held = None, False
        for when, said in log["told"][i]:
            if when > day:
                break
            value, held = said, True
        first = log["told"][i][0] if log["told"][i] else None
        earliest = None if held or not first else first[1]
        points.append(
            {"x": log["periods"][i], "value": value, "held": held, "earliest": earliest, "preliminary": False}
        )
    for i in log["preliminary"][day]:
        points[i]["preliminary"] = points[i]["value"] is not None
    return points


def check(data):
    """Each release day of a chart, by the log, by the points and by the table."""
    shown, log = data.first_view, stepping.change_log(data, ENGLISH)
    assert log["days"] == [day.isoformat() for day in shown.releases]
    assert len(log["names"]) == len(log["days"]) == len(log["shown"]) == len(log["preliminary"])
    for index, day in enumerate(shown.releases):
        stepped = as_of(log, index)
        said = observations_as_of(shown.series, shown.measure, replace(shown.params, as_of=day))
        assert [point["value"] for point in stepped] == [point.value for point in said]
        assert [point["held"] for point in stepped] == [point.status != Status.NOT_HELD for point in said]
        assert [point["preliminary"] for point in stepped] == [bool(point.preliminary) for point in said]
        assert [point["earliest"] for point in stepped] == [
            point.first_published_later.value if point.first_published_later else None for point in said
        ]
        months = [point.period.end.replace(day=1).isoformat() for point in said]
        assert [point["x"] for point in stepped] == months


def by_table(held, shown, day):
    rows = table.as_of(held.table, day, shown.params.edition)
    rows = rows[(rows["measure"] == shown.params.measure) & (rows["place"] == shown.params.place)]
    return {
        row["period_start"].date().isoformat(): None if row["status"] == "suppressed" else float(row["value"])
        for row in rows.to_dict("records")
    }


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"edition": 1},
        {"as_of": "2020-08-25"},
        {"start": "2018-03-01", "end": "2020-06-01"},
        {"start": "2024-01-01", "edition": 1},
    ],
    ids=str,
)
def test_every_release_day_of_what_is_shipped(site, chosen):
    data = chart_data(site, **chosen)
    assert len(data.first_view.releases) > 20
    check(data)


@pytest.mark.parametrize(
    "chosen", [{"measure": YEAR}, {"measure": YEAR_TO_DATE}, {"unit": "rate"}, {"window": 12}], ids=str
)
def test_what_the_script_cannot_draw_has_no_log(site, chosen):
    data = chart_data(site, **chosen)
    assert len(data.first_view.releases) > 20
    assert stepping.change_log(data, ENGLISH) is None


def test_every_release_day_is_what_the_table_says(site):
    data = chart_data(site)
    shown, log = data.first_view, stepping.change_log(data, ENGLISH)
    for index, day in enumerate(shown.releases):
        stepped = {point["x"]: point["value"] for point in as_of(log, index) if point["held"]}
        assert stepped == by_table(site.snapshot, shown, day)
    assert stepped["2020-07-01"] == 186
    then = {point["x"]: point["value"] for point in as_of(log, log["days"].index("2020-08-25"))}
    assert [then[f"2020-{month}-01"] for month in ("05", "06", "07")] == [174, 177, 175]
    assert max(then) == "2020-07-01"


DAYS = st.dates(date(2020, 1, 1), date(2020, 4, 30))
STORIES = st.lists(
    st.tuples(st.integers(1, 8), DAYS, st.none() | st.integers(0, 9), st.integers(1, 3)),
    min_size=1,
    max_size=15,
    unique_by=lambda row: (row[0], row[1], row[3]),
)


@settings(max_examples=80, deadline=None)
@given(STORIES, st.none() | st.integers(1, 3), st.integers(1, 8), st.integers(0, 8))
def test_any_history_with_a_range_and_an_edition(story, edition, start, length):
    over = made.site([figure(f"2019-{month:02d}", str(day), value, edition=e) for month, day, value, e in story])
    edition = min(edition, over.availability.edition) if edition else None
    chosen = {"edition": edition} if edition else {}
    data = chart_data(over, **chosen)
    check(data)
    whole, log = data.first_view, stepping.change_log(data, ENGLISH)
    for index, day in enumerate(whole.releases):
        stepped = {point["x"]: point["value"] for point in as_of(log, index) if point["held"]}
        assert stepped == by_table(over.snapshot, whole, day)
    check(chart_data(over, start=f"2019-{start:02d}-01", end=f"2019-{min(12, start + length):02d}-01", **chosen))


def test_the_log_is_small(site):
    assert (
        len(json.dumps(stepping.change_log(chart_data(site, measure=MONTH), ENGLISH), separators=(",", ":"))) < 40_000
    )
