"""What was published of a measure on which day, changed or not, as arrays: what ranges learn from."""

from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from etl.store.revisions import MATURITY
from etl.store.statements import Statements
from etl.store.void_rows import NEWEST

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Days = NDArray[np.datetime64]

NEVER = np.iinfo(np.int64).max
"""In the place of a day that is in no release."""
MATURE_DAYS = MATURITY.days
_EPOCH = date(1970, 1, 1).toordinal()
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
    def of_statements(cls, statements: Statements, edition: int | None = None) -> Self:
        """Read the sights of one measure and group, as an edition knew them.

        They are the days of ``Series.publications`` of each of its series, without those on which no value stood.
        """
        last = NEWEST if edition is None else edition
        is_in_edition = (statements.edition <= last) & (last < statements.void_from)
        start, end, day = (_ordinals(column) for column in (statements.start, statements.end, statements.vintage))
        order = np.lexsort((statements.edition, day, start, end, statements.place))
        order = order[is_in_edition[order]]
        place, start, end, day = (column[order] for column in (statements.place, start, end, day))
        value = statements.value[order]
        begins = _differs_from_before(place, start, end)
        cell = np.cumsum(begins) - 1
        keys = _FAR * cell + day
        is_last = ends_groups(keys)  # of one day the last: it corrects those before it
        keys, value = keys[is_last], value[is_last]
        cells = [column[begins] for column in (place, start, end)]
        seen = np.union1d(keys, _restated(cells, statements, last))
        in_force = np.searchsorted(keys, seen, side="right") - 1
        has_value = (in_force >= 0) & (keys[in_force] // _FAR == seen // _FAR) & ~np.isnan(value[in_force])
        seen, value = seen[has_value], value[in_force[has_value]]
        cell, day = np.divmod(seen, _FAR)
        place, start, end = (column[cell] for column in cells)
        later, later_day = _first_mature(cell, day - end, day, value)
        return cls(statements.places, place, cell, start, end, day, value, later, later_day)

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


def _ordinals(days: Days) -> Ints:
    ordinals: Ints = days.astype("datetime64[D]").astype(np.int64) + _EPOCH
    return ordinals


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


def _restated(cells: list[Ints], statements: Statements, edition: int) -> Ints:
    """Return cell and day of all that releases restate, as one number each; cells are place, first and last day."""
    place, start, end = cells
    restated = [np.zeros(0, dtype=np.int64)]
    for span, day, learned_in, void_from in statements.restatements:
        if not learned_in <= edition < void_from:
            continue
        inside = (start >= span.period.start.toordinal()) & (end <= span.period.end.toordinal())
        if span.place != "*":
            inside &= place == (statements.places.index(span.place) if span.place in statements.places else -1)
        restated.append(_FAR * np.flatnonzero(inside) + day.toordinal())
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
