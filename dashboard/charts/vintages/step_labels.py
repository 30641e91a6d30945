"""The words on a line of steps: at its first and its last value, and at those between where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dashboard.charts.vintages import truncated_axis
from dashboard.plotting.theme import Figure


@dataclass(frozen=True)
class Step:
    """A value, the day from which it stood, and how it is written."""

    day: date
    value: float
    text: str


@dataclass(frozen=True)
class LabelBox:
    """Words at a day: to which side of it, above or below the steps, and the days that they cover."""

    day: date
    horizontal: str
    vertical: str
    start: date
    stop: date

    def overlaps(self, other: "LabelBox") -> bool:
        """Tell whether two boxes cover the same days on the same side."""
        return self.vertical == other.vertical and self.start < other.stop and other.start < self.stop


def step_annotations(
    path: Sequence[Step], first: str, last: str, end: date, covered: tuple[date, date], *, narrow: bool
) -> list[Figure]:
    """Place the ``first`` words at the first step and the ``last`` where the line ends, and values between.

    The line ends with the day ``end`` of an axis that covers the days ``covered``, ``narrow`` on a phone. At the ends,
    words stand away from the steps between them: below and above those that rise. A value that stands alone has its
    words above it.
    """
    width = covered[1] - covered[0]
    falls = path[-1].value < path[0].value or len(path) == 1
    down, up = ("top", "bottom") if falls else ("bottom", "top")
    early = path[0].day - covered[0] < width / 2
    reach = truncated_axis.text_width_ratio(first, narrow=narrow) * width
    ends = [(_label_box(path[0].day, "right" if early else "left", down, reach), first)]
    if len(path) > 1:
        reach = truncated_axis.text_width_ratio(last, narrow=narrow) * width
        early = end - covered[0] < min(reach, width / 2)
        ends.append((_label_box(end, "right" if early else "left", up, reach), last))
    between = _intermediate_annotations(path, [box for box, _ in ends], covered, narrow=narrow)
    return [_box_annotation(path, end, box, text) for box, text in ends] + between


def _label_box(day: date, across: str, side: str, reach: timedelta) -> LabelBox:
    return LabelBox(day, across, side, day - (across == "left") * reach, day + (across == "right") * reach)


def _box_annotation(path: Sequence[Step], end: date, box: LabelBox, text: str) -> Figure:
    """Place words above the highest or below the lowest value that stood in their days."""
    spans = zip(path, [*(step.day for step in path[1:]), end], strict=True)
    near = [step.value for step, until in spans if step.day <= box.stop and until >= box.start]
    return truncated_axis.panel_annotation(
        box.day, max(near) if box.vertical == "top" else min(near), text, (box.horizontal, box.vertical)
    )


def _intermediate_annotations(
    path: Sequence[Step], taken: Sequence[LabelBox], covered: tuple[date, date], *, narrow: bool
) -> list[Figure]:
    """Place the values after the changes in between at their steps: above where they grew.

    Clear of what is ``taken``, of each other, of the steps beside them, and of the words at the axis.
    """
    annotations, boxes = [], list(taken)
    for before, step in list(pairwise(path))[:-1]:
        half = truncated_axis.text_width_ratio(step.text, narrow=narrow) / 2 * (covered[1] - covered[0])
        side = "top" if step.value > before.value else "bottom"
        own = LabelBox(step.day, "center", side, step.day - half, step.day + half)
        beside = [other.value for other in path if abs(other.day - step.day) <= half]
        clear = own.start >= covered[0] and step.value == (max(beside) if side == "top" else min(beside))
        if step.value != before.value and clear and not any(own.overlaps(other) for other in boxes):
            annotations.append(
                truncated_axis.panel_annotation(step.day, step.value, step.text, ("center", side), "muted")
            )
            boxes.append(own)
    return annotations
