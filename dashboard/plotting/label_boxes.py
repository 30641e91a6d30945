"""Where words fit on a chart over time: beside a point, clear of the lines, of other words and of marks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dashboard.plotting import theme
from dashboard.plotting.theme import Figure
from dashboard.svg.text_width import markup_width_px

Point = tuple[float, float]
"""Pixels from the left and from the foot of the axes."""
LINE_HEIGHT_EM = 1.3
"""Height of a line of words, in sizes of the type."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the left and from the foot of the axes."""

    left: float
    right: float
    bottom: float
    top: float

    def overlaps(self, other: "Box") -> bool:
        """Tell whether both cover a place."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def is_crossed_by(self, line: Sequence[Point]) -> bool:
        """Tell whether a line, from point to point in order of their days, runs through it."""
        return any(self._is_crossed_between(start, stop) for start, stop in pairwise(line))

    def _is_crossed_between(self, start: Point, stop: Point) -> bool:
        if stop[0] <= self.left or start[0] >= self.right or start[0] == stop[0]:
            return False
        slope = (stop[1] - start[1]) / (stop[0] - start[0])
        ends = [start[1] + slope * (min(max(x, start[0]), stop[0]) - start[0]) for x in (self.left, self.right)]
        return min(ends) < self.top and max(ends) > self.bottom


@dataclass(frozen=True)
class Axes:
    """The axes of days and amounts of a chart in pixels: what they cover, and how wide and high they are."""

    first: date
    last: date
    high: float
    width_px: float
    height_px: float

    def point(self, day: date, amount: float) -> Point:
        """Return where a value stands."""
        return (day - self.first) / (self.last - self.first) * self.width_px, amount / self.high * self.height_px

    def day_at(self, x: float) -> date:
        """Return the day that is so many pixels from the left, also beyond the ends."""
        return self.first + (self.last - self.first) * (x / self.width_px)

    def holds(self, box: Box, overhang_px: float = 0) -> bool:
        """Tell whether a box lies within the axes, or reaches so many pixels beyond the last day at most."""
        return (
            box.left >= 0 and box.right <= self.width_px + overhang_px and box.bottom >= 0 and box.top <= self.height_px
        )


def axes_of_layout(layout: Figure, size_px: tuple[int, int], ratio: float = 1.0) -> Axes:
    """Return the axes of a layout that is drawn ``ratio`` times as wide and high as ``size_px``."""
    margin, across, up = layout["margin"], layout["xaxis"], layout["yaxis"]
    low, top = up["domain"]
    height_px = ratio * size_px[1] - margin["t"] - margin["b"]
    return Axes(
        first=date.fromisoformat(across["range"][0]),
        last=date.fromisoformat(across["range"][1]),
        high=up["range"][1],
        width_px=ratio * size_px[0] - margin["l"] - margin["r"],
        height_px=height_px * (top - low),
    )


def annotation_box(annotation: Figure, axes: Axes) -> Box:
    """Return what the words of an annotation cover that stands at a day and an amount."""
    font_size = annotation.get("font", {}).get("size", theme.FONT_SIZE_PX)
    lines = annotation["text"].count("<br>") + 1
    width, height = markup_width_px(annotation["text"], font_size), lines * LINE_HEIGHT_EM * font_size
    x, y = axes.point(date.fromisoformat(annotation["x"]), annotation["y"])
    x, y = x + annotation.get("xshift", 0), y + annotation.get("yshift", 0)
    left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[annotation["xanchor"]] * width
    bottom = y - {"bottom": 0.0, "middle": 0.5, "top": 1.0}[annotation["yanchor"]] * height
    return Box(left, left + width, bottom, bottom + height)


def on_values(annotations: Iterable[Figure]) -> list[Figure]:
    """Return the annotations that stand at an amount, not outside the plot."""
    return [annotation for annotation in annotations if annotation["yref"] == "y"]


def candidates(annotation: Figure, radius_px: int) -> Iterator[Figure]:
    """Yield the same words above a mark of a radius in pixels, below it, at its sides, and further away."""
    spots: Sequence[Figure] = (
        {"xanchor": "center", "yanchor": "bottom", "xshift": 0, "yshift": radius_px},
        {"xanchor": "center", "yanchor": "top", "xshift": 0, "yshift": -radius_px},
        {"xanchor": "left", "yanchor": "middle", "xshift": radius_px + 2, "yshift": 0},
        {"xanchor": "right", "yanchor": "middle", "xshift": -radius_px - 2, "yshift": 0},
        {"xanchor": "left", "yanchor": "bottom", "xshift": radius_px - 2, "yshift": radius_px - 4},
        {"xanchor": "right", "yanchor": "bottom", "xshift": 2 - radius_px, "yshift": radius_px - 4},
        {"xanchor": "left", "yanchor": "top", "xshift": radius_px - 2, "yshift": 4 - radius_px},
        {"xanchor": "right", "yanchor": "top", "xshift": 2 - radius_px, "yshift": 4 - radius_px},
        {"xanchor": "right", "yanchor": "bottom", "xshift": radius_px - 2, "yshift": radius_px},
        {"xanchor": "right", "yanchor": "top", "xshift": radius_px - 2, "yshift": -radius_px},
        {"xanchor": "left", "yanchor": "bottom", "xshift": 2 - radius_px, "yshift": radius_px},
        {"xanchor": "left", "yanchor": "top", "xshift": 2 - radius_px, "yshift": -radius_px},
        {"xanchor": "center", "yanchor": "bottom", "xshift": 0, "yshift": 2 * radius_px},
        {"xanchor": "center", "yanchor": "top", "xshift": 0, "yshift": -2 * radius_px},
        {"xanchor": "right", "yanchor": "top", "xshift": radius_px - 2, "yshift": -2 * radius_px},
        {"xanchor": "right", "yanchor": "bottom", "xshift": radius_px - 2, "yshift": 2 * radius_px},
    )
    for spot in spots:
        yield annotation | spot
