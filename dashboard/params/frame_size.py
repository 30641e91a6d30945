"""How large a picture or a frame is to be: ``width`` and ``height`` of its address, in pixels."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.errors import InvalidParameter, Message
from dashboard.i18n import gettext_noop as _

SIZE_OPTIONS = ("width", "height")
LIMITS_PX = {"width": (320, 2400), "height": (200, 2400)}
"""Least and most of each: on less a chart says nothing, and more is a poster."""


@dataclass(frozen=True)
class FrameSize:
    """Pixels across and down."""

    width: int
    height: int


def parse_size(options: Mapping[str, str], usual: FrameSize) -> FrameSize:
    """Read the sides that ``options`` name, the others as usual; ``InvalidParameter`` for what is no such number."""
    sides = {"width": usual.width, "height": usual.height}
    return FrameSize(**{name: _parse_pixels(name, options.get(name, ""), side) for name, side in sides.items()})


def _parse_pixels(name: str, text: str, usual: int) -> int:
    if not text:
        return usual
    least, most = LIMITS_PX[name]
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
        raise InvalidParameter(
            name, text, Message(_("a number of pixels from {least} to {most}"), least=least, most=most)
        )
    return int(text)
