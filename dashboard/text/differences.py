"""What changed between two days, in words: how many figures, each figure before and after, and which kind it is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.i18n import Locale
from dashboard.text import sentences
from dashboard.text.labels import status_label
from etl import registry
from etl.core.model import Measure, Period
from etl.store.differences import ADDED, Change

MAX_DECIMALS = 4
"""Percentages are written with no more."""
Row = Mapping[Any, Any]
"""A row of ``etl.store.differences``."""


def change_label(locale: Locale, change: Change) -> str:
    """Name a kind of change."""
    return {
        Change.RAISED: locale.text("raised"),
        Change.LOWERED: locale.text("lowered"),
        Change.NEW: locale.text("new"),
        Change.FIRST_HELD: locale.text("new to this archive"),
        Change.WITHOUT_VALUE: locale.text("new to this archive, without a figure"),
        Change.WITHDRAWN: locale.text("withdrawn"),
        Change.STATED: locale.text("given, not before"),
        Change.WITHHELD: locale.text("given before, not now"),
        Change.STATUS: locale.text("only the status changed"),
        Change.NOT_HELD: locale.text("not in this archive then"),
        Change.REDEFINED: locale.text("something else is counted"),
    }[change]


def change_meaning(locale: Locale, change: Change) -> str:
    """Say what a kind of change means; empty where its name says it."""
    meanings = {
        Change.NEW: locale.text(
            "of a period after all those of its series in this archive, which no earlier release can have had"
        ),
        Change.FIRST_HELD: locale.text(
            "it may have been published before, in a release that this archive does not have"
        ),
        Change.WITHOUT_VALUE: locale.text("suppressed or not available, and this archive had nothing of it before"),
        Change.WITHDRAWN: locale.text("left out of a release that states all figures around it"),
        Change.STATED: locale.text("a figure where the publisher gave none: suppressed, not available or withdrawn"),
        Change.WITHHELD: locale.text("suppressed or not available, where there was a figure"),
        Change.STATUS: locale.text("the same figure became final, say, or a withheld one stays so for another reason"),
        Change.NOT_HELD: locale.text("this archive had nothing of it as of the second day and edition"),
        Change.REDEFINED: locale.text("by a note of the source on the series: no revision of the figure before"),
    }
    return meanings.get(change, "")


def changes_sentence(locale: Locale, counts: Mapping[Change, int]) -> str:
    """Count what differs: ``156 figures differ: 103 raised, 52 lowered, 1 new.`` What has no figure stands apart."""
    figures = Counter(counts)
    without_value = figures.pop(Change.WITHOUT_VALUE, 0)
    kinds = counts_phrase(locale, figures)
    sentence = (
        locale.count("{n} figure differs: {kinds}.", "{n} figures differ: {kinds}.", figures.total(), kinds=kinds)
        if kinds
        else locale.text("No figure differs.")
    )
    if not without_value:
        return sentence
    return f"{sentence} {sentences.capitalize(_count(locale, Change.WITHOUT_VALUE, without_value))}."


def counts_phrase(locale: Locale, counts: Mapping[Change, int]) -> str:
    """Count each kind of change: ``103 raised, 52 lowered, 217 new``."""
    return ", ".join(_count(locale, change, counts[change]) for change in Change if counts.get(change))


def _count(locale: Locale, change: Change, number: int) -> str:
    return {
        Change.RAISED: locale.count("{n} raised", "{n} raised", number),
        Change.LOWERED: locale.count("{n} lowered", "{n} lowered", number),
        Change.NEW: locale.count("{n} new", "{n} new", number),
        Change.FIRST_HELD: locale.count("{n} new to this archive", "{n} new to this archive", number),
        Change.WITHOUT_VALUE: locale.count(
            "{n} new to this archive, without a figure", "{n} new to this archive, without a figure", number
        ),
        Change.WITHDRAWN: locale.count("{n} withdrawn", "{n} withdrawn", number),
        Change.STATED: locale.count("{n} given where none was before", "{n} given where none were before", number),
        Change.WITHHELD: locale.count("{n} no longer given", "{n} no longer given", number),
        Change.STATUS: locale.count("{n} with another status only", "{n} with another status only", number),
        Change.NOT_HELD: locale.count("{n} not in this archive then", "{n} not in this archive then", number),
        Change.REDEFINED: locale.count("{n} that counts something else", "{n} that count something else", number),
    }[change]


def count_kinds(changed: pd.DataFrame) -> Mapping[Change, int]:
    """Count the rows of each kind."""
    return {Change(str(kind)): int(count) for kind, count in changed["change"].value_counts().items()}


def count_changes(rows: Iterable[Row]) -> Mapping[Change, int]:
    """Add up the counts of rows that have a kind and a count each."""
    counts: Counter[Change] = Counter()
    for row in rows:
        counts[Change(row["change"])] += row["count"]
    return counts


def period_of(row: Row) -> Period:
    """Return the period of a row."""
    return Period.of_days(row["period_start"].date(), row["period_end"].date())


def value_text(locale: Locale, row: Row, suffix: str = "") -> str:
    """Write the figure of a row, or why there is none; of before, where the suffix is ``_before``."""
    value, status = row[f"value{suffix}"], row[f"status{suffix}"]
    if pd.notna(value):
        measure, decimals = registry.measure(row["measure"]), _more_decimals(row)
        if measure.is_percentage and decimals:
            return locale.percent(float(value) / 100, decimals)
        return sentences.format_published(measure, locale, float(value))
    return status_label(locale, status) if pd.notna(status) else sentences.no_figure(locale)


def difference_text(locale: Locale, row: Row) -> str:
    """Write by how much a figure was raised or lowered: ``+3``; empty for what is no such difference.

    Of a percentage it is percentage points, with the decimals that tell both figures apart.
    """
    if row["change"] not in {Change.RAISED, Change.LOWERED}:
        return ""
    measure: Measure = registry.measure(row["measure"])
    difference = round(float(row["value"] - row["value_before"]), MAX_DECIMALS)
    sign = "+" if difference > 0 else ""
    if not measure.is_percentage:
        return sign + sentences.format_published(measure, locale, difference)
    decimals = _more_decimals(row) or (0 if difference.is_integer() else 1)
    return locale.count(
        "{difference} percentage point",
        "{difference} percentage points",
        1 if abs(difference) == 1 else 2,
        difference=sign + locale.number(difference, decimals),
    )


def _more_decimals(row: Row) -> int:
    """Return how many decimals tell two percentages apart that are alike with one; 0 where one is enough."""
    if row["change"] not in {Change.RAISED, Change.LOWERED}:
        return 0
    before, after = float(row["value_before"]), float(row["value"])
    if round(before, 1) != round(after, 1):
        return 0
    return next(
        (places for places in range(2, MAX_DECIMALS) if round(before, places) != round(after, places)), MAX_DECIMALS
    )


def figure_phrase(locale: Locale, row: Row) -> str:
    """Write one figure with what became of it: ``June 2020: 177, before 175``, ``July 2020: 175, new``."""
    change, earlier = Change(row["change"]), value_text(locale, row, "_before")
    words = {"period": locale.period(period_of(row)), "figure": value_text(locale, row)}
    if change in ADDED or change is Change.STATUS:
        return locale.text("{period}: {figure}, {change}", **words, change=change_label(locale, change))
    if change is Change.REDEFINED:
        return locale.text(
            "{period}: {figure}, before {earlier}, when something else was counted", **words, earlier=earlier
        )
    return locale.text("{period}: {figure}, before {earlier}", **words, earlier=earlier)
