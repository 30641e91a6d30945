"""Reads the text of each option of an address. ``chart_params`` puts the choices together."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from dashboard.errors import InvalidParameter, InvalidRange, Message, any_of
from dashboard.i18n import gettext_noop as _
from dashboard.params.availability import DIMENSIONS, Availability
from dashboard.params.options import KINDS, WINDOWS, ChartOptions
from etl.core.model import Period

_DAY_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
"""``date.fromisoformat`` alone would take 20200825 and 2020-W35-2 too, and one view would have many addresses."""


def parse_values(texts: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, Any]:
    """Read the options whose text means the same on every chart: ``{"window": "12"}`` gives ``{"window": 12}``.

    Places are left out: which there are, and how many, depends on the data and the chart. ``InvalidParameter`` names
    an option whose text cannot be read.
    """
    parsers = _PARSERS | {"lang": _choice_parser("lang", languages)}
    return {option: parsers[option](text) for option, text in texts.items() if option in parsers}


def parse_places(text: str | None, availability: Availability, options: ChartOptions) -> tuple[str, ...]:
    """Read the places of a chart, each once; none where none is named.

    ``InvalidParameter`` for a code that no place has, with those that look like it, and for too many places.
    """
    codes = tuple(dict.fromkeys(text.split(","))) if text else ()
    for code in codes:
        if code not in availability.places:
            raise InvalidParameter(
                "places", code, Message(_("a place code such as CA-BC")), availability.close_matches(code)
            )
    if len(codes) > options.max_places:
        most = options.max_places
        expected = Message(_("one place")) if most == 1 else Message(_("{n} places at most"), n=most)
        raise InvalidParameter("places", ",".join(codes), expected)
    return codes


def parse_dimension(text: str) -> str:
    """Return the dimension that a breakdown is asked for; empty where none is."""
    if text and text not in DIMENSIONS:
        raise InvalidParameter("group", text, any_of(DIMENSIONS), close_matches(text, DIMENSIONS))
    return text


def check_range(start: date | None, end: date | None) -> None:
    """Raise ``InvalidRange`` where a last month is before the first one."""
    if start and end and end < start:
        raise InvalidRange(
            "end", end.isoformat()[:7], Message(_("a month not before start={start}"), start=start.isoformat()[:7])
        )


def close_matches(text: str, names: Iterable[str]) -> list[str]:
    """Return up to three names that a text may be a slip for."""
    return difflib.get_close_matches(text, list(names), n=3)


def parse_day(option: str, text: str) -> date:
    """Read a day; ``InvalidParameter`` names the option where it is none."""
    try:
        return date.fromisoformat(text if _DAY_PATTERN.fullmatch(text) else "")
    except ValueError as error:
        raise InvalidParameter(option, text, Message(_("a day such as 2020-08-25"))) from error


def _month_parser(option: str) -> Callable[[str], date]:
    def read(text: str) -> date:
        try:
            period = Period.parse(text)
        except ValueError as error:
            raise InvalidParameter(option, text, Message(_("a month such as 2020-07"))) from error
        if period.length_months != 1:
            raise InvalidParameter(option, text, Message(_("a month such as 2020-07")))
        return period.start

    return read


def _choice_parser(option: str, allowed: tuple[Any, ...]) -> Callable[[str], Any]:
    by_text = {str(value): value for value in allowed}

    def read(text: str) -> Any:
        if text not in by_text:
            raise InvalidParameter(option, text, any_of(by_text), close_matches(text, by_text))
        return by_text[text]

    return read


def parse_edition(option: str, text: str) -> int:
    """Read the number of an edition; ``InvalidParameter`` names the option where it is none."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InvalidParameter(option, text, Message(_("a number from 1 on")))
    return int(text)


def _parse_kinds(text: str) -> tuple[str, ...]:
    if text == "none":
        return ()
    chosen = text.split(",")
    for kind in chosen:
        if kind not in KINDS:
            raise InvalidParameter(
                "kinds",
                kind,
                Message(_("some of {names}, or none"), names=", ".join(KINDS)),
                close_matches(kind, KINDS),
            )
    return tuple(kind for kind in KINDS if kind in chosen)


_PARSERS: dict[str, Callable[[str], Any]] = {
    "measure": str,
    "group": str,
    "unit": str,
    "window": _choice_parser("window", WINDOWS),
    "start": _month_parser("start"),
    "end": _month_parser("end"),
    "as_of": partial(parse_day, "as_of"),
    "vintage": partial(parse_day, "vintage"),
    "edition": partial(parse_edition, "edition"),
    "notes": lambda text: _choice_parser("notes", (0, 1))(text) == 1,
    "kinds": _parse_kinds,
    "note": str,
    "term": str,
}
