"""Of each line of a comparison the value up to March 2020 and the newest, and the sentence that compares them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from dashboard.charts.compare.select import MARCH_2020
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, multi_series, sentences
from dashboard.text.chart_text import Table
from etl.core.model import PeriodKind

MAX_LINES_IN_SUMMARY = 6
"""Lines up to which the sentence gives the values of each."""
MARCH_2019 = date(MARCH_2020.year - 1, MARCH_2020.month, MARCH_2020.day)


@dataclass(frozen=True)
class BeforeAfter:
    """Two observations of a view that have a value in its unit.

    ``before`` is the last up to March 2020 and less than a year older (of years, 2019); None where there is none. It is
    ``after`` itself where nothing newer is held.
    """

    view: SeriesView
    before: Observation | None
    after: Observation

    @property
    def is_compared(self) -> bool:
        """Whether there are two that count the same."""
        return (
            self.before is not None
            and self.before is not self.after
            and self.view.is_comparable(self.before, self.after)
        )


def before_after(view: SeriesView) -> BeforeAfter | None:
    """Return the values of a view before March 2020 and now; None where it has none."""
    with_value = [observation for observation in view.observations if view.value_in_unit(observation) is not None]
    if not with_value:
        return None
    after = with_value[-1]
    until = [observation for observation in with_value if MARCH_2019 < last_month(observation) <= MARCH_2020]
    return BeforeAfter(view, until[-1] if until else None, after)


def last_month(observation: Observation) -> date:
    """Return the last month of a period."""
    return observation.period.end.replace(day=1)


def has_monthly_values(data: ChartData) -> bool:
    """Tell whether the values are of single months, not of twelve."""
    return all(view.params.window == 1 and view.measure.period is PeriodKind.MONTH for view in data.views)


def has_calendar_years(data: ChartData) -> bool:
    """Tell whether all values are of calendar years."""
    return all(view.measure.period is PeriodKind.YEAR for view in data.views)


def period_heading(data: ChartData, month: date, locale: Locale) -> str:
    """Write the period that ends with a month, as the table and the description name it, whoever added it up."""
    if has_monthly_values(data):
        return sentences.capitalize(locale.month(month))
    if has_calendar_years(data):
        return str(month.year)
    return sentences.capitalize(locale.text("12 months to {month}", month=locale.month(month)))


def comparison_sentence(data: ChartData, locale: Locale) -> str:
    """Compare the values before and now, of each of a few lines; of many, in how many places the newer is higher."""
    pairs = [both for view in data.views if (both := before_after(view))]
    if not pairs:
        return multi_series.empty_message(data, locale)
    compared = [pair for pair in pairs if pair.is_compared]
    then, now = _common_months(pairs, compared)
    phrases = {
        "counted": _measure_phrase(data, locale),
        "newest": _newest_time_phrase(data, locale, now),
        "published": _published_until(data, pairs, locale),
    }
    if not compared:
        figures = (
            _value_range(pairs, locale)
            if len(pairs) > MAX_LINES_IN_SUMMARY
            else _newest_values(data, pairs, now, locale)
        )
        return locale.text("{counted} {newest}: {figures}; from figures {published}.", **phrases, figures=figures)
    phrases["before"] = _earlier_time_phrase(data, locale, then)
    if len(pairs) > MAX_LINES_IN_SUMMARY:
        return _count_higher(compared, len(data.views), phrases, locale)
    return locale.text(
        "{counted} {before}, then {newest}: {figures}; from figures {published}.",
        **phrases,
        figures=_earlier_and_newest_values(data, pairs, (then, now), locale),
    )


def comparison_table(data: ChartData, locale: Locale) -> Table | None:
    """Return what the sentence says of a few lines as a table: a row for each, its values before and now.

    None where the sentence does not compare them, or gives no value of each.
    """
    pairs = [both for view in data.views if (both := before_after(view))]
    compared = [pair for pair in pairs if pair.is_compared]
    if not compared or not 1 < len(pairs) <= MAX_LINES_IN_SUMMARY:
        return None
    months = _common_months(pairs, compared)
    then, now = (period_heading(data, month, locale) if month else "" for month in months)
    rows = [(labels.series_label(data, pair.view, locale), *_values_of_pair(pair, months, locale)) for pair in pairs]
    head = (
        _measure_phrase(data, locale),
        then or locale.text("Last up to {month}", month=locale.month(MARCH_2020)),
        now or locale.text("Newest figure"),
    )
    return Table(head, tuple(rows), frozenset({1, 2}))


def _common_months(pairs: Sequence[BeforeAfter], compared: Sequence[BeforeAfter]) -> tuple[date | None, date | None]:
    """Return the months with which all earlier values end, and all newer ones; None where those differ."""
    return _common_month([pair.before for pair in compared if pair.before]), _common_month(
        [pair.after for pair in pairs]
    )


def _count_higher(compared: Sequence[BeforeAfter], total: int, phrases: Mapping[str, str], locale: Locale) -> str:
    """Say in how many of the places the newer value is higher; where not all have both, of how many that is said."""
    values = {**phrases, "n": locale.number(sum(map(_is_higher, compared))), "all": locale.number(len(compared))}
    if len(compared) < total:
        return locale.text(
            "{counted} {newest} are above those {before} in {n} of the {all} places that have both, counted alike; "
            "from figures {published}.",
            **values,
        )
    return locale.text(
        "{counted} {newest} are above those {before} in {n} of {all} places; from figures {published}.",
        **values,
    )


def _published_until(data: ChartData, pairs: Sequence[BeforeAfter], locale: Locale) -> str:
    newest = max(stood for pair in pairs for stood in _vintages_of_pair(pair))
    return sentences.published_until(data, locale, newest)


def _vintages_of_pair(pair: BeforeAfter) -> list[date]:
    """Return the vintages of both values of a pair."""
    return [observation.vintage for observation in (pair.before, pair.after) if observation and observation.vintage]


def _is_higher(pair: BeforeAfter) -> bool:
    then, now = (
        pair.view.value_in_unit(observation) if observation else None for observation in (pair.before, pair.after)
    )
    return then is not None and now is not None and now > then


def _measure_phrase(data: ChartData, locale: Locale) -> str:
    view = data.first_view
    if view and view.measure.is_rate:
        return locale.text("Deaths per 100,000")
    return locale.text("Deaths per 100,000 people") if data.params.unit == "rate" else locale.text("Deaths")


def _earlier_time_phrase(data: ChartData, locale: Locale, month: date | None) -> str:
    """Say which time the earlier values cover: one that ends with ``month``, or each line's last up to March 2020."""
    if month is not None:
        return _time_phrase(data, locale, month)
    march = locale.month(MARCH_2020)
    if has_monthly_values(data):
        return locale.text("in the last month in this archive up to {month}", month=march)
    return locale.text("in the last 12 months in this archive up to {month}", month=march)


def _newest_time_phrase(data: ChartData, locale: Locale, month: date | None) -> str:
    """Say which time the newer values cover: the one that ends with a month, or the newest of each line."""
    if month is not None:
        return _time_phrase(data, locale, month)
    if has_monthly_values(data):
        return locale.text("in the newest month in this archive")
    return locale.text("in the newest 12 months in this archive")


def _time_phrase(data: ChartData, locale: Locale, month: date) -> str:
    months = has_monthly_values(data)
    if months or has_calendar_years(data):
        return locale.text("in {period}", period=locale.month(month) if months else month.year)
    return locale.text("in the 12 months to {month}", month=locale.month(month))


def _common_month(observations: Sequence[Observation]) -> date | None:
    """Return the month with which all observations end; None where they end with different ones."""
    months = {last_month(observation) for observation in observations}
    return months.pop() if len(months) == 1 else None


def _newest_values(data: ChartData, pairs: Sequence[BeforeAfter], now: date | None, locale: Locale) -> str:
    """Write each line's name and newest value, with its month where that is not ``now``, which the sentence names."""
    return "; ".join(
        f"{labels.series_label(data, pair.view, locale)} {_value_with_month(pair.view, pair.after, now, locale)}"
        for pair in pairs
    )


def _earlier_and_newest_values(
    data: ChartData, pairs: Sequence[BeforeAfter], common_months: tuple[date | None, date | None], locale: Locale
) -> str:
    """Write each line's name and both values, with months where those are not the ones the sentence names for all."""
    return "; ".join(
        f"{labels.series_label(data, pair.view, locale)} {_value_pair(pair, common_months, locale)}" for pair in pairs
    )


def _value_pair(pair: BeforeAfter, common_months: tuple[date | None, date | None], locale: Locale) -> str:
    before, newest = _values_of_pair(pair, common_months, locale)
    return locale.text("{before}, then {newest}", before=before, newest=newest)


def _values_of_pair(
    pair: BeforeAfter, common_months: tuple[date | None, date | None], locale: Locale
) -> tuple[str, str]:
    then, now = common_months
    before = _value_with_month(pair.view, pair.before, then, locale) if pair.before else locale.text("no figure")
    newest = _value_with_month(pair.view, pair.after, now, locale)
    if pair.before is pair.after:
        newest = locale.text("no newer figure")
    return before, newest


def _value_with_month(view: SeriesView, observation: Observation, expected: date | None, locale: Locale) -> str:
    figure = multi_series.marked_value(view, locale, observation)
    month = locale.month(last_month(observation))
    if last_month(observation) == expected:
        return figure
    if observation.period.length_months == 1:
        return locale.text("{figure} ({day})", figure=figure, day=month)
    return locale.text("{figure} (to {month})", figure=figure, month=month)


def _value_range(pairs: Sequence[BeforeAfter], locale: Locale) -> str:
    values = [(pair.view.value_in_unit(pair.after) or 0, pair.view) for pair in pairs]
    low, high = (
        sentences.format_value(view, locale, amount)
        for amount, view in (min(values, key=itemgetter(0)), max(values, key=itemgetter(0)))
    )
    return locale.text("from {low} to {high} in {n} places", low=low, high=high, n=locale.number(len(pairs)))
