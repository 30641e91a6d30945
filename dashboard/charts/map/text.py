"""The parts of a place in one period, in words."""

from dashboard.dataset.observations import WITHHELD, Point
from dashboard.dataset.series_view import Selection, View
from dashboard.plotting import bins
from dashboard.text import caveats, labels, sentences, value_table
from dashboard.text.caveats import Later
from dashboard.text.chart_text import Key, Table, Told
from dashboard.text.i18n import Locale
from etl.core.model import Status


def tell(selection: Selection, locale: Locale) -> Told:
    """The words of a map of tiles."""
    view, place = selection.first, selection.parts_of
    if view is None or place is None:
        return Told(title="", nothing=locale.text("No figures of parts of this place are held yet."))
    title = locale.text(
        "{measure}, {place}: map", measure=sentences.measured(view, locale), place=locale.localize(place.name)
    )
    if selection.empty:
        return Told(title, published=sentences.published(selection, locale), nothing=_nothing(selection, locale))
    return Told(
        title=title,
        unit=_unit(view, locale),
        finding=_finding(selection, locale),
        published=sentences.published(selection, locale),
        alt=_alt(selection, locale, title),
        sentences=_sentences(selection, locale),
        keys=_keys(selection, locale),
    )


def _nothing(selection: Selection, locale: Locale) -> str:
    """Why there is no map: the day, the period or the population asked about."""
    if selection.newest_release is None and selection.releases:
        return sentences.before_first(selection, locale)
    if selection.state.end:
        return locale.text("No figure is held for {period}.", period=locale.month(selection.state.end))
    if selection.state.unit == "rate":
        return locale.text("No rate can be shown: no population is held for these parts.")
    return sentences.no_figure_for_choice(locale)


def _unit(view: View, locale: Locale) -> str:
    counted = sentences.capital(sentences.unit_name(view.measure, locale))
    span = locale.text("{counted} in twelve months", counted=counted)
    return span if view.state.unit == "count" else locale.text("{span}, per 100,000 people", span=span)


def _points(selection: Selection) -> list[tuple[View, Point]]:
    """The views that have a point in the period, each with it."""
    return [(view, view.points[0]) for view in selection.views if view.points]


def _shown(selection: Selection) -> list[tuple[float, View, Point]]:
    """Figure, view and point of every part that has a figure, from the lowest to the highest."""
    pairs = ((view.shown(point), view, point) for view, point in _points(selection))
    return sorted(((shown, view, point) for shown, view, point in pairs if shown is not None), key=lambda one: one[0])


def _finding(selection: Selection, locale: Locale) -> str:
    """How many parts have a figure, between what they lie, and the day; of a past day how many were revised since."""
    shown = _shown(selection)
    period = sentences.capital(locale.period(selection.period)) if selection.period else ""
    days = [point.vintage for _, _, point in shown if point.vintage]
    if not days:
        return locale.text("{period}: no part has a figure.", period=period)
    (low, view, _), (high, _, _) = shown[0], shown[-1]
    values = {
        "period": period,
        "n": locale.number(len(shown)),
        "all": locale.number(len(selection.views)),
        "low": sentences.amount(view, locale, low),
        "high": sentences.amount(view, locale, high),
        "counted": _counted(view, locale),
        "day": locale.day(max(days)),
    }
    if sentences.computed(view):
        said = locale.text(
            "{period}: figures of {n} of {all} parts, from {low} to {high} {counted}, computed from counts published "
            "up to {day}.",
            **values,
        )
    else:
        said = locale.text(
            "{period}: figures of {n} of {all} parts, from {low} to {high} {counted}, published up to {day}.", **values
        )
    return " ".join(part for part in (said, _revised(selection, locale)) if part)


def _revised(selection: Selection, locale: Locale) -> str:
    """How many of the figures of a past day are other ones as published now; empty where all are the same."""
    pairs = (
        (sentences.amount(view, locale, shown), labels.shown_today(view, locale, point))
        for shown, view, point in _shown(selection)
    )
    count = sum(today not in {"", then} for then, today in pairs)
    if not count:
        return ""
    return locale.count(
        "{n} of these figures has been revised since.", "{n} of these figures have been revised since.", count
    )


def _counted(view: View, locale: Locale) -> str:
    unit = sentences.unit_name(view.measure, locale)
    return unit if view.state.unit == "count" else locale.text("{counted} per 100,000 people", counted=unit)


def _alt(selection: Selection, locale: Locale, title: str) -> str:
    """The map in words: what, range, lowest and highest, what is preliminary or missing, and as of when."""
    view, shown = selection.views[0], _shown(selection)
    range_of = ""
    if shown:
        (low, first, _), (high, last, _) = shown[0], shown[-1]
        range_of = locale.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=sentences.amount(view, locale, low),
            low_period=locale.localize(first.place.name),
            high=sentences.amount(view, locale, high),
            high_period=locale.localize(last.place.name),
        )
    parts = (
        locale.text("Map of tiles, one for each part. {title}. {unit}.", title=title, unit=_unit(view, locale)),
        _finding(selection, locale),
        range_of,
        *_sentences(selection, locale),
        sentences.published(selection, locale) + ".",
    )
    return " ".join(part for part in parts if part)


def _sentences(selection: Selection, locale: Locale) -> tuple[str, ...]:
    said = (
        _preliminary(selection, locale),
        caveats.provisional(selection.views, locale),
        caveats.withheld(selection.views, locale),
        caveats.not_held(selection.views, locale, Later.NOT_DRAWN),
        _rest(selection, locale),
        caveats.population(selection.views, locale),
    )
    return tuple(sentence for sentence in said if sentence)


def _preliminary(selection: Selection, locale: Locale) -> str:
    count = sum(bool(view.preliminary) for view in selection.views)
    if not count:
        return ""
    return locale.count(
        "{n} of the figures is preliminary and subject to change (dotted outline).",
        "{n} of the figures are preliminary and subject to change (dotted outline).",
        count,
    )


def _rest(selection: Selection, locale: Locale) -> str:
    """What the tile of a part is called that stands for what is left of a whole without a part of it."""
    rest = [view.place for view in selection.views if view.place.code.endswith("-REST")]
    return " ".join(
        locale.text("{short}: {name}.", short=place.code.split("-")[-2], name=locale.localize(place.name))
        for place in rest
    )


def _keys(selection: Selection, locale: Locale) -> tuple[Key, ...]:
    points = _points(selection)
    keys = bins.of_views(selection.whole).keys(locale)
    if any(point.value == 0 for _, point in points):
        keys.append(Key("zero", locale.text("no death")))
    if any(view.preliminary for view in selection.views):
        keys.append(Key("outlined", locale.text("preliminary")))
    if any(point.status in WITHHELD for _, point in points):
        keys.append(Key("cross", labels.cross([view for view, point in points if point.status in WITHHELD], locale)))
    if any(point.status == Status.NOT_HELD for _, point in points):
        keys.append(Key("box", locale.text("not held")))
    if len(points) < len(selection.views) or any(point.held and view.shown(point) is None for view, point in points):
        keys.append(Key("plain", locale.text("no figure")))
    return tuple(keys)


def table(selection: Selection, locale: Locale) -> Table:
    """One row for each part, in the order of their names; as of a past day with what is published now beside it."""
    if selection.empty:
        return Table((), ())
    named = (
        (locale.localize(view.place.name), view, view.points[0] if view.points else None) for view in selection.views
    )
    return value_table.table(selection, locale, locale.text("Place"), named)
