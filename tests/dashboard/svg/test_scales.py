"""Scales: from data to pixels and back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.svg import render as svg
from tests.dashboard.svg.samples import SIZE, axis, dots, figure, line

numbers = st.floats(-1e6, 1e6, allow_nan=False)


@given(low=numbers, high=numbers, value=numbers)
def test_numbers_come_back_from_their_pixels(low, high, value):
    if abs(high - low) < 1e-3:
        return
    scale = svg.scales(figure(line(), yaxis=axis(range=[low, high])), **SIZE)["y"]
    assert scale.value(scale.pixel(value)) == pytest.approx(value, abs=1e-6 * max(1, abs(high - low), abs(value - low)))


@given(start=st.dates(date(1900, 1, 1), date(2100, 1, 1)), days=st.integers(1, 20_000), after=st.integers(-500, 20_000))
def test_days_come_back_from_their_pixels(start, days, after):
    ends = [start.isoformat(), (start + timedelta(days)).isoformat()]
    axes = figure(line(), xaxis=axis(type="date", range=ends, tickvals=ends, ticktext=["", ""]))
    scale, day = svg.scales(axes, **SIZE)["x"], (start + timedelta(after)).isoformat()
    assert scale.value(scale.pixel(day)) == day
    assert (scale.pixel(ends[0]), scale.pixel(ends[1])) == pytest.approx((50, 350))


def test_a_time_of_day_lies_within_its_day():
    axes = figure(line(), xaxis=axis(type="date", range=["2020-01-01", "2020-01-03"], tickvals=[], ticktext=[]))
    assert svg.scales(axes, **SIZE)["x"].pixel("2020-01-01T12:00:00") == pytest.approx(125)


def test_axes_share_the_sheet_by_their_domains():
    second = axis(anchor="x", domain=[0.75, 1], visible=False)
    shown = figure(line(), dots(yaxis="y2"), yaxis=axis(domain=[0, 0.5]), yaxis2=second)
    scales = svg.scales(shown, **SIZE)
    assert (scales["y"].start, scales["y"].end) == (250, 150)
    assert (scales["y2"].start, scales["y2"].end) == (100, 50)


def test_categories_lie_at_their_index():
    names = axis(type="category", categoryarray=["a", "b"], range=[-0.5, 1.5], tickvals=["a", "b"], ticktext=["A", "B"])
    scale = svg.scales(figure(line(), xaxis=names), **SIZE)["x"]
    assert (scale.pixel("a"), scale.pixel("b"), scale.value(276)) == (125, 275, "b")
