"""How lines that stand beside each other look: a place has one colour on every chart, whatever stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from dashboard.plotting.theme import LIGHT, LINES

COMMON = {
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
}
"""Places often set beside each other have colours that differ; the others take theirs from their code."""
DASHES = ("solid", "dash", "dashdot")
"""How lines of one colour are told apart; ``dot`` means preliminary."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colour of a line, as figures write it, and its dash."""

    colour: str
    dash: str = "solid"


def colour(place: str) -> str:
    """The colour of a place, by its code; the same in every process and on every chart."""
    return LIGHT[COMMON.get(place) or LINES[crc32(place.encode()) % len(LINES)]]


def looks(places: Sequence[str]) -> tuple[Look, ...]:
    """The look of each line, by its place; no two are alike, for as many as there are colours and dashes.

    Of several places with one colour the later ones take another dash. Further lines of a place take other colours.
    """
    taken: list[Look] = []
    for index, place in enumerate(places):
        own = [] if place in places[:index] else [Look(colour(place), dash) for dash in DASHES]
        any_other = [Look(LIGHT[line], dash) for dash in DASHES for line in LINES]
        taken.append(next(look for look in [*own, *any_other] if look not in taken))
    return tuple(taken)
