"""Plotly figure → SVG with no browser, in about a millisecond.

A chart is drawn once, as a plain Plotly figure ``{"data": [...], "layout": {...}}`` of the subset that ``schema``
lists. ``render`` writes it as a standalone ``<svg>`` that looks as Plotly draws it in the page: lengths are pixels, and
marks agree within one. So the same figure is readable before any script, and in print, embeds and pictures.

Each trace is a ``<g data-trace="its index">`` that holds nothing but its marks, at positions that ``scales`` maps
back to data: a test can read the numbers off a picture.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from dashboard.svg import axes, bars, scatter, shapes
from dashboard.svg.markup import FONT_FAMILY, Font, Style, attributes, escape, group, paint_alike
from dashboard.svg.repeated_lines import RepeatedLines, find_repeated_lines
from dashboard.svg.repeated_marks import RepeatedMarks, find_repeated_marks
from dashboard.svg.scales import Axis, PlotArea, Scale, Trace, read_axes
from dashboard.svg.schema import BACKGROUND, Unsupported, check, get

__all__ = ["Scale", "Unsupported", "render", "render_in_page", "scales"]

_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
_LINK_NAMESPACE = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
_MITER_LIMIT = 2
"""How far the corner of a line may stick out, in widths of it: Plotly's; right angles stay whole."""
_PAINT_ORDER = ("bar", "scatter")
"""Of the traces on one pair of axes, which kind lies under which: Plotly's order, whatever that of the figure."""
_DOMAIN = " domain"
"""What the reference of a shape or a text ends with that is placed by shares of an axis instead of its numbers."""


@dataclass(frozen=True, slots=True)
class _Canvas:
    """A figure, read: its layout, size in pixels, axes, traces in drawing order, style, and the prefix of its ids.

    ``lines`` and ``marks`` are those that are drawn once for several plots.
    """

    layout: Mapping[str, Any]
    size: tuple[int, int]
    axes: Mapping[str, Axis]
    traces: Sequence[Trace]
    style: Style
    id_prefix: str
    lines: RepeatedLines
    marks: RepeatedMarks

    @property
    def subplots(self) -> list[tuple[str, str]]:
        """The pairs of axes that traces use."""
        return list(dict.fromkeys((trace.x_id, trace.y_id) for trace in self.traces))

    @property
    def used_axes(self) -> list[Axis]:
        """The axes that traces use; Plotly draws no other either."""
        return [self.axes[id_] for id_ in sorted({id_ for pair in self.subplots for id_ in pair}, key=_axis_order)]

    def across(self, axis: Axis) -> list[Axis]:
        """Return the axes across an axis, which its grid lines run over."""
        ids = (y if x == axis.id else x for x, y in self.subplots if axis.id in {x, y})
        return [self.axes[id_] for id_ in dict.fromkeys(ids)]

    def scale_of(self, ref: str, path: str) -> Scale:
        """Return the scale of a reference: an axis, or the ``domain`` of an axis from 0 to 1."""
        letter, axis_id = path.rpartition(".")[2][0], ref.removesuffix(_DOMAIN)
        if axis_id not in self.axes or axis_id[0] != letter:
            raise Unsupported(f"{path}: {ref!r} is not one of the {letter} axes")
        scale = self.axes[axis_id].scale
        return scale if axis_id == ref else Scale("linear", 0, 1, scale.start, scale.end)

    def clip(self, x: str, y: str) -> str:
        """Return the reference to the clip path of a pair of axes; an empty id does not clip on its side."""
        return f"url(#{self.id_prefix}-{x}{y})"


def render(
    figure: Mapping[str, Any],
    *,
    width: int,
    height: int,
    color_fn: Callable[[str], str] | None = None,
    title: str,
    description: str = "",
) -> str:
    """Write the figure as a standalone ``<svg>`` of ``width`` × ``height`` pixels.

    ``title`` and ``description`` are what a screen reader says. ``color_fn`` maps each color of the figure to what is
    written for it, so that a page can follow light and dark by CSS: ``lambda color: f"var(--ink, {color})"``.
    Raises ``Unsupported`` with the path of what the subset does not hold.
    """
    canvas = _read(figure, (width, height), color_fn or str, title + description)
    parts = {f"{canvas.id_prefix}-t": ("title", title), f"{canvas.id_prefix}-d": ("desc", description)}
    words = {part_id: f'<{tag} id="{part_id}">{escape(text)}</{tag}>' for part_id, (tag, text) in parts.items() if text}
    return _write(canvas, " ".join(words), "".join(words.values()))


def render_in_page(
    figure: Mapping[str, Any], *, width: int, height: int, color_fn: Callable[[str], str], labelled_by: str
) -> str:
    """Write the figure for a page that has its words beside it: ``labelled_by`` are the ids where they stand."""
    return _write(_read(figure, (width, height), color_fn, labelled_by), labelled_by, "")


def _write(canvas: _Canvas, labelled_by: str, words: str) -> str:
    width, height = canvas.size
    content = "".join([
        _background(canvas),
        _shapes(canvas),
        _grid(canvas),
        "".join(_trace(trace, canvas) for trace in canvas.traces),
        _axis_lines_and_labels(canvas),
        _annotations(canvas),
    ])  # fmt: skip
    box = attributes(viewBox=f"0 0 {width} {height}", width=width, height=height)
    label = attributes(role="img", aria_labelledby=labelled_by or None, font_family=FONT_FAMILY)
    corners = attributes(stroke_miterlimit=_MITER_LIMIT)
    names = _NAMESPACE + (_LINK_NAMESPACE if "<use " in content else "")
    return f"<svg{names}{box}{label}{corners}>{words}{_clips(canvas)}{content}</svg>"


def scales(figure: Mapping[str, Any], *, width: int, height: int) -> dict[str, Scale]:
    """Return the scale of every axis by its id in traces (``x``, ``y2``), as ``render`` uses it at that size."""
    check(figure)
    layout = figure["layout"]
    return {axis_id: axis.scale for axis_id, axis in read_axes(layout, _plot_area(layout, width, height)).items()}


def _read(figure: Mapping[str, Any], size: tuple[int, int], color_fn: Callable[[str], str], words: str) -> _Canvas:
    check(figure)
    layout = figure["layout"]
    axes_by_id = read_axes(layout, _plot_area(layout, *size))
    font = get(layout, "font", {})
    style = Style(color_fn, Font(get(font, "size", 12), get(font, "color", "#444")))
    traces = _read_traces(figure["data"], axes_by_id)
    _require_barmode(layout, traces)
    # Ids are shared by a whole page: two charts may only meet in one if their clip paths and texts are the same.
    id_prefix = f"fig-{crc32(repr((size, words, layout)).encode()):08x}"
    repeated = find_repeated_lines(traces, id_prefix), find_repeated_marks(traces, style, id_prefix)
    return _Canvas(layout, size, axes_by_id, traces, style, id_prefix, *repeated)


def _plot_area(layout: Mapping[str, Any], width: int, height: int) -> PlotArea:
    margin = get(layout, "margin", {})
    left, right = get(margin, "l", 80), width - get(margin, "r", 80)
    top, bottom = get(margin, "t", 100), height - get(margin, "b", 80)
    if left >= right or top >= bottom:
        raise Unsupported(f"layout.margin: leaves no plot in {width} × {height}")
    return PlotArea(left, right, top, bottom)


def _read_traces(data: Sequence[Mapping[str, Any]], axes_by_id: Mapping[str, Axis]) -> list[Trace]:
    """Return the traces in the order in which Plotly paints them: by pair of axes, then by kind."""
    traces = []
    for index, spec in enumerate(data):
        x, y = get(spec, "xaxis", "x"), get(spec, "yaxis", "y")
        for key, axis_id in (("xaxis", x), ("yaxis", y)):
            if axis_id not in axes_by_id or axis_id[0] != key[0]:
                raise Unsupported(f"data[{index}].{key}: {axis_id!r} is not an axis of the layout")
        traces.append(Trace(index, spec, x, y, axes_by_id[x].scale, axes_by_id[y].scale))
    return sorted(
        traces,
        key=lambda trace: (_axis_order(trace.x_id), _axis_order(trace.y_id), _PAINT_ORDER.index(trace.kind)),
    )


def _axis_order(axis_id: str) -> tuple[str, int]:
    return axis_id[0], int(axis_id[1:] or 1)


def _require_barmode(layout: Mapping[str, Any], traces: Sequence[Trace]) -> None:
    """Refuse several bar traces on the same axes that do not say ``overlay``: Plotly would put them side by side."""
    pairs = [(trace.x_id, trace.y_id) for trace in traces if trace.kind == "bar"]
    if len(pairs) > len(set(pairs)) and get(layout, "barmode") is None:
        raise Unsupported("layout.barmode: has to be stated for several bar traces")


def _background(canvas: _Canvas) -> str:
    width, height = canvas.size
    fill = canvas.style.color_fn(get(canvas.layout, "paper_bgcolor", BACKGROUND))
    return f"<rect{attributes(width=width, height=height, fill=fill)}/>"


def _clips(canvas: _Canvas) -> str:
    pairs = {*canvas.subplots, *map(_clipping_axes, get(canvas.layout, "shapes", []))} - {("", "")}
    clips = (
        f'<clipPath id="{canvas.id_prefix}-{x}{y}"><rect{attributes(**_box(canvas, x, y))}/></clipPath>'
        for x, y in sorted(pairs)
    )
    return f"<defs>{''.join(clips)}{canvas.lines.definitions}{canvas.marks.definitions}</defs>"


def _box(canvas: _Canvas, x: str, y: str) -> dict[str, float]:
    """Return the rectangle of a pair of axes; without an axis on a side, the picture's whole length there."""
    width, height = canvas.size
    left, right = (canvas.axes[x].scale.min_pixel, canvas.axes[x].scale.max_pixel) if x else (0, width)
    top, bottom = (canvas.axes[y].scale.min_pixel, canvas.axes[y].scale.max_pixel) if y else (0, height)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _grid(canvas: _Canvas) -> str:
    pairs = [(axis, canvas.across(axis)) for axis in canvas.used_axes]
    lines = [axes.grid(axis, across, canvas.style) for axis, across in pairs]
    return "".join(lines + [axes.zero_line(axis, across, canvas.style) for axis, across in pairs])


def _axis_lines_and_labels(canvas: _Canvas) -> str:
    return "".join(
        axes.axis_line_and_labels(axis, canvas.axes[axis.anchor].scale, canvas.style) for axis in canvas.used_axes
    )


def _trace(trace: Trace, canvas: _Canvas) -> str:
    """Draw a trace as a group. Markers and texts that may stick out of the plot are not cut; lines and bars are."""
    style, inside, outside = canvas.style, "", ""
    if trace.kind == "bar":
        inside = bars.bars(trace, style)
    else:
        inside = scatter.lines(trace, style, canvas.lines)
        marks = canvas.marks.use(trace) or scatter.markers(trace, style, canvas.id_prefix)
        outside = marks + scatter.texts(trace, style)
    if get(trace.spec, "cliponaxis", default=True):
        inside, outside = inside + outside, ""
    overhangs = (bars if trace.kind == "bar" else scatter).overhangs(trace)
    content = group(inside, clip_path=canvas.clip(trace.x_id, trace.y_id) if overhangs else None) + outside
    return f'<g data-trace="{trace.index}"{attributes(opacity=get(trace.spec, "opacity"))}>{content}</g>'


def _clipping_axes(shape: Mapping[str, Any]) -> tuple[str, str]:
    """Return the axes that cut a shape off; one placed on a domain is not cut there."""
    x, y = ("" if ref.endswith(_DOMAIN) else ref for ref in (shape["xref"], shape["yref"]))
    return x, y


def _shapes(canvas: _Canvas) -> str:
    specs = get(canvas.layout, "shapes", [])
    clips = [attributes(clip_path=canvas.clip(x, y) if x or y else None) for x, y in map(_clipping_axes, specs)]
    elements = [
        shapes.shape(spec, f"layout.shapes[{index}]", canvas.scale_of, canvas.style) for index, spec in enumerate(specs)
    ]
    return paint_alike(zip(clips, elements, strict=True))


def _annotations(canvas: _Canvas) -> str:
    return "".join(
        shapes.annotation(annotation, f"layout.annotations[{index}]", canvas.scale_of, canvas.style)
        for index, annotation in enumerate(get(canvas.layout, "annotations", []))
    )
