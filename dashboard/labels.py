"""One period of a view in words: what a pointer reads, and what its row in the table says."""

from dashboard import words
from dashboard.language import Language
from dashboard.views import Point, View
from etl.model import Status


def hover(view: View, language: Language, point: Point) -> str:
    """One period in one label: value, the day it was published, what it was first, what it is now."""
    period = f"<b>{words.capital(words.name(view, language, point.period))}</b>"
    if not point.held:
        return "<br>".join([period, *absent(view, language, point)])
    shown = view.shown(point)
    lines = [period, words.amount(view, language, shown) if shown is not None else language.text("no population held")]
    if point.vintage:
        lines.append(
            language.text("from counts published up to {day}", day=language.day(point.vintage))
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


def first_held(view: View, language: Language, point: Point) -> str:
    """The earliest figure held for the period, in the view's unit; empty where it is the one shown."""
    if point.first is None or point.first.vintage == point.vintage:
        return ""
    value = view.amount(point, point.first.value)
    return "" if value is None else words.amount(view, language, value)


def absent(view: View, language: Language, point: Point) -> list[str]:
    """Why a period has no value, and the earliest figure held since where there is one."""
    if view.state.window == 12 and point.status == Status.NOT_HELD:
        return [language.text("no sum: a month in it is not held as published then")]
    lines = [status(language, point.status)]
    earliest = point.earliest_held
    if earliest and earliest.value is not None:
        value = view.amount(point, earliest.value)
        figure = language.text("no population held") if value is None else words.amount(view, language, value)
        lines.append(
            language.text("earliest held: {figure} ({day})", figure=figure, day=language.day(earliest.vintage))
        )
    return lines


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
