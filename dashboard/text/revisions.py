"""How the figures of a series were revised, in words and tables, and how well ranges for fresh ones did."""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale, gettext_noop
from dashboard.text import period_names, sentences
from dashboard.text.chart_text import LegendItem, Table
from etl.bands.scorecard import Coverage, ScoreLine
from etl.core.model import Period
from etl.store.directions import MIN_PAIRS
from etl.store.maturity import Spread, first_to_eventual, first_to_newest, maturity_by_age
from etl.store.revision_paths import AGE_ENDS_MONTHS, DatedValues, RevisionSummary, values_by_age

MAX_TRIANGLE_PERIODS = 36
"""Periods of the triangle on a page, the newest: files have all."""
DISTANCES = (0.01, 0.05, 0.1, 0.2)
"""From which parts of the newest figure on a figure of a triangle is colored, darker from each to the next."""


def revisions_sentence(summary: RevisionSummary, locale: Locale) -> str:
    """Say how far figures had moved after the longest time of which there are enough."""
    enough = [moves for moves in summary.moves if moves.count >= MIN_PAIRS]
    if not enough:
        return locale.text("Too few earlier figures are in this archive to say by how much they change.")
    moves = enough[-1]
    number = locale.number(moves.count)
    up, down = (sum(sign * difference > 0 for difference in moves.differences) for sign in (1, -1))
    return locale.text(
        "Of {n} figures published again {lag} after the first one in this archive, {up} had grown and {down} had "
        "fallen; the mean change was {change}.",
        n=number,
        lag=lag_phrase(moves.months, moves.until, locale),
        up=locale.number(up),
        down=locale.number(down),
        change=locale.change(moves.mean_change, 1),
    )


def span_sentence(view: SeriesView, paths: Mapping[Period, DatedValues], locale: Locale) -> str:
    """Say of which periods figures from their first year are compared, or that there are none."""
    if not paths:
        return locale.text("Of no period chosen has this archive a figure from its first year.")
    periods = list(paths)
    return locale.text(
        "Compared are {n} periods of which this archive has a figure from their first year, from {first} to {last}.",
        n=locale.number(len(periods)),
        first=period_names.period_name(view, locale, periods[0]),
        last=period_names.period_name(view, locale, periods[-1]),
    )


def moves_table(summary: RevisionSummary, locale: Locale) -> Table:
    """Build a row for each lag: how many figures, and how they differ from the first ones."""
    header = (
        locale.text("After the first one in this archive"),
        locale.text("Figures"),
        locale.text("Mean difference"),
        locale.text("Mean absolute difference"),
        locale.text("Mean change"),
        locale.text("Had grown"),
    )
    rows = tuple(
        (
            sentences.capitalize(lag_phrase(moves.months, moves.until, locale)),
            locale.number(moves.count),
            ("+" if moves.mean > 0 else "") + locale.number(moves.mean, 1),
            locale.number(moves.mean_absolute, 1),
            locale.change(moves.mean_change, 1),
            locale.percent(moves.share_up),
        )
        for moves in summary.moves
    )
    return Table(header, rows, frozenset(range(1, 6)))


def lag_phrase(months: int, until: int | None, locale: Locale) -> str:
    """Say how long after the first figure: from so many months on, up to so many."""
    if until is None:
        return locale.text("{n} months or more", n=locale.number(months))
    return locale.text("{first} to {last} months", first=locale.number(months), last=locale.number(until))


def revision_facts(view: SeriesView, summary: RevisionSummary, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Return what else is to be said, as terms and what stands beside them."""
    number, text = locale.number, locale.text
    never, restated = number(summary.never_changed), number(summary.restated)
    facts = [(text("Never changed"), text("{n} of {all} published more than once", n=never, all=restated))]
    template = (
        gettext_noop(
            "{months} months after the end of the period (median of {n} whose last figure is a year old or more)"
        )
        if summary.settled >= MIN_PAIRS
        else gettext_noop("too few to say: there are {n} whose last figure is a year old or more")
    )
    facts += [
        (
            text("Within {share} of the last figure, for good", share=locale.percent(share)),
            text(template, months=number(months), n=number(summary.settled)),
        )
        for share, months in summary.months_until.items()
    ]
    if summary.oldest_moving:
        name = period_names.period_name(view, locale, summary.oldest_moving)
        facts.append((text("Oldest that changed in the year before the newest release"), sentences.capitalize(name)))
    return tuple(facts)


def change_facts(paths: Mapping[Period, DatedValues], locale: Locale) -> tuple[tuple[str, str], ...]:
    """Return how far first figures are from those a year on, and from the newest: median, least and most."""
    spreads = (
        (
            locale.text("From the first figure in this archive to that of a year after the period"),
            first_to_eventual(paths),
        ),
        (locale.text("From the first figure in this archive to the newest"), first_to_newest(paths)),
    )
    return tuple((term, _spread_phrase(spread, locale)) for term, spread in spreads if spread and spread.count > 1)


def _spread_phrase(spread: Spread, locale: Locale) -> str:
    low, median, high = (locale.change(ratio - 1) for ratio in (spread.ratios[0], spread.median, spread.ratios[-1]))
    n = locale.number(spread.count)
    return locale.text("median {median}, from {low} to {high} ({n} figures)", median=median, low=low, high=high, n=n)


def maturity_table(paths: Mapping[Period, DatedValues], locale: Locale) -> Table:
    """Build a row for each age: which part of the figure of a year on had been published by then."""
    header = (
        locale.text("Months after the end"),
        locale.text("Figures"),
        locale.text("Lowest tenth"),
        locale.text("Median"),
        locale.text("Highest tenth"),
    )
    rows = []
    for months, spread in maturity_by_age(paths).items():
        low, high = (locale.percent(share) for share in spread.tenths) if spread.tenths else ("", "")
        rows.append((locale.number(months), locale.number(spread.count), low, locale.percent(spread.median), high))
    return Table(header, tuple(rows), frozenset(range(1, 5)))


@dataclass(frozen=True)
class TriangleCell:
    """A figure of a triangle, and the class of the style sheet that tells how far it is from the newest."""

    text: str
    css_class: str = ""


@dataclass(frozen=True)
class Triangle:
    """The newest periods, each with its last figure published up to each age; the key to how far those are off."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, tuple[TriangleCell, ...]], ...]
    legend: tuple[LegendItem, ...]


def make_triangle(paths: Mapping[Period, DatedValues], locale: Locale) -> Triangle:
    """Make a row for each of the newest periods."""
    ends = [locale.text("up to {n}", n=locale.number(months)) for months in AGE_ENDS_MONTHS]
    newest = list(paths.items())[: -MAX_TRIANGLE_PERIODS - 1 : -1]
    rows = tuple(
        (
            locale.period(period),
            tuple(_triangle_cell(value, values[-1][1], locale) for value in values_by_age(period, values)),
        )
        for period, values in newest
    )
    return Triangle((locale.text("Period"), *ends, locale.text("later")), rows, _triangle_legend(locale))


def _triangle_cell(value: float | None, newest: float, locale: Locale) -> TriangleCell:
    if value is None:
        return TriangleCell("")
    step = bisect_right(DISTANCES, abs(value - newest) / newest) if newest else 0
    return TriangleCell(locale.number(value), f"heat-{step}" if step else "")


def _triangle_legend(locale: Locale) -> tuple[LegendItem, ...]:
    """Name the classes of distances: a figure without a color is nearer than the first of them."""
    limits = [locale.percent(share) for share in DISTANCES]
    spans = [
        locale.text("{first} up to {last} off", first=first, last=last) for first, last in itertools.pairwise(limits)
    ]
    words = [*spans, locale.text("{limit} or more off the newest figure", limit=limits[-1])]
    return tuple(LegendItem(f"heat-{number}", label) for number, label in enumerate(words, start=1))


def scores_table(lines: Sequence[ScoreLine], locale: Locale) -> Table:
    """Build a row for each class of ages, and one for all: how many ended within their ranges, and errors in deaths."""
    header = (
        locale.text("Days after the end"),
        locale.text("Ranges"),
        locale.text("Right, of those for 80 of 100"),
        locale.text("Right, of those for 50 of 100"),
        locale.text("Newest"),
        locale.text("Middle of the range"),
        locale.text("Figure as it is"),
        locale.text("Median change by age"),
    )
    rows = tuple((*_coverage_cells(line, locale), *_errors(line, locale)) for line in lines)
    return Table(header, rows, frozenset(range(1, len(header))))


def estimates_sentence(line: ScoreLine, locale: Locale) -> str:
    """Say how the publisher's own estimates did beside the ranges; empty where it makes none."""
    errors = {name: locale.number(error, 1) for name, error in line.compared_errors.items()}
    if "estimate" not in errors:
        return ""
    return locale.text(
        "For {n} of these figures the publisher gave an estimate of the final one. Its mean error was {estimate}; "
        "rescaled by what such estimates overshot before, {rescaled}; that of the middle of the range {middle}, and of "
        "the figure as it is {raw}.",
        n=locale.number(line.compared),
        estimate=errors["estimate"],
        rescaled=errors["rescaled"],
        middle=errors["range"],
        raw=errors["raw"],
    )


def _coverage_cells(line: ScoreLine, locale: Locale) -> tuple[str, ...]:
    first, last = locale.number(line.min_age), locale.number(line.max_age or 0)
    ages = locale.text("all") if line.max_age is None else locale.text("{first} to {last}", first=first, last=last)
    newest = line.last_in_80
    return (
        ages,
        locale.number(line.in_80.ranges),
        _share(line.in_80, locale),
        _share(line.in_50, locale),
        locale.text("{n} of {all}", n=locale.number(newest.hits), all=locale.number(newest.ranges)),
    )


def _share(coverage: Coverage, locale: Locale) -> str:
    low, high = (locale.percent(share) for share in coverage.interval)
    share = locale.percent(coverage.hits / coverage.ranges)
    if coverage.by_place:
        first, last = (locale.percent(limit) for limit in coverage.by_place)
        return locale.text(
            "{share} ({low} to {high}; by place {first} to {last})",
            share=share,
            low=low,
            high=high,
            first=first,
            last=last,
        )
    return locale.text("{share} ({low} to {high})", share=share, low=low, high=high)


def _errors(line: ScoreLine, locale: Locale) -> Iterable[str]:
    return (locale.number(line.errors[name], 1) for name in ("range", "raw", "by age"))
