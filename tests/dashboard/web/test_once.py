"""Everything of a page is worked out once: what is selected, said and marked, each figure and what is read on it."""

from collections import Counter
from dataclasses import replace

import pytest

from dashboard.app import create_app
from dashboard.charts import registry, rendered
from dashboard.config import Config
from dashboard.dataset import annotations
from dashboard.web.callbacks import Choice, update_page


@pytest.fixture
def calls(monkeypatch):
    """How often each part of a chart was asked for."""
    counter = Counter()

    def counting(name, function):
        def call(*args, **kwargs):
            counter[name] += 1
            return function(*args, **kwargs)

        return call

    parts = ("select", "text", "table", "figure")
    charts = {
        slug: replace(chart, **{name: counting(name, getattr(chart, name)) for name in parts})
        for slug, chart in registry.CHARTS.items()
    }
    monkeypatch.setattr(registry, "CHARTS", charts)
    selecting = counting("annotations", annotations.select_annotations)
    monkeypatch.setattr(rendered.annotations, "select_annotations", selecting)
    return counter


@pytest.mark.parametrize(
    ("address", "marks"),
    [("/chart/trend?as_of=2020-08-25", 1), ("/chart/compare", 0), ("/chart/map", 0), ("/chart/vintages", 0)],
)
def test_a_page_works_out_each_part_once_and_draws_for_two_widths_and_a_pointer(calls, address, marks):
    client = create_app(Config()).server.test_client()
    calls.clear()
    assert client.get(address).status_code == 200
    expected = {"select": 1, "text": 1, "table": 1, "figure": 3} | ({"annotations": marks} if marks else {})
    assert calls == expected


@pytest.mark.parametrize(
    ("layers", "worked_out"),
    [(["wide"], {"figure": 1}), (["narrow", "labels"], {"figure": 2}), (["table"], {"table": 1})],
    ids=str,
)
def test_a_choice_works_out_nothing_that_nobody_looks_at(calls, site, layers, worked_out):
    query = "as_of=2020-08-25"
    answer = update_page(rendered.RenderedCharts(site), Choice("trend", query, layers=frozenset(layers)))
    assert (set(answer["layers"]), "table" in answer["parts"]) == (set(layers), False)
    assert {name: calls[name] for name in ("figure", "table") if calls[name]} == worked_out


@pytest.mark.parametrize("ending", ["csv", "json", "svg"])
def test_a_file_selects_once_and_draws_at_most_once(calls, ending):
    client = create_app(Config()).server.test_client()
    calls.clear()
    assert client.get(f"/chart/trend.{ending}?as_of=2020-08-25").status_code == 200
    assert calls["select"] == 1
    assert calls["text"] <= 1
    assert calls["figure"] == (ending == "svg")


def test_the_formats_of_a_view_share_what_was_worked_out(calls):
    client = create_app(Config()).server.test_client()
    calls.clear()
    for ending in ("", ".csv", ".json", ".svg"):
        client.get(f"/chart/trend{ending}?as_of=2020-08-25")
    assert (calls["select"], calls["text"]) == (1, 1)
