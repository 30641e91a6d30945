"""One edition of the data, indexed and ready for charts: the view of any series. Knows no chart and no server."""

import logging
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

from cachetools import LRUCache

from dashboard.dataset.breaks import break_days
from dashboard.dataset.build_availability import build_availability
from dashboard.dataset.observations import Observation, last_day_until, observations_as_of
from dashboard.dataset.publication import (
    NONE_NEWER,
    NewerPeriods,
    PublishedEnds,
    Statement,
    newer_periods,
    published_until,
    statements_beside,
    statements_by_place,
    usual_lag_days,
)
from dashboard.dataset.rates import Populations
from dashboard.dataset.series_view import SeriesView
from dashboard.dataset.weights import estimate_bytes
from dashboard.params.chart_params import ChartParams
from dashboard.params.urls import Urls
from etl import registry
from etl.bands.finder import RangeFinder
from etl.claims.holdings import Holdings
from etl.core import groups
from etl.core.model import Period
from etl.core.places import Place
from etl.reference.notes import Note, notes_in_force
from etl.store.files import Store, StoreSnapshot
from etl.store.ledger import releases_of_edition
from etl.store.release_gaps import usual_gap_days
from etl.store.series import Series
from etl.store.series_index import SeriesIndex

Views = tuple[SeriesView, ...]
"""What a chart draws, in its order; empty where nothing is held for the choice."""
SERIES_CACHE_SIZE = 256
"""Series whose current observations are kept: they stand beside those of every day."""
HOLDINGS_CACHE_SIZE = 4
"""Editions whose histories are kept for judging what writings quote: nearly all ask for the newest."""
MAX_DERIVED_BYTES = 16 * 2**20
"""Bytes of the results of ``Dataset.cached`` that are kept, as they are estimated."""

logger = logging.getLogger(__name__)

_R = TypeVar("_R")


class Dataset:
    """A snapshot of the store with an index over it, what can be chosen from it, and its addresses.

    Made once for each edition and shared by all readers: nothing in it changes. Its caches are its own, so that a new
    edition is a new object, and the old one goes with all that was worked out from it.
    """

    def __init__(self, snapshot: StoreSnapshot, base_url: str = "") -> None:
        self.snapshot = snapshot
        self.index = SeriesIndex.of_snapshot(snapshot)
        self.ranges = RangeFinder(self.index, snapshot.notes)
        self.availability = build_availability(snapshot, self.index)
        self.urls = Urls(self.availability, base_url)
        self._notes_by_series: dict[tuple[str, str], list[Note]] = {}
        for note in snapshot.notes:
            self._notes_by_series.setdefault((note.measure, note.place), []).append(note)
        self._populations = Populations(snapshot.populations, self.vintage_basis)
        self._current = lru_cache(SERIES_CACHE_SIZE)(self.observations)
        self._proof = lru_cache(SERIES_CACHE_SIZE)(self._statements_beside)
        self._basis = lru_cache(SERIES_CACHE_SIZE)(self._read_vintage_basis)
        self._holdings = lru_cache(HOLDINGS_CACHE_SIZE)(self._make_holdings)
        self._derived: LRUCache[Hashable, Any] = LRUCache(MAX_DERIVED_BYTES, getsizeof=estimate_bytes)
        self._lock = Lock()

    @classmethod
    def of_folder(cls, folder: Path, base_url: str = "") -> "Dataset":
        """Read a data folder; ``InvalidDocument`` where its values, releases or places cannot be read.

        A row of commentary or of help lines that cannot be used breaks no page: it is left out, with a warning.
        """
        snapshot = Store(folder).load_usable()
        for problem in snapshot.left_out:
            logger.warning("%s: left out: %s", folder, problem)
        return cls(snapshot, base_url)

    @cached_property
    def newest_vintage(self) -> date:
        """The newest day of publication of anything held, populations too: as of it, everything is the newest held."""
        vintages = self.snapshot.log["vintage"]
        return date.min if vintages.empty else vintages.max().date()

    def pinned_url(self, params: ChartParams) -> str:
        """Return the address under which a chart shows for ever what it shows now."""
        return self.urls.chart(self.pinned_params(params))

    def pinned_params(self, params: ChartParams) -> ChartParams:
        """Return the choices that name both times, the newest of all that is held where they name none."""
        day, edition = params.as_of or self.newest_vintage, params.edition or self.snapshot.edition
        return replace(params, as_of=day, edition=edition)

    def place(self, params: ChartParams) -> Place:
        """Return the first place chosen."""
        return self.snapshot.places[params.place]

    def series_view(self, params: ChartParams) -> SeriesView | None:
        """Return the view of the one place, measure and group that are chosen; None where nothing is held for it."""
        series = self.index.find(measure=params.measure, place=params.place, group=params.group)
        if series is None:
            return None
        source, measure = registry.source_of(params.measure), registry.measure(params.measure)
        edition = params.edition or self.availability.edition
        current = self._current(series, replace(params, as_of=None))
        observations = self.observations(series, params) if params.as_of else current
        return SeriesView(
            params=params,
            place=self.snapshot.places[params.place],
            series=series,
            source=source,
            measure=measure,
            observations=observations,
            current=current,
            releases=series.vintages(params.edition),
            edition=edition,
            vintage_basis=self._basis(source.id, edition),
            notes=self.notes(series, params),
            current_notes=self.notes(series, replace(params, as_of=None)),
            newer=self._newer_periods(series, params, observations),
        )

    def _newer_periods(
        self, series: Series, params: ChartParams, observations: tuple[Observation, ...]
    ) -> NewerPeriods:
        """Return the periods after those of a view that had been published by its day, where it can be told."""
        if params.window == 12 or params.group.endswith(groups.UNKNOWN_ENDING):
            return NONE_NEWER
        source, edition = registry.source_of(params.measure), params.edition or self.snapshot.edition
        statements = self._proof(source.id, params.place, params.measure, edition)
        day = min(params.cutoff, self.newest_vintage)
        by_day, ever = (published_until(statements, until) for until in (day, date.max))
        if by_day is None or ever is None:
            return NONE_NEWER
        ends = PublishedEnds(day, by_day, ever)
        if params.as_of:
            gap = usual_gap_days(source, self._basis(source.id, edition))
            ends = replace(ends, lag_days=usual_lag_days(series, edition), gap_days=gap)
        last = Period.month(params.end.year, params.end.month).end if params.end else date.max
        return newer_periods(observations, registry.measure(params.measure).period, ends, last)

    def _statements_beside(self, source: str, place: str, measure: str, edition: int) -> tuple[Statement, ...]:
        """Return what releases state beside a measure of a place, by what was learned up to an edition."""
        statements = self._statements.get((source, place), ())
        by_then = [each for each in statements if each.edition <= edition < each.void_from]
        return statements_beside(by_then, measure)

    @cached_property
    def _statements(self) -> Mapping[tuple[str, str], tuple[Statement, ...]]:
        return statements_by_place(self.snapshot.table)

    def series_views(self, choices: Iterable[ChartParams]) -> Views:
        """Return a view for each choice of which anything is held, and was known by the edition that it names."""
        views = (view for params in choices if (view := self.series_view(params)))
        return tuple(view for view in views if view.series.exists_in_edition(view.params.edition))

    def notes(self, series: Series, params: ChartParams) -> tuple[Note, ...]:
        """Return the notes on a series that hold for what was published by the day chosen."""
        notes = self.notes_on_series(params.measure, params.place)
        newest = last_day_until(series.vintages(params.edition), params.cutoff) if notes else None
        return notes_in_force(notes, params.group, newest) if newest else ()

    def notes_on_series(self, measure: str, place: str) -> Sequence[Note]:
        """Return every note on a measure of a place, whenever it holds."""
        return self._notes_by_series.get((measure, place), ())

    def observations(self, series: Series, params: ChartParams) -> tuple[Observation, ...]:
        """Return the observations of a series as published by the day chosen, with populations where rates are."""
        observations = observations_as_of(
            series, registry.measure(params.measure), params, break_days(self.notes(series, params))
        )
        if params.unit != "rate" or not observations:
            return tuple(observations)
        populations = self._populations.for_periods(params, [observation.period for observation in observations])
        pairs = zip(observations, populations, strict=True)
        return tuple(replace(observation, population=population) for observation, population in pairs)

    def cached(self, key: Hashable, make: Callable[[], _R]) -> _R:
        """Return what was made for ``key``, or make it now and keep it with this dataset.

        For what rooms above derive from it: the views of all parts of a place, the list of notes beside a chart.
        """
        with self._lock:
            if key in self._derived:
                return cast("_R", self._derived[key])
        result = make()
        with self._lock:
            if estimate_bytes(result) <= self._derived.maxsize:
                self._derived[key] = result
        return result

    def holdings(self, edition: int | None = None) -> Holdings:
        """Return what an edition, by default the newest, holds for judging quoted figures."""
        return self._holdings(edition)

    def _make_holdings(self, edition: int | None) -> Holdings:
        snapshot = self.snapshot
        return Holdings(self.index, snapshot.ledger, snapshot.populations, snapshot.notes, edition=edition)

    def vintage_basis(self, source: str, edition: int | None = None) -> Mapping[date, str]:
        """Return how the day of each release of a source is known, by what was learned up to an edition or by now."""
        return self._basis(source, edition or self.snapshot.edition)

    def _read_vintage_basis(self, source: str, edition: int) -> Mapping[date, str]:
        ledger = self.snapshot.ledger
        rows = releases_of_edition(ledger[ledger["source"] == source], edition)
        return dict(zip(rows["vintage"].dt.date, rows["known"], strict=True))
