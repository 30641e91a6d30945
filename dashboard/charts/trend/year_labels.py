"""The names of years at the ends of their lines, the newest first, where there is room."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.plotting import label_boxes, theme
from dashboard.plotting.label_boxes import Axes, Box
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.plotting.time_layout import scales_of

DISTANCE_PX, OVERHANG_PX = 7, 40
"""From the end of a line to its name, and how far that may reach into the margin on the right."""
Place = tuple[date, float]
"""A day on the axis, and an amount."""


def year_labels(
    ends: Mapping[int, Place],
    points: Mapping[int, Sequence[Place]],
    layout: Figure,
    newest_words: str,
    *,
    narrow: bool,
) -> list[Figure]:
    """Name the lines of years, which end at ``ends`` and go through ``points``; the newest is called ``newest_words``.

    A name that would lie over another, or over a line, is left out; that of the newest lies over as few as can be.
    """
    all_axes = [scale.axes for scale in scales_of(layout, narrow=narrow)]
    placed: list[Figure] = []
    for year in sorted(ends, reverse=True):
        is_newest = not placed
        words = _words(newest_words if is_newest else str(year), ends[year], is_newest=is_newest)
        spots = sorted(label_boxes.candidates(words, DISTANCE_PX), key=_is_beside, reverse=True)
        room = [spot for spot in spots if _has_room(spot, placed, all_axes)]
        crossings = {index: _count_crossings(spot, points, all_axes) for index, spot in enumerate(room)}
        best = min(crossings, key=crossings.__getitem__, default=None)
        if best is not None and (is_newest or not crossings[best]):
            placed.append(room[best])
    return placed


def _words(text: str, end: Place, *, is_newest: bool) -> Figure:
    day, value = end
    color = LIGHT["ink"] if is_newest else LIGHT["muted"]
    return {
        "x": day.isoformat(),
        "y": value,
        "xref": "x",
        "yref": "y",
        "text": text,
        "showarrow": False,
        "font": {"size": theme.FONT_SIZE_PX - (not is_newest), "color": color},
    }


def _is_beside(spot: Figure) -> bool:
    return bool(spot["xanchor"] == "left" and spot["yanchor"] == "middle")


def _has_room(spot: Figure, placed: Sequence[Figure], all_axes: Sequence[Axes]) -> bool:
    for axes in all_axes:
        box = label_boxes.annotation_box(spot, axes)
        others = (label_boxes.annotation_box(other, axes) for other in placed)
        if not axes.holds(box, OVERHANG_PX) or any(map(box.overlaps, others)):
            return False
    return True


def _count_crossings(spot: Figure, points: Mapping[int, Sequence[Place]], all_axes: Sequence[Axes]) -> int:
    """Count the sizes of the chart in which a line runs through words."""
    boxes = ((label_boxes.annotation_box(spot, axes), axes) for axes in all_axes)
    return sum(any(_crosses(box, line, axes) for line in points.values()) for box, axes in boxes)


def _crosses(box: Box, line: Sequence[Place], axes: Axes) -> bool:
    return box.is_crossed_by([axes.point(day, value) for day, value in line])
