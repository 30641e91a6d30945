"""Shapes and annotations."""

import pytest

from tests.dashboard.svg.samples import drawn, figure, found, line, note, shape, trace


def test_shapes_lie_below_the_data_and_are_cut_by_the_axes_they_name():
    root = drawn(figure(line(), shapes=[shape(), shape(xref="x domain", x0=0, x1=1)]))
    beside_zero, whole = found(root, "rect", fill="#abc")
    order = list(root.iter())
    assert order.index(beside_zero) < order.index(whole) < order.index(trace(root))
    cut = [element for element in found(root, "g") if element.get("clip-path") and beside_zero in element]
    assert cut[0].get("clip-path").endswith("-x)")
    assert (whole.get("x"), whole.get("width")) == ("50", "300")


def test_an_annotation_hangs_from_its_anchor():
    root = drawn(figure(line(), annotations=[note(font={"size": 10, "color": "#abc"}, xshift=3, yshift=4)]))
    (text,) = found(root, "text", fill="#abc")
    assert (float(text.get("x")), float(text.get("y"))) == (55, pytest.approx(50 + 2 + 9.84 - 4))


def test_a_line_can_reach_some_pixels_above_its_axis():
    ends = {"x0": 5, "x1": 5, "y0": 0, "y1": 20, "ysizemode": "pixel", "yanchor": 1}
    root = drawn(figure(line(), shapes=[shape(type="line", xref="x", yref="y domain", **ends)]))
    (path,) = (element.get("d") for element in found(root, "path") if element.get("fill") != "none")
    assert [float(point.split(",")[1]) for point in path.removeprefix("M").split("L")] == [50, 30]
