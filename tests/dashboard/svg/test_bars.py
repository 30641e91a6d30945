"""Bar traces."""

import pytest

from dashboard.svg.schema import Unsupported
from tests.dashboard.svg.samples import axis, bar, boxes, drawn, figure


def test_bars_stand_on_zero_as_wide_as_stated():
    assert boxes(drawn(figure(bar()))) == [(95, 230, 30, 20), (155, 210, 30, 40), (215, 190, 30, 60)]


def test_bars_lie_down_from_their_base():
    lying = bar(x=[3], y=[5], orientation="h", base=[2], width=2)
    assert boxes(drawn(figure(lying))) == [(110, 130, 90, 40)]


def test_a_missing_bar_is_no_bar():
    assert len(boxes(drawn(figure(bar(y=[1, None, 3]))))) == 2


def test_bars_on_a_date_axis_are_refused():
    dates = axis(type="date", range=["2020-01-01", "2020-01-11"], tickvals=[], ticktext=[])
    with pytest.raises(Unsupported, match=r"^data\[0\]\.width: .*date axis"):
        drawn(figure(bar(x=["2020-01-06"], y=[5]), xaxis=dates))


def test_several_bar_traces_have_to_say_that_they_overlay():
    with pytest.raises(Unsupported, match=r"^layout\.barmode: "):
        drawn(figure(bar(), bar()))
    root = drawn(figure(bar(), bar(y=[4, 5, 6]), barmode="overlay"))
    assert [box[3] for box in boxes(root, 1)] == [80, 100, 120]
