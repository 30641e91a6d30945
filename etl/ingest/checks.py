"""Plausibility of a release against itself and against what is held. Each check returns what it found, in words.

A *problem* (``problems``) is certain: the release is refused. A *doubt* is not: publishers do revise by a half and drop
a place. The release then waits for a person, who may take it all the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import pandas as pd

from etl.core.columns import SERIES_COLUMNS
from etl.core.model import Release, RestatedSpan
from etl.ingest.break_patterns import beside, month_counts, run_warnings, step_warnings
from etl.ingest.month_checks import find_month_warnings
from etl.store.table import rows_in_spans, rows_of, withdrawn_rows

MAX_SERIES_RATIO = 2.0
"""A series whose values double or halve from one release to the next is doubted; the largest change seen is 1.83."""
MAX_NEW_RATIO = 3.0
"""So is a new value this many times any before it or more, or the newest before it divided by this or less."""
MAX_VALUE_RATIO = 5.0
"""So is a single value restated at this many times what it was or more, or at that part or less; 3.7 was seen."""
MIN_COMPARABLE_COUNT = 100
"""Sums smaller than this are too few to speak of a leap."""
MIN_NEW_VALUE_LAG, MAX_NEW_VALUE_LAG = pd.Timedelta(days=1), pd.Timedelta(days=366)
"""How long after the newest value held a new one is compared with it: in years without a value much may happen."""
MAX_MISSING_SHARE = 0.05
"""So is a release that leaves out more than this share of the values it should restate; 0.025 was seen."""
PARTS_TOLERANCE = 0.02
"""So are parts whose sum differs by more than this from the whole; 0.004 was seen."""
_MAX_LISTED = 5


def find_warnings(
    release: Release, before: pd.DataFrame, spans: pd.DataFrame, parents: Mapping[str, str], counts: Collection[str]
) -> list[str]:
    """List everything that makes a person look first; empty when nothing does.

    ``ours`` is what the table holds of the source, ``spans`` what its releases restate, as ``ledger.restated_spans``
    gives it, ``parents`` the place that each place is a part of, ``counts`` the measures that count (percentages
    neither add up nor leap).
    """
    release_rows = rows_of(release, before)
    before = before[before["value"].notna()]
    count_rows = release_rows[release_rows["measure"].isin(counts)]
    valued = count_rows[count_rows["value"].notna()]
    both = beside(valued, before)
    return [
        *release.warnings,
        *_missing_values(release, before[before["measure"].isin(counts)], count_rows),
        *_series_jumps(both),
        *_value_jumps(both),
        *_new_value_jumps(before, valued, has_open_cases=release.has_open_cases),
        *_sum_mismatches(before, count_rows, parents),
        *_first_few(run_warnings(both, spans[spans["vintage"] <= pd.Timestamp(release.vintage)])),
        *_first_few(step_warnings(before, valued)),
        *_first_few(
            find_month_warnings(before, valued, pd.Timestamp(release.vintage), has_open_cases=release.has_open_cases)
        ),
    ]


def lost_spans(
    release: Release, spans: pd.DataFrame, before: pd.DataFrame, counts: Collection[str]
) -> list[RestatedSpan]:
    """Return what the newest release held restates and this one does not, of a publisher that states its whole record.

    ``spans`` names what each release held restates, as ``ledger.restated_spans`` gives it; ``before`` is what is held
    of the source as published until now. A span of which nothing is lacking is not lost.
    """
    release_rows = rows_of(release, before)
    in_order = spans.sort_values(["vintage", "edition"], kind="stable")
    newest = in_order[in_order["release"] == in_order["release"].iloc[-1]] if len(spans) else spans
    return [
        span
        for span in newest["span"]
        if span.measure in counts
        and not any(_contains(restated, span) for restated in release.restates)
        and not withdrawn_rows(before, release_rows, [span]).empty
    ]


def _contains(whole: RestatedSpan, part: RestatedSpan) -> bool:
    within = whole.period.start <= part.period.start and part.period.end <= whole.period.end
    return whole.measure == part.measure and whole.covers(part.place, part.group) and within


def lost_span_warnings(lost: Sequence[RestatedSpan]) -> list[str]:
    """Say each lost span as a warning."""
    return list(
        _first_few(
            f"{span.measure} of {span.place}, {span.group}: not all of {span.period.start:%Y-%m} to "
            f"{span.period.end:%Y-%m} any more, which the release before had"
            for span in lost
        )
    )


def _missing_values(release: Release, before: pd.DataFrame, release_rows: pd.DataFrame) -> Iterator[str]:
    """Yield a warning for places of which nothing is stated any more, and one where many values are not."""
    to_restate = before[rows_in_spans(before, release.restates)]
    gone = withdrawn_rows(before, release_rows, release.restates)
    of_place = ["measure", "place"]
    lost = gone.merge(release_rows[of_place].drop_duplicates(), how="left_anti", on=of_place)
    for measure, rows in lost.groupby("measure"):
        yield f"{measure}: no figure any more of {_join_some(sorted(set(rows['place'])))}, held until now"
    if len(gone) > MAX_MISSING_SHARE * len(to_restate):
        yield f"{len(gone):,} of {len(to_restate):,} figures held for the months that it restates are no longer stated"


def _series_jumps(both: pd.DataFrame) -> Iterator[str]:
    """Yield a warning for each series whose values changed beyond what revisions do; ``both`` has the old ones too."""
    sums = both.groupby(SERIES_COLUMNS)[["value", "value_before"]].sum().query("value_before >= @MIN_COMPARABLE_COUNT")
    ratio = sums["value"] / sums["value_before"]
    far = sums[~ratio.between(1 / MAX_SERIES_RATIO, MAX_SERIES_RATIO, inclusive="neither")]
    yield from _first_few(
        f"{row['measure']} of {row['place']}, {row['group']}: {row['value']:,.0f} where "
        f"{row['value_before']:,.0f} were held for the same periods"
        for row in far.reset_index().to_dict("records")
    )


def _value_jumps(both: pd.DataFrame) -> Iterator[str]:
    """Yield a warning for each value restated far off what it was: digits lost or doubled."""
    large = both[both["value_before"] >= MIN_COMPARABLE_COUNT]
    ratio = large["value"] / large["value_before"]
    far = large[~ratio.between(1 / MAX_VALUE_RATIO, MAX_VALUE_RATIO, inclusive="neither")]
    yield from _first_few(
        f"{row.measure} of {row.place}, {row.group}, for the period ending {row.period_end:%Y-%m-%d}: {row.value:,.0f} "
        f"where {row.value_before:,.0f} was held"
        for row in far.itertuples()
    )


def _new_value_jumps(before: pd.DataFrame, count_rows: pd.DataFrame, *, has_open_cases: bool) -> Iterator[str]:
    """Yield a warning for new values far above all that the series had over as many months, or far below the last.

    Where cases are open, low ones are as they should be.
    """
    like = [*SERIES_COLUMNS, "months"]
    history = (
        before.assign(months=month_counts(before))
        .groupby(like, as_index=False)
        .agg(most=("value", "max"), last=("value", "last"), newest=("period_end", "max"))
    )
    new = count_rows.assign(months=month_counts(count_rows)).merge(history, on=like)
    new = new[(new["period_end"] - new["newest"]).between(MIN_NEW_VALUE_LAG, MAX_NEW_VALUE_LAG)]
    above = (new["value"] >= MIN_COMPARABLE_COUNT) & (new["value"] >= MAX_NEW_RATIO * new["most"])
    is_low = (new["last"] >= MIN_COMPARABLE_COUNT) & (new["value"] <= new["last"] / MAX_NEW_RATIO)
    below = is_low & (not has_open_cases)
    yield from _first_few(
        f"{row.measure} of {row.place}, {row.group}: {row.value:,.0f} for the period ending {row.period_end:%Y-%m-%d}, "
        f"where {row.last:,.0f} is the newest held and none is above {row.most:,.0f}"
        for row in new[above | below].itertuples()
    )


def _sum_mismatches(before: pd.DataFrame, count_rows: pd.DataFrame, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield a warning for parts that add up to more than their whole, or to less where every part is stated."""
    of_period = ["measure", "group", "period_start", "period_end"]
    places = {*count_rows["place"].unique(), *before["place"].unique()}
    whole_of = {place: _nearest_whole(place, places, parents) for place in places}
    part_counts = pd.Series(whole_of).value_counts()
    if part_counts.empty:  # no place of these is a part of another
        return
    parts = count_rows.assign(place=count_rows["place"].map(whole_of))
    sums = parts.groupby([*of_period, "place"], as_index=False).agg(parts=("value", "sum"), stated=("value", "count"))
    both = count_rows.merge(sums, on=[*of_period, "place"])
    room = 2 + PARTS_TOLERANCE * both["value"]
    more, less = both["parts"] - both["value"] > room, both["value"] - both["parts"] > room
    # Of a group, such as a drug, some parts may be withheld throughout and not be in the release at all; and a file of
    # a few parts is an extract.
    registered = both["place"].map(pd.Series(parents).value_counts())
    complete = (both["stated"] == both["place"].map(part_counts)) & (2 * both["stated"] >= registered)
    all_stated = (both["group"] == "all") & complete
    yield from _first_few(
        f"{row.measure} of {row.place}, {row.group}, for the period ending {row.period_end:%Y-%m-%d}: {row.value:,.0f} "
        f"where the parts add up to {row.parts:,.0f}"
        for row in both[more | (less & all_stated)].itertuples()
    )


def _nearest_whole(place: str, places: Collection[str], parents: Mapping[str, str]) -> str | None:
    """Return the nearest place above that is stated too, or None."""
    above = parents.get(place, "")
    while above and above not in places:
        above = parents.get(above, "")
    return above or None


def _first_few(sentences: Iterable[str]) -> Iterator[str]:
    """Yield the first few, and how many more there are."""
    listed = list(sentences)
    yield from listed[:_MAX_LISTED]
    if len(listed) > _MAX_LISTED:
        yield f"and {len(listed) - _MAX_LISTED} more of this kind"


def _join_some(names: list[str]) -> str:
    more = len(names) - _MAX_LISTED
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:_MAX_LISTED])} and {more} more"
