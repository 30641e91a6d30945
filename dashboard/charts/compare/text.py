"""Several places, or several publishers of one, in words."""

from datetime import date
from operator import itemgetter

from dashboard.charts.compare.before_after import (
    before_after,
    comparison_sentence,
    comparison_table,
    has_monthly_values,
    last_month,
    period_heading,
)
from dashboard.charts.compare.select import MARCH_2020, MAX_LINES_ON_ONE_AXIS, MAX_LINES_WITH_CURRENT
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats, labels, multi_series, sentences
from dashboard.text.chart_text import ChartText, LegendItem, Table
from etl.core.model import Period, PeriodKind, Status

MAX_PLACES_IN_TITLE = 4
"""Places up to which the title names them."""
MIN_HEIGHT_RATIO = 0.02
"""The part of the highest value below which a line can hardly be told from the axis: a few pixels."""


def write_text(data: ChartData, locale: Locale) -> ChartText:
    """Write the words of a comparison."""
    view = data.first_view
    if view is None:
        return ChartText(title="", empty_message=multi_series.empty_message(data, locale))
    title, nothing = _title(data, view, locale), _empty_message(data, locale)
    if nothing:
        return ChartText(title=title, empty_message=nothing)
    return ChartText(
        title=title,
        unit=_unit_phrase(data, locale),
        summary=comparison_sentence(data, locale),
        summary_table=comparison_table(data, locale),
        publication_note=sentences.publication_note(data, locale),
        alt_text=_alt_text(data, title, locale),
        sentences=_sentences(data, locale),
        legend=_legend(data, view, locale),
    )


def _empty_message(data: ChartData, locale: Locale) -> str:
    """Say why there is nothing to draw; empty where there is something."""
    if data.is_empty:
        return multi_series.empty_message(data, locale)
    if _drawable_views(data):
        return ""
    return caveats.populations(data.views, locale) or multi_series.empty_message(data, locale)


def _drawable_views(data: ChartData) -> list[SeriesView]:
    """Return the views that have a line, or marks in the place of one."""
    return [view for view in data.views if before_after(view) or view.withheld or view.has_later_values]


def _title(data: ChartData, view: SeriesView, locale: Locale) -> str:
    """Say what is counted, and where: the places by name where they are few."""
    same = len(data.definitions) == 1
    measure = (
        sentences.measure_title_with_group(view, locale)
        if same
        else locale.text("Deaths as each publisher counts them")
    )
    names = [locale.localize(place.name) for place in data.places]
    if len(names) == 1:
        return locale.text("{measure}, {place}", measure=measure, place=names[0])
    if len(names) <= MAX_PLACES_IN_TITLE:
        return locale.text("{measure}: {places}", measure=measure, places=", ".join(names))
    return locale.text("{measure}: {n} places", measure=measure, n=locale.number(len(names)))


def _unit_phrase(data: ChartData, locale: Locale) -> str:
    """Say what one point is; of panels also which two values are written in them."""
    view = max(data.views, key=lambda view: view.measure.period is not PeriodKind.YEAR)
    unit = sentences.unit_phrase(view, locale)
    if len(_drawable_views(data)) <= MAX_LINES_ON_ONE_AXIS:
        return unit
    return locale.text("{unit}. In figures: {month} and the newest", unit=unit, month=locale.month(MARCH_2020))


def _sentences(data: ChartData, locale: Locale) -> tuple[str, ...]:
    """Say all that has to be said, with the places of which no value can be shown."""
    without = [locale.localize(place.name) for place in data.places if place.code in data.places_without_data]
    without += [
        labels.series_label(data, view, locale)
        for view in data.views
        if not before_after(view) and not any(observation.has_value for observation in view.observations)
    ]
    missing = locale.text("No figure can be shown for {names}.", names=", ".join(without)) if without else ""
    lines = (
        multi_series.definitions_note(data, locale),
        multi_series.not_alike_note(data.views, locale),
        _flat_lines_sentence(data, locale),
        *caveats.all_caveats(data.views, locale),
        missing,
    )
    return tuple(line for line in lines if line)


def _flat_lines_sentence(data: ChartData, locale: Locale) -> str:
    """Name the lines that lie on zero beside the highest, such as a county's deaths beside a nation's."""
    tops = {
        labels.series_label(data, view, locale): max(amounts)
        for view in _drawable_views(data)
        if (amounts := [each for point in view.observations if (each := view.value_in_unit(point)) is not None])
    }
    flat = [name for name, top in tops.items() if top < MIN_HEIGHT_RATIO * max(tops.values())]
    if not flat or len(tops) > MAX_LINES_ON_ONE_AXIS:
        return ""
    return locale.text(
        "Beside the highest line, these can hardly be told from zero: {names}. Their figures are in the table.",
        names=", ".join(flat),
    )


def _legend(data: ChartData, view: SeriesView, locale: Locale) -> tuple[LegendItem, ...]:
    views = data.views
    keys = [LegendItem("line", sentences.publication_note(data, locale))]
    if len(_drawable_views(data)) > MAX_LINES_ON_ONE_AXIS and not has_monthly_values(data):
        keys.append(LegendItem("others", locale.text("the other panels")))
    elif view.params.as_of and len(_drawable_views(data)) <= MAX_LINES_WITH_CURRENT:
        keys.append(LegendItem("ghost", sentences.current_phrase(view, locale)))
    if _covers_month(data, MARCH_2020):
        keys.append(LegendItem("upright", locale.text("March 2020: the COVID-19 pandemic is declared")))
    if any(_is_at_break(point) for other in views for point in other.observations):
        keys.append(LegendItem("broken", locale.text("gap: break in the series")))
    if any(other.preliminary for other in views):
        keys.append(LegendItem("dotted", locale.text("preliminary")))
    if any(other.withheld for other in views):
        keys.append(LegendItem("cross", labels.withheld_label([other for other in views if other.withheld], locale)))
    if any(other.has_later_values for other in views):
        keys.append(LegendItem("hollow", locale.text("not in this archive as of then: earliest figure that is")))
    return tuple(keys)


def _is_at_break(point: Observation) -> bool:
    """Tell whether a line is cut at a point because what is counted changed: before it, or within its twelve months."""
    return point.follows_break or point.status == Status.NOT_COMPARABLE


def _covers_month(data: ChartData, month: date) -> bool:
    """Tell whether a month lies in the time drawn."""
    ends = [observation.period.end for view in data.views for observation in view.observations]
    return bool(ends) and min(ends) <= month <= max(ends)


def _alt_text(data: ChartData, title: str, locale: Locale) -> str:
    """Write the chart in words: what, over which time, the highest of each of a few lines or of all, as of when."""
    views = _drawable_views(data)
    values = [
        (amount, view, observation)
        for view in views
        for observation in view.observations
        if (amount := view.value_in_unit(observation)) is not None
    ]
    few = len(views) <= MAX_LINES_ON_ONE_AXIS
    kind = locale.text("Line chart") + "."
    if not few:
        kind = multi_series.sort_of_panels(locale, len(views))
    parts = [kind, f"{title}. {_unit_phrase(data, locale)}."]
    if values:
        ends = [observation.period.end for _, _, observation in values]
        span = locale.period(Period(min(ends).replace(day=1), max(ends)))
        parts.append(locale.text("Last months of the periods: {span}.", span=span))
        groups = [[value for value in values if value[1] is view] for view in views] if few else [values]
        highest = [_highest_value(data, max(group, key=itemgetter(0)), locale) for group in groups if group]
        parts.append(locale.text("Highest: {figures}.", figures="; ".join(highest)))
    parts += [comparison_sentence(data, locale), *_sentences(data, locale)]
    return " ".join([*parts, sentences.publication_note(data, locale) + "."])


def _highest_value(data: ChartData, highest: tuple[float, SeriesView, Observation], locale: Locale) -> str:
    value, view, observation = highest
    figure = f"{labels.series_label(data, view, locale)} {sentences.format_value(view, locale, value)}"
    return locale.text("{figure} ({day})", figure=figure, day=locale.month(last_month(observation)))


# -- the table -------------------------------------------------------------------------------------------------------


def build_table(data: ChartData, locale: Locale) -> Table:
    """Build a row for each period, the newest first, and a column for each place; of many places a row for each."""
    if len(_drawable_views(data)) > MAX_LINES_ON_ONE_AXIS:
        return _table_by_place(data, locale)
    views = [view for view in data.views if view.observations]
    names = [labels.series_label(data, view, locale) for view in views]
    cells = [_cells_by_month(view, locale) for view in views]
    months = sorted({month for row in cells for month in row}, reverse=True)
    rows = [(period_heading(data, month, locale), *(row.get(month, "") for row in cells)) for month in months]
    return Table((locale.text("Period"), *names), tuple(rows), frozenset(range(1, len(names) + 1)))


def _cells_by_month(view: SeriesView, locale: Locale) -> dict[date, str]:
    """Return what the table says of each period, by the month with which it ends."""
    return {
        last_month(observation): multi_series.table_cell(view, locale, observation) for observation in view.observations
    }


def _table_by_place(data: ChartData, locale: Locale) -> Table:
    """Build a row for each place: its values up to March 2020 and now, then one a year, the newest first.

    The CSV has the others: in a table of so many places nobody would find anything.
    """
    several = len(data.definitions) > 1
    months = sorted(
        {last_month(observation) for view in data.views for observation in _yearly_observations(view)}, reverse=True
    )
    head = (
        locale.text("Place"),
        *([locale.text("What is counted")] if several else []),
        period_heading(data, MARCH_2020, locale),
        locale.text("Newest figure"),
        locale.text("Period"),
        *(period_heading(data, month, locale) for month in months),
    )
    rows = [
        (
            labels.series_label(data, view, locale),
            *([locale.localize(view.measure.title)] if several else []),
            *_before_and_after_cells(data, view, locale),
            *(cells.get(month, "") for month in months),
        )
        for view in data.views
        for cells in [_cells_by_month(view, locale)]
    ]
    words_alone = {0, several + 3} | ({1} if several else set())
    return Table(head, tuple(rows), frozenset(range(len(head))) - words_alone)


def _yearly_observations(view: SeriesView) -> list[Observation]:
    """Return one point a year: that to March, or the year itself. The one to March 2020 has a column of its own."""
    if view.measure.period is PeriodKind.YEAR:
        return list(view.observations)
    marches = [observation for observation in view.observations if observation.period.end.month == MARCH_2020.month]
    return [observation for observation in marches if last_month(observation) != MARCH_2020]


def _before_and_after_cells(data: ChartData, view: SeriesView, locale: Locale) -> tuple[str, str, str]:
    """Return the value up to March 2020, the newest one, and the period of that."""
    both, cells = before_after(view), _cells_by_month(view, locale)
    newest = both.after if both else view.observations[-1] if view.observations else None
    then, before = cells.get(MARCH_2020, ""), both.before if both else None
    if before and last_month(before) != MARCH_2020:
        over = period_heading(data, last_month(before), locale)
        then = locale.text("{figure} ({day})", figure=cells[last_month(before)], day=over)
    if newest is None:
        return then, "", ""
    return then, cells[last_month(newest)], period_heading(data, last_month(newest), locale)
