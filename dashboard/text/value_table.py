"""Figures as a table: a row for each, with what has to be remarked of it and the days on which it was published."""

from collections.abc import Iterable

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, sentences
from dashboard.text.chart_text import Table

LabelledValue = tuple[str, SeriesView, Observation | None]
"""What a row is called, and its figure; None where none of the period is held."""


def build_value_table(selection: ChartData, locale: Locale, first: str, named: Iterable[LabelledValue]) -> Table:
    """A row for each figure, under ``first`` what it is called; as of a past day with what is published now beside it.

    The selection has a view.
    """
    then = selection.params.as_of is not None
    head = [first, locale.text("Figure")]
    head += [sentences.capitalize(sentences.current_phrase(selection.views[0], locale))] if then else []
    head += [locale.text("Stands since"), locale.text("Remark"), locale.text("First held")]
    rows = [_table_row(one, locale, then=then) for one in named]
    return Table(tuple(head), tuple(rows), frozenset({1, 2, 5} if then else {1, 4}))


def _table_row(named: LabelledValue, locale: Locale, *, then: bool) -> tuple[str, ...]:
    name, view, point = named
    if point is None:
        empty = ("", "") if then else ("",)
        return (name, *empty, "", sentences.no_figure_for_period(locale), "")
    shown = view.value_in_unit(point)
    remarks = [] if point.has_value else labels.missing_value_lines(view, locale, point)
    remarks += [locale.text("no population held")] if point.has_value and shown is None else []
    remarks += [locale.text("preliminary")] if point.preliminary and point.has_value else []
    return (
        name,
        "" if shown is None else sentences.format_value(view, locale, shown),
        *([labels.current_value(view, locale, point)] if then else []),
        locale.day(point.vintage) if point.vintage else "",
        "; ".join(remarks),
        labels.first_published_phrase(view, locale, point),
    )
