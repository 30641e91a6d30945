"""A place has one color, lines beside each other are told apart, also by those who do not see all colors."""

import re
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.plotting import theme
from dashboard.plotting.palette import ASSIGNED_COLORS, DASHES, LineStyle, line_styles, place_color

STYLE = (Path(theme.__file__).parent.parent / "web" / "assets" / "css" / "tokens.css").read_text()
LIGHT, DARK = (
    dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
)
SIMULATED = {
    "all colors": np.eye(3),
    "no red (protanopia)": np.array([
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ]),
    "no green (deuteranopia)": np.array([
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ]),
    "no blue (tritanopia)": np.array([
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ]),
}  # fmt: skip
"""Linear RGB to linear RGB at severity 1.0: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-
based Model for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15
(2009)."""
OKLAB = (
    np.array([
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]),
    np.array([
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]),
)  # fmt: skip
"""Linear RGB to cones, and their cube roots to lightness and hue: B. Ottosson, "A perceptual color space for image
processing" (2020)."""
TOLD_APART = 8
"""Hundredths of the lightness between black and white: marks of colors so far apart are told apart at a glance."""
READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3: contrast of text."""


def linear(hexadecimal):
    values = np.array([int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    low, high = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def distance(one, other, seen):
    cones, hues = OKLAB
    first, second = (hues @ np.cbrt(cones @ np.clip(SIMULATED[seen] @ linear(each), 0, 1)) for each in (one, other))
    return 100 * float(np.linalg.norm(first - second))


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def colors(request):
    return request.param


def lines(colors):
    return [colors[name.replace("_", "-")] for name in theme.LINE_COLORS]


# -- the colors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seen", SIMULATED)
def test_any_two_lines_are_told_apart_by_everyone(colors, seen):
    assert min(distance(*pair, seen) for pair in combinations(lines(colors), 2)) >= TOLD_APART


def test_lines_and_their_names_are_readable_on_paper(colors):
    assert min(contrast(line, colors["paper"]) for line in lines(colors)) >= READABLE


def test_words_are_readable_on_every_step_of_heat(colors):
    steps = [colors[name.replace("_", "-")] for name in theme.HEAT_COLORS]
    assert min(contrast(step, colors["on-low-heat"]) for step in steps[:4]) >= READABLE
    assert min(contrast(step, colors["on-high-heat"]) for step in steps[4:]) >= READABLE


def test_heat_grows_away_from_the_paper(colors):
    steps = [contrast(colors[name.replace("_", "-")], colors["paper"]) for name in theme.HEAT_COLORS]
    assert steps == sorted(steps)
    assert min(high / low for low, high in pairwise(steps)) > 1.2


def test_the_simulation_is_that_of_the_paper():
    """Greys stay as they are; red and green, far apart to most, come near to those without one of them."""
    assert all(np.allclose(matrix.sum(axis=1), 1, atol=1e-5) for matrix in SIMULATED.values())
    assert distance("#a06000", "#608000", "all colors") > 2 * distance("#a06000", "#608000", "no green (deuteranopia)")


# -- places ------------------------------------------------------------------------------------------------------------


CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ-", min_size=1, max_size=8)


def test_places_often_set_side_by_side_differ():
    usual = ("CA", "CA-BC", "CA-AB", "CA-ON", "CA-QC", "US", "GB-SCT", "US-CA-SF")
    assert len({place_color(place) for place in usual}) == len(usual)
    assert len({place_color(place) for place in ("CA-BC", "CA-AB", "US-OH", "US-ME")}) == 4
    assert set(ASSIGNED_COLORS.values()) == set(theme.LINE_COLORS)


@pytest.mark.parametrize(("place", "line"), [("CA-BC", "line_1"), ("US-WV", "line_4"), ("US-VT", "line_7")])
def test_colors_of_places_never_change(place, line):
    assert place_color(place) == theme.LIGHT[line]


@given(st.lists(CODES, max_size=24))
def test_no_two_lines_look_alike(places):
    found = line_styles(places)
    assert len(found) == len(places)
    assert len(set(found)) == len(found)


@given(st.lists(CODES, unique=True, max_size=8))
def test_a_place_keeps_its_color_whatever_stands_beside_it(places):
    own = [place_color(place) for place in places]
    assume(max(map(own.count, own), default=0) <= len(DASHES))
    dashes = [DASHES[own[:index].count(one)] for index, one in enumerate(own)]
    assert line_styles(places) == tuple(map(LineStyle, own, dashes))


def test_further_lines_of_a_place_have_other_colors():
    first, second, third = line_styles(["US-ME", "US-ME", "US-ME"])
    assert first == LineStyle(place_color("US-ME"))
    assert len({first.color, second.color, third.color}) == 3
    assert {first.dash, second.dash, third.dash} == {"solid"}
