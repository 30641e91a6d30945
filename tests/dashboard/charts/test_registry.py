"""Every chart as data and as a picture, and that page, picture, table, CSV and JSON show the same numbers.

``UPDATE_GOLDEN=1 pytest tests/dashboard/charts/test_registry.py`` writes the golden figures anew, for a person to
look
at.
"""

import csv
import io
import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from dashboard.charts.registry import CHARTS, get_chart
from dashboard.errors import NotFound
from dashboard.export import tables
from dashboard.export.images import Picture, render_png
from dashboard.i18n import get_locale
from dashboard.plotting.theme import CHART_WIDTH_PX, NARROW_CHART_WIDTH_PX, STATIC, FigureOptions
from dashboard.svg import bars, scatter
from dashboard.svg.render import render
from dashboard.text import sentences
from tests.dashboard import made
from tests.dashboard.chart_json import read_rows
from tests.dashboard.made import YEAR, YEAR_TO_DATE, figure, population
from tests.dashboard.pictures import SIZE, corners, line, read_off

GOLDEN = Path(__file__).parents[2] / "fixtures" / "figures"
ENGLISH = get_locale("en")
ROUNDING = 16
"""Of 255: how far a pixel on the rim of a mark is from itself, once drawn on a canvas in between."""
PAGE_ONLY = {"now", "now alone", "labels"}
TREND = {
    "now": {},
    "then": {"as_of": "2020-08-25"},
    "rate": {"unit": "rate"},
    "rate then": {"unit": "rate", "as_of": "2020-08-25"},
    "twelve months": {"window": 12},
    "twelve months then": {"window": 12, "as_of": "2019-06-30"},
    "range": {"start": "2020-01-01", "end": "2020-07-01", "as_of": "2020-08-25"},
    "years": {"measure": YEAR},
    "years to date": {"measure": YEAR_TO_DATE, "as_of": "2020-08-25"},
    "pinned": {"as_of": "2020-08-25", "edition": 1},
}
STATES = {
    **{f"trend, {name}": chosen for name, chosen in TREND.items()},
    **{slug: {"slug": slug} for slug in CHARTS if slug != "trend"},
    **{f"{slug}, then": {"slug": slug, "as_of": "2025-12-31"} for slug in CHARTS if slug != "trend"},
}
PINNED = {slug: {"as_of": "2020-08-25", "edition": 1} for slug in ("trend", "words")}
"""Views that never change, whatever is learned later: the golden ones. Older writings, if added, change `words`."""


@pytest.fixture(params=CHARTS)
def slug(request):
    return request.param


def golden(name, drawn):
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn)
    assert path.exists(), f"{path} is missing: UPDATE_GOLDEN=1 pytest {__file__}"
    return path.read_text()


# -- golden ----------------------------------------------------------------------------------------------------------


def drawn(site, slug):
    """The figure of a pinned view, and how high it is on a page."""
    shown = made.chart_data(site, slug=slug, **PINNED.get(slug, {"as_of": "2026-06-30", "edition": 13}))
    return get_chart(slug).figure(shown, ENGLISH), get_chart(slug).height(shown, narrow=False)


def pixels(picture):
    return Image.open(io.BytesIO(render_png(picture, zoom=1))).convert("RGB")


def test_the_figure_is_the_golden_one(site, slug):
    text = json.dumps(drawn(site, slug)[0], indent=1, ensure_ascii=False) + "\n"
    assert golden(f"{slug}.json", text) == text


def test_its_picture_is_the_golden_one(site, slug):
    figure, height = drawn(site, slug)
    text = render(figure, width=CHART_WIDTH_PX, height=height, title=slug).replace("><", ">\n<") + "\n"
    assert golden(f"{slug}.svg", text) == text


@pytest.mark.parametrize("slug", CHARTS)
def test_nothing_that_is_drawn_uncut_reaches_over_the_edge_of_a_plot(site, slug, monkeypatch):
    figure, height = drawn(site, slug)
    picture = Picture(figure, title=slug, height=height)
    uncut = pixels(picture)
    for module in (bars, scatter):
        monkeypatch.setattr(module, "overhangs", lambda _: True)
    furthest = max(high for _, high in ImageChops.difference(pixels(picture), uncut).getextrema())
    assert furthest <= ROUNDING


def test_no_golden_figure_is_left_without_its_chart():
    assert {path.stem for path in GOLDEN.iterdir()} == set(CHARTS)


def test_an_unknown_chart_names_those_there_are():
    with pytest.raises(NotFound, match=r"no chart 'trends'.*trend"):
        get_chart("trends")


def test_the_slug_is_the_key():
    assert all(one.slug == slug for slug, one in CHARTS.items())


# -- what a figure is made of ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_a_figure_is_accepted_by_both_renderers(site, chosen):
    state = made.state(site, **chosen)
    shown = made.data_of(site, state)
    marks = made.annotations_of(site, shown)
    for layers in (
        STATIC,
        FigureOptions(current_values=True, hover_labels=True, annotations=marks),
        FigureOptions(narrow=True, annotations=marks),
    ):
        figure = get_chart(state.slug).figure(shown, ENGLISH, layers)
        assert len(go.Figure(figure).data) == len(figure["data"])
        height = get_chart(state.slug).height(shown, narrow=layers.narrow)
        ET.fromstring(
            render(figure, width=NARROW_CHART_WIDTH_PX if layers.narrow else CHART_WIDTH_PX, height=height, title="t")
        )
        assert json.loads(json.dumps(figure)) == figure


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_pictures_have_no_layers_of_the_page(site, chosen):
    picture = made.picture_of(site, made.state(site, **chosen), "/")
    assert not PAGE_ONLY & {trace["name"] for trace in picture.figure["data"]}
    page = made.charts_of(site)(made.state(site, **chosen)).figure
    own = [trace for trace in page["data"] if trace["name"] not in {*PAGE_ONLY, "writings"}]
    assert own == [trace for trace in picture.figure["data"] if trace["name"] != "writings"]


@pytest.mark.parametrize("chosen", STATES.values(), ids=STATES)
def test_every_figure_held_can_be_read_point_by_point(site, chosen):
    state = made.state(site, **chosen)
    shown = made.data_of(site, state)
    read = [label for trace in made.charts_of(site)(state).labels for label in trace["customdata"]]
    assert read
    assert all(read)
    every = " ".join(read)
    for view in shown.views:
        amounts = {amount for point in view.observations if (amount := view.value_in_unit(point)) is not None}
        assert not [amount for amount in amounts if sentences.format_value(view, ENGLISH, amount) not in every]


def test_the_trend_has_its_layers_on_the_page_only(site):
    page = made.charts_of(site)(made.state(site, as_of="2020-08-25"))
    assert {trace["name"] for trace in [*page.figure["data"], *page.labels]} >= PAGE_ONLY


# -- the same numbers everywhere -------------------------------------------------------------------------------------


def told(figure):
    """The same from the Plotly figure."""
    return {
        (trace["name"], x): y
        for trace in go.Figure(figure).to_dict()["data"]
        for x, y in zip(trace["x"], trace["y"], strict=True)
        if y is not None
    }


@pytest.mark.parametrize("chosen", TREND.values(), ids=TREND)
def test_the_picture_draws_the_numbers_of_the_figure(site, chosen):
    figure = made.picture_of(site, made.state(site, notes=False, **chosen), "/").figure
    numbers, seen = told(figure), read_off(figure)
    assert set(seen) == set(numbers)
    room = figure["layout"]["yaxis"]["range"][1]
    assert all(abs(seen[key] - numbers[key]) < room / 50_000 for key in numbers)
    if room < 1000 and chosen.get("unit") != "rate":
        assert {key: round(value, 1) for key, value in seen.items()} == numbers


@pytest.mark.parametrize("chosen", TREND.values(), ids=TREND)
def test_picture_table_csv_and_json_have_the_same_numbers(site, chosen):
    state = made.state(site, **chosen)
    selection = made.data_of(site, state)
    (shown,) = selection.views
    column = "rate" if state.unit == "rate" else "value"
    text = tables.to_csv(tables.to_frame(selection, ENGLISH))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    in_csv = {row["period"]: float(row[column]) for row in rows if row[column]}

    whole = json.loads(tables.to_json(selection, ENGLISH, made.text_of(site, state), "/"))
    in_json = {row["period"]: row[column] for row in read_rows(whole)}
    assert {period: value for period, value in in_json.items() if value is not None} == in_csv

    digits = 1 if state.unit == "rate" else 0
    table = {row[0]: row[1] for row in made.charts_of(site)(state).table.rows if row[1]}
    assert table == {
        ENGLISH.period(point.period): ENGLISH.number(shown.value_in_unit(point), digits)
        for point in shown.observations
        if point.period.label in in_csv
    }

    figure = made.picture_of(site, state, "/").figure
    if selection.has_years_overlaid:  # several totals stand at each month
        assert {y for trace in figure["data"] for y in trace["y"]} - {None} == set(in_csv.values())
        return
    in_figure = line(told(figure))
    assert [in_figure[day] for day in sorted(in_figure)] == list(in_csv.values())
    series = line(read_off(figure))
    assert len(series) == len(in_csv) == len(table) > 0
    for value, drawn_value in zip(in_csv.values(), (series[day] for day in sorted(series)), strict=True):
        assert value == pytest.approx(drawn_value, abs=0.1)
    hollow = {row["period"]: row["earliest_held_value"] for row in rows if row["earliest_held_value"]}
    drawn_hollow = [
        y for (name, _), y in sorted(read_off(made.picture_of(site, state, "/").figure).items()) if name == "not held"
    ]
    assert len(hollow) == len(drawn_hollow)
    if state.unit == "count":
        assert [round(y) for y in drawn_hollow] == [int(value) for value in hollow.values()]


def test_the_pictures_numbers_are_those_of_the_day(site):
    series = line(read_off(made.picture_of(site, made.state(site, as_of="2020-08-25"), "/").figure))
    assert [round(series[f"2020-{month}-01"]) for month in ("05", "06", "07")] == [174, 177, 175]
    assert max(series) == "2020-07-01"


def test_a_gap_is_not_crossed_and_zero_is_drawn():
    over = made.site([
        *(figure(f"2020-0{month}", "2020-12-01", value) for month, value in ((1, 10), (2, None), (3, 0), (4, 20))),
        figure("2020-05", "2020-12-02", 30),
        figure("2020-06", "2020-12-01", 40),
    ])  # fmt: skip
    drawn_figure = get_chart("trend").figure(made.chart_data(over, as_of="2020-12-01"), ENGLISH)
    seen = {key: round(value) for key, value in read_off(drawn_figure).items()}
    assert seen["no value", "2020-02-01"] == 0
    assert seen["not held", "2020-05-01"] == 30
    assert line(seen) == {
        "2020-01-01": 10,
        "2020-03-01": 0,
        "2020-04-01": 20,
        "2020-06-01": 40,
    }
    root = ET.fromstring(render(drawn_figure, **SIZE, title="t"))
    lines = [path.get("d") for path in root.iter("{http://www.w3.org/2000/svg}path") if path.get("fill") == "none"]
    assert sum(len(corners(d)) - 1 for part in lines for d in re.findall("M[^M]*", part)) == 1


@pytest.mark.parametrize(
    ("highest", "chosen", "ticks"),
    [
        (0, {}, ["0", "1", "2", "3", "4", "5"]),
        (1, {}, ["0", "1", "2", "3", "4", "5"]),
        (4, {}, ["0", "1", "2", "3", "4", "5"]),
        (6, {}, ["0", "2", "4", "6", "8"]),
        (13, {}, ["0", "5", "10", "15"]),
        (None, {}, ["0", "1", "2", "3", "4", "5"]),
        (99.8, {"measure": "bc-fentanyl-detected-year"}, ["0", "20", "40", "60", "80", "100"]),
        (100, {"measure": "bc-fentanyl-detected-year"}, ["0", "20", "40", "60", "80", "100"]),
        (0.3, {"measure": "bc-fentanyl-detected-year"}, ["0.0", "0.1", "0.2", "0.3", "0.4"]),
    ],
)
def test_counts_have_whole_ticks_to_5_at_least_and_percentages_end_at_100(highest, chosen, ticks):
    period = "2020" if chosen else "2020-01"
    over = made.site([figure(period, "2021-12-01", highest, **chosen)])
    assert get_chart("trend").figure(made.chart_data(over), ENGLISH)["layout"]["yaxis"]["ticktext"] == ticks


@pytest.mark.slow
@given(st.integers(0, 10**6))
def test_every_count_stands_on_an_axis_of_whole_numbers(count):
    axis = get_chart("trend").figure(made.chart_data(made.site([figure("2020-01", "2021-12-01", count)])), ENGLISH)[
        "layout"
    ]["yaxis"]
    assert all(float(tick).is_integer() for tick in axis["tickvals"])
    assert axis["tickvals"][-1] >= max(count, 5)
    assert 3 <= len(axis["tickvals"]) <= 7


def test_a_rate_without_any_population_draws_nothing_and_says_so():
    over = made.site([figure("2020-01", "2020-12-01", 10)], [population("2021-Q1", 5)])
    drawn_figure = get_chart("trend").figure(
        made.chart_data(over, unit="rate"), ENGLISH, FigureOptions(current_values=True, hover_labels=True)
    )
    assert line(read_off(drawn_figure)) == {}
    assert "0.0" not in json.dumps(drawn_figure["data"])
