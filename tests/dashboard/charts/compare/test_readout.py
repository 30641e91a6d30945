"""What a pointer reads of several lines: one month, every line, the words of the table."""

from dashboard.charts import compare
from dashboard.charts.compare import line_traces
from dashboard.i18n import get_locale
from dashboard.plotting.theme import FigureOptions
from dashboard.text import multi_series
from tests.dashboard import made

ENGLISH = get_locale("en")
MIXED = {"places": ("US-OH", "CA-AB")}
"""Sums of twelve months by month beside sums by quarter."""


def readout(selection):
    figure = compare.draw_figure(selection, ENGLISH, FigureOptions(hover_labels=True))
    return [trace for trace in figure["data"] if trace["name"] == "labels"], figure["layout"]


def test_the_box_is_of_one_month_throughout(site):
    selection = made.chart(site, "compare", *MIXED["places"])
    traces, layout = readout(selection)
    days = {line_traces.day_of(point).isoformat() for view in selection.views for point in view.observations}
    assert [trace["x"] for trace in traces] == [sorted(days)] * 2
    assert (layout["hovermode"], layout["hoversort"]) == ("x unified", "value descending")


def test_each_line_says_what_the_table_says_and_nothing_where_no_period_ends(site):
    selection = made.chart(site, "compare", *MIXED["places"])
    for view, trace in zip(selection.views, readout(selection)[0], strict=True):
        own = {line_traces.day_of(point).isoformat(): point for point in view.observations}
        told = [multi_series.table_cell(view, ENGLISH, own[day]) if day in own else "–" for day in trace["x"]]
        assert trace["text"] == told
        assert {day for day, said in zip(trace["x"], trace["customdata"], strict=True) if said} == set(own)
    assert "–" in told
