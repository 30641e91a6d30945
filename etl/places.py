"""Place codes, their names by language, and dated populations."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from etl.errors import UnknownName
from etl.languages import languages_of
from etl.table import as_of


def dtypes(languages: Iterable[str]) -> dict[str, str]:
    """Return the columns of ``places.csv`` and their types: a name in each of ``languages``."""
    return {"code": "str", **{f"name_{code}": "str" for code in languages}, "parent": "str"}


@dataclass(frozen=True)
class Place:
    """A place and its names by language."""

    code: str
    name: Mapping[str, str]
    parent: str


class Places(Mapping[str, Place]):
    """Places by code, with a name in each of ``languages``: those that the file has a column for.

    An unknown code raises ``UnknownName`` with the near matches.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self.languages = languages_of(frame.columns, "name")
        self._places = {
            row["code"]: Place(row["code"], {code: row[f"name_{code}"] for code in self.languages}, row["parent"])
            for row in frame.to_dict("records")
        }

    def __getitem__(self, code: str) -> Place:
        if code not in self._places:
            raise UnknownName("place", code, self.near(code))
        return self._places[code]

    def __contains__(self, code: object) -> bool:
        return code in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def near(self, text: str) -> list[str]:
        """Up to three codes whose code or name resembles ``text``."""
        spelled = {key.casefold(): code for code, place in self._places.items() for key in (code, *place.name.values())}
        close = difflib.get_close_matches(text.casefold(), spelled, n=6, cutoff=0.6)
        return list(dict.fromkeys(spelled[match] for match in close))[:3]


def populations(rows: pd.DataFrame, ledger: pd.DataFrame, measures: Collection[str]) -> pd.DataFrame:
    """The rows of the table that state a population, in its order, with the release they came from.

    ``measures`` are the ids of those that do. Columns as in the table, the value named ``population`` (people; null
    where the publisher gives none), and the release's ``title`` and ``url``.
    """
    stated = rows[rows["measure"].isin(list(measures))].rename(columns={"value": "population"})
    return stated.merge(ledger[["id", "title", "url"]], left_on="release", right_on="id", how="left").drop(columns="id")


def populations_as_of(populations: pd.DataFrame, place: str, day: date, edition: int | None = None) -> pd.DataFrame:
    """The population series of a place in force on a day: columns as of :func:`populations`, oldest period first.

    Of each period the last population public by then; where none of the place was, those of the earliest day held.
    Rates name the vintage they used.
    """
    held = populations[populations["place"] == place]
    if edition is not None:
        held = held[held["edition"] <= edition]
    if held.empty:
        return held
    in_force = as_of(held, max(pd.Timestamp(day), held["vintage"].min()))
    return in_force.dropna(subset="population").sort_values("period_start", ignore_index=True)


def population_at(series: pd.DataFrame, days: "pd.Series[pd.Timestamp]") -> pd.DataFrame:
    """For each day the row of ``series`` in force: the last that starts on or before it, past the end the last one.

    A day before the series begins has no population: its row is all null.
    """
    starts = series["period_start"].to_numpy()
    index = np.searchsorted(starts, days.to_numpy().astype(starts.dtype), side="right") - 1
    return series.reindex(np.where(index < 0, len(series), index)).set_axis(days.index)
