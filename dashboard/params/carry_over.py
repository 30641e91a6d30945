"""Finds what another chart shows of the same place, as of the same day."""

from dataclasses import replace

from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams, default_params
from dashboard.params.options import ChartOptions


def carry_over(params: ChartParams, availability: Availability, options: ChartOptions) -> ChartParams:
    """Return what another chart shows of the same place as of the same day; its usual view where it has none of it."""
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
    """Return the place itself or the one that it lies in, if the chart can show one of them; otherwise nothing.

    A chart of parts prefers the wider one, so that the place stands beside its neighbours.
    """
    near = (params.place, availability.places[params.place].parent)
    near = near[::-1] if options.shows_children else near
    drawable = availability.drawable_places(options)
    return tuple(code for code in near if code in drawable)[:1]


def _comparison_places(params: ChartParams, availability: Availability, options: ChartOptions) -> tuple[str, ...]:
    """Return the places of a comparison: one place stands beside the usual ones of its country, else beside the whole.

    Nothing is returned, which stands for the usual comparison, for a place that is part of it or cannot be compared.
    """
    usual, drawable = options.default_places, availability.drawable_places(options)
    if params.options.measure_per_place or params.place in usual or params.place not in drawable:
        return params.places if params.options.measure_per_place else ()
    country = params.place.partition("-")[0]
    others = usual if usual[0].startswith(country) else (country,)
    return params.place, *(code for code in others if code in drawable and code != params.place)
