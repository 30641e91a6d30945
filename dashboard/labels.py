"""Views and their periods in words: what a line is called, what a pointer reads, what a row of the table says."""

from collections.abc import Sequence

from dashboard import words
from dashboard.language import Language
from dashboard.points import Point, year_before
from dashboard.views import Selection, View
from etl import groups
from etl.model import Period, Status


def called(selection: Selection, view: View, language: Language) -> str:
    """What a view is called beside the others: by its place, its group, or what it counts; by what tells it apart."""
    views, code = selection.views, language.code
    several = len({one.place.code for one in views}) > 1
    if not several and len({one.state.group for one in views}) > 1:
        return words.capital(groups.name(view.state.group)[code])
    if not several and len(selection.definitions) > 1:
        return view.measure.title[code]
    return view.place.name[code]


def hover(view: View, language: Language, point: Point) -> str:
    """One period in one label: value, the day it was published, what it was first, what it is now."""
    period = f"<b>{words.capital(words.name(view, language, point.period))}</b>"
    if not point.held:
        return "<br>".join([period, *absent(view, language, point)])
    shown = view.shown(point)
    lines = [period, words.amount(view, language, shown) if shown is not None else language.text("no population held")]
    if view.state.unit == "share" and point.whole is not None:
        lines.append(language.text("{n} of {all}", n=count(view, language, point), all=language.number(point.whole)))
    if point.vintage:
        lines.append(
            language.text("from counts published up to {day}", day=language.day(point.counted or point.vintage))
            if words.computed(view)
            else words.released(view, language, point.vintage)
        )
    if today := shown_today(view, language, point):
        lines.append(language.text("{now}: {figure}", now=words.now(view, language), figure=today))
    if point.first and (first := first_held(view, language, point)):
        lines.append(language.text("first held: {figure} ({day})", figure=first, day=language.day(point.first.vintage)))
    if point.preliminary:
        lines.append(language.text("preliminary"))
    return "<br>".join(lines)


def change(view: View, language: Language, point: Point | None) -> str:
    """A place's figure and that of a year before in one label, with the change from one to the other."""
    name = f"<b>{view.place.name[language.code]}</b>"
    if point is None:
        return f"{name}<br>{language.text('no figure held')}"
    lines = [name, _dated(view, language, point.period, point)]
    lines.append(_dated(view, language, year_before(point.period), point.before))
    if (shown := view.shown(point)) is not None:
        lines.append(language.text("change: {figure}", figure=words.amount(view, language, shown)))
    if point.vintage and point.counted:
        lines.append(language.text("from counts published up to {day}", day=language.day(point.counted)))
    if today := shown_today(view, language, point):
        lines.append(language.text("{now}: {figure}", now=words.now(view, language), figure=today))
    lines += [language.text("preliminary")] if point.preliminary else []
    lines += [language.text("few deaths: the change says little")] if point.small else []
    return "<br>".join(lines)


def _dated(view: View, language: Language, period: Period, point: Point | None) -> str:
    figure = language.text("no figure held") if point is None else count(view, language, point)
    return language.text("{period}: {figure}", period=words.capital(words.name(view, language, period)), figure=figure)


def count(view: View, language: Language, point: Point) -> str:
    """The count of a period in any unit, or why there is none."""
    return without_value(view, language, point) if point.value is None else language.number(point.value)


def first_held(view: View, language: Language, point: Point) -> str:
    """The earliest figure held for the period, in the view's unit; empty where it is the one shown.

    What a figure was set against then is not held beside it, so that there is no first share or change.
    """
    if point.first is None or point.first.vintage == point.vintage or view.state.unit in {"share", "change"}:
        return ""
    value = view.amount(point, point.first.value)
    return "" if value is None else words.amount(view, language, value)


def absent(view: View, language: Language, point: Point) -> list[str]:
    """Why a period has no value, and the earliest figure held since where there is one."""
    lines = [without_value(view, language, point)]
    earliest = point.earliest_held
    if earliest and earliest.value is not None:
        value = view.amount(point, earliest.value)
        figure = language.text("no population held") if value is None else words.amount(view, language, value)
        lines.append(
            language.text("earliest held: {figure} ({day})", figure=figure, day=language.day(earliest.vintage))
        )
    return lines


def without_value(view: View, language: Language, point: Point) -> str:
    """Why a period has no value. Of a sum, which nobody published, it is a month in it that has none."""
    if view.state.window == 1:
        return status(language, point.status)
    if point.status == Status.NOT_HELD:
        return language.text("no sum: a month in it is not held as published then")
    return _no_sum(language)


def _no_sum(language: Language) -> str:
    return language.text("no sum: a month in it is withheld")


def cross(views: Sequence[View], language: Language) -> str:
    """What a cross stands for in these views: a figure that its publisher does not give, or a sum of such."""
    said = (
        language.text("withheld or not available") if view.state.window == 1 else _no_sum(language) for view in views
    )
    return "; ".join(dict.fromkeys(said))


def status(language: Language, code: str) -> str:
    """A status in words."""
    return {
        Status.FINAL: language.text("final"),
        Status.PROVISIONAL: language.text("subject to change"),
        Status.SUPPRESSED: language.text("suppressed by the publisher"),
        Status.NOT_AVAILABLE: language.text("not available from the publisher"),
        Status.WITHDRAWN: language.text("withdrawn by the publisher"),
        Status.NOT_HELD: language.text("published, not held here"),
    }[Status(code)]


def shown_today(view: View, language: Language, point: Point) -> str:
    """The period's figure as published now, beside one of a past day; empty where no later release published it."""
    today = view.today(point)
    value = view.shown(today) if today else None
    return "" if value is None else words.amount(view, language, value)
