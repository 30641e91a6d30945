"""Statements as a release: its rows, its day, and what it restates whole."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from etl.errors import Refused
from etl.model import Document, Known, Period, Release, Span, Status
from etl.sources.us_cdc_vsrr import cells, codes
from etl.sources.us_cdc_vsrr.measures import ALL_DEATHS, COMPLETE, MEASURES, PENDING, PREDICTED, REPORTED, SPECIFIED
from etl.sources.us_cdc_vsrr.reader import Sheet
from etl.table import STATED

TITLE = "VSRR Provisional Drug Overdose Death Counts"

# The newest 12 months of a release end so many months before it. Known: those to May 2017 came in December 2017, to
# March 2021 in October 2021, to April 2021 on 2021-11-17; those to October 2021 on 2022-03-16, to November 2023 in
# April 2024. In between, the later of the two days, so that nothing counts as public before it was.
_LAG, _LAG_SINCE, _SHORTER_SINCE = 7, 5, date(2021, 9, 30)
_FIRST_RELEASE_TO = date(2017, 1, 31)


def release(document: Document, sheet: Sheet, stated: pd.DataFrame) -> Release:
    """The release that the statements are."""
    vintage, known = _day(document, stated)
    rows = _rows(stated, has_predicted="predictedvalue" in sheet.present)
    if rows.empty:
        raise Refused(document.name, ["the file: every figure is missing; expected at least one"])
    whole, is_full = _whole(stated, has_predicted="predictedvalue" in sheet.present)
    return Release(
        source=codes.SOURCE_ID,
        vintage=vintage,
        known=known,
        title=f"{TITLE}, 12 months ending {stated['period_end'].min():%B %Y} to {stated['period_end'].max():%B %Y}",
        url=document.url,
        rows=rows,
        restates=tuple(_spans(rows, stated, whole, is_full=is_full)),
        note="; ".join(_notes(sheet, stated, whole, is_full=is_full)),
        tells_final=_has_footnotes(sheet),
        doubts=tuple(f"{label!r} is an indicator not known here, and was left out" for label in sheet.new_indicators),
    )


def _day(document: Document, stated: pd.DataFrame) -> tuple[date, Known]:
    """As published; else as the newest period tells, and no later than the document is known to have been there."""
    if document.published:
        return document.published, Known.PUBLISHER
    newest = stated["period_end"].max().date()
    told = None if _is_clipped(stated, newest) else _released(newest)
    bound = document.no_later_than
    if told and (bound is None or told <= bound):
        return told, Known.CONTENT
    if bound:
        return bound, Known.UPPER_BOUND
    expected = "those of a release reach into months that are not final; give the day with --published"
    raise Refused(
        document.name,
        [f"the file: found no 12 months later than those ending {newest:%B %Y}, which do not tell the day; {expected}"],
    )


def _is_clipped(stated: pd.DataFrame, newest: date) -> bool:
    """Whether the newest periods of the release are missing: a release is never final, nor older than the first."""
    of_newest = stated["period_end"] == pd.Timestamp(newest)
    return newest < _FIRST_RELEASE_TO or bool(stated.loc[of_newest, "final"].all())


def _released(newest: date) -> date:
    """The last day of the month in which the period ending on ``newest`` first came out."""
    lag = _LAG_SINCE if newest >= _SHORTER_SINCE else _LAG
    day: date = (pd.Timestamp(newest) + pd.offsets.MonthEnd(lag)).date()
    return day


def _rows(stated: pd.DataFrame, *, has_predicted: bool) -> pd.DataFrame:
    status = pd.Series(Status.PROVISIONAL.value, index=stated.index).mask(stated["final"], Status.FINAL.value)
    marked = stated.assign(status=status)
    parts = [_stating(marked)]
    if has_predicted:
        overdoses = marked[stated["measure"] == REPORTED.id]
        estimates = overdoses.assign(measure=PREDICTED.id, value=overdoses["predicted"])
        parts.append(_stating(estimates.assign(status=Status.PROVISIONAL.value)))
    for measure, column in ((COMPLETE, "complete"), (PENDING, "pending")):
        values = pd.to_numeric(stated[column], errors="coerce").astype("Float64")
        quality = marked.assign(measure=measure.id, group=codes.ALL, value=values, withheld=False)
        once = quality[values.notna()].sort_values("status", ascending=False).drop_duplicates(["place", "period_end"])
        parts.append(_stating(once))
    rows = pd.concat(parts, ignore_index=True).astype({"value": "Float64", "status": "str", "measure": "str"})
    rank = {measure.id: at for at, measure in enumerate(MEASURES)}
    order = rows.assign(rank=rows["measure"].map(rank)).sort_values(["rank", "place", "group", "period_end"])
    return order[STATED].reset_index(drop=True)


def _stating(marked: pd.DataFrame) -> pd.DataFrame:
    """Rows with a value, and those whose value is withheld; an empty cell that nobody explains states nothing."""
    held = marked["value"].notna()
    status = marked["status"].where(held, Status.SUPPRESSED.value)
    return marked.assign(status=status)[held | marked["withheld"]][STATED]


def _whole(stated: pd.DataFrame, *, has_predicted: bool) -> tuple[list[tuple[str, str]], bool]:
    """The indicators stated for every jurisdiction and month, and whether the release is whole."""
    whole = [
        (str(measure), str(group))
        for (measure, group), rows in stated.groupby(["measure", "group"])
        if _is_whole(rows, first=stated["period_end"].min(), last=stated["period_end"].max())
    ]
    present = set(zip(stated["measure"], stated["group"], strict=True))
    headline = {(ALL_DEATHS.id, codes.ALL), (REPORTED.id, codes.ALL)}
    expected = codes.expected_indicators(predicted=has_predicted)
    return whole, headline <= set(whole) and expected <= present


def _is_whole(rows: pd.DataFrame, *, first: pd.Timestamp, last: pd.Timestamp) -> bool:
    """Whether every jurisdiction states every month; no figure stands twice, so that counting them tells."""
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    return int(rows["place"].isin(codes.EVERYWHERE).sum()) == len(codes.EVERYWHERE) * months


def _spans(rows: pd.DataFrame, stated: pd.DataFrame, whole: list[tuple[str, str]], *, is_full: bool) -> Iterator[Span]:
    """Everything, of a whole release; else each whole indicator. Percentages not all stated as numbers never."""
    if is_full:
        groups = [(measure.id, "*") for measure in (REPORTED, PREDICTED, ALL_DEATHS, SPECIFIED)]
    else:
        predicted = [(PREDICTED.id, group) for measure, group in whole if measure == REPORTED.id]
        groups = sorted([*whole, *predicted])
    if whole:
        columns = ((COMPLETE.id, "complete"), (PENDING.id, "pending"))
        groups += [(measure, codes.ALL) for measure, column in columns if not _has_bounds(stated[column]).any()]
    for measure, group in groups:
        part = rows[(rows["measure"] == measure) & ((rows["group"] == group) | (group == "*"))]
        if len(part):
            yield Span(measure, Period(part["period_start"].min().date(), part["period_end"].max().date()), "*", group)


def _has_bounds(column: "pd.Series[float]") -> "pd.Series[bool]":
    return column.notna() & pd.to_numeric(column, errors="coerce").isna()


def _has_footnotes(sheet: Sheet) -> bool:
    return not sheet.present.isdisjoint({"footnote", "footnotesymbol"})


def _notes(sheet: Sheet, stated: pd.DataFrame, whole: list[tuple[str, str]], *, is_full: bool) -> Iterator[str]:
    """What was read, and what is particular about it."""
    places, labels = stated["place"].nunique(), len(stated[["measure", "group"]].drop_duplicates())
    extent = "whole release" if is_full else f"in part, {len(whole)} of them whole"
    yield f"{len(stated)} rows: {places} jurisdictions, {labels} indicators ({extent})"
    if not _has_footnotes(sheet):
        yield "without the footnotes: nothing is marked as final or withheld"
    bounds = stated[_has_bounds(stated["complete"])].drop_duplicates(["place", "period_end"])
    if len(bounds):
        spellings = cells.spelled(sorted(bounds["complete"].unique()))
        yield f"percent complete of {len(bounds)} places and months left out: no number but {spellings}"
    if words := sorted(set(stated["unknown"]) - {""}):
        yield f"footnotes not known: {cells.spelled(words)}"
    if sheet.unread:
        yield f"columns not read: {cells.spelled(sheet.unread)}"
