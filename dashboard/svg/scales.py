"""Scales of a figure: what maps data to pixels and back.

Lengths are pixels, origin at the top left. Dates count as days (fractions for times of day), categories as their index.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import isfinite
from typing import Any

from dashboard.svg.schema import Unsupported, axes_of, column, given, needed

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d)?")
_EDGE = 1e-4
"""A point this share of the range outside of it still counts as on its edge."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The area inside the margins: pixels of its four sides."""

    left: float
    right: float
    top: float
    bottom: float

    def span(self, letter: str) -> tuple[float, float]:
        """The pixels between which an axis runs: left to right for ``x``, bottom to top for ``y``."""
        return (self.left, self.right) if letter == "x" else (self.bottom, self.top)


@dataclass(frozen=True, slots=True)
class Scale:
    """One axis as a straight line: ``low`` and ``high`` (the range, as numbers) lie at pixels ``start`` and ``end``."""

    kind: str
    low: float
    high: float
    start: float
    end: float
    categories: tuple[str, ...] = ()

    def number(self, value: Any) -> float:
        """A data value as a number: days, index of the category, or itself."""
        if self.kind == "date":
            return day_number(value)
        if isinstance(value, str):
            return self._index(value)
        return float(value)

    def at(self, numeral: float) -> float:
        """The pixel of a number."""
        return self.start + (numeral - self.low) / (self.high - self.low) * (self.end - self.start)

    def pixel(self, value: Any) -> float:
        """The pixel of a data value."""
        return self.at(self.number(value))

    def pixels(self, values: Sequence[Any], place: str) -> list[float | None]:
        """The pixels of many values, in order; ``None`` for a gap."""
        factor = (self.end - self.start) / (self.high - self.low)
        offset, number_of = self.start - self.low * factor, day_number if self.kind == "date" else self.number
        try:
            found = [None if value is None else offset + factor * number_of(value) for value in values]
        except (TypeError, ValueError) as error:
            raise Unsupported(f"{place}: {error}") from error
        if not isfinite(sum(pixel for pixel in found if pixel is not None)):
            raise Unsupported(f"{place}: a value that is no finite number; a gap is None")
        return found

    def value(self, pixel: float) -> float | str:
        """The data value at a pixel: a number, the name of the nearest category, or the nearest day as ISO text."""
        numeral = self.low + (pixel - self.start) / (self.end - self.start) * (self.high - self.low)
        if self.kind == "date":
            return date.fromordinal(round(numeral)).isoformat()
        return self.categories[round(numeral)] if self.kind == "category" else numeral

    def holds(self, pixel: float) -> bool:
        """Whether a pixel lies within the range."""
        slack = abs(self.end - self.start) * _EDGE
        return self.first - slack <= pixel <= self.last + slack

    @property
    def first(self) -> float:
        """The smaller of its two end pixels: left, or top."""
        return min(self.start, self.end)

    @property
    def last(self) -> float:
        """The larger of its two end pixels: right, or bottom."""
        return max(self.start, self.end)

    def _index(self, name: str) -> float:
        if name not in self.categories:
            raise ValueError(f"{name!r} is not a category of the axis")
        return self.categories.index(name)


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its id as traces name it (``y2``), what the figure states of it, and its scale."""

    id: str
    path: str
    stated: Mapping[str, Any]
    scale: Scale
    anchor: str

    @property
    def horizontal(self) -> bool:
        """Whether it is an x axis."""
        return self.id.startswith("x")

    @property
    def visible(self) -> bool:
        """Whether anything of it is drawn."""
        return bool(given(self.stated, "visible", default=True))

    @property
    def overlays(self) -> bool:
        """Whether it is laid over another axis, which then draws the plot's background and is crossed by the grid."""
        return given(self.stated, "overlaying") is not None

    @property
    def side(self) -> str:
        """The side of the plot its labels are on."""
        return str(given(self.stated, "side", "bottom" if self.horizontal else "left"))

    @property
    def outward(self) -> int:
        """The direction away from the plot: 1 for right and down, -1 for left and up."""
        return 1 if self.side in {"bottom", "right"} else -1


@lru_cache(maxsize=1 << 16)
def day_number(moment: str) -> float:
    """``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SS`` as days, 1 January of the year 1 being day 1."""
    if not _MOMENT.fullmatch(moment):
        raise ValueError(f"{moment!r} is not YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS")
    stamp = datetime.fromisoformat(moment)
    return stamp.toordinal() + (stamp.hour * 3600 + stamp.minute * 60 + stamp.second) / 86400


def axes_by_id(layout: Mapping[str, Any], frame: Frame) -> dict[str, Axis]:
    """Every axis of the layout, by the id that traces use."""
    stated = axes_of(layout)
    return {key.replace("axis", ""): _axis(key, stated, frame) for key in stated}


def _axis(key: str, all_stated: Mapping[str, Mapping[str, Any]], frame: Frame) -> Axis:
    stated, path, letter = all_stated[key], f"layout.{key}", key[0]
    # Plotly gives further axes the partner of the first trace that uses them; stating it is clearer.
    anchor = given(stated, "anchor", {"xaxis": "y", "yaxis": "x"}.get(key)) or needed(stated, "anchor", path)
    under = given(stated, "overlaying")
    if f"{anchor[0]}axis{anchor[1:]}" not in all_stated or anchor[0] == letter:
        raise Unsupported(f"{path}.anchor: {anchor!r} is not an axis across this one")
    if under is not None and f"{letter}axis{under[1:]}" not in all_stated:
        raise Unsupported(f"{path}.overlaying: {under!r} is not an axis")
    # An axis laid over another one covers what that one covers, whatever it says itself.
    domain = given(all_stated[f"{letter}axis{under[1:]}"] if under else stated, "domain", [0, 1])
    return Axis(key.replace("axis", ""), path, stated, _scale(stated, path, _span(letter, domain, frame)), anchor)


def _span(letter: str, domain: Sequence[float], frame: Frame) -> tuple[float, float]:
    start, end = frame.span(letter)
    return start + domain[0] * (end - start), start + domain[1] * (end - start)


def _scale(stated: Mapping[str, Any], path: str, span: tuple[float, float]) -> Scale:
    kind = str(stated["type"])
    names = tuple(map(str, column(stated, "categoryarray", path))) if kind == "category" else ()
    unit = Scale(kind, 0, 1, 0, 1, names)
    try:
        low, high = map(unit.number, column(stated, "range", path))
    except (TypeError, ValueError) as error:
        raise Unsupported(f"{path}.range: {error}") from error
    if not (isfinite(low) and isfinite(high) and low != high):
        raise Unsupported(f"{path}.range: it covers nothing")
    return Scale(kind, low, high, *span, names)
