"""Writes choices as a query string: fixed order, defaults left out. ``chart_params`` reads it back."""

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dashboard.params.availability import Availability
from dashboard.params.chart_params import OPTION_NAMES, ChartParams, default_params
from dashboard.params.options import KINDS
from etl.core.languages import SOURCE

CACHE_SIZE = 512
"""Query strings kept: of one view a page writes the same a dozen times, for every format and language."""


def format_query(params: ChartParams, availability: Availability) -> str:
    """Write choices as a query string, in a fixed order and without defaults; empty for the default view of a chart.

    Defaults depend on what is held, so a pinned address, which must never change, names whatever could default to
    something else later.
    """
    return availability.of_edition(params.edition).cached(_write_query, CACHE_SIZE)(params)


def _write_query(availability: Availability, params: ChartParams) -> str:
    usual = _omittable_defaults(params, availability)
    options = {
        option: _format_value(option, getattr(params, option))
        for option in OPTION_NAMES
        if getattr(params, option) != getattr(usual, option) and option not in params.options.disabled_options
    }
    if params.places != default_params(availability, params.options).places:
        options = {"places": _format_value("places", params.places)} | options
    return urlencode(options, safe=",:")


def format_options(
    *,
    lang: str,
    places: tuple[str, ...] = (),
    kinds: tuple[str, ...] = KINDS,
    q: str = "",
    sort: str = "day",
    note: str = "",
) -> str:
    """Return the query string of a page that is no chart: empty for all places and kinds in English, newest first.

    ``note`` is the id of the writing or event that is marked, ``q`` what is searched for, ``sort`` the order.
    """
    options = (
        ("places", places, ()),
        ("kinds", kinds, KINDS),
        ("q", q, ""),
        ("sort", sort, "day"),
        ("note", note, ""),
        ("lang", lang, SOURCE),
    )
    chosen = {name: _format_value(name, value) for name, value, default in options if value != default}
    return urlencode(chosen, safe=",:")


def _omittable_defaults(params: ChartParams, availability: Availability) -> ChartParams:
    """Return what an address shows that names the places, and the measure where it has to, and nothing else.

    An option that equals this may be left out. An address that never changes leaves out less: it names whatever could
    come out otherwise once more is held.
    """
    options, group = params.options, params.group if params.options.group_is_dimension else ""
    usual = default_params(availability, options, *params.places, group=group, day=params.as_of)
    if params.is_pinned or params.measure != usual.measure:
        usual = _beside_measure(params, availability, group)
    else:
        usual = replace(usual, group=default_params(availability, options, *params.places, day=params.as_of).group)
    if params.is_pinned:
        group, unit = ("" if options.group_is_dimension else "all"), options.units[0]
        usual = replace(usual, group=group, unit="" if unit == "rate" or options.group_is_dimension else unit, term="")
    return usual


def _beside_measure(params: ChartParams, availability: Availability, group: str) -> ChartParams:
    """Return what an address shows that names places and measure.

    Which unit that is can depend on the group, which may be named too: then the unit is named as well.
    """
    usual = default_params(availability, params.options, *params.places, measure=params.measure)
    of_group = default_params(availability, params.options, *params.places, measure=params.measure, group=group)
    return replace(usual, measure="", unit=usual.unit if usual.unit == of_group.unit else "")


def _format_value(option: str, value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value) or "none"
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()[:7] if option in {"start", "end"} else value.isoformat()
    return str(value)
