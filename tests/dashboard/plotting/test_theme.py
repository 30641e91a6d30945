"""The colors of figures are those of the page."""

import re
from pathlib import Path

import pytest

from dashboard.plotting import theme

STYLE = Path(theme.__file__).parent.parent / "web" / "assets" / "css" / "tokens.css"


def colors(block):
    return {name.replace("-", "_"): color for name, color in re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block)}


def test_light_colors_are_those_of_the_page_and_each_has_a_dark_twin():
    light, dark = re.findall(r":root \{(.*?)\}", STYLE.read_text(), re.DOTALL)[:2]
    assert theme.LIGHT.items() <= colors(light).items()
    assert theme.LIGHT.keys() <= colors(dark).keys()
    assert not set(theme.LIGHT.values()) & {colors(dark)[name] for name in theme.LIGHT}


def test_colors_are_told_apart_by_their_value():
    assert len(set(theme.LIGHT.values())) == len(theme.LIGHT)
    assert theme.css_variable(theme.LIGHT["series"]) == "var(--series, #11608f)"
    assert theme.css_variable("#123456") == "#123456"


@pytest.mark.parametrize(("top", "expected"), [(241, [0, 50, 100, 150, 200, 250]), (4.4, [0, 1, 2, 3, 4, 5]), (1, 1)])
def test_steps_are_round_and_reach_the_top(top, expected):
    steps = theme.round_ticks(top)
    assert steps[0] == 0
    assert steps[-1] >= top
    assert 3 <= len(steps) <= 7
    assert expected in (1, steps)


@pytest.mark.parametrize(
    ("top", "expected"), [(5, [0, 1, 2, 3, 4, 5]), (13, [0, 5, 10, 15]), (130, [0, 25, 50, 75, 100, 125, 150])]
)
def test_whole_steps_have_no_decimals(top, expected):
    assert theme.round_ticks(top, whole=True) == expected
