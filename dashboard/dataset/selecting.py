"""What each chart shows of what is held: for a state, the views that it draws."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from dashboard.dataset.observations import UNEVEN, Point, year_before
from dashboard.dataset.repository import Shelf, Views
from dashboard.dataset.series_view import Selection, View
from dashboard.params.availability import Choices
from dashboard.params.chart_params import ChartState
from dashboard.params.options import SUMMED
from etl.core import groups
from etl.core.languages import in_language
from etl.core.model import Measure, Period, PeriodKind, Status
from etl import registry

REMEMBERED = 8
"""Sets of views of all parts of a place that are kept: those of the United States take half a second to make."""
AROUND = 12
"""Periods on each side of the one whose releases are shown."""


def trend(shelf: Shelf, state: ChartState) -> Selection:
    """One place over time."""
    view = shelf.view(state)
    return Selection(state, (view,) if view else ())


MOST_TOGETHER = 8
"""Lines of a comparison that one pair of axes holds; more have a panel each."""
MOST_WITH_NOW = 4
"""Lines of a past day that have today's behind them; with more, none could be told from its neighbours."""
MARCH_2020 = date(2020, 3, 1)
"""The month in which the pandemic was declared, which comparisons mark: what ran before it can be set beside what came
after."""


def compare(shelf: Shelf, state: ChartState) -> Selection:
    """A view for each place, of the first measure chosen that is held of it; for one place, a view for each measure."""
    views = shelf.views(_of_one(state, place, measure) for place, measure in _lines(shelf, state))
    places = tuple(shelf.held.places[code] for code in state.places)
    return Selection(state, _from_first_figure(views), places=places)


def _from_first_figure(views: Views) -> Views:
    """The views without the periods before the first that any has a figure for: years of nothing but withheld ones, or
    of counts without a population, would push the others together.
    """
    drawn = (
        point.period.end
        for view in views
        for point in view.points
        if point.earliest_held or view.shown(point) is not None
    )
    first = min(drawn, default=date.min)
    return tuple(_only(view, lambda period: period.end >= first) for view in views)


def _lines(shelf: Shelf, state: ChartState) -> list[tuple[str, str]]:
    """Place and measure of each line. Only what the edition of the state knew can stand in the way of another."""

    def known(place: str, measure: str) -> bool:
        return bool(shelf.views([_of_one(state, place, measure)]))

    offered = {place: shelf.choices.offered(state.slug, place) for place in state.places}
    if len(state.places) == 1:
        return [(state.place, measure) for measure in state.measures if measure in offered[state.place]]
    first = (
        (place, next((one for one in state.measures if one in held and known(place, one)), ""))
        for place, held in offered.items()
    )
    return [(place, measure) for place, measure in first if measure]


def _of_one(state: ChartState, place: str, measure: str, group: str = "all") -> ChartState:
    """The state of one line. Figures that are of twelve months as published are not added up."""
    window = state.window if registry.measure(measure).period in SUMMED else 1
    return replace(state, places=(place,), measure=measure, group=group, window=window)


def seasonal(shelf: Shelf, state: ChartState) -> Selection:
    """The months of one place, and the sums of its calendar years."""
    months, sums = shelf.view(state), shelf.view(replace(state, window=12))
    if months is None or sums is None:
        return Selection(state, ())
    return Selection(state, (months, _only(sums, lambda period: _is_year_of(state, period))))


def _is_year_of(state: ChartState, period: Period) -> bool:
    """Whether twelve months are a calendar year, all of it in the range chosen."""
    return period == Period.year(period.start.year) and (state.start is None or state.start <= period.start)


def _only(view: View, wanted: Callable[[Period], bool]) -> View:
    """The view without the other periods."""
    return replace(
        view,
        points=tuple(point for point in view.points if wanted(point.period)),
        now=tuple(point for point in view.now if wanted(point.period)),
    )


def breakdown(shelf: Shelf, state: ChartState) -> Selection:
    """A view for each part of a place, or for each group of a dimension."""
    if not state.measure:
        return Selection(state, ())
    views = shelf.views(_of_one(state, place, state.measure, group) for place, group in _levels(shelf.choices, state))
    if state.unit == "share":
        whole = shelf.view(_of_one(replace(state, unit="count"), state.place, state.measure))
        views = tuple(_as_shares(view, whole) for view in views) if whole else ()
    return Selection(state, views, parts_of=shelf.held.places[state.place])


def _levels(choices: Choices, state: ChartState) -> list[tuple[str, str]]:
    """Place and group of every part that a breakdown shows."""
    if state.group == "place":
        return [(part, "all") for part in _parts(choices, state)]
    held = choices.groups.get((state.place, state.measure), ())
    return [(state.place, code) for code in groups.GROUPS if code in held and code.startswith(f"{state.group}:")]


def _as_shares(view: View, whole: View) -> View:
    """The view with each count set against that of the whole, as published by the same day."""

    def beside(points: Sequence[Point], all_of_it: Sequence[Point]) -> tuple[Point, ...]:
        found = {point.period: point for point in all_of_it}
        return tuple(replace(point, part_of=found.get(point.period)) for point in points)

    return replace(view, points=beside(view.points, whole.points), now=beside(view.now, whole.now))


@lru_cache(REMEMBERED)
def by_part(shelf: Shelf, state: ChartState) -> Views:
    """A view for each part of a place, all of one measure, over all periods. Kept: each period is chosen from it."""
    parts = _parts(shelf.choices, state) if state.measure else []
    return shelf.views(_of_one(state, part, state.measure) for part in parts)


def _parts(choices: Choices, state: ChartState) -> list[str]:
    """The parts of a place in the order of their names, as its reader looks them up: Île under I."""

    def spelled(code: str) -> str:
        name = in_language(choices.places[code].name, state.lang)
        return normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()

    return sorted(choices.parts(state.place, state.measure), key=spelled)


def tiles(shelf: Shelf, state: ChartState) -> Selection:
    """The parts of a place in the one period chosen."""
    return _of_period(shelf, state, by_part(shelf, replace(state, end=None)))


def change(shelf: Shelf, state: ChartState) -> Selection:
    """The parts of a place in the one period chosen, each beside its own figure of a year before.

    Where no change can be told, the views have no points.
    """
    views = by_part(shelf, replace(state, end=None))
    found = _of_period(shelf, state, tuple(_with_before(view) for view in views))
    if found.period in found.periods:
        return found
    return replace(found, views=tuple(_only(view, lambda _: False) for view in found.views), period=None)


def _with_before(view: View) -> View:
    def beside(points: Sequence[Point]) -> tuple[Point, ...]:
        found = {point.period: point for point in points}
        return tuple(replace(point, before=found.get(year_before(point.period))) for point in points)

    return replace(view, points=beside(view.points), now=beside(view.now))


def _of_period(shelf: Shelf, state: ChartState, views: Views) -> Selection:
    """The period that ends with the month chosen, else the newest that half of the views have a figure for.

    Where there is none, the views have no points, but tell what was published when.
    """
    held: dict[Period, int] = {}
    for view in views:
        for point in view.points:
            held[point.period] = held.get(point.period, 0) + (view.shown(point) is not None)
    usual = max((period for period, count in held.items() if 2 * count >= len(views)), default=None)
    period = _ending(held, state.end) if state.end else usual
    periods = tuple(sorted(period for period, count in held.items() if count))
    shown = tuple(_only(view, lambda one: one == period) for view in views)
    parts_of = shelf.held.places[state.place]
    return Selection(state, shown, period, periods, whole=views, parts_of=parts_of, usual=usual)


def _ending(periods: Iterable[Period], month: date) -> Period | None:
    """The period that ends with a month, given by its first day."""
    end = Period.month(month.year, month.month).end
    return next((period for period in periods if period.end == end), None)


def vintages(shelf: Shelf, state: ChartState) -> Selection:
    """One period and those around it, as each release up to the day left them: a view for each, oldest first.

    Only releases that state something of them have one. Where there is no such period, a view without points tells
    why: what was published of the series, and when.
    """
    whole = shelf.view(replace(state, end=None))
    if whole is None:
        return Selection(state, ())
    periods = tuple(sorted(point.period for point in whole.points if point.status != Status.NOT_HELD))
    period = _ending(periods, state.end) if state.end else _most_revised(whole, periods)
    if period is None:
        return Selection(state, (replace(whole, points=(), now=()),), None, periods)
    return Selection(state, _through_releases(shelf, whole, _around(state, whole.measure, period)), period, periods)


def _most_revised(view: View, periods: Sequence[Period]) -> Period | None:
    """The period whose figure had changed most often by the day of the view; of several the one stated most often."""
    return max(periods, key=lambda period: (*_history(view, period), period), default=None)


def _history(view: View, period: Period) -> tuple[int, int]:
    """How often the figure of a period had changed by the day of the view, and by how many releases it was stated."""
    sights = view.series.sights(period, view.state.edition)
    values = [stated.value for day, stated in sights if day <= view.state.day]
    return sum(before != after for before, after in pairwise(values)), len(values)


def _around(state: ChartState, measure: Measure, period: Period) -> ChartState:
    """The state of a period and as many on each side of it; of spans that grow or overlap, those of as many months."""
    step = 1 if measure.period in {PeriodKind.TWELVE_MONTHS, *UNEVEN} else period.length
    return replace(state, start=_months_on(period.end, -AROUND * step), end=_months_on(period.end, AROUND * step))


def _through_releases(shelf: Shelf, whole: View, around: ChartState) -> Views:
    """The view of each release that states something of the periods around one."""
    series, now = whole.series, shelf.points(whole.series, replace(around, as_of=None))
    days = {day for point in now for day, _ in series.sights(point.period, around.edition) if day <= around.day}
    states = [replace(around, as_of=day) for day in sorted(days)]
    return tuple(replace(whole, state=one, points=shelf.points(series, one), now=now) for one in states)


def stating(selection: Selection) -> tuple[tuple[View, Point], ...]:
    """The views whose release stated the period itself, changed or not, oldest first; each with the period's point."""
    view, period = selection.first, selection.period
    if view is None or period is None:
        return ()
    days = {day for day, _ in view.series.sights(period, view.state.edition)}
    return tuple(
        (one, point)
        for one in selection.views
        for point in one.points
        if point.period == period and one.state.as_of in days
    )


def _months_on(day: date, months: int) -> date:
    """The first day of the month so many months later."""
    count = 12 * day.year + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
