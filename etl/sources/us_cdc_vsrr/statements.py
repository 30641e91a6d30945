"""Reads the rows of the publisher's table as statements: which value of which place, group and 12 months."""

from dataclasses import astuple, replace
from typing import Any

import pandas as pd

from etl.core.columns import DATE_DTYPE
from etl.core.errors import InvalidDocument
from etl.parsing.documents import limit
from etl.sources.us_cdc_vsrr import cell_parsers, codes
from etl.sources.us_cdc_vsrr.measures import MEASURES, REPORTED, SPECIFIED
from etl.sources.us_cdc_vsrr.reader import NAMES, RawTable

KEY = ["measure", "place", "group", "period_end"]
_MEASURE_DTYPE = pd.CategoricalDtype(list(MEASURES))
_GROUP_DTYPE = pd.CategoricalDtype(sorted({group for _, group in codes.INDICATORS.values()}))


def parse(table: RawTable) -> pd.DataFrame:
    """Return a frame with a row for each row of the table; ``InvalidDocument`` with all that is wrong.

    Its columns: ``measure``, ``place`` and ``group``, categories in the order of a release's rows; ``period_start``,
    ``period_end``; ``value`` and ``predicted`` (null where the cell is empty); ``withheld`` and ``final`` as the
    footnote says; ``unclear``, where words of it that are not known say of a value that is there that it is not shown;
    ``unknown``, those words; ``complete`` (a number, the text of a bound, or null) and ``pending``; ``as_of``, the day
    on which the table was drawn, where that is stated.
    """
    problems: list[str] = []
    frame = _keys(table, problems)
    if problems or (problems := _repeated(table, frame)):
        raise InvalidDocument(table.name, limit(problems))
    frame = frame.assign(
        value=_values(table, frame, problems),
        predicted=_numbers(table, "predictedvalue", cell_parsers.count, problems),
        complete=cell_parsers.read_column(table, "percentcomplete", cell_parsers.percent_or_bound, problems),
        pending=_numbers(table, "percentpendinginvestigation", cell_parsers.percent, problems),
        as_of=cell_parsers.read_column(table, "dataasof", cell_parsers.day, problems),
    )
    frame = _with_footnotes(table, frame, problems)
    problems += _contradictions(table, frame) or _cut(table, frame)
    if problems:
        raise InvalidDocument(table.name, limit(problems))
    return frame


def without_new_indicators(table: RawTable) -> RawTable:
    """Return the table without the rows of indicators that the publisher has added since, which it names."""
    new = sorted(label for label in table.frame["indicator"].unique() if codes.is_new(" ".join(label.split())))
    others = table.frame[~table.frame["indicator"].isin(new)]
    if not new or others.empty:  # with none that is known it is another table, and refused as such
        return table
    return replace(table, frame=others, new_indicators=tuple(new))


def _keys(table: RawTable, problems: list[str]) -> pd.DataFrame:
    cell_parsers.read_column(table, "period", cell_parsers.period, problems)
    place = cell_parsers.read_column(table, "state", cell_parsers.place, problems, "category")
    year = cell_parsers.read_column(table, "year", cell_parsers.year, problems)
    month = cell_parsers.read_column(table, "month", cell_parsers.month, problems)
    numbers, indicators = cell_parsers.read_spellings(table, "indicator", cell_parsers.indicator, problems)
    if problems:
        return pd.DataFrame()
    measures, groups = zip(*indicators, strict=True)
    months = (12 * (year - 1970) + month - 1).to_numpy("datetime64[M]")
    return pd.DataFrame(
        {
            "measure": pd.Categorical(measures, dtype=_MEASURE_DTYPE).take(numbers),
            "place": place,
            "group": pd.Categorical(groups, dtype=_GROUP_DTYPE).take(numbers),
            "period_start": (months - 11).astype(DATE_DTYPE),
            "period_end": ((months + 1).astype("datetime64[D]") - 1).astype(DATE_DTYPE),
        },
        index=table.frame.index,
    )


def _repeated(table: RawTable, frame: pd.DataFrame) -> list[str]:
    """Return problems where a place, month and indicator stand twice: two releases in one file, or a pasted copy."""
    again = frame[frame.duplicated(KEY, keep=False)]
    keys = again[KEY].drop_duplicates()
    problems = []
    for key in keys.head(3).itertuples(index=False):
        rows = table.frame.loc[again.index[(again[KEY] == list(key)).all(axis=1)]]
        first, values = rows.iloc[0], " and ".join(repr(text) for text in rows["datavalue"])
        problems.append(
            f"{table.unit}s {', '.join(map(str, rows['at']))}: found {first['state']}, {first['month']} "
            f"{first['year']}, {first['indicator']} more than once ({values}); expected it once"
        )
    total = f"the file: figures of {len(keys)} indicators, places and months are stated more than once"
    return [*problems, f"{total}: two releases in one file?"] if problems else []


def _numbers(table: RawTable, key: str, read: Any, problems: list[str]) -> "pd.Series[float]":
    return cell_parsers.read_column(table, key, read, problems, "Float64")


def _values(table: RawTable, frame: pd.DataFrame, problems: list[str]) -> "pd.Series[float]":
    """Return counts read as counts and percentages as percentages: neither must ever pass for the other."""
    is_percent = frame["measure"] == SPECIFIED
    parts = []
    for mask, read in ((is_percent, cell_parsers.percent), (~is_percent, cell_parsers.count)):
        part = replace(table, frame=table.frame[mask])
        parts.append(_numbers(part, "datavalue", read, problems))
    return pd.concat(parts).sort_index()


def _with_footnotes(table: RawTable, frame: pd.DataFrame, problems: list[str]) -> pd.DataFrame:
    numbers, notes = cell_parsers.read_spellings(table, "footnote", cell_parsers.footnote, problems)
    parts = zip(*(astuple(note or cell_parsers.NO_FOOTNOTE) for note in notes), strict=True)
    withheld, may_be, final, unknown = (pd.Series(part).take(numbers).set_axis(frame.index) for part in parts)
    symbol = cell_parsers.read_column(table, "footnotesymbol", lambda cell: cell == "**", problems)
    empty = frame["value"].isna()
    return frame.assign(
        withheld=withheld | (may_be & empty), unclear=may_be & ~empty, final=final | symbol, unknown=unknown
    )


def _contradictions(table: RawTable, frame: pd.DataFrame) -> list[str]:
    """Return problems with cells that do not go together."""
    contradicted = frame["withheld"] & frame["value"].notna()
    unclear = frame["value"].isna() & ~frame["withheld"] & (frame["unknown"] != "")
    predicted = frame["predicted"].notna() & (frame["measure"] != REPORTED)
    return [
        *_listed(table, contradicted, "datavalue", "an empty cell, as the footnote says that the figure is withheld"),
        *_listed(table, unclear, "footnote", "words that say why the figure is not there"),
        *_listed(table, predicted, "predictedvalue", "predicted values of drug overdose deaths only"),
        *_several_days(frame),
        *_varying(table, frame, "complete", "percentcomplete"),
        *_varying(table, frame, "pending", "percentpendinginvestigation"),
    ]


def _listed(table: RawTable, wrong: "pd.Series[bool]", key: str, expected: str) -> list[str]:
    texts = table.frame[wrong] if wrong.any() else table.frame.head(0)
    return [
        f"{table.unit} {row['at']}, {NAMES[key]}: found {row[key]!r} for {row['state']}, {row['month']} {row['year']}, "
        f"{row['indicator']}; expected {expected}"
        for row in texts.to_dict("records")
    ]


def _several_days(frame: pd.DataFrame) -> list[str]:
    days = sorted(frame["as_of"].dropna().unique())
    if len(days) < 2:
        return []
    return [f"column {NAMES['dataasof']}: found {days[0]} and {days[-1]}; expected one day, that of the release"]


def _varying(table: RawTable, frame: pd.DataFrame, column: str, key: str) -> list[str]:
    """Return problems with percentages that differ between the indicators of a place and month."""
    with_value = frame[frame[column].notna()]
    spellings = with_value[["place", "period_end", column]].drop_duplicates()
    other = pd.Series(frame.index.isin(spellings[spellings.duplicated(["place", "period_end"])].index), frame.index)
    return _listed(table, other, key, "the same percentage for all indicators of a place and month")


def _cut(table: RawTable, frame: pd.DataFrame) -> list[str]:
    """Return a problem where the last line has no line end and predicts less than was reported: digits were lost."""
    last = frame.iloc[-1]
    if not table.may_be_cut or last["measure"] != REPORTED or "predictedvalue" not in table.present:
        return []
    whole = pd.isna(last["value"]) or (pd.notna(last["predicted"]) and last["predicted"] >= last["value"])
    cell = table.frame["predictedvalue"].iloc[-1]
    place = f"{table.unit} {table.frame['at'].iloc[-1]}, Predicted Value"
    return [] if whole else [f"{place}: found {cell!r} at the end of the text; expected no less than was reported"]
