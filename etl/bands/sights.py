"""What was published of a measure on which day, changed or not, as arrays: what ranges learn from."""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.core.model import RestatedSpan
from etl.store.revisions import MATURITY

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NEVER = np.iinfo(np.int64).max
"""In the place of a day that is in no release."""
MATURE_DAYS = MATURITY.days
_EPOCH = pd.Timestamp(0).toordinal()
_FAR = 10_000_000
"""More than any day has as a number, so that cell and day make one number that keeps their order."""


@dataclass(frozen=True, eq=False)
class Sights:
    """One row for each day on which a value was published, by place, period and day; days as ``date.toordinal``.

    ``place`` is an index into ``places``, ``cell`` counts the periods of places. ``later`` is the first value of the
    period that was published a year or more after its end, and ``later_day`` when that was: NaN and ``NEVER`` where
    there is none.
    """

    places: tuple[str, ...]
    place: Ints
    cell: Ints
    start: Ints
    end: Ints
    day: Ints
    value: Floats
    later: Floats
    later_day: Ints

    @classmethod
    def of_rows(cls, rows: pd.DataFrame, spans: pd.DataFrame) -> Self:
        """Read the sights of one measure and group from its rows in the table, and the spans that releases restate.

        They are the days of ``Series.publications`` of each of its series, without those on which no value stood.
        """
        codes = rows["place"].to_numpy(str)
        places, place = np.unique(codes, return_inverse=True)
        start, end, day = (_ordinals(rows[name]) for name in ("period_start", "period_end", "vintage"))
        order = np.lexsort((rows["edition"].to_numpy(), day, start, end, place))
        place, start, end, day = (column[order].astype(np.int64) for column in (place, start, end, day))
        value = rows["value"].to_numpy(np.float64, na_value=np.nan)[order]
        begins = _differs_from_before(place, start, end)
        cell = np.cumsum(begins) - 1
        keys = _FAR * cell + day
        is_last = ends_groups(keys)  # of one day the last: it corrects those before it
        keys, value = keys[is_last], value[is_last]
        cells = [column[begins] for column in (place, start, end)]
        seen = np.union1d(keys, _restated(cells, places.tolist(), spans))
        in_force = np.searchsorted(keys, seen, side="right") - 1
        has_value = (in_force >= 0) & (keys[in_force] // _FAR == seen // _FAR) & ~np.isnan(value[in_force])
        seen, value = seen[has_value], value[in_force[has_value]]
        cell, day = np.divmod(seen, _FAR)
        place, start, end = (column[cell] for column in cells)
        later, later_day = _first_mature(cell, day - end, day, value)
        return cls(tuple(places.tolist()), place, cell, start, end, day, value, later, later_day)

    @cached_property
    def age(self) -> Ints:
        """Days from the end of the period to the day."""
        return self.day - self.end

    @cached_property
    def is_fresh(self) -> Bools:
        """Whether the value was published in the first year after the end of its period."""
        return (self.age >= 0) & (self.age < MATURE_DAYS)

    def __len__(self) -> int:
        return len(self.place)

    def rows(self, chosen: Bools | Ints) -> Self:
        """Return some of the rows."""
        columns = (getattr(self, field.name) for field in fields(self)[1:])
        return type(self)(self.places, *(column[chosen] for column in columns))

    def is_of(self, place: str) -> Bools:
        """Tell which rows are of a place."""
        rows: Bools = self.place == (self.places.index(place) if place in self.places else -1)
        return rows

    def is_experience(self, day: int) -> Bools:
        """Tell of which rows it was public on a day what they became: fresh before it, and mature by it."""
        return self.is_fresh & (self.day < day) & (self.later_day <= day)


def _ordinals(days: "pd.Series[pd.Timestamp]") -> Ints:
    return days.to_numpy("datetime64[D]").astype(np.int64) + _EPOCH


def _differs_from_before(*columns: Ints) -> Bools:
    """Tell which rows differ from the one before them in any of some columns; the first does."""
    differs = np.ones(len(columns[0]), dtype=bool)
    differs[1:] = np.logical_or.reduce([np.diff(column) != 0 for column in columns])
    return differs


def ends_groups(groups: Ints) -> Bools:
    """Tell which rows are the last of their group; rows of a group stand together."""
    ends = np.ones(len(groups), dtype=bool)
    ends[:-1] = groups[1:] != groups[:-1]
    return ends


def _restated(cells: list[Ints], places: list[str], spans: pd.DataFrame) -> Ints:
    """Return cell and day of all that releases restate, as one number each; cells are place, first and last day."""
    place, start, end = cells
    restated = [np.zeros(0, dtype=np.int64)]
    for row in spans.to_dict("records"):
        span: RestatedSpan = row["span"]
        inside = (start >= span.period.start.toordinal()) & (end <= span.period.end.toordinal())
        if span.place != "*":
            inside &= place == (places.index(span.place) if span.place in places else -1)
        restated.append(_FAR * np.flatnonzero(inside) + row["vintage"].toordinal())
    return np.concatenate(restated)


def _first_mature(cell: Ints, age: Ints, day: Ints, value: Floats) -> tuple[Floats, Ints]:
    """Return for each sight the first value of its cell that is a year old or more, and its day."""
    later, later_day = np.full(len(cell), np.nan), np.full(len(cell), NEVER)
    mature = np.flatnonzero(age >= MATURE_DAYS)
    if len(mature):
        cells, first = np.unique(cell[mature], return_index=True)
        position = np.minimum(np.searchsorted(cells, cell), len(cells) - 1)
        has_later = cells[position] == cell
        chosen = mature[first[position[has_later]]]
        later[has_later], later_day[has_later] = value[chosen], day[chosen]
    return later, later_day


def matching_values(sights: Sights, others: Sights) -> Floats:
    """Return the value that the release of each sight gives another measure of its place and period; NaN without."""
    places = np.array([others.places.index(place) if place in others.places else -1 for place in sights.places])
    wanted = _joint_key(places[sights.place] if len(sights) else sights.place, sights)
    keys = _joint_key(others.place, others)
    order = np.argsort(keys)
    position = np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)
    if not len(keys):
        return np.full(len(sights), np.nan)
    return np.where(keys[order][position] == wanted, others.value[order][position], np.nan)


def _joint_key(place: Ints, sights: Sights) -> Ints:
    """Return one number for place, end of period and day: a day has fewer than 21 bits."""
    return (((place << 21) + sights.end) << 21) + sights.day


def read_sights(
    table: pd.DataFrame, spans: pd.DataFrame, series: tuple[str, str], edition: int | None = None
) -> Sights:
    """Read the sights of all places of a measure and a group, as an edition knew them.

    ``spans`` is what ``ledger.restated_spans`` gives of the releases of all sources.
    """
    measure, group = series
    of_measure = spans["span"].map(lambda span: span.measure == measure and span.group in {group, "*"})
    rows, restated = table[(table["measure"] == measure) & (table["group"] == group)], spans[of_measure.astype(bool)]
    if edition is not None:
        rows, restated = rows[rows["edition"] <= edition], restated[restated["edition"] <= edition]
    return Sights.of_rows(rows, restated)
