"""Rings around what a writing quotes: where they stand, and words at them that cover nothing."""

from itertools import combinations
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.charts.registry import default_params, parse_query
from dashboard.charts.trend.rings import RING_SIZE_PX
from dashboard.i18n import get_locale
from dashboard.plotting import theme
from dashboard.plotting.label_boxes import annotation_box, axes_of_layout, on_values
from dashboard.plotting.theme import LIGHT, FigureOptions
from dashboard.web.pages.cards import build_card
from tests.dashboard import made

POST = "rr-harm-reduction-and-recovery-both"
MONTHS = {"start": "2018-07-01", "end": "2022-07-01"}
PAGE, PHONE = FigureOptions(current_values=True), FigureOptions(current_values=True, narrow=True)


def chart(site, **chosen):
    return made.charts_of(site)(made.state(site, note=POST, **(MONTHS | chosen)))


def ring(figure):
    (trace,) = (trace for trace in figure["data"] if trace["name"] == "quoted")
    return dict(zip(trace["x"], trace["y"], strict=True))


def words(figure):
    """What is written at values: events stand above the plot."""
    return [annotation["text"] for annotation in on_values(figure["layout"]["annotations"])]


def test_the_months_that_the_post_quotes_are_ringed_as_of_then(site):
    then = chart(site, as_of="2020-09-21").figure
    assert ring(then) == {"2020-05-01": 174, "2020-06-01": 177, "2020-07-01": 175}
    assert words(then) == ["175 → 186", "177, 175 → 189", "174 → 175", "Jul 2020  <b>175</b>"]
    (trace,) = (trace for trace in then["data"] if trace["name"] == "quoted")
    assert (trace["marker"]["symbol"], trace["marker"]["color"]) == ("circle-open", LIGHT["ink"])


def test_rings_go_with_the_day(site):
    assert ring(chart(site).figure) == {"2020-05-01": 175, "2020-06-01": 189, "2020-07-01": 186}
    early = chart(site, as_of="2020-07-16")
    assert ring(early.figure)["2020-07-01"] == 186  # not published yet: at the value of now, on its line
    without_now = early.chart.figure(early.data, early.locale)
    assert ring(without_now) == {"2020-05-01": 171, "2020-06-01": 175}


def test_no_ring_without_a_writing_or_without_its_values(site):
    for view in (
        made.charts_of(site)(made.state(site)),
        chart(site, unit="rate"),
        chart(site, notes=False),
        chart(site, measure=made.YEAR),
    ):
        assert "quoted" not in {trace["name"] for trace in view.figure["data"]}
        assert not any(item.css_class == "ring" for item in view.text.legend)


def test_the_ring_is_in_the_picture_of_the_page_and_in_the_one_to_save(site):
    view = chart(site, as_of="2020-09-21")
    outline = f'r="{RING_SIZE_PX / 2:g}"'
    assert view.svg.count(outline) == 3
    assert view.narrow_svg.count(outline) == 3
    assert ">175 → 186<" in view.svg
    picture = view.picture("/")
    assert ring(picture.figure) == {"2020-05-01": 174, "2020-06-01": 177, "2020-07-01": 175}
    assert words(picture.figure) == words(view.figure)
    assert "quotes: May 2020: 174 (newest in this archive: 175)" in picture.notes[0]


def replayed(site):
    """The chart of each writing that quotes a value of its series, as its card leads to it."""
    for article in filter(lambda article: article.claims, site.snapshot.commentary.articles):
        card = build_card(site, default_params(site.availability, article.claims[0].place), article)
        query = parse_qs(urlsplit(card.chart_url).query)
        view = made.charts_of(site)(parse_query(query, site.availability)) if query else None
        if view and not view.is_empty and view.data.quotation and view.data.quotation.values:
            yield view


def label_boxes(figure, size_px, ratio):
    axes = axes_of_layout(figure["layout"], size_px, ratio)
    boxes = [annotation_box(annotation, axes) for annotation in on_values(figure["layout"]["annotations"])]
    return boxes, axes


@pytest.mark.slow
def test_words_never_cover_each_other(site):
    views, labels = list(replayed(site)), 0
    assert len(views) > 80
    for view in views:
        for options in (PAGE, PHONE):
            figure = view.chart.figure(view.data, get_locale("en"), options)
            size_px = theme.chart_width_px(narrow=options.narrow), view.height_px(narrow=options.narrow)
            labels += len(words(figure)) - 1
            least = theme.min_chart_width_px(narrow=options.narrow) / size_px[0]
            for ratio in (1.0, 0.8, least):
                boxes, _ = label_boxes(figure, size_px, ratio)
                overlaps = [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
                assert overlaps == [], view.url
    assert labels > 1.6 * len(views)


def test_a_word_without_room_is_left_out_and_its_ring_stays(site):
    view = chart(site, as_of="2020-09-21", start="2006-01-01", end="2026-06-01")
    assert len(ring(view.narrow_figure)) == 3
    assert 1 < len(words(view.narrow_figure)) < 4  # the newest value of the chart, and not all that is quoted
    boxes, axes = label_boxes(view.narrow_figure, (theme.NARROW_CHART_WIDTH_PX, view.height_px(narrow=True)), 1.0)
    assert all(axes.holds(box) for box in boxes[1:])
