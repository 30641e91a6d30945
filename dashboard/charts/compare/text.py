"""Several places, or several publishers of one, in words."""

from datetime import date

from dashboard.charts.compare.before_after import month_of, of_months, of_years, sentence, two
from dashboard.dataset.observations import Point
from dashboard.dataset.selecting import MARCH_2020, MOST_TOGETHER, MOST_WITH_NOW
from dashboard.dataset.series_view import Selection, View
from dashboard.text import caveats, labels, multi_series, sentences
from dashboard.text.chart_text import Key, Table, Told
from dashboard.text.i18n import Locale
from etl.core.model import Period, PeriodKind

NAMED = 4
"""Places up to which the title names them."""


def tell(selection: Selection, locale: Locale) -> Told:
    """The words of a comparison."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=multi_series.nothing(selection, locale))
    title, nothing = _title(selection, view, locale), _nothing(selection, locale)
    if nothing:
        return Told(title=title, nothing=nothing)
    return Told(
        title=title,
        unit=_unit(selection, locale),
        finding=sentence(selection, locale),
        published=sentences.published(selection, locale),
        alt=_alt(selection, title, locale),
        sentences=_sentences(selection, locale),
        keys=_keys(selection, view, locale),
    )


def _nothing(selection: Selection, locale: Locale) -> str:
    """Why there is nothing to draw; empty where there is something."""
    if selection.empty:
        return multi_series.nothing(selection, locale)
    if _drawn(selection):
        return ""
    return caveats.population(selection.views, locale) or multi_series.nothing(selection, locale)


def _drawn(selection: Selection) -> list[View]:
    """The views that have a line, or marks in the place of one."""
    return [view for view in selection.views if two(view) or view.withheld or view.placed_later]


def _title(selection: Selection, view: View, locale: Locale) -> str:
    """What is counted, and where: the places by name where they are few."""
    same = len(selection.definitions) == 1
    counted = sentences.measured(view, locale) if same else locale.text("Deaths as each publisher counts them")
    names = [locale.localize(place.name) for place in selection.places]
    if len(names) == 1:
        return locale.text("{measure}, {place}", measure=counted, place=names[0])
    if len(names) <= NAMED:
        return locale.text("{measure}: {places}", measure=counted, places=", ".join(names))
    return locale.text("{measure}: {n} places", measure=counted, n=locale.number(len(names)))


def _unit(selection: Selection, locale: Locale) -> str:
    """What one point is; of panels also which two figures are written in them."""
    view = max(selection.views, key=lambda view: view.measure.period is not PeriodKind.YEAR)
    unit = sentences.unit(view, locale)
    if len(_drawn(selection)) <= MOST_TOGETHER:
        return unit
    return locale.text("{unit}. In figures: {month} and the newest", unit=unit, month=locale.month(MARCH_2020))


def _sentences(selection: Selection, locale: Locale) -> tuple[str, ...]:
    """All that has to be said, with the places of which no figure can be shown."""
    without = [locale.localize(place.name) for place in selection.places if place.code in selection.without_figures]
    without += [
        labels.called(selection, view, locale)
        for view in selection.views
        if not two(view) and not any(point.held for point in view.points)
    ]
    said = locale.text("No figure can be shown for {names}.", names=", ".join(without)) if without else ""
    all_said = (multi_series.definitions(selection, locale), *caveats.sentences(selection.views, locale), said)
    return tuple(one for one in all_said if one)


def _keys(selection: Selection, view: View, locale: Locale) -> tuple[Key, ...]:
    views = selection.views
    keys = [Key("line", sentences.published(selection, locale))]
    if len(_drawn(selection)) > MOST_TOGETHER and not of_months(selection):
        keys.append(Key("others", locale.text("the other panels")))
    elif view.state.as_of and len(_drawn(selection)) <= MOST_WITH_NOW:
        keys.append(Key("ghost", sentences.now(view, locale)))
    if _spans(selection, MARCH_2020):
        keys.append(Key("upright", locale.text("March 2020: the COVID-19 pandemic is declared")))
    if any(one.preliminary for one in views):
        keys.append(Key("dotted", locale.text("preliminary")))
    if any(one.withheld for one in views):
        keys.append(Key("cross", labels.cross([one for one in views if one.withheld], locale)))
    if any(one.placed_later for one in views):
        keys.append(Key("hollow", locale.text("not held then: earliest figure held")))
    return tuple(keys)


def _spans(selection: Selection, month: date) -> bool:
    """Whether a month lies in the time drawn."""
    ends = [point.period.end for view in selection.views for point in view.points]
    return bool(ends) and min(ends) <= month <= max(ends)


def _alt(selection: Selection, title: str, locale: Locale) -> str:
    """The chart in words: what, over which time, the highest of each of a few lines or of all, as of when."""
    views = _drawn(selection)
    shown = [
        (amount, view, point) for view in views for point in view.points if (amount := view.shown(point)) is not None
    ]
    few = len(views) <= MOST_TOGETHER
    kind = locale.text("Line chart") + "."
    if not few:
        kind = multi_series.sort_of_panels(locale, len(views))
    said = [kind, f"{title}. {_unit(selection, locale)}."]
    if shown:
        ends = [point.period.end for _, _, point in shown]
        span = locale.period(Period(min(ends).replace(day=1), max(ends)))
        said.append(locale.text("Last months of the periods: {span}.", span=span))
        of_each = [[one for one in shown if one[1] is view] for view in views] if few else [shown]
        highest = [_highest(selection, max(some, key=lambda one: one[0]), locale) for some in of_each if some]
        said.append(locale.text("Highest: {figures}.", figures="; ".join(highest)))
    said += [sentence(selection, locale), *_sentences(selection, locale)]
    return " ".join([*said, sentences.published(selection, locale) + "."])


def _highest(selection: Selection, one: tuple[float, View, Point], locale: Locale) -> str:
    amount, view, point = one
    figure = sentences.amount(view, locale, amount)
    named = f"{labels.called(selection, view, locale)} {figure}"
    return locale.text("{figure} ({day})", figure=named, day=locale.month(month_of(point)))


# -- the table -------------------------------------------------------------------------------------------------------


def table(selection: Selection, locale: Locale) -> Table:
    """A row for each period, the newest first, and a column for each place; of many places a row for each."""
    if len(_drawn(selection)) > MOST_TOGETHER:
        return _by_place(selection, locale)
    views = [view for view in selection.views if view.points]
    names = [labels.called(selection, view, locale) for view in views]
    cells = [_cells(view, locale) for view in views]
    months = sorted({month for found in cells for month in found}, reverse=True)
    rows = [(_over(selection, month, locale), *(found.get(month, "") for found in cells)) for month in months]
    return Table((locale.text("Period"), *names), tuple(rows), frozenset(range(1, len(names) + 1)))


def _cells(view: View, locale: Locale) -> dict[date, str]:
    """What the table says of each period, by the month with which it ends."""
    return {month_of(point): multi_series.cell(view, locale, point) for point in view.points}


def _by_place(selection: Selection, locale: Locale) -> Table:
    """A row for each place: its figures up to March 2020 and now, then one a year, the newest first.

    The CSV has the others: in a table of so many places nobody would find anything.
    """
    several = len(selection.definitions) > 1
    months = sorted({month_of(point) for view in selection.views for point in _yearly(view)}, reverse=True)
    head = (
        locale.text("Place"),
        *([locale.text("What is counted")] if several else []),
        _over(selection, MARCH_2020, locale),
        locale.text("Newest figure"),
        locale.text("Period"),
        *(_over(selection, month, locale) for month in months),
    )
    rows = [
        (
            labels.called(selection, view, locale),
            *([locale.localize(view.measure.title)] if several else []),
            *_then_and_now(selection, view, locale),
            *(cells.get(month, "") for month in months),
        )
        for view in selection.views
        for cells in [_cells(view, locale)]
    ]
    words_alone = {0, several + 3} | ({1} if several else set())
    return Table(head, tuple(rows), frozenset(range(len(head))) - words_alone)


def _yearly(view: View) -> list[Point]:
    """One point a year: that to March, or the year itself. The one to March 2020 has a column of its own."""
    if view.measure.period is PeriodKind.YEAR:
        return list(view.points)
    marches = [point for point in view.points if point.period.end.month == MARCH_2020.month]
    return [point for point in marches if month_of(point) != MARCH_2020]


def _then_and_now(selection: Selection, view: View, locale: Locale) -> tuple[str, str, str]:
    """The figure up to March 2020, the newest one, and the period of that."""
    both, cells = two(view), _cells(view, locale)
    newest = both.newest if both else view.points[-1] if view.points else None
    then, before = cells.get(MARCH_2020, ""), both.before if both else None
    if before and month_of(before) != MARCH_2020:
        over = _over(selection, month_of(before), locale)
        then = locale.text("{figure} ({day})", figure=cells[month_of(before)], day=over)
    if newest is None:
        return then, "", ""
    return then, cells[month_of(newest)], _over(selection, month_of(newest), locale)


def _over(selection: Selection, month: date, locale: Locale) -> str:
    """The period that ends with a month, as the table and the description name it, whoever added it up."""
    if of_months(selection):
        return sentences.capital(locale.month(month))
    if of_years(selection):
        return str(month.year)
    return sentences.capital(locale.text("12 months to {month}", month=locale.month(month)))
