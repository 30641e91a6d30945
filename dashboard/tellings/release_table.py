"""One figure through the releases as a table: a row for each release."""

from dashboard import labels, words
from dashboard.language import Language
from dashboard.points import Point
from dashboard.selections import stating
from dashboard.told import Table
from dashboard.views import Selection, View


def table(selection: Selection, language: Language) -> Table:
    """One row for each release, the newest first: the figure it gave, what that changed, and how far it reached."""
    view = selection.first
    if view is None or selection.period is None:
        return Table((), ())
    head = (
        language.text("Day of publication"),
        language.text("Figure"),
        language.text("Change"),
        language.text("Remark"),
        language.text("Newest period then"),
        language.text("Its figure then"),
        words.capital(words.now(view, language)),
    )
    rows, before = [], None
    points = {view.state.day: point for view, point in stating(selection)}
    for one in selection.views:
        point = points.get(one.state.day)
        shown = one.shown(point) if point else None
        rows.append(_row(selection, one, point, before, language))
        before = before if shown is None else shown
    return Table(head, tuple(reversed(rows)), frozenset({1, 2, 5, 6}))


def _row(
    selection: Selection, view: View, point: Point | None, before: float | None, language: Language
) -> tuple[str, ...]:
    """A release; ``before`` is the figure of the one before it."""
    shown, latest = view.shown(point) if point else None, view.latest
    return (
        words.release_day(view, language, view.state.day),
        "" if shown is None else words.amount(view, language, shown),
        "" if shown is None or before is None else words.signed(view, language, shown - before),
        _remark(selection, view, point, language),
        words.name(view, language, latest.period) if latest else "",
        words.amount(view, language, latest.value) if latest and latest.value is not None else "",
        labels.shown_today(view, language, latest) if latest else "",
    )


def _remark(selection: Selection, view: View, point: Point | None, language: Language) -> str:
    if point is None:
        known = any(one.period == selection.period for one in view.points)
        return language.text("not in this release") if known else language.text("not published yet")
    if not point.held:
        return labels.status(language, point.status)
    return language.text("preliminary when published") if point.preliminary else ""
