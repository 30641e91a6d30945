"""Streaks: what a sentence says of spans in a row, all above a number, or each above the one before."""

import re

from etl.claims.drafts.calendar_words import ORDINAL, SMALL_NUMBER, UNIT, compiled, ordinal, small_number, unit_months
from etl.claims.drafts.numbers import Number, find_numbers
from etl.claims.drafts.raw_figures import RawFigure
from etl.core.quotation import Direction, QuoteKind, Streak

_STREAK = tuple(
    compiled(pattern)
    for pattern in (
        (
            rf"\b(?P<exact>{ORDINAL}) (?:straight|consecutive|successive) (?P<unit>{UNIT})?(?:monthly |annual |yearly "
            rf"|quarterly )?"
        ),
        rf"\b(?P<exact>{ORDINAL}) (?P<unit>month|quarter|year) (?:in a row|running|straight)",
        rf"\b(?P<exact>{ORDINAL}) in a row",
        rf"\b(?P<exact>{ORDINAL}) (?P<unit>month|quarter|year)(?= (?:above|over|below|under|with (?:more|fewer|over)))",
        rf"\b(?P<count>{SMALL_NUMBER}) (?:straight|consecutive|successive) (?P<unit>{UNIT})",
        rf"\b(?P<count>{SMALL_NUMBER}) (?P<unit>{UNIT}) (?:in a row|running|straight|on end)",
        (
            rf"\b(?P<exact>{ORDINAL}) (?P<unit>mois|trimestre|année|an) (?:consécutifs?|consécutive|de suite|"
            rf"d'affilée|d'une série)"
        ),
        (
            rf"\b(?P<count>{SMALL_NUMBER}) (?P<unit>mois|trimestres?|années?|ans?) (?:consécutifs?|consécutives|de "
            rf"suite|d'affilée)"
        ),
        rf"\b(?P<exact>{ORDINAL}) fois (?:consécutive|de suite|d'affilée)",
    )
)
_ABOVE = (
    r"above|over|more than|exceed\w*|topp\w+|surpass\w+|north of|plus de|au-dessus de|dépass\w+|au-delà de|"
    r"at least|au moins"
)
_BELOW = r"below|under|fewer than|less than|moins de|sous|au-dessous de|en dessous de"
_THRESHOLD_AFTER = compiled(rf"^[^.;0-9]{{0,40}}?\b(?:(?P<above>{_ABOVE})|(?P<below>{_BELOW})) (?:the )?$")
_THRESHOLD_BEFORE = compiled(rf"\b(?:(?P<above>{_ABOVE})|(?P<below>{_BELOW})) (?:the )?$")
_LEADS_TO_STREAK = compiled(r"^[^.;0-9]{0,50}\b(?:for|in|pour|pendant|depuis)(?: the| a| an| le| un| une| la)? ?$")
_FALLS = compiled(
    r"\b(?:declin\w+|drop\w*|decreas\w+|fall|falls|fell|fallen|fewer|lower|down|improve\w*|baiss\w+|dimin\w+|"
    r"recul\w*)\b"
)
_RISES = compiled(
    r"\b(?:increas\w+|rise|rises|rose|risen|higher|up|growth|grew|climb\w*|hausse|augment\w+|progress\w+)\b"
)


_REACH_CHARS = 60
"""How far from a streak its number may stand."""
UNIT_NAMES = {1: "months", 3: "quarters", 6: "halves", 12: "years"}


def find_streaks(text: str, taken: bytearray) -> list[RawFigure]:
    """Return the streaks of a sentence, and mark them in ``taken``, by character, with the numbers that they hold."""
    numbers = find_numbers(text)
    figures = []
    for pattern in _STREAK:
        for match in pattern.finditer(text):
            figure = None if any(taken[match.start() : match.end()]) else _streak(text, match, numbers)
            if figure:
                taken[figure.start : figure.end] = b"\1" * (figure.end - figure.start)
                figures.append(figure)
    return figures


def _streak(text: str, match: re.Match[str], numbers: list[Number]) -> RawFigure | None:
    groups = match.groupdict()
    length = ordinal(groups["exact"]) if groups.get("exact") else small_number(match["count"])
    months = unit_months(groups["unit"]) if groups.get("unit") else None
    start, end = match.start(), match.end()
    threshold = None
    if bound := _threshold_after(text, match, numbers) or _threshold_before(text, match, numbers):
        direction, number, edge = bound
        threshold, start, end = number.value, min(start, edge), max(end, number.end)
    elif (trend := _trend(text, match)) is not None:
        direction = trend
    else:
        return None
    return RawFigure(
        QuoteKind.STREAK,
        start,
        end,
        value=float(length),
        unit=UNIT_NAMES.get(months or 0, ""),
        streak=Streak(direction, length, threshold, is_exact=bool(groups.get("exact"))),
        unit_months=months,
    )


Bound = tuple[Direction, Number, int]
"""Which side of a number, the number, and where the words about it begin."""


def _threshold_after(text: str, match: re.Match[str], numbers: list[Number]) -> Bound | None:
    number = next((number for number in numbers if number.start >= match.end()), None)
    if not number or number.start - match.end() > _REACH_CHARS:
        return None
    words = _THRESHOLD_AFTER.search(text[match.end() : number.start])
    return (Direction.HIGH if words["above"] else Direction.LOW, number, match.start()) if words else None


def _threshold_before(text: str, match: re.Match[str], numbers: list[Number]) -> Bound | None:
    number = next((number for number in reversed(numbers) if number.end <= match.start()), None)
    if not number or not _LEADS_TO_STREAK.match(text[number.end : match.start()]):
        return None
    words = _THRESHOLD_BEFORE.search(text, max(0, number.start - 24), number.start)
    return (Direction.HIGH if words["above"] else Direction.LOW, number, words.start()) if words else None


def _trend(text: str, match: re.Match[str]) -> Direction | None:
    """Return which way the spans go: the words right after decide ("decline"), else the last ones before."""
    after = text[match.end() : match.end() + 30]
    before = text[max(0, match.start() - _REACH_CHARS) : match.start()]
    for words in (after, before):
        falls = max((word.end() for word in _FALLS.finditer(words)), default=0)
        rises = max((word.end() for word in _RISES.finditer(words)), default=0)
        if falls != rises:
            return Direction.LOW if falls > rises else Direction.HIGH
    return None
