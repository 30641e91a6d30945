"""The newest month of which deaths were public on a day, place by place: what "so far this year" reaches up to."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from etl import registry
from etl.core.model import Period


def newest_months(table: pd.DataFrame, day: date) -> Mapping[str, Period]:
    """Return for each place the last month of the newest span of drug deaths that was published by a day."""
    counts = [measure.id for measure in registry.MEASURES.values() if measure.counts_drug_deaths]
    public = table[(table["vintage"] <= pd.Timestamp(day)) & table["measure"].isin(counts) & table["value"].notna()]
    ends = public.groupby("place")["period_end"].max()
    return {str(place): Period.month(end.year, end.month) for place, end in ends.items()}
