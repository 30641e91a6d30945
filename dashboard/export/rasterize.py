"""Draws an SVG as PNG in a process of its own: ``python rasterize.py ZOOM FAMILY FONT…``, SVG in, PNG out.

resvg holds the interpreter's lock while it draws, for a second and more: all else in its process would stand still.
The server stays answerable, and the memory of a large picture goes with the process. Imports nothing of the project, so
that it starts in the twentieth of a second. Decision C19 in README.md.
"""

import os
import sys

import resvg_py

NICENESS = 5
"""A picture gives way to pages."""


def main(zoom: str, family: str, *fonts: str) -> int:
    """Read an SVG from standard input and write it as PNG; says on standard error what resvg found."""
    os.nice(NICENESS)
    try:
        image = resvg_py.svg_to_bytes(
            svg_string=sys.stdin.buffer.read().decode(),
            zoom=float(zoom),
            skip_system_fonts=True,
            font_files=list(fonts),
            font_family=family,
            sans_serif_family=family,
        )
    except ValueError as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(bytes(image))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
