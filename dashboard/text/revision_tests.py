"""Tests of how figures were revised, as tables and sentences."""

from collections.abc import Sequence
from math import isnan

from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import sentences
from dashboard.text.chart_text import Table
from dashboard.text.revisions import lag_phrase
from etl.core.model import PeriodKind
from etl.store.revision_paths import LAG_SPANS, RevisionSummary
from etl.store.revision_tests import MIN_TESTED, EfficiencyTest, PairTests, first_efficient, pair_tests

MIN_P = 0.001
"""Lower p values are given as below it."""


def pair_tests_table(summary: RevisionSummary, locale: Locale) -> Table:
    """Build a row for each lag with enough figures: error and t of the mean difference, direction, Theil's two."""
    header = (
        locale.text("After the first one in this archive"),
        locale.text("Figures"),
        locale.text("Mean difference"),
        locale.text("Standard error"),
        "t",
        "p",
        locale.text("Kept direction"),
        locale.text("Theil’s U1"),
        locale.text("Theil’s U2"),
    )
    tested = ((moves, pair_tests(moves.pairs)) for moves in summary.moves)
    rows = tuple(
        (
            sentences.capitalize(lag_phrase(moves.months, moves.until, locale)),
            locale.number(moves.count),
            ("+" if moves.mean > 0 else "") + locale.number(moves.mean, 1),
            *_test_cells(tests, locale),
        )
        for moves, tests in tested
        if tests
    )
    return Table(header, rows, frozenset(range(1, len(header))))


def _test_cells(tests: PairTests, locale: Locale) -> tuple[str, ...]:
    return (
        _number(tests.error, 1, locale),
        _number(tests.t, 1, locale),
        _p_value(tests.p, locale),
        locale.percent(tests.kept_direction),
        _number(tests.u1, 3, locale),
        _number(tests.u2, 3, locale),
    )


def efficiency_table(tests: Sequence[EfficiencyTest], locale: Locale) -> Table:
    """Build a row for each age of early figures: the line that fits the newest ones best, and how it is judged."""
    header = (
        locale.text("After the first one in this archive"),
        locale.text("Figures"),
        locale.text("Intercept"),
        locale.text("Slope"),
        "p",
    )
    rows = tuple(
        (
            sentences.capitalize(_age_phrase(test, locale)),
            locale.number(test.count),
            locale.number(test.intercept, 1),
            locale.number(test.slope, 3),
            _p_value(test.p, locale),
        )
        for test in tests
    )
    return Table(header, rows, frozenset(range(1, len(header))))


def efficiency_sentence(tests: Sequence[EfficiencyTest], locale: Locale) -> str:
    """Say which figures are the earliest that the test does not tell from the newest."""
    least = locale.number(MIN_TESTED)
    if not tests:
        return locale.text(
            "First efficient release: too few to say. {n} figures of one age are needed that were published again when "
            "their period was a year old or older.",
            n=least,
        )
    first = first_efficient(tests)
    if first is None:
        return locale.text(
            "First efficient release: none yet. From the figures of each age the newest could have been told in part."
        )
    number = locale.number(first.count)
    return locale.text(
        "First efficient release: {age} ({n} figures, p = {p}). The test does not show that the newest figures could "
        "have been told from these.",
        age=_release_phrase(first, locale),
        n=number,
        p=_p_value(first.p, locale),
    )


def too_few_sentence(summary: RevisionSummary, locale: Locale) -> str:
    """Say of which lags too few figures are held for tests; empty where there are none such."""
    counts = {moves.months: moves.count for moves in summary.moves}
    few = [
        locale.text("{age} ({n})", age=lag_phrase(months, until, locale), n=locale.number(counts.get(months, 0)))
        for months, until in LAG_SPANS
        if counts.get(months, 0) < MIN_TESTED
    ]
    if not few:
        return ""
    return locale.text(
        "Too few figures for tests, which need {least}: {ages}.", least=locale.number(MIN_TESTED), ages=", ".join(few)
    )


def overlap_sentence(view: SeriesView, locale: Locale) -> str:
    """Say what sums over twelve months do to tests; empty of other figures."""
    if view.measure.period is not PeriodKind.TWELVE_MONTHS:
        return ""
    return locale.text(
        "Neighbouring figures share eleven of their twelve months: such tests make more of them than they are."
    )


def _release_phrase(test: EfficiencyTest, locale: Locale) -> str:
    age = _age_phrase(test, locale)
    return locale.text("figures published {age} after the first ones", age=age) if test.months else age


def _age_phrase(test: EfficiencyTest, locale: Locale) -> str:
    return lag_phrase(test.months, test.until, locale) if test.months else locale.text("the first figures")


def _number(value: float, digits: int, locale: Locale) -> str:
    return "" if isnan(value) else locale.number(value, digits)


def _p_value(p: float, locale: Locale) -> str:
    if p < MIN_P:
        return locale.text("below {limit}", limit=locale.number(MIN_P, 3))
    return _number(p, 3, locale)
