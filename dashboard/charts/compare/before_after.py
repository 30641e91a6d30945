"""Of each line of a comparison the figure up to March 2020 and the newest, and the sentence that compares them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.dataset.observations import Point
from dashboard.dataset.selecting import MARCH_2020
from dashboard.dataset.series_view import Selection, View
from dashboard.text import labels, multi_series, sentences
from dashboard.text.i18n import Locale
from etl.core.model import PeriodKind

LISTED = 6
"""Lines up to which the sentence gives the figures of each."""
A_YEAR_BEFORE = date(MARCH_2020.year - 1, MARCH_2020.month, MARCH_2020.day)


@dataclass(frozen=True)
class Two:
    """Two points of a view that have a figure in its unit.

    ``before`` is the last up to March 2020 and no more than a year older, of years 2019; None where there is none. It
    is the ``newest`` one itself where nothing newer is held.
    """

    view: View
    before: Point | None
    newest: Point


def two(view: View) -> Two | None:
    """The figures of a view before March 2020 and now; None where it has none."""
    held = [point for point in view.points if view.shown(point) is not None]
    if not held:
        return None
    until = [point for point in held if A_YEAR_BEFORE < month_of(point) <= MARCH_2020]
    return Two(view, until[-1] if until else None, held[-1])


def month_of(point: Point) -> date:
    """The last month of a period."""
    return point.period.end.replace(day=1)


def of_months(selection: Selection) -> bool:
    """Whether the figures are of single months, not of twelve."""
    return all(view.state.window == 1 and view.measure.period is PeriodKind.MONTH for view in selection.views)


def of_years(selection: Selection) -> bool:
    """Whether all figures are of calendar years."""
    return all(view.measure.period is PeriodKind.YEAR for view in selection.views)


def sentence(selection: Selection, locale: Locale) -> str:
    """The figures before and now, of each of a few lines; of many, in how many places the newer ones are higher."""
    found = [both for view in selection.views if (both := two(view))]
    if not found:
        return multi_series.nothing(selection, locale)
    now = _shared([one.newest for one in found])
    said = {
        "counted": _counted(selection, locale),
        "newest": _over_newest(selection, locale, now),
        "day": locale.day(max(stood for one in found for stood in _stood_since(one))),
    }
    compared = [one for one in found if one.before and one.before is not one.newest]
    if not compared:
        figures = _range(found, locale) if len(found) > LISTED else _newest(selection, found, now, locale)
        return locale.text(
            "{counted} {newest}: {figures}; from figures published up to {day}.", **said, figures=figures
        )
    then = _shared([one.before for one in compared if one.before])
    said["before"] = _over_before(selection, locale, then)
    if len(found) > LISTED:
        return _how_many(compared, said, locale)
    return locale.text(
        "{counted} {before}, then {newest}: {figures}; from figures published up to {day}.",
        **said,
        figures=_both(selection, found, (then, now), locale),
    )


def _how_many(compared: Sequence[Two], said: Mapping[str, str], locale: Locale) -> str:
    """In how many of the places whose figures can be compared the newer one is higher."""
    return locale.text(
        "{counted} {newest} are above those {before} in {n} of {all} places; from figures published up to {day}.",
        **said,
        n=locale.number(sum(map(_above, compared))),
        all=locale.number(len(compared)),
    )


def _stood_since(one: Two) -> list[date]:
    """The days from which its figures stand."""
    return [point.vintage for point in (one.before, one.newest) if point and point.vintage]


def _above(one: Two) -> bool:
    then, now = (one.view.shown(point) if point else None for point in (one.before, one.newest))
    return then is not None and now is not None and now > then


def _counted(selection: Selection, locale: Locale) -> str:
    return locale.text("Deaths per 100,000 people") if selection.state.unit == "rate" else locale.text("Deaths")


def _over_before(selection: Selection, locale: Locale, month: date | None) -> str:
    """Over which time the earlier figures are: the one that ends with a month, or the last up to March 2020 of each."""
    if month is not None:
        return _over(selection, locale, month)
    march = locale.month(MARCH_2020)
    if of_months(selection):
        return locale.text("in the last month held up to {month}", month=march)
    return locale.text("in the last 12 months held up to {month}", month=march)


def _over_newest(selection: Selection, locale: Locale, month: date | None) -> str:
    """Over which time the newer figures are: the one that ends with a month, or the newest of each line."""
    if month is not None:
        return _over(selection, locale, month)
    if of_months(selection):
        return locale.text("in the newest month held")
    return locale.text("in the newest 12 months held")


def _over(selection: Selection, locale: Locale, month: date) -> str:
    months = of_months(selection)
    if months or of_years(selection):
        return locale.text("in {period}", period=locale.month(month) if months else month.year)
    return locale.text("in the 12 months to {month}", month=locale.month(month))


def _shared(points: Sequence[Point]) -> date | None:
    """The month with which all points end; None where they end with several."""
    months = {month_of(point) for point in points}
    return months.pop() if len(months) == 1 else None


def _newest(selection: Selection, found: Sequence[Two], now: date | None, locale: Locale) -> str:
    """Each line's name and newest figure, with its month where that differs from what the sentence says of all."""
    return "; ".join(
        f"{labels.called(selection, one.view, locale)} {_figure(one.view, one.newest, now, locale)}" for one in found
    )


def _both(selection: Selection, found: Sequence[Two], said: tuple[date | None, date | None], locale: Locale) -> str:
    """Each line's name and both figures, with their months where those differ from what the sentence says of all."""
    return "; ".join(f"{labels.called(selection, one.view, locale)} {_pair(one, said, locale)}" for one in found)


def _pair(one: Two, said: tuple[date | None, date | None], locale: Locale) -> str:
    then, now = said
    before = _figure(one.view, one.before, then, locale) if one.before else locale.text("no figure")
    newest = _figure(one.view, one.newest, now, locale)
    if one.before is one.newest:
        newest = locale.text("no newer figure")
    return locale.text("{before}, then {newest}", before=before, newest=newest)


def _figure(view: View, point: Point, expected: date | None, locale: Locale) -> str:
    figure, month = sentences.amount(view, locale, view.shown(point) or 0), locale.month(month_of(point))
    if month_of(point) == expected:
        return figure
    if point.period.length == 1:
        return locale.text("{figure} ({day})", figure=figure, day=month)
    return locale.text("{figure} (to {month})", figure=figure, month=month)


def _range(found: Sequence[Two], locale: Locale) -> str:
    shown = [(one.view.shown(one.newest) or 0, one.view) for one in found]
    low, high = (
        sentences.amount(view, locale, amount) for amount, view in (min(shown, key=_first), max(shown, key=_first))
    )
    return locale.text("from {low} to {high} in {n} places", low=low, high=high, n=locale.number(len(found)))


def _first(pair: tuple[float, View]) -> float:
    return pair[0]
