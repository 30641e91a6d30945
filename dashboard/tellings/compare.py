"""Several places, or several publishers of one, in words."""

from datetime import date

from dashboard import caveats, labels, words
from dashboard.language import Language
from dashboard.points import Point
from dashboard.selections import MARCH_2020, MOST_TOGETHER, MOST_WITH_NOW
from dashboard.tellings import together
from dashboard.tellings.then_and_now import month_of, of_months, of_years, sentence, two
from dashboard.told import Key, Table, Told
from dashboard.views import Selection, View
from etl.model import Period, PeriodKind

NAMED = 4
"""Places up to which the title names them."""


def tell(selection: Selection, language: Language) -> Told:
    """The words of a comparison."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=together.nothing(selection, language))
    title, nothing = _title(selection, view, language), _nothing(selection, language)
    if nothing:
        return Told(title=title, nothing=nothing)
    return Told(
        title=title,
        unit=_unit(selection, language),
        finding=sentence(selection, language),
        published=words.published(selection, language),
        alt=_alt(selection, title, language),
        sentences=_sentences(selection, language),
        keys=_keys(selection, view, language),
    )


def _nothing(selection: Selection, language: Language) -> str:
    """Why there is nothing to draw; empty where there is something."""
    if selection.empty:
        return together.nothing(selection, language)
    if _drawn(selection):
        return ""
    return caveats.population(selection.views, language) or together.nothing(selection, language)


def _drawn(selection: Selection) -> list[View]:
    """The views that have a line, or marks in the place of one."""
    return [view for view in selection.views if two(view) or view.withheld or view.placed_later]


def _title(selection: Selection, view: View, language: Language) -> str:
    """What is counted, and where: the places by name where they are few."""
    same = len(selection.definitions) == 1
    counted = words.measured(view, language) if same else language.text("Deaths as each publisher counts them")
    names = [place.name[language.code] for place in selection.places]
    if len(names) == 1:
        return language.text("{measure}, {place}", measure=counted, place=names[0])
    if len(names) <= NAMED:
        return language.text("{measure}: {places}", measure=counted, places=", ".join(names))
    return language.text("{measure}: {n} places", measure=counted, n=language.number(len(names)))


def _unit(selection: Selection, language: Language) -> str:
    """What one point is; of panels also which two figures are written in them."""
    view = max(selection.views, key=lambda view: view.measure.period is not PeriodKind.YEAR)
    unit = words.unit(view, language)
    if len(_drawn(selection)) <= MOST_TOGETHER:
        return unit
    return language.text("{unit}. In figures: {month} and the newest", unit=unit, month=language.month(MARCH_2020))


def _sentences(selection: Selection, language: Language) -> tuple[str, ...]:
    """All that has to be said, with the places of which no figure can be shown."""
    without = [place.name[language.code] for place in selection.places if place.code in selection.without_figures]
    without += [
        labels.called(selection, view, language)
        for view in selection.views
        if not two(view) and not any(point.held for point in view.points)
    ]
    said = language.text("No figure can be shown for {names}.", names=", ".join(without)) if without else ""
    all_said = (together.definitions(selection, language), *caveats.sentences(selection.views, language), said)
    return tuple(one for one in all_said if one)


def _keys(selection: Selection, view: View, language: Language) -> tuple[Key, ...]:
    views = selection.views
    keys = [Key("line", words.published(selection, language))]
    if len(_drawn(selection)) > MOST_TOGETHER and not of_months(selection):
        keys.append(Key("others", language.text("the other panels")))
    elif view.state.as_of and len(_drawn(selection)) <= MOST_WITH_NOW:
        keys.append(Key("ghost", words.now(view, language)))
    if _spans(selection, MARCH_2020):
        keys.append(Key("upright", language.text("March 2020: the COVID-19 pandemic is declared")))
    if any(one.preliminary for one in views):
        keys.append(Key("dotted", language.text("preliminary")))
    if any(one.withheld for one in views):
        keys.append(Key("cross", labels.cross([one for one in views if one.withheld], language)))
    if any(one.placed_later for one in views):
        keys.append(Key("hollow", language.text("not held then: earliest figure held")))
    return tuple(keys)


def _spans(selection: Selection, month: date) -> bool:
    """Whether a month lies in the time drawn."""
    ends = [point.period.end for view in selection.views for point in view.points]
    return bool(ends) and min(ends) <= month <= max(ends)


def _alt(selection: Selection, title: str, language: Language) -> str:
    """The chart in words: what, over which time, the highest of each of a few lines or of all, as of when."""
    views = _drawn(selection)
    shown = [
        (amount, view, point) for view in views for point in view.points if (amount := view.shown(point)) is not None
    ]
    few = len(views) <= MOST_TOGETHER
    kind = language.text("Line chart") + "."
    if not few:
        kind = language.text("{n} small line charts on one scale.", n=len(views))
    said = [kind, f"{title}. {_unit(selection, language)}."]
    if shown:
        ends = [point.period.end for _, _, point in shown]
        span = language.period(Period(min(ends).replace(day=1), max(ends)))
        said.append(language.text("Last months of the periods: {span}.", span=span))
        of_each = [[one for one in shown if one[1] is view] for view in views] if few else [shown]
        highest = [_highest(selection, max(some, key=lambda one: one[0]), language) for some in of_each if some]
        said.append(language.text("Highest: {figures}.", figures="; ".join(highest)))
    said += [sentence(selection, language), *_sentences(selection, language)]
    return " ".join([*said, words.published(selection, language) + "."])


def _highest(selection: Selection, one: tuple[float, View, Point], language: Language) -> str:
    amount, view, point = one
    figure = words.amount(view, language, amount)
    named = f"{labels.called(selection, view, language)} {figure}"
    return language.text("{figure} ({day})", figure=named, day=language.month(month_of(point)))


# -- the table -------------------------------------------------------------------------------------------------------


def table(selection: Selection, language: Language) -> Table:
    """A row for each period, the newest first, and a column for each place; of many places a row for each."""
    if len(_drawn(selection)) > MOST_TOGETHER:
        return _by_place(selection, language)
    views = [view for view in selection.views if view.points]
    names = [labels.called(selection, view, language) for view in views]
    cells = [_cells(view, language) for view in views]
    months = sorted({month for found in cells for month in found}, reverse=True)
    rows = [(_over(selection, month, language), *(found.get(month, "") for found in cells)) for month in months]
    return Table((language.text("Period"), *names), tuple(rows), frozenset(range(1, len(names) + 1)))


def _cells(view: View, language: Language) -> dict[date, str]:
    """What the table says of each period, by the month with which it ends."""
    return {month_of(point): together.cell(view, language, point) for point in view.points}


def _by_place(selection: Selection, language: Language) -> Table:
    """A row for each place: its figures up to March 2020 and now, then one a year, the newest first.

    The CSV has the others: in a table of so many places nobody would find anything.
    """
    several = len(selection.definitions) > 1
    months = sorted({month_of(point) for view in selection.views for point in _yearly(view)}, reverse=True)
    head = (
        language.text("Place"),
        *([language.text("What is counted")] if several else []),
        _over(selection, MARCH_2020, language),
        language.text("Newest figure"),
        language.text("Period"),
        *(_over(selection, month, language) for month in months),
    )
    rows = [
        (
            labels.called(selection, view, language),
            *([view.measure.title[language.code]] if several else []),
            *_then_and_now(selection, view, language),
            *(cells.get(month, "") for month in months),
        )
        for view in selection.views
        for cells in [_cells(view, language)]
    ]
    words_alone = {0, several + 3} | ({1} if several else set())
    return Table(head, tuple(rows), frozenset(range(len(head))) - words_alone)


def _yearly(view: View) -> list[Point]:
    """One point a year: that to March, or the year itself. The one to March 2020 has a column of its own."""
    if view.measure.period is PeriodKind.YEAR:
        return list(view.points)
    marches = [point for point in view.points if point.period.end.month == MARCH_2020.month]
    return [point for point in marches if month_of(point) != MARCH_2020]


def _then_and_now(selection: Selection, view: View, language: Language) -> tuple[str, str, str]:
    """The figure up to March 2020, the newest one, and the period of that."""
    both, cells = two(view), _cells(view, language)
    newest = both.newest if both else view.points[-1] if view.points else None
    then, before = cells.get(MARCH_2020, ""), both.before if both else None
    if before and month_of(before) != MARCH_2020:
        over = _over(selection, month_of(before), language)
        then = language.text("{figure} ({day})", figure=cells[month_of(before)], day=over)
    if newest is None:
        return then, "", ""
    return then, cells[month_of(newest)], _over(selection, month_of(newest), language)


def _over(selection: Selection, month: date, language: Language) -> str:
    """The period that ends with a month, as the table and the description name it, whoever added it up."""
    if of_months(selection):
        return words.capital(language.month(month))
    if of_years(selection):
        return str(month.year)
    return words.capital(language.text("12 months to {month}", month=language.month(month)))
