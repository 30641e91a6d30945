"""The form of a chart: what it offers to choose from, in words. It works without a script."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import ChartData
from dashboard.i18n import Locale, get_locale, sort_key
from dashboard.params.chart_params import ChartParams
from dashboard.params.form_query import GIVES_WAY
from dashboard.params.rate_choices import is_rate_possible
from dashboard.params.urls import months_of
from dashboard.text import sentences
from dashboard.web.pages.measure_choices import measure_choices
from etl.core import groups
from etl.core.places import Place

FieldOption = tuple[str, str]
"""A value and its words."""


@dataclass(frozen=True)
class Field:
    """A list to choose one from. ``options`` come in groups by their headings; the empty one stands for none.

    ``usual`` is what the place is shown by when nothing is chosen: it does not go along to another place.
    """

    name: str
    label: str
    value: str
    options: tuple[tuple[str, tuple[FieldOption, ...]], ...]
    is_wide: bool = False
    usual: str = ""


@dataclass(frozen=True)
class Form:
    """What can be chosen on a chart.

    ``places`` are those chosen, where several can be; ``months`` are name, label and value of fields for a month.
    """

    places: tuple[FieldOption, ...]
    fields: tuple[Field, ...]
    months: tuple[tuple[str, str, str], ...]
    has_notes: bool
    show_notes: bool
    note: str
    edition: int | None

    @property
    def present_choices(self) -> str:
        """Its place and the options that depend on others, as a query string, for ``form_query`` to compare with.

        Without a script only this tells what a reader has changed: ``places=CA-BC&measure=unregulated-deaths-month``.
        """
        names = {"places", *GIVES_WAY}
        present = {field.name: field.value for field in self.fields} | {name: value for name, _, value in self.months}
        return urlencode({name: value for name, value in present.items() if name in names})


def build_form(dataset: Dataset, selection: ChartData) -> Form:
    """Build the form of a chart, with the choices made in it."""
    params, locale = selection.params, get_locale(selection.params.lang)
    fields = [
        _place_field(dataset, params, locale),
        _measure_field(dataset, params, locale),
        _group_field(dataset, params, locale),
        _unit_field(dataset, params, locale),
        _window_field(dataset, params, locale),
        _term_field(dataset, params, locale),
        _period_field(selection, locale),
    ]
    several = params.options.max_places > 1
    return Form(
        places=tuple((code, locale.localize(dataset.snapshot.places[code].name)) for code in params.places)
        if several
        else (),
        fields=tuple(field for field in fields if field),
        months=month_inputs(params, locale),
        has_notes=params.options.has_notes,
        show_notes=params.notes,
        note=params.note,
        edition=params.edition,
    )


def _place_field(dataset: Dataset, params: ChartParams, locale: Locale) -> Field | None:
    """List the places by the country they lie in; on a chart of several, those that can be added.

    The place chosen is among them, also where nothing is held of it: the form names what the page does.
    """
    several = params.options.max_places > 1
    codes = [
        code for code in dataset.availability.drawable_places(params.options) if not (several and code in params.places)
    ]
    if len(codes) < 2 or (several and len(params.places) >= params.options.max_places):
        return None
    is_absent = not several and params.place not in codes
    options = list_by_country(dataset, [*codes, *([params.place] if is_absent else [])], locale)
    if several:
        return Field("places", locale.text("Add a place"), "", (("", (("", "…"),)), *options), is_wide=True)
    return Field("places", locale.text("Place"), params.place, options, is_wide=True)


def list_by_country(
    dataset: Dataset, codes: Sequence[str], locale: Locale
) -> tuple[tuple[str, tuple[FieldOption, ...]], ...]:
    """List places under the names of their countries, both sorted by name; a country stands before its parts."""
    key = ("places by country", tuple(codes), locale.code)
    return dataset.cached(key, lambda: _list_by_country(dataset.snapshot.places, codes, locale))


def _list_by_country(
    places: Mapping[str, Place], codes: Iterable[str], locale: Locale
) -> tuple[tuple[str, tuple[FieldOption, ...]], ...]:
    listed: dict[str, list[FieldOption]] = {}
    for code in sorted(codes, key=lambda code: ("-" in code, sort_key(locale.localize(places[code].name)))):
        country = code.partition("-")[0]
        heading = locale.localize(places[country].name) if country in places else ""
        listed.setdefault(heading, []).append((code, locale.localize(places[code].name)))
    return tuple((country, tuple(listed[country])) for country in sorted(listed, key=sort_key))


def _measure_field(dataset: Dataset, params: ChartParams, locale: Locale) -> Field | None:
    """List the measures by their publisher. On a chart of several places the default is empty: it follows them."""
    usual = dataset.availability.of_edition(params.edition).default_measure(
        params.options, params.places, day=params.as_of
    )
    empty = usual if params.options.measure_per_place else None
    options = [
        (publisher, tuple(("" if measure_id == empty else measure_id, words) for measure_id, words in choices))
        for publisher, choices in measure_choices(dataset, params, locale)
    ]
    if "," in usual:
        each = (
            locale.text("the usual one of each place")
            if len(params.places) > 1
            else locale.text("one of each publisher")
        )
        options.insert(0, ("", (("", each),)))
    if "," in params.measure and params.measure != usual:
        options.insert(0, ("", ((params.measure, locale.text("several, as in the address")),)))
    chosen = "" if params.measure == usual and params.options.measure_per_place else params.measure
    field = _field_with_choice("measure", locale.text("Measure"), chosen, options, is_wide=True)
    return replace(field, usual=usual) if field and not params.options.measure_per_place else field


def _group_field(dataset: Dataset, params: ChartParams, locale: Locale) -> Field | None:
    if params.options.group_is_dimension:
        offered = dataset.availability.measures_for_chart(params.options, params.place)
        dimensions = {
            dimension for measure in offered for dimension in dataset.availability.dimensions(params.place, measure)
        }
        names = dimension_names(locale)
        options = tuple((dimension, names[dimension]) for dimension in names if dimension in dimensions)
        return _field_with_choice("group", locale.text("By"), params.group, (("", options),))
    codes = dataset.availability.groups.get((params.place, params.measure), ())
    if "group" in params.options.disabled_options or not codes:
        return None
    labels = tuple((code, sentences.group_name(code, locale)) for code in groups.GROUPS if code in {"all", *codes})
    return _field_with_choice("group", locale.text("Group (sex, age or drug)"), params.group, (("", labels),))


def dimension_names(locale: Locale) -> dict[str, str]:
    """Return the words of the dimensions that values can be broken down by."""
    return {
        "place": locale.text("place"),
        "sex": locale.text("sex"),
        "age": locale.text("age"),
        "drug": locale.text("drug"),
    }


def _unit_field(dataset: Dataset, params: ChartParams, locale: Locale) -> Field | None:
    names = {
        "count": locale.text("counts"),
        "rate": locale.text("per 100,000 people"),
        "share": locale.text("share of all"),
        "change": locale.text("change"),
    }
    rated = is_rate_possible(dataset.availability, params.options, params.places, params.measures, params.group)
    units = [unit for unit in params.options.units if unit != "rate" or rated]
    return _field_with_choice(
        "unit", locale.text("As"), params.unit, (("", tuple((unit, names[unit]) for unit in units)),)
    )


def _window_field(dataset: Dataset, params: ChartParams, locale: Locale) -> Field | None:
    names = {"1": locale.text("each period"), "12": locale.text("12 months")}
    windows = dataset.availability.windows(params.options, params.measures) if params.measures else ()
    options = tuple((str(window), names[str(window)]) for window in windows)
    return _field_with_choice("window", locale.text("Over"), str(params.window), (("", options),))


def _term_field(dataset: Dataset, params: ChartParams, locale: Locale) -> Field | None:
    """List the terms that are counted in writings; None where the chart has nothing of them."""
    if "term" in params.options.disabled_options:
        return None
    terms = tuple((term.id, locale.localize(term.name)) for term in dataset.snapshot.term_counts.terms)
    return _field_with_choice("term", locale.text("Term"), params.term, (("", terms),))


def _period_field(selection: ChartData, locale: Locale) -> Field | None:
    """List the periods that a chart of one period can be about, newest first; None on any other chart."""
    if selection.period is None and not selection.periods:
        return None
    options = tuple((selection.end_param(period), locale.period(period)) for period in reversed(selection.periods))
    chosen = selection.end_param(selection.period) if selection.period else ""
    return _field_with_choice("end", locale.text("Period"), chosen, (("", options),))


def month_inputs(params: ChartParams, locale: Locale) -> tuple[tuple[str, str, str], ...]:
    """Return name, label and value of each month that can be typed in."""
    if "start" in params.options.disabled_options:
        return ()
    labels, values = {"start": locale.text("From"), "end": locale.text("To")}, months_of(params)
    return tuple((name, label, values.get(name, "")) for name, label in labels.items())


def _field_with_choice(
    name: str, label: str, chosen: str, options: Iterable[tuple[str, Sequence[FieldOption]]], *, is_wide: bool = False
) -> Field | None:
    """Make a field; None where it would leave no choice."""
    grouped = tuple((heading, tuple(choices)) for heading, choices in options)
    if sum(len(choices) for _, choices in grouped) < 2:
        return None
    return Field(name, label, chosen, grouped, is_wide)
