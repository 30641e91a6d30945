"""Finds what another chart shows of the same place, as of the same day, with the other choices that it can take."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams, default_params
from dashboard.params.options import ChartOptions
from dashboard.params.rate_choices import is_rate_possible
from etl.core.places import Place


def carry_over(params: ChartParams, availability: Availability, options: ChartOptions) -> ChartParams:
    """Return what another chart shows of the same place as of the same day; its usual view where it has none of it.

    Unit, window and months go along where they were chosen and the other chart accepts them.
    """
    if options == params.options:
        return params
    availability = availability.of_edition(params.edition)
    places = (
        _comparison_places(params, availability, options)
        if options.measure_per_place
        else _nearest_drawable(params, availability, options)
    )
    offered = availability.measures_for_chart(options, places[0]) if places and not options.measure_per_place else ()
    keeps = params.measure in offered and not availability.has_gaps_or_is_stale(options, places[0], params.measure)
    usual = default_params(availability, options, *places, measure=params.measure if keeps else "", day=params.as_of)
    there = replace(usual, as_of=params.as_of, edition=params.edition, lang=params.lang)
    return replace(there, **_chosen_months(params, there), **_chosen_unit_and_window(params, there, availability))


def _chosen_months(params: ChartParams, there: ChartParams) -> dict[str, Any]:
    """Return the first and the last month, where both charts have both options, and show a measure in common.

    On a chart of one period ``end`` means that period, and values of another measure may end before the first month.
    """
    have_months = all("start" not in options.disabled_options for options in (params.options, there.options))
    if not have_months or not set(params.measures) & set(there.measures):
        return {}
    return {"start": params.start, "end": params.end}


def _chosen_unit_and_window(params: ChartParams, there: ChartParams, availability: Availability) -> dict[str, Any]:
    """Return unit and window where they are not those that the chart shows unasked, and the other one accepts them."""
    group = params.group if params.options.group_is_dimension else ""
    unasked = default_params(availability, params.options, *params.places, measure=params.measure, group=group)
    rated = is_rate_possible(availability, there.options, there.places, there.measures, there.group)
    chosen: dict[str, Any] = {}
    if params.unit != unasked.unit and params.unit in there.options.units and (params.unit != "rate" or rated):
        chosen["unit"] = params.unit
    if params.window != unasked.window and params.window in availability.windows(there.options, there.measures):
        chosen["window"] = params.window
    return chosen


def _nearest_drawable(params: ChartParams, availability: Availability, options: ChartOptions) -> tuple[str, ...]:
    """Return the place itself or the one that it lies in, if the chart can show one of them; otherwise itself.

    There its page says that nothing is held: another place would be taken for this one. A chart of parts prefers a
    wider one, so that the place stands beside its neighbours, or what it lies in beside those.
    """
    wider = list(wider_places(availability.places, params.place))
    near = [*wider, params.place] if options.shows_children else [params.place, *wider[:1]]
    drawable = availability.drawable_places(options)
    return next(((code,) for code in near if code in drawable), (params.place,))


def wider_places(places: Mapping[str, Place], code: str) -> Iterator[str]:
    """Yield the places that a place lies in, from the narrowest to the widest."""
    while code := places[code].parent:
        yield code


def _comparison_places(params: ChartParams, availability: Availability, options: ChartOptions) -> tuple[str, ...]:
    """Return the places of a comparison: one place stands beside the usual ones of its country, else beside the whole.

    It is the first of them, which a chart of one place shows next. Nothing is returned, which stands for the usual
    comparison, for the first place of that and for one that cannot be compared.
    """
    usual, drawable = options.default_places, availability.drawable_places(options)
    if params.options.measure_per_place:
        return params.places
    if params.place == usual[0] or params.place not in drawable:
        return ()
    country = params.place.partition("-")[0]
    others = usual if usual[0].startswith(country) else (country,)
    return params.place, *(code for code in others if code in drawable and code != params.place)
