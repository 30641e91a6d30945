"""What is held, ready for a chart to be selected from it: the view of any series for any state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from dashboard.dataset import rates
from dashboard.dataset.observations import Point, points_as_of
from dashboard.dataset.series_view import View
from dashboard.params.availability import Choices
from dashboard.params.chart_params import ChartState
from etl import registry
from etl.store.files import Holdings
from etl.store.series import Index, Series

Views = tuple[View, ...]
"""What a chart draws, in its order; empty where nothing is held for the choice."""
SERIES_REMEMBERED = 256
"""Series whose figures as published now are kept."""


@dataclass(frozen=True, eq=False)
class Shelf:
    """What is held, with an index over it and what there is to choose from it."""

    held: Holdings
    index: Index
    choices: Choices

    def view(self, state: ChartState) -> View | None:
        """The view of the one place, measure and group that a state names; None where nothing is held for it."""
        series = self.index.find(measure=state.measure, place=state.place, group=state.group)
        if series is None:
            return None
        source, measure = registry.source_of(state.measure), registry.measure(state.measure)
        edition = state.edition or self.held.edition
        now = _now(self, series, replace(state, as_of=None))
        return View(
            state=state,
            place=self.held.places[state.place],
            series=series,
            source=source,
            measure=measure,
            points=self.points(series, state) if state.as_of else now,
            now=now,
            releases=series.vintages(state.edition),
            edition=edition,
            days_known=_days_known(self, source.id, edition),
        )

    def views(self, states: Iterable[ChartState]) -> Views:
        """The views of states, without those for which nothing is held, or was known by the edition that they name."""
        found = (view for state in states if (view := self.view(state)))
        return tuple(view for view in found if view.series.is_known(view.state.edition))

    def points(self, series: Series, state: ChartState) -> tuple[Point, ...]:
        """The points of a series for a state, beside their populations where it is of rates."""
        points = points_as_of(series, registry.measure(state.measure), state)
        if state.unit != "rate" or not points:
            return tuple(points)
        found = rates.populations(self.held, state, [point.period for point in points])
        return tuple(replace(point, population=one) for point, one in zip(points, found, strict=True))


@lru_cache(SERIES_REMEMBERED)
def _now(shelf: Shelf, series: Series, state: ChartState) -> tuple[Point, ...]:
    """The points as published now, kept: they stand beside those of every day."""
    return shelf.points(series, state)


@lru_cache(SERIES_REMEMBERED)
def _days_known(shelf: Shelf, source: str, edition: int) -> Mapping[date, str]:
    """How the day of each release of a source is known, by what was learned up to an edition."""
    ledger = shelf.held.ledger
    rows = ledger[(ledger["source"] == source) & (ledger["edition"] <= edition)]
    return dict(zip(rows["vintage"].dt.date, rows["known"], strict=True))
