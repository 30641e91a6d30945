"""Finds what another chart shows of the same place, as of the same day."""

from dataclasses import replace

from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams, default_params
from dashboard.params.options import ChartOptions


def carry_over(params: ChartParams, availability: Availability, options: ChartOptions) -> ChartParams:
    """What another chart shows of the same place as of the same day; its usual view where it has none of the place."""
    places = (
        _comparison_places(params, availability, options)
        if options.measure_per_place
        else _nearest_drawable(params, availability, options)
    )
    offered = availability.measures_for_chart(options, places[0]) if places and not options.measure_per_place else ()
    keeps = params.measure in offered and not availability.has_gaps_or_is_stale(options, places[0], params.measure)
    usual = default_params(availability, options, *places, measure=params.measure if keeps else "")
    return replace(usual, as_of=params.as_of, edition=params.edition, lang=params.lang)


def _nearest_drawable(params: ChartParams, availability: Availability, options: ChartOptions) -> tuple[str, ...]:
    """The place, or what it lies in, if the chart can show it: parts are shown beside each other first."""
    near = (params.place, availability.places[params.place].parent)
    near = near[::-1] if options.shows_children else near
    drawable = availability.drawable_places(options)
    return tuple(code for code in near if code in drawable)[:1]


def _comparison_places(params: ChartParams, availability: Availability, options: ChartOptions) -> tuple[str, ...]:
    """The places of a comparison; a single place stands beside the usual ones of its country, else beside the whole."""
    usual, drawable = options.default_places, availability.drawable_places(options)
    if params.options.measure_per_place or params.place in usual or params.place not in drawable:
        return params.places if params.options.measure_per_place else ()
    country = params.place.partition("-")[0]
    others = usual if usual[0].startswith(country) else (country,)
    return params.place, *(code for code in others if code in drawable and code != params.place)
