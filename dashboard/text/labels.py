"""Views and their periods in words: what a line is called, what a pointer reads, what a row of the table says."""

from collections.abc import Sequence

from dashboard.dataset.observations import Point, year_before
from dashboard.dataset.series_view import Selection, View
from dashboard.text import sentences
from dashboard.text.i18n import Locale
from etl.core.model import Period, Status


def called(selection: Selection, view: View, locale: Locale) -> str:
    """What a view is called beside the others: by its place, its group, or what it counts; by what tells it apart."""
    views = selection.views
    several = len({one.place.code for one in views}) > 1
    if not several and len({one.state.group for one in views}) > 1:
        return sentences.capital(sentences.group_name(view.state.group, locale))
    if not several and len(selection.definitions) > 1:
        return locale.localize(view.measure.title)
    return locale.localize(view.place.name)


def hover(view: View, locale: Locale, point: Point) -> str:
    """One period in one label: value, the day it was published, what it was first, what it is now."""
    period = f"<b>{sentences.capital(sentences.name(view, locale, point.period))}</b>"
    if not point.held:
        return "<br>".join([period, *absent(view, locale, point)])
    shown = view.shown(point)
    lines = [period, sentences.amount(view, locale, shown) if shown is not None else locale.text("no population held")]
    if view.state.unit == "share" and point.whole is not None:
        lines.append(locale.text("{n} of {all}", n=count(view, locale, point), all=locale.number(point.whole)))
    if point.vintage:
        lines.append(
            locale.text("from counts published up to {day}", day=locale.day(point.counted or point.vintage))
            if sentences.computed(view)
            else sentences.released(view, locale, point.vintage)
        )
    if today := shown_today(view, locale, point):
        lines.append(locale.text("{now}: {figure}", now=sentences.now(view, locale), figure=today))
    if point.first and (first := first_held(view, locale, point)):
        lines.append(locale.text("first held: {figure} ({day})", figure=first, day=locale.day(point.first.vintage)))
    if point.preliminary:
        lines.append(locale.text("preliminary"))
    return "<br>".join(lines)


def change(view: View, locale: Locale, point: Point | None) -> str:
    """A place's figure and that of a year before in one label, with the change from one to the other."""
    name = f"<b>{locale.localize(view.place.name)}</b>"
    if point is None:
        return f"{name}<br>{sentences.no_figure(locale)}"
    lines = [name, _dated(view, locale, point.period, point)]
    lines.append(_dated(view, locale, year_before(point.period), point.before))
    if (shown := view.shown(point)) is not None:
        lines.append(locale.text("change: {figure}", figure=sentences.amount(view, locale, shown)))
    if point.vintage and point.counted:
        lines.append(locale.text("from counts published up to {day}", day=locale.day(point.counted)))
    if today := shown_today(view, locale, point):
        lines.append(locale.text("{now}: {figure}", now=sentences.now(view, locale), figure=today))
    lines += [locale.text("preliminary")] if point.preliminary else []
    lines += [locale.text("few deaths: the change says little")] if point.small else []
    return "<br>".join(lines)


def _dated(view: View, locale: Locale, period: Period, point: Point | None) -> str:
    figure = sentences.no_figure(locale) if point is None else count(view, locale, point)
    return locale.text(
        "{period}: {figure}", period=sentences.capital(sentences.name(view, locale, period)), figure=figure
    )


def count(view: View, locale: Locale, point: Point) -> str:
    """The count of a period in any unit, or why there is none."""
    return without_value(view, locale, point) if point.value is None else locale.number(point.value)


def first_held(view: View, locale: Locale, point: Point) -> str:
    """The earliest figure held for the period, in the view's unit; empty where it is the one shown.

    What a figure was set against then is not held beside it, so that there is no first share or change.
    """
    if point.first is None or point.first.vintage == point.vintage or view.state.unit in {"share", "change"}:
        return ""
    value = view.amount(point, point.first.value)
    return "" if value is None else sentences.amount(view, locale, value)


def absent(view: View, locale: Locale, point: Point) -> list[str]:
    """Why a period has no value, and the earliest figure held since where there is one."""
    lines = [without_value(view, locale, point)]
    earliest = point.earliest_held
    if earliest and earliest.value is not None:
        value = view.amount(point, earliest.value)
        figure = locale.text("no population held") if value is None else sentences.amount(view, locale, value)
        lines.append(locale.text("earliest held: {figure} ({day})", figure=figure, day=locale.day(earliest.vintage)))
    return lines


def without_value(view: View, locale: Locale, point: Point) -> str:
    """Why a period has no value. Of a sum, which nobody published, it is a month in it that has none."""
    if view.state.window == 1:
        return status(locale, point.status)
    if point.status == Status.NOT_HELD:
        return locale.text("no sum: a month in it is not held as published then")
    return _no_sum(locale)


def _no_sum(locale: Locale) -> str:
    return locale.text("no sum: a month in it is withheld")


def cross(views: Sequence[View], locale: Locale) -> str:
    """What a cross stands for in these views: a figure that its publisher does not give, or a sum of such."""
    said = (locale.text("withheld or not available") if view.state.window == 1 else _no_sum(locale) for view in views)
    return "; ".join(dict.fromkeys(said))


def status(locale: Locale, code: str) -> str:
    """A status in words."""
    return {
        Status.FINAL: locale.text("final"),
        Status.PROVISIONAL: locale.text("subject to change"),
        Status.SUPPRESSED: locale.text("suppressed by the publisher"),
        Status.NOT_AVAILABLE: locale.text("not available from the publisher"),
        Status.WITHDRAWN: locale.text("withdrawn by the publisher"),
        Status.NOT_HELD: locale.text("published, not held here"),
    }[Status(code)]


def shown_today(view: View, locale: Locale, point: Point) -> str:
    """The period's figure as published now, beside one of a past day; empty where no later release published it."""
    today = view.today(point)
    value = view.shown(today) if today else None
    return "" if value is None else sentences.amount(view, locale, value)
