"""One figure through the releases as a table: a row for each release."""

from dashboard.dataset.observations import Point
from dashboard.dataset.selecting import stating
from dashboard.dataset.series_view import Selection, View
from dashboard.text import labels, sentences
from dashboard.text.chart_text import Table
from dashboard.text.i18n import Locale


def table(selection: Selection, locale: Locale) -> Table:
    """One row for each release, the newest first: the figure it gave, what that changed, and how far it reached."""
    view = selection.first
    if view is None or selection.period is None:
        return Table((), ())
    head = (
        locale.text("Day of publication"),
        locale.text("Figure"),
        locale.text("Change"),
        locale.text("Remark"),
        locale.text("Newest period then"),
        locale.text("Its figure then"),
        sentences.capital(sentences.now(view, locale)),
    )
    rows, before = [], None
    points = {view.state.day: point for view, point in stating(selection)}
    for one in selection.views:
        point = points.get(one.state.day)
        shown = one.shown(point) if point else None
        rows.append(_row(selection, one, point, before, locale))
        before = before if shown is None else shown
    return Table(head, tuple(reversed(rows)), frozenset({1, 2, 5, 6}))


def _row(
    selection: Selection, view: View, point: Point | None, before: float | None, locale: Locale
) -> tuple[str, ...]:
    """A release; ``before`` is the figure of the one before it."""
    shown, latest = view.shown(point) if point else None, view.latest
    return (
        sentences.release_day(view, locale, view.state.day),
        "" if shown is None else sentences.amount(view, locale, shown),
        "" if shown is None or before is None else sentences.signed(view, locale, shown - before),
        _remark(selection, view, point, locale),
        sentences.name(view, locale, latest.period) if latest else "",
        sentences.amount(view, locale, latest.value) if latest and latest.value is not None else "",
        labels.shown_today(view, locale, latest) if latest else "",
    )


def _remark(selection: Selection, view: View, point: Point | None, locale: Locale) -> str:
    if point is None:
        known = any(one.period == selection.period for one in view.points)
        return locale.text("not in this release") if known else locale.text("not published yet")
    if not point.held:
        return labels.status(locale, point.status)
    return locale.text("preliminary when published") if point.preliminary else ""
