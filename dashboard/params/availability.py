"""What there is to choose from: which charts can be drawn of which places, measures and groups."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from dashboard.params.default_series import (
    PlaceRecords,
    Records,
    first_of_each_publisher,
    rank_by_place,
    rank_measures,
    smallest_cover,
)
from dashboard.params.options import SUMMABLE, ChartOptions
from etl import registry
from etl.core.languages import SOURCE
from etl.core.model import PeriodKind

_P = ParamSpec("_P")
_R = TypeVar("_R")

DIMENSIONS = ("place", "sex", "age", "drug")
"""What values can be broken down by; ``place`` is by the parts of a place."""
CACHE_SIZE = 4096
"""Answers kept of which measures a chart has of a place, and which is the default: every page asks many times."""
DAYS_CACHE_SIZE = 512
"""Places and days of which is kept how far their measures went: some twenty records each."""
EDITIONS_CACHE_SIZE = 8
"""Earlier editions whose ranking is kept: reading one takes 60 ms."""


@dataclass(frozen=True, eq=False)
class Availability:
    """What is held: place codes (with a finder of near matches), measures by place, groups by place and measure.

    ``measures`` come ranked: the first is shown when none is chosen. ``groups`` are those besides ``all``.
    ``with_population`` are the places of which a population is held. ``records`` say how far each measure of each place
    goes, ``records_of_edition`` how far an earlier edition knew it to go, and ``records_of_day`` how far those of one
    place went on a day, as an edition knew it. ``languages`` are the codes of those that pages can be read in.
    ``note_places`` are the places that each writing or event is about, by its id. ``terms`` are the ids of those that
    are counted in writings.
    """

    places: Mapping[str, Any]
    close_matches: Callable[[str], list[str]]
    measures: Mapping[str, tuple[str, ...]]
    default_place: str
    edition: int
    with_population: frozenset[str] = frozenset()
    groups: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    records: Records = field(default_factory=dict)
    records_of_edition: Callable[[int], Records] | None = None
    records_of_day: Callable[[PlaceRecords, str, date, int], PlaceRecords] | None = None
    languages: tuple[str, ...] = (SOURCE,)
    note_places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    _cached: dict[Callable[..., Any], Callable[..., Any]] = field(init=False, default_factory=dict)

    def cached(
        self, function: "Callable[Concatenate[Availability, _P], _R]", size: int = CACHE_SIZE
    ) -> Callable[_P, _R]:
        """Return a function of these choices that keeps its last answers for as long as the choices are kept."""
        if function not in self._cached:
            self._cached[function] = lru_cache(size)(partial(function, self))
        return self._cached[function]

    def of_edition(self, edition: int | None) -> "Availability":
        """Return the same choices, ranked by what an edition knew; None is the newest.

        What an address that names an edition shows by default does not move with what is learned after that edition.
        """
        if edition is None or self.records_of_edition is None or not 1 <= edition < self.edition:
            return self
        return self._cached_editions(edition)

    @cached_property
    def _cached_editions(self) -> "Callable[[int], Availability]":
        return lru_cache(EDITIONS_CACHE_SIZE)(partial(_ranked_by_edition, self))

    @cached_property
    def with_gaps(self) -> frozenset[tuple[str, str]]:
        """The places and measures of which too many months are missing for a line to show their course."""
        return frozenset(
            (place, name)
            for place, records in self.records.items()
            for name, record in records.items()
            if record.measure.period is PeriodKind.MONTH and record.has_gaps
        )

    @cached_property
    def discontinued(self) -> frozenset[tuple[str, str]]:
        """The places and measures whose values end a year or more before the newest of the place."""
        ends = {
            (place, name): record.last.index + record.last.length_months
            for place, records in self.records.items()
            for name, record in records.items()
            if record.measure.counts_deaths
        }
        newest: dict[str, int] = {}
        for (place, _), end in ends.items():
            newest[place] = max(end, newest.get(place, end))
        return frozenset(key for key, end in ends.items() if end <= newest[key[0]] - 12)

    @cached_property
    def _unfit_for_lines(self) -> frozenset[tuple[str, str]]:
        return self.with_gaps | self.discontinued

    @cached_property
    def _parts_by_place(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of the parts of each place that has any."""
        children: dict[str, list[str]] = {}
        for code in sorted(self.places):
            children.setdefault(self.places[code].parent, []).append(code)
        return {place: tuple(codes) for place, codes in children.items() if place}

    def parts(self, place: str, measure: str) -> tuple[str, ...]:
        """Return the parts of a place that the measure is held for, in the order of their codes.

        A part that is itself counted only in parts is replaced by them: New York, by New York City and the rest of it.
        """
        codes: list[str] = []
        for code in self._parts_by_place.get(place, ()):
            codes += [code] if measure in self.measures.get(code, ()) else self.parts(code, measure)
        return tuple(codes)

    def dimensions(self, place: str, measure: str) -> tuple[str, ...]:
        """Return the dimensions that the values of a place can be broken down by, in the order of ``DIMENSIONS``."""
        names = {group.partition(":")[0] for group in self.groups.get((place, measure), ())}
        if len(self.parts(place, measure)) > 1:
            names.add("place")
        return tuple(dimension for dimension in DIMENSIONS if dimension in names)

    def measures_for_chart(self, options: ChartOptions, place: str) -> tuple[str, ...]:
        """Return the measures that a chart can show of a place, ranked; those with too many gaps for it come last.

        The first is shown when none is chosen; ``rank_measures`` says which that is.
        """
        return self.cached(_measures_for_chart)(options, place)

    def has_gaps_or_is_stale(self, options: ChartOptions, place: str, measure: str) -> bool:
        """Tell whether a measure has too many gaps for a chart that compares lines, or ended before others did.
        Charts that do not compare lines show either: the answer for them is no.
        """
        if not (options.group_is_dimension or options.annual_only):
            return False
        places = self.parts(place, measure) if options.shows_children or options.group_is_dimension else (place,)
        return any((code, measure) in self._unfit_for_lines for code in places)

    def measures_of_parts(self, place: str) -> tuple[str, ...]:
        """Return the measures held for two parts or more of a place, those held for most of them first."""
        measures = (measure for code in self._parts_by_place.get(place, ()) for measure in self.measures.get(code, ()))
        counts = {measure: len(self.parts(place, measure)) for measure in dict.fromkeys(measures)}
        several = [measure for measure, count in counts.items() if count > 1]
        return tuple(sorted(several, key=lambda measure: -counts[measure]))

    def drawable_places(self, options: ChartOptions) -> tuple[str, ...]:
        """Return the places of which a chart can show anything, in the order of their codes."""
        return self.cached(_drawable_places)(options)

    def default_measure(
        self, options: ChartOptions, places: tuple[str, ...], group: str = "", day: date | None = None
    ) -> str:
        """Return what is shown of places when no measure is chosen: as few measures as give each place one.

        Several are separated by commas. Of one place, a chart of several shows the first measure of each publisher.
        ``group`` is the dimension that a breakdown is asked for, if any: then the measures have it. As of a ``day``,
        one place is shown by what would have been its default then, where anything had been published of it.
        """
        return self.cached(_default_measure)(options, places, group, day)

    def ranked_as_of(self, day: date, place: str, measures: tuple[str, ...]) -> tuple[str, ...]:
        """Rank those of the ``measures`` of a place of which a value had been published by a day, as it was then.

        Suppose of Maine were held, in August 2020, its own first quarter of that year, and the CDC's twelve months to
        February 2019: its own stands first. Where nothing had been published, all are returned as they are ranked now.
        """
        if self.records_of_day is None or not measures:
            return measures
        return self.cached(_ranked_as_of)(day, place, measures)

    def windows(self, options: ChartOptions, measures: Iterable[str]) -> tuple[int, ...]:
        """Return over how many months values of the measures can be shown, the usual number first."""
        definitions = [registry.measure(measure) for measure in measures]
        if options.annual_only:
            monthly = all(measure.period is PeriodKind.MONTH for measure in definitions)
            return options.windows if monthly else options.windows[:1]
        summed = all(measure.period in SUMMABLE and not measure.is_quotient for measure in definitions)
        return options.windows if summed else (1,)


def _measures_for_chart(availability: Availability, options: ChartOptions, place: str) -> tuple[str, ...]:
    measures = availability.measures_of_parts(place) if options.shows_children else availability.measures.get(place, ())
    drawable = [measure for measure in measures if options.accepts_measure(registry.measure(measure))]
    if options.group_is_dimension:
        drawable = [measure for measure in drawable if availability.dimensions(place, measure)]
    if not options.shows_children:
        drawable = [*rank_measures(drawable, availability.records.get(place, {}))]
    return tuple(sorted(drawable, key=lambda measure: availability.has_gaps_or_is_stale(options, place, measure)))


def _default_measure(
    availability: Availability, options: ChartOptions, places: tuple[str, ...], group: str, day: date | None
) -> str:
    offered = {place: availability.measures_for_chart(options, place) for place in places}
    if day and len(places) == 1 and not options.shows_children:
        offered = {place: availability.ranked_as_of(day, place, measures) for place, measures in offered.items()}
    if group:
        offered = {
            place: tuple(measure for measure in measures if group in availability.dimensions(place, measure))
            for place, measures in offered.items()
        }
    if options.measure_per_place and len(places) == 1:
        return ",".join(first_of_each_publisher(offered[places[0]]))
    good = {
        place: tuple(measure for measure in measures if not availability.has_gaps_or_is_stale(options, place, measure))
        or measures
        for place, measures in offered.items()
    }
    return ",".join(smallest_cover([measures for measures in good.values() if measures]))


def _ranked_as_of(availability: Availability, day: date, place: str, measures: tuple[str, ...]) -> tuple[str, ...]:
    records = availability.cached(_records_of_day, DAYS_CACHE_SIZE)(place, day)
    published = [name for name in measures if name in records]
    return rank_measures(published, records, usual=measures[0]) or measures


def _records_of_day(availability: Availability, place: str, day: date) -> PlaceRecords:
    records = availability.records.get(place, {})
    read = availability.records_of_day
    return read(records, place, day, availability.edition) if read else records


def _ranked_by_edition(availability: Availability, edition: int) -> Availability:
    if availability.records_of_edition is None:
        return availability
    records = availability.records_of_edition(edition)
    measures = rank_by_place(availability.measures, records)
    return replace(availability, records=records, measures=measures, edition=edition)


def _drawable_places(availability: Availability, options: ChartOptions) -> tuple[str, ...]:
    places = availability.places
    codes = (
        {places[code].parent for code in availability.measures} - {""}
        if options.shows_children
        else availability.measures
    )
    return tuple(sorted(code for code in codes if availability.measures_for_chart(options, code)))
