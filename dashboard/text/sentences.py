"""Every sentence about a view, generated from its figures. Never written twice, never sensational."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from itertools import takewhile

from dashboard.dataset.observations import UNEVEN, WITHHELD, Point
from dashboard.dataset.series_view import Selection, View
from dashboard.text import caveats
from dashboard.text.i18n import Locale
from etl.core import groups
from etl.core.measures import title_of_sums
from etl.core.model import Known, Measure, Period, PeriodKind, Status, Unit

NO_LATER = frozenset({Known.CONTENT, Known.UPPER_BOUND, Known.MONTH_ONLY})
"""Ways of knowing a day that give the last one that it may have been."""


def amount(view: View, locale: Locale, value: float) -> str:
    """A figure as the view writes it: a whole count, a rate or share with one decimal, a percentage with any it has."""
    if view.state.unit == "share":
        return locale.percent(value, 2 if 0 < value < 0.001 else 1)
    if view.state.unit == "change":
        return locale.change(value)
    if view.measure.is_percentage:
        return locale.percent(value / 100, 0 if float(value).is_integer() else 1)
    return locale.number(value, 1 if view.state.unit == "rate" else 0)


def signed(view: View, locale: Locale, difference: float) -> str:
    """By how much a figure differs, with its sign: ``+3``, ``−2``, ``0``."""
    return ("+" if difference > 0 else "") + amount(view, locale, difference)


def title(view: View, locale: Locale) -> str:
    """What is counted, where, and of whom."""
    place = locale.localize(view.place.name)
    return locale.text("{measure}, {place}", measure=measured(view, locale), place=place)


def measured(view: View, locale: Locale) -> str:
    """What is counted, of whom where not of all, and over how long where that is not as published."""
    title = counted(view, locale)
    if view.state.group == "all":
        return title
    return locale.text("{measure}: {group}", measure=title, group=group_name(view.state.group, locale))


def counted(view: View, locale: Locale) -> str:
    """What is counted, and over how long where that is not as published."""
    if view.state.window == 12:
        return title_of_sums(view.measure, locale.code)
    return locale.localize(view.measure.title)


def unit(view: View, locale: Locale) -> str:
    """What one point is: how long it covers, and per how many people."""
    counted = locale.text("Percentage") if view.measure.is_percentage else capital(unit_name(view.measure, locale))
    span = {
        PeriodKind.MONTH: locale.text("{counted} in each month", counted=counted),
        PeriodKind.QUARTER: locale.text("{counted} in each quarter", counted=counted),
        PeriodKind.YEAR: locale.text("{counted} in each year", counted=counted),
        PeriodKind.YEAR_TO_DATE: locale.text("{counted} since 1 January", counted=counted),
        PeriodKind.SEVERAL_MONTHS: locale.text("{counted} in several months together", counted=counted),
        PeriodKind.TWELVE_MONTHS: locale.text("{counted} in the 12 months ending with each month", counted=counted),
    }[PeriodKind.TWELVE_MONTHS if view.state.window == 12 else view.measure.period]
    if view.state.unit == "share":
        return locale.text("{span}, as a share of all", span=span)
    return locale.text("{span}, per 100,000 people", span=span) if view.state.unit == "rate" else span


def unit_name(measure: Measure, locale: Locale) -> str:
    """Return what a measure counts: ``deaths``, ``people``."""
    return locale.text_in_context("unit", measure.unit)


def group_name(code: str, locale: Locale) -> str:
    """Return a group of people or of causes in words; raise ``UnknownName`` where there is none of that code."""
    return locale.text_in_context("group", groups.name(code))


def published(view: View | Selection, locale: Locale) -> str:
    """Which of its two lives the chart shows: as published then, or as published now."""
    asked, newest = view.state.as_of, view.newest_release
    if asked is None:
        if newest is None:
            return locale.text("As published now")
        return locale.text("As published now (latest release held: {day})", day=release_day(view, locale, newest))
    day = locale.day(asked)
    if asked == newest and not doubted(view, newest):
        return locale.text("As published {day}", day=day)
    if newest is None or asked == newest:
        return locale.text("As published by {day}", day=day)
    release = release_day(view, locale, newest)
    return locale.text("As published by {day} (latest release held: {release})", day=day, release=release)


def doubted(view: View | Selection, day: date) -> bool:
    """Whether the day of a release is not known for certain."""
    return view.days_known.get(day) in {*NO_LATER, Known.ASSUMED}


def release_day(view: View | Selection, locale: Locale, day: date) -> str:
    """The day of a release with its doubt: ``25 August 2020``, ``by 25 August 2020``, ``about 25 August 2020``."""
    known, named = view.days_known.get(day), locale.day(day)
    if known in NO_LATER:
        return locale.text("by {day}", day=named)
    return locale.text("about {day}", day=named) if known == Known.ASSUMED else named


def released(view: View, locale: Locale, day: date) -> str:
    """That something was published on a day: ``published 25 August 2020``, with ``by`` or ``about`` where in doubt."""
    known, named = view.days_known.get(day), locale.day(day)
    if known in NO_LATER:
        return locale.text("published by {day}", day=named)
    if known == Known.ASSUMED:
        return locale.text("published about {day}", day=named)
    return locale.text("published {day}", day=named)


def sources(selection: Selection, locale: Locale) -> str:
    """The publishers of everything that a chart shows."""
    if len(selection.sources) == 1:
        return locale.text("Source: {publisher}", publisher=locale.localize(selection.sources[0].publisher))
    publishers = "; ".join(locale.localize(source.publisher) for source in selection.sources)
    return locale.text("Sources: {publishers}", publishers=publishers)


def finding(view: View, locale: Locale) -> str:
    """The newest figure of the view with the day it was published and, for a past day, what is published now.

    Before it, why there is none of a newer period, where the publisher gives none or a sum cannot be formed.
    """
    point = view.latest
    shown = view.shown(point) if point else None
    if point is None or shown is None or point.vintage is None:
        return _no_figure(view, locale)
    values = {"period": capital(name(view, locale, point.period)), "figure": figure(view, locale, point, shown)}
    if computed(view):
        day = locale.day(point.vintage)
        said = locale.text("{period}: {figure}, computed from counts published up to {day}.", **values, day=day)
    else:
        release = released(view, locale, point.vintage)
        said = locale.text("{period}: {figure}, {release}.", **values, release=release)
    return " ".join(part for part in (_gap(view, locale), said, today_beside(view, locale, point)) if part)


def _no_figure(view: View, locale: Locale) -> str:
    if view.latest is None and view.points and view.state.window == 12:
        return locale.text("No sum of twelve months can be formed from the figures held.")
    return _gap(view, locale) or no_figure_for_choice(locale)


def no_figure_for_choice(locale: Locale) -> str:
    """Return the sentence for a chart that has nothing to show."""
    return locale.text("No figure is held for this choice.")


def no_figure(locale: Locale) -> str:
    """Return what stands in the place of a figure that is not in any release held."""
    return locale.text("no figure held")


def no_figure_for_period(locale: Locale) -> str:
    """Return the same where the figures of other periods are held."""
    return locale.text("no figure held for this period")


def _gap(view: View, locale: Locale) -> str:
    """Why the newest periods have no figure; empty where the newest one has."""
    if view.state.window == 12:
        return _no_sum(view, locale)
    newest = list(takewhile(lambda point: point.status in WITHHELD, reversed(view.points)))
    if not newest:
        return ""
    return locale.text(
        "{span}: withheld by the publisher or not available from it.",
        span=capital(caveats.span(view, locale, newest[::-1])),
    )


def _no_sum(view: View, locale: Locale) -> str:
    if not view.points or view.points[-1].held:
        return ""
    month = locale.month(view.points[-1].period.end)
    if view.points[-1].status == Status.NOT_HELD:
        return locale.text(
            "The sum of the 12 months to {month} cannot be formed: a month in it is not held as published then.",
            month=month,
        )
    return locale.text(
        "The sum of the 12 months to {month} cannot be formed: a month in it is withheld by the publisher or not "
        "available from it.",
        month=month,
    )


def computed(view: View) -> bool:
    """Whether the figures are ours, computed from published ones."""
    return view.state.unit != "count" or view.state.window == 12


def figure(view: View, locale: Locale, point: Point, shown: float) -> str:
    """A figure with what is counted: ``175 deaths``, ``1 case``, ``78%``."""
    if view.state.unit == "rate":
        return locale.text("{rate} deaths per 100,000 people", rate=amount(view, locale, shown))
    if view.measure.is_percentage:
        return amount(view, locale, shown)
    number = int(point.value or 0)
    return {
        Unit.DEATHS: locale.count("{n} death", "{n} deaths", number),
        Unit.CASES: locale.count("{n} case", "{n} cases", number),
        Unit.PEOPLE: locale.count("{n} person", "{n} people", number),
    }[view.measure.unit]


def today_beside(view: View, locale: Locale, point: Point) -> str:
    """What is published now, or known in the edition that the view names; empty where the view is of now."""
    if view.state.as_of is None:
        return ""
    today = view.today(point)
    value = view.shown(today) if today else None
    if today is None or today.vintage is None or today.seen is None or value is None:
        return locale.text("No later figure is held.")
    called, day = capital(now(view, locale)), locale.day(today.vintage)
    values = {"now": called, "figure": amount(view, locale, value), "day": day}
    if computed(view):
        return locale.text("{now}: {figure} (counts published up to {day}).", **values)
    if today.vintage == point.vintage:
        seen = locale.day(today.seen)
        return locale.text("{now}: unchanged (release of {day}).", now=called, day=seen)
    return locale.text("{now}: {figure} (release of {day}).", **values)


def now(view: View, locale: Locale) -> str:
    """What today's figures are called: those of the edition, where the view names one."""
    if view.state.edition is None:
        return locale.text("as published now")
    return locale.text("as known in edition {edition}", edition=view.state.edition)


def name(view: View, locale: Locale, period: Period, *, short: bool = False) -> str:
    """A period of the view in words."""
    if short and view.measure.period in {PeriodKind.MONTH, PeriodKind.TWELVE_MONTHS}:
        month = locale.month(period.end, short=True)
        return locale.text("to {month}", month=month) if period.length > 1 else month
    if view.state.window == 12:
        return locale.text("12 months to {month}", month=locale.month(period.end))
    return locale.period(period)


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def nothing(view: View, locale: Locale) -> str:
    """Why there is nothing to draw of a view: the day is before the first release, or no figure is held."""
    before = view.releases and view.newest_release is None
    return before_first(view, locale) if before else finding(view, locale)


def alt(view: View, locale: Locale, sentences: Sequence[str], chart: str = "") -> str:
    """The chart in words: what, range, peak, latest, the sentences beside it, and as of when.

    ``chart`` says what sort of chart it is, where that does not follow from the view.
    """
    held = [(shown, point) for point in view.points if (shown := view.shown(point)) is not None]
    if not held:
        return locale.text("{title}: no figure is held for this choice.", title=title(view, locale))
    low, high = min(held, key=lambda pair: pair[0]), max(held, key=lambda pair: pair[0])
    parts = [
        locale.text(
            "{chart}. {title}. {unit}, {span}.",
            chart=chart or _sort(view, locale),
            title=title(view, locale),
            unit=unit(view, locale),
            span=caveats.span(view, locale, view.points),
        ),
        locale.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=amount(view, locale, low[0]),
            low_period=name(view, locale, low[1].period),
            high=amount(view, locale, high[0]),
            high_period=name(view, locale, high[1].period),
        ),
        finding(view, locale),
        *sentences,
        published(view, locale) + ".",
    ]
    return " ".join(part for part in parts if part)


def _sort(view: View, locale: Locale) -> str:
    if view.measure.period in UNEVEN:
        return locale.text("Chart of points")
    return locale.text("Line chart")


def before_first(view: View | Selection, locale: Locale) -> str:
    """What to say of a day before the first release held."""
    first: date = view.releases[0]
    return locale.text(
        "Nothing is held as published by that day. The first release held is that of {day}.", day=locale.day(first)
    )


def error_heading(locale: Locale, status: int) -> str:
    """What went wrong with a request, as the heading of its page."""
    return {
        HTTPStatus.BAD_REQUEST: locale.text("That choice cannot be shown"),
        HTTPStatus.NOT_FOUND: locale.text("There is no such page"),
    }.get(HTTPStatus(status)) or locale.text("This page cannot be shown")
