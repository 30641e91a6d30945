"""Every sentence about a view, generated from its figures. Never written twice, never sensational."""

from datetime import date
from http import HTTPStatus

from dashboard.language import Language
from dashboard.views import UNEVEN, Point, View
from etl.model import Period, PeriodKind
from etl.revisions import Experience


def amount(view: View, language: Language, value: float) -> str:
    """A figure as the view writes it: a whole count, a rate with one decimal, a percentage with one if it has any."""
    if view.measure.is_percentage:
        return language.percent(value / 100, 0 if float(value).is_integer() else 1)
    return language.number(value, 1 if view.state.unit == "rate" else 0)


def title(view: View, language: Language, place: str) -> str:
    """What is counted, and where."""
    measure = view.measure.title[language.code]
    if view.state.window == 12:
        measure = language.text("{measure}, sums of twelve months", measure=measure)
    return language.text("{measure}, {place}", measure=measure, place=place)


def unit(view: View, language: Language) -> str:
    """What one point is: how long it covers, and per how many people."""
    if view.measure.is_percentage:
        return _percentage(view, language)
    span = {
        PeriodKind.MONTH: language.text("Deaths in each month"),
        PeriodKind.QUARTER: language.text("Deaths in each quarter"),
        PeriodKind.YEAR: language.text("Deaths in each year"),
        PeriodKind.YEAR_TO_DATE: language.text("Deaths since 1 January"),
        PeriodKind.SEVERAL_MONTHS: language.text("Deaths in several months together"),
        PeriodKind.TWELVE_MONTHS: language.text("Deaths in the 12 months ending with each month"),
    }[PeriodKind.TWELVE_MONTHS if view.state.window == 12 else view.measure.period]
    return span if view.state.unit == "count" else language.text("{span}, per 100,000 people", span=span)


def _percentage(view: View, language: Language) -> str:
    return {
        PeriodKind.MONTH: language.text("Percentage in each month"),
        PeriodKind.QUARTER: language.text("Percentage in each quarter"),
        PeriodKind.YEAR: language.text("Percentage in each year"),
        PeriodKind.YEAR_TO_DATE: language.text("Percentage since 1 January"),
        PeriodKind.SEVERAL_MONTHS: language.text("Percentage in several months together"),
        PeriodKind.TWELVE_MONTHS: language.text("Percentage in the 12 months ending with each month"),
    }[view.measure.period]


def published(view: View, language: Language) -> str:
    """Which of its two lives the chart shows: as published then, or as published now."""
    asked, newest = view.state.as_of, view.newest_release
    if asked is None:
        if newest is None:
            return language.text("As published now")
        return language.text("As published now (latest release {day})", day=language.day(newest))
    if newest is None:
        return language.text("As published by {day}", day=language.day(asked))
    if asked == newest:
        return language.text("As published {day}", day=language.day(asked))
    return language.text(
        "As published by {day} (latest release {release})", day=language.day(asked), release=language.day(newest)
    )


def source(view: View, language: Language) -> str:
    """The publisher."""
    return language.text("Source: {publisher}", publisher=view.source.publisher[language.code])


def finding(view: View, language: Language) -> str:
    """The newest figure of the view with the day it was published and, for a past day, what is published now."""
    point = view.latest
    shown = view.shown(point) if point else None
    if point is None or shown is None or point.vintage is None:
        return language.text("No figure is held for this choice.")
    values = {
        "period": capital(name(view, language, point.period)),
        "figure": _figure(view, language, point, shown),
        "day": language.day(point.vintage),
    }
    if computed(view):
        said = language.text("{period}: {figure}, computed from counts published up to {day}.", **values)
    else:
        said = language.text("{period}: {figure}, published {day}.", **values)
    return " ".join(part for part in (_gap(view, language), said, _now(view, language, point)) if part)


def _gap(view: View, language: Language) -> str:
    """That the newest sum of twelve months cannot be formed, where the newest figure is of an older one."""
    if view.state.window != 12 or not view.points or view.points[-1].held:
        return ""
    return language.text(
        "The sum of the 12 months to {month} cannot be formed: a month in it is not held as published then.",
        month=language.month(view.points[-1].period.end),
    )


def computed(view: View) -> bool:
    """Whether the figures are ours, computed from published ones."""
    return view.state.unit == "rate" or view.state.window == 12


def _figure(view: View, language: Language, point: Point, shown: float) -> str:
    if view.state.unit == "rate":
        return language.text("{rate} deaths per 100,000 people", rate=amount(view, language, shown))
    if view.measure.is_percentage:
        return amount(view, language, shown)
    return language.count("{n} death", "{n} deaths", int(point.value or 0))


def _now(view: View, language: Language, point: Point) -> str:
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
    if short and view.measure.period is PeriodKind.MONTH:
        month = language.month(period.end, short=True)
        return language.text("to {month}", month=month) if view.state.window == 12 else month
    if view.state.window == 12:
        return language.text("12 months to {month}", month=language.month(period.end))
    return language.period(period)


def capital(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def preliminary(view: View, language: Language) -> str:
    """What experience says of the newest figures; empty where they have settled."""
    if not view.preliminary:
        return ""
    span = _span(view, language, view.preliminary[0], view.preliminary[-1])
    if view.state.window == 12:
        said = language.text(
            "Figures for {span} are preliminary and subject to change, and so are the sums that include them.",
            span=span,
        )
    else:
        said = language.text("Figures for {span} are preliminary and subject to change.", span=span)
    return said + " " + _experience(view, language, view.preliminary[-1].preliminary)


def _experience(view: View, language: Language, experience: Experience | None) -> str:
    if experience is None or not experience.enough:
        return language.text("Too few earlier figures are held to say by how much they change.")
    low, high = experience.middle_half
    months, n = view.measure.period is PeriodKind.MONTH, language.number(experience.count)
    return language.text(
        "For {periods}, the figure published {age} had changed by a median of {median} a year or more later (middle "
        "half of the changes: {low} to {high}).",
        periods=language.text("{n} earlier months", n=n) if months else language.text("{n} earlier periods", n=n),
        age=_age(language, experience),
        median=language.change(experience.median),
        low=language.change(low),
        high=language.change(high),
    )


def _age(language: Language, experience: Experience) -> str:
    first, last = experience.youngest.days, experience.oldest.days
    if not first:
        return language.text("within {days} days of their end", days=last)
    return language.text("{first} to {last} days after their end", first=first, last=last)


def _span(view: View, language: Language, first: Point, last: Point) -> str:
    """From one point to another: the years, else the months in which they end."""
    if view.measure.period is not PeriodKind.YEAR:
        return language.period(Period(first.period.end.replace(day=1), last.period.end))
    years = str(first.period.start.year), str(last.period.end.year)
    return years[1] if first is last else language.text("{first} to {last}", first=years[0], last=years[1])


def not_held(view: View, language: Language) -> str:
    """How many of the months that were public are not held; empty where all are."""
    missing, every = len(view.not_held), language.number(len(view.points))
    if not missing:
        return ""
    if view.state.window == 12:
        return language.count(
            "{n} of {all} twelve-month sums cannot be formed: a month in it is not held as published then.",
            "{n} of {all} twelve-month sums cannot be formed: a month in them is not held as published then.",
            missing,
            all=every,
        )
    if not view.placed_later:
        return language.count(
            "{n} of the {all} figures published by then is not held here.",
            "{n} of the {all} figures published by then are not held here.",
            missing,
            all=every,
        )
    return language.count(
        "{n} of the {all} figures published by then is not held here as it stood. The chart shows a hollow grey point "
        "at the earliest figure held since.",
        "{n} of the {all} figures published by then are not held here as they stood. The chart shows hollow grey "
        "points at the earliest figures held since.",
        missing,
        all=every,
    )


def carried(view: View, language: Language) -> str:
    """How many of the figures were published by the release of the day itself; empty where all were."""
    held = sum(point.held for point in view.points)
    if not view.carried or view.newest_release is None or view.state.window == 12 or not held:
        return ""
    return language.count(
        "{n} of the {all} figures shown was published by the release of {day}; the others by earlier ones.",
        "{n} of the {all} figures shown were published by the release of {day}; the others by earlier ones.",
        held - view.carried,
        all=language.number(held),
        day=language.day(view.newest_release),
    )


def population(view: View, language: Language) -> str:
    """The population behind rates, and from when on its last figure stands in for later ones."""
    used = [point.population for point in view.points if point.population]
    if not used:
        return ""
    last = used[-1]
    said = language.text("Population: {title}, held as of {day}.", title=last.title, day=language.day(last.vintage))
    if view.points[-1].period.end <= last.period.end:
        return said
    rest = language.text("Rates after {period} use its last figure.", period=language.month(last.period.end))
    return f"{said} {rest}"


def alt(view: View, language: Language, place: str) -> str:
    """The chart in words: what, range, peak, latest, what is preliminary, and as of when."""
    held = [(shown, point) for point in view.points if (shown := view.shown(point)) is not None]
    if not held:
        return language.text("{title}: no figure is held for this choice.", title=title(view, language, place))
    low, high = min(held, key=lambda pair: pair[0]), max(held, key=lambda pair: pair[0])
    parts = [
        language.text(
            "{chart}. {title}. {unit}, {span}.",
            chart=_sort(view, language),
            title=title(view, language, place),
            unit=unit(view, language),
            span=_span(view, language, view.points[0], view.points[-1]),
        ),
        language.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=amount(view, language, low[0]),
            low_period=name(view, language, low[1].period),
            high=amount(view, language, high[0]),
            high_period=name(view, language, high[1].period),
        ),
        finding(view, language),
        preliminary(view, language),
        not_held(view, language),
        carried(view, language),
        population(view, language),
        published(view, language) + ".",
    ]
    return " ".join(part for part in parts if part)


def _sort(view: View, language: Language) -> str:
    if view.measure.period in UNEVEN:
        return language.text("Chart of points")
    return language.text("Line chart")


def before_first(view: View, language: Language) -> str:
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
