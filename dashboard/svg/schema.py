"""What a figure may ask of ``render``: the subset of Plotly that both renderers draw alike, as data.

Everything else is refused by the path of the first breach (``data[2].fill``), because a key that one renderer follows
and the other ignores is a chart that changes before the reader's eyes. Where Plotly's default depends on the rest of
the figure (``mode``, ``showgrid``, a shape's border), the figure has to state it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias


class Unsupported(ValueError):
    """A figure asks for what the subset does not hold, or leaves out what it must state; names the path."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value out of a few; with ``listed``, also a list of them (one for each point)."""

    values: frozenset[Any]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """An object: the rule of every key it may have, and the keys it must have."""

    rules: Mapping[str, "Rule"]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Each:
    """A list whose members all follow one rule."""

    rule: "Rule"


Rule: TypeAlias = Node | Each | OneOf | None
"""``None`` takes any value: the drawing code reads it, or (``ignored``) it matters only on an interactive page."""


def one_of(*values: Any) -> OneOf:
    """One of these."""
    return OneOf(frozenset(values))


def each_of(*values: Any) -> OneOf:
    """One of these, or a list of them."""
    return OneOf(frozenset(values), listed=True)


def node(drawn: str, needs: str = "", ignored: str = "", **rules: Rule) -> Node:
    """A node of keys with any value (``drawn``, ``ignored``: names between blanks) and of keys with a rule."""
    return Node({**dict.fromkeys([*drawn.split(), *ignored.split()]), **rules}, tuple(needs.split()))


NO, EITHER = OneOf(frozenset({False})), OneOf(frozenset({False, True}))
DASHES = ("solid", "dash", "dot", "dashdot")
SYMBOLS = (
    *("circle", "circle-open", "square", "square-open", "diamond", "diamond-open"),
    *("triangle-up", "triangle-up-open", "x", "line-ns", "line-ns-open"),
)
POSITIONS = ("middle center", "middle right", "middle left", "top center", "bottom center")
MODES = ("lines", "markers", "text", "lines+markers", "lines+text", "markers+text", "lines+markers+text")

PAGE_ONLY = (
    "hovertemplate hoverinfo hovertext hoveron hoverongaps hoverlabel customdata meta ids uid uirevision name "
    "legendgroup legendrank selectedpoints selected unselected xhoverformat yhoverformat zhoverformat"
)

FONT = node("size color", ignored="family")
LINE = node("color width", dash=one_of(*DASHES), shape=one_of("linear", "hv"))
BORDER = node("color width")
TRACE = {"showlegend": NO, "visible": EITHER}

SCATTER = node(
    "x y xaxis yaxis text opacity fillcolor",
    "x y mode",
    PAGE_ONLY,
    **TRACE,
    type=one_of("scatter"),
    mode=one_of(*MODES),
    line=LINE,
    marker=node("size color opacity", line=BORDER, symbol=each_of(*SYMBOLS)),
    textposition=each_of(*POSITIONS),
    textfont=FONT,
    fill=one_of("none", "toself", "tonexty", "tozeroy"),
    connectgaps=NO,
    cliponaxis=EITHER,
)
BAR = node(
    "x y xaxis yaxis width base offset opacity",
    "x y marker",
    PAGE_ONLY,
    **TRACE,
    type=one_of("bar"),
    orientation=one_of("v", "h"),
    marker=node("color opacity", "color", line=BORDER),
    cliponaxis=EITHER,
)
HEATMAP = node(
    "x y z xaxis yaxis colorscale zmin zmax xgap ygap text opacity",
    "x y z colorscale zmin zmax showscale",
    PAGE_ONLY,
    **TRACE,
    type=one_of("heatmap"),
    showscale=NO,
    texttemplate=one_of("%{text}"),
    textfont=FONT,
)
TRACES: dict[str, Node] = {"scatter": SCATTER, "bar": BAR, "heatmap": HEATMAP}

AXIS = node(
    "domain anchor overlaying range tickvals ticktext categoryarray tickfont ticklen tickcolor visible showticklabels "
    "showgrid gridcolor gridwidth showline linecolor linewidth zeroline zerolinecolor zerolinewidth",
    "type range",
    "fixedrange layerwise matches hoverformat tickformat uirevision showspikes spikecolor spikedash spikemode "
    "spikesnap spikethickness",
    type=one_of("date", "linear", "category"),
    categoryorder=one_of("array"),
    autorange=NO,
    automargin=NO,
    tickmode=one_of("array"),
    tickangle=one_of(0),
    ticks=one_of("outside", ""),
    side=one_of("left", "right", "top", "bottom"),
    griddash=one_of(*DASHES),
    title=node("text", font=FONT, ignored="standoff"),
)
SEEN_AXIS = Node(AXIS.rules, (*AXIS.needs, "tickvals", "ticktext", "showgrid", "zeroline", "ticks"))
"""What an axis that is drawn has to state on top; an invisible one only maps."""

SHAPE = node(
    "x0 x1 y0 y1 xref yref fillcolor opacity",
    "type x0 x1 y0 y1 xref yref line",
    "name",
    type=one_of("rect", "line"),
    layer=one_of("below", "above"),
    line=node("color width", "width", dash=one_of(*DASHES)),
)
ANNOTATION = node(
    "text x y xref yref xshift yshift",
    "text x y xref yref xanchor yanchor showarrow",
    "name hovertext captureevents",
    font=FONT,
    showarrow=NO,
    xanchor=one_of("left", "center", "right"),
    yanchor=one_of("top", "middle", "bottom"),
    align=one_of("left", "center", "right"),
)
LAYOUT = node(
    "paper_bgcolor plot_bgcolor bargap",
    "showlegend",
    "hovermode hoverdistance hoversubplots hoverlabel spikedistance dragmode clickmode modebar uirevision autosize "
    "transition meta width height",
    margin=node("t r b l"),
    font=FONT,
    showlegend=NO,
    barmode=one_of("overlay", "stack"),
    shapes=Each(SHAPE),
    annotations=Each(ANNOTATION),
    template=one_of(None),
)
AXIS_KEY = re.compile(r"[xy]axis(?:[2-9]|[1-9]\d+)?")


def check(figure: Mapping[str, Any]) -> None:
    """Refuse the figure by the path of the first thing in it that the subset does not hold."""
    layout = figure.get("layout", {})
    axes = {key: AXIS if axis.get("visible") is False else SEEN_AXIS for key, axis in axes_of(layout).items()}
    _check(figure, Node({"data": Each(None), "layout": None}, ("data", "layout")), "figure")
    _check(layout, Node({**LAYOUT.rules, **axes}, LAYOUT.needs), "layout")
    for index, trace in enumerate(figure["data"]):
        kind = trace.get("type")
        if kind not in TRACES:
            raise Unsupported(f"data[{index}].type: {kind!r} is not one of {', '.join(TRACES)}")
        _check(trace, TRACES[kind], f"data[{index}]")


def axes_of(layout: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The axes that a layout states, by key: ``xaxis``, ``yaxis``, ``yaxis2`` …."""
    return {key: axis for key, axis in layout.items() if AXIS_KEY.fullmatch(key)}


def given(values: Mapping[str, Any], key: str, default: Any = None) -> Any:
    """What the figure states, or the default; ``None`` states nothing, as in Plotly."""
    value = values.get(key)
    return default if value is None else value


def needed(values: Mapping[str, Any], key: str, path: str) -> Any:
    """What the figure has to state, since no default would be the same in both renderers."""
    if values.get(key) is None:
        raise Unsupported(f"{path}.{key}: has to be stated")
    return values[key]


def spread(value: Any, count: int, path: str) -> list[Any]:
    """One value for each of ``count`` points, from a scalar or from a list of that length."""
    if not isinstance(value, list | tuple):
        return [value] * count
    if len(value) != count:
        raise Unsupported(f"{path}: {len(value)} values for {count} points")
    return list(value)


def column(values: Mapping[str, Any], key: str, path: str) -> Sequence[Any]:
    """The list under a key."""
    return _listed(needed(values, key, path), f"{path}.{key}")


def _listed(value: Any, path: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise Unsupported(f"{path}: a plain list is needed, not {type(value).__name__}")
    return value


def _check(value: Any, rule: Rule, path: str) -> None:
    if isinstance(rule, OneOf):
        _check_choice(value, rule, path)
    elif isinstance(rule, Each):
        for index, member in enumerate(_listed(value, path)):
            _check(member, rule.rule, f"{path}[{index}]")
    elif isinstance(rule, Node):
        _check_node(value, rule, path)


def _check_choice(value: Any, rule: OneOf, path: str) -> None:
    chosen = value if rule.listed and isinstance(value, list | tuple) else [value]
    for one in chosen:
        if isinstance(one, list | dict) or one not in rule.values:
            raise Unsupported(f"{path}: {one!r} is not one of {', '.join(sorted(map(repr, rule.values)))}")


def _check_node(value: Any, rule: Node, path: str) -> None:
    if not isinstance(value, Mapping):
        raise Unsupported(f"{path}: an object is needed, not {type(value).__name__}")
    for key, member in value.items():
        if key not in rule.rules:
            raise Unsupported(f"{path}.{key}")
        if member is not None:
            _check(member, rule.rules[key], f"{path}.{key}")
    for key in rule.needs:
        needed(value, key, path)
