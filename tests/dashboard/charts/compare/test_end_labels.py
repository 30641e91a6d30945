"""Names at the ends of lines do not overlap, stay in their order, and are moved no more than they have to be."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.compare.end_labels import (
    NAME_PADDING_PX,
    EndLabel,
    end_labels_layout,
    labels_width_px,
    spread_boxes,
)
from dashboard.svg.text_width import markup_width_px

BOXES = st.lists(st.tuples(st.floats(-50, 500), st.sampled_from([16.9, 33.8, 50.7])), min_size=1, max_size=8)


def edges(placed, sizes):
    return sorted((middle - size / 2, middle + size / 2) for middle, size in zip(placed, sizes, strict=True))


@given(BOXES)
def test_boxes_never_overlap_and_stay_inside(boxes):
    wanted, sizes = zip(*boxes, strict=True)
    placed = spread_boxes(wanted, sizes, -10, 500)
    found = edges(placed, sizes)
    assert all(low[1] <= high[0] + 1e-6 for low, high in pairwise(found))
    assert found[0][0] >= -10 - 1e-6
    assert found[-1][1] <= 500 + 1e-6


@given(BOXES)
def test_they_keep_their_order(boxes):
    wanted, sizes = zip(*boxes, strict=True)
    placed = spread_boxes(wanted, sizes, -10, 500)
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    assert order == sorted(order, key=lambda index: placed[index])


@given(BOXES)
def test_what_is_apart_already_is_left_where_it_is(boxes):
    wanted, sizes = zip(*boxes, strict=True)
    once = spread_boxes(wanted, sizes, -10, 500)
    assert spread_boxes(once, sizes, -10, 500) == pytest.approx(once)


def test_two_that_meet_share_the_way():
    assert spread_boxes([100, 104], [20, 20], 0, 500) == [92, 112]
    assert spread_boxes([104, 100], [20, 20], 0, 500) == [112, 92]
    assert spread_boxes([5, 5], [20, 20], 0, 500) == [10, 30]
    assert spread_boxes([], [], 0, 500) == []


def test_too_many_begin_at_the_low_end():
    assert spread_boxes([50, 50, 50], [20, 20, 20], 0, 50) == [10, 30, 50]


def test_a_leader_joins_a_name_that_was_moved_or_whose_line_ended_early():
    last, edge = date(2026, 6, 1), date(2026, 9, 1)
    ends = [
        EndLabel(last, 50, ["Maine <b>50.0</b>"], "#be348a"),
        EndLabel(last, 49, ["Ohio <b>49.0</b>"], "#877207"),
        EndLabel(last, 10, ["Quebec <b>10.0</b>"], "#62239d"),
        EndLabel(date(2020, 3, 1), 30, ["New York,", "Mar 2020 <b>30.0</b>"], "#1d6853"),
    ]
    beside = end_labels_layout(ends, size=13, last=last, edge=edge, top=100, high=400)
    assert [one["x0"] for one in beside["shapes"]] == ["2026-06-01", "2026-06-01", "2020-03-01"]
    assert [(one["y0"], one["x1"]) for one in beside["shapes"]] == [
        (50, "2026-09-01"),
        (49, "2026-09-01"),
        (30, "2026-09-01"),
    ]
    assert beside["shapes"][0]["y1"] > 50
    assert [one["text"] for one in beside["annotations"]][3] == "New York,<br>Mar 2020 <b>30.0</b>"
    assert [one["yshift"] for one in beside["annotations"]][2:] == [0, 0]
    assert [one["font"]["color"] for one in beside["annotations"]] == [end.color for end in ends]


def test_names_get_the_room_they_need():
    short, long = ([EndLabel(date(2026, 6, 1), 1, [name], "#be348a")] for name in ("Ohio 1", "British Columbia 1"))
    assert labels_width_px(long, 13) > labels_width_px(short, 13) > labels_width_px(short, 12) > labels_width_px([], 13)


def test_the_room_is_that_of_the_widest_line():
    ends = [EndLabel(date(2026, 6, 1), 1, [line], "#be348a") for line in ("Ohio <b>1</b>", "New Mexico, <b>12.5</b>")]
    widest = max(markup_width_px(line, 13) for end in ends for line in end.lines)
    assert widest < labels_width_px(ends, 13) <= widest + NAME_PADDING_PX + 1
