"""Months and years of one place, in words."""

from collections.abc import Sequence
from itertools import groupby

from dashboard import caveats, classes, labels, words
from dashboard.language import Language
from dashboard.points import WITHHELD, Point
from dashboard.told import Key, Table, Told
from dashboard.views import Selection, View


def tell(selection: Selection, language: Language) -> Told:
    """The words of months and years."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=language.text("No figure is held for this place yet."))
    return Told(
        title=words.title(view, language),
        unit=_unit(view, language),
        finding=words.finding(view, language),
        published=words.published(view, language),
        alt=_alt(view, language),
        sentences=_sentences(view, language),
        keys=_keys(selection, language),
        nothing=_nothing(view, language) if view.empty else "",
    )


def _unit(view: View, language: Language) -> str:
    return language.text("{unit}; at the right, in the whole year", unit=words.unit(view, language))


def _nothing(view: View, language: Language) -> str:
    before = view.releases and view.newest_release is None
    return (words.before_first if before else words.finding)(view, language)


def _sentences(view: View, language: Language) -> tuple[str, ...]:
    said = (
        caveats.preliminary(view, language),
        caveats.provisional(view, language),
        caveats.withheld(view, language),
        _not_held(view, language),
        caveats.carried(view, language),
        caveats.population(view, language),
    )
    return tuple(sentence for sentence in said if sentence)


def _not_held(view: View, language: Language) -> str:
    if not view.placed_later:
        return caveats.not_held(view, language)
    return language.count(
        "{n} of the {all} figures published by then is not held here as it stood. Its cell is hollow, with the "
        "earliest figure held since in grey.",
        "{n} of the {all} figures published by then are not held here as they stood. Their cells are hollow, with the "
        "earliest figures held since in grey.",
        len(view.not_held),
        all=language.number(len(view.points)),
    )


def _keys(selection: Selection, language: Language) -> tuple[Key, ...]:
    view = selection.views[0]
    keys = classes.of_views([view]).keys(language)
    if any(point.value == 0 for point in view.points):
        keys.append(Key("zero", language.text("no death")))
    if view.preliminary:
        keys.append(Key("outlined", language.text("preliminary")))
    if view.withheld:
        keys.append(Key("cross", language.text("withheld or not available")))
    if view.not_held:
        keys.append(Key("box", language.text("not held")))
    return tuple(keys)


def _alt(view: View, language: Language) -> str:
    """The chart in words: what, range, lowest and highest, latest, what is preliminary, and as of when."""
    held = [(shown, point) for point in view.points if (shown := view.shown(point)) is not None]
    if not held:
        return language.text("{title}: no figure is held for this choice.", title=words.title(view, language))
    low, high = min(held, key=lambda pair: pair[0]), max(held, key=lambda pair: pair[0])
    parts = (
        language.text(
            "{chart}. {title}. {unit}, {span}.",
            chart=language.text("Calendar of cells, a row for each year and a column for each month"),
            title=words.title(view, language),
            unit=words.unit(view, language),
            span=caveats.span(view, language, view.points),
        ),
        language.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=words.amount(view, language, low[0]),
            low_period=words.name(view, language, low[1].period),
            high=words.amount(view, language, high[0]),
            high_period=words.name(view, language, high[1].period),
        ),
        words.finding(view, language),
        *_sentences(view, language),
        words.published(view, language) + ".",
    )
    return " ".join(part for part in parts if part)


def table(selection: Selection, language: Language) -> Table:
    """A row for each year, the newest first, with its months, its sum, and what has to be said of its months."""
    if selection.first is None:
        return Table((), ())
    months, sums = selection.views
    by_year = {year: list(points) for year, points in groupby(months.points, lambda point: point.period.end.year)}
    totals = {point.period.end.year: point for point in sums.points}
    names = (language.month_of_year(number) for number in range(1, 13))
    head = (language.text("Year"), *names, language.text("Whole year"), language.text("Remark"))
    rows = (
        (
            str(year),
            *_months(months, language, points),
            _figure(sums, language, totals.get(year)),
            "; ".join(_remarks(language, points)),
        )
        for year, points in reversed(by_year.items())
    )
    return Table(head, tuple(rows), frozenset(range(1, 14)))


def _months(view: View, language: Language, points: Sequence[Point]) -> list[str]:
    """The twelve cells of a year; those of months not published yet are empty."""
    by_month = {point.period.end.month: point for point in points}
    return [_figure(view, language, by_month.get(number)) for number in range(1, 13)]


def _figure(view: View, language: Language, point: Point | None) -> str:
    if point is None:
        return ""
    shown = view.shown(point)
    if shown is None:
        return "×" if point.status in WITHHELD else "–"
    return words.amount(view, language, shown)


def _remarks(language: Language, points: Sequence[Point]) -> list[str]:
    """Which months of a year are preliminary, and which have no figure, and why."""
    found: dict[str, list[str]] = {}
    for point in points:
        if point.preliminary and point.held:
            found.setdefault(language.text("preliminary"), []).append(_month(language, point))
        if not point.held:
            found.setdefault(labels.status(language, point.status), []).append(_month(language, point))
    return [language.text("{what}: {months}", what=what, months=", ".join(months)) for what, months in found.items()]


def _month(language: Language, point: Point) -> str:
    return language.month_of_year(point.period.end.month)
