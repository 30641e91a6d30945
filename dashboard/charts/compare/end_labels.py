"""The names at the ends of lines: beside their lines, pushed apart where they would overlap, then with a leader."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from dashboard.plotting.theme import LIGHT, Figure
from dashboard.svg.text_width import markup_width_px

LINE_HEIGHT_EM = 1.3
"""From one line of a name to the next, in sizes of the type."""
NAME_PADDING_PX = 8
"""Pixels free right of the names."""
MAX_SHIFT_WITHOUT_LEADER_PX = 3
"""A name that stands no more pixels than this from its line needs no leader."""


@dataclass(frozen=True)
class EndLabel:
    """The end of a line: where it is, and the lines of its name in its color."""

    day: date
    value: float
    lines: Sequence[str]
    color: str


def labels_width_px(ends: Sequence[EndLabel], size: int) -> int:
    """Return the pixels that the names take beside the axes, in type of that size."""
    widths = (markup_width_px(line, size) for end in ends for line in end.lines)
    return math.ceil(max(widths, default=0)) + NAME_PADDING_PX


def end_labels_layout(
    ends: Sequence[EndLabel], *, size: int, last: date, edge: date, top: float, high: float
) -> Figure:
    """Lay out the names as annotations right of the axes, and their leaders as shapes: a part of a layout.

    ``size`` is that of the type in pixels. The newest day of any line is ``last``; the axes run on to the day ``edge``
    and up from 0 to the value ``top``, and are ``high`` pixels high.
    """
    wanted, line = [high * end.value / top for end in ends], LINE_HEIGHT_EM * size
    placed = spread_boxes(wanted, [line * len(end.lines) for end in ends], -line / 2, high)
    spots = list(zip(ends, wanted, placed, strict=True))
    return {
        "annotations": [_label_annotation(end, size, place - want) for end, want, place in spots],
        "shapes": [
            _leader_line(end, edge, place * top / high)
            for end, want, place in spots
            if abs(place - want) > MAX_SHIFT_WITHOUT_LEADER_PX or end.day < last
        ],
    }


def _label_annotation(end: EndLabel, size: int, shift: float) -> Figure:
    return {
        "text": "<br>".join(end.lines),
        "x": 1,
        "y": end.value,
        "xref": "x domain",
        "yref": "y",
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "yshift": round(shift, 1),
        "showarrow": False,
        "font": {"size": size, "color": end.color},
    }


def _leader_line(end: EndLabel, edge: date, amount: float) -> Figure:
    return {
        "type": "line",
        "x0": end.day.isoformat(),
        "x1": edge.isoformat(),
        "y0": end.value,
        "y1": amount,
        "xref": "x",
        "yref": "y",
        "line": {"color": LIGHT["absent"], "width": 0.75},
        "layer": "below",
    }


def spread_boxes(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move boxes apart so that none overlap, each as little as possible, and return their middles in the order given.

    All lengths are in one unit; boxes are ``sizes`` long and lie between ``low`` and ``high``. Where they do not fit,
    those at the high end stick out. Example: two boxes of 10 both wanted at 50 are placed at 45 and 55.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    steps = [(sizes[lower] + sizes[upper]) / 2 for lower, upper in pairwise(order)]
    packed = list(accumulate(steps, initial=sizes[order[0]] / 2)) if order else []
    eased = _isotonic([wanted[index] - middle for index, middle in zip(order, packed, strict=True)])
    room = max(low, high - sum(sizes))
    placed = {
        index: min(max(start, low), room) + middle for index, start, middle in zip(order, eased, packed, strict=True)
    }
    return [placed[index] for index in range(len(wanted))]


def _isotonic(values: Sequence[float]) -> list[float]:
    """Return the nearest values that never fall (isotonic regression).

    Pool adjacent violators: neighbours that fall are replaced by their mean, until none do. Example: 1, 3, 2 gives
    1, 2.5, 2.5."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
