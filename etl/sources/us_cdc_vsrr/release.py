"""Builds a release of statements: its rows, its day, and what it restates whole."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from etl.core.columns import RELEASE_ROW_COLUMNS
from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, Status, VintageBasis
from etl.core.source import Document
from etl.parsing.documents import day_warnings
from etl.sources.us_cdc_vsrr import cell_parsers, codes
from etl.sources.us_cdc_vsrr.measures import ALL_DEATHS, COMPLETE, PENDING, PREDICTED, REPORTED, SPECIFIED
from etl.sources.us_cdc_vsrr.reader import RawTable

TITLE = "VSRR Provisional Drug Overdose Death Counts"

# The newest 12 months of a release end so many months before it. Days seen: those to May 2017 came in December 2017, to
# March 2021 in October 2021, to April 2021 on 2021-11-17; those to October 2021 on 2022-03-16, to November 2023 in
# April 2024. In between, the later of the two days, so that nothing counts as public before it was.
_LAG_MONTHS, _LATER_LAG_MONTHS, _SHORTER_SINCE = 7, 5, date(2021, 9, 30)
_FIRST_RELEASE_TO = date(2017, 1, 31)
_STATUS_DTYPE = pd.CategoricalDtype([Status.FINAL.value, Status.PROVISIONAL.value, Status.SUPPRESSED.value])
_MIN_LARGE = 1_000
"""Deaths from which on a figure is written with a comma, which some programs take for a mistake."""


def build_release(document: Document, table: RawTable, statements: pd.DataFrame) -> Release:
    """Return the release that the statements are."""
    own_day = _stated_day(document, statements)
    if own_day and not document.published_on:
        vintage, basis = own_day, VintageBasis.ASSUMED  # that of the records: the table comes out some days later
    else:
        vintage, basis = _vintage(document, statements)
    is_too_early = own_day is not None and document.published_on is not None and document.published_on < own_day
    rows = _rows(statements, has_predicted="predictedvalue" in table.present)
    if rows.empty:
        raise InvalidDocument(document.name, ["the file: every figure is missing; expected at least one"])
    whole, is_full = _whole(statements, has_predicted="predictedvalue" in table.present)
    ends = statements["period_end"]
    return Release(
        source=codes.SOURCE_ID,
        vintage=vintage,
        vintage_basis=basis,
        title=f"{TITLE}, 12 months ending {ends.min():%B %Y} to {ends.max():%B %Y}",
        url=document.url,
        rows=rows.astype(dict.fromkeys(["measure", "place", "group", "status"], "str")),
        restates=tuple(_spans(rows, statements, whole, is_full=is_full)),
        note="; ".join(_notes(table, statements, whole, is_full=is_full)),
        states_final_status=_has_footnotes(table),
        warnings=(
            *(day_warnings(document, own_day, "the table's own Data As Of") if is_too_early else ()),
            *_warnings(table, statements),
        ),
    )


def _warnings(table: RawTable, statements: pd.DataFrame) -> Iterator[str]:
    """Yield what a person should look at: values that may be more, or fewer, than the publisher meant to state."""
    for label in table.new_indicators:
        yield f"{label!r} is an indicator not known here, and was left out"
    if unclear := int(statements["unclear"].sum()):
        words = cell_parsers.join_some(sorted(set(statements.loc[statements["unclear"], "unknown"])), most=1)
        yield f"figures taken although their footnote says that something is not shown: {unclear}; {words}"
    is_large = statements["predicted"].fillna(0) >= _MIN_LARGE
    lost = statements[
        (statements["measure"] == REPORTED) & statements["value"].isna() & ~statements["withheld"] & is_large
    ]
    if len(lost):
        first = lost.iloc[0]
        yield (
            f"reported figures that are empty beside a prediction of {_MIN_LARGE:,} or more: {len(lost)}, the first of "
            f"{first['place']}, {first['period_end']:%B %Y}; were those with a comma lost?"
        )


def _stated_day(document: Document, statements: pd.DataFrame) -> date | None:
    """Return the day that the table states of itself; ``InvalidDocument`` where that is later than it was had by."""
    days = statements["as_of"].dropna().unique()
    if not len(days):
        return None
    day, bound = date.fromisoformat(str(days[0])[:10]), document.no_later_than
    if bound and day > bound:
        raise InvalidDocument(
            document.name, [f"Data As Of {day}, but had by {bound}; expected a day no later than that"]
        )
    return day


def _vintage(document: Document, statements: pd.DataFrame) -> tuple[date, VintageBasis]:
    """Return the day given; else the day that the newest period tells, and no later than the giver had the document."""
    if document.published_on:
        return document.published_on, VintageBasis.PUBLISHER
    newest = statements["period_end"].max().date()
    day = None if _is_clipped(statements, newest) else _release_day(newest)
    bound = document.no_later_than
    if day and (bound is None or day <= bound):
        return day, VintageBasis.CONTENT
    if bound:
        return bound, VintageBasis.UPPER_BOUND
    expected = "those of a release reach into months that are not final; give the day with --published"
    raise InvalidDocument(
        document.name,
        [f"the file: found no 12 months later than those ending {newest:%B %Y}, which do not tell the day; {expected}"],
    )


def _is_clipped(statements: pd.DataFrame, newest: date) -> bool:
    """Return whether the newest periods are missing: a whole release is never final, nor older than the first."""
    of_newest = statements["period_end"] == pd.Timestamp(newest)
    return newest < _FIRST_RELEASE_TO or bool(statements.loc[of_newest, "final"].all())


def _release_day(newest: date) -> date:
    """Return the last day of the month in which the period ending on ``newest`` first came out."""
    lag = _LATER_LAG_MONTHS if newest >= _SHORTER_SINCE else _LAG_MONTHS
    day: date = (pd.Timestamp(newest) + pd.offsets.MonthEnd(lag)).date()
    return day


def _rows(statements: pd.DataFrame, *, has_predicted: bool) -> pd.DataFrame:
    """Return the rows of the release in their order, with texts as categories."""
    provisional = pd.Series(Status.PROVISIONAL.value, index=statements.index, dtype=_STATUS_DTYPE)
    marked = statements.assign(status=provisional.mask(statements["final"], Status.FINAL.value))
    parts = [_to_rows(marked)]
    if has_predicted:
        overdoses = statements[statements["measure"] == REPORTED]
        estimates = overdoses.assign(value=overdoses["predicted"], status=provisional)
        parts.append(_to_rows(_filled(estimates, "measure", PREDICTED)))
    for measure, column in ((COMPLETE, "complete"), (PENDING, "pending")):
        values = pd.to_numeric(statements[column], errors="coerce").astype("Float64")
        quality = marked.assign(value=values, withheld=False)[values.notna()]
        once = quality.sort_values("status", ascending=False).drop_duplicates(["place", "period_end"])
        parts.append(_to_rows(_filled(_filled(once, "measure", measure), "group", codes.ALL)))
    rows = pd.concat(parts, ignore_index=True).astype({"value": "Float64"})
    return rows.sort_values(["measure", "place", "group", "period_end"], ignore_index=True)


def _filled(rows: pd.DataFrame, column: str, word: str) -> pd.DataFrame:
    """Return the rows with one of its categories all down a column."""
    return rows.assign(**{column: pd.Series(word, index=rows.index, dtype=rows[column].dtype)})


def _to_rows(marked: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a value or a withheld one; an empty cell that nobody explains states nothing."""
    has_value = marked["value"].notna()
    status = marked["status"].where(has_value, Status.SUPPRESSED.value)
    return marked.assign(status=status)[has_value | marked["withheld"]][RELEASE_ROW_COLUMNS]


def _whole(statements: pd.DataFrame, *, has_predicted: bool) -> tuple[list[tuple[str, str]], bool]:
    """Return the indicators stated for every jurisdiction and month, and whether the release is whole."""
    first, last = statements["period_end"].min(), statements["period_end"].max()
    months = Period.months(first.year, first.month, last.year, last.month).length_months
    # No value stands twice, so that counting them tells.
    counts = statements[statements["place"].isin(codes.EVERYWHERE)].groupby(["measure", "group"]).size()
    complete = counts[counts == len(codes.EVERYWHERE) * months].index
    whole = [(str(measure), str(group)) for measure, group in complete]
    present = set(statements[["measure", "group"]].drop_duplicates().itertuples(index=False, name=None))
    headline = {(ALL_DEATHS, codes.ALL), (REPORTED, codes.ALL)}
    expected = codes.expected_indicators(predicted=has_predicted)
    return whole, headline <= set(whole) and expected <= present


def _spans(
    rows: pd.DataFrame, statements: pd.DataFrame, whole: list[tuple[str, str]], *, is_full: bool
) -> Iterator[RestatedSpan]:
    """Yield everything, of a whole release; else each whole indicator. Percentages not all stated as numbers never."""
    if is_full:
        groups = [(measure, "*") for measure in (REPORTED, PREDICTED, ALL_DEATHS, SPECIFIED)]
    else:
        predicted = [(PREDICTED, group) for measure, group in whole if measure == REPORTED]
        groups = sorted([*whole, *predicted])
    if whole:
        columns = ((COMPLETE, "complete"), (PENDING, "pending"))
        groups += [(measure, codes.ALL) for measure, column in columns if not _has_bounds(statements[column]).any()]
    for measure, group in groups:
        part = rows[(rows["measure"] == measure) & ((rows["group"] == group) | (group == "*"))]
        if len(part):
            yield RestatedSpan(
                measure, Period(part["period_start"].min().date(), part["period_end"].max().date()), "*", group
            )


def _has_bounds(column: "pd.Series[float]") -> "pd.Series[bool]":
    return column.notna() & pd.to_numeric(column, errors="coerce").isna()


def _has_footnotes(table: RawTable) -> bool:
    return not table.present.isdisjoint({"footnote", "footnotesymbol"})


def _notes(table: RawTable, statements: pd.DataFrame, whole: list[tuple[str, str]], *, is_full: bool) -> Iterator[str]:
    """Yield what was read, and what is particular about it."""
    places, labels = statements["place"].nunique(), len(statements[["measure", "group"]].drop_duplicates())
    extent = "whole release" if is_full else f"in part, {len(whole)} of them whole"
    yield f"{len(statements)} rows: {places} jurisdictions, {labels} indicators ({extent})"
    if not _has_footnotes(table):
        yield "without the footnotes: nothing is marked as final or withheld"
    bounds = statements[_has_bounds(statements["complete"])].drop_duplicates(["place", "period_end"])
    if len(bounds):
        spellings = cell_parsers.join_some(sorted(bounds["complete"].unique()))
        yield f"percent complete of {len(bounds)} places and months left out: no number but {spellings}"
    if words := sorted(set(statements["unknown"].unique()) - {""}):
        yield f"footnotes not known: {cell_parsers.join_some(words)}"
    if table.unread:
        yield f"columns not read: {cell_parsers.join_some(table.unread)}"
