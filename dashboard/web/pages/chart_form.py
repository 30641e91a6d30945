"""The form of a chart: what it offers to choose from, in words. It works without a script."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.dataset.dataset import Site
from dashboard.dataset.series_view import Selection
from dashboard.params.chart_params import ChartState
from dashboard.text import sentences
from dashboard.text.i18n import Locale, get_locale
from etl.core import groups
from etl import registry

Option = tuple[str, str]
"""A value and its words."""


@dataclass(frozen=True)
class Field:
    """A list to choose one from. ``options`` come in groups by their headings; the empty one stands for none."""

    name: str
    label: str
    chosen: str
    options: tuple[tuple[str, tuple[Option, ...]], ...]
    wide: bool = False


@dataclass(frozen=True)
class Form:
    """What can be chosen on a chart.

    ``places`` are those chosen, where several can be; ``months`` are name, label and value of fields for a month.
    """

    places: tuple[Option, ...]
    fields: tuple[Field, ...]
    months: tuple[tuple[str, str, str], ...]
    has_notes: bool
    notes: bool
    edition: int | None


def form(site: Site, selection: Selection) -> Form:
    """The form of the chart of a state."""
    state, locale = selection.state, get_locale(selection.state.lang)
    fields = [
        _places(site, state, locale),
        _measures(site, state, locale),
        _groups(site, state, locale),
        _units(site, state, locale),
        _windows(site, state, locale),
        _periods(selection, locale),
    ]
    several = state.offer.most > 1
    return Form(
        places=tuple((code, locale.localize(site.held.places[code].name)) for code in state.places) if several else (),
        fields=tuple(field for field in fields if field),
        months=_months(state, locale),
        has_notes="notes" not in state.offer.without,
        notes=state.notes,
        edition=state.edition,
    )


def days(selection: Selection, locale: Locale) -> tuple[Option, ...]:
    """The days on which anything of the chart was published, and the one asked about; newest first."""
    offered = {*selection.releases, *([selection.state.as_of] if selection.state.as_of else [])}
    return tuple((day.isoformat(), locale.day(day)) for day in sorted(offered, reverse=True))


def _places(site: Site, state: ChartState, locale: Locale) -> Field | None:
    """The places by the country they lie in; of a chart of several, those that can be added."""
    several = state.offer.most > 1
    codes = [code for code in site.choices.drawable(state.slug) if not (several and code in state.places)]
    if len(codes) < 2 or (several and len(state.places) >= state.offer.most):
        return None
    names = site.held.places
    listed: dict[str, list[Option]] = {}
    for code in codes:
        country = locale.localize(names[code.partition("-")[0]].name) if code.partition("-")[0] in names else ""
        listed.setdefault(country, []).append((code, locale.localize(names[code].name)))
    options = tuple((country, tuple(found)) for country, found in listed.items())
    if several:
        return Field("places", locale.text("Add a place"), "", (("", (("", "…"),)), *options), wide=True)
    return Field("places", locale.text("Place"), state.place, options, wide=True)


def _measures(site: Site, state: ChartState, locale: Locale) -> Field | None:
    """The measures by their publisher. On a chart of several places the usual one has no value: it follows them."""
    held = [site.choices.offered(state.slug, place) for place in state.places]
    usual = site.choices.usual_measure(state.slug, state.places)
    offered: dict[str, list[Option]] = {}
    for measure_id in dict.fromkeys(measure for one in held for measure in one):
        publisher = locale.localize(registry.source_of(measure_id).publisher).partition(",")[0]
        value = "" if measure_id == usual and state.offer.several else measure_id
        offered.setdefault(publisher, []).append((value, locale.localize(registry.measure(measure_id).title)))
    options = [(publisher, tuple(found)) for publisher, found in offered.items()]
    if "," in usual:
        each = locale.text("each place’s own") if len(state.places) > 1 else locale.text("one of each publisher")
        options.insert(0, ("", (("", each),)))
    if "," in state.measure and state.measure != usual:
        options.insert(0, ("", ((state.measure, locale.text("several, as in the address")),)))
    chosen = "" if state.measure == usual and state.offer.several else state.measure
    return _field("measure", locale.text("Measure"), chosen, options, wide=True)


def _groups(site: Site, state: ChartState, locale: Locale) -> Field | None:
    if state.offer.by_dimension:
        offered = site.choices.offered(state.slug, state.place)
        held = {one for measure in offered for one in site.choices.dimensions(state.place, measure)}
        names = dimension_names(locale)
        options = tuple((dimension, names[dimension]) for dimension in names if dimension in held)
        return _field("group", locale.text("By"), state.group, (("", options),))
    codes = site.choices.groups.get((state.place, state.measure), ())
    if "group" in state.offer.without or not codes:
        return None
    named = tuple((code, sentences.group_name(code, locale)) for code in groups.GROUPS if code in {"all", *codes})
    return _field("group", locale.text("Of whom, or of which drug"), state.group, (("", named),))


def dimension_names(locale: Locale) -> dict[str, str]:
    """What figures can be broken down by, in words."""
    return {
        "place": locale.text("place"),
        "sex": locale.text("sex"),
        "age": locale.text("age"),
        "drug": locale.text("drug"),
    }


def _units(site: Site, state: ChartState, locale: Locale) -> Field | None:
    names = {
        "count": locale.text("counts"),
        "rate": locale.text("per 100,000 people"),
        "share": locale.text("share of all"),
        "change": locale.text("change"),
    }
    rated = site.choices.rated(state.slug, state.places, state.measures, state.group)
    units = [unit for unit in state.offer.units if unit != "rate" or rated]
    return _field("unit", locale.text("As"), state.unit, (("", tuple((unit, names[unit]) for unit in units)),))


def _windows(site: Site, state: ChartState, locale: Locale) -> Field | None:
    names = {"1": locale.text("each period"), "12": locale.text("12 months")}
    windows = site.choices.windows(state.slug, state.measures) if state.measures else ()
    options = tuple((str(window), names[str(window)]) for window in windows)
    return _field("window", locale.text("Over"), str(state.window), (("", options),))


def _periods(selection: Selection, locale: Locale) -> Field | None:
    """The periods that a chart of one period can be about, newest first."""
    if selection.period is None and not selection.periods:
        return None
    options = tuple((selection.named(one), locale.period(one)) for one in reversed(selection.periods))
    chosen = selection.named(selection.period) if selection.period else ""
    return _field("end", locale.text("Period"), chosen, (("", options),))


def _months(state: ChartState, locale: Locale) -> tuple[tuple[str, str, str], ...]:
    """Name, label and value of each month that can be typed in."""
    if "start" in state.offer.without:
        return ()
    labels = {"start": locale.text("From"), "end": locale.text("To")}
    values = {"start": state.start, "end": state.end}
    return tuple((name, labels[name], day.isoformat()[:7] if (day := values[name]) else "") for name in labels)


def _field(
    name: str, label: str, chosen: str, options: Iterable[tuple[str, Sequence[Option]]], *, wide: bool = False
) -> Field | None:
    """A field, unless it leaves no choice."""
    grouped = tuple((heading, tuple(found)) for heading, found in options)
    if sum(len(found) for _, found in grouped) < 2:
        return None
    return Field(name, label, chosen, grouped, wide)
