"""The newest value in words stands at its point, wherever the line comes from."""

from datetime import date

from dashboard.plotting.curve import Curve
from dashboard.plotting.label_boxes import Axes
from dashboard.plotting.value_label import Scale, place_near

WORDS = {"x": "2025-09-01", "text": "Q3 2025<br><b>30</b>", "showarrow": False, "xref": "x", "yref": "y"}
SCALE = Scale(Axes(date(2017, 1, 1), date(2025, 12, 31), 120, 240, 140), [], [])


def test_words_stand_beside_a_point_to_which_a_line_falls_steeply():
    values = (60, 56, 54, 30)
    days = ("2024-12-01", "2025-03-01", "2025-06-01", "2025-09-01")
    (spot,) = place_near(WORDS, 30, [SCALE], Curve(days, values, values))
    assert (spot["y"], spot["xanchor"], spot["yanchor"]) == (30, "right", "middle")


def test_words_stand_under_a_point_after_a_break():
    days, values = ("2023-12-01", "2024-03-01", "2025-09-01"), (20, 100, 90)
    (spot,) = place_near(WORDS, 90, [SCALE], Curve(days, values, values, frozenset({"2024-03-01"})))
    assert (spot["y"], spot["yanchor"]) == (90, "top")
