"""The picture that stands beside a link: title, finding and chart on a sheet of one size, as PNG."""

from dataclasses import replace

from dashboard.export.images import (
    GAP_PX,
    NOTE_STYLE,
    PADDING_PX,
    SUBTITLE_STYLE,
    TITLE_STYLE,
    Picture,
    Rasterizer,
    TextStyle,
    rasterize,
    sheet_svg,
    text_block,
    text_fields,
    wrap_evenly,
)
from dashboard.export.picture_files import add_png_text
from dashboard.svg import render as figure_svg
from dashboard.svg.markup import attributes
from dashboard.svg.text_width import wrap

SHEET_SIZE_PX, ZOOM = (800, 420), 1.5
CARD_SIZE_PX = (1200, 630)
"""The size that every platform shows whole, drawn so that its words can be read at half of it."""
MAX_SHRINKING = 2.0
"""How many times smaller a high chart is drawn at most; of a higher one the top is shown, whose rows can be read."""
MAX_TITLE_LINES, MAX_FINDING_LINES = 2, 2


def render_card(picture: Picture, finding: str, foot: str, rasterizer: Rasterizer = rasterize) -> bytes:
    """Draw a card of a picture, with what the chart says in a sentence; the ``foot`` is a line that may be cut."""
    width, height = SHEET_SIZE_PX
    room = width - 2 * PADDING_PX
    title = wrap_evenly(picture.title, room, TITLE_STYLE.size, TITLE_STYLE.weight)[:MAX_TITLE_LINES]
    words = _first_lines(finding, room, SUBTITLE_STYLE, MAX_FINDING_LINES)
    foot_lines = _first_lines(foot, room, NOTE_STYLE, 1)
    words_top = PADDING_PX + TITLE_STYLE.line_height * len(title) + GAP_PX
    chart_top = words_top + SUBTITLE_STYLE.line_height * len(words) + GAP_PX
    foot_top = height - PADDING_PX // 2 - NOTE_STYLE.line_height
    body = "".join([
        text_block(title, TITLE_STYLE, PADDING_PX),
        text_block(words, SUBTITLE_STYLE, words_top),
        _chart_svg(picture, chart_top, room, foot_top - GAP_PX - chart_top),
        text_block(foot_lines, NOTE_STYLE, foot_top),
    ])  # fmt: skip
    svg = sheet_svg(replace(picture, width=width), height, body, zoom=ZOOM)
    image = rasterizer(svg.encode(), picture.title)
    return add_png_text(image, text_fields(picture), picture.block)


def _first_lines(text: str, width: int, style: TextStyle, most: int) -> list[str]:
    """Break a text into lines, the last of them with an ellipsis where there would be more."""
    lines = wrap(text, width, style.size, style.weight)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _chart_svg(picture: Picture, top: int, width: int, height: int) -> str:
    chart_height = round(width * picture.ratio) if picture.ratio else height
    fit = "xMidYMin slice" if chart_height > MAX_SHRINKING * height else "xMidYMid meet"
    place = attributes(x=PADDING_PX, y=top, width=width, height=height, viewBox=f"0 0 {width} {chart_height}")
    chart = figure_svg.render(picture.figure, width=width, height=chart_height, title=picture.title)
    return f'<svg{place} preserveAspectRatio="{fit}">{chart}</svg>'
