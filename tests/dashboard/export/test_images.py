"""Pictures of a chart: that the words are really in them, in the size asked for."""

import zlib
from itertools import pairwise
from struct import unpack
from xml.etree import ElementTree as ET

import pytest

from dashboard.export import images
from dashboard.export.images import Picture, wrap_evenly
from dashboard.export.picture_files import ImageError, add_png_text
from dashboard.svg.text_width import text_width_px, wrap
from tests.dashboard.pictures import chunks_of

TITLE = "Décès liés à la toxicité des drogues : l’été 2020, publié alors et aujourd’hui"
AXIS = {"range": [0, 10], "tickvals": [0, 10], "ticktext": ["", ""], "showgrid": False, "zeroline": False, "ticks": ""}
FIGURE = {
    "data": [{"type": "scatter", "mode": "lines", "x": [0, 10], "y": [0, 10], "line": {"color": "#123456"}}],
    "layout": {
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "showlegend": False,
        "margin": {"l": 30, "r": 30, "t": 10, "b": 30},
        "xaxis": {"type": "linear", **AXIS},
        "yaxis": {"type": "linear", **AXIS},
    },
}


def picture(title=TITLE, **stated):
    return Picture(FIGURE, title, **{"width": 380, "height": 480, **stated})


def rows_of(png):
    """Rows of (red, green, blue, alpha) of an 8-bit RGBA PNG, unfiltered by hand: the tests need no imaging library."""
    parts = list(chunks_of(png))
    width, _height, depth, kind = unpack(">IIBB", parts[0][1][:10])
    assert (depth, kind) == (8, 6)
    data = zlib.decompress(b"".join(content for name, content in parts if name == b"IDAT"))
    stride, above = 4 * width + 1, bytes(4 * width)
    for start in range(0, len(data), stride):
        above = unfilter(data[start], bytearray(data[start + 1 : start + stride]), above)
        yield [tuple(above[at : at + 4]) for at in range(0, len(above), 4)]


def unfilter(method, row, above):
    for at, raw in enumerate(row):
        left, corner = (row[at - 4], above[at - 4]) if at >= 4 else (0, 0)
        up, guess = above[at], left + above[at] - corner
        paeth = min((left, up, corner), key=lambda one: abs(guess - one))
        row[at] = (raw + (0, left, up, (left + up) // 2, paeth)[method]) % 256
    return bytes(row)


def dark_pixels(png, top, bottom):
    return sum(sum(pixel[:3]) < 300 for row in list(rows_of(png))[top:bottom] for pixel in row)


def texts(root):
    return list(root.iter("{http://www.w3.org/2000/svg}text"))


# -- words -------------------------------------------------------------------------------------------------------------


def test_a_balanced_title_takes_no_more_lines():
    lines = wrap_evenly(TITLE, 500, 22, "Bold")
    assert len(lines) == len(wrap(TITLE, 500, 22, "Bold")) == 2
    assert min(text_width_px(line, 22, "Bold") for line in lines) > 300


# -- SVG ---------------------------------------------------------------------------------------------------------------


def test_the_svg_holds_the_words_and_the_chart():
    root = ET.fromstring(
        images.render_svg(picture(subtitle="par mois", notes=("Source : BCCS", "2026-08-11"), alt_text="Elle monte."))
    )
    assert (root.get("width"), root.get("height"), root.get("role")) == ("380", "480", "img")
    assert [one.text for one in root[:2]] == [TITLE, "Elle monte."]
    said = " ".join(one.text for one in texts(root))
    assert said == f"{TITLE} par mois Source : BCCS 2026-08-11"
    (chart,) = root.findall("{http://www.w3.org/2000/svg}svg")
    assert chart.get("width") == "340"


@pytest.mark.parametrize("times", [0, 1, 5, 30])
def test_words_never_overlap_and_the_chart_keeps_its_room(times):
    root = ET.fromstring(images.render_svg(picture(" ".join([TITLE] * times), subtitle=TITLE, notes=(TITLE,) * times)))
    (chart,) = root.findall("{http://www.w3.org/2000/svg}svg")
    top, height = float(chart.get("y")), float(chart.get("height"))
    assert height >= 200
    spots = [float(one.get("y")) for one in texts(root)]
    assert all(below - above >= 15 for above, below in pairwise(sorted(spots)))
    assert not [spot for spot in spots if top < spot < top + height]
    assert max(spots) < float(root.get("height"))


def test_hostile_words_make_valid_xml():
    root = ET.fromstring(images.render_svg(picture("<&\"'>\x00", subtitle="]]>", notes=("\x0b<b>",), alt_text="<&")))
    said = " ".join(root.itertext())
    assert all(words in said for words in ("<&\"'>", "]]>", "<b>"))


# -- PNG ---------------------------------------------------------------------------------------------------------------


def test_the_png_really_shows_its_title():
    """resvg drops text that finds no font without a word; this is what would notice."""
    box = {"top": 20, "bottom": 47}
    assert dark_pixels(images.render_png(picture("Décès"), zoom=1), **box) > 150
    assert dark_pixels(images.render_png(picture("\u00a0"), zoom=1), **box) == 0


def test_each_accent_is_drawn():
    plain, accented = (dark_pixels(images.render_png(picture(title), zoom=1), 20, 47) for title in ("E" * 9, "É" * 9))
    assert accented > plain


@pytest.mark.parametrize("zoom", [1, 1.5, 2])
def test_a_png_is_its_size_times_the_zoom(zoom):
    png = images.render_png(picture(), zoom=zoom)
    assert unpack(">II", png[16:24]) == (380 * zoom, 480 * zoom)


def test_a_png_carries_its_words_as_text():
    png = images.render_png(picture(alt_text="Elle monte.", notes=("Source : BCCS", "2026-08-11")), zoom=1)
    fields = [content.split(b"\0\0\0\0\0") for name, content in chunks_of(png) if name == b"iTXt"]
    assert [(key.decode(), text.decode()) for key, text in fields] == [
        ("Title", TITLE),
        ("Description", "Elle monte."),
        ("Source", "Source : BCCS\n2026-08-11"),
    ]


def test_the_checksum_of_a_text_chunk_covers_its_type_and_content():
    bare = images.render_png(picture(), zoom=1)
    chunk = add_png_text(bare, {"Author": "é"})[33:-1]
    (length,) = unpack(">I", chunk[:4])
    assert unpack(">I", chunk[8 + length : 12 + length])[0] == zlib.crc32(chunk[4 : 8 + length])


def test_only_a_png_takes_text():
    with pytest.raises(ImageError, match="not a PNG"):
        add_png_text(b"GIF89a", {})


def test_a_picture_is_the_same_in_a_process_of_its_own_and_in_this_one():
    svg = images.render_svg(picture())
    assert images.rasterize(svg, "A title") == images.rasterize_here(svg, "A title")


def test_a_failure_of_the_renderer_is_named(monkeypatch):
    monkeypatch.setattr(images, "render_svg", lambda *_, **__: b"<svg")
    with pytest.raises(ImageError, match=r"^resvg could not draw .*ParsingFailed"):
        images.render_png(picture())
