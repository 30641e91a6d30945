"""Events as short words above a chart over time, each on a thin line that leads down to the curve on its day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

from dashboard.i18n import Locale
from dashboard.plotting import theme, trace_names
from dashboard.plotting.curve import Curve
from dashboard.plotting.label_boxes import Axes, Box
from dashboard.plotting.theme import LIGHT, Figure
from dashboard.svg.text_width import text_width_px
from etl.reference.events import Event

"""The name of these words and lines in a figure: they stay while a script steps through the days."""
WORD_SIZE_PX, LEVEL_PX = theme.FONT_SIZE_PX - 1, 15
MAX_WORDS, MAX_NARROW_WORDS = 6, 4
MAX_LEVELS, MAX_NARROW_LEVELS = 3, 4
"""How many events are named, and on how many lines above each other; on a phone words are longer than days apart."""
GAP_PX = 4
"""Free between words beside each other, and between a line and other words."""
_SIDES = ("left", "right", "center")
_START_EM = {"left": 0.0, "right": -1.0, "center": -0.5}
"""Where words start, in their own widths from the line that leads to them."""


@dataclass(frozen=True)
class EventWords:
    """An event in short words: on which level above the plot, from 0, and which side of them stands at its day."""

    event: Event
    text: str
    level: int
    side: str


@dataclass(frozen=True)
class _Words:
    """Words to place: where the line that leads to them stands, and how wide they are, in pixels."""

    x: float
    width: float


_Spot = tuple[int, str]
"""A level and a side."""


@lru_cache(maxsize=512)
def place_words(
    events: tuple[Event, ...], locale: Locale, span: tuple[date, date], margins_px: tuple[float, float], *, narrow: bool
) -> tuple[EventWords, ...]:
    """Choose the events that are named on an axis over a span of days, and where their words stand.

    They are taken by priority, then by day, each where all have room at the least width that a chart is shown with.
    ``margins_px`` is the room left and right of the axis.
    """
    (first, last), most = span, MAX_NARROW_WORDS if narrow else MAX_WORDS
    width_px = theme.min_chart_width_px(narrow=narrow) - sum(margins_px)
    room = Box(-margins_px[0], width_px + margins_px[1], 0, (MAX_NARROW_LEVELS if narrow else MAX_LEVELS) * LEVEL_PX)
    chosen: list[Event] = []
    spots: Sequence[_Spot] = ()
    candidates = [event for event in events if event.short and first <= event.day <= last]

    def measure(event: Event) -> _Words:
        x = width_px * ((event.day - first) / (last - first))
        return _Words(round(x, 1), text_width_px(locale.localize(event.short), WORD_SIZE_PX))

    for event in sorted(candidates, key=lambda event: (event.priority, event.day)):
        tried = sorted([*chosen, event], key=lambda event: event.day)
        arranged = _arrange(tuple(map(measure, tried)), room) if len(tried) <= most else None
        if arranged:
            chosen, spots = tried, arranged
    return tuple(
        EventWords(event, locale.localize(event.short), *spot) for event, spot in zip(chosen, spots, strict=True)
    )


def _arrange(words: tuple[_Words, ...], room: Box) -> tuple[_Spot, ...] | None:
    """Find a spot for each of some words, on as few levels as they need; None where they have no room together.

    No words cover others, or a line that leads to others.
    """
    for levels in range(1, round(room.top / LEVEL_PX) + 1):
        spots = _fill(words, tuple(product(range(levels), _SIDES)), room, ())
        if spots is not None:
            return spots
    return None


def _fill(
    words: Sequence[_Words], offered: Sequence[_Spot], room: Box, taken: Sequence[tuple[Box, Box]]
) -> tuple[_Spot, ...] | None:
    """Place the first of some words and then the others, another way where those find no room."""
    if not words:
        return ()
    for spot in offered:
        boxes = _boxes(words[0], *spot)
        if _is_free(*boxes, taken, room):
            others = _fill(words[1:], offered, room, [*taken, boxes])
            if others is not None:
                return (spot, *others)
    return None


def _boxes(words: _Words, level: int, side: str) -> tuple[Box, Box]:
    """Return what words cover, and the line that leads to them from below."""
    left, bottom = words.x + _START_EM[side] * words.width, level * LEVEL_PX
    cover = Box(left - GAP_PX, left + words.width + GAP_PX, bottom, bottom + LEVEL_PX)
    return cover, Box(words.x - GAP_PX, words.x + GAP_PX, 0, bottom)


def _is_free(words: Box, line: Box, taken: Iterable[tuple[Box, Box]], room: Box) -> bool:
    if words.left < room.left or words.right > room.right:
        return False
    return not any(
        words.overlaps(others) or words.overlaps(other_line) or line.overlaps(others) for others, other_line in taken
    )


def height_px(placed: Sequence[EventWords]) -> int:
    """Return the pixels that words take above the plot."""
    return LEVEL_PX * (1 + max(words.level for words in placed)) + GAP_PX if placed else 0


def word_annotations(placed: Iterable[EventWords]) -> list[Figure]:
    """Write the words above the plot."""
    return [
        {
            "name": trace_names.EVENT,
            "x": words.event.day.isoformat(),
            "y": 1,
            "xref": "x",
            "yref": "y domain",
            "text": words.text,
            "showarrow": False,
            "xanchor": words.side,
            "yanchor": "bottom",
            "xshift": {"left": -2, "right": 2, "center": 0}[words.side],
            "yshift": GAP_PX + LEVEL_PX * words.level - 2,
            "font": {"size": WORD_SIZE_PX, "color": LIGHT["mark"]},
        }
        for words in placed
    ]


def leader_shapes(placed: Iterable[EventWords], curve: Curve, top: float) -> list[Figure]:
    """Draw the lines from the words to the curve: through the plot, and above it in pixels.

    ``top`` is the end of the axis of values.
    """
    shapes = []
    for words in placed:
        day = words.event.day
        shapes += [
            _line(day, yref="y", y0=min(top, curve.height_at(day) + 0.03 * top), y1=top),
            _line(day, yref="y domain", ysizemode="pixel", yanchor=1, y0=0, y1=GAP_PX + LEVEL_PX * words.level),
        ]
    return shapes


def leader_boxes(shapes: Iterable[Figure], axes: Axes) -> list[Box]:
    """Return what the lines of events and breaks cover among the shapes of a plot, with a little free beside them."""
    boxes = []
    for shape in shapes:
        if shape["type"] == "line" and shape["yref"] == "y":
            (x, bottom), (_, top) = (axes.point(date.fromisoformat(shape["x0"]), shape[end]) for end in ("y0", "y1"))
            boxes.append(Box(x - GAP_PX, x + GAP_PX, bottom, top))
    return boxes


def _line(day: date, **ends: object) -> Figure:
    x = day.isoformat()
    line = {"color": LIGHT["ghost"], "width": 1}
    return {
        "name": trace_names.EVENT,
        "type": "line",
        "xref": "x",
        "x0": x,
        "x1": x,
        "line": line,
        "layer": "below",
        **ends,
    }
