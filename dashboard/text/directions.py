"""Which way recent values move, in words: never without the counts of earlier ones that say so."""

from dashboard.dataset.directions import Scope, ScopedDirection
from dashboard.dataset.observations import Observation
from dashboard.i18n import Locale
from etl.store.directions import Direction

MIN_WHOLE_PERCENT = 0.01
"""Smaller median changes are written with a decimal: 0.3 % is not 0 %."""


def direction_sentence(measured: ScopedDirection, locale: Locale) -> str:
    """Say which way recent values usually move, or that nothing can be said of it."""
    if measured.verdict is Direction.TOO_FEW:
        return _too_few_sentence(measured.counts.count, locale)
    counts = _counts_phrase(measured, locale)
    if measured.verdict is Direction.UNCHANGED:
        return locale.text("Recent figures have rarely changed: {counts}.", counts=counts)
    if measured.verdict is Direction.BOTH_WAYS:
        return locale.text("Recent figures have moved both ways: {counts}.", counts=counts)
    if measured.verdict is None:
        return locale.text(
            "These places do not count alike, so that no direction is given for all of them: {counts}.", counts=counts
        )
    median = measured.counts.median
    change = locale.change(median, 0 if abs(median) >= MIN_WHOLE_PERCENT else 1)
    if measured.verdict is Direction.UP:
        return locale.text("Recent figures usually rise, by {change} (median): {counts}.", change=change, counts=counts)
    return locale.text("Recent figures usually fall, by {change} (median): {counts}.", change=change, counts=counts)


def _too_few_sentence(count: int, locale: Locale) -> str:
    if not count:
        return locale.text(
            "No earlier figure is in this archive from both before and after it was a year old, so that it cannot be "
            "told which way recent ones move."
        )
    n = locale.number(count)
    return locale.text(
        "Too few earlier figures are in this archive from both before and after they were a year old to say "
        "which way recent ones move: {n}.",
        n=n,
    )


def direction_beside(point: Observation, measured: ScopedDirection, locale: Locale) -> str:
    """Say it beside a value, unless figures as fresh as that did change where all recent ones rarely have."""
    fresh = point.preliminary
    is_contrary = measured.verdict is Direction.UNCHANGED and fresh is not None and fresh.is_sufficient
    return "" if is_contrary else direction_sentence(measured, locale)


def first_values_sentence(measured: ScopedDirection, locale: Locale, other_measure: str = "") -> str:
    """Say in short what became of first values, or that they are too few; ``other_measure`` names whose they are."""
    counts = measured.counts
    if measured.verdict is Direction.TOO_FEW:
        return locale.text("Too few earlier figures are in this archive to say how first ones change later.")
    values = {"n": locale.number(counts.count), "up": locale.number(counts.up), "down": locale.number(counts.down)}
    if other_measure:
        return locale.text(
            "Of {n} first figures of “{measure}”, {up} later rose and {down} fell.", **values, measure=other_measure
        )
    if measured.scope is Scope.SERIES:
        return locale.text("Of {n} first figures of this series, {up} later rose and {down} fell.", **values)
    return locale.text("Of {n} first figures of all places in this series, {up} later rose and {down} fell.", **values)


def _counts_phrase(measured: ScopedDirection, locale: Locale) -> str:
    """Write the counts: ``of 123 earlier ones, 104 had risen, 6 fallen and 13 not changed a year or more after …``."""
    counts = measured.counts
    n = locale.number(counts.count)
    earlier = {
        Scope.SERIES: locale.text("of {n} earlier figures", n=n),
        Scope.PARTS: locale.text("of {n} earlier figures of these places", n=n),
        Scope.ALL_PLACES: locale.text("of {n} earlier figures of all places", n=n),
    }[measured.scope]
    return locale.text(
        "{earlier}, {up} had risen, {down} had fallen and {same} had not changed a year or more after their period "
        "ended",
        earlier=earlier,
        up=locale.number(counts.up),
        down=locale.number(counts.down),
        same=locale.number(counts.unchanged),
    )
