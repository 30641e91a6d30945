"""A chart as a picture on its own: title, chart and sources on one sheet, as SVG or PNG, with no browser.

Text is set in Source Sans Pro: the PNG is drawn with its TTFs and lines are broken by their widths, so that both agree
on any machine. Lengths are pixels of the SVG.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

from dashboard.export.picture_files import ImageError, add_png_text, svg_metadata
from dashboard.export.rasterize import draw_png
from dashboard.svg import render as figure_svg
from dashboard.svg.markup import FONT_FAMILY, attributes, escape, group
from dashboard.svg.text_width import BOLD, FONT_WEIGHTS, REGULAR, font_path, wrap

TTF_FAMILY = "Source Sans Pro"
"""The family name in the TTFs' name table: resvg drops text without a word when no font has the name it asks for."""

MAX_DRAWING_S = 60
"""Seconds that a picture may take."""
_RASTERIZER = Path(__file__).with_name("rasterize.py")
Rasterizer = Callable[[bytes, str], bytes]
"""Draws an SVG as PNG; the text is the title of the picture, for who reads that it could not be drawn."""

PADDING_PX, GAP_PX = 20, 6
"""Free around the sheet, and between its parts."""
_MIN_CHART_HEIGHT_PX = 220
"""Height below which a chart says nothing: words that leave less make the picture taller."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart and the words around it. ``width`` and ``height`` are pixels of the whole, at zoom 1.

    ``notes`` are the lines at the foot: the source, the day of publication, the address of the page. ``alt_text`` says
    the same to those who do not see the picture. ``block`` are the values as data, which go into the file. A chart with
    a ``ratio`` of height to width keeps it, and the picture is as high as that makes it; any other takes what the words
    leave of the height.
    """

    figure: Mapping[str, Any]
    title: str
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    alt_text: str = ""
    block: str = ""
    width: int = 1000
    height: int = 560
    ratio: float | None = None


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a block of text is set: size and line height in pixels, weight as in the TTF's name."""

    size: int
    line_height: int
    weight: str
    color: str


TITLE_STYLE = TextStyle(22, 27, BOLD, "#1a1817")
SUBTITLE_STYLE = TextStyle(15, 20, REGULAR, "#66605c")
NOTE_STYLE = TextStyle(12, 16, REGULAR, "#66605c")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The lines of words on a sheet, and how much of its height is above the chart, the chart, and below it."""

    title: list[str]
    subtitle: list[str]
    notes: list[str]
    above: int
    chart: int
    below: int

    @property
    def height(self) -> int:
        """Pixels of the whole."""
        return self.above + self.chart + self.below


def sheet_height(picture: Picture) -> int:
    """Return how high the picture will be: words never overlap, so that it can be higher than was asked for."""
    return _lay_out(picture).height


def render_svg(picture: Picture, *, zoom: float = 1) -> bytes:
    """Draw the picture as an SVG file, shown ``zoom`` times as large.

    Words never overlap: they take room from the chart, then the sheet grows.
    """
    sheet, room = _lay_out(picture), picture.width - 2 * PADDING_PX
    below_title = PADDING_PX + TITLE_STYLE.line_height * len(sheet.title) + GAP_PX
    body = "".join([
        svg_metadata(picture.block),
        text_block(sheet.title, TITLE_STYLE, PADDING_PX),
        text_block(sheet.subtitle, SUBTITLE_STYLE, below_title),
        _chart_svg(picture, sheet.above, room, sheet.chart),
        text_block(sheet.notes, NOTE_STYLE, sheet.above + sheet.chart + GAP_PX),
    ])  # fmt: skip
    return sheet_svg(picture, sheet.height, body, zoom=zoom).encode()


def _lay_out(picture: Picture) -> _Sheet:
    room = picture.width - 2 * PADDING_PX
    title = wrap_evenly(picture.title, room, TITLE_STYLE.size, TITLE_STYLE.weight)
    subtitle = wrap(picture.subtitle, room, SUBTITLE_STYLE.size, SUBTITLE_STYLE.weight)
    notes = [line for note in picture.notes for line in wrap(note, room, NOTE_STYLE.size, NOTE_STYLE.weight)]
    heads = TITLE_STYLE.line_height * len(title) + SUBTITLE_STYLE.line_height * len(subtitle)
    above = PADDING_PX + heads + 2 * GAP_PX
    below = GAP_PX + NOTE_STYLE.line_height * len(notes) + PADDING_PX
    chart = round(room * picture.ratio) if picture.ratio else max(_MIN_CHART_HEIGHT_PX, picture.height - above - below)
    return _Sheet(title, subtitle, notes, above, chart, below)


def render_png(picture: Picture, *, zoom: float = 2.0) -> bytes:
    """Draw the picture as a PNG file of ``zoom`` times its size, with its words in the file's text fields."""
    image = rasterize(render_svg(replace(picture, block=""), zoom=zoom), picture.title)
    return add_png_text(image, text_fields(picture), picture.block)


def text_fields(picture: Picture) -> dict[str, str]:
    """Return what the text fields of a file say of the picture, by their keywords."""
    fields = {"Title": picture.title, "Description": picture.alt_text, "Source": "\n".join(picture.notes)}
    return {keyword: text for keyword, text in fields.items() if text}


def rasterize(svg: bytes, title: str) -> bytes:
    """Draw an SVG as PNG, in a process of its own; see ``rasterize.py``."""
    command = [sys.executable, "-P", str(_RASTERIZER), TTF_FAMILY, *_font_files()]
    try:
        run = subprocess.run(command, input=svg, capture_output=True, check=False, timeout=MAX_DRAWING_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ImageError(f"resvg could not draw {title!r}: {error}") from error
    if run.returncode:
        problem = run.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ImageError(f"resvg could not draw {title!r}: {problem}")
    return run.stdout


def rasterize_here(svg: bytes, _title: str) -> bytes:
    """Draw an SVG as PNG in this process: for a program that does nothing else meanwhile, and draws many."""
    return draw_png(svg, TTF_FAMILY, *_font_files())


def _font_files() -> list[str]:
    return [str(font_path(weight)) for weight in FONT_WEIGHTS]


def wrap_evenly(text: str, width: float, size: float, weight: str = REGULAR) -> list[str]:
    """Break a text as ``wrap`` does, but into lines of about one length: no last word alone under a title."""
    lines = wrap(text, width, size, weight)
    tries = (wrap(text, share / 100 * width, size, weight) for share in range(96, 48, -4))
    *_, chosen = (lines, *takewhile(lambda narrower: len(narrower) == len(lines), tries))
    return chosen


def text_block(lines: list[str], style: TextStyle, top: int) -> str:
    """Write lines of text under each other, each in the middle of its leading."""
    font = {"font_size": style.size, "font_weight": "700" if style.weight == BOLD else None, "fill": style.color}
    first = top + style.line_height / 2 + 0.35 * style.size
    spots = (attributes(x=PADDING_PX, y=first + index * style.line_height) for index in range(len(lines)))
    texts = "".join(f"<text{spot}>{escape(line)}</text>" for spot, line in zip(spots, lines, strict=True))
    return group(texts, **font)


def _chart_svg(picture: Picture, top: int, width: int, height: int) -> str:
    chart = figure_svg.render(picture.figure, width=width, height=height, title=picture.title)
    # An <svg> within another is cut at its edge: resvg would draw all of it on a canvas of its own first.
    place = attributes(x=PADDING_PX, y=top, overflow="visible")
    return chart.replace("<svg ", f"<svg{place} ", 1)


def sheet_svg(picture: Picture, height: int, body: str, *, zoom: float = 1) -> str:
    """Write what stands on a sheet of the picture's width as an SVG file, shown ``zoom`` times as large."""
    paper = picture.figure["layout"].get("paper_bgcolor") or "#ffffff"
    size = {"width": picture.width, "height": height}
    scaled = {"width": zoom * picture.width, "height": zoom * height}
    root = attributes(**scaled, viewBox=f"0 0 {picture.width} {height}", role="img", font_family=FONT_FAMILY)
    words = f"<title>{escape(picture.title)}</title><desc>{escape(picture.alt_text)}</desc>"
    return f'<svg xmlns="http://www.w3.org/2000/svg"{root}>{words}<rect{attributes(**size, fill=paper)}/>{body}</svg>'
