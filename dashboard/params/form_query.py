"""Reads what a reader has chosen in a form: what does not go with a new choice is still in it, and gives way."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from urllib.parse import parse_qs

from dashboard.errors import InvalidParameter
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams, parse_query
from dashboard.params.options import ChartOptions

FORM_OPTION = "form"
"""What the button of the form adds to its address, so that it can be told from an address that someone wrote. Its value
is what the form said when the page came: the place, and the options in ``GIVES_WAY``."""
GIVES_WAY_TO = {
    "measure": "group",
    "group": "measure",
    "unit": "group",
    "window": "measure",
    "note": "places",
}
"""Options that depend on others, each with the one that gives way where a reader has just chosen it."""
GIVES_WAY = (*GIVES_WAY_TO, "start", "end")
"""Options that give way to a choice that they do not go with."""


def parse_form(query: Mapping[str, list[str]], availability: Availability, options: ChartOptions) -> ChartParams:
    """Read ``{option: values}`` of a form that was sent without a script.

    Suppose a reader chose Ohio on the chart of British Columbia: the form also names a measure of British Columbia,
    and Ohio is shown by its own. So is Maine where Ohio was shown by its usual measure, though that is held of Maine
    too. ``InvalidParameter`` names what is wrong by itself, as ``parse_query`` does.
    """
    given = {option: values for option, values in query.items() if option != FORM_OPTION}
    before = parse_qs("".join(query.get(FORM_OPTION, [])[:1]), keep_blank_values=True)
    changed = {option for option, values in before.items() if given.get(option, values) != values}
    former = before.get("places", [""])[0]
    if former in availability.places and "places" in changed and not options.measure_per_place:
        given = _without_usual_measure(given, former, availability, options)
    return parse_choice(given, changed, availability, options)


def parse_choice(
    query: Mapping[str, list[str]], changed: Collection[str], availability: Availability, options: ChartOptions
) -> ChartParams:
    """Read ``{option: values}`` of which a reader has just chosen some (``changed``), so that these stand.

    Suppose ``group`` is new and the measure cannot be broken down by it: the measure gives way. Were the place new, the
    group would. ``InvalidParameter`` where what is wrong is not an option that depends on others, or where both of a
    first and a last month in the wrong order are new.
    """
    try:
        return parse_query(query, availability, options)
    except InvalidParameter as error:
        if error.beside and (error.option in changed) == (error.beside in changed):
            raise
        pair = (error.option, error.beside or GIVES_WAY_TO.get(error.option))
        in_order = reversed(pair) if error.option in changed else pair
        option = next((name for name in in_order if name in GIVES_WAY and name in query), None)
        if option is None:
            raise
        others = {name: values for name, values in query.items() if name != option}
        return parse_choice(others, changed, availability, options)


def _without_usual_measure(
    given: dict[str, list[str]], former: str, availability: Availability, options: ChartOptions
) -> dict[str, list[str]]:
    """Leave out the measure where it is only what the former place is shown by when none is chosen."""
    kept = ("as_of", "edition", "group")
    of_former = {name: given[name] for name in kept if name in given} | {"places": [former]}
    with suppress(InvalidParameter):
        if given.get("measure") == [parse_query(of_former, availability, options).measure]:
            return {name: values for name, values in given.items() if name != "measure"}
    return given
