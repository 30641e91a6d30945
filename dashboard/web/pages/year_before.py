"""The newest value beside the one of a year before, as the front page says it: as published, and like for like."""

from dataclasses import replace

from dashboard.charts.rendered import RenderedCharts
from dashboard.dataset.directions import direction_of_series
from dashboard.dataset.observations import Observation, period_a_year_before
from dashboard.dataset.same_age import like_for_like
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import get_locale
from dashboard.params.options import SUMMABLE
from dashboard.text import period_names, sentences
from dashboard.text.directions import direction_beside
from dashboard.text.same_age import difference_phrase, like_for_like_sentence


def year_before_notes(charts: RenderedCharts, view: SeriesView, point: Observation) -> tuple[str, ...]:
    """Set the newest value beside the one of a year before; of months and quarters, the sums of twelve months.

    None where a value lacks, or where what is counted changed between them.
    """
    if view.measure.is_quotient:
        return ()
    is_summable = view.measure.period in SUMMABLE and view.params.window == 1
    return _of_sums(charts, view, point) if is_summable else _of_periods(charts, view, point)


def _of_sums(charts: RenderedCharts, of_periods: SeriesView, point: Observation) -> tuple[str, ...]:
    """Set the sum of the twelve months to the newest value beside the one a year before.

    Like for like a sum needs two releases a year apart that state all its months. Where such are not held, the newest
    month or quarter is compared in its place.
    """
    params, locale = of_periods.params, get_locale(of_periods.params.lang)
    view = charts(replace(params, window=12, unit="count")).data.first_view
    by_end = {total.period.end: total for total in view.observations if total.has_value} if view else {}
    newest = by_end.get(point.period.end)
    before = by_end.get(period_a_year_before(newest.period).end) if newest else None
    of_newest = _newest_like_for_like(charts, of_periods, point)
    if view is None or newest is None or before is None or newest.value is None or before.value is None:
        return (of_newest,)
    if not view.is_comparable(before, newest):
        return (of_newest,)
    sums = locale.text(
        "In the 12 months to {month}: {now}; in the 12 months before: {before} ({difference}). Both are sums of "
        "published counts.",
        month=locale.month(newest.period.end),
        now=sentences.value_with_unit(view, locale, newest, newest.value),
        before=locale.number(before.value),
        difference=difference_phrase(view, locale, newest.value, before.value),
    )
    like = like_for_like(charts.dataset, view, newest, before)
    of_one_age = like_for_like_sentence(view, locale, like, newest, before)
    if of_newest and like and like.same_age is None:
        refusal = locale.text("These sums cannot be compared like for like; their newest part can.")
        of_one_age = f"{refusal} {of_newest}"
    measured = direction_of_series(charts.dataset, of_periods)
    direction = direction_beside(point, measured, locale) if point.preliminary else ""
    return " ".join(part for part in (sums, direction) if part), of_one_age


def _newest_like_for_like(charts: RenderedCharts, view: SeriesView, newest: Observation) -> str:
    """Set a month or quarter beside the one of a year before, as published and like for like; empty if it cannot be."""
    before, locale = _observation_a_year_before(view, newest), get_locale(view.params.lang)
    like = like_for_like(charts.dataset, view, newest, before)
    values = [view.value_in_unit(point) if point else None for point in (newest, before)]
    if like is None or like.same_age is None or before is None or values[0] is None or values[1] is None:
        return ""
    of_one_age = like_for_like_sentence(view, locale, like, newest, before)
    if not of_one_age:
        return ""
    both = locale.text(
        "{period}: {now}; {before_period}: {before} ({difference}).",
        period=period_names.leading_name(view, locale, newest.period),
        now=sentences.format_value(view, locale, values[0]),
        before_period=period_names.period_name(view, locale, before.period),
        before=sentences.format_value(view, locale, values[1]),
        difference=difference_phrase(view, locale, values[0], values[1]),
    )
    return f"{both} {of_one_age}"


def _of_periods(charts: RenderedCharts, view: SeriesView, newest: Observation) -> tuple[str, ...]:
    """Write the value of the same months a year before and the difference."""
    before, locale = _observation_a_year_before(view, newest), get_locale(view.params.lang)
    values = [view.value_in_unit(point) if point else None for point in (newest, before)]
    if before is None or values[0] is None or values[1] is None or not view.is_comparable(before, newest):
        return ()
    note = locale.text(
        "{period}: {deaths}; difference: {difference}.",
        period=period_names.leading_name(view, locale, before.period),
        deaths=sentences.value_with_unit(view, locale, before, values[1]),
        difference=difference_phrase(view, locale, values[0], values[1]),
    )
    like = like_for_like(charts.dataset, view, newest, before)
    return note, like_for_like_sentence(view, locale, like, newest, before)


def _observation_a_year_before(view: SeriesView, newest: Observation) -> Observation | None:
    wanted = period_a_year_before(newest.period)
    return next((point for point in view.observations if point.period == wanted), None)
