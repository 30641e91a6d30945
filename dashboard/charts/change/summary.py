"""In how many places there were fewer deaths than a year before, and which are not counted, in a sentence."""

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import period_names, sentences
from etl.core.model import Period


def known_changes(data: ChartData) -> list[tuple[SeriesView, Observation, float]]:
    """Return the places whose change can be told, however few their deaths."""
    return [
        (view, observation, change)
        for view in data.views
        for observation in view.observations
        if (change := view.value_in_unit(observation)) is not None
    ]


def write_summary(data: ChartData, view: SeriesView, locale: Locale, period: Period) -> str:
    """Say in how many places there were fewer deaths and in how many more, with the day on which that was published."""
    changes = known_changes(data)
    sure = [change for _, observation, change in changes if not observation.is_small]
    if not sure:
        return locale.text("The numbers of all places are too small to say how they changed.")
    counts = locale.text(
        "{period}: fewer deaths than a year before in {fewer} of {all} places, more in {more}.",
        period=period_names.leading_name(view, locale, period),
        fewer=locale.number(sum(change < 0 for change in sure)),
        more=locale.number(sum(change > 0 for change in sure)),
        all=locale.number(len(data.views)),
    )
    counts = " ".join(part for part in (counts, _not_counted_note(data, locale)) if part)
    day = max(observation.data_as_of for _, observation, _ in changes if observation.data_as_of)
    published = sentences.published_until(data, locale, day)
    return f"{counts} " + locale.text("Computed from counts {published}.", published=published)


def _not_counted_note(data: ChartData, locale: Locale) -> str:
    """Say how many places are counted neither way, by reason; empty where all are counted."""
    small = sum(observation.is_small for _, observation, _ in known_changes(data))
    broken = sum(view.changed_since_year_before(point) for view in data.views for point in view.observations)
    missing = len(data.views) - len(known_changes(data)) - broken
    reasons = [
        locale.text("{reason} {n}", reason=reason, n=locale.number(count))
        for reason, count in (
            (locale.text("few deaths"), small),
            (locale.text("break in the series"), broken),
            (locale.text("a figure missing"), missing),
        )
        if count
    ]
    return locale.text("Not counted: {reasons}.", reasons=", ".join(reasons)) if reasons else ""
