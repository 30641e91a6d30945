"""Scatter traces: lines, markers and texts."""

import pytest

from tests.dashboard.svg.samples import bar, dots, drawn, figure, found, line, only_path, trace


def test_a_gap_breaks_the_line():
    d = only_path(drawn(figure(line(x=[0, 1, 2, 3, 4], y=[1, 2, None, 3, 4]))))
    assert d == "M50,230l30,-20M140,190l30,-20"


def test_a_stepped_line_holds_its_value_until_the_next():
    stepped = line(x=[0, 5], y=[0, 10], line={"color": "#123456", "shape": "hv"})
    assert only_path(drawn(figure(stepped))) == "M50,250l150,0 0,-200"


@pytest.mark.parametrize(
    ("dash", "lengths"), [("solid", None), ("dot", "3,3"), ("dash", "9,9"), ("dashdot", "9,3,3,3")]
)
def test_dashes_are_as_long_as_plotly_draws_them(dash, lengths):
    (path,) = found(trace(drawn(figure(line(line={"color": "#123456", "dash": dash})))), "path")
    assert path.get("stroke-dasharray") == lengths


@pytest.mark.parametrize("symbol", ["square-open", "diamond", "x", "line-ns-open"])
def test_a_symbol_is_centred_on_its_point(symbol):
    mark = dots(x=[5], y=[5], marker={"symbol": symbol, "color": "#123456", "size": 10})
    (path,) = found(trace(drawn(figure(mark))), "path")
    assert path.get("transform") == "translate(200 150)"


def test_open_markers_are_outlines_in_the_markers_color():
    (ring,) = found(drawn(figure(dots(marker={"symbol": "circle-open", "color": "#abcdef"}))), "g", fill="none")
    assert (ring.get("stroke"), ring.get("stroke-width")) == ("#abcdef", "1")


def test_what_neighbours_have_alike_stands_on_their_group():
    marks = trace(drawn(figure(dots(marker={"color": ["#1", "#2", "#2"]}))))
    groups = [group for group in found(marks, "g") if group.get("fill")]
    assert [(group.get("fill"), len(found(group, "circle"))) for group in groups] == [("#1", 1), ("#2", 2)]


def test_marks_outside_the_range_are_cut_or_left_out():
    outside = {"x": [5, 12], "y": [5, 5]}
    clipped, free = drawn(figure(dots(**outside))), drawn(figure(dots(**outside, cliponaxis=False)))
    assert len(found(clipped, "circle")) == 2
    assert trace(clipped)[0].get("clip-path")
    assert len(found(free, "circle")) == 1
    assert not trace(free)[0].get("clip-path")


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("middle center", ("middle", 200, 153)),
        ("middle right", ("start", 206, 153)),
        ("middle left", ("end", 194, 153)),
    ],
)
def test_text_keeps_clear_of_its_marker(position, expected):
    mark = dots(x=[5], y=[5], mode="markers+text", text=["a"], textposition=position, marker={"color": "#1", "size": 8})
    marks = trace(drawn(figure(mark)))
    (text,), (font,) = found(marks, "text"), found(marks, "g", font_size="12")
    assert (font.get("text-anchor"), float(text.get("x")), float(text.get("y"))) == expected


@pytest.mark.parametrize(
    ("mark", "is_cut"),
    [
        (line(x=[1, 9], y=[1, 9]), False),
        (line(x=[1, 9], y=[0, 9]), True),  # half of its width lies below the axis
        (line(x=[1, 11], y=[1, 9]), True),
        (dots(x=[1, 9], y=[1, 9]), False),
        (dots(x=[0.05, 9], y=[1, 9]), True),
        (dots(x=[0.05, 9], y=[1, 9], cliponaxis=False), False),
        (dots(x=[5], y=[5], mode="text", text="long"), True),
        (bar(x=[1], y=[9], width=1), False),
        (bar(x=[1], y=[11], width=1), True),
    ],
)
def test_only_what_may_reach_over_the_edge_is_cut(mark, is_cut):
    assert bool(trace(drawn(figure(mark)))[0].get("clip-path")) is is_cut
