"""Every sentence about a view, generated from its figures. Never written twice, never sensational."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from itertools import takewhile

from dashboard import caveats
from dashboard.language import Language
from dashboard.points import UNEVEN, WITHHELD, Point
from dashboard.views import Selection, View
from etl import groups
from etl.definitions import UNIT_LABELS, title_of_sums
from etl.model import Known, Period, PeriodKind, Status, Unit

NO_LATER = frozenset({Known.CONTENT, Known.UPPER_BOUND, Known.MONTH_ONLY})
"""Ways of knowing a day that give the last one that it may have been."""


def amount(view: View, language: Language, value: float) -> str:
    """A figure as the view writes it: a whole count, a rate or share with one decimal, a percentage with any it has."""
    if view.state.unit == "share":
        return language.percent(value, 2 if 0 < value < 0.001 else 1)
    if view.state.unit == "change":
        return language.change(value)
    if view.measure.is_percentage:
        return language.percent(value / 100, 0 if float(value).is_integer() else 1)
    return language.number(value, 1 if view.state.unit == "rate" else 0)


def signed(view: View, language: Language, difference: float) -> str:
    """By how much a figure differs, with its sign: ``+3``, ``−2``, ``0``."""
    return ("+" if difference > 0 else "") + amount(view, language, difference)


def title(view: View, language: Language) -> str:
    """What is counted, where, and of whom."""
    place = view.place.name[language.code]
    return language.text("{measure}, {place}", measure=measured(view, language), place=place)


def measured(view: View, language: Language) -> str:
    """What is counted, of whom where not of all, and over how long where that is not as published."""
    title = counted(view, language)
    if view.state.group == "all":
        return title
    return language.text("{measure}: {group}", measure=title, group=groups.name(view.state.group)[language.code])


def counted(view: View, language: Language) -> str:
    """What is counted, and over how long where that is not as published."""
    if view.state.window == 12:
        return title_of_sums(view.measure, language.code)
    return view.measure.title[language.code]


def unit(view: View, language: Language) -> str:
    """What one point is: how long it covers, and per how many people."""
    names = UNIT_LABELS[view.measure.unit]
    counted = language.text("Percentage") if view.measure.is_percentage else capital(names[language.code])
    span = {
        PeriodKind.MONTH: language.text("{counted} in each month", counted=counted),
        PeriodKind.QUARTER: language.text("{counted} in each quarter", counted=counted),
        PeriodKind.YEAR: language.text("{counted} in each year", counted=counted),
        PeriodKind.YEAR_TO_DATE: language.text("{counted} since 1 January", counted=counted),
        PeriodKind.SEVERAL_MONTHS: language.text("{counted} in several months together", counted=counted),
        PeriodKind.TWELVE_MONTHS: language.text("{counted} in the 12 months ending with each month", counted=counted),
    }[PeriodKind.TWELVE_MONTHS if view.state.window == 12 else view.measure.period]
    if view.state.unit == "share":
        return language.text("{span}, as a share of all", span=span)
    return language.text("{span}, per 100,000 people", span=span) if view.state.unit == "rate" else span


def published(view: View | Selection, language: Language) -> str:
    """Which of its two lives the chart shows: as published then, or as published now."""
    asked, newest = view.state.as_of, view.newest_release
    if asked is None:
        if newest is None:
            return language.text("As published now")
        return language.text("As published now (latest release held: {day})", day=release_day(view, language, newest))
    day = language.day(asked)
    if asked == newest and not doubted(view, newest):
        return language.text("As published {day}", day=day)
    if newest is None or asked == newest:
        return language.text("As published by {day}", day=day)
    release = release_day(view, language, newest)
    return language.text("As published by {day} (latest release held: {release})", day=day, release=release)


def doubted(view: View | Selection, day: date) -> bool:
    """Whether the day of a release is not known for certain."""
    return view.days_known.get(day) in {*NO_LATER, Known.ASSUMED}


def release_day(view: View | Selection, language: Language, day: date) -> str:
    """The day of a release with its doubt: ``25 August 2020``, ``by 25 August 2020``, ``about 25 August 2020``."""
    known, named = view.days_known.get(day), language.day(day)
    if known in NO_LATER:
        return language.text("by {day}", day=named)
    return language.text("about {day}", day=named) if known == Known.ASSUMED else named


def released(view: View, language: Language, day: date) -> str:
    """That something was published on a day: ``published 25 August 2020``, with ``by`` or ``about`` where in doubt."""
    known, named = view.days_known.get(day), language.day(day)
    if known in NO_LATER:
        return language.text("published by {day}", day=named)
    if known == Known.ASSUMED:
        return language.text("published about {day}", day=named)
    return language.text("published {day}", day=named)


def sources(selection: Selection, language: Language) -> str:
    """The publishers of everything that a chart shows."""
    if len(selection.sources) == 1:
        return language.text("Source: {publisher}", publisher=selection.sources[0].publisher[language.code])
    publishers = "; ".join(source.publisher[language.code] for source in selection.sources)
    return language.text("Sources: {publishers}", publishers=publishers)


def finding(view: View, language: Language) -> str:
    """The newest figure of the view with the day it was published and, for a past day, what is published now.

    Before it, why there is none of a newer period, where the publisher gives none or a sum cannot be formed.
    """
    point = view.latest
    shown = view.shown(point) if point else None
    if point is None or shown is None or point.vintage is None:
        return _no_figure(view, language)
    values = {"period": capital(name(view, language, point.period)), "figure": figure(view, language, point, shown)}
    if computed(view):
        day = language.day(point.vintage)
        said = language.text("{period}: {figure}, computed from counts published up to {day}.", **values, day=day)
    else:
        release = released(view, language, point.vintage)
        said = language.text("{period}: {figure}, {release}.", **values, release=release)
    return " ".join(part for part in (_gap(view, language), said, today_beside(view, language, point)) if part)


def _no_figure(view: View, language: Language) -> str:
    if view.latest is None and view.points and view.state.window == 12:
        return language.text("No sum of twelve months can be formed from the figures held.")
    return _gap(view, language) or language.text("No figure is held for this choice.")


def _gap(view: View, language: Language) -> str:
    """Why the newest periods have no figure; empty where the newest one has."""
    if view.state.window == 12:
        return _no_sum(view, language)
    newest = list(takewhile(lambda point: point.status in WITHHELD, reversed(view.points)))
    if not newest:
        return ""
    return language.text(
        "{span}: withheld by the publisher or not available from it.",
        span=capital(caveats.span(view, language, newest[::-1])),
    )


def _no_sum(view: View, language: Language) -> str:
    if not view.points or view.points[-1].held:
        return ""
    month = language.month(view.points[-1].period.end)
    if view.points[-1].status == Status.NOT_HELD:
        return language.text(
            "The sum of the 12 months to {month} cannot be formed: a month in it is not held as published then.",
            month=month,
        )
    return language.text(
        "The sum of the 12 months to {month} cannot be formed: a month in it is withheld by the publisher or not "
        "available from it.",
        month=month,
    )


def computed(view: View) -> bool:
    """Whether the figures are ours, computed from published ones."""
    return view.state.unit != "count" or view.state.window == 12


def figure(view: View, language: Language, point: Point, shown: float) -> str:
    """A figure with what is counted: ``175 deaths``, ``1 case``, ``78%``."""
    if view.state.unit == "rate":
        return language.text("{rate} deaths per 100,000 people", rate=amount(view, language, shown))
    if view.measure.is_percentage:
        return amount(view, language, shown)
    number = int(point.value or 0)
    return {
        Unit.DEATHS: language.count("{n} death", "{n} deaths", number),
        Unit.CASES: language.count("{n} case", "{n} cases", number),
        Unit.PEOPLE: language.count("{n} person", "{n} people", number),
    }[view.measure.unit]


def today_beside(view: View, language: Language, point: Point) -> str:
    """What is published now, or known in the edition that the view names; empty where the view is of now."""
    if view.state.as_of is None:
        return ""
    today = view.today(point)
    value = view.shown(today) if today else None
    if today is None or today.vintage is None or today.seen is None or value is None:
        return language.text("No later figure is held.")
    called, day = capital(now(view, language)), language.day(today.vintage)
    values = {"now": called, "figure": amount(view, language, value), "day": day}
    if computed(view):
        return language.text("{now}: {figure} (counts published up to {day}).", **values)
    if today.vintage == point.vintage:
        seen = language.day(today.seen)
        return language.text("{now}: unchanged (release of {day}).", now=called, day=seen)
    return language.text("{now}: {figure} (release of {day}).", **values)


def now(view: View, language: Language) -> str:
    """What today's figures are called: those of the edition, where the view names one."""
    if view.state.edition is None:
        return language.text("as published now")
    return language.text("as known in edition {edition}", edition=view.state.edition)


def name(view: View, language: Language, period: Period, *, short: bool = False) -> str:
    """A period of the view in words."""
    if short and view.measure.period in {PeriodKind.MONTH, PeriodKind.TWELVE_MONTHS}:
        month = language.month(period.end, short=True)
        return language.text("to {month}", month=month) if period.length > 1 else month
    if view.state.window == 12:
        return language.text("12 months to {month}", month=language.month(period.end))
    return language.period(period)


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def nothing(view: View, language: Language) -> str:
    """Why there is nothing to draw of a view: the day is before the first release, or no figure is held."""
    before = view.releases and view.newest_release is None
    return before_first(view, language) if before else finding(view, language)


def alt(view: View, language: Language, sentences: Sequence[str], chart: str = "") -> str:
    """The chart in words: what, range, peak, latest, the sentences beside it, and as of when.

    ``chart`` says what sort of chart it is, where that does not follow from the view.
    """
    held = [(shown, point) for point in view.points if (shown := view.shown(point)) is not None]
    if not held:
        return language.text("{title}: no figure is held for this choice.", title=title(view, language))
    low, high = min(held, key=lambda pair: pair[0]), max(held, key=lambda pair: pair[0])
    parts = [
        language.text(
            "{chart}. {title}. {unit}, {span}.",
            chart=chart or _sort(view, language),
            title=title(view, language),
            unit=unit(view, language),
            span=caveats.span(view, language, view.points),
        ),
        language.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=amount(view, language, low[0]),
            low_period=name(view, language, low[1].period),
            high=amount(view, language, high[0]),
            high_period=name(view, language, high[1].period),
        ),
        finding(view, language),
        *sentences,
        published(view, language) + ".",
    ]
    return " ".join(part for part in parts if part)


def _sort(view: View, language: Language) -> str:
    if view.measure.period in UNEVEN:
        return language.text("Chart of points")
    return language.text("Line chart")


def before_first(view: View | Selection, language: Language) -> str:
    """What to say of a day before the first release held."""
    first: date = view.releases[0]
    return language.text(
        "Nothing is held as published by that day. The first release held is that of {day}.", day=language.day(first)
    )


def error_heading(language: Language, status: int) -> str:
    """What went wrong with a request, as the heading of its page."""
    return {
        HTTPStatus.BAD_REQUEST: language.text("That choice cannot be shown"),
        HTTPStatus.NOT_FOUND: language.text("There is no such page"),
    }.get(HTTPStatus(status)) or language.text("This page cannot be shown")
