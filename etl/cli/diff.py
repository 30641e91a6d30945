"""What ``diff`` says at a terminal: how much changed of each measure, then every change."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

import pandas as pd

from etl.core import csv_io
from etl.core.model import Measure, Period
from etl.store.differences import Change


def diff_lines(changed: pd.DataFrame, measures: Sequence[Measure]) -> Iterator[str]:
    """Yield the lines for changes as ``store.differences`` gives them, measure by measure."""
    if changed.empty:
        yield "nothing changed"
    for measure in measures:
        rows = changed[changed["measure"] == measure.id]
        if len(rows):
            yield f"{measure.title['en']} ({measure.id}): {_change_counts(rows)}"
            yield from (f"  {_change_line(row)}" for row in rows.to_dict("records"))


def _change_counts(rows: pd.DataFrame) -> str:
    return ", ".join(f"{count:,} {_kind_text(kind)}" for kind, count in rows["change"].value_counts().items())


def _change_line(row: dict[Hashable, Any]) -> str:
    label = Period(row["period_start"].date(), row["period_end"].date()).label
    place = row["place"] if row["group"] == "all" else f"{row['place']} {row['group']}"
    if pd.isna(row["vintage"]):
        before = _value_text(row["value_before"], row["status_before"])
        return f"{place} {label}: {before} (published {row['vintage_before']:%Y-%m-%d}) → not held"
    now, day = _value_text(row["value"], row["status"]), f"{row['vintage']:%Y-%m-%d}"
    if pd.isna(row["vintage_before"]):
        return f"{place} {label}: {_kind_text(row['change'])} {now} (published {day})"
    before = _value_text(row["value_before"], row["status_before"])
    if before == now:  # only the status is another one: the value became final, or is provisional again
        before, now = f"{before} {row['status_before']}", row["status"]
    why = "; something else is counted" if row["change"] == Change.REDEFINED else ""
    return f"{place} {label}: {before} → {now} (published {row['vintage_before']:%Y-%m-%d} → {day}{why})"


def _kind_text(kind: Any) -> str:
    return str(kind).replace("_", " ")


def _value_text(value: Any, status: str) -> str:
    return status.replace("_", " ") if pd.isna(value) else csv_io.format_number(value)
