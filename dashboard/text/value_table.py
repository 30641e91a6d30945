"""Figures as a table: a row for each, with what has to be remarked of it and the days on which it was published."""

from collections.abc import Iterable

from dashboard.dataset.observations import Point
from dashboard.dataset.series_view import Selection, View
from dashboard.text import labels, sentences
from dashboard.text.chart_text import Table
from dashboard.text.i18n import Locale

Named = tuple[str, View, Point | None]
"""What a row is called, and its figure; None where none of the period is held."""


def table(selection: Selection, locale: Locale, first: str, named: Iterable[Named]) -> Table:
    """A row for each figure, under ``first`` what it is called; as of a past day with what is published now beside it.

    The selection has a view.
    """
    then = selection.state.as_of is not None
    head = [first, locale.text("Figure")]
    head += [sentences.capital(sentences.now(selection.views[0], locale))] if then else []
    head += [locale.text("Stands since"), locale.text("Remark"), locale.text("First held")]
    rows = [_row(one, locale, then=then) for one in named]
    return Table(tuple(head), tuple(rows), frozenset({1, 2, 5} if then else {1, 4}))


def _row(named: Named, locale: Locale, *, then: bool) -> tuple[str, ...]:
    name, view, point = named
    if point is None:
        empty = ("", "") if then else ("",)
        return (name, *empty, "", sentences.no_figure_for_period(locale), "")
    shown = view.shown(point)
    remarks = [] if point.held else labels.absent(view, locale, point)
    remarks += [locale.text("no population held")] if point.held and shown is None else []
    remarks += [locale.text("preliminary")] if point.preliminary and point.held else []
    return (
        name,
        "" if shown is None else sentences.amount(view, locale, shown),
        *([labels.shown_today(view, locale, point)] if then else []),
        locale.day(point.vintage) if point.vintage else "",
        "; ".join(remarks),
        labels.first_held(view, locale, point),
    )
