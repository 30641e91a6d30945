"""A view's change log, small enough to send along, so that a browser can step through the release days by itself."""

from dataclasses import replace
from typing import Any

from dashboard.dataset.observations import published_periods
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import time_axis
from dashboard.text import sentences
from etl.core.model import PeriodKind


def change_log_for_script(data: ChartData, locale: Locale) -> dict[str, Any] | None:
    """Return the change log where the script can draw other days by itself: it knows counts of months without notes."""
    view = data.first_view
    if view is None or view.measure.period is not PeriodKind.MONTH:
        return None
    is_steppable = view.params.unit == "count" and view.params.window == 1 and not view.notes
    return change_log(view, locale) if is_steppable else None


def change_log(view: SeriesView, locale: Locale) -> dict[str, Any]:
    """Return what the script needs to draw the view as of any release day, the same whatever the day of the view.

    ``days``: the release days, oldest first, and ``names``, the same in words. ``periods``: where each stands on the
    axis. ``told``: for each period ``[index of the day, value or null]``, oldest first. ``shown``: for each day how
    many periods had been published by then, and ``preliminary``: the indexes of those that were preliminary.
    """
    position = {day: index for index, day in enumerate(view.releases)}
    index_of = {observation.period: index for index, observation in enumerate(view.current)}
    published = [published_periods(view.series, view.measure, replace(view.params, as_of=day)) for day in view.releases]
    return {
        "days": [day.isoformat() for day in view.releases],
        "names": [sentences.release_day(view, locale, day) for day in view.releases],
        "periods": time_axis.dates_on_axis(view, view.current),
        "told": [
            [
                [position[version.vintage], version.value]
                for version in view.series.versions(period, view.params.edition)
            ]
            for period in index_of
        ],
        "shown": [len(periods) for periods in published],
        "preliminary": [
            [index_of[period] for period, is_preliminary in periods.items() if is_preliminary] for periods in published
        ],
    }
