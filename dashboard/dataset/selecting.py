"""What each chart shows of what is held: for a state, the views that it draws."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from dashboard.dataset.observations import IRREGULAR_PERIODS, Observation, period_a_year_before
from dashboard.dataset.repository import Shelf, Views
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams
from dashboard.params.options import SUMMABLE
from etl import registry
from etl.core import groups
from etl.core.languages import in_language
from etl.core.model import Measure, Period, PeriodKind, Status

CACHE_SIZE = 8
"""Sets of views of all parts of a place that are kept: those of the United States take half a second to make."""
NEIGHBOURS = 12
"""Periods on each side of the one whose releases are shown."""


def select_trend(shelf: Shelf, params: ChartParams) -> ChartData:
    """One place over time."""
    view = shelf.series_view(params)
    return ChartData(params, (view,) if view else ())


MAX_LINES_ON_ONE_AXIS = 8
"""Lines of a comparison that one pair of axes holds; more have a panel each."""
MAX_LINES_WITH_CURRENT = 4
"""Lines of a past day that have today's behind them; with more, none could be told from its neighbours."""
MARCH_2020 = date(2020, 3, 1)
"""The month in which the pandemic was declared, which comparisons mark: what ran before it can be set beside what came
after."""


def select_compare(shelf: Shelf, params: ChartParams) -> ChartData:
    """A view for each place, of the first measure chosen that is held of it; for one place, a view for each measure."""
    views = shelf.series_views(
        _single_series(params, place, measure) for place, measure in _place_measure_pairs(shelf, params)
    )
    places = tuple(shelf.snapshot.places[code] for code in params.places)
    return ChartData(params, _trim_leading_gaps(views), places=places)


def _trim_leading_gaps(views: Views) -> Views:
    """The views without the periods before the first that any has a figure for: years of nothing but withheld ones, or
    of counts without a population, would push the others together.
    """
    drawn = (
        point.period.end
        for view in views
        for point in view.observations
        if point.first_published_later or view.value_in_unit(point) is not None
    )
    first = min(drawn, default=date.min)
    return tuple(_filter_periods(view, lambda period: period.end >= first) for view in views)


def _place_measure_pairs(shelf: Shelf, params: ChartParams) -> list[tuple[str, str]]:
    """Place and measure of each line. Only what the edition of the state knew can stand in the way of another."""

    def known(place: str, measure: str) -> bool:
        return bool(shelf.series_views([_single_series(params, place, measure)]))

    offered = {place: shelf.availability.measures_for_chart(params.slug, place) for place in params.places}
    if len(params.places) == 1:
        return [(params.place, measure) for measure in params.measures if measure in offered[params.place]]
    first = (
        (place, next((one for one in params.measures if one in held and known(place, one)), ""))
        for place, held in offered.items()
    )
    return [(place, measure) for place, measure in first if measure]


def _single_series(params: ChartParams, place: str, measure: str, group: str = "all") -> ChartParams:
    """The state of one line. Figures that are of twelve months as published are not added up."""
    window = params.window if registry.measure(measure).period in SUMMABLE else 1
    return replace(params, places=(place,), measure=measure, group=group, window=window)


def select_seasonal(shelf: Shelf, params: ChartParams) -> ChartData:
    """The months of one place, and the sums of its calendar years."""
    months, sums = shelf.series_view(params), shelf.series_view(replace(params, window=12))
    if months is None or sums is None:
        return ChartData(params, ())
    return ChartData(params, (months, _filter_periods(sums, lambda period: _is_calendar_year_in_range(params, period))))


def _is_calendar_year_in_range(params: ChartParams, period: Period) -> bool:
    """Whether twelve months are a calendar year, all of it in the range chosen."""
    return period == Period.year(period.start.year) and (params.start is None or params.start <= period.start)


def _filter_periods(view: SeriesView, wanted: Callable[[Period], bool]) -> SeriesView:
    """The view without the other periods."""
    return replace(
        view,
        observations=tuple(point for point in view.observations if wanted(point.period)),
        current=tuple(point for point in view.current if wanted(point.period)),
    )


def select_breakdown(shelf: Shelf, params: ChartParams) -> ChartData:
    """A view for each part of a place, or for each group of a dimension."""
    if not params.measure:
        return ChartData(params, ())
    views = shelf.series_views(
        _single_series(params, place, params.measure, group)
        for place, group in _place_group_pairs(shelf.availability, params)
    )
    if params.unit == "share":
        whole = shelf.series_view(_single_series(replace(params, unit="count"), params.place, params.measure))
        views = tuple(_as_shares(view, whole) for view in views) if whole else ()
    return ChartData(params, views, parts_of=shelf.snapshot.places[params.place])


def _place_group_pairs(choices: Availability, params: ChartParams) -> list[tuple[str, str]]:
    """Place and group of every part that a breakdown shows."""
    if params.group == "place":
        return [(part, "all") for part in _sorted_parts(choices, params)]
    held = choices.groups.get((params.place, params.measure), ())
    return [(params.place, code) for code in groups.GROUPS if code in held and code.startswith(f"{params.group}:")]


def _as_shares(view: SeriesView, whole: SeriesView) -> SeriesView:
    """The view with each count set against that of the whole, as published by the same day."""

    def beside(points: Sequence[Observation], all_of_it: Sequence[Observation]) -> tuple[Observation, ...]:
        found = {point.period: point for point in all_of_it}
        return tuple(replace(point, whole=found.get(point.period)) for point in points)

    return replace(
        view, observations=beside(view.observations, whole.observations), current=beside(view.current, whole.current)
    )


@lru_cache(CACHE_SIZE)
def views_of_parts(shelf: Shelf, params: ChartParams) -> Views:
    """A view for each part of a place, all of one measure, over all periods. Kept: each period is chosen from it."""
    parts = _sorted_parts(shelf.availability, params) if params.measure else []
    return shelf.series_views(_single_series(params, part, params.measure) for part in parts)


def _sorted_parts(choices: Availability, params: ChartParams) -> list[str]:
    """The parts of a place in the order of their names, as its reader looks them up: Île under I."""

    def spelled(code: str) -> str:
        name = in_language(choices.places[code].name, params.lang)
        return normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()

    return sorted(choices.parts(params.place, params.measure), key=spelled)


def select_map(shelf: Shelf, params: ChartParams) -> ChartData:
    """The parts of a place in the one period chosen."""
    return _data_of_period(shelf, params, views_of_parts(shelf, replace(params, end=None)))


def select_change(shelf: Shelf, params: ChartParams) -> ChartData:
    """The parts of a place in the one period chosen, each beside its own figure of a year before.

    Where no change can be told, the views have no points.
    """
    views = views_of_parts(shelf, replace(params, end=None))
    found = _data_of_period(shelf, params, tuple(_with_year_before(view) for view in views))
    if found.period in found.periods:
        return found
    return replace(found, views=tuple(_filter_periods(view, lambda _: False) for view in found.views), period=None)


def _with_year_before(view: SeriesView) -> SeriesView:
    def beside(points: Sequence[Observation]) -> tuple[Observation, ...]:
        found = {point.period: point for point in points}
        return tuple(replace(point, year_before=found.get(period_a_year_before(point.period))) for point in points)

    return replace(view, observations=beside(view.observations), current=beside(view.current))


def _data_of_period(shelf: Shelf, params: ChartParams, views: Views) -> ChartData:
    """The period that ends with the month chosen, else the newest that half of the views have a figure for.

    Where there is none, the views have no points, but tell what was published when.
    """
    held: dict[Period, int] = {}
    for view in views:
        for point in view.observations:
            held[point.period] = held.get(point.period, 0) + (view.value_in_unit(point) is not None)
    usual = max((period for period, count in held.items() if 2 * count >= len(views)), default=None)
    period = _period_ending(held, params.end) if params.end else usual
    periods = tuple(sorted(period for period, count in held.items() if count))
    shown = tuple(_filter_periods(view, lambda one: one == period) for view in views)
    parts_of = shelf.snapshot.places[params.place]
    return ChartData(params, shown, period, periods, all_periods=views, parts_of=parts_of, default_period=usual)


def _period_ending(periods: Iterable[Period], month: date) -> Period | None:
    """The period that ends with a month, given by its first day."""
    end = Period.month(month.year, month.month).end
    return next((period for period in periods if period.end == end), None)


def select_vintages(shelf: Shelf, params: ChartParams) -> ChartData:
    """One period and those around it, as each release up to the day left them: a view for each, oldest first.

    Only releases that state something of them have one. Where there is no such period, a view without points tells
    why: what was published of the series, and when.
    """
    whole = shelf.series_view(replace(params, end=None))
    if whole is None:
        return ChartData(params, ())
    periods = tuple(sorted(point.period for point in whole.observations if point.status != Status.NOT_HELD))
    period = _period_ending(periods, params.end) if params.end else _most_revised(whole, periods)
    if period is None:
        return ChartData(params, (replace(whole, observations=(), current=()),), None, periods)
    return ChartData(
        params, _views_by_release(shelf, whole, _neighbouring_periods(params, whole.measure, period)), period, periods
    )


def _most_revised(view: SeriesView, periods: Sequence[Period]) -> Period | None:
    """The period whose figure had changed most often by the day of the view; of several the one stated most often."""
    return max(periods, key=lambda period: (*_revision_counts(view, period), period), default=None)


def _revision_counts(view: SeriesView, period: Period) -> tuple[int, int]:
    """How often the figure of a period had changed by the day of the view, and by how many releases it was stated."""
    sights = view.series.publications(period, view.params.edition)
    values = [stated.value for day, stated in sights if day <= view.params.cutoff]
    return sum(before != after for before, after in pairwise(values)), len(values)


def _neighbouring_periods(params: ChartParams, measure: Measure, period: Period) -> ChartParams:
    """The state of a period and as many on each side of it; of spans that grow or overlap, those of as many months."""
    step = 1 if measure.period in {PeriodKind.TWELVE_MONTHS, *IRREGULAR_PERIODS} else period.length_months
    return replace(
        params, start=_shift_months(period.end, -NEIGHBOURS * step), end=_shift_months(period.end, NEIGHBOURS * step)
    )


def _views_by_release(shelf: Shelf, whole: SeriesView, around: ChartParams) -> Views:
    """The view of each release that states something of the periods around one."""
    series, now = whole.series, shelf.observations(whole.series, replace(around, as_of=None))
    days = {
        day for point in now for day, _ in series.publications(point.period, around.edition) if day <= around.cutoff
    }
    states = [replace(around, as_of=day) for day in sorted(days)]
    return tuple(
        replace(whole, params=one, observations=shelf.observations(series, one), current=now) for one in states
    )


def releases_stating_period(selection: ChartData) -> tuple[tuple[SeriesView, Observation], ...]:
    """The views whose release stated the period itself, changed or not, oldest first; each with the period's point."""
    view, period = selection.first_view, selection.period
    if view is None or period is None:
        return ()
    days = {day for day, _ in view.series.publications(period, view.params.edition)}
    return tuple(
        (one, point)
        for one in selection.views
        for point in one.observations
        if point.period == period and one.params.as_of in days
    )


def _shift_months(day: date, months: int) -> date:
    """The first day of the month so many months later."""
    count = 12 * day.year + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
