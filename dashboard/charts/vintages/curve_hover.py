"""What a pointer reads at a period of the curves: each value that releases gave it, with its day."""

from itertools import pairwise

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData
from dashboard.i18n import Locale
from dashboard.text import labels, period_names, sentences
from etl.core.printing import is_same_value


def hover_text(data: ChartData, locale: Locale, observation: Observation, *, with_current: bool) -> str:
    """Write a period in one label: each value that releases gave it, with its day; ``with_current`` also the newest."""
    newest = data.views[-1]
    lines = [f"<b>{sentences.capitalize(period_names.period_name(newest, locale, observation.period))}</b>"]
    for version in _revision_history(data, observation):
        amount = newest.value_in_unit(version)
        text = (
            labels.status_label(locale, version.status)
            if amount is None
            else sentences.format_value(newest, locale, amount)
        )
        lines.append(f"{text} ({sentences.release_day(newest, locale, version.vintage)})" if version.vintage else text)
    if observation.preliminary:
        lines.append(locale.text("preliminary"))
    if with_current and (today := labels.current_value(newest, locale, observation)):
        lines.append(locale.text("{now}: {figure}", now=sentences.current_phrase(newest, locale), figure=today))
    return "<br>".join(lines)


def _revision_history(data: ChartData, observation: Observation) -> list[Observation]:
    """Return a period as releases left it, oldest first, each change once; itself where none stated it."""
    versions = [
        version
        for view in data.views
        for version in view.observations
        if version.period == observation.period and version.vintage
    ]
    changes = [
        version
        for before, version in pairwise([None, *versions])
        if version and (not before or not is_same_value(before.value, version.value))
    ]
    return changes or [observation]
