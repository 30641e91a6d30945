"""Markers that stand in several plots of a figure at the same places: drawn once, and used again.

Such are the crosses of months that a publisher withholds of each drug: of a picture of many panels they were half.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.svg.markup import Style, reference
from dashboard.svg.repeated_lines import Shape, at_origin, plot_shape
from dashboard.svg.scales import Trace
from dashboard.svg.scatter import draws, markers
from dashboard.svg.schema import get, require_list

MIN_MARKERS = 3
"""Markers of a trace below which a reference would save nothing."""


@dataclass(frozen=True)
class RepeatedMarks:
    """The ids of the markers that are drawn once, by what they look like, and their drawings."""

    ids: Mapping[Shape, str] = field(default_factory=dict)
    definitions: str = ""

    def use(self, trace: Trace) -> str:
        """Write the reference to the markers of a trace; nothing where they are not among these."""
        marks_id = self.ids.get(_shape(trace)) if self.ids and _has_many(trace) else None
        return reference(marks_id, (trace.x.start, trace.y.start)) if marks_id else ""


def find_repeated_marks(traces: Sequence[Trace], style: Style, id_prefix: str) -> RepeatedMarks:
    """Return the markers that stand in more than one plot."""
    plots: dict[Shape, dict[tuple[str, str], Trace]] = {}
    for trace in filter(_has_many, traces):
        plots.setdefault(_shape(trace), {})[trace.x_id, trace.y_id] = trace
    alike = {shape: next(iter(places.values())) for shape, places in plots.items() if len(places) > 1}
    ids = {shape: f"{id_prefix}-{trace.index}" for shape, trace in alike.items()}
    drawings = {shape: markers(at_origin(trace), style, id_prefix) for shape, trace in alike.items()}
    return RepeatedMarks(ids, "".join(f'<g id="{ids[shape]}">{marks}</g>' for shape, marks in drawings.items()))


def _has_many(trace: Trace) -> bool:
    return (
        trace.kind == "scatter"
        and draws(trace, "markers")
        and len(require_list(trace.spec, "x", trace.path)) >= MIN_MARKERS
    )


def _shape(trace: Trace) -> Shape:
    spec = trace.spec
    is_cut = get(spec, "cliponaxis", default=True)
    return (tuple(spec["x"]), tuple(spec["y"]), repr(get(spec, "marker", {})), is_cut, *plot_shape(trace))
