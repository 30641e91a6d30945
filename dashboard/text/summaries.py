"""A single series in words: its newest value beside the current one, its description, or why there is none."""

from collections.abc import Sequence
from itertools import takewhile

from dashboard.dataset.observations import IRREGULAR_PERIODS, WITHHELD, Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, period_names, sentences
from etl.core.model import Status


def summary(view: SeriesView, locale: Locale) -> str:
    """Write the newest value of the view with the day it was published and, for a past day, the newest value held.

    Before it, why there is none of a newer period, where the publisher gives none or a sum cannot be formed.
    """
    observation = view.latest
    value = view.value_in_unit(observation) if observation else None
    if observation is None or value is None or observation.vintage is None:
        return _missing_latest_value(view, locale)
    values = {
        "period": period_names.leading_name(view, locale, observation.period),
        "figure": sentences.value_with_unit(view, locale, observation, value),
    }
    if sentences.is_computed(view):
        published = sentences.published_until(view, locale, observation.vintage)
        sentence = locale.text("{period}: {figure}, computed from counts {published}.", **values, published=published)
    else:
        release = sentences.published_phrase(view, locale, observation.vintage)
        sentence = locale.text("{period}: {figure}, {release}.", **values, release=release)
    return " ".join(
        part for part in (_gap_sentence(view, locale), sentence, current_value_note(view, locale, observation)) if part
    )


def _missing_latest_value(view: SeriesView, locale: Locale) -> str:
    if view.latest is None and view.observations and view.params.window == 12:
        return locale.text("No sum of twelve months can be formed from the figures in this archive.")
    return _gap_sentence(view, locale) or sentences.no_figure_for_choice(locale)


def _gap_sentence(view: SeriesView, locale: Locale) -> str:
    """Say why the newest periods have no value; empty where the newest one has."""
    if view.params.window == 12:
        return _missing_sum(view, locale)
    newest = list(takewhile(lambda observation: observation.status in WITHHELD, reversed(view.observations)))
    if not newest:
        return ""
    return locale.text(
        "{span}: withheld by the publisher or not available from it.",
        span=sentences.capitalize(period_names.time_span(view, locale, newest[::-1])),
    )


def _missing_sum(view: SeriesView, locale: Locale) -> str:
    if not view.observations or view.observations[-1].has_value:
        return ""
    month = locale.month(view.observations[-1].period.end)
    if view.observations[-1].status == Status.NOT_HELD:
        return locale.text(
            "The sum of the 12 months to {month} cannot be formed: a month in it is not in this archive as "
            "published then.",
            month=month,
        )
    return locale.text(
        "The sum of the 12 months to {month} cannot be formed: a month in it is withheld by the publisher or not "
        "available from it.",
        month=month,
    )


def current_value_note(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """Write the newest value held, or known in the edition that the view names; empty without a past day.

    Beside it stands the day since which it does; where it is the value of the view, the latest release that states it.
    """
    if view.params.as_of is None:
        return ""
    today = view.current_observation(observation)
    value = view.value_in_unit(today) if today else None
    if today is None or today.vintage is None or today.last_published is None or value is None:
        return locale.text("This archive has no later figure.")
    called = sentences.capitalize(sentences.current_phrase(view, locale))
    figure = labels.current_or_unchanged(view, locale, observation)
    if view.counts_something_else_now(observation):
        published = sentences.published_phrase(view, locale, today.vintage)
        return locale.text(
            "{now}: {figure} ({published}), which counts something else: not compared.",
            now=called,
            figure=sentences.format_value(view, locale, value),
            published=published,
        )
    if sentences.is_computed(view):
        published = sentences.published_until(view, locale, today.vintage)
        return locale.text("{now}: {figure} (counts {published}).", now=called, figure=figure, published=published)
    if labels.is_unchanged(view, locale, observation):
        seen = sentences.release_day(view, locale, today.last_published)
        return locale.text("{now}: unchanged (latest release that gives it: {day}).", now=called, day=seen)
    published = sentences.published_phrase(view, locale, today.vintage)
    return locale.text("{now}: {figure} ({published}).", now=called, figure=figure, published=published)


def empty_message(view: SeriesView, locale: Locale) -> str:
    """Say why there is nothing to draw of a view: the day is before the first release, or no value is held."""
    before = view.releases and view.newest_release is None
    return sentences.before_first_release_message(view, locale) if before else summary(view, locale)


def alt_text(view: SeriesView, locale: Locale, caveats: Sequence[str], chart: str = "") -> str:
    """Write the chart in words: what, range, peak, latest, the sentences beside it, and as of when.

    ``chart`` says what sort of chart it is, where that does not follow from the view.
    """
    values = [
        (value, observation)
        for observation in view.observations
        if (value := view.value_in_unit(observation)) is not None
    ]
    if not values:
        return locale.text(
            "{title}: this archive has no figure for this choice.", title=sentences.chart_title(view, locale)
        )
    low, high = min(values, key=lambda pair: pair[0]), max(values, key=lambda pair: pair[0])
    parts = [
        locale.text(
            "{chart}. {title}. {unit}, {span}.",
            chart=chart or _kind_of_figure(view, locale),
            title=sentences.chart_title(view, locale),
            unit=sentences.unit_phrase(view, locale),
            span=period_names.time_span(view, locale, view.observations),
        ),
        locale.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=sentences.format_value(view, locale, low[0]),
            low_period=period_names.period_name(view, locale, low[1].period),
            high=sentences.format_value(view, locale, high[0]),
            high_period=period_names.period_name(view, locale, high[1].period),
        ),
        summary(view, locale),
        *caveats,
        sentences.publication_note(view, locale) + ".",
    ]
    return " ".join(part for part in parts if part)


def _kind_of_figure(view: SeriesView, locale: Locale) -> str:
    if view.measure.period in IRREGULAR_PERIODS:
        return locale.text("Chart of points")
    return locale.text("Line chart")
