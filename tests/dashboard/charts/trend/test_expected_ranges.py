"""Ranges are drawn beside the values, and stand in columns of their own."""

import pytest

from dashboard.charts.trend.figure import draw_figure
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting.theme import LIGHT, FigureOptions
from dashboard.svg.schema import check
from tests.dashboard import made

LOCALE = get_locale("en")
BARS = {LIGHT["heat_2"], LIGHT["heat_4"]}


def bars(over, **chosen):
    """The bars of a trend, as ``(first day, low, high, color)``."""
    figure = draw_figure(made.chart_data(over, **chosen), LOCALE)
    check(figure)
    shapes = [shape for shape in figure["layout"]["shapes"] if shape.get("fillcolor") in BARS]
    return [(shape["x0"], shape["y0"], shape["y1"], shape["fillcolor"]) for shape in shapes]


def test_a_light_bar_has_80_of_100_and_a_darker_one_50(site):
    light, dark = bars(site)[-2:]
    assert light[0] == dark[0] == "2026-05-22"
    assert ([round(end) for end in light[1:3]], light[3]) == ([140, 158], LIGHT["heat_2"])
    assert ([round(end) for end in dark[1:3]], dark[3]) == ([145, 154], LIGHT["heat_4"])


@pytest.mark.parametrize(
    "chosen",
    [
        {"unit": "rate"},
        {"window": 12},
        {"places": ("CA-QC",), "measure": "apparent-opioid-deaths-quarter"},
        {"places": ("US",), "measure": "overdose-deaths-12m-predicted"},
        {"as_of": "2019-01-01"},
    ],
    ids=["rates", "sums", "across a break", "estimates", "too early"],
)
def test_without_a_range_there_is_no_bar(site, chosen):
    assert bars(site, **chosen) == []


def test_the_axis_reaches_to_the_end_of_the_highest_bar(site):
    data = made.chart_data(site, as_of="2024-09-01", start="2024-01-01")
    highest = max(ends.high_80 for ends in data.ranges.values())
    ticks = draw_figure(data, LOCALE)["layout"]["yaxis"]["tickvals"]
    assert max(point.value for point in data.first_view.observations) < highest <= ticks[-1]


def test_what_a_pointer_reads_and_the_table_say_the_range(site):
    data = made.chart_data(site)
    traces = draw_figure(data, LOCALE, FigureOptions(hover_labels=True))["data"]
    (labels,) = (trace for trace in traces if trace["name"] == "labels")
    assert labels["customdata"][-1].endswith("preliminary<br>such months ended at 140 to 158")
    assert "such months" not in labels["customdata"][0]
    table = made.charts_of(site)(data.params).table
    assert table.rows[0][-2] == "preliminary; such months ended at 140 to 158"


def test_ranges_and_silences_have_columns_of_their_own(site):
    rows = tables.to_frame(made.chart_data(site), LOCALE).set_index("period")
    names = ["value", "expected_low_80", "expected_low_50", "expected_high_50", "expected_high_80", "expected_n"]
    assert rows.loc["2026-06", names].tolist() == [138, 140, 145, 154, 158, 74]
    assert rows.loc["2020-06", names[1:]].isna().all()
    quebec = made.chart_data(site, places=("CA-QC",), measure="apparent-opioid-deaths-quarter")
    assert tables.to_frame(quebec, LOCALE)["expected_note"].iloc[-1] == "what is counted changed"


def test_the_words_begin_with_a_range_and_end_with_a_silence(site):
    assert made.text_of(site, made.state(site)).sentences[0].startswith("June 2026: 138 so far; such months ended at")
    early = made.text_of(site, made.state(site, as_of="2019-01-01"))
    assert early.sentences[-1].startswith("No range is given for the newest figure: ")
    assert [key.label for key in early.legend if key.css_class == "range"] == []
