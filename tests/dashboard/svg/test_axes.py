"""Axes: ticks, labels, grid and zero line."""

from tests.dashboard.svg.samples import axis, drawn, figure, found, line


def test_ticks_beyond_the_range_are_left_out():
    root = drawn(figure(line(), xaxis=axis(tickvals=[-1, 5, 11], ticktext=["before", "in", "after"])))
    assert "in" in {element.text for element in found(root, "text")}
    assert {"before", "after"}.isdisjoint({element.text for element in found(root, "text")})


def test_an_invisible_axis_only_maps():
    shown = figure(line(), xaxis={"type": "linear", "range": [0, 10], "visible": False}, yaxis=axis(visible=False))
    assert not found(drawn(shown), "text")


def test_the_zero_line_replaces_the_grid_line_there():
    y = axis(
        range=[-10, 10], tickvals=[-5, 0, 5], ticktext=["", "", ""], showgrid=True, gridcolor="#eee", zeroline=True
    )
    grid, zero = found(drawn(figure(line(), yaxis=y)), "path", shape_rendering="crispEdges")
    assert grid.get("d") == "M50,200H350M50,100H350"
    assert (zero.get("d"), zero.get("stroke")) == ("M50,150H350", "#444")
