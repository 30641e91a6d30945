"""Where small multiples stand, whatever their number and their names."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.plotting import theme
from dashboard.plotting.small_multiples import Grid, background_lines
from dashboard.svg.text_width import markup_width_px

AXIS = theme.base_axis(type="linear", range=[0, 1], tickvals=[0, 1], ticktext=["0", "1"], ticks="outside")
WORD = st.text("abc", min_size=1, max_size=12)
NAMES = st.lists(st.lists(WORD, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=20)


@st.composite
def grids(draw):
    """Any grid."""
    return Grid(tuple(draw(NAMES)), draw(st.integers(1, 5)), width=draw(st.integers(300, 1000)), panel_height=110)


def boxes(grid):
    """``(left, right, bottom, top)`` of each panel, as parts of the plot."""
    axes = grid.layout_axes(AXIS, AXIS)
    return [
        (*axes[f"xaxis{panel.xaxis[1:]}"]["domain"], *axes[f"yaxis{panel.yaxis[1:]}"]["domain"])
        for panel in grid.panels
    ]


@given(grids())
def test_panels_lie_in_the_plot_and_beside_or_under_each_other_in_reading_order(grid):
    found = boxes(grid)
    assert all(0 <= left < right <= 1 and 0 <= bottom < top <= 1 for left, right, bottom, top in found)
    for index, ((_, right, bottom, top), (left, _, next_bottom, next_top)) in enumerate(pairwise(found), start=1):
        if index % grid.columns:
            assert left > right
            assert (next_bottom, next_top) == (bottom, top)
        else:
            assert next_top < bottom
            assert left == 0


@given(grids())
def test_all_panels_are_of_one_size(grid):
    sizes = [(right - left, top - bottom) for left, right, bottom, top in boxes(grid)]
    assert all(size == pytest.approx(sizes[0]) for size in sizes)
    assert sizes[0][1] * grid.height == pytest.approx(grid.panel_height)
    assert sizes[0][0] * grid.width == pytest.approx(grid.panel_width)


@given(grids())
def test_a_name_has_the_room_above_its_panel(grid):
    """No name reaches into the panel above it, or out of the plot."""
    found = boxes(grid)
    for index, title in enumerate(grid.title_annotations()):
        lines = title["text"].count("<br>") + 1
        above = found[index - grid.columns][2] if index >= grid.columns else 1
        assert (above - found[index][3]) * grid.height > lines * 1.3 * theme.FONT_SIZE_PX


@given(grids())
def test_words_stand_left_of_the_first_column_and_under_the_lowest_panels(grid):
    axes = grid.layout_axes(AXIS, AXIS)
    for index, panel in enumerate(grid.panels):
        x, y = axes[f"xaxis{panel.xaxis[1:]}"], axes[f"yaxis{panel.yaxis[1:]}"]
        assert (x["ticktext"] == ["0", "1"]) == (index + grid.columns >= len(grid.names))
        assert (y["ticktext"] == ["0", "1"]) == (index % grid.columns == 0)
        assert (x["anchor"], y["anchor"]) == (panel.yaxis, panel.xaxis)


def test_the_axes_of_a_panel_are_the_same_however_many_columns_there_are():
    names = ("a", "b", "c")
    assert Grid(names, 2, 360, 100).panels == Grid(names, 3, 860, 100).panels
    assert [panel.xaxis for panel in Grid(names, 2, 360, 100).panels] == ["x", "x2", "x3"]


def test_what_stands_in_brackets_is_not_broken():
    (title,) = Grid(("Natural and semi-synthetic opioids (T40.2 and T40.3)",), 1, 120, 100).title_annotations()
    assert title["text"].split("<br>")[-1] == "<b>(T40.2\u00a0and\u00a0T40.3)</b>"


@given(grids())
def test_a_name_is_as_wide_as_its_panel_or_a_word(grid):
    for title in grid.title_annotations():
        for line in title["text"].split("<br>"):
            assert " " not in line or markup_width_px(line, title["font"]["size"]) <= grid.panel_width


def test_the_others_are_all_but_ones_own_with_a_gap_after_each():
    lines = [(["2020-01-01", "2021-01-01"], [1, 2]), (["2020-01-01"], [5]), ([], []), (["2021-01-01"], [None])]
    (panel, *_) = Grid(("a", "b"), 2, 400, 100).panels
    trace = background_lines(lines, 1, panel)
    assert list(zip(trace["x"], trace["y"], strict=True)) == [
        ("2020-01-01", 1),
        ("2021-01-01", 2),
        ("2021-01-01", None),
        ("2021-01-01", None),
        ("2021-01-01", None),
    ]
    assert (trace["xaxis"], trace["yaxis"]) == ("x", "y")
    assert json.loads(json.dumps(trace)) == trace
