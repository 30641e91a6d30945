"""The numbers of a figure, read back off its picture."""

import re
from struct import unpack_from
from xml.etree import ElementTree as ET

from dashboard.export.picture_files import svg_metadata
from dashboard.svg.render import render, scales

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
SIZE = {"width": 1000, "height": 560}


def read_off(figure, written=None, size=SIZE):
    """``{(trace name, x): y}`` of the marks of each trace of a picture; drawn here where none is given."""
    return {(trace["name"], x): y for trace, x, y in marks(figure, written, size)}


def marks(figure, written=None, size=SIZE):
    """Trace, x and y of every mark of a picture; drawn here where none is given."""
    root = ET.fromstring(written or render(figure, **size, title="t"))
    there = scales(figure, **size)
    parts = drawn_once(root)
    for group in root.iter(f"{SVG}g"):
        if group.get("data-trace") is None:
            continue
        trace = figure["data"][int(group.get("data-trace"))]
        x, y = there[trace.get("xaxis", "x")], there[trace.get("yaxis", "y")]
        for left, top in pixels(group, parts):
            yield trace, x.value(left), y.value(top)


def drawn_once(root):
    """What several plots of a picture use, by its id."""
    return {element.get("id"): element for element in root.iterfind(f"{SVG}defs/*")}


def pixels(group, parts):
    """The points of a trace: corners of its line, middles of its markers; ``parts`` are those drawn once, by id."""
    for mark in group.iter():
        tag = mark.tag.rpartition("}")[2]
        if tag == "circle":
            yield float(mark.get("cx")), float(mark.get("cy"))
        elif tag == "path" and not mark.get("id"):
            moved = mark.get("transform", "").removeprefix("translate(").removesuffix(")").replace(" ", ",")
            yield from corners(moved or mark.get("d"))
        elif tag == "use":
            right, down = float(mark.get("x", 0)), float(mark.get("y", 0))
            part = parts.get(mark.get(f"{LINK}href")[1:])
            for left, top in points_of(part, parts) if part is not None else [(0, 0)]:
                yield left + right, top + down


def points_of(part, parts):
    """The points of what is drawn once: the corners of a line, the middles of markers."""
    return corners(part.get("d")) if part.get("d") else pixels(part, parts)


def corners(path):
    """The points of a path of straight lines."""
    points = []
    for command, pairs in re.findall(r"([MLl]?)([-\d., ]+)", path):
        for x, y in re.findall(r"([-\d.]+),([-\d.]+)", pairs):
            left, top = points[-1] if command == "l" else (0, 0)
            points.append((left + float(x), top + float(y)))
    return points


def line(numbers):
    """``{x: y}`` of what is drawn as the series."""
    return {x: y for (name, x), y in numbers.items() if name in {"settled", "alone", "preliminary"}}


def chunks_of(image):
    """Type and content of each chunk of a PNG."""
    at = len(b"\x89PNG\r\n\x1a\n")
    while at < len(image):
        (length,) = unpack_from(">I", image, at)
        yield image[at + 4 : at + 8], image[at + 8 : at + 8 + length]
        at += 12 + length


def with_block(picture, block):
    """An SVG with another data block, written as ours are."""
    start, end = picture.index(b"<metadata"), picture.index(b"</metadata>") + len(b"</metadata>")
    return picture[:start] + svg_metadata(block).encode() + picture[end:]
