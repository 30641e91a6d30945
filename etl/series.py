"""One series as its change log: what ``table.as_of`` says, for one (source, measure, place, group), in microseconds."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pandas as pd

from etl.model import Period

Name = tuple[str, str, str, str]
_NAME = ["source", "measure", "place", "group"]


@dataclass(frozen=True, slots=True)
class Stated:
    """One value as one release stated it."""

    vintage: date
    edition: int
    value: float | None
    status: str
    release: str


@dataclass(frozen=True)
class Series:
    """The change log of one series: for each period, oldest first, what was stated and when."""

    name: Name
    log: Mapping[Period, tuple[Stated, ...]]

    def as_of(self, day: date, edition: int | None = None) -> dict[Period, Stated]:
        """For each period the last statement public on ``day``; periods without one are left out."""
        seen = {period: last_stated(told, day, edition) for period, told in self.log.items()}
        return {period: stated for period, stated in seen.items() if stated}

    def vintages(self, edition: int | None = None) -> tuple[date, ...]:
        """Every day on which something in this series was stated or changed, oldest first."""
        return tuple(sorted({stated.vintage for told in self.log.values() for stated in known(told, edition)}))


def last_stated(told: tuple[Stated, ...], day: date, edition: int | None = None) -> Stated | None:
    """The last of ``told`` public on ``day`` and learned by ``edition``, or None."""
    upto = bisect_right(told, day, key=lambda stated: stated.vintage)
    for stated in reversed(told[:upto]):
        if edition is None or stated.edition <= edition:
            return stated
    return None


def known(told: tuple[Stated, ...], edition: int | None) -> tuple[Stated, ...]:
    """The statements learned by ``edition``: of each day only the last, which corrects those before it."""
    last = {stated.vintage: stated for stated in told if edition is None or stated.edition <= edition}
    return tuple(last.values())


class Index:
    """Finds the series of a conforming table. Each is read out of the table once, when first asked for."""

    def __init__(self, table: pd.DataFrame) -> None:
        self._rows = table
        starts = ~table.duplicated(_NAME)
        names = [tuple(row) for row in table.loc[starts, _NAME].to_numpy().tolist()]
        bounds = [*table.index[starts].tolist(), len(table)]
        self._bounds: dict[Name, tuple[int, int]] = dict(zip(names, pairwise(bounds), strict=True))
        self._series: dict[Name, Series] = {}

    @property
    def names(self) -> list[Name]:
        """The names of all series held, in the table's order."""
        return list(self._bounds)

    def find(self, *, measure: str, place: str, group: str = "all") -> Series | None:
        """The series of a measure, place and group, or None when none is held."""
        name = next((name for name in self._bounds if name[1:] == (measure, place, group)), None)
        if name is None:
            return None
        if name not in self._series:
            self._series[name] = Series(name, _log(self._rows.iloc[slice(*self._bounds[name])]))
        return self._series[name]


def _log(rows: pd.DataFrame) -> dict[Period, tuple[Stated, ...]]:
    log: dict[Period, list[Stated]] = {}
    for row in rows.to_dict("records"):
        period = Period(row["period_start"].date(), row["period_end"].date())
        value = None if pd.isna(row["value"]) else float(row["value"])
        log.setdefault(period, []).append(
            Stated(row["vintage"].date(), row["edition"], value, row["status"], row["release"])
        )
    return {period: tuple(told) for period, told in log.items()}
