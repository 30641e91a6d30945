"""What differs between two pictures, pixel by pixel."""

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

MARK, FRAME = "#e6007e", 3
"""The color of pixels that differ, and the pixels of the line around them all."""
FADED = 0.75
"""How much of what did not change gives way to white."""
NOTICEABLE = 8
"""Steps of 255 by which a pixel differs: less is rounding at the edges of letters."""


@dataclass(frozen=True)
class Difference:
    """How much of a picture changed, from 0 to 1, and the picture with that marked."""

    share: float
    marked: Image.Image


def difference(before, after):
    """Return the difference of two pictures, laid on each other at their upper left; None where none is noticeable."""
    size = max(before.width, after.width), max(before.height, after.height)
    old, new = (_on_white(picture, size) for picture in (before, after))
    changed = _noticeable(ImageChops.difference(old, new))
    box = changed.getbbox()
    if before.size == after.size and box is None:
        return None
    marked = Image.blend(new, Image.new("RGB", size, "white"), FADED)
    marked.paste(MARK, mask=changed)
    if box:
        ImageDraw.Draw(marked).rectangle(_wider(box, size), outline=MARK, width=FRAME)
    return Difference(changed.histogram()[255] / (size[0] * size[1]), marked)


def _on_white(picture, size):
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture.convert("RGB"))
    return sheet


def _noticeable(differences):
    """Return a mask of the pixels in which any of the colors differs by enough."""
    red, green, blue = differences.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point(lambda step: 255 if step >= NOTICEABLE else 0)


def _wider(box, size):
    left, top, right, bottom = box
    space = 2 * FRAME
    return max(left - space, 0), max(top - space, 0), min(right + space, size[0]) - 1, min(bottom + space, size[1]) - 1
