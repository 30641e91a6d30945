"""What a figure may ask of ``render``: the subset of Plotly that the charts use and both renderers draw alike, as data.

Everything else is refused by the path of the first breach (``data[2].fill``), because a key that one renderer follows
and the other ignores is a chart that changes before the reader's eyes. Where Plotly's default depends on the rest of
the figure (``mode``, ``showgrid``, a shape's border), the figure has to state it.

Decision C9 in README.md.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias


class Unsupported(ValueError):
    """A figure asks for what the subset does not hold, or leaves out what it must state; names the path."""


@dataclass(frozen=True, slots=True)
class Enum:
    """A value out of a few; with ``or_list``, also a list of them (one for each point)."""

    values: frozenset[Any]
    or_list: bool = False


@dataclass(frozen=True, slots=True)
class Object:
    """An object: the rule of every key it may have, and the keys it must have."""

    rules: Mapping[str, "Rule"]
    required: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose members all follow one rule."""

    rule: "Rule"


Rule: TypeAlias = Object | ListOf | Enum | None
"""``None`` takes any value: the drawing code reads it, or (``ignored``) it matters only on an interactive page."""


def enum(*values: Any) -> Enum:
    """Make the rule of one of these values."""
    return Enum(frozenset(values))


def enum_or_list(*values: Any) -> Enum:
    """Make the rule of one of these values, or a list of them."""
    return Enum(frozenset(values), or_list=True)


def object_of(supported: str, required: str = "", ignored: str = "", **rules: Rule) -> Object:
    """Make the rule of an object: names of keys with any value, divided by blanks, and ``rules`` for the others.

    The renderer draws what is ``supported`` and passes over what is ``ignored``.

    Example: ``object_of("size color", ignored="family")`` takes a font and draws its size and color.
    """
    return Object({**dict.fromkeys([*supported.split(), *ignored.split()]), **rules}, tuple(required.split()))


FALSE, BOOLEAN = Enum(frozenset({False})), Enum(frozenset({False, True}))
DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = ("circle", "circle-open", "square-open", "diamond", "x", "line-ns-open")
TEXT_POSITIONS = ("middle center", "middle right", "middle left")
MODES = ("lines", "markers", "text", "lines+markers", "markers+text")

PAGE_ONLY = (
    "hovertemplate hoverinfo hovertext hoveron hoverlabel customdata meta ids uid uirevision name "
    "legendgroup legendrank selectedpoints selected unselected xhoverformat yhoverformat"
)

FONT = object_of("size color", ignored="family")
BORDER = object_of("color width")

SCATTER = object_of(
    "x y xaxis yaxis text opacity",
    "x y mode",
    PAGE_ONLY,
    type=enum("scatter"),
    mode=enum(*MODES),
    line=object_of("color width", dash=enum(*DASHES), shape=enum("hv")),
    marker=object_of("size color", line=BORDER, symbol=enum_or_list(*SYMBOLS), opacity=enum(1)),
    textposition=enum_or_list(*TEXT_POSITIONS),
    textfont=FONT,
    cliponaxis=BOOLEAN,
    showlegend=FALSE,
)
BAR = object_of(
    "x y xaxis yaxis width base",
    "x y width marker",
    PAGE_ONLY,
    type=enum("bar"),
    orientation=enum("v", "h"),
    marker=object_of("color", "color", line=BORDER),
    showlegend=FALSE,
)
TRACES: dict[str, Object] = {"scatter": SCATTER, "bar": BAR}

AXIS = object_of(
    "domain anchor range tickvals ticktext categoryarray tickfont ticklen tickcolor visible showgrid gridcolor "
    "showline linecolor zeroline zerolinecolor",
    "type range",
    "fixedrange layerwise matches hoverformat unifiedhovertitle tickformat uirevision showspikes spikecolor spikedash "
    "spikemode spikesnap spikethickness",
    type=enum("date", "linear", "category"),
    categoryorder=enum("array"),
    tickmode=enum("array"),
    tickangle=enum(0),
    ticks=enum("outside", ""),
    side=enum("left", "right", "top", "bottom"),
)
VISIBLE_AXIS = Object(AXIS.rules, (*AXIS.required, "tickvals", "ticktext", "showgrid", "zeroline", "ticks"))
"""What an axis that is drawn has to state on top; an invisible one only maps."""

SHAPE = object_of(
    "x0 x1 y0 y1 xref yref yanchor fillcolor",
    "type x0 x1 y0 y1 xref yref line layer",
    "name",
    type=enum("rect", "line"),
    layer=enum("below"),
    ysizemode=enum("pixel"),
    line=object_of("color width", "width", dash=enum(*DASHES)),
)
ANNOTATION = object_of(
    "text x y xref yref xshift yshift",
    "text x y xref yref xanchor yanchor showarrow",
    "name hovertext captureevents",
    font=FONT,
    showarrow=FALSE,
    xanchor=enum("left", "center", "right"),
    yanchor=enum("top", "middle", "bottom"),
    align=enum("left", "center", "right"),
)
LAYOUT = object_of(
    "paper_bgcolor plot_bgcolor",
    "showlegend",
    "hovermode hoversort hoverdistance hoversubplots hoverlabel spikedistance dragmode clickmode modebar uirevision "
    "autosize transition meta width height",
    margin=object_of("t r b l"),
    font=FONT,
    showlegend=FALSE,
    barmode=enum("overlay"),
    shapes=ListOf(SHAPE),
    annotations=ListOf(ANNOTATION),
    template=enum(None),
)
BACKGROUND = "#fff"
"""Of paper and plot, where the figure states none: Plotly's own."""
AXIS_KEY = re.compile(r"[xy]axis(?:[2-9]|[1-9]\d+)?")


def check(figure: Mapping[str, Any]) -> None:
    """Check a figure against the subset; raises ``Unsupported`` with the path of the first thing it does not hold."""
    layout = figure.get("layout", {})
    axes = {key: AXIS if axis.get("visible") is False else VISIBLE_AXIS for key, axis in axis_specs(layout).items()}
    _check(figure, Object({"data": ListOf(None), "layout": None}, ("data", "layout")), "figure")
    _check(layout, Object({**LAYOUT.rules, **axes}, LAYOUT.required), "layout")
    paper, plot = (get(layout, key, BACKGROUND) for key in ("paper_bgcolor", "plot_bgcolor"))
    if plot != paper:
        raise Unsupported(f"layout.plot_bgcolor: {plot!r} is not {paper!r}, the color of the paper")
    for index, trace in enumerate(figure["data"]):
        kind = trace.get("type")
        if kind not in TRACES:
            raise Unsupported(f"data[{index}].type: {kind!r} is not one of {', '.join(TRACES)}")
        _check(trace, TRACES[kind], f"data[{index}]")


def axis_specs(layout: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """List the axes that a layout states, by key: ``xaxis``, ``yaxis``, ``yaxis2`` …."""
    return {key: axis for key, axis in layout.items() if AXIS_KEY.fullmatch(key)}


def get(values: Mapping[str, Any], key: str, default: Any = None) -> Any:
    """Return what the figure states, or the default; ``None`` states nothing, as in Plotly."""
    value = values.get(key)
    return default if value is None else value


def require(values: Mapping[str, Any], key: str, path: str) -> Any:
    """Return what the figure has to state, since no default would be the same in both renderers."""
    if values.get(key) is None:
        raise Unsupported(f"{path}.{key}: has to be stated")
    return values[key]


def broadcast(value: Any, count: int, path: str) -> list[Any]:
    """Give each of ``count`` points its value, from a scalar or from a list of that length."""
    if not isinstance(value, list | tuple):
        return [value] * count
    if len(value) != count:
        raise Unsupported(f"{path}: {len(value)} values for {count} points")
    return list(value)


def require_list(values: Mapping[str, Any], key: str, path: str) -> Sequence[Any]:
    """Return the list that the figure has to state under a key; numpy arrays and typed arrays are refused."""
    return _check_list(require(values, key, path), f"{path}.{key}")


def _check_list(value: Any, path: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise Unsupported(f"{path}: a plain list is needed, not {type(value).__name__}")
    return value


def _check(value: Any, rule: Rule, path: str) -> None:
    if isinstance(rule, Enum):
        _check_enum(value, rule, path)
    elif isinstance(rule, ListOf):
        for index, member in enumerate(_check_list(value, path)):
            _check(member, rule.rule, f"{path}[{index}]")
    elif isinstance(rule, Object):
        _check_object(value, rule, path)


def _check_enum(value: Any, rule: Enum, path: str) -> None:
    choices = value if rule.or_list and isinstance(value, list | tuple) else [value]
    for choice in choices:
        if isinstance(choice, list | dict) or choice not in rule.values:
            raise Unsupported(f"{path}: {choice!r} is not one of {', '.join(sorted(map(repr, rule.values)))}")


def _check_object(value: Any, rule: Object, path: str) -> None:
    if not isinstance(value, Mapping):
        raise Unsupported(f"{path}: an object is needed, not {type(value).__name__}")
    for key, member in value.items():
        if key not in rule.rules:
            raise Unsupported(f"{path}.{key}")
        if member is not None:
            _check(member, rule.rules[key], f"{path}.{key}")
    for key in rule.required:
        require(value, key, path)
