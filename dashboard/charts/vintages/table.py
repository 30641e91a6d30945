"""One value through the releases as a table: a row for each release."""

from dashboard.charts.vintages.select import releases_stating_period
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, period_names, sentences
from dashboard.text.chart_text import Table


def build_table(data: ChartData, locale: Locale) -> Table:
    """Build a row for each release, the newest first: its value, what that changed, and its newest period."""
    view = data.first_view
    if view is None or data.period is None:
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
    observations = {view.params.cutoff: observation for view, observation in releases_stating_period(data)}
    for release_view in data.views:
        observation = observations.get(release_view.params.cutoff)
        value = release_view.value_in_unit(observation) if observation else None
        rows.append(_release_row(data, release_view, observation, before, locale))
        before = before if value is None else value
    return Table(head, tuple(reversed(rows)), frozenset({1, 2, 5, 6}))


def _release_row(
    data: ChartData, view: SeriesView, observation: Observation | None, before: float | None, locale: Locale
) -> tuple[str, ...]:
    """Write a release as cells; ``before`` is the value of the one before it."""
    value, latest = view.value_in_unit(observation) if observation else None, view.latest
    return (
        sentences.release_day(view, locale, view.params.cutoff),
        "" if value is None else sentences.format_value(view, locale, value),
        "" if value is None or before is None else sentences.format_difference(view, locale, value - before),
        _release_remark(data, view, observation, locale),
        period_names.period_name(view, locale, latest.period) if latest else "",
        sentences.format_value(view, locale, latest.value) if latest and latest.value is not None else "",
        labels.current_value(view, locale, latest) if latest else "",
    )


def _release_remark(data: ChartData, view: SeriesView, observation: Observation | None, locale: Locale) -> str:
    if observation is None:
        is_published = any(other.period == data.period for other in view.observations)
        return locale.text("not in this release") if is_published else locale.text("not published yet")
    if not observation.has_value:
        return labels.status_label(locale, observation.status)
    return locale.text("preliminary when published") if observation.preliminary else ""
