"""Words beside rows of the table: labels of what their codes stand for, and the notes that are in force on each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from dashboard.dataset.dataset import Dataset
from dashboard.i18n import Locale, get_locale
from dashboard.params.chart_params import ChartParams
from dashboard.text import sentences
from etl import registry
from etl.core.model import Period
from etl.core.places import Place
from etl.core.text_column import TextColumn
from etl.reference.notes import Note


def add_labels(rows: pd.DataFrame, places: Mapping[str, Place], locale: Locale) -> pd.DataFrame:
    """Add to rows of the table the labels of a view: period, place, measure and unit in words."""
    codes = {name: TextColumn(rows[name]) for name in ("place", "group", "measure")}

    def label(column: str, name: Callable[[str], str]) -> "pd.Series[str]":
        labels = codes[column].spread([name(code) for code in codes[column].words], default=None)
        return pd.Series(labels, index=rows.index, dtype="str")

    return rows.assign(
        period=_period_labels(rows),
        place_name=label("place", lambda code: locale.localize(places[code].name)),
        group_name=label("group", lambda code: sentences.group_name(code, locale)),
        measure_title=label("measure", lambda code: locale.localize(registry.measure(code).title)),
        unit=label("measure", lambda code: sentences.unit_name(registry.measure(code), locale)),
    )


def _period_labels(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return the label of each row's period; each distinct one is written once."""
    numbers = rows.groupby(["period_start", "period_end"], sort=False).ngroup().to_numpy()
    firsts = rows.loc[~pd.Series(numbers, index=rows.index).duplicated()]
    labels = np.array([period.label for period in _periods(firsts)], dtype=object)
    return pd.Series(labels[numbers], index=rows.index, dtype="str")


def _periods(rows: pd.DataFrame) -> Iterator[Period]:
    starts, ends = (rows[name].to_numpy("datetime64[D]").tolist() for name in ("period_start", "period_end"))
    return map(Period.of_days, starts, ends)


def add_notes(rows: pd.DataFrame, dataset: Dataset, params: ChartParams) -> pd.DataFrame:
    """Add to rows of the table ``note``: what the notes in force as of the day and edition chosen say of each."""
    noted = {(note.measure, note.place) for note in dataset.snapshot.notes}
    locale = get_locale(params.lang)

    @cache
    def notes_of(measure: str, place: str, group: str) -> tuple[Note, ...]:
        series = dataset.index.find(measure=measure, place=place, group=group)
        chosen = replace(params, measure=measure, places=(place,), group=group)
        return dataset.notes(series, chosen) if series else ()

    measures, places = ({key[position] for key in noted} for position in (0, 1))
    may_be_noted = (rows["measure"].isin(measures) & rows["place"].isin(places)).to_numpy()
    some = rows[may_be_noted]
    keys = zip(*(some[name].tolist() for name in ("measure", "place", "group")), strict=True)
    texts = np.full(len(rows), "", dtype=object)
    texts[may_be_noted] = [
        note_text(notes_of(*key), period, locale) if key[:2] in noted else ""
        for key, period in zip(keys, _periods(some), strict=True)
    ]
    return rows.assign(note=pd.Series(texts, index=rows.index, dtype="str"))


def note_text(notes: Iterable[Note], period: Period, locale: Locale) -> str:
    """Return what some notes say of a period."""
    return " ".join(locale.localize(note.sentence) for note in notes if note.covers(period))
