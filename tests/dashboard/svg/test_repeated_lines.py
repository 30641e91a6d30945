"""Lines and markers that repeat are drawn once, and stand where they would stand if each were drawn."""

import re

import pytest

from dashboard.svg.render import render
from tests.dashboard.pictures import corners, marks
from tests.dashboard.svg.samples import SIZE, axis, dots, figure, line

POINTS = {"x": list(range(12)), "y": [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]}


def panels(*traces, second=None):
    """Two plots beside each other; the second one of another range where that is given."""
    left, right = {"domain": [0, 0.45]}, {"domain": [0.55, 1]}
    return figure(
        *traces,
        xaxis=axis(range=[0, 12], anchor="y", **left),
        yaxis=axis(anchor="x"),
        xaxis2=axis(range=second or [0, 12], anchor="y2", **right),
        yaxis2=axis(anchor="x2"),
    )


def beside(trace):
    return trace | {"xaxis": "x2", "yaxis": "y2"}


def numbers(drawn):
    return [(round(x, 1), round(y, 1)) for _, x, y in marks(drawn, size=SIZE)]


def test_a_line_of_two_plots_is_drawn_once_and_stands_in_both():
    gap = POINTS | {"x": [*POINTS["x"], None, 5, 6], "y": [*POINTS["y"], None, 2, 3]}
    drawn = panels(line(**POINTS), beside(line(**gap, line={"color": "#654321", "width": 1})))
    picture = render(drawn, **SIZE, title="t")
    assert picture.count("<use ") == 2
    lines = [len(corners(path)) for path in re.findall(r' d="([^"]*)"', picture)]
    assert lines.count(len(POINTS["x"])) == 1
    points = list(zip(POINTS["x"], POINTS["y"], strict=True))
    assert sorted(numbers(drawn)) == sorted([*points, *points, (5, 2), (6, 3)])


@pytest.mark.parametrize(
    "drawn",
    [
        figure(line(**POINTS), line(**POINTS)),
        panels(line(**POINTS), beside(line(**POINTS)), second=[0, 24]),
        panels(line(), beside(line())),
    ],
    ids=["one plot", "another scale", "a few points"],
)
def test_lines_that_are_not_alike_in_two_plots_or_short_are_drawn_each(drawn):
    picture = render(drawn, **SIZE, title="t")
    assert "<use " not in picture
    assert "xlink" not in picture


def test_an_outline_of_several_markers_is_drawn_once():
    crosses = dots(marker={"color": "#123456", "size": 6, "symbol": "x"})
    picture = render(figure(crosses), **SIZE, title="t")
    assert (picture.count("<use "), picture.count('d="M')) == (3, 1)
    assert numbers(figure(crosses)) == [(0, 0), (5, 10), (10, 5)]
    assert "<use " not in render(figure(dots()), **SIZE, title="t")


def test_markers_at_the_same_places_of_two_plots_are_drawn_once():
    crosses = dots(marker={"color": "#123456", "size": 6, "symbol": "x"})
    drawn = panels(crosses, beside(crosses))
    picture = render(drawn, **SIZE, title="t")
    assert picture.count("<use ") == 3 + 2
    assert sorted(numbers(drawn)) == sorted(2 * [(0, 0), (5, 10), (10, 5)])


@pytest.mark.parametrize(
    "other",
    [{"y": [0, 10, 6]}, {"marker": {"color": "#654321", "size": 6, "symbol": "x"}}, {"cliponaxis": False}],
    ids=["another place", "another color", "not cut"],
)
def test_markers_that_are_not_alike_are_drawn_each(other):
    crosses = dots(marker={"color": "#123456", "size": 6, "symbol": "x"})
    picture = render(panels(crosses, beside(crosses | other)), **SIZE, title="t")
    assert picture.count("<use ") == 3 + 3
