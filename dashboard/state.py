"""A reader's choices as a value, and the same as a query string. Knows neither Dash nor Flask."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dashboard.errors import BadOption
from etl import registry
from etl.model import Period, PeriodKind

KINDS = ("blog", "news", "statement", "policy", "research", "event")
LANGUAGES = ("en", "fr")
UNITS = ("count", "rate")
WINDOWS = (1, 12)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
"""``date.fromisoformat`` alone would take 20200825 and 2020-W35-2 too, and one view would have many addresses."""


@dataclass(frozen=True)
class Choices:
    """What there is to choose from: place codes (with a finder of near matches), measures by place.

    ``populated`` are the places of which a population is held.
    """

    places: Mapping[str, Any]
    near: Callable[[str], list[str]]
    measures: Mapping[str, tuple[str, ...]]
    default_place: str
    edition: int
    populated: frozenset[str] = frozenset()

    def has_rates(self, place: str, measure: str) -> bool:
        """Whether the figures are numbers of deaths that a population can be divided into."""
        return place in self.populated and registry.measure(measure).counts_deaths


@dataclass(frozen=True)
class ChartState:
    """One view of one chart. ``as_of`` None means as published now; ``edition`` None the newest."""

    places: tuple[str, ...]
    measure: str
    group: str = "all"
    unit: str = "count"
    window: int = 1
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    edition: int | None = None
    notes: bool = True
    kinds: tuple[str, ...] = KINDS
    lang: str = "en"

    @property
    def place(self) -> str:
        """The first place chosen."""
        return self.places[0]

    @property
    def day(self) -> date:
        """The last day whose publications count."""
        return self.as_of or date.max

    @property
    def pinned(self) -> bool:
        """Whether the view can never change: it names both its times."""
        return self.as_of is not None and self.edition is not None


def default(choices: Choices, place: str | None = None) -> ChartState:
    """The view of a place when nothing else is chosen."""
    code = place or choices.default_place
    return ChartState(places=(code,), measure=choices.measures.get(code, ("",))[0])


def parse(query: Mapping[str, list[str]], choices: Choices) -> ChartState:
    """Read ``{option: values}``; ``BadOption`` names the first option that is unknown, repeated or has a bad value."""
    known = [field.name for field in fields(ChartState)]
    for option, values in query.items():
        if option not in known:
            raise BadOption(option, values[0], "an option such as " + ", ".join(known), _near(option, known))
        if len(values) > 1:
            raise BadOption(option, "&".join(values), "one value")
    given = {option: values[0].strip() for option, values in query.items() if values[0].strip()}
    places = _places(given.get("places"), choices)
    read = {option: _READERS[option](value) for option, value in given.items() if option in _READERS}
    state = replace(default(choices, places[0]), places=places, **read)
    _check(state, choices)
    return state


def _check(state: ChartState, choices: Choices) -> None:
    offered = choices.measures.get(state.place, ())
    if state.measure not in (offered or ("", *registry.MEASURES)):
        expected = f"a measure held for {state.place}: {', '.join(offered)}" if offered else "a known measure"
        raise BadOption("measure", state.measure, expected, _near(state.measure, offered or registry.MEASURES))
    if len(state.places) > 1:
        raise BadOption("places", ",".join(state.places), "one place")
    if state.edition is not None and not 1 <= state.edition <= choices.edition:
        known = f"a number from 1 to {choices.edition}" if choices.edition else "none, since nothing is held yet"
        raise BadOption("edition", str(state.edition), known)
    if state.start and state.end and state.end < state.start:
        raise BadOption("end", state.end.isoformat()[:7], f"a month not before start={state.start.isoformat()[:7]}")
    if state.window != 1 and state.measure and registry.measure(state.measure).period is not PeriodKind.MONTH:
        raise BadOption("window", str(state.window), f"1 with measure={state.measure}, whose periods are not months")
    if state.unit == "rate" and offered and not choices.has_rates(state.place, state.measure):
        raise BadOption("unit", "rate", f"count; rates are of deaths, where a population of {state.place} is held")
    if state.group != "all":
        raise BadOption("group", state.group, "all")


def _places(text: str | None, choices: Choices) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(text.split(","))) if text else (choices.default_place,)
    for code in codes:
        if code not in choices.places:
            raise BadOption("places", code, "a place code such as CA-BC", choices.near(code))
    return codes


def _near(text: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(text, list(known), n=3)


def _day(option: str) -> Callable[[str], date]:
    def read(text: str) -> date:
        try:
            return date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError as error:
            raise BadOption(option, text, "a day such as 2020-08-25") from error

    return read


def _month(option: str) -> Callable[[str], date]:
    def read(text: str) -> date:
        try:
            period = Period.parse(text)
        except ValueError as error:
            raise BadOption(option, text, "a month such as 2020-07") from error
        if period.length != 1:
            raise BadOption(option, text, "a month such as 2020-07")
        return period.start

    return read


def _one_of(option: str, allowed: tuple[Any, ...]) -> Callable[[str], Any]:
    by_text = {str(value): value for value in allowed}

    def read(text: str) -> Any:
        if text not in by_text:
            raise BadOption(option, text, " or ".join(by_text), _near(text, by_text))
        return by_text[text]

    return read


def _edition(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadOption("edition", text, "a number from 1 on")
    return int(text)


def _kinds(text: str) -> tuple[str, ...]:
    if text == "none":
        return ()
    chosen = text.split(",")
    for kind in chosen:
        if kind not in KINDS:
            raise BadOption("kinds", kind, f"some of {', '.join(KINDS)}, or none", _near(kind, KINDS))
    return tuple(kind for kind in KINDS if kind in chosen)


_READERS: dict[str, Callable[[str], Any]] = {
    "measure": str,
    "group": str,
    "unit": _one_of("unit", UNITS),
    "window": _one_of("window", WINDOWS),
    "start": _month("start"),
    "end": _month("end"),
    "as_of": _day("as_of"),
    "edition": _edition,
    "notes": lambda text: _one_of("notes", (0, 1))(text) == 1,
    "kinds": _kinds,
    "lang": _one_of("lang", LANGUAGES),
}


def query(state: ChartState, choices: Choices) -> str:
    """The state as a query string: fixed order, defaults left out; empty for the default view.

    What a place shows when no measure is chosen depends on what is held of it: an address that never changes names it.
    """
    usual = default(choices, state.place)
    if state.pinned and state.place != choices.default_place:
        usual = replace(usual, measure="")
    options = {
        field.name: _written(field.name, getattr(state, field.name))
        for field in fields(ChartState)
        if getattr(state, field.name) != getattr(usual, field.name)
    }
    if state.places != (choices.default_place,):
        options = {"places": _written("places", state.places)} | options
    return urlencode(options, safe=",:")


def _written(option: str, value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value) or "none"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()[:7] if option in {"start", "end"} else value.isoformat()
    return str(value)
