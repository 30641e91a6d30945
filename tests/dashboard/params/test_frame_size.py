"""The size of a picture or a frame is read from an address, or refused by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import InvalidParameter
from dashboard.params.frame_size import LIMITS_PX, SIZE_OPTIONS, FrameSize, parse_size

USUAL = FrameSize(600, 400)


def test_what_is_not_named_is_as_usual():
    assert parse_size({}, USUAL) == USUAL
    assert parse_size({"width": "800"}, USUAL) == FrameSize(800, 400)


@pytest.mark.parametrize("name", SIZE_OPTIONS)
def test_the_limits_are_taken_and_one_pixel_beyond_is_refused(name):
    least, most = LIMITS_PX[name]
    for side in (least, most):
        assert getattr(parse_size({name: str(side)}, USUAL), name) == side
    for side in (least - 1, most + 1):
        with pytest.raises(
            InvalidParameter, match=f"{name}={side}: expected a number of pixels from {least} to {most}"
        ):
            parse_size({name: str(side)}, USUAL)


@given(st.text(min_size=1, max_size=20))
def test_whatever_is_written_is_a_side_or_refused(text):
    least, most = LIMITS_PX["width"]
    is_side = text.isascii() and text.isdigit() and len(text) <= 4 and least <= int(text) <= most
    if is_side:
        assert parse_size({"width": text}, USUAL).width == int(text)
    else:
        with pytest.raises(InvalidParameter):
            parse_size({"width": text}, USUAL)


@pytest.mark.parametrize("text", ["0000006009", "00000320", "9" * 5000, "٣٢٠"])
def test_no_side_is_larger_than_it_looks(text):
    with pytest.raises(InvalidParameter):
        parse_size({"width": text}, USUAL)
