"""Months and years of one place, in words."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.dataset.observations import WITHHELD, Point
from dashboard.dataset.series_view import Selection, View
from dashboard.plotting import bins
from dashboard.text import caveats, labels
from dashboard.text import sentences as words
from dashboard.text.caveats import Later
from dashboard.text.chart_text import Key, Table, Told
from dashboard.text.i18n import Locale


def tell(selection: Selection, locale: Locale) -> Told:
    """The words of months and years."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=locale.text("No figure is held for this place yet."))
    sentences = caveats.sentences([view], locale, Later.CELL)
    chart = locale.text("Calendar of cells, a row for each year and a column for each month")
    return Told(
        title=words.title(view, locale),
        unit=_unit(view, locale),
        finding=words.finding(view, locale),
        published=words.published(view, locale),
        alt=words.alt(view, locale, sentences, chart),
        sentences=sentences,
        keys=_keys(selection, locale),
        nothing=words.nothing(view, locale) if view.empty else "",
    )


def _unit(view: View, locale: Locale) -> str:
    return locale.text("{unit}; at the right, in the whole year", unit=words.unit(view, locale))


def _keys(selection: Selection, locale: Locale) -> tuple[Key, ...]:
    view = selection.views[0]
    keys = bins.of_views([view]).keys(locale)
    if any(point.value == 0 for point in view.points):
        keys.append(Key("zero", locale.text("no death")))
    if view.preliminary:
        keys.append(Key("outlined", locale.text("preliminary")))
    if view.withheld:
        keys.append(Key("cross", labels.cross([view], locale)))
    if view.not_held:
        keys.append(Key("box", locale.text("not held")))
    return tuple(keys)


def table(selection: Selection, locale: Locale) -> Table:
    """A row for each year, the newest first, with its months, its sum, and what has to be said of its months."""
    if selection.first is None:
        return Table((), ())
    months, sums = selection.views
    by_year = {year: list(points) for year, points in groupby(months.points, lambda point: point.period.end.year)}
    totals = {point.period.end.year: point for point in sums.points}
    names = (locale.month_of_year(number) for number in range(1, 13))
    head = (locale.text("Year"), *names, locale.text("Whole year"), locale.text("Remark"))
    rows = (
        (
            str(year),
            *_months(months, locale, points),
            _figure(sums, locale, totals.get(year)),
            "; ".join(_remarks(locale, points)),
        )
        for year, points in reversed(by_year.items())
    )
    return Table(head, tuple(rows), frozenset(range(1, 14)))


def _months(view: View, locale: Locale, points: Sequence[Point]) -> list[str]:
    """The twelve cells of a year; those of months not published yet are empty."""
    by_month = {point.period.end.month: point for point in points}
    return [_figure(view, locale, by_month.get(number)) for number in range(1, 13)]


def _figure(view: View, locale: Locale, point: Point | None) -> str:
    if point is None:
        return ""
    shown = view.shown(point)
    if shown is None:
        return "×" if point.status in WITHHELD else "–"
    return words.amount(view, locale, shown)


def _remarks(locale: Locale, points: Sequence[Point]) -> list[str]:
    """Which months of a year are preliminary, and which have no figure, and why."""
    found: dict[str, list[str]] = {}
    for point in points:
        if point.preliminary and point.held:
            found.setdefault(locale.text("preliminary"), []).append(_month(locale, point))
        if not point.held:
            found.setdefault(labels.status(locale, point.status), []).append(_month(locale, point))
    return [locale.text("{what}: {months}", what=what, months=", ".join(months)) for what, months in found.items()]


def _month(locale: Locale, point: Point) -> str:
    return locale.month_of_year(point.period.end.month)
