"""Two patterns of values that change where what is counted may have changed, rather than how many people died.

A *run* is seen between two releases: values that had long settled all move one way, as when cases are counted anew by
another definition. A *step* is seen inside one release: a place's values leap where a year begins, as when one year is
counted by a definition and the next by another, or when a year is not complete. Each only proposes: the release waits
for a person. The thresholds were chosen on the releases held up to edition 13: what they find there are changes of what
is counted and years that are incomplete, except two steps of which the cause is not known.

A single year restated is no run, however much it moves: one value shows no pattern, and years are mostly published
beside their months or quarters, which do. Nor is one year against the next a step: two values do not show where it is.
"""

from collections.abc import Iterator

import pandas as pd

from etl.core.columns import KEY_COLUMNS, SERIES_COLUMNS
from etl.core.model import Period
from etl.store.revisions import MATURITY
from etl.store.table import rows_in_spans

MIN_RUN_VALUE = 20
"""Smaller values move by a twentieth when one death is found."""
MIN_CHANGE, MIN_MEDIAN_CHANGE = 0.05, 0.10
"""Each value of a run moves by more than the one, the median by more than the other: 9 % was ordinary, 13 % was not."""
_RUN_LENGTHS = {1: 12, 3: 4, 12: 13}
"""By the months of a period, how many make a run. A single month lifts twelve sums of twelve months: thirteen do."""
_SHORTEST_RUN = min(_RUN_LENGTHS.values())
_MONTHS_APART = {1: 1, 3: 3, 12: 1}
"""By the months of a period, how far the ends of two in a row are apart."""
MIN_STEP_RATIO = 1.6
"""A step's medians of the two years, and the values on either side of it, differ by more; at 1.3 real falls do too."""
MIN_SEPARATION = 1.1
"""The least value of the higher year is more than this many times the largest of the lower one."""
MIN_STEP_MEDIAN = 20
"""A place whose higher year has a smaller median than this steps by chance."""
MIN_YEAR_SHARE = 0.75
"""The part of a year that must be stated: nine months, three quarters. The first half of a year is too fresh."""
_MIN_STEP_ROWS = 6
"""Fewer months or quarters than this are not the better part of two years."""
ANSWER = "answer with a note of kind break in data/notes.csv if what is counted changed"

_YEAR_COLUMNS = [*SERIES_COLUMNS, "months", "year"]
_POSITION_COLUMNS = ["source", "measure", "group", "months", "year", "rises"]


def month_counts(rows: pd.DataFrame) -> "pd.Series[int]":
    """Return how many months each row's period has."""
    start, end = (rows[name].to_numpy("datetime64[M]") for name in ("period_start", "period_end"))
    return pd.Series((end - start).astype("int64") + 1, index=rows.index)


def beside(release_rows: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return the values of a release that are of a key held ``before``, with its ``value_before`` and ``vintage``."""
    columns = [*KEY_COLUMNS, "value", "vintage"]
    return release_rows.merge(before[columns], on=KEY_COLUMNS, suffixes=("", "_before"))


def _runs(moved: pd.DataFrame) -> pd.DataFrame:
    """Return each run: the series, the periods and the medians."""
    moved = moved.sort_values([*SERIES_COLUMNS, "months", "period_end"])
    alike = moved[[*SERIES_COLUMNS, "months", "rises"]]
    ends = 12 * moved["period_end"].dt.year + moved["period_end"].dt.month
    begins = (alike != alike.shift()).any(axis=1) | (ends.diff() != moved["months"].map(_MONTHS_APART))
    runs = (
        moved.assign(run=begins.cumsum())
        .groupby([*alike, "run"], as_index=False)
        .agg(
            length=("change", "size"),
            first_start=("period_start", "min"),
            first_end=("period_end", "min"),
            last_start=("period_start", "max"),
            last_end=("period_end", "max"),
            change=("change", "median"),
            median=("value", "median"),
            median_before=("value_before", "median"),
        )
    )
    is_long = runs["length"] >= runs["months"].map(_RUN_LENGTHS)
    return runs[is_long & (runs["change"].abs() > MIN_MEDIAN_CHANGE)].drop(columns="run").reset_index(drop=True)


def _settled_moves(both: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Return the values that a release moves by more than a little, of those held that had settled."""
    both = both.astype({"value": "float64", "value_before": "float64"})
    both = both[(both["value"] >= MIN_RUN_VALUE) & (both["value_before"] >= MIN_RUN_VALUE)]
    change = both["value"] / both["value_before"] - 1
    both = both.assign(months=month_counts(both), change=change, rises=change > 0)
    moved = both[(both["change"].abs() > MIN_CHANGE) & both["months"].isin(list(_RUN_LENGTHS))]
    return moved[moved["period_end"] + pd.Timedelta(MATURITY) <= _last_stated(moved, spans)]


def _last_stated(rows: pd.DataFrame, spans: pd.DataFrame) -> pd.Series:
    """Return the day on which each value was last stated, changed or not.

    Suppose a month was 20 when it was a month old, and 20 again in each release of the next two years. The table has
    one row, of the first day; the month had settled all the same.
    """
    days = rows["vintage"]
    if rows.empty:
        return days
    for vintage, restated in spans.groupby("vintage", sort=True):
        inside = rows_in_spans(rows, restated["span"]) & (days < vintage)
        days = days.mask(inside, vintage)
    return days


def find_steps(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each step of months or quarters at the beginning of a ``year``, in however many places it is.

    Columns: the series, ``months`` of a period, ``year``, ``rises``, ``median_before`` and ``median_after``.
    """
    years = _years(rows)
    following = years[years["begins"]].assign(year=years["year"] - 1)
    pairs = years[years["ends"]].merge(following, on=_YEAR_COLUMNS, suffixes=("_before", "_after"))
    rising, falling = _is_step(pairs, "before", "after"), _is_step(pairs, "after", "before")
    steps = pairs.assign(year=pairs["year"] + 1, rises=rising)[rising | falling]
    return steps[[*_YEAR_COLUMNS, "rises", "median_before", "median_after"]].reset_index(drop=True)


def _years(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each series and year of which enough months or quarters are stated."""
    rows = rows.assign(
        months=month_counts(rows), year=rows["period_start"].dt.year, value=rows["value"].astype("float64")
    )
    years = (
        rows[rows["months"].isin([1, 3])]
        .sort_values("period_start")
        .groupby(_YEAR_COLUMNS, as_index=False)
        .agg(
            count=("value", "size"),
            median=("value", "median"),
            least=("value", "min"),
            most=("value", "max"),
            first=("value", "first"),
            last=("value", "last"),
            start=("period_start", "min"),
            end=("period_end", "max"),
        )
    )
    years = years[years["count"] * years["months"] >= 12 * MIN_YEAR_SHARE]
    return years.assign(begins=years["start"].dt.month == 1, ends=years["end"].dt.month == 12)


def _is_step(pairs: pd.DataFrame, lower: str, higher: str) -> "pd.Series[bool]":
    """Tell of which pairs of years the ``higher`` one, before or after, stands apart from the ``lower`` one."""
    edge = {"before": "last", "after": "first"}
    median = pairs[f"median_{higher}"]
    medians_apart = (median >= MIN_STEP_MEDIAN) & (median > MIN_STEP_RATIO * pairs[f"median_{lower}"])
    leaps = pairs[f"{edge[higher]}_{higher}"] > MIN_STEP_RATIO * pairs[f"{edge[lower]}_{lower}"]
    is_step: pd.Series[bool] = (
        medians_apart & leaps & (pairs[f"least_{higher}"] > MIN_SEPARATION * pairs[f"most_{lower}"])
    )
    return is_step


def find_new_steps(before: pd.DataFrame, release_rows: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of a release that are in one place only, and did not stand so in what was held ``before``.

    Deaths that rise in many places at once are no change of how one of them counts.
    """
    steps = find_steps(release_rows)
    alone = steps[~steps.duplicated(_POSITION_COLUMNS, keep=False)]
    of_step = [*_YEAR_COLUMNS, "rises"]
    return alone.merge(find_steps(before)[of_step], how="left_anti", on=of_step) if len(alone) else alone


def run_warnings(both: pd.DataFrame, spans: pd.DataFrame) -> Iterator[str]:
    """Yield a warning for each run of settled values that a release moves one way.

    ``both`` are its values beside those held, as :func:`beside` gives them; ``spans`` are what the releases of that
    time restate, as ``ledger.restated_spans`` gives it.
    """
    moved = _settled_moves(both, spans)
    if len(moved) < _SHORTEST_RUN:  # as with most releases: the rest is work for nothing
        return
    for run in _runs(moved).to_dict("records"):
        first = Period(run["first_start"].date(), run["first_end"].date()).label
        last = Period(run["last_start"].date(), run["last_end"].date()).label
        yield (
            f"{run['measure']} of {run['place']}, {run['group']}: the {run['length']} values of {first} to {last} had "
            f"settled and all {'rise' if run['rises'] else 'fall'}, by {abs(run['change']):.0%} at the median (from a "
            f"median of {_number(run['median_before'])} to {_number(run['median'])}); {ANSWER}"
        )


def step_warnings(before: pd.DataFrame, release_rows: pd.DataFrame) -> Iterator[str]:
    """Yield each new step as a warning; see :func:`find_new_steps`."""
    if month_counts(release_rows).isin([1, 3]).sum() < _MIN_STEP_ROWS:
        return
    for step in find_new_steps(before, release_rows).to_dict("records"):
        begin = Period.months(step["year"], 1, step["year"], step["months"]).label
        yield (
            f"{step['measure']} of {step['place']}, {step['group']}: a step at {begin}, in no other place, from a "
            f"median of {_number(step['median_before'])} in {step['year'] - 1} to {_number(step['median_after'])} in "
            f"{step['year']}; {ANSWER}"
        )


def _number(median: float) -> str:
    """Write a median, which may be a half."""
    return f"{median:,.1f}".removesuffix(".0")
