"""The interactive figure of a page: what it sends once, and what is different about it on a phone."""

import pytest

from dashboard.charts.registry import CHARTS, get_chart
from dashboard.charts.rendered import RenderedChart
from dashboard.i18n import get_locale
from dashboard.plotting.theme import FigureOptions
from dashboard.text import labels
from dashboard.web.pages.chart import build_payload
from tests.dashboard import made

ENGLISH = get_locale("en")
PHONE = FigureOptions(current_values=True, hover_labels=True, narrow=True)


def put_together(page):
    """What the page's script makes of a figure on a phone."""
    return [page["narrow"]["traces"].get(index, trace) for index, trace in enumerate(page["figure"]["data"])]


@pytest.mark.parametrize("chosen", [{}, {"as_of": "2025-12-31"}], ids=["now", "then"])
@pytest.mark.parametrize("slug", CHARTS)
def test_a_phone_shows_its_own_figure(site, slug, chosen):
    state = made.state(site, slug=slug, **chosen)
    shown = made.data_of(site, state)
    phone = FigureOptions(
        annotations=made.annotations_of(site, shown), current_values=True, hover_labels=True, narrow=True
    )
    assert (
        put_together(build_payload(made.charts_of(site)(state)))
        == get_chart(slug).figure(shown, ENGLISH, phone)["data"]
    )


@pytest.mark.parametrize("place", ["CA", "US"])
def test_a_phone_shows_its_own_figure_of_many_parts(site, place):
    shown = made.chart(site, "breakdown", place, group="place")
    assert (
        put_together(build_payload(made.charts_of(site)(shown.params)))
        == get_chart("breakdown").figure(shown, ENGLISH, PHONE)["data"]
    )


@pytest.mark.parametrize("slug", ["trend", "compare", "breakdown", "seasonal"])
def test_what_a_pointer_reads_is_made_and_sent_once(site, slug, monkeypatch):
    state, read, hover = made.state(site, slug=slug), [], labels.hover_label
    monkeypatch.setattr(
        labels, "hover_label", lambda view, locale, point: read.append(point) or hover(view, locale, point)
    )
    page = build_payload(RenderedChart(site, CHARTS[slug], state))
    assert len(read) == sum(len(view.observations) for view in made.data_of(site, state).views)
    assert "labels" not in {trace["name"] for trace in page["narrow"]["traces"].values()}
