"""Of each line of a comparison the figure up to March 2020 and the newest, and the sentence that compares them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.charts.compare.select import MARCH_2020
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, multi_series, sentences
from etl.core.model import PeriodKind

MAX_LINES_IN_SUMMARY = 6
"""Lines up to which the sentence gives the figures of each."""
MARCH_2019 = date(MARCH_2020.year - 1, MARCH_2020.month, MARCH_2020.day)


@dataclass(frozen=True)
class BeforeAfter:
    """Two points of a view that have a figure in its unit.

    ``before`` is the last up to March 2020 and no more than a year older, of years 2019; None where there is none. It
    is the ``newest`` one itself where nothing newer is held.
    """

    view: SeriesView
    before: Observation | None
    after: Observation


def before_after(view: SeriesView) -> BeforeAfter | None:
    """The figures of a view before March 2020 and now; None where it has none."""
    held = [point for point in view.observations if view.value_in_unit(point) is not None]
    if not held:
        return None
    until = [point for point in held if MARCH_2019 < last_month(point) <= MARCH_2020]
    return BeforeAfter(view, until[-1] if until else None, held[-1])


def last_month(point: Observation) -> date:
    """The last month of a period."""
    return point.period.end.replace(day=1)


def has_monthly_values(selection: ChartData) -> bool:
    """Whether the figures are of single months, not of twelve."""
    return all(view.params.window == 1 and view.measure.period is PeriodKind.MONTH for view in selection.views)


def has_calendar_years(selection: ChartData) -> bool:
    """Whether all figures are of calendar years."""
    return all(view.measure.period is PeriodKind.YEAR for view in selection.views)


def comparison_sentence(selection: ChartData, locale: Locale) -> str:
    """The figures before and now, of each of a few lines; of many, in how many places the newer ones are higher."""
    found = [both for view in selection.views if (both := before_after(view))]
    if not found:
        return multi_series.empty_message(selection, locale)
    now = _common_month([one.after for one in found])
    said = {
        "counted": _measure_phrase(selection, locale),
        "newest": _newest_time_phrase(selection, locale, now),
        "day": locale.day(max(stood for one in found for stood in _vintages_of_pair(one))),
    }
    compared = [one for one in found if one.before and one.before is not one.after]
    if not compared:
        figures = (
            _value_range(found, locale)
            if len(found) > MAX_LINES_IN_SUMMARY
            else _newest_values(selection, found, now, locale)
        )
        return locale.text(
            "{counted} {newest}: {figures}; from figures published up to {day}.", **said, figures=figures
        )
    then = _common_month([one.before for one in compared if one.before])
    said["before"] = _earlier_time_phrase(selection, locale, then)
    if len(found) > MAX_LINES_IN_SUMMARY:
        return _count_higher(compared, said, locale)
    return locale.text(
        "{counted} {before}, then {newest}: {figures}; from figures published up to {day}.",
        **said,
        figures=_earlier_and_newest_values(selection, found, (then, now), locale),
    )


def _count_higher(compared: Sequence[BeforeAfter], said: Mapping[str, str], locale: Locale) -> str:
    """In how many of the places whose figures can be compared the newer one is higher."""
    return locale.text(
        "{counted} {newest} are above those {before} in {n} of {all} places; from figures published up to {day}.",
        **said,
        n=locale.number(sum(map(_is_higher, compared))),
        all=locale.number(len(compared)),
    )


def _vintages_of_pair(one: BeforeAfter) -> list[date]:
    """The days from which its figures stand."""
    return [point.vintage for point in (one.before, one.after) if point and point.vintage]


def _is_higher(one: BeforeAfter) -> bool:
    then, now = (one.view.value_in_unit(point) if point else None for point in (one.before, one.after))
    return then is not None and now is not None and now > then


def _measure_phrase(selection: ChartData, locale: Locale) -> str:
    return locale.text("Deaths per 100,000 people") if selection.params.unit == "rate" else locale.text("Deaths")


def _earlier_time_phrase(selection: ChartData, locale: Locale, month: date | None) -> str:
    """Over which time the earlier figures are: the one that ends with a month, or the last up to March 2020 of each."""
    if month is not None:
        return _time_phrase(selection, locale, month)
    march = locale.month(MARCH_2020)
    if has_monthly_values(selection):
        return locale.text("in the last month held up to {month}", month=march)
    return locale.text("in the last 12 months held up to {month}", month=march)


def _newest_time_phrase(selection: ChartData, locale: Locale, month: date | None) -> str:
    """Over which time the newer figures are: the one that ends with a month, or the newest of each line."""
    if month is not None:
        return _time_phrase(selection, locale, month)
    if has_monthly_values(selection):
        return locale.text("in the newest month held")
    return locale.text("in the newest 12 months held")


def _time_phrase(selection: ChartData, locale: Locale, month: date) -> str:
    months = has_monthly_values(selection)
    if months or has_calendar_years(selection):
        return locale.text("in {period}", period=locale.month(month) if months else month.year)
    return locale.text("in the 12 months to {month}", month=locale.month(month))


def _common_month(points: Sequence[Observation]) -> date | None:
    """The month with which all points end; None where they end with several."""
    months = {last_month(point) for point in points}
    return months.pop() if len(months) == 1 else None


def _newest_values(selection: ChartData, found: Sequence[BeforeAfter], now: date | None, locale: Locale) -> str:
    """Each line's name and newest figure, with its month where that differs from what the sentence says of all."""
    return "; ".join(
        f"{labels.series_label(selection, one.view, locale)} {_value_with_month(one.view, one.after, now, locale)}"
        for one in found
    )


def _earlier_and_newest_values(
    selection: ChartData, found: Sequence[BeforeAfter], said: tuple[date | None, date | None], locale: Locale
) -> str:
    """Each line's name and both figures, with their months where those differ from what the sentence says of all."""
    return "; ".join(
        f"{labels.series_label(selection, one.view, locale)} {_value_pair(one, said, locale)}" for one in found
    )


def _value_pair(one: BeforeAfter, said: tuple[date | None, date | None], locale: Locale) -> str:
    then, now = said
    before = _value_with_month(one.view, one.before, then, locale) if one.before else locale.text("no figure")
    newest = _value_with_month(one.view, one.after, now, locale)
    if one.before is one.after:
        newest = locale.text("no newer figure")
    return locale.text("{before}, then {newest}", before=before, newest=newest)


def _value_with_month(view: SeriesView, point: Observation, expected: date | None, locale: Locale) -> str:
    figure, month = (
        sentences.format_value(view, locale, view.value_in_unit(point) or 0),
        locale.month(last_month(point)),
    )
    if last_month(point) == expected:
        return figure
    if point.period.length_months == 1:
        return locale.text("{figure} ({day})", figure=figure, day=month)
    return locale.text("{figure} (to {month})", figure=figure, month=month)


def _value_range(found: Sequence[BeforeAfter], locale: Locale) -> str:
    shown = [(one.view.value_in_unit(one.after) or 0, one.view) for one in found]
    low, high = (
        sentences.format_value(view, locale, amount)
        for amount, view in (min(shown, key=_first_item), max(shown, key=_first_item))
    )
    return locale.text("from {low} to {high} in {n} places", low=low, high=high, n=locale.number(len(found)))


def _first_item(pair: tuple[float, SeriesView]) -> float:
    return pair[0]
