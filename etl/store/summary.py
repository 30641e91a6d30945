"""What sources count and what is held of them: told by the command ``status`` and by the page of the sources."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from etl.core.measures import TITLES
from etl.core.model import Known, Measure, Period, Source

ENOUGH = 6
"""Fewer release days than this are too few to tell a usual gap between them."""
_CLAUSE_ENDS = re.compile(r"\s*[.;:](?=\s|$)")


@dataclass(frozen=True)
class Counted:
    """One definition, and the measures that have it: they differ in nothing but the length of their periods."""

    measures: tuple[Measure, ...]

    @property
    def words(self) -> Measure:
        """The measure that speaks for all of them: definition, certainty, geography, suppression and unit."""
        return self.measures[0]

    @property
    def title(self) -> Mapping[str, str]:
        """What is counted, by language, without the length of the periods."""
        endings = {lang: pattern.format("") for lang, pattern in TITLES[self.words.period].items()}
        return {lang: title.removesuffix(endings[lang]).rstrip(",") for lang, title in self.words.title.items()}


@dataclass(frozen=True)
class Holding:
    """What is held of a source: days of release, rows, places, the newest period.

    ``usual_gap`` is the median number of days between the releases held; None where they are fewer than ``ENOUGH``.
    ``known`` counts the days by how they are known, surest first.
    """

    days: int
    first: date
    last: date
    usual_gap: int | None
    known: Mapping[Known, int]
    rows: int
    places: int
    newest: Period

    def age(self, today: date) -> int:
        """Days since the last release held."""
        return (today - self.last).days


def counted(source: Source) -> tuple[Counted, ...]:
    """The definitions of a source, in the order of its measures."""
    groups: list[list[Measure]] = []
    for measure in source.measures:
        alike = next((group for group in groups if _same_words(group[0], measure)), None)
        if alike is None:
            groups.append([measure])
        else:
            alike.append(measure)
    return tuple(Counted(tuple(group)) for group in groups)


def _same_words(one: Measure, other: Measure) -> bool:
    return one == replace(other, id=one.id, period=one.period, title=one.title)


def holding(source: Source, table: pd.DataFrame, ledger: pd.DataFrame) -> Holding | None:
    """What a table and its ledger hold of a source; None before its first figure."""
    rows = table[table["source"] == source.id]
    releases = ledger[ledger["source"] == source.id].drop_duplicates("vintage", keep="last").sort_values("vintage")
    days, known = releases["vintage"], releases["known"].value_counts()
    if rows.empty or days.empty:
        return None
    # Of several periods with one end, the shortest is the newest: a month, before the year to date that it ends.
    newest = rows.sort_values(["period_end", "period_start"]).iloc[-1]
    return Holding(
        days=len(days),
        first=days.iloc[0].date(),
        last=days.iloc[-1].date(),
        usual_gap=round(days.diff().dt.days.median()) if len(days) >= ENOUGH else None,
        known={kind: int(known[kind]) for kind in Known if kind in known},
        rows=len(rows),
        places=rows["place"].nunique(),
        newest=Period(newest["period_start"].date(), newest["period_end"].date()),
    )


def lead(sentence: str) -> str:
    """The first clause, which answers; what follows a semicolon, colon or full stop explains."""
    return _CLAUSE_ENDS.split(sentence, maxsplit=1)[0]
