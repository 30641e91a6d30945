"""Several places, or several publishers of one, in words."""

from datetime import date

from dashboard.charts.compare.before_after import (
    before_after,
    comparison_sentence,
    has_calendar_years,
    has_monthly_values,
    last_month,
)
from dashboard.charts.compare.select import MARCH_2020, MAX_LINES_ON_ONE_AXIS, MAX_LINES_WITH_CURRENT
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats, labels, multi_series, sentences
from dashboard.text.chart_text import ChartText, LegendItem, Table
from etl.core.model import Period, PeriodKind

MAX_PLACES_IN_TITLE = 4
"""Places up to which the title names them."""


def write_text(selection: ChartData, locale: Locale) -> ChartText:
    """The words of a comparison."""
    view = selection.first_view
    if view is None:
        return ChartText(title="", empty_message=multi_series.empty_message(selection, locale))
    title, nothing = _title(selection, view, locale), _empty_message(selection, locale)
    if nothing:
        return ChartText(title=title, empty_message=nothing)
    return ChartText(
        title=title,
        unit=_unit_phrase(selection, locale),
        summary=comparison_sentence(selection, locale),
        publication_note=sentences.publication_note(selection, locale),
        alt_text=_alt_text(selection, title, locale),
        sentences=_sentences(selection, locale),
        legend=_legend(selection, view, locale),
    )


def _empty_message(selection: ChartData, locale: Locale) -> str:
    """Why there is nothing to draw; empty where there is something."""
    if selection.is_empty:
        return multi_series.empty_message(selection, locale)
    if _drawable_views(selection):
        return ""
    return caveats.populations(selection.views, locale) or multi_series.empty_message(selection, locale)


def _drawable_views(selection: ChartData) -> list[SeriesView]:
    """The views that have a line, or marks in the place of one."""
    return [view for view in selection.views if before_after(view) or view.withheld or view.has_later_values]


def _title(selection: ChartData, view: SeriesView, locale: Locale) -> str:
    """What is counted, and where: the places by name where they are few."""
    same = len(selection.definitions) == 1
    counted = (
        sentences.measure_title_with_group(view, locale)
        if same
        else locale.text("Deaths as each publisher counts them")
    )
    names = [locale.localize(place.name) for place in selection.places]
    if len(names) == 1:
        return locale.text("{measure}, {place}", measure=counted, place=names[0])
    if len(names) <= MAX_PLACES_IN_TITLE:
        return locale.text("{measure}: {places}", measure=counted, places=", ".join(names))
    return locale.text("{measure}: {n} places", measure=counted, n=locale.number(len(names)))


def _unit_phrase(selection: ChartData, locale: Locale) -> str:
    """What one point is; of panels also which two figures are written in them."""
    view = max(selection.views, key=lambda view: view.measure.period is not PeriodKind.YEAR)
    unit = sentences.unit_phrase(view, locale)
    if len(_drawable_views(selection)) <= MAX_LINES_ON_ONE_AXIS:
        return unit
    return locale.text("{unit}. In figures: {month} and the newest", unit=unit, month=locale.month(MARCH_2020))


def _sentences(selection: ChartData, locale: Locale) -> tuple[str, ...]:
    """All that has to be said, with the places of which no figure can be shown."""
    without = [locale.localize(place.name) for place in selection.places if place.code in selection.places_without_data]
    without += [
        labels.series_label(selection, view, locale)
        for view in selection.views
        if not before_after(view) and not any(point.has_value for point in view.observations)
    ]
    said = locale.text("No figure can be shown for {names}.", names=", ".join(without)) if without else ""
    all_said = (multi_series.definitions_note(selection, locale), *caveats.all_caveats(selection.views, locale), said)
    return tuple(one for one in all_said if one)


def _legend(selection: ChartData, view: SeriesView, locale: Locale) -> tuple[LegendItem, ...]:
    views = selection.views
    keys = [LegendItem("line", sentences.publication_note(selection, locale))]
    if len(_drawable_views(selection)) > MAX_LINES_ON_ONE_AXIS and not has_monthly_values(selection):
        keys.append(LegendItem("others", locale.text("the other panels")))
    elif view.params.as_of and len(_drawable_views(selection)) <= MAX_LINES_WITH_CURRENT:
        keys.append(LegendItem("ghost", sentences.current_phrase(view, locale)))
    if _covers_month(selection, MARCH_2020):
        keys.append(LegendItem("upright", locale.text("March 2020: the COVID-19 pandemic is declared")))
    if any(one.preliminary for one in views):
        keys.append(LegendItem("dotted", locale.text("preliminary")))
    if any(one.withheld for one in views):
        keys.append(LegendItem("cross", labels.withheld_label([one for one in views if one.withheld], locale)))
    if any(one.has_later_values for one in views):
        keys.append(LegendItem("hollow", locale.text("not held then: earliest figure held")))
    return tuple(keys)


def _covers_month(selection: ChartData, month: date) -> bool:
    """Whether a month lies in the time drawn."""
    ends = [point.period.end for view in selection.views for point in view.observations]
    return bool(ends) and min(ends) <= month <= max(ends)


def _alt_text(selection: ChartData, title: str, locale: Locale) -> str:
    """The chart in words: what, over which time, the highest of each of a few lines or of all, as of when."""
    views = _drawable_views(selection)
    shown = [
        (amount, view, point)
        for view in views
        for point in view.observations
        if (amount := view.value_in_unit(point)) is not None
    ]
    few = len(views) <= MAX_LINES_ON_ONE_AXIS
    kind = locale.text("Line chart") + "."
    if not few:
        kind = multi_series.sort_of_panels(locale, len(views))
    said = [kind, f"{title}. {_unit_phrase(selection, locale)}."]
    if shown:
        ends = [point.period.end for _, _, point in shown]
        span = locale.period(Period(min(ends).replace(day=1), max(ends)))
        said.append(locale.text("Last months of the periods: {span}.", span=span))
        of_each = [[one for one in shown if one[1] is view] for view in views] if few else [shown]
        highest = [_highest_value(selection, max(some, key=lambda one: one[0]), locale) for some in of_each if some]
        said.append(locale.text("Highest: {figures}.", figures="; ".join(highest)))
    said += [comparison_sentence(selection, locale), *_sentences(selection, locale)]
    return " ".join([*said, sentences.publication_note(selection, locale) + "."])


def _highest_value(selection: ChartData, one: tuple[float, SeriesView, Observation], locale: Locale) -> str:
    amount, view, point = one
    figure = sentences.format_value(view, locale, amount)
    named = f"{labels.series_label(selection, view, locale)} {figure}"
    return locale.text("{figure} ({day})", figure=named, day=locale.month(last_month(point)))


# -- the table -------------------------------------------------------------------------------------------------------


def build_table(selection: ChartData, locale: Locale) -> Table:
    """A row for each period, the newest first, and a column for each place; of many places a row for each."""
    if len(_drawable_views(selection)) > MAX_LINES_ON_ONE_AXIS:
        return _table_by_place(selection, locale)
    views = [view for view in selection.views if view.observations]
    names = [labels.series_label(selection, view, locale) for view in views]
    cells = [_cells_by_month(view, locale) for view in views]
    months = sorted({month for found in cells for month in found}, reverse=True)
    rows = [(_period_heading(selection, month, locale), *(found.get(month, "") for found in cells)) for month in months]
    return Table((locale.text("Period"), *names), tuple(rows), frozenset(range(1, len(names) + 1)))


def _cells_by_month(view: SeriesView, locale: Locale) -> dict[date, str]:
    """What the table says of each period, by the month with which it ends."""
    return {last_month(point): multi_series.table_cell(view, locale, point) for point in view.observations}


def _table_by_place(selection: ChartData, locale: Locale) -> Table:
    """A row for each place: its figures up to March 2020 and now, then one a year, the newest first.

    The CSV has the others: in a table of so many places nobody would find anything.
    """
    several = len(selection.definitions) > 1
    months = sorted(
        {last_month(point) for view in selection.views for point in _yearly_observations(view)}, reverse=True
    )
    head = (
        locale.text("Place"),
        *([locale.text("What is counted")] if several else []),
        _period_heading(selection, MARCH_2020, locale),
        locale.text("Newest figure"),
        locale.text("Period"),
        *(_period_heading(selection, month, locale) for month in months),
    )
    rows = [
        (
            labels.series_label(selection, view, locale),
            *([locale.localize(view.measure.title)] if several else []),
            *_before_and_after_cells(selection, view, locale),
            *(cells.get(month, "") for month in months),
        )
        for view in selection.views
        for cells in [_cells_by_month(view, locale)]
    ]
    words_alone = {0, several + 3} | ({1} if several else set())
    return Table(head, tuple(rows), frozenset(range(len(head))) - words_alone)


def _yearly_observations(view: SeriesView) -> list[Observation]:
    """One point a year: that to March, or the year itself. The one to March 2020 has a column of its own."""
    if view.measure.period is PeriodKind.YEAR:
        return list(view.observations)
    marches = [point for point in view.observations if point.period.end.month == MARCH_2020.month]
    return [point for point in marches if last_month(point) != MARCH_2020]


def _before_and_after_cells(selection: ChartData, view: SeriesView, locale: Locale) -> tuple[str, str, str]:
    """The figure up to March 2020, the newest one, and the period of that."""
    both, cells = before_after(view), _cells_by_month(view, locale)
    newest = both.after if both else view.observations[-1] if view.observations else None
    then, before = cells.get(MARCH_2020, ""), both.before if both else None
    if before and last_month(before) != MARCH_2020:
        over = _period_heading(selection, last_month(before), locale)
        then = locale.text("{figure} ({day})", figure=cells[last_month(before)], day=over)
    if newest is None:
        return then, "", ""
    return then, cells[last_month(newest)], _period_heading(selection, last_month(newest), locale)


def _period_heading(selection: ChartData, month: date, locale: Locale) -> str:
    """The period that ends with a month, as the table and the description name it, whoever added it up."""
    if has_monthly_values(selection):
        return sentences.capitalize(locale.month(month))
    if has_calendar_years(selection):
        return str(month.year)
    return sentences.capitalize(locale.text("12 months to {month}", month=locale.month(month)))
