"""What there is to choose from: which charts can be drawn of which places, measures and groups."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from dashboard.params.options import OFFERS, SUMMED
from etl.core.languages import SOURCE
from etl.core.model import PeriodKind
from etl import registry

DIMENSIONS = ("place", "sex", "age", "drug")
"""What figures can be broken down by; ``place`` is by the parts of a place."""
REMEMBERED = 4096
"""Answers kept of which measures a chart has of a place, by the identity of the choices: every page asks many times."""


@dataclass(frozen=True, eq=False)
class Choices:
    """What is held: place codes (with a finder of near matches), measures by place, groups by place and measure.

    ``measures`` come ranked: the first is shown when none is chosen. ``groups`` are those besides ``all``.
    ``populated`` are the places of which a population is held, ``broken`` the places and measures of which too many
    months are missing for a picture of their course, ``ended`` those that end a year before others of the place.
    ``languages`` are those that pages can be read in.
    """

    places: Mapping[str, Any]
    near: Callable[[str], list[str]]
    measures: Mapping[str, tuple[str, ...]]
    default_place: str
    edition: int
    populated: frozenset[str] = frozenset()
    groups: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    ended: frozenset[tuple[str, str]] = frozenset()
    languages: tuple[str, ...] = (SOURCE,)

    def has_rates(self, place: str, measure: str, group: str = "all") -> bool:
        """Whether the figures are numbers of deaths that a population can be divided into.

        Of a sex or an age no population is held, and that of all would be the wrong one.
        """
        whole = not group.startswith(("sex", "age"))
        return whole and place in self.populated and registry.measure(measure).counts_deaths

    @cached_property
    def _parts(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of the parts of each place that has any."""
        found: dict[str, list[str]] = {}
        for code in sorted(self.places):
            found.setdefault(self.places[code].parent, []).append(code)
        return {place: tuple(codes) for place, codes in found.items() if place}

    def parts(self, place: str, measure: str) -> tuple[str, ...]:
        """The parts of a place that the measure is held for, in the order of their codes.

        A part that is itself counted in parts only, as New York is by the CDC, stands as those.
        """
        found: list[str] = []
        for code in self._parts.get(place, ()):
            found += [code] if measure in self.measures.get(code, ()) else self.parts(code, measure)
        return tuple(found)

    def rated(self, slug: str, places: tuple[str, ...], measures: tuple[str, ...], group: str = "all") -> bool:
        """Whether a population is held of any of the places, or parts of one, that a chart shows."""
        if measures and (OFFERS[slug].by_part or group == "place"):
            places = self.parts(places[0], measures[0])
        return any(self.has_rates(place, measure, group) for place in places for measure in measures)

    def dimensions(self, place: str, measure: str) -> tuple[str, ...]:
        """What the figures of a place can be broken down by."""
        found = {group.partition(":")[0] for group in self.groups.get((place, measure), ())}
        if len(self.parts(place, measure)) > 1:
            found.add("place")
        return tuple(dimension for dimension in DIMENSIONS if dimension in found)

    def offered(self, slug: str, place: str) -> tuple[str, ...]:
        """The measures that a chart can show of a place, ranked; what has too many gaps for it comes last."""
        return _offered(self, slug, place)

    def is_poor(self, slug: str, place: str, measure: str) -> bool:
        """Whether a chart that sets courses beside each other would show gaps, or what another measure has outlived."""
        offer = OFFERS[slug]
        if not (offer.by_dimension or offer.over_twelve):
            return False
        shown = self.parts(place, measure) if offer.by_part or offer.by_dimension else (place,)
        return any((one, measure) in self.broken | self.ended for one in shown)

    def of_parts(self, place: str) -> tuple[str, ...]:
        """Measures held for two parts or more, those held for most of them first."""
        held = (measure for code in self._parts.get(place, ()) for measure in self.measures.get(code, ()))
        counts = {measure: len(self.parts(place, measure)) for measure in dict.fromkeys(held)}
        several = [measure for measure, count in counts.items() if count > 1]
        return tuple(sorted(several, key=lambda measure: -counts[measure]))

    def drawable(self, slug: str) -> tuple[str, ...]:
        """The places of which a chart can show anything, in the order of their codes."""
        return _drawable(self, slug)

    def usual_measure(self, slug: str, places: tuple[str, ...], group: str = "") -> str:
        """What is shown of places when no measure is chosen: as few definitions as they have together.

        Of a single place, a chart of several shows the first measure of each publisher. ``group`` is the dimension that
        a breakdown is asked for.
        """
        offered = {place: self.offered(slug, place) for place in places}
        if group:
            offered = {
                place: tuple(measure for measure in held if group in self.dimensions(place, measure))
                for place, held in offered.items()
            }
        if OFFERS[slug].several and len(places) == 1:
            return ",".join(_one_of_each_publisher(offered[places[0]]))
        good = {
            place: tuple(measure for measure in held if not self.is_poor(slug, place, measure)) or held
            for place, held in offered.items()
        }
        return ",".join(_fewest([held for held in good.values() if held]))

    def windows(self, slug: str, measures: Iterable[str]) -> tuple[int, ...]:
        """Over how many months figures of the measures can be shown, the usual one first."""
        offer, found = OFFERS[slug], [registry.measure(measure) for measure in measures]
        if offer.over_twelve:
            monthly = all(measure.period is PeriodKind.MONTH for measure in found)
            return offer.windows if monthly else offer.windows[:1]
        summed = all(measure.period in SUMMED and not measure.is_percentage for measure in found)
        return offer.windows if summed else (1,)


@lru_cache(REMEMBERED)
def _offered(choices: Choices, slug: str, place: str) -> tuple[str, ...]:
    offer = OFFERS[slug]
    held = choices.of_parts(place) if offer.by_part else choices.measures.get(place, ())
    drawn = [measure for measure in held if offer.shows(registry.measure(measure))]
    if offer.by_dimension:
        drawn = [measure for measure in drawn if choices.dimensions(place, measure)]
    return tuple(sorted(drawn, key=lambda measure: choices.is_poor(slug, place, measure)))


@lru_cache(REMEMBERED)
def _drawable(choices: Choices, slug: str) -> tuple[str, ...]:
    places = choices.places
    codes = {places[code].parent for code in choices.measures} - {""} if OFFERS[slug].by_part else choices.measures
    return tuple(sorted(code for code in codes if choices.offered(slug, code)))


def _one_of_each_publisher(measures: tuple[str, ...]) -> list[str]:
    first: dict[str, str] = {}
    for measure in measures:
        first.setdefault(registry.source_of(measure).id, measure)
    return list(first.values())


def _fewest(offered: list[tuple[str, ...]]) -> list[str]:
    """Measures so that each place has one, whatever the order of the places: first the one that most of them have."""
    chosen: list[str] = []
    while left := [held for held in offered if not set(held) & set(chosen)]:
        ranks: dict[str, list[int]] = {}
        for held in left:
            for rank, measure in enumerate(held):
                ranks.setdefault(measure, []).append(rank)
        chosen.append(min(ranks, key=lambda measure: (-len(ranks[measure]), sum(ranks[measure]), measure)))
    return chosen
