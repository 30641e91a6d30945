"""The rows of the publisher's table as statements: what is said of which place, group and 12 months."""

from dataclasses import replace
from typing import Any

import pandas as pd

from etl.documents import capped
from etl.errors import Refused
from etl.sources.us_cdc_vsrr import cells, codes
from etl.sources.us_cdc_vsrr.measures import REPORTED, SPECIFIED
from etl.sources.us_cdc_vsrr.reader import NAMES, Sheet

KEY = ["measure", "place", "group", "period_end"]


def understand(sheet: Sheet) -> pd.DataFrame:
    """One row per row of the table, or ``Refused`` with all that is wrong.

    Columns: ``measure``, ``place``, ``group``, ``period_start``, ``period_end``; ``value`` and ``predicted`` (null
    where the cell is empty); ``withheld`` and ``final`` as the footnote says; ``unknown``, words of it not known;
    ``complete`` (a number, the text of a bound, or null) and ``pending``.
    """
    problems: list[str] = []
    frame = _keys(sheet, problems)
    if problems or (problems := _repeated(sheet, frame)):
        raise Refused(sheet.name, capped(problems))
    frame = frame.assign(
        value=_values(sheet, frame, problems),
        predicted=_numbers(sheet, "predictedvalue", cells.count, problems),
        complete=cells.read_column(sheet, "percentcomplete", cells.percent_or_bound, problems),
        pending=_numbers(sheet, "percentpendinginvestigation", cells.percent, problems),
    )
    frame = _marked(sheet, frame, problems)
    problems += _contradictions(sheet, frame) or _cut(sheet, frame)
    if problems:
        raise Refused(sheet.name, capped(problems))
    return frame


def without_new_indicators(sheet: Sheet) -> Sheet:
    """The table without the rows of indicators that the publisher has added since; it names them."""
    new = sorted(label for label in sheet.frame["indicator"].unique() if codes.is_new(" ".join(label.split())))
    known = sheet.frame[~sheet.frame["indicator"].isin(new)]
    if not new or known.empty:  # with none that is known it is another table, and refused as such
        return sheet
    return replace(sheet, frame=known, new_indicators=tuple(new))


def _keys(sheet: Sheet, problems: list[str]) -> pd.DataFrame:
    cells.read_column(sheet, "period", cells.period, problems)
    place = cells.read_column(sheet, "state", cells.place, problems)
    year = cells.read_column(sheet, "year", cells.year, problems)
    month = cells.read_column(sheet, "month", cells.month, problems)
    stated = cells.read_column(sheet, "indicator", cells.indicator, problems)
    if problems:
        return pd.DataFrame()
    first_of_month = pd.to_datetime(pd.DataFrame({"year": year, "month": month, "day": 1})).astype("datetime64[us]")
    end = first_of_month + pd.offsets.MonthEnd(0)
    starts = {day: day + pd.offsets.MonthBegin(1) - pd.DateOffset(years=1) for day in end.unique()}
    return pd.DataFrame(
        {
            "measure": stated.str[0].astype("str"),
            "place": place.astype("str"),
            "group": stated.str[1].astype("str"),
            "period_start": end.map(starts),
            "period_end": end,
        }
    )


def _repeated(sheet: Sheet, frame: pd.DataFrame) -> list[str]:
    """The same place, month and indicator twice: two releases stacked, or a copy pasted together."""
    again = frame[frame.duplicated(KEY, keep=False)]
    keys = again[KEY].drop_duplicates()
    named = []
    for key in keys.head(3).itertuples(index=False):
        rows = sheet.frame.loc[again.index[(again[KEY] == list(key)).all(axis=1)]]
        first, said = rows.iloc[0], " and ".join(repr(text) for text in rows["datavalue"])
        named.append(
            f"{sheet.unit}s {', '.join(map(str, rows['at']))}: found {first['state']}, {first['month']} "
            f"{first['year']}, {first['indicator']} more than once ({said}); expected it once"
        )
    total = f"the file: figures of {len(keys)} indicators, places and months are stated more than once"
    return [*named, f"{total}: two releases in one file?"] if named else []


def _numbers(sheet: Sheet, key: str, read: Any, problems: list[str]) -> "pd.Series[float]":
    return cells.read_column(sheet, key, read, problems).astype("Float64")


def _values(sheet: Sheet, frame: pd.DataFrame, problems: list[str]) -> "pd.Series[float]":
    """Counts read as counts and percentages as percentages: the one must never pass for the other."""
    is_percent = frame["measure"] == SPECIFIED.id
    found = []
    for mask, read in ((is_percent, cells.percent), (~is_percent, cells.count)):
        part = replace(sheet, frame=sheet.frame[mask])
        found.append(_numbers(part, "datavalue", read, problems))
    return pd.concat(found).sort_index()


def _marked(sheet: Sheet, frame: pd.DataFrame, problems: list[str]) -> pd.DataFrame:
    marks = cells.read_column(sheet, "footnote", cells.mark, problems)
    said = {mark: (mark.withheld, mark.final, mark.unknown) for mark in marks.dropna().unique()}
    spread = [said.get(mark, (False, False, "")) for mark in marks]
    withheld, final, unknown = zip(*spread, strict=True)
    symbol = sheet.frame["footnotesymbol"].str.strip() == "**"
    return frame.assign(withheld=withheld, final=pd.Series(final, index=frame.index) | symbol, unknown=unknown)


def _contradictions(sheet: Sheet, frame: pd.DataFrame) -> list[str]:
    """Cells that do not go together."""
    shown = frame["withheld"] & frame["value"].notna()
    unclear = frame["value"].isna() & ~frame["withheld"] & (frame["unknown"] != "")
    predicted = frame["predicted"].notna() & (frame["measure"] != REPORTED.id)
    return [
        *_listed(sheet, shown, "datavalue", "an empty cell, as the footnote says that the figure is withheld"),
        *_listed(sheet, unclear, "footnote", "words that say why the figure is not there"),
        *_listed(sheet, predicted, "predictedvalue", "predicted values of drug overdose deaths only"),
        *_varying(sheet, frame, "complete", "percentcomplete"),
        *_varying(sheet, frame, "pending", "percentpendinginvestigation"),
    ]


def _listed(sheet: Sheet, wrong: "pd.Series[bool]", key: str, expected: str) -> list[str]:
    texts = sheet.frame[wrong]
    return [
        f"{sheet.unit} {row['at']}, {NAMES[key]}: found {row[key]!r} for {row['state']}, {row['month']} {row['year']}, "
        f"{row['indicator']}; expected {expected}"
        for row in texts.to_dict("records")
    ]


def _varying(sheet: Sheet, frame: pd.DataFrame, column: str, key: str) -> list[str]:
    """Percentages that are not the same for all indicators of a place and month, as the publisher states them."""
    stated = frame[frame[column].notna()]
    spellings = stated[["place", "period_end", column]].drop_duplicates()
    other = frame.index.to_series().isin(spellings[spellings.duplicated(["place", "period_end"])].index)
    return _listed(sheet, other, key, "the same percentage for all indicators of a place and month")


def _cut(sheet: Sheet, frame: pd.DataFrame) -> list[str]:
    """A last line without line end, whose predicted value is less than was reported, has lost its last digits."""
    last = frame.iloc[-1]
    if not sheet.may_be_cut or last["measure"] != REPORTED.id or "predictedvalue" not in sheet.present:
        return []
    whole = pd.isna(last["value"]) or (pd.notna(last["predicted"]) and last["predicted"] >= last["value"])
    found = sheet.frame["predictedvalue"].iloc[-1]
    at = f"{sheet.unit} {sheet.frame['at'].iloc[-1]}, Predicted Value"
    return [] if whole else [f"{at}: found {found!r} at the end of the text; expected no less than was reported"]
