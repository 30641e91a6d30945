"""The parts of a place in one period, in words."""

from dashboard import caveats, classes, labels, words
from dashboard.caveats import Later
from dashboard.language import Language
from dashboard.points import WITHHELD, Point
from dashboard.tellings import figure_table
from dashboard.told import Key, Table, Told
from dashboard.views import Selection, View
from etl.definitions import UNIT_LABELS
from etl.model import Status


def tell(selection: Selection, language: Language) -> Told:
    """The words of a map of tiles."""
    view, place = selection.first, selection.parts_of
    if view is None or place is None:
        return Told(title="", nothing=language.text("No figures of parts of this place are held yet."))
    title = language.text(
        "{measure}, {place}: map", measure=words.measured(view, language), place=place.name[language.code]
    )
    if selection.empty:
        return Told(title, published=words.published(selection, language), nothing=_nothing(selection, language))
    return Told(
        title=title,
        unit=_unit(view, language),
        finding=_finding(selection, language),
        published=words.published(selection, language),
        alt=_alt(selection, language, title),
        sentences=_sentences(selection, language),
        keys=_keys(selection, language),
    )


def _nothing(selection: Selection, language: Language) -> str:
    """Why there is no map: the day, the period or the population asked about."""
    if selection.newest_release is None and selection.releases:
        return words.before_first(selection, language)
    if selection.state.end:
        return language.text("No figure is held for {period}.", period=language.month(selection.state.end))
    if selection.state.unit == "rate":
        return language.text("No rate can be shown: no population is held for these parts.")
    return language.text("No figure is held for this choice.")


def _unit(view: View, language: Language) -> str:
    counted = words.capital(UNIT_LABELS[view.measure.unit][language.code])
    span = language.text("{counted} in twelve months", counted=counted)
    return span if view.state.unit == "count" else language.text("{span}, per 100,000 people", span=span)


def _points(selection: Selection) -> list[tuple[View, Point]]:
    """The views that have a point in the period, each with it."""
    return [(view, view.points[0]) for view in selection.views if view.points]


def _shown(selection: Selection) -> list[tuple[float, View, Point]]:
    """Figure, view and point of every part that has a figure, from the lowest to the highest."""
    pairs = ((view.shown(point), view, point) for view, point in _points(selection))
    return sorted(((shown, view, point) for shown, view, point in pairs if shown is not None), key=lambda one: one[0])


def _finding(selection: Selection, language: Language) -> str:
    """How many parts have a figure, between what they lie, and the day; of a past day how many were revised since."""
    shown = _shown(selection)
    period = words.capital(language.period(selection.period)) if selection.period else ""
    days = [point.vintage for _, _, point in shown if point.vintage]
    if not days:
        return language.text("{period}: no part has a figure.", period=period)
    (low, view, _), (high, _, _) = shown[0], shown[-1]
    values = {
        "period": period,
        "n": language.number(len(shown)),
        "all": language.number(len(selection.views)),
        "low": words.amount(view, language, low),
        "high": words.amount(view, language, high),
        "counted": _counted(view, language),
        "day": language.day(max(days)),
    }
    if words.computed(view):
        said = language.text(
            "{period}: figures of {n} of {all} parts, from {low} to {high} {counted}, computed from counts published "
            "up to {day}.",
            **values,
        )
    else:
        said = language.text(
            "{period}: figures of {n} of {all} parts, from {low} to {high} {counted}, published up to {day}.", **values
        )
    return " ".join(part for part in (said, _revised(selection, language)) if part)


def _revised(selection: Selection, language: Language) -> str:
    """How many of the figures of a past day are other ones as published now; empty where all are the same."""
    pairs = (
        (words.amount(view, language, shown), labels.shown_today(view, language, point))
        for shown, view, point in _shown(selection)
    )
    count = sum(today not in {"", then} for then, today in pairs)
    if not count:
        return ""
    return language.count(
        "{n} of these figures has been revised since.", "{n} of these figures have been revised since.", count
    )


def _counted(view: View, language: Language) -> str:
    unit = UNIT_LABELS[view.measure.unit][language.code]
    return unit if view.state.unit == "count" else language.text("{counted} per 100,000 people", counted=unit)


def _alt(selection: Selection, language: Language, title: str) -> str:
    """The map in words: what, range, lowest and highest, what is preliminary or missing, and as of when."""
    view, shown = selection.views[0], _shown(selection)
    range_of = ""
    if shown:
        (low, first, _), (high, last, _) = shown[0], shown[-1]
        range_of = language.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=words.amount(view, language, low),
            low_period=first.place.name[language.code],
            high=words.amount(view, language, high),
            high_period=last.place.name[language.code],
        )
    parts = (
        language.text("Map of tiles, one for each part. {title}. {unit}.", title=title, unit=_unit(view, language)),
        _finding(selection, language),
        range_of,
        *_sentences(selection, language),
        words.published(selection, language) + ".",
    )
    return " ".join(part for part in parts if part)


def _sentences(selection: Selection, language: Language) -> tuple[str, ...]:
    said = (
        _preliminary(selection, language),
        caveats.provisional(selection.views, language),
        caveats.withheld(selection.views, language),
        caveats.not_held(selection.views, language, Later.NOT_DRAWN),
        _rest(selection, language),
        caveats.population(selection.views, language),
    )
    return tuple(sentence for sentence in said if sentence)


def _preliminary(selection: Selection, language: Language) -> str:
    count = sum(bool(view.preliminary) for view in selection.views)
    if not count:
        return ""
    return language.count(
        "{n} of the figures is preliminary and subject to change (dotted outline).",
        "{n} of the figures are preliminary and subject to change (dotted outline).",
        count,
    )


def _rest(selection: Selection, language: Language) -> str:
    """What the tile of a part is called that stands for what is left of a whole without a part of it."""
    rest = [view.place for view in selection.views if view.place.code.endswith("-REST")]
    return " ".join(
        language.text("{short}: {name}.", short=place.code.split("-")[-2], name=place.name[language.code])
        for place in rest
    )


def _keys(selection: Selection, language: Language) -> tuple[Key, ...]:
    points = _points(selection)
    keys = classes.of_views(selection.whole).keys(language)
    if any(point.value == 0 for _, point in points):
        keys.append(Key("zero", language.text("no death")))
    if any(view.preliminary for view in selection.views):
        keys.append(Key("outlined", language.text("preliminary")))
    if any(point.status in WITHHELD for _, point in points):
        keys.append(Key("cross", labels.cross([view for view, point in points if point.status in WITHHELD], language)))
    if any(point.status == Status.NOT_HELD for _, point in points):
        keys.append(Key("box", language.text("not held")))
    if len(points) < len(selection.views) or any(point.held and view.shown(point) is None for view, point in points):
        keys.append(Key("plain", language.text("no figure")))
    return tuple(keys)


def table(selection: Selection, language: Language) -> Table:
    """One row for each part, in the order of their names; as of a past day with what is published now beside it."""
    if selection.empty:
        return Table((), ())
    named = (
        (view.place.name[language.code], view, view.points[0] if view.points else None) for view in selection.views
    )
    return figure_table.table(selection, language, language.text("Place"), named)
