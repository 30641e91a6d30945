"""Months and years of one place, in words."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import bins
from dashboard.text import caveats, labels
from dashboard.text import sentences as words
from dashboard.text.caveats import NotHeldMark
from dashboard.text.chart_text import ChartText, LegendItem, Table


def write_text(selection: ChartData, locale: Locale) -> ChartText:
    """The words of months and years."""
    view = selection.first_view
    if view is None:
        return ChartText(title="", empty_message=locale.text("No figure is held for this place yet."))
    sentences = caveats.all_caveats([view], locale, NotHeldMark.CELL)
    chart = locale.text("Calendar of cells, a row for each year and a column for each month")
    return ChartText(
        title=words.chart_title(view, locale),
        unit=_unit_phrase(view, locale),
        summary=words.summary(view, locale),
        publication_note=words.publication_note(view, locale),
        alt_text=words.alt_text(view, locale, sentences, chart),
        sentences=sentences,
        legend=_legend(selection, locale),
        empty_message=words.empty_message(view, locale) if view.is_empty else "",
    )


def _unit_phrase(view: SeriesView, locale: Locale) -> str:
    return locale.text("{unit}; at the right, in the whole year", unit=words.unit_phrase(view, locale))


def _legend(selection: ChartData, locale: Locale) -> tuple[LegendItem, ...]:
    view = selection.views[0]
    keys = bins.bins_of_views([view]).legend_labels(locale)
    if any(point.value == 0 for point in view.observations):
        keys.append(LegendItem("zero", locale.text("no death")))
    if view.preliminary:
        keys.append(LegendItem("outlined", locale.text("preliminary")))
    if view.withheld:
        keys.append(LegendItem("cross", labels.withheld_label([view], locale)))
    if view.not_held:
        keys.append(LegendItem("box", locale.text("not held")))
    return tuple(keys)


def build_table(selection: ChartData, locale: Locale) -> Table:
    """A row for each year, the newest first, with its months, its sum, and what has to be said of its months."""
    if selection.first_view is None:
        return Table((), ())
    months, sums = selection.views
    by_year = {year: list(points) for year, points in groupby(months.observations, lambda point: point.period.end.year)}
    totals = {point.period.end.year: point for point in sums.observations}
    names = (locale.month_of_year(number) for number in range(1, 13))
    head = (locale.text("Year"), *names, locale.text("Whole year"), locale.text("Remark"))
    rows = (
        (
            str(year),
            *_month_cells(months, locale, points),
            _value_cell(sums, locale, totals.get(year)),
            "; ".join(_remarks(locale, points)),
        )
        for year, points in reversed(by_year.items())
    )
    return Table(head, tuple(rows), frozenset(range(1, 14)))


def _month_cells(view: SeriesView, locale: Locale, points: Sequence[Observation]) -> list[str]:
    """The twelve cells of a year; those of months not published yet are empty."""
    by_month = {point.period.end.month: point for point in points}
    return [_value_cell(view, locale, by_month.get(number)) for number in range(1, 13)]


def _value_cell(view: SeriesView, locale: Locale, point: Observation | None) -> str:
    if point is None:
        return ""
    shown = view.value_in_unit(point)
    if shown is None:
        return "×" if point.status in WITHHELD else "–"
    return words.format_value(view, locale, shown)


def _remarks(locale: Locale, points: Sequence[Observation]) -> list[str]:
    """Which months of a year are preliminary, and which have no figure, and why."""
    found: dict[str, list[str]] = {}
    for point in points:
        if point.preliminary and point.has_value:
            found.setdefault(locale.text("preliminary"), []).append(_month_name(locale, point))
        if not point.has_value:
            found.setdefault(labels.status_label(locale, point.status), []).append(_month_name(locale, point))
    return [locale.text("{what}: {months}", what=what, months=", ".join(months)) for what, months in found.items()]


def _month_name(locale: Locale, point: Observation) -> str:
    return locale.month_of_year(point.period.end.month)
