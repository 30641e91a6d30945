"""Reads what a form sends without a script, which cannot take away what does not go with a new choice."""

from collections.abc import Mapping
from contextlib import suppress

from dashboard.errors import InvalidParameter
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams, parse_query
from dashboard.params.options import ChartOptions

FORM_OPTION = "form"
"""What the button of the form adds to its address, so that it can be told from an address that someone wrote: the place
that the form came with."""
GIVES_WAY = frozenset({"measure", "group", "unit", "window", "note"})
"""Options that depend on the place. The form sends those of the place that was chosen before."""


def parse_form(query: Mapping[str, list[str]], availability: Availability, options: ChartOptions) -> ChartParams:
    """Read ``{option: values}`` of a form; what does not go with the rest is left out.

    Suppose a reader chose Ohio on the chart of British Columbia: the form also names a measure of British Columbia,
    and Ohio is shown by its own. So is Maine where Ohio was shown by its usual measure, though that is held of Maine
    too. ``InvalidParameter`` names what is wrong by itself, as ``parse_query`` does.
    """
    given = {option: values for option, values in query.items() if option != FORM_OPTION}
    former = query.get(FORM_OPTION, [""])[0]
    if former in availability.places and given.get("places") not in (None, [former]) and not options.measure_per_place:
        given = _without_usual_measure(given, former, availability, options)
    try:
        return parse_query(given, availability, options)
    except InvalidParameter as error:
        if error.option not in GIVES_WAY & given.keys():
            raise
        return parse_form(
            {name: values for name, values in given.items() if name != error.option}, availability, options
        )


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
