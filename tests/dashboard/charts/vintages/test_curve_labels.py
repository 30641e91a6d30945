"""The words at the curves stand where there is room, and cover nothing that is drawn."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.vintages import truncated_axis
from dashboard.charts.vintages.curve_labels import TIME_PADDING, CurveLabel, place_label

DAYS = [date(2020, month, 1) for month in range(1, 13)]
TEXT = "<b>175</b> now"
LONG = TEXT + " and for long, which no side has room for in the middle of the months of a year"


def placed(about, values, *, side="top", amount=5.0, narrow=False):
    label = CurveLabel(side, amount, (LONG, TEXT), "series")
    return place_label(label, DAYS, DAYS[about], list(zip(DAYS, values, strict=True)), narrow=narrow)


@pytest.mark.parametrize(("about", "side"), [(0, "left"), (11, "right")])
def test_words_at_an_end_stand_on_the_side_that_has_room(about, side):
    assert placed(about, range(12))["xanchor"] == side


def test_words_in_the_middle_stand_on_the_side_that_is_closer_to_the_value():
    rising = placed(6, range(12), amount=6.0)
    assert (rising["xanchor"], rising["y"]) == ("right", 6)
    falling = placed(6, range(11, -1, -1), amount=5.0)
    assert (falling["xanchor"], falling["y"]) == ("left", 5)


def test_words_without_room_on_either_side_are_the_value_alone():
    assert placed(6, range(12))["text"] == TEXT
    assert (
        place_label(
            CurveLabel("top", 5.0, (TEXT, "5"), "series"), DAYS, DAYS[6], [(day, 5.0) for day in DAYS], narrow=False
        )["text"]
        == TEXT
    )


def test_words_below_stand_under_the_lowest():
    below = placed(6, range(12), side="bottom", amount=6.0)
    assert (below["xanchor"], below["y"], below["yanchor"]) == ("left", 6, "top")


@given(st.integers(0, 11), st.lists(st.integers(0, 300), min_size=12, max_size=12), st.sampled_from(["top", "bottom"]))
def test_words_cover_nothing_that_is_drawn(about, values, side):
    note = placed(about, values, side=side)
    width = truncated_axis.text_width_ratio(TEXT, narrow=False) * (DAYS[-1] - DAYS[0] + 2 * TIME_PADDING)
    start, end = (
        (DAYS[about] - width, DAYS[about]) if note["xanchor"] == "right" else (DAYS[about], DAYS[about] + width)
    )
    covered = [value for day, value in zip(DAYS, values, strict=True) if start <= day <= end]
    assert all(value <= note["y"] if side == "top" else value >= note["y"] for value in covered)
