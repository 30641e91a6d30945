"""What is kept of charts and views has a bound in bytes, whatever is asked for."""

import tracemalloc
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.charts import rendered
from dashboard.charts.registry import CHARTS, default_params
from dashboard.charts.rendered import RenderedCharts
from dashboard.dataset import dataset as dataset_module
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.weights import MIN_BYTES, estimate_bytes


@pytest.fixture
def own(held):
    """A dataset whose caches nobody else uses."""
    return Dataset(held)


def params_of_days(dataset, slug, number, place="US"):
    usual = default_params(dataset.availability, place, slug=slug)
    return [replace(usual, as_of=date(2026, 6, 30) - timedelta(days=7 * week)) for week in range(number)]


def test_charts_are_kept_by_weight_and_the_one_asked_for_last_stays(own, monkeypatch):
    heavy, light = params_of_days(own, "breakdown", 3), params_of_days(own, "trend", 3, "CA-BC")
    weight = rendered._estimate_bytes(RenderedCharts(own)(heavy[0]))
    assert weight > 5 * rendered._estimate_bytes(RenderedCharts(own)(light[0]))
    monkeypatch.setattr(rendered, "MAX_KEPT_BYTES", int(2.5 * weight))
    charts = RenderedCharts(own)
    kept = [charts(params) for params in heavy]
    assert charts(heavy[2]) is kept[2]
    assert charts(heavy[0]) is not kept[0]
    monkeypatch.setattr(rendered, "MAX_KEPT_BYTES", weight // 2)
    charts = RenderedCharts(own)
    assert charts(heavy[0]) is not charts(heavy[0])
    assert charts(light[0]) is charts(light[0])


def test_what_a_dataset_keeps_is_weighed_too(held, monkeypatch):
    monkeypatch.setattr(dataset_module, "MAX_DERIVED_BYTES", 3 * MIN_BYTES)
    own, made = Dataset(held), []
    for key in (1, 2, 3, 1, 4, 2):
        own.cached(key, lambda key=key: made.append(key))
    assert made == [1, 2, 3, 4, 2]


def test_a_view_weighs_as_much_as_its_observations(own):
    (params,) = params_of_days(own, "breakdown", 1)
    views = RenderedCharts(own)(params).data.views
    assert estimate_bytes(views) > estimate_bytes(views[:5]) > estimate_bytes(()) == MIN_BYTES
    assert estimate_bytes("<ul>") == MIN_BYTES


@pytest.mark.slow
@pytest.mark.parametrize("slug", CHARTS)
def test_an_estimate_is_no_less_than_half_of_what_a_chart_takes(own, slug):
    place = "US" if slug in {"breakdown", "map", "change"} else "CA-BC"
    first, second = params_of_days(own, slug, 2, place)

    def render(params):
        chart = RenderedCharts(own)(params)
        assert chart.svg or chart.is_empty
        assert all((chart.narrow_svg, chart.table, chart.text)) or chart.is_empty
        return chart

    render(first)  # what all days have in common
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        chart = render(second)
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert taken < 2 * rendered._estimate_bytes(chart)
