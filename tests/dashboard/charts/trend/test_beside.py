"""Reported and predicted deaths stand on one plot, each as of the day of the view, whichever of the two is chosen."""

import pytest

from dashboard.charts.trend.figure import draw_figure
from dashboard.export import tables
from dashboard.i18n import get_locale
from dashboard.plotting import trace_names
from dashboard.plotting.theme import FigureOptions
from tests.dashboard import made

ENGLISH = get_locale("en")
REPORTED, PREDICTED = "overdose-deaths-12m-reported", "overdose-deaths-12m-predicted"


@pytest.mark.parametrize("as_of", ["", "2019-03-31"])
@pytest.mark.parametrize(
    ("measure", "other", "name", "dash"),
    [(REPORTED, PREDICTED, "predicted", "dash"), (PREDICTED, REPORTED, "reported", "solid")],
)
def test_the_other_of_the_two_is_drawn_read_and_written(site, measure, other, name, dash, as_of):
    day = {"as_of": as_of} if as_of else {}
    data = made.chart(site, "trend", "US", measure=measure, **day)
    alone = made.chart(site, "trend", "US", measure=other, **day).first_view
    values = {each.period.label: each.value for each in alone.observations if each.value is not None}
    figure = draw_figure(data, ENGLISH, FigureOptions(hover_labels=True))
    traces = {trace["name"]: trace for trace in figure["data"]}
    assert traces[trace_names.COUNTERPART]["y"] == [each.value for each in alone.observations]
    assert traces[trace_names.COUNTERPART]["line"]["dash"] == dash
    assert name in {words["text"] for words in figure["layout"]["annotations"]}
    rows = tables.to_frame(data, ENGLISH).dropna(subset=["beside_value"])
    assert dict(zip(rows["period"], rows["beside_value"], strict=True)) == values
    assert set(rows["beside_measure"]) == {other}
    newest = f"{name}: {ENGLISH.number([*values.values()][-1])}"
    assert newest in traces[trace_names.LABELS]["customdata"][-1]
    text = made.text_of(site, data.params)
    assert {ENGLISH.localize(alone.measure.title), name} <= {
        *" ".join(text.sentences).replace(": ", "; ").split("; "),
        *(item.label for item in text.legend),
    }


def test_a_measure_that_is_none_of_two_stands_alone(site):
    assert made.chart_data(site).counterpart is None
    assert made.chart(site, "trend", "US", measure="all-deaths-12m-reported").counterpart is None
