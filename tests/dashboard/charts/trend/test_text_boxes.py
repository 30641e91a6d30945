"""No word of a chart over time is cut at an edge or covers another, at any width of a picture or a frame."""

from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.registry import default_params
from dashboard.svg.text_width import BOLD, REGULAR, text_width_px
from tests.dashboard import made

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS_PX = (296, 320, 375, 699, 700, 1000, 2400)
HEIGHTS_PX = (220, 400)
START = {"start": 0.0, "middle": -0.5, "end": -1.0, None: 0.0}
SLACK_PX = 0.5


def text_boxes(svg):
    """Words of an SVG and the box that each line of them takes: left, top, right and bottom."""

    def walk(element, inherited):
        own = {name: element.get(name, value) for name, value in inherited.items()}
        if element.tag == f"{SVG}text":
            yield from lines_of(element, own)
        else:
            for child in element:
                yield from walk(child, own)

    yield from walk(ET.fromstring(svg), {"text-anchor": None, "font-size": "12"})


def lines_of(text, style):
    size, x, y = float(style["font-size"]), float(text.get("x")), float(text.get("y"))
    lines = [[(text.text or "", REGULAR)]]
    for span in text:
        if span.get("x"):
            lines.append([])
        weight = BOLD if span.get("font-weight") == "700" else REGULAR
        lines[-1] += [
            (span.text or "", weight),
            *[(inner.text or "", BOLD) for inner in span],
            (span.tail or "", REGULAR),
        ]
    for index, line in enumerate(lines):
        width = sum(text_width_px(words, size, weight) for words, weight in line)
        left, baseline = x + START[style["text-anchor"]] * width, y + 1.3 * size * index
        words = "".join(part for part, _ in line)
        if words.strip():
            yield words, (left, baseline - 0.75 * size, left + width, baseline + 0.2 * size)


def overlap(one, other):
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > SLACK_PX
        and min(one[3], other[3]) - max(one[1], other[1]) > SLACK_PX
    )


@pytest.mark.parametrize("slug", ["trend", "words"])
@pytest.mark.parametrize(("place", "lang"), [("CA-BC", "en"), ("CA-BC", "fr"), ("US-OR", "fr")])
def test_no_label_is_cut_or_covers_another_at_any_width(site, place, lang, slug):
    usual = made.charts_of(site)(replace(default_params(site.availability, place, slug=slug), lang=lang))
    events = 0
    for width in WIDTHS_PX:
        for height in HEIGHTS_PX:
            boxes = list(text_boxes(usual.static_svg(width, height)))
            assert all(box[0] >= -SLACK_PX and box[2] <= width + SLACK_PX for _, box in boxes), (width, boxes)
            assert all(box[1] >= -SLACK_PX and box[3] <= height + SLACK_PX for _, box in boxes), (width, boxes)
            covered = [(one[0], other[0]) for one, other in combinations(boxes, 2) if overlap(one[1], other[1])]
            assert covered == [], (width, height)
            events += sum(words in {event.short.get(lang) for event in usual.annotations.events} for words, _ in boxes)
    assert events >= 2 * len(WIDTHS_PX) * len(HEIGHTS_PX)
