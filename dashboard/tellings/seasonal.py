"""Months and years of one place, in words."""

from collections.abc import Sequence
from itertools import groupby

from dashboard import caveats, classes, labels, words
from dashboard.caveats import Later
from dashboard.language import Language
from dashboard.points import WITHHELD, Point
from dashboard.told import Key, Table, Told
from dashboard.views import Selection, View


def tell(selection: Selection, language: Language) -> Told:
    """The words of months and years."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=language.text("No figure is held for this place yet."))
    sentences = caveats.sentences([view], language, Later.CELL)
    chart = language.text("Calendar of cells, a row for each year and a column for each month")
    return Told(
        title=words.title(view, language),
        unit=_unit(view, language),
        finding=words.finding(view, language),
        published=words.published(view, language),
        alt=words.alt(view, language, sentences, chart),
        sentences=sentences,
        keys=_keys(selection, language),
        nothing=words.nothing(view, language) if view.empty else "",
    )


def _unit(view: View, language: Language) -> str:
    return language.text("{unit}; at the right, in the whole year", unit=words.unit(view, language))


def _keys(selection: Selection, language: Language) -> tuple[Key, ...]:
    view = selection.views[0]
    keys = classes.of_views([view]).keys(language)
    if any(point.value == 0 for point in view.points):
        keys.append(Key("zero", language.text("no death")))
    if view.preliminary:
        keys.append(Key("outlined", language.text("preliminary")))
    if view.withheld:
        keys.append(Key("cross", labels.cross([view], language)))
    if view.not_held:
        keys.append(Key("box", language.text("not held")))
    return tuple(keys)


def table(selection: Selection, language: Language) -> Table:
    """A row for each year, the newest first, with its months, its sum, and what has to be said of its months."""
    if selection.first is None:
        return Table((), ())
    months, sums = selection.views
    by_year = {year: list(points) for year, points in groupby(months.points, lambda point: point.period.end.year)}
    totals = {point.period.end.year: point for point in sums.points}
    names = (language.month_of_year(number) for number in range(1, 13))
    head = (language.text("Year"), *names, language.text("Whole year"), language.text("Remark"))
    rows = (
        (
            str(year),
            *_months(months, language, points),
            _figure(sums, language, totals.get(year)),
            "; ".join(_remarks(language, points)),
        )
        for year, points in reversed(by_year.items())
    )
    return Table(head, tuple(rows), frozenset(range(1, 14)))


def _months(view: View, language: Language, points: Sequence[Point]) -> list[str]:
    """The twelve cells of a year; those of months not published yet are empty."""
    by_month = {point.period.end.month: point for point in points}
    return [_figure(view, language, by_month.get(number)) for number in range(1, 13)]


def _figure(view: View, language: Language, point: Point | None) -> str:
    if point is None:
        return ""
    shown = view.shown(point)
    if shown is None:
        return "×" if point.status in WITHHELD else "–"
    return words.amount(view, language, shown)


def _remarks(language: Language, points: Sequence[Point]) -> list[str]:
    """Which months of a year are preliminary, and which have no figure, and why."""
    found: dict[str, list[str]] = {}
    for point in points:
        if point.preliminary and point.held:
            found.setdefault(language.text("preliminary"), []).append(_month(language, point))
        if not point.held:
            found.setdefault(labels.status(language, point.status), []).append(_month(language, point))
    return [language.text("{what}: {months}", what=what, months=", ".join(months)) for what, months in found.items()]


def _month(language: Language, point: Point) -> str:
    return language.month_of_year(point.period.end.month)
