"""Doubts a total below the sum of its own parts: a year to date, a year or another span, and the months within it.

A publisher's own table adds up. What does not is mostly a total that a text gave and that somebody copied.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from etl.core.columns import KEY_COLUMNS
from etl.core.model import Measure, Period, PeriodKind, Release
from etl.ingest.break_patterns import month_counts
from etl.store.short_totals import MAX_PART_AGE, is_short, sum_of_parts
from etl.store.summary import MeasureFamily
from etl.store.table import rows_in_spans

_SERIES = ["family", "place", "group"]


def find_total_warnings(
    release: Release, before: pd.DataFrame, spans: pd.DataFrame, families: Iterable[MeasureFamily]
) -> list[str]:
    """List the totals of the day of a release that their parts of that day contradict; empty when none are.

    ``before`` is what is held of the source as published until that day, ``spans`` what its releases restate, as
    ``ledger.restated_spans`` gives it, ``families`` the measures that differ only in how long they run. A part counts
    as long as it was last stated at most ``MAX_PART_AGE`` before. A total is a matter of the release that states it or
    a part of it.
    """
    measures = {measure.id: (number, measure) for number, family in enumerate(families) for measure in family.measures}
    counts = {name: pair for name, pair in measures.items() if pair[1].counts_deaths}
    addable_measures = [name for name, (_, measure) in counts.items() if _is_addable(measure)]
    if not addable_measures:
        return []
    rows = _stated_lately(release, before, spans)
    rows = rows[rows["measure"].isin(counts) & rows["value"].notna()]
    rows = rows.assign(family=rows["measure"].map({name: number for name, (number, _) in counts.items()}))
    addable = rows[rows["measure"].isin(addable_measures)]
    if addable.empty:
        return []
    totals = rows[rows["is_of_day"] & (month_counts(rows) > 1)].merge(addable[_SERIES].drop_duplicates(), on=_SERIES)
    parts_by_series: dict[Hashable, pd.DataFrame] = dict(iter(addable.groupby(_SERIES))) if len(totals) else {}
    pairs = ((total, parts_by_series[tuple(total[name] for name in _SERIES)]) for total in totals.to_dict("records"))
    return [warning for total, parts in pairs if (warning := _warning(total, parts))]


def _is_addable(measure: Measure) -> bool:
    return measure.period is not PeriodKind.TWELVE_MONTHS


def _stated_lately(release: Release, before: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Return what is in force with a release and was last stated on its day (``is_of_day``) or not long before it.

    ``is_new`` is what the release itself states.
    """
    day = pd.Timestamp(release.vintage)
    own = release.rows.assign(is_new=True, is_of_day=True)
    others = before[~rows_in_spans(before, release.restates)]
    since = spans[spans["vintage"].between(day - MAX_PART_AGE, day)]
    lately = (others["vintage"] >= day - MAX_PART_AGE) | rows_in_spans(others, since["span"])
    of_day = (others["vintage"] == day) | rows_in_spans(others, since.loc[since["vintage"] == day, "span"])
    others = others.assign(is_new=False, is_of_day=of_day)[lately]
    keys = [name for name in KEY_COLUMNS if name != "source"]
    columns = [*keys, "value", "is_new", "is_of_day"]
    return pd.concat([own[columns], others[columns]]).drop_duplicates(keys) if len(others) else own[columns]


def _warning(total: Mapping[Hashable, Any], rows: pd.DataFrame) -> str:
    """Return the doubt about a total; empty where there is none."""
    inside = rows[(rows["period_start"] >= total["period_start"]) & (rows["period_end"] <= total["period_end"])]
    if not (total["is_new"] or inside["is_new"].any()):
        return ""
    period = _period(total)
    parts = [(_period(row), float(row["value"])) for row in inside.to_dict("records")]
    parts_sum = sum_of_parts(period, parts)
    if not is_short(float(total["value"]), parts_sum):
        return ""
    return (
        f"{total['measure']} of {total['place']}, {total['group']}, for {period.label}: {total['value']:,.0f}, where "
        f"its own parts add up to {parts_sum:,.0f}"
    )


def _period(row: Mapping[Hashable, Any]) -> Period:
    return Period.of_days(row["period_start"].date(), row["period_end"].date())
