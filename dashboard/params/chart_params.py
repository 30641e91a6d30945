"""A reader's choices as a value, and the same as a query string. Knows neither Dash nor Flask."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dashboard.errors import BadOption
from dashboard.params.availability import DIMENSIONS, Choices
from dashboard.params.options import OFFERS, Offer
from etl.core.languages import SOURCE
from etl.core.model import Period
from etl.reference.commentary import Kind
from etl import registry

KINDS = tuple(kind.value for kind in Kind)
WINDOWS = (1, 12)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
"""``date.fromisoformat`` alone would take 20200825 and 2020-W35-2 too, and one view would have many addresses."""


@dataclass(frozen=True)
class ChartState:
    """One view of one chart. ``as_of`` None means as published now; ``edition`` None the newest.

    ``measure`` is one id, or several with commas between: then each place shows the first that is held of it.
    """

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
    lang: str = SOURCE
    slug: str = "trend"

    @property
    def offer(self) -> Offer:
        """What can be chosen on its chart."""
        return OFFERS[self.slug]

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures chosen; none where nothing is held."""
        return tuple(self.measure.split(",")) if self.measure else ()

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


OPTIONS = tuple(field.name for field in fields(ChartState) if field.name != "slug")
"""The options of an address, in the order in which they are written. The chart is its path."""


def default(choices: Choices, *places: str, slug: str = "trend", measure: str = "", group: str = "") -> ChartState:
    """The view of a chart, of some places or of its usual ones, when nothing else is chosen.

    What is usual follows the ``measure``, where one was chosen, and the ``group``: not every measure can be broken down
    by every dimension.
    """
    offer = OFFERS[slug]
    chosen = places or offer.usual or (choices.default_place,)
    shown = measure or choices.usual_measure(slug, chosen, group)
    measures = tuple(one for one in shown.split(",") if one in registry.MEASURES)
    if offer.by_dimension and not group:
        group = next(iter(choices.dimensions(chosen[0], shown)), "place")
    rated = choices.rated(slug, chosen, measures, group)
    units = ("rate", *offer.units) if offer.by_dimension and group == "place" else offer.units
    possible = [unit for unit in units if unit != "rate" or rated]
    return ChartState(
        places=chosen,
        measure=shown,
        group=group or "all",
        unit=possible[0],
        window=choices.windows(slug, measures)[0] if measures else offer.windows[0],
        slug=slug,
    )


def parse(query: Mapping[str, list[str]], choices: Choices, slug: str = "trend") -> ChartState:
    """Read ``{option: values}``; ``BadOption`` names the first option that is unknown, repeated or has a bad value.

    Only ``places`` may be repeated, as the boxes of a form do.
    """
    offer = OFFERS[slug]
    known = [option for option in OPTIONS if option not in offer.without]
    for option, values in query.items():
        if option not in known:
            raise BadOption(option, values[0], "an option such as " + ", ".join(known), _near(option, known))
        if len(values) > 1 and (option != "places" or offer.most == 1):
            raise BadOption(option, "&".join(values), "one value")
    joined = {option: ",".join(filter(None, map(str.strip, values))) for option, values in query.items()}
    given = {option: text for option, text in joined.items() if text}
    if "measure" in given:
        given["measure"] = ",".join(dict.fromkeys(given["measure"].split(",")))
    readers = _READERS | {"lang": _one_of("lang", choices.languages)}
    read = {option: readers[option](value) for option, value in given.items() if option in readers}
    places = _places(given.get("places"), choices, offer)
    group = _dimension(given.get("group", "")) if offer.by_dimension else ""
    usual = default(choices, *places, slug=slug, measure=given.get("measure", ""), group=group)
    state = replace(usual, **read)
    _check(state, choices)
    return state


def _dimension(text: str) -> str:
    if text and text not in DIMENSIONS:
        raise BadOption("group", text, " or ".join(DIMENSIONS), _near(text, DIMENSIONS))
    return text


def _check(state: ChartState, choices: Choices) -> None:
    _check_measure(state, choices)
    _check_group(state, choices)
    if state.edition is not None and not 1 <= state.edition <= choices.edition:
        known = f"a number from 1 to {choices.edition}" if choices.edition else "none, since nothing is held yet"
        raise BadOption("edition", str(state.edition), known)
    if state.start and state.end and state.end < state.start:
        raise BadOption("end", state.end.isoformat()[:7], f"a month not before start={state.start.isoformat()[:7]}")
    windows = choices.windows(state.slug, state.measures) if state.measures else state.offer.windows
    if state.window not in windows:
        allowed = " or ".join(map(str, windows))
        raise BadOption("window", str(state.window), f"{allowed} with measure={state.measure} on this chart")
    if state.unit not in state.offer.units:
        raise BadOption("unit", state.unit, " or ".join(state.offer.units), _near(state.unit, state.offer.units))
    held = choices.offered(state.slug, state.place)
    if state.unit == "rate" and held and not choices.rated(state.slug, state.places, state.measures, state.group):
        raise BadOption("unit", "rate", "count; rates are of deaths, where a population of those shown is held")


def _check_measure(state: ChartState, choices: Choices) -> None:
    held = [choices.offered(state.slug, place) for place in state.places]
    offered = tuple(dict.fromkeys(measure for one in held for measure in one))
    known = offered or ("", *registry.MEASURES)
    wrong = [measure for measure in (state.measures or ("",)) if measure not in known]
    if wrong or (len(state.measures) > 1 and not state.offer.several):
        places = ", ".join(state.places)
        expected = f"a measure held for {places}: {', '.join(offered)}" if offered else "a known measure"
        found = (wrong or [state.measure])[0]
        raise BadOption("measure", found, expected, _near(found, offered or registry.MEASURES))


def _check_group(state: ChartState, choices: Choices) -> None:
    if not state.measure or state.group == "all":
        return
    if state.offer.by_dimension:
        known = choices.dimensions(state.place, state.measure) or DIMENSIONS
    else:
        known = ("all", *choices.groups.get((state.place, state.measure), ()))
    if state.group not in known:
        raise BadOption("group", state.group, " or ".join(known), _near(state.group, known))


def _places(text: str | None, choices: Choices, offer: Offer) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(text.split(","))) if text else ()
    for code in codes:
        if code not in choices.places:
            raise BadOption("places", code, "a place code such as CA-BC", choices.near(code))
    if len(codes) > offer.most:
        expected = "one place" if offer.most == 1 else f"{offer.most} places at most"
        raise BadOption("places", ",".join(codes), expected)
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
    "unit": str,
    "window": _one_of("window", WINDOWS),
    "start": _month("start"),
    "end": _month("end"),
    "as_of": _day("as_of"),
    "edition": _edition,
    "notes": lambda text: _one_of("notes", (0, 1))(text) == 1,
    "kinds": _kinds,
}


def query(state: ChartState, choices: Choices) -> str:
    """The state as a query string: fixed order, defaults left out; empty for the default view of its chart.

    What is usual depends on what is held: an address that never changes names whatever could come out otherwise.
    """
    usual = _usual_beside(state, choices)
    options = {
        option: _written(option, getattr(state, option))
        for option in OPTIONS
        if getattr(state, option) != getattr(usual, option) and option not in state.offer.without
    }
    if state.places != default(choices, slug=state.slug).places:
        options = {"places": _written("places", state.places)} | options
    return urlencode(options, safe=",:")


def _usual_beside(state: ChartState, choices: Choices) -> ChartState:
    """What an address shows that names the places of the state, and its measure where it has to, and nothing else."""
    group = state.group if state.offer.by_dimension else ""
    usual = default(choices, *state.places, slug=state.slug, group=group)
    if state.pinned or state.measure != usual.measure:
        usual = replace(default(choices, *state.places, slug=state.slug, measure=state.measure), measure="")
    else:
        usual = replace(usual, group=default(choices, *state.places, slug=state.slug).group)
    if state.pinned:
        group, unit = ("" if state.offer.by_dimension else "all"), state.offer.units[0]
        usual = replace(usual, group=group, unit="" if unit == "rate" or state.offer.by_dimension else unit)
    return usual


def carried(state: ChartState, choices: Choices, slug: str) -> ChartState:
    """What another chart shows of the same place as of the same day; its usual view where it has none of the place."""
    offer = OFFERS[slug]
    places = _beside(state, choices, slug) if offer.several else _nearest(state, choices, slug)
    offered = choices.offered(slug, places[0]) if places and not offer.several else ()
    keeps = state.measure in offered and not choices.is_poor(slug, places[0], state.measure)
    usual = default(choices, *places, slug=slug, measure=state.measure if keeps else "")
    return replace(usual, as_of=state.as_of, edition=state.edition, lang=state.lang)


def _nearest(state: ChartState, choices: Choices, slug: str) -> tuple[str, ...]:
    """The place, or what it lies in, if the chart can show it: parts are shown beside each other first."""
    near = (state.place, choices.places[state.place].parent)
    near = near[::-1] if OFFERS[slug].by_part else near
    drawable = choices.drawable(slug)
    return tuple(code for code in near if code in drawable)[:1]


def _beside(state: ChartState, choices: Choices, slug: str) -> tuple[str, ...]:
    """The places of a comparison; a single place stands beside the usual ones of its country, else beside the whole."""
    usual, drawable = OFFERS[slug].usual, choices.drawable(slug)
    if state.offer.several or state.place in usual or state.place not in drawable:
        return state.places if state.offer.several else ()
    country = state.place.partition("-")[0]
    others = usual if usual[0].startswith(country) else (country,)
    return state.place, *(code for code in others if code in drawable and code != state.place)


def _written(option: str, value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value) or "none"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()[:7] if option in {"start", "end"} else value.isoformat()
    return str(value)
