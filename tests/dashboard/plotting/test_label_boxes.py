"""Where words fit on a chart: boxes in pixels, and the lines that run through them."""

from datetime import date

import pytest

from dashboard.plotting.label_boxes import Axes, Box, annotation_box, axes_of_layout, candidates

BOX = Box(10, 20, 10, 20)
AXES = Axes(date(2020, 1, 1), date(2020, 12, 31), high=100, width_px=365, height_px=200)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Box(15, 25, 15, 25), True),
        (Box(12, 14, 12, 14), True),
        (Box(20, 30, 10, 20), False),
        (Box(10, 20, 20, 30), False),
        (Box(0, 30, 21, 22), False),
    ],
)
def test_boxes_overlap_where_they_cover_the_same_place(other, expected):
    assert BOX.overlaps(other) is other.overlaps(BOX) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([(0, 15), (30, 15)], True),
        ([(0, 0), (30, 30)], True),
        ([(12, 14), (14, 12)], True),
        ([(0, 5), (30, 5)], False),
        ([(0, 0), (24, 40), (30, 40)], True),
        ([(0, 20), (9, 30), (30, 21)], False),
        ([(15, 0), (15, 9)], False),
        ([(21, 15), (30, 15)], False),
        ([(15, 15)], False),
    ],
)
def test_a_line_crosses_a_box_where_it_runs_through_it(line, expected):
    assert BOX.is_crossed_by(line) is expected


def test_a_value_stands_where_the_axes_put_it():
    assert AXES.point(date(2020, 1, 1), 0) == (0, 0)
    assert AXES.point(date(2020, 12, 31), 50) == (365, 100)
    assert AXES.holds(Box(0, 365, 0, 200))
    assert not AXES.holds(Box(-1, 10, 0, 10))
    assert not AXES.holds(Box(0, 10, 190, 201))


def test_the_axes_of_a_layout_are_what_its_margins_and_domain_leave():
    layout = {
        "margin": {"t": 10, "r": 20, "b": 30, "l": 40},
        "xaxis": {"range": ["2020-01-01", "2020-12-31"]},
        "yaxis": {"range": [0, 100], "domain": [0.0, 0.5]},
    }
    assert axes_of_layout(layout, (800, 440)) == Axes(date(2020, 1, 1), date(2020, 12, 31), 100, 740, 200)
    assert axes_of_layout(layout, (800, 440), 0.5).width_px == 340


def test_words_cover_a_box_beside_their_point():
    words = {"x": "2020-01-31", "y": 50, "text": "175 → 186", "font": {"size": 10}}
    boxes = [annotation_box(spot, AXES) for spot in candidates(words, 10)]
    assert len({(box.left, box.bottom) for box in boxes}) == len(boxes) == 16
    above, below, right, left = boxes[:4]
    assert (above.bottom, below.top) == (110, 90)
    assert above.left + above.right == pytest.approx(60)
    assert (right.left, left.right) == (42, 18)
    mark = Box(30 - 7, 30 + 7, 100 - 7, 100 + 7)
    assert not any(box.overlaps(mark) for box in boxes)
    assert {round(box.top - box.bottom, 6) for box in boxes} == {13}
