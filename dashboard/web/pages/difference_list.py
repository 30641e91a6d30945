"""What differs between two moments as a page lists it: each figure before and after, and what they are of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts.registry import default_params
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.differences import newest_changes
from dashboard.i18n import Locale
from dashboard.text import differences as words
from dashboard.text import release_dates, sentences
from etl import registry
from etl.store.differences import Change

REVISED = frozenset({Change.RAISED, Change.LOWERED})


@dataclass(frozen=True)
class DifferenceItem:
    """One figure in the list, in words. Days are empty where nothing is held; so is a difference that is none.

    ``note`` is what is known of either figure, and ``chart_url`` shows it through its releases; both may be empty.
    """

    place: str
    title: str
    group: str
    period: str
    before: str
    before_day: str
    after: str
    after_day: str
    change: str
    difference: str
    is_revised: bool
    note: str
    chart_url: str


@dataclass(frozen=True)
class MeasureSummary:
    """What changed of one measure: how many figures, and those of the newest periods of a place themselves."""

    title: str
    counts: str
    place: str
    figures: tuple[str, ...]


def build_items(dataset: Dataset, locale: Locale, changed: pd.DataFrame) -> tuple[DifferenceItem, ...]:
    """Build an item for each row."""
    return tuple(_build_item(dataset, locale, row) for row in changed.to_dict("records"))


def _build_item(dataset: Dataset, locale: Locale, row: words.Row) -> DifferenceItem:
    basis, change = dataset.vintage_basis(row["source"]), Change(row["change"])
    before_day, after_day = (_write_day(locale, basis, row[name]) for name in ("vintage_before", "vintage"))
    return DifferenceItem(
        place=locale.localize(dataset.snapshot.places[row["place"]].name),
        title=locale.localize(registry.measure(row["measure"]).title),
        group="" if row["group"] == "all" else sentences.group_name(row["group"], locale),
        period=sentences.capitalize(locale.period(words.period_of(row))),
        before=words.value_text(locale, row, "_before"),
        before_day=before_day,
        after=words.value_text(locale, row),
        after_day=after_day,
        change=words.change_label(locale, change),
        difference=words.difference_text(locale, row),
        is_revised=change in REVISED,
        note=_note_text(dataset, locale, row),
        chart_url=_chart_url(dataset, locale, row),
    )


def _write_day(locale: Locale, basis: Mapping[date, str], vintage: Any) -> str:
    if pd.isna(vintage):
        return ""
    day = vintage.date()
    return release_dates.write_day(basis.get(day), locale, day)


def _note_text(dataset: Dataset, locale: Locale, row: words.Row) -> str:
    """Return what notes say of the figure before or after; where something else is counted, the breaks that say so."""
    period = words.period_of(row)
    days = [row[f"vintage{end}"].date() for end in ("_before", "") if isinstance(row[f"status{end}"], str)]
    is_redefined = row["change"] == Change.REDEFINED
    notes = (
        note
        for note in dataset.notes_on_series(row["measure"], row["place"])
        if note.is_about(row["group"]) and any(map(note.is_in_force, days))
    )
    about = (note for note in notes if note.covers(period) or (is_redefined and note.differs_at(period)))
    return " ".join(dict.fromkeys(locale.localize(note.sentence) for note in about))


def _chart_url(dataset: Dataset, locale: Locale, row: words.Row) -> str:
    """Return the address of a figure through its releases; of a part of the people there may be no such chart."""
    if row["measure"] not in dataset.availability.measures.get(row["place"], ()):
        return ""
    usual = default_params(dataset.availability, row["place"], slug="vintages", measure=row["measure"])
    end = words.period_of(row).end.replace(day=1)
    return dataset.urls.chart(replace(usual, group=row["group"], end=end, lang=locale.code))


def build_summaries(
    dataset: Dataset, locale: Locale, changed: pd.DataFrame, place: str = ""
) -> tuple[MeasureSummary, ...]:
    """Build a summary of each measure that changed, with its newest figures at a place, by default the source's own."""
    return tuple(_summaries(dataset, locale, changed, place))


def _summaries(dataset: Dataset, locale: Locale, changed: pd.DataFrame, place: str) -> Iterator[MeasureSummary]:
    newest = newest_changes(changed, place)
    by_measure: dict[str, dict[Change, int]] = {}
    counts = changed[["measure", "change"]].value_counts().rename("count").reset_index()
    for id_, kind, count in counts.itertuples(index=False):
        by_measure.setdefault(id_, {})[Change(kind)] = count
    for measure in (measure for measure in registry.MEASURES.values() if measure.id in by_measure):
        code = place or registry.source_of(measure.id).place
        rows = newest[newest["measure"] == measure.id].to_dict("records")
        yield MeasureSummary(
            title=locale.localize(measure.title),
            counts=words.counts_phrase(locale, by_measure[measure.id]),
            place=locale.localize(dataset.snapshot.places[code].name),
            figures=tuple(words.figure_phrase(locale, row) for row in rows),
        )


def build_meanings(locale: Locale, counts: Mapping[Change, int]) -> tuple[tuple[str, str], ...]:
    """Return what each kind of change that there is means, where its name does not say it."""
    meanings = (
        (words.change_label(locale, kind), words.change_meaning(locale, kind)) for kind in Change if kind in counts
    )
    return tuple(meaning for meaning in meanings if meaning[1])
