"""What has become since of the values that a view of a past day shows: said beside a chart in somebody else's page."""

from collections.abc import Iterator

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, period_names, sentences


def drift_sentence(data: ChartData, locale: Locale) -> str:
    """Say what the newest values held are of those shown as of a past day; empty where none of them has changed.

    Of one series that is its newest value: ``July 2020 was 175; now 186``. Else it is how many values have changed.
    Values that count something else now are not compared.
    """
    changed = list(_changed_values(data, locale))
    if not changed:
        return ""
    view, observation = changed[-1]
    value = view.value_in_unit(observation)
    if len(data.views) == 1 and observation is view.latest and value is not None:
        return locale.text(
            "{period} was {then}; now {now}.",
            period=period_names.leading_name(view, locale, observation.period),
            then=sentences.format_value(view, locale, value),
            now=labels.current_value(view, locale, observation),
        )
    return locale.count(
        "{n} of the figures shown has been revised since.",
        "{n} of the figures shown have been revised since.",
        len(changed),
    )


def _changed_values(data: ChartData, locale: Locale) -> Iterator[tuple[SeriesView, Observation]]:
    """Yield the values as of a past day beside which the newest one held is written otherwise, oldest first.

    Where releases are set beside each other, a value is that of the last of them.
    """
    newest = {
        (view.place.code, view.measure.id, view.params.group, observation.period): (view, observation)
        for view in data.views
        for observation in view.observations
    }
    for view, observation in newest.values():
        is_compared = observation.has_value and not view.counts_something_else_now(observation)
        today = labels.current_value(view, locale, observation) if is_compared else ""
        if today and not labels.is_unchanged(view, locale, observation):
            yield view, observation
