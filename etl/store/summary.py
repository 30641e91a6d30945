"""What sources count and what is held of them: told by the command ``status`` and by the page of the sources."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from etl.core.measures import TITLE_PATTERNS
from etl.core.model import Measure, Period, VintageBasis
from etl.core.source import Source
from etl.store.release_gaps import ReleaseGaps, median_gap_days, release_gaps

_CLAUSE_ENDS = re.compile(r"\s*[.;:](?=\s|$)")


@dataclass(frozen=True)
class MeasureFamily:
    """One definition, and the measures that have it: they differ in nothing but the length of their periods."""

    measures: tuple[Measure, ...]

    @property
    def representative(self) -> Measure:
        """The measure that speaks for all of them: definition, certainty, geography, suppression and unit."""
        return self.measures[0]

    @property
    def title(self) -> Mapping[str, str]:
        """What is counted, by language, without the length of the periods."""
        endings = {lang: pattern.format("") for lang, pattern in TITLE_PATTERNS[self.representative.period].items()}
        return {
            lang: title.removesuffix(endings[lang]).rstrip(",") for lang, title in self.representative.title.items()
        }


@dataclass(frozen=True)
class SourceSummary:
    """What is held of a source: days of release, rows, places, the newest period.

    ``median_gap_days`` is the median number of days between the releases held; None where they are too few.
    ``days_by_basis`` counts the days by how they are known, surest first.
    """

    release_days: int
    first_release: date
    gaps: ReleaseGaps
    median_gap_days: int | None
    days_by_basis: Mapping[VintageBasis, int]
    row_count: int
    place_count: int
    newest_period: Period

    @property
    def last_release(self) -> date:
        """The day of the last release held."""
        return self.gaps.last_release


def measure_families(source: Source) -> tuple[MeasureFamily, ...]:
    """Return the definitions of a source, in the order of its measures."""
    groups: list[list[Measure]] = []
    for measure in source.measures:
        alike = next((group for group in groups if _same_definition(group[0], measure)), None)
        if alike is None:
            groups.append([measure])
        else:
            alike.append(measure)
    return tuple(MeasureFamily(tuple(group)) for group in groups)


def _same_definition(first: Measure, second: Measure) -> bool:
    return first == replace(second, id=first.id, period=first.period, title=first.title)


def summarize(source: Source, table: pd.DataFrame, ledger: pd.DataFrame) -> SourceSummary | None:
    """Return what a table and its ledger hold of a source; None before its first value."""
    rows = table[table["source"] == source.id]
    releases = ledger[ledger["source"] == source.id].drop_duplicates("vintage", keep="last").sort_values("vintage")
    days, basis_counts = releases["vintage"], releases["known"].value_counts()
    if rows.empty or days.empty:
        return None
    # Of several periods with one end, the shortest is the newest: a month, before the year to date that it ends.
    newest = rows.sort_values(["period_end", "period_start"]).iloc[-1]
    return SourceSummary(
        release_days=len(days),
        first_release=days.iloc[0].date(),
        gaps=release_gaps(source, days.dt.date),
        median_gap_days=median_gap_days(days.dt.date),
        days_by_basis={kind: int(basis_counts[kind]) for kind in VintageBasis if kind in basis_counts},
        row_count=len(rows),
        place_count=rows["place"].nunique(),
        newest_period=Period(newest["period_start"].date(), newest["period_end"].date()),
    )


def first_clause(sentence: str) -> str:
    """Return the first clause, which answers; what follows a semicolon, colon or full stop explains."""
    return _CLAUSE_ENDS.split(sentence, maxsplit=1)[0]
