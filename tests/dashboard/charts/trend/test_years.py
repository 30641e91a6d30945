"""Totals since 1 January: years lie over each other along the months, with their names clear of each other."""

from itertools import combinations

import pytest

from dashboard.charts.trend.figure import draw_figure
from dashboard.i18n import get_locale
from dashboard.plotting import trace_names
from dashboard.plotting.theme import FigureOptions
from dashboard.web.pages.ticks import build_ticks
from etl.core.model import PeriodKind
from etl.registry import MEASURES
from tests.dashboard import made
from tests.dashboard.charts.trend.test_text_boxes import overlap, text_boxes

ENGLISH = get_locale("en")
TOTALS = {"CA-BC": made.YEAR_TO_DATE, "US-ME": "me-drug-deaths-ytd", "US-CA-SF": "sf-overdose-deaths-ytd"}


def traces_of(figure):
    return {trace["name"]: trace for trace in figure["data"]}


@pytest.mark.parametrize("place", TOTALS)
def test_every_total_stands_at_its_month_in_the_line_of_its_year(site, place):
    data = made.chart(site, "trend", place, measure=TOTALS[place])
    observations = [each for each in data.first_view.observations if each.value is not None]
    traces = traces_of(draw_figure(data, ENGLISH, FigureOptions(hover_labels=True)))
    newest = observations[-1].period.end.year
    of_years = [(f"2001-{each.period.end:%m}-01", each.value) for each in observations]
    assert [*zip(traces[trace_names.LABELS]["x"], traces[trace_names.LABELS]["y"], strict=True)] == of_years
    earlier = traces["earlier years"]
    drawn = [pair for pair in zip(earlier["x"], earlier["y"], strict=True) if pair != (None, None)]
    assert drawn == [pair for pair, each in zip(of_years, observations, strict=True) if each.period.end.year < newest]
    assert earlier["x"].count(None) == len({each.period.end.year for each in observations}) - 1
    solid, dotted = traces[trace_names.SETTLED], traces[trace_names.PRELIMINARY]
    assert {*solid["y"], *dotted["y"]} == {each.value for each in observations if each.period.end.year == newest}


@pytest.mark.parametrize("width", [320, 375, 700, 1000])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_years_are_named_and_no_name_covers_another(site, width, lang):
    for place, measure in TOTALS.items():
        chart = made.charts_of(site)(made.chart(site, "trend", place, measure=measure, lang=lang).params)
        boxes = list(text_boxes(chart.static_svg(width, 400)))
        assert all(box[0] >= 0 and box[2] <= width for _, box in boxes), place
        assert [(one[0], other[0]) for one, other in combinations(boxes, 2) if overlap(one[1], other[1])] == []
        years = {words.partition(" ")[0] for words, _ in boxes if words[:2] == "20"}
        assert str(chart.data.first_view.latest.period.end.year) in years
        assert len(years) >= 3


def test_days_have_no_place_among_months_of_any_year_and_no_range_is_lost(site):
    chart = made.charts_of(site)(made.state(site, measure=made.YEAR_TO_DATE))
    assert chart.annotations.writings
    assert build_ticks(chart) == ()
    assert chart.figure["layout"]["shapes"] == []
    assert chart.text.alt_text.startswith("Line chart of years laid over each other.")
    totals = {name for name, measure in MEASURES.items() if measure.period is PeriodKind.YEAR_TO_DATE}
    choices = [(place, name) for place, names in site.availability.measures.items() for name in names if name in totals]
    assert not any(made.chart(site, "trend", place, measure=name).ranges for place, name in choices)


def test_what_an_article_quotes_is_ringed_at_its_month(site):
    note = {"note": "interiornews-2020-09-16-nurses", "as_of": "2020-09-16"}
    data = made.data_of(site, made.state(site, measure=made.YEAR_TO_DATE, **note))
    ring = traces_of(draw_figure(data, ENGLISH))[trace_names.QUOTED]
    quoted = [values[0].observation for values in data.quotation.by_period]
    assert [*zip(ring["x"], ring["y"], strict=True)] == [
        (f"2001-{each.period.end:%m}-01", each.value) for each in quoted
    ]
