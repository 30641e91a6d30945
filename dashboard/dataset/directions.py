"""Which way the values behind views moved: counted from their own history, or from that of other places."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import SeriesView
from etl.store.directions import Direction, DirectionCounts, count_directions
from etl.store.series import Series


class Scope(Enum):
    """Whose values were counted."""

    SERIES = auto()
    PARTS = auto()
    ALL_PLACES = auto()


@dataclass(frozen=True)
class ScopedDirection:
    """What became of earlier values, and whose.

    ``verdict`` is None where values of several places are counted whose publisher does not make them comparable, and
    which all together would seem to move one way: that says nothing of any of them.
    """

    counts: DirectionCounts
    scope: Scope
    verdict: Direction | None


def direction_of_parts(views: Sequence[SeriesView]) -> ScopedDirection:
    """Count which way the values of views of one measure, all as of one day, had moved, taken together."""
    view = views[0]
    counts = count_directions((part.series for part in views), view.params.cutoff, view.params.edition)
    return _scoped(view, counts, Scope.PARTS if len(views) > 1 else Scope.SERIES)


def direction_of_series(dataset: Dataset, view: SeriesView) -> ScopedDirection:
    """Count which way the values of a view had moved; where they are too few, those of all places of its measure.

    Those of other places are not taken where the source does not make its places comparable.
    """
    own = count_directions([view.series], view.params.cutoff, view.params.edition)
    if own.direction is not Direction.TOO_FEW or not view.source.places_comparable:
        return _scoped(view, own, Scope.SERIES)
    key = ("directions", view.series.key, view.params.as_of, view.params.edition)
    counts = dataset.cached(
        key, lambda: count_directions(_all_places(dataset, view), view.params.cutoff, view.params.edition)
    )
    return _scoped(view, counts, Scope.ALL_PLACES if counts.count > own.count else Scope.SERIES)


def _all_places(dataset: Dataset, view: SeriesView) -> list[Series]:
    """Return the series of a view's measure and group, its own and those of other places: not of the whole of them."""
    _, measure, own, group = view.series.key

    def find() -> list[Series]:
        places = {key[2] for key in dataset.index.keys if (key[1], key[3]) == (measure, group)}
        wanted = sorted(places - {view.source.place} | {own})
        every = (dataset.index.find(measure=measure, place=place, group=group) for place in wanted)
        return [series for series in every if series]

    return dataset.cached(("series of all places", view.series.key), find)


def _scoped(view: SeriesView, counts: DirectionCounts, scope: Scope) -> ScopedDirection:
    pooled = scope is not Scope.SERIES and not view.source.places_comparable
    one_way = counts.direction in {Direction.UP, Direction.DOWN}
    return ScopedDirection(counts, scope, None if pooled and one_way else counts.direction)
