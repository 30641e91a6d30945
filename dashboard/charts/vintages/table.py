"""One figure through the releases as a table: a row for each release."""

from dashboard.charts.vintages.select import releases_stating_period
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, sentences
from dashboard.text.chart_text import Table


def build_table(selection: ChartData, locale: Locale) -> Table:
    """One row for each release, the newest first: the figure it gave, what that changed, and how far it reached."""
    view = selection.first_view
    if view is None or selection.period is None:
        return Table((), ())
    head = (
        locale.text("Day of publication"),
        locale.text("Figure"),
        locale.text("Change"),
        locale.text("Remark"),
        locale.text("Newest period then"),
        locale.text("Its figure then"),
        sentences.capitalize(sentences.current_phrase(view, locale)),
    )
    rows, before = [], None
    points = {view.params.cutoff: point for view, point in releases_stating_period(selection)}
    for one in selection.views:
        point = points.get(one.params.cutoff)
        shown = one.value_in_unit(point) if point else None
        rows.append(_release_row(selection, one, point, before, locale))
        before = before if shown is None else shown
    return Table(head, tuple(reversed(rows)), frozenset({1, 2, 5, 6}))


def _release_row(
    selection: ChartData, view: SeriesView, point: Observation | None, before: float | None, locale: Locale
) -> tuple[str, ...]:
    """A release; ``before`` is the figure of the one before it."""
    shown, latest = view.value_in_unit(point) if point else None, view.latest
    return (
        sentences.release_day(view, locale, view.params.cutoff),
        "" if shown is None else sentences.format_value(view, locale, shown),
        "" if shown is None or before is None else sentences.format_difference(view, locale, shown - before),
        _release_remark(selection, view, point, locale),
        sentences.period_name(view, locale, latest.period) if latest else "",
        sentences.format_value(view, locale, latest.value) if latest and latest.value is not None else "",
        labels.current_value(view, locale, latest) if latest else "",
    )


def _release_remark(selection: ChartData, view: SeriesView, point: Observation | None, locale: Locale) -> str:
    if point is None:
        known = any(one.period == selection.period for one in view.observations)
        return locale.text("not in this release") if known else locale.text("not published yet")
    if not point.has_value:
        return labels.status_label(locale, point.status)
    return locale.text("preliminary when published") if point.preliminary else ""
