"""Plotly figure → SVG with no browser, in about a millisecond.

A chart is drawn once, as a plain Plotly figure ``{"data": [...], "layout": {...}}`` of the subset that ``schema``
lists. ``render`` writes it as a standalone ``<svg>`` that looks as Plotly draws it in the page: lengths are pixels, and
marks agree within one. So the same figure is readable before any script, and in print, embeds and pictures.

Each trace is a ``<g data-trace="its index">`` that holds nothing but its marks, at positions that ``scales`` maps
back to data: a test can read the numbers off a picture.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from dashboard.svg import axes, bars, scatter, shapes
from dashboard.svg.markup import FAMILY, Font, Pen, attributes, escape, group
from dashboard.svg.scales import Axis, Frame, Scale, axes_by_id
from dashboard.svg.scatter import Trace
from dashboard.svg.schema import Unsupported, check, given

__all__ = ["Scale", "Unsupported", "render", "scales"]

_LAYERS = ("heatmap", "bar", "scatter")
"""Of the traces on one pair of axes, which kind lies under which."""
_CLEAR = {"transparent", "rgba(0,0,0,0)", "rgba(0, 0, 0, 0)"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A figure, read: its layout, size in pixels, plot area, axes, traces in drawing order, and its colours."""

    layout: Mapping[str, Any]
    size: tuple[int, int]
    frame: Frame
    axes: Mapping[str, Axis]
    traces: Sequence[Trace]
    pen: Pen
    ids: str

    @property
    def subplots(self) -> list[tuple[str, str]]:
        """The pairs of axes that traces use."""
        return list(dict.fromkeys((trace.x_id, trace.y_id) for trace in self.traces))

    @property
    def used_axes(self) -> list[Axis]:
        """The axes that traces use; Plotly draws no other either."""
        return [self.axes[one] for one in sorted({one for pair in self.subplots for one in pair}, key=_order)]

    def across(self, axis: Axis) -> list[Axis]:
        """The axes across an axis that its grid lines run over, without those laid over another one."""
        there = (y if x == axis.id else x for x, y in self.subplots if axis.id in {x, y})
        return [self.axes[one] for one in dict.fromkeys(there) if not self.axes[one].overlays]

    def place(self, ref: str, path: str) -> Scale:
        """The scale of a reference: an axis, ``paper``, or the ``domain`` of an axis."""
        letter, name = path.rpartition(".")[2][0], ref.removesuffix(" domain")
        if ref == "paper":
            return Scale("linear", 0, 1, *self.frame.span(letter))
        if name not in self.axes or name[0] != letter:
            raise Unsupported(f"{path}: {ref!r} is not one of the {letter} axes")
        scale = self.axes[name].scale
        return scale if name == ref else Scale("linear", 0, 1, scale.start, scale.end)

    def clip(self, x: str, y: str) -> str:
        """The reference to the clip path of a pair of axes; a name that is no axis does not clip on its side."""
        return f"url(#{self.ids}-{x}{y})"


def render(
    figure: Mapping[str, Any],
    *,
    width: int,
    height: int,
    paint: Callable[[str], str] | None = None,
    title: str,
    description: str = "",
) -> str:
    """The figure as a standalone ``<svg>`` of ``width`` × ``height`` pixels.

    ``title`` and ``description`` are what a screen reader says. ``paint`` maps each colour of the figure to what is
    written for it, so that a page can follow light and dark by CSS: ``lambda color: f"var(--ink, {color})"``.
    Raises ``Unsupported`` with the path of what the subset does not hold.
    """
    sheet = _sheet(figure, (width, height), paint or str, title + description)
    body = "".join([
        _backgrounds(sheet),
        _shapes(sheet, "below"),
        _grid(sheet),
        "".join(_trace(trace, sheet) for trace in sheet.traces),
        _furniture(sheet),
        _shapes(sheet, "above"),
        _annotations(sheet),
    ])  # fmt: skip
    box = attributes(viewBox=f"0 0 {width} {height}", width=width, height=height)
    label = f' role="img" aria-labelledby="{sheet.ids}-t {sheet.ids}-d"' if description else ""
    label = label or f' role="img" aria-labelledby="{sheet.ids}-t"'
    spoken = f'<title id="{sheet.ids}-t">{escape(title)}</title>'
    spoken += f'<desc id="{sheet.ids}-d">{escape(description)}</desc>' if description else ""
    family = attributes(font_family=FAMILY)
    return f'<svg xmlns="http://www.w3.org/2000/svg"{box}{label}{family}>{spoken}{_clips(sheet)}{body}</svg>'


def scales(figure: Mapping[str, Any], *, width: int, height: int) -> dict[str, Scale]:
    """The scale of every axis by its id in traces (``x``, ``y2``), as ``render`` uses it at that size."""
    check(figure)
    layout = figure["layout"]
    return {name: axis.scale for name, axis in axes_by_id(layout, _frame(layout, width, height)).items()}


def _sheet(figure: Mapping[str, Any], size: tuple[int, int], paint: Callable[[str], str], spoken: str) -> _Sheet:
    check(figure)
    layout = figure["layout"]
    frame = _frame(layout, *size)
    found = axes_by_id(layout, frame)
    own = given(layout, "font", {})
    pen = Pen(paint, Font(given(own, "size", 12), given(own, "color", "#444")))
    # Ids are shared by a whole page: two charts may only meet in one if their clip paths and texts are the same.
    ids = f"fig-{crc32(repr((size, spoken, layout)).encode()):08x}"
    return _Sheet(layout, size, frame, found, _traces(figure["data"], found), pen, ids)


def _frame(layout: Mapping[str, Any], width: int, height: int) -> Frame:
    margin = given(layout, "margin", {})
    left, right = given(margin, "l", 80), width - given(margin, "r", 80)
    top, bottom = given(margin, "t", 100), height - given(margin, "b", 80)
    if left >= right or top >= bottom:
        raise Unsupported(f"layout.margin: leaves no plot in {width} × {height}")
    return Frame(left, right, top, bottom)


def _traces(data: Sequence[Mapping[str, Any]], found: Mapping[str, Axis]) -> list[Trace]:
    """The visible traces, in the order in which Plotly paints them: by pair of axes, then by kind."""
    traces = []
    for index, stated in enumerate(data):
        x, y = given(stated, "xaxis", "x"), given(stated, "yaxis", "y")
        for key, name in (("xaxis", x), ("yaxis", y)):
            if name not in found or name[0] != key[0]:
                raise Unsupported(f"data[{index}].{key}: {name!r} is not an axis of the layout")
        if given(stated, "visible", default=True):
            traces.append(Trace(index, stated, x, y, found[x].scale, found[y].scale))
    return sorted(traces, key=lambda one: (_order(one.x_id), _order(one.y_id), _LAYERS.index(one.kind)))


def _order(axis_id: str) -> tuple[str, int]:
    return axis_id[0], int(axis_id[1:] or 1)


def _backgrounds(sheet: _Sheet) -> str:
    paper, plot = given(sheet.layout, "paper_bgcolor", "#fff"), given(sheet.layout, "plot_bgcolor", "#fff")
    boxes = [] if paper in _CLEAR else [attributes(**_size(*sheet.size), fill=sheet.pen.paint(paper))]
    if plot not in _CLEAR | {paper}:
        boxes += [
            attributes(**_box(sheet, x, y), fill=sheet.pen.paint(plot))
            for x, y in sheet.subplots
            if not (sheet.axes[x].overlays or sheet.axes[y].overlays)
        ]
    return "".join(f"<rect{box}/>" for box in boxes)


def _clips(sheet: _Sheet) -> str:
    pairs = {*sheet.subplots, *map(_shape_axes, given(sheet.layout, "shapes", []))}
    clips = (
        f'<clipPath id="{sheet.ids}-{x}{y}"><rect{attributes(**_box(sheet, x, y))}/></clipPath>'
        for x, y in sorted(pairs - {("", "")})
    )
    return f"<defs>{''.join(clips)}</defs>"


def _box(sheet: _Sheet, x: str, y: str) -> dict[str, float]:
    """The rectangle of a pair of axes; without an axis on a side, the picture's whole length there."""
    width, height = sheet.size
    left, right = (sheet.axes[x].scale.first, sheet.axes[x].scale.last) if x else (0, width)
    top, bottom = (sheet.axes[y].scale.first, sheet.axes[y].scale.last) if y else (0, height)
    return {"x": left, "y": top, **_size(right - left, bottom - top)}


def _size(width: float, height: float) -> dict[str, float]:
    return {"width": width, "height": height}


def _grid(sheet: _Sheet) -> str:
    drawn = [(axis, sheet.across(axis)) for axis in sheet.used_axes]
    lines = [axes.grid(axis, across, sheet.pen) for axis, across in drawn]
    return "".join(lines + [axes.zero_line(axis, across, sheet.pen) for axis, across in drawn])


def _furniture(sheet: _Sheet) -> str:
    return "".join(axes.furniture(axis, sheet.axes[axis.anchor].scale, sheet.pen) for axis in sheet.used_axes)


def _trace(trace: Trace, sheet: _Sheet) -> str:
    """One trace as a group. Marks that may stick out of the plot are not clipped; its lines and bands always are."""
    clip, pen = sheet.clip(trace.x_id, trace.y_id), sheet.pen
    inside, outside = "", ""
    if trace.kind == "scatter":
        inside = scatter.band(trace, _before(trace, sheet.traces), pen) + scatter.lines(trace, pen)
        outside = scatter.markers(trace, pen) + scatter.texts(trace, pen)
    elif trace.kind == "bar":
        every = [one for one in sheet.traces if one.kind == "bar" and (one.x_id, one.y_id) == (trace.x_id, trace.y_id)]
        inside = _bars(trace, every, sheet)
    else:
        inside = bars.heatmap(trace, pen)
    if given(trace.stated, "cliponaxis", default=True):
        inside, outside = inside + outside, ""
    content = group(inside, clip_path=clip) + outside
    return f'<g data-trace="{trace.index}"{attributes(opacity=given(trace.stated, "opacity"))}>{content}</g>'


def _before(trace: Trace, traces: Iterable[Trace]) -> Trace | None:
    """The trace that ``tonexty`` fills down to: the one before it on the same axes."""
    same = [one for one in traces if one.index < trace.index and (one.x_id, one.y_id) == (trace.x_id, trace.y_id)]
    return max(same, key=lambda one: one.index, default=None)


def _bars(trace: Trace, every: Sequence[Trace], sheet: _Sheet) -> str:
    mode = given(sheet.layout, "barmode", "overlay" if len(every) == 1 else None)
    if mode is None:
        raise Unsupported("layout.barmode: has to be stated for several bar traces")
    return bars.bars(trace, every, mode, given(sheet.layout, "bargap", 0.2), sheet.pen)


def _shape_axes(shape: Mapping[str, Any]) -> tuple[str, str]:
    """The axes that cut a shape off; one placed on the paper or on a domain is not cut there."""
    x, y = (ref if ref != "paper" and not ref.endswith(" domain") else "" for ref in (shape["xref"], shape["yref"]))
    return x, y


def _shapes(sheet: _Sheet, layer: str) -> str:
    drawn = []
    for index, stated in enumerate(given(sheet.layout, "shapes", [])):
        if given(stated, "layer", "above") == layer:
            x, y = _shape_axes(stated)
            content = shapes.shape(stated, f"layout.shapes[{index}]", sheet.place, sheet.pen)
            drawn.append(group(content, clip_path=sheet.clip(x, y) if x or y else None))
    return "".join(drawn)


def _annotations(sheet: _Sheet) -> str:
    return "".join(
        shapes.annotation(stated, f"layout.annotations[{index}]", sheet.place, sheet.pen)
        for index, stated in enumerate(given(sheet.layout, "annotations", []))
    )
