"""Draws an SVG as PNG, for a server in a process of its own: ``python rasterize.py FAMILY FONT…``, SVG in, PNG out.

resvg holds the interpreter's lock while it draws: all else in its process would stand still. The server stays
answerable, the memory of a large picture goes with the process, and so does resvg where it panics. Imports nothing of
the project, so that it starts in the fiftieth of a second. Decision C19 in README.md.
"""

import os
import sys
from functools import cache

import resvg
from resvg import usvg

NICENESS = 5
"""A picture gives way to pages."""
AS_IT_IS = (1, 0, 0, 0, 1, 0)
"""The transform that leaves everything in its place and size."""


def main(family: str, *fonts: str) -> None:
    """Read an SVG from standard input and write it as PNG; a panic of resvg says on standard error what it found."""
    os.nice(NICENESS)
    sys.stdout.buffer.write(draw_png(sys.stdin.buffer.read(), family, *fonts))


def draw_png(svg: bytes, family: str, *fonts: str) -> bytes:
    """Draw an SVG as PNG in this process, its text in a family of which these are the files."""
    return bytes(resvg.render(usvg.Tree.from_str(svg.decode(), _load_fonts(family, *fonts)), AS_IT_IS))


@cache
def _load_fonts(family: str, *fonts: str) -> usvg.Options:
    options = usvg.Options.default()
    options.font_family = family
    for font in fonts:
        options.load_font_file(font)
    return options


if __name__ == "__main__":
    main(*sys.argv[1:])
