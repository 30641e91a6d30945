"""Cells and words of a figure, read back off its picture."""

from xml.etree import ElementTree as ET

from dashboard.svg.render import render, scales

SVG = "{http://www.w3.org/2000/svg}"


def read_cells(figure, width, height):
    """``{(x, y): (words, fill)}`` of the cells of a picture, x and y being the middles of cells as whole numbers.

    The words are those of the trace ``figures`` and the fills those of the trace ``cells``.
    """
    there = scales(figure, width=width, height=height)
    x, y = there["x"], there["y"]
    fills, said = {}, {}
    for group in ET.fromstring(render(figure, width=width, height=height, title="t")).iter(f"{SVG}g"):
        trace = figure["data"][int(group.get("data-trace"))] if group.get("data-trace") else {}
        if trace.get("name") == "cells":
            fills = dict(_rectangles(group, x, y))
        if trace.get("name") == "figures":
            said = dict(_words(group, trace["textfont"]["size"], x, y))
    return {spot: (said.get(spot, ""), fill) for spot, fill in fills.items()}


def _rectangles(group, x, y):
    for alike in group.iter(f"{SVG}g"):
        for inner in alike.iterfind(f"{SVG}rect"):
            left, top, wide, high = (float(inner.get(key)) for key in ("x", "y", "width", "height"))
            yield (round(x.value(left + wide / 2)), round(y.value(top + high / 2))), alike.get("fill")


def _words(group, size, x, y):
    for text in group.iter(f"{SVG}text"):
        middle = float(text.get("y")) - size / 4
        yield (round(x.value(float(text.get("x")))), round(y.value(middle))), "".join(text.itertext())


def from_figure(figure):
    """The same from the Plotly figure."""
    traces = {trace["name"]: trace for trace in figure["data"]}
    bars, texts = traces["cells"], traces["figures"]
    middles = [(x, base + high / 2) for x, base, high in zip(bars["x"], bars["base"], bars["y"], strict=True)]
    spots = [(round(x), round(y)) for x, y in middles]
    return dict(zip(spots, zip(texts["text"], bars["marker"]["color"], strict=True), strict=True))
