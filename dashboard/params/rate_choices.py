"""Which values can be given as rates: counts of deaths, of places of which a population is held."""

from collections.abc import Iterable, Iterator

from dashboard.params.availability import Availability
from dashboard.params.options import ChartOptions
from etl import registry


def has_rates(availability: Availability, place: str, measure: str, group: str = "all") -> bool:
    """Tell whether rates can be given: the values count deaths, and a population of those they count is held.

    Of a sex or an age no population is held, and that of all would be the wrong one.
    """
    whole = not group.startswith(("sex", "age"))
    return whole and place in availability.with_population and registry.measure(measure).counts_deaths


def is_rate_possible(
    availability: Availability,
    options: ChartOptions,
    places: tuple[str, ...],
    measures: tuple[str, ...],
    group: str = "all",
) -> bool:
    """Tell whether rates can be given of any of the places, or parts of the first one, that a chart shows."""
    if measures and (options.shows_children or group == "place"):
        places = availability.parts(places[0], measures[0])
    return any(_rates_by_place(availability, places, measures, group))


def is_rate_usual(
    availability: Availability,
    options: ChartOptions,
    places: tuple[str, ...],
    measures: tuple[str, ...],
    group: str = "all",
) -> bool:
    """Tell whether a chart that can show rates shows them unasked: of places beside each other all have them, or none.

    Suppose a county of which no population is held is set beside its state: as rates only the state would be drawn.
    """
    if options.max_places > 1 and not all(_rates_by_place(availability, places, measures, group)):
        return False
    return is_rate_possible(availability, options, places, measures, group)


def _rates_by_place(
    availability: Availability, places: Iterable[str], measures: tuple[str, ...], group: str
) -> Iterator[bool]:
    """Yield for each place of which any of the measures is held whether rates can be given of one that is."""
    for place in places:
        own = [measure for measure in measures if measure in availability.measures.get(place, ())]
        if own:
            yield any(has_rates(availability, place, measure, group) for measure in own)
