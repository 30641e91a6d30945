"""How old the newest release of what a chart shows is: its day, from which a browser counts, and how often one comes.

Nothing here knows today's date: a page never depends on the day it is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import sentences
from etl.core.source import Source
from etl.store.release_gaps import usual_gap_days


@dataclass(frozen=True)
class ReleaseAge:
    """The newest release of one source in a chart.

    ``sentence`` stands without a script. ``cadence`` and ``newer``, the words of a link to the publisher's ``url``, are
    for the browser to show, where the release is older than twice ``usual_gap_days``; the cadence is empty where no
    usual gap can be told.
    """

    newest: date
    usual_gap_days: int | None
    sentence: str
    cadence: str
    newer: str
    url: str


def release_ages(data: ChartData, locale: Locale) -> tuple[ReleaseAge, ...]:
    """Return the newest release of each source in a chart of the newest values; empty as of a past day."""
    if data.params.as_of is not None or data.is_empty:
        return ()
    return tuple(_release_age(data, source, locale) for source in data.sources)


def _release_age(data: ChartData, source: Source, locale: Locale) -> ReleaseAge:
    views = [view for view in data.views if view.source == source]
    newest = max(day for view in views for day in view.releases)
    view = next(view for view in views if newest in view.releases)
    gap = usual_gap_days(source, view.vintage_basis)
    publisher, day = locale.localize(source.publisher), sentences.release_day(view, locale, newest)
    if source.ended_on:
        ended = locale.text(
            "{publisher}: this series has ended; newest in this archive: {day}", publisher=publisher, day=day
        )
        return ReleaseAge(newest, None, ended, "", "", source.url)
    several = len(data.sources) > 1
    return ReleaseAge(
        newest=newest,
        usual_gap_days=gap,
        sentence=locale.text("Newest in this archive ({publisher}): {day}", publisher=publisher, day=day)
        if several
        else locale.text("Newest in this archive: {day}", day=day),
        cadence=locale.count("A release usually comes every day;", "A release usually comes every {n} days;", gap)
        if gap
        else "",
        newer=_newer_words(views, locale),
        url=source.url,
    )


def _newer_words(views: Sequence[SeriesView], locale: Locale) -> str:
    """Say to which month newer figures reach, where other figures of the publisher prove it; else that there may be."""
    proven = [view.newer.periods[-1].end for view in views if view.newer.periods and view.newer.usual_lag_days is None]
    if proven:
        return locale.text("newer figures, to {month}", month=locale.month(max(proven)))
    return locale.text("newer figures, if any")
