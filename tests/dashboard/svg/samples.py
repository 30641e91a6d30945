"""Small figures, and what is found in their SVG."""

from xml.etree import ElementTree as ET

from dashboard.svg import render as svg

SIZE = {"width": 400, "height": 300}
MONTHS = [f"2020-{month:02d}-01" for month in range(1, 13)]


def axis(**stated):
    plain = {"type": "linear", "range": [0, 10], "tickvals": [0, 5, 10], "ticktext": ["0", "5", "10"]}
    return {**plain, "showgrid": False, "zeroline": False, "ticks": "", **stated}


def figure(*traces, **layout):
    margin = {"l": 50, "r": 50, "t": 50, "b": 50}
    return {
        "data": list(traces),
        "layout": {"showlegend": False, "margin": margin, "xaxis": axis(), "yaxis": axis(), **layout},
    }


def line(**stated):
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 5, 10],
        "y": [0, 10, 5],
        "line": {"color": "#123456"},
        **stated,
    }


def dots(**stated):
    marker = {"color": "#123456", "size": 6}
    return {"type": "scatter", "mode": "markers", "x": [0, 5, 10], "y": [0, 10, 5], "marker": marker, **stated}


def bar(**stated):
    return {"type": "bar", "x": [2, 4, 6], "y": [1, 2, 3], "width": 1, "marker": {"color": "#123456"}, **stated}


def drawn(shown, **said):
    return ET.fromstring(svg.render(shown, **SIZE, **{"title": "Deaths", **said}))


def found(root, tag, **with_these):
    every = root.iter(f"{{http://www.w3.org/2000/svg}}{tag}")
    return [
        element
        for element in every
        if all(element.get(key.replace("_", "-")) == value for key, value in with_these.items())
    ]


def trace(root, index=0):
    (group,) = found(root, "g", data_trace=str(index))
    return group


def only_path(root, index=0):
    (path,) = found(trace(root, index), "path")
    return path.get("d")


def shape(**stated):
    ends = {"x0": -5, "x1": 5, "y0": 0, "y1": 1, "xref": "x", "yref": "y domain"}
    return {"type": "rect", **ends, "line": {"width": 0}, "layer": "below", "fillcolor": "#abc", **stated}


def note(**stated):
    place = {"x": 0, "y": 1, "xref": "x domain", "yref": "y domain", "xanchor": "left", "yanchor": "top"}
    return {"text": "as published then", **place, "showarrow": False, **stated}


def boxes(root, index=0):
    sides = ("x", "y", "width", "height")
    return [tuple(float(bar.get(side)) for side in sides) for bar in found(trace(root, index), "rect")]
