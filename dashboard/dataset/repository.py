"""What is held, ready for a chart to be selected from it: the view of any series for any state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from dashboard.dataset import rates
from dashboard.dataset.observations import Observation, observations_as_of
from dashboard.dataset.series_view import SeriesView
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams
from etl import registry
from etl.store.files import StoreSnapshot
from etl.store.series import Series, SeriesIndex

Views = tuple[SeriesView, ...]
"""What a chart draws, in its order; empty where nothing is held for the choice."""
SERIES_CACHE_SIZE = 256
"""Series whose figures as published now are kept."""


@dataclass(frozen=True, eq=False)
class Shelf:
    """What is held, with an index over it and what there is to choose from it."""

    snapshot: StoreSnapshot
    index: SeriesIndex
    availability: Availability

    def series_view(self, params: ChartParams) -> SeriesView | None:
        """The view of the one place, measure and group that a state names; None where nothing is held for it."""
        series = self.index.find(measure=params.measure, place=params.place, group=params.group)
        if series is None:
            return None
        source, measure = registry.source_of(params.measure), registry.measure(params.measure)
        edition = params.edition or self.snapshot.edition
        now = _current_observations(self, series, replace(params, as_of=None))
        return SeriesView(
            params=params,
            place=self.snapshot.places[params.place],
            series=series,
            source=source,
            measure=measure,
            observations=self.observations(series, params) if params.as_of else now,
            current=now,
            releases=series.vintages(params.edition),
            edition=edition,
            vintage_basis=_vintage_basis(self, source.id, edition),
        )

    def series_views(self, states: Iterable[ChartParams]) -> Views:
        """The views of states, without those for which nothing is held, or was known by the edition that they name."""
        found = (view for params in states if (view := self.series_view(params)))
        return tuple(view for view in found if view.series.exists_in_edition(view.params.edition))

    def observations(self, series: Series, params: ChartParams) -> tuple[Observation, ...]:
        """The points of a series for a state, beside their populations where it is of rates."""
        points = observations_as_of(series, registry.measure(params.measure), params)
        if params.unit != "rate" or not points:
            return tuple(points)
        found = rates.populations_for_periods(self.snapshot, params, [point.period for point in points])
        return tuple(replace(point, population=one) for point, one in zip(points, found, strict=True))


@lru_cache(SERIES_CACHE_SIZE)
def _current_observations(shelf: Shelf, series: Series, params: ChartParams) -> tuple[Observation, ...]:
    """The points as published now, kept: they stand beside those of every day."""
    return shelf.observations(series, params)


@lru_cache(SERIES_CACHE_SIZE)
def _vintage_basis(shelf: Shelf, source: str, edition: int) -> Mapping[date, str]:
    """How the day of each release of a source is known, by what was learned up to an edition."""
    ledger = shelf.snapshot.ledger
    rows = ledger[(ledger["source"] == source) & (ledger["edition"] <= edition)]
    return dict(zip(rows["vintage"].dt.date, rows["known"], strict=True))
