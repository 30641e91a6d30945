"""Lines that stand in several plots of a figure, as grey lines of other places do: drawn once, and used again.

They would be most of the bytes of a picture of many panels.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, NamedTuple
from zlib import crc32

from dashboard.svg.markup import Point, polyline, reference
from dashboard.svg.scales import Trace
from dashboard.svg.schema import Unsupported, get, require_list

MIN_POINTS = 12
"""Points of a line below which a reference would save nothing."""
_LENGTH_DIGITS = 6
"""Decimals of a pixel to which two plots are of one size: what is left are errors of floating point."""
Shape = tuple[Any, ...]
"""What makes two lines look the same but for where their plots stand: their data and the scales of their plots."""


class Run(NamedTuple):
    """A part of a line without gaps: its data."""

    xs: tuple[Any, ...]
    ys: tuple[Any, ...]


@dataclass(frozen=True)
class RepeatedLines:
    """The ids of the lines that are drawn once, by their shapes, and their paths."""

    ids: Mapping[Shape, str] = field(default_factory=dict)
    definitions: str = ""

    def use(self, trace: Trace, run: Run) -> str:
        """Write the reference to a line of a trace; nothing where it is not one of these."""
        line_id = self.ids.get(_shape(trace, run)) if self.ids else None
        return reference(line_id, (trace.x.start, trace.y.start)) if line_id else ""


def find_repeated_lines(traces: Sequence[Trace], id_prefix: str) -> RepeatedLines:
    """Return the lines that stand in more than one plot."""
    if len({(trace.x_id, trace.y_id) for trace in traces}) < 2:
        return RepeatedLines()
    plots: dict[Shape, set[tuple[str, str]]] = {}
    lines: dict[Shape, tuple[Trace, Run]] = {}
    for trace in traces:
        for run in unbroken_runs(trace) if draws_line(trace) else ():
            if len(run.xs) >= MIN_POINTS:
                shape = _shape(trace, run)
                plots.setdefault(shape, set()).add((trace.x_id, trace.y_id))
                lines.setdefault(shape, (trace, run))
    alike = {shape: lines[shape] for shape, places in plots.items() if len(places) > 1}
    paths = {shape: path_data(at_origin(trace), run) for shape, (trace, run) in alike.items()}
    ids = {shape: f"{id_prefix}-{crc32(path.encode()):08x}" for shape, path in paths.items()}
    return RepeatedLines(ids, "".join(f'<path id="{ids[shape]}" d="{path}"/>' for shape, path in paths.items()))


def draws_line(trace: Trace) -> bool:
    """Tell whether a trace draws a line."""
    is_line = trace.kind == "scatter" and "lines" in trace.spec["mode"].split("+")
    return bool(is_line and get(get(trace.spec, "line", {}), "width", 2))


def unbroken_runs(trace: Trace) -> Iterator[Run]:
    """Split the data of a trace at its gaps."""
    xs, ys = (require_list(trace.spec, key, trace.path) for key in ("x", "y"))
    if len(xs) != len(ys):
        raise Unsupported(f"{trace.path}.y: {len(ys)} values for {len(xs)} of x")
    gaps = [index for index, pair in enumerate(zip(xs, ys, strict=True)) if None in pair]
    for before, after in pairwise([-1, *gaps, len(xs)]):
        if after - before > 1:
            yield Run(tuple(xs[before + 1 : after]), tuple(ys[before + 1 : after]))


def path_data(trace: Trace, run: Run) -> str:
    """Write a part of a line in path commands, with the corners of a stepped one."""
    xs, ys = trace.x.pixels(run.xs, f"{trace.path}.x"), trace.y.pixels(run.ys, f"{trace.path}.y")
    points = [(x, y) for x, y in zip(xs, ys, strict=True) if x is not None and y is not None]
    return polyline(_steps(points) if _is_stepped(trace) else points)


def at_origin(trace: Trace) -> Trace:
    """Return a trace as if its plot began at the origin."""
    scales = {name: replace(scale, start=0, end=scale.end - scale.start) for name, scale in _scales(trace)}
    return replace(trace, **scales)


def plot_shape(trace: Trace) -> Shape:
    """Return what makes equal data of two plots look the same: the ranges of the scales, and how long they are."""
    return tuple((scale.low, scale.high, round(scale.end - scale.start, _LENGTH_DIGITS)) for _, scale in _scales(trace))


def _shape(trace: Trace, run: Run) -> Shape:
    return (run, *plot_shape(trace), _is_stepped(trace))


def _scales(trace: Trace) -> Sequence[tuple[str, Any]]:
    return ("x", trace.x), ("y", trace.y)


def _is_stepped(trace: Trace) -> bool:
    return bool(get(get(trace.spec, "line", {}), "shape") == "hv")


def _steps(run: Sequence[Point]) -> Iterator[Point]:
    yield run[0]
    for (_, y), (next_x, next_y) in pairwise(run):
        yield next_x, y
        yield next_x, next_y
