"""How wide texts are in Source Sans Pro, by the font's own advance widths, and where they are broken into lines.

The TTFs are those of the ``font_source_sans_pro`` package, read when they are first asked for. All lengths are pixels.
The page's fallback font, Arial or its like in an adjusted size, has digits wider by 4 %, and names that are as wide on
average: what is free around texts is enough for that.
"""

import re
from functools import lru_cache
from pathlib import Path

import font_source_sans_pro
from fontTools.ttLib import TTFont

from dashboard.svg.markup import parse_lines

FONT_WEIGHTS = ("Regular", "Semibold", "Bold")
REGULAR, BOLD = "Regular", "Bold"

_FONT_FOLDER = Path(font_source_sans_pro.font_directory)
_BREAKABLE_BLANKS = re.compile("[ \t\r\n]+")
"""Where a line may break: not at the no-break spaces of French punctuation, which ``str.split`` would take."""
_NAME_BREAKS = re.compile(r"([ \t\r\n]+|(?<=[^\W\d_]-)(?=[^\W\d_]))")
"""The same, and after a hyphen between letters: some names in French have no blank."""
_BRACKETS = re.compile(r"\(.*?\)")


def font_path(weight: str) -> Path:
    """Return the TTF of a weight."""
    return _FONT_FOLDER / f"SourceSansPro-{weight}.ttf"


def text_width_px(text: str, size: float, weight: str = REGULAR) -> float:
    """Return the width of a text on one line, without kerning."""
    return size * _text_width_em(text, weight)


@lru_cache(maxsize=1 << 14)
def _text_width_em(text: str, weight: str) -> float:
    advances, unknown = _advance_widths(weight)
    return sum(advances.get(ord(letter), unknown) for letter in text)


def markup_width_px(text: str, size: float, weight: str = REGULAR) -> float:
    """Return the width of a figure's text: that of its widest line. What stands in ``<b>…</b>`` is bold."""
    return max(
        sum(text_width_px(words, size, BOLD if bold else weight) for bold, words in line)
        for line in parse_lines(text, "text")
    )


def wrap(text: str, width: float, size: float, weight: str = REGULAR) -> list[str]:
    """Break a text into lines no wider than ``width``, at blanks, or inside a word that is too wide."""
    lines: list[str] = []
    words = filter(None, _BREAKABLE_BLANKS.split(text))
    for word in (piece for whole in words for piece in _break_word(whole, width, size, weight)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width_px(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def wrap_name(name: str, width: float, size: float, weight: str = REGULAR) -> list[str]:
    """Break a name into lines no wider than ``width``, at blanks and after hyphens; a single word may be wider.

    What stands in brackets stays whole: ``New York (without New York City)`` has two lines at most. A word may be in
    ``<b>…</b>``, as in a figure.
    """
    whole = _BRACKETS.sub(lambda match: match[0].replace(" ", "\u00a0"), name)
    first, *pieces = _NAME_BREAKS.split(whole.strip(" \t\r\n"))
    lines = [first]
    for gap, word in zip(pieces[::2], pieces[1::2], strict=True):
        longer = f"{lines[-1]}{' ' if gap else ''}{word}"
        if markup_width_px(longer, size, weight) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _break_word(word: str, width: float, size: float, weight: str) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width_px(pieces[-1] + letter, size, weight) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@lru_cache(maxsize=len(FONT_WEIGHTS))
def _advance_widths(weight: str) -> tuple[dict[int, float], float]:
    """Return the advance width of each character in em, and that of the sign for a missing one."""
    with TTFont(font_path(weight), lazy=True) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: metrics[name][0] / em for code, name in font.getBestCmap().items()}, metrics[".notdef"][0] / em
