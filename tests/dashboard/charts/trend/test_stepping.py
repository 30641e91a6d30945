"""Stepping through the release days in the browser gives what the server says of each of them."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.registry import CHARTS
from dashboard.charts.trend import stepping
from dashboard.dataset.observations import observations_as_of
from dashboard.i18n import get_locale
from dashboard.plotting import trace_names
from dashboard.plotting.theme import FigureOptions
from dashboard.web.pages.chart_view import build_payload
from etl.core.model import Status
from etl.store import table
from tests.dashboard import made
from tests.dashboard.made import MONTH, YEAR, YEAR_TO_DATE, figure, view
from tests.examples import examples

ENGLISH = get_locale("en")


@pytest.fixture(scope="session")
def as_of(browser_modules):
    """``asOf`` of the browser: the points of a log as of one of its days."""

    def call(log, day):
        points = browser_modules.call("chart/stepping.js", "asOf", log, day)
        return [{"preliminary": False, **point} for point in points]

    return call


def check(as_of, shown):
    """Each release day of a view, by the log, by the points and by the table."""
    log = stepping.change_log(shown, ENGLISH)
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
        assert shown.params.measure == YEAR or [point["x"] for point in stepped] == months


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
        {"measure": YEAR},
        {"measure": YEAR_TO_DATE},
    ],
    ids=str,
)
def test_every_release_day_of_what_is_shipped(site, as_of, chosen):
    shown = view(site, **chosen)
    assert len(shown.releases) > 20
    check(as_of, shown)


def test_every_release_day_is_what_the_table_says(site, as_of):
    shown = view(site)
    log = stepping.change_log(shown, ENGLISH)
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


@pytest.mark.slow
@examples(80)
@given(story=STORIES, edition=st.none() | st.integers(1, 3), start=st.integers(1, 8), length=st.integers(0, 8))
def test_any_history_with_a_range_and_an_edition(as_of, story, edition, start, length):
    over = made.site([figure(f"2019-{month:02d}", str(day), value, edition=e) for month, day, value, e in story])
    edition = min(edition, over.availability.edition) if edition else None
    chosen = {"edition": edition} if edition else {}
    whole = view(over, **chosen)
    check(as_of, whole)
    log = stepping.change_log(whole, ENGLISH)
    for index, day in enumerate(whole.releases):
        stepped = {point["x"]: point["value"] for point in as_of(log, index) if point["held"]}
        assert stepped == by_table(over.snapshot, whole, day)
    check(as_of, view(over, start=f"2019-{start:02d}-01", end=f"2019-{min(12, start + length):02d}-01", **chosen))


STEPPED = (
    trace_names.SETTLED,
    trace_names.ISOLATED,
    trace_names.PRELIMINARY,
    trace_names.NOT_HELD,
    trace_names.NO_VALUE,
)


def redrawn(figure):
    """What a step changes of a figure, by the names of its traces."""
    traces = {trace["name"]: trace for trace in figure["data"]}
    return {name: (traces[name]["x"], traces[name]["y"], traces[name]["marker"]) for name in STEPPED[1:]} | {
        name: (traces[name]["x"], traces[name]["y"]) for name in STEPPED[:1]
    }


@pytest.mark.parametrize(
    ("place", "measure"),
    [("CA-BC", "unregulated-deaths-month"), ("US-CT", "ct-accidental-drug-deaths-month")],
)
def test_a_step_draws_what_the_server_draws_of_that_day(site, browser_modules, place, measure):
    state = made.chart(site, "trend", place, measure=measure).params
    shown = json.loads(json.dumps(build_payload(made.charts_of(site)(state), ["wide"])))
    for index, day in [*enumerate(shown["log"]["days"])][::7]:
        stepped = browser_modules.call("chart/stepping.js", "viewAsOf", shown, index)["layers"]["wide"]
        selection = made.data_of(site, replace(state, as_of=date.fromisoformat(day)))
        said = CHARTS["trend"].figure(selection, ENGLISH, FigureOptions(current_values=True))
        assert redrawn(stepped) == redrawn(json.loads(json.dumps(said))), day
        assert [trace["y"] for trace in stepped["data"] if trace["name"] == trace_names.MEAN] == [[]]


def test_scripts_know_the_traces_by_the_names_that_figures_give_them(browser_modules):
    names = {name: value for name, value in vars(trace_names).items() if name.isupper()}
    in_scripts = browser_modules.call("chart/trace-names.js", "TRACES")
    snake = {re.sub("(?=[A-Z])", "_", name).upper(): value for name, value in in_scripts.items()}
    assert snake == names


def test_the_log_is_small(site):
    assert len(json.dumps(stepping.change_log(view(site, measure=MONTH), ENGLISH), separators=(",", ":"))) < 40_000


@pytest.mark.parametrize("chosen", [{"measure": YEAR}, {"unit": "rate"}, {"window": 12}], ids=str)
def test_what_the_script_cannot_draw_has_no_log(site, chosen):
    assert stepping.change_log_for_script(made.chart_data(site), ENGLISH) is not None
    assert stepping.change_log_for_script(made.chart_data(site, **chosen), ENGLISH) is None
