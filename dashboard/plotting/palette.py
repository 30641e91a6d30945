"""How lines that stand beside each other look: a place has one color on every chart, whatever stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from dashboard.plotting.theme import LIGHT, LINE_COLORS

ASSIGNED_COLORS = {
    "CA": "line_7",
    "CA-AB": "line_2",
    "CA-BC": "line_1",
    "CA-MB": "line_6",
    "CA-NS": "line_8",
    "CA-ON": "line_3",
    "CA-QC": "line_4",
    "CA-SK": "line_5",
    "GB-SCT": "line_5",
    "US": "line_8",
    "US-CA-SF": "line_6",
    "US-ME": "line_6",
    "US-OH": "line_5",
    "US-OH-CUYAHOGA": "line_4",
}
"""Places often set beside each other have colors that differ; the others take theirs from their code."""
DASHES = ("solid", "dash", "dashdot")
"""How lines of one color are told apart; ``dot`` means preliminary."""


@dataclass(frozen=True, slots=True)
class LineStyle:
    """The color of a line, as figures write it, and its dash."""

    color: str
    dash: str = "solid"


def place_color(place: str) -> str:
    """Return the color of a place, by its code; the same in every process and on every chart."""
    return LIGHT[ASSIGNED_COLORS.get(place) or LINE_COLORS[crc32(place.encode()) % len(LINE_COLORS)]]


def line_styles(places: Sequence[str]) -> tuple[LineStyle, ...]:
    """Return the look of each line, by its place; no two are alike, for as many as there are colors and dashes.

    Of several places with one color the later ones take another dash. Further lines of a place take other colors.
    """
    taken: list[LineStyle] = []
    for index, place in enumerate(places):
        own = [] if place in places[:index] else [LineStyle(place_color(place), dash) for dash in DASHES]
        any_other = [LineStyle(LIGHT[line], dash) for dash in DASHES for line in LINE_COLORS]
        taken.append(next(style for style in [*own, *any_other] if style not in taken))
    return tuple(taken)
