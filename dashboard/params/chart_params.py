"""A reader's choices as a value, and the same as a query string. Knows neither Dash nor Flask."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from dashboard.errors import InvalidParameter, Message, any_of
from dashboard.i18n import gettext_noop as _
from dashboard.params import option_parsers
from dashboard.params.availability import DIMENSIONS, Availability
from dashboard.params.option_parsers import close_matches
from dashboard.params.options import KINDS, ChartOptions
from dashboard.params.rate_choices import is_rate_possible, is_rate_usual
from etl import registry
from etl.core.languages import SOURCE


@dataclass(frozen=True)
class ChartParams:
    """One view of one chart. ``as_of`` None means the newest held; ``edition`` None the newest.

    ``measure`` is one id, or several with commas between: then each place shows the first that is held of it.
    ``note`` is the id of the writing or event whose figures are marked, if any; ``term`` that of what is counted.
    """

    options: ChartOptions
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
    note: str = ""
    term: str = ""
    lang: str = SOURCE

    @property
    def slug(self) -> str:
        """The chart, as its address names it."""
        return self.options.slug

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures chosen; none where nothing is held."""
        return tuple(self.measure.split(",")) if self.measure else ()

    @property
    def place(self) -> str:
        """The first place chosen."""
        return self.places[0]

    @property
    def cutoff(self) -> date:
        """The last day whose publications count."""
        return self.as_of or date.max

    @property
    def is_pinned(self) -> bool:
        """Whether the view names both its times, so that its figures can never change."""
        return self.as_of is not None and self.edition is not None

    @property
    def is_immutable(self) -> bool:
        """Whether an answer may be kept for ever: what is counted in writings grows also where both times are named."""
        return self.is_pinned and not self.term

    @property
    def is_immutable_picture(self) -> bool:
        """The same of a picture: writings and events of the past are added to those that stand on it."""
        has_notes = self.notes and self.options.has_notes
        return self.is_immutable and not has_notes


OPTION_NAMES = tuple(field.name for field in fields(ChartParams) if field.name != "options")
"""The options of an address, in the order in which they are written. The chart is its path."""


def default_params(
    availability: Availability,
    options: ChartOptions,
    *places: str,
    measure: str = "",
    group: str = "",
    day: date | None = None,
) -> ChartParams:
    """Return what a chart shows of some places, or of its usual ones, when nothing else is chosen.

    The defaults depend on the ``measure`` and the ``group`` where these are chosen: not every measure can be broken
    down by every dimension. As of a ``day``, the measure is one of which anything had been published by then.
    """
    return availability.cached(_default_params)(options, places, measure, group, day)


def _default_params(
    availability: Availability,
    options: ChartOptions,
    places: tuple[str, ...],
    measure: str,
    group: str,
    day: date | None,
) -> ChartParams:
    chosen = places or options.default_places or (availability.default_place,)
    if not measure and (usual := availability.default_measure(options, chosen, group, day)):
        return default_params(availability, options, *chosen, measure=usual, group=group)
    measures = tuple(measure_id for measure_id in measure.split(",") if measure_id in registry.MEASURES)
    if options.group_is_dimension and not group:
        group = next(iter(availability.dimensions(chosen[0], measure)), "place")
    rated = is_rate_usual(availability, options, chosen, measures, group)
    units = ("rate", *options.units) if options.group_is_dimension and group == "place" else options.units
    possible = [unit for unit in units if unit != "rate" or rated]
    return ChartParams(
        places=chosen,
        measure=measure,
        group=group or "all",
        unit=possible[0],
        window=availability.windows(options, measures)[0] if measures else options.windows[0],
        term="" if "term" in options.disabled_options else next(iter(availability.terms), ""),
        options=options,
    )


def parse_query(query: Mapping[str, list[str]], availability: Availability, options: ChartOptions) -> ChartParams:
    """Read ``{option: values}``; ``InvalidParameter`` names the first option that is unknown, repeated or invalid.

    Only ``places`` may be repeated, as the boxes of a form do.
    """
    accepted = [option for option in OPTION_NAMES if option not in options.disabled_options]
    for option, values in query.items():
        if option not in accepted:
            raise InvalidParameter(
                option,
                values[0],
                Message(_("an option such as {names}"), names=", ".join(accepted)),
                close_matches(option, accepted),
            )
        if len(values) > 1 and (option != "places" or options.max_places == 1):
            raise InvalidParameter(option, "&".join(values), Message(_("one value")))
    joined = {option: ",".join(filter(None, map(str.strip, values))) for option, values in query.items()}
    given = {option: text for option, text in joined.items() if text}
    if "measure" in given:
        given["measure"] = ",".join(dict.fromkeys(given["measure"].split(",")))
    parsed = option_parsers.parse_values(given, availability.languages)
    places = option_parsers.parse_places(given.get("places"), availability, options)
    group = option_parsers.parse_dimension(given.get("group", "")) if options.group_is_dimension else ""
    as_then = availability.of_edition(parsed.get("edition"))
    usual = default_params(
        as_then, options, *places, measure=given.get("measure", ""), group=group, day=parsed.get("as_of")
    )
    params = replace(usual, **parsed)
    _check(params, availability)
    return params


def _check(params: ChartParams, availability: Availability) -> None:
    _check_measure(params, availability)
    _check_group(params, availability)
    _check_note(params, availability)
    if params.term not in ("", *availability.terms):
        raise InvalidParameter(
            "term", params.term, any_of(availability.terms), close_matches(params.term, availability.terms)
        )
    if params.edition is not None and not 1 <= params.edition <= availability.edition:
        newest = availability.edition
        expected = (
            Message(_("a number from 1 to {newest}"), newest=newest)
            if newest
            else Message(_("none, since this archive has nothing yet"))
        )
        raise InvalidParameter("edition", str(params.edition), expected)
    option_parsers.check_range(params.start, params.end)
    windows = availability.windows(params.options, params.measures) if params.measures else params.options.windows
    if params.window not in windows:
        allowed = " or ".join(map(str, windows))
        raise InvalidParameter(
            "window",
            str(params.window),
            Message(_("{names} with measure={measure} on this chart"), names=allowed, measure=params.measure),
        )
    if params.unit not in params.options.units:
        raise InvalidParameter(
            "unit", params.unit, any_of(params.options.units), close_matches(params.unit, params.options.units)
        )
    offered = availability.measures_for_chart(params.options, params.place)
    if (
        params.unit == "rate"
        and offered
        and not is_rate_possible(availability, params.options, params.places, params.measures, params.group)
    ):
        raise InvalidParameter(
            "unit", "rate", Message(_("count; rates are of deaths, where this archive has a population of those shown"))
        )


def _check_measure(params: ChartParams, availability: Availability) -> None:
    by_place = [availability.measures_for_chart(params.options, place) for place in params.places]
    offered = tuple(dict.fromkeys(measure for ids in by_place for measure in ids))
    drawable = (name for name in registry.MEASURES if params.options.accepts_measure(registry.measure(name)))
    accepted = offered or ("", *drawable)
    wrong = [measure for measure in (params.measures or ("",)) if measure not in accepted]
    if wrong or (len(params.measures) > 1 and not params.options.measure_per_place):
        places = ", ".join(params.places)
        expected = (
            Message(_("a measure in this archive for {places}: {names}"), places=places, names=", ".join(offered))
            if offered
            else Message(_("a measure that this chart can show"))
        )
        rejected = (wrong or [params.measure])[0]
        raise InvalidParameter("measure", rejected, expected, close_matches(rejected, offered or registry.MEASURES))
    if len({registry.measure(measure).is_rate for measure in params.measures}) > 1:
        raise InvalidParameter("measure", params.measure, Message(_("published rates beside published rates alone")))


def _check_group(params: ChartParams, availability: Availability) -> None:
    if not params.measure or params.group == "all":
        return
    if params.options.group_is_dimension:
        accepted = availability.dimensions(params.place, params.measure) or DIMENSIONS
    else:
        accepted = ("all", *availability.groups.get((params.place, params.measure), ()))
    if params.group not in accepted:
        raise InvalidParameter("group", params.group, any_of(accepted), close_matches(params.group, accepted))


def _check_note(params: ChartParams, availability: Availability) -> None:
    if not params.note:
        return
    if params.note not in availability.note_places:
        near = close_matches(params.note, availability.note_places)
        raise InvalidParameter("note", params.note, Message(_("the id of an article or an event")), near)
    if params.place not in availability.note_places[params.note]:
        raise InvalidParameter(
            "note", params.note, Message(_("the id of an article or an event about {place}"), place=params.place)
        )
