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

from dashboard.svg.schema import Unsupported, axis_specs, get, require, require_list

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d)?")
_EDGE_SHARE = 1e-4
"""A point this share of the range outside of it still counts as on its edge."""


@dataclass(frozen=True, slots=True)
class PlotArea:
    """The area inside the margins: pixels of its four sides."""

    left: float
    right: float
    top: float
    bottom: float

    def ends(self, letter: str) -> tuple[float, float]:
        """Return the pixels between which an axis runs: left to right for ``x``, bottom to top for ``y``."""
        return (self.left, self.right) if letter == "x" else (self.bottom, self.top)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear map: ``low`` and ``high`` (the range of an axis, as numbers) lie at pixels ``start`` and ``end``."""

    kind: str
    low: float
    high: float
    start: float
    end: float
    categories: tuple[str, ...] = ()

    def to_number(self, value: Any) -> float:
        """Turn a data value into a number: days, index of the category, or itself; raises ``ValueError``."""
        if self.kind == "date":
            return day_number(value)
        if isinstance(value, str):
            return self._category_index(value)
        return float(value)

    def number_to_pixel(self, number: float) -> float:
        """Return the pixel of a number."""
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)

    def pixel(self, value: Any) -> float:
        """Return the pixel of a data value."""
        return self.number_to_pixel(self.to_number(value))

    def pixels(self, values: Sequence[Any], path: str) -> list[float | None]:
        """Return the pixels of many values, in order; ``None`` for a gap. Raises ``Unsupported`` with ``path``."""
        factor = (self.end - self.start) / (self.high - self.low)
        offset, to_number = self.start - self.low * factor, day_number if self.kind == "date" else self.to_number
        try:
            pixels = [None if value is None else offset + factor * to_number(value) for value in values]
        except (TypeError, ValueError) as error:
            raise Unsupported(f"{path}: {error}") from error
        if not isfinite(sum(pixel for pixel in pixels if pixel is not None)):
            raise Unsupported(f"{path}: a value that is no finite number; a gap is None")
        return pixels

    def value(self, pixel: float) -> float | str:
        """Read the data value at a pixel: a number, the name of the nearest category, or the nearest day (ISO)."""
        number = self.low + (pixel - self.start) / (self.end - self.start) * (self.high - self.low)
        if self.kind == "date":
            return date.fromordinal(round(number)).isoformat()
        return self.categories[round(number)] if self.kind == "category" else number

    def contains(self, pixel: float, reach_px: float = 0) -> bool:
        """Tell whether a pixel lies within the range, with all that is ``reach_px`` around it."""
        slack = abs(self.end - self.start) * _EDGE_SHARE - reach_px
        return self.min_pixel - slack <= pixel <= self.max_pixel + slack

    @property
    def min_pixel(self) -> float:
        """The left end, or the top."""
        return min(self.start, self.end)

    @property
    def max_pixel(self) -> float:
        """The right end, or the bottom."""
        return max(self.start, self.end)

    def _category_index(self, name: str) -> float:
        if name not in self.categories:
            raise ValueError(f"{name!r} is not a category of the axis")
        return self.categories.index(name)


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its id as traces name it (``y2``), its path and keys in the figure, its scale, and the axis across."""

    id: str
    path: str
    spec: Mapping[str, Any]
    scale: Scale
    anchor: str

    @property
    def is_horizontal(self) -> bool:
        """Whether it is an x axis."""
        return self.id.startswith("x")

    @property
    def is_visible(self) -> bool:
        """Whether anything of it is drawn."""
        return bool(get(self.spec, "visible", default=True))

    @property
    def outward(self) -> int:
        """The direction away from the plot, on the side its labels are on: 1 for right and down, -1 for left and up."""
        side = get(self.spec, "side", "bottom" if self.is_horizontal else "left")
        return 1 if side in {"bottom", "right"} else -1


@dataclass(frozen=True, slots=True)
class Trace:
    """One trace of the figure with the scales of its two axes; ``x_id`` and ``y_id`` name them."""

    index: int
    spec: Mapping[str, Any]
    x_id: str
    y_id: str
    x: Scale
    y: Scale

    @property
    def path(self) -> str:
        """Where it stands in the figure."""
        return f"data[{self.index}]"

    @property
    def kind(self) -> str:
        """``scatter`` or ``bar``."""
        return str(self.spec["type"])


@lru_cache(maxsize=1 << 16)
def day_number(moment: str) -> float:
    """Turn ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SS`` into days, 1 January of the year 1 being day 1."""
    if not _MOMENT.fullmatch(moment):
        raise ValueError(f"{moment!r} is not YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS")
    stamp = datetime.fromisoformat(moment)
    return stamp.toordinal() + (stamp.hour * 3600 + stamp.minute * 60 + stamp.second) / 86400


def read_axes(layout: Mapping[str, Any], area: PlotArea) -> dict[str, Axis]:
    """Read every axis of the layout, by the id that traces use."""
    specs = axis_specs(layout)
    return {key.replace("axis", ""): _read_axis(key, specs, area) for key in specs}


def _read_axis(key: str, specs: Mapping[str, Mapping[str, Any]], area: PlotArea) -> Axis:
    spec, path, letter = specs[key], f"layout.{key}", key[0]
    # Plotly gives further axes the partner of the first trace that uses them; stating it is clearer.
    anchor = get(spec, "anchor", {"xaxis": "y", "yaxis": "x"}.get(key)) or require(spec, "anchor", path)
    if f"{anchor[0]}axis{anchor[1:]}" not in specs or anchor[0] == letter:
        raise Unsupported(f"{path}.anchor: {anchor!r} is not an axis across this one")
    start, end = area.ends(letter)
    first, last = get(spec, "domain", [0, 1])
    ends = start + first * (end - start), start + last * (end - start)
    return Axis(key.replace("axis", ""), path, spec, _read_scale(spec, path, ends), anchor)


def _read_scale(spec: Mapping[str, Any], path: str, ends: tuple[float, float]) -> Scale:
    kind = str(spec["type"])
    names = tuple(map(str, require_list(spec, "categoryarray", path))) if kind == "category" else ()
    unit = Scale(kind, 0, 1, 0, 1, names)
    try:
        low, high = map(unit.to_number, require_list(spec, "range", path))
    except (TypeError, ValueError) as error:
        raise Unsupported(f"{path}.range: {error}") from error
    if not (isfinite(low) and isfinite(high) and low != high):
        raise Unsupported(f"{path}.range: it covers nothing")
    return Scale(kind, low, high, *ends, names)
