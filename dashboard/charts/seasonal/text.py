"""Months and years of one place, in words."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import bins
from dashboard.text import caveats, labels, notes, summaries
from dashboard.text import sentences as words
from dashboard.text.chart_text import ChartText, LegendItem, Table
from dashboard.text.missing_values import NotHeldMark


def write_text(data: ChartData, locale: Locale) -> ChartText:
    """Write the words of months and years."""
    view = data.first_view
    if view is None:
        return ChartText(title="", empty_message=locale.text("This archive has no monthly figure for this place yet."))
    sentences = caveats.all_caveats([view], locale, NotHeldMark.CELL)
    chart = locale.text("Calendar of cells, a row for each year and a column for each month")
    return ChartText(
        title=words.chart_title(view, locale),
        unit=_unit_phrase(view, locale),
        summary=summaries.summary(view, locale),
        publication_note=words.publication_note(view, locale),
        alt_text=summaries.alt_text(view, locale, sentences, chart),
        sentences=sentences,
        legend=_legend(data, locale),
        empty_message=summaries.empty_message(view, locale) if view.is_empty else "",
    )


def _unit_phrase(view: SeriesView, locale: Locale) -> str:
    return locale.text("{unit}; at the right, in the whole year", unit=words.unit_phrase(view, locale))


def _legend(data: ChartData, locale: Locale) -> tuple[LegendItem, ...]:
    view = data.views[0]
    keys = bins.bins_of_views([view], bins.make_peak_bins).legend_labels(locale)
    if any(observation.value == 0 for observation in view.observations):
        keys.append(LegendItem("zero", locale.text("no death")))
    if any(observation.value and view.differs(observation) for observation in view.observations):
        keys.append(notes.across_break_key(locale))
    if view.preliminary:
        keys.append(LegendItem("outlined", locale.text("preliminary")))
    if view.withheld:
        keys.append(LegendItem("cross", labels.withheld_label([view], locale)))
    if view.not_held:
        keys.append(LegendItem("box", locale.text("not in this archive")))
    return tuple(keys)


def build_table(data: ChartData, locale: Locale) -> Table:
    """Build a row for each year, the newest first, with its months, its sum, and what has to be said of its months."""
    if data.first_view is None:
        return Table((), ())
    months, sums = data.views
    by_year = {
        year: list(observations)
        for year, observations in groupby(months.observations, lambda observation: observation.period.end.year)
    }
    totals = {observation.period.end.year: observation for observation in sums.observations}
    names = (locale.month_of_year(number) for number in range(1, 13))
    head = (locale.text("Year"), *names, locale.text("Whole year"), locale.text("Remark"))
    rows = (
        (
            str(year),
            *_month_cells(months, locale, observations),
            _value_cell(sums, locale, totals.get(year)),
            "; ".join(_remarks(locale, observations)),
        )
        for year, observations in reversed(by_year.items())
    )
    return Table(head, tuple(rows), frozenset(range(1, 14)))


def _month_cells(view: SeriesView, locale: Locale, observations: Sequence[Observation]) -> list[str]:
    """Return the twelve cells of a year; those of months not published yet are empty."""
    by_month = {observation.period.end.month: observation for observation in observations}
    return [_value_cell(view, locale, by_month.get(number)) for number in range(1, 13)]


def _value_cell(view: SeriesView, locale: Locale, observation: Observation | None) -> str:
    if observation is None:
        return ""
    value = view.value_in_unit(observation)
    if value is None:
        return "×" if observation.status in WITHHELD else "–"
    return words.format_value(view, locale, value)


def _remarks(locale: Locale, observations: Sequence[Observation]) -> list[str]:
    """Return which months of a year are preliminary, and which have no value, and why."""
    months_by_remark: dict[str, list[str]] = {}
    for observation in observations:
        if observation.preliminary and observation.has_value:
            months_by_remark.setdefault(locale.text("preliminary"), []).append(_month_name(locale, observation))
        if not observation.has_value:
            months_by_remark.setdefault(labels.status_label(locale, observation.status), []).append(
                _month_name(locale, observation)
            )
    return [
        locale.text("{what}: {months}", what=what, months=", ".join(months))
        for what, months in months_by_remark.items()
    ]


def _month_name(locale: Locale, observation: Observation) -> str:
    return locale.month_of_year(observation.period.end.month)
