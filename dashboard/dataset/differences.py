"""What differs between two moments, and what each release changed, with what is counted otherwise by then apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.dataset.dataset import Dataset
from etl import registry
from etl.store import differences
from etl.store.differences import Moment
from etl.store.redefinitions import mark_redefined

NEWEST_PER_MEASURE = 4
"""Figures of the newest periods of each measure that are told themselves; of all others only how many they are."""

_Row = Mapping[Any, Any]


@dataclass(frozen=True)
class ReleaseTally:
    """What all releases changed. ``counts`` has a row for each source, day, measure and kind of change.

    ``newest`` are the changes themselves, those to the newest periods of all people at the source's own place, or at
    the one place chosen.
    """

    counts: pd.DataFrame
    newest: pd.DataFrame


@dataclass(frozen=True)
class SeriesChoice:
    """Which series are looked at; what is empty stands for all."""

    source: str = ""
    place: str = ""
    measure: str = ""

    def apply(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the series chosen."""
        for column, code in (("source", self.source), ("place", self.place), ("measure", self.measure)):
            rows = rows[rows[column] == code] if code else rows
        return rows


EVERYTHING = SeriesChoice()


def differences_between(dataset: Dataset, rows: pd.DataFrame, before: Moment, after: Moment) -> pd.DataFrame:
    """Return what differs in rows of the table between two moments, as they are listed.

    Figures of all people come first, of these deaths before what only describes them, then the newest periods;
    measures stand in the order of the registry.
    """
    changed = differences.changes(rows, before, after)
    changed = mark_redefined(changed, dataset.index, before.day, after.day)
    rank = {measure: number for number, measure in enumerate(registry.MEASURES)}
    deaths = {measure for measure in registry.MEASURES if registry.measure(measure).counts_deaths}
    order = changed.assign(
        part=changed["group"] != "all",
        describes=~changed["measure"].isin(deaths),
        rank=changed["measure"].map(rank),
    )
    order = order.sort_values(
        ["part", "describes", "period_end", "rank", "place", "group", "period_start"],
        ascending=[True, True, False, True, True, True, True],
    )
    return order[differences.COLUMNS].reset_index(drop=True)


def tally_releases(dataset: Dataset, choice: SeriesChoice) -> ReleaseTally:
    """Return what each release changed in the series chosen; of all series it is worked out once for an edition."""
    if choice != EVERYTHING:
        return _count_changes(dataset, choice)
    return dataset.cached(("release changes",), lambda: _count_changes(dataset, choice))


def _count_changes(dataset: Dataset, choice: SeriesChoice) -> ReleaseTally:
    changed = differences.changes_by_release(choice.apply(dataset.snapshot.log))
    changed = mark_redefined(changed, dataset.index)
    by_measure = ["source", "vintage", "measure"]
    counts = changed.groupby([*by_measure, "change"]).size().rename("count").reset_index()
    return ReleaseTally(counts, newest_changes(changed, choice.place, by_measure))


def newest_changes(changed: pd.DataFrame, place: str = "", by: Sequence[str] = ("measure",)) -> pd.DataFrame:
    """Return the changes to the newest periods of each measure, of all people at a place, by default the source's own.

    Of other places and of parts of the people nothing is told one by one.
    """
    of_all = changed[changed["group"] == "all"]
    own_places = of_all["source"].map({source.id: source.place for source in registry.SOURCES.values()})
    chosen = of_all[of_all["place"] == (place or own_places)]
    newest_first = chosen.sort_values(["period_end", "period_start"], ascending=False)
    return newest_first.groupby(list(by)).head(NEWEST_PER_MEASURE).reset_index(drop=True)
