"""Every sentence about a view, generated from its figures. Never written twice, never sensational."""

from datetime import date

from dashboard.language import Language
from dashboard.views import Point, View
from etl.commentary import Claim
from etl.model import Period, PeriodKind, Status


def amount(view: View, language: Language, value: float) -> str:
    """A figure as the view writes it: a whole count, or a rate with one decimal."""
    return language.number(value, 1 if view.state.unit == "rate" else 0)


def title(view: View, language: Language, place: str) -> str:
    """What is counted, and where."""
    return language.text("{measure}, {place}", measure=view.measure.title[language.code], place=place)


def unit(view: View, language: Language) -> str:
    """What one point is: how long it covers, and per how many people."""
    if view.state.window == 12:
        span = language.text("Deaths in 12 months ending")
    else:
        span = {
            PeriodKind.MONTH: language.text("Deaths in each month"),
            PeriodKind.QUARTER: language.text("Deaths in each quarter"),
            PeriodKind.YEAR: language.text("Deaths in each year"),
            PeriodKind.YEAR_TO_DATE: language.text("Deaths since 1 January"),
            PeriodKind.TWELVE_MONTHS: language.text("Deaths in 12 months ending"),
        }[view.measure.period]
    return span if view.state.unit == "count" else language.text("{span}, per 100,000 people", span=span)


def published(view: View, language: Language) -> str:
    """Which of its two lives the chart shows: as published then, or as published now."""
    if view.state.as_of:
        return language.text("As published {day}", day=language.day(view.state.as_of))
    if view.newest_release:
        return language.text("As published now (latest release {day})", day=language.day(view.newest_release))
    return language.text("As published now")


def source(view: View, language: Language) -> str:
    """The publisher."""
    return language.text("Source: {publisher}", publisher=view.source.publisher[language.code])


def finding(view: View, language: Language) -> str:
    """The newest figure of the view with the day it was published and, for a past day, what is published now."""
    point = view.latest
    shown = view.shown(point) if point else None
    if point is None or shown is None or point.vintage is None:
        return language.text("No figure is held for this choice.")
    said = language.text(
        "{period}: {figure}, published {day}.",
        period=_capital(name(view, language, point.period)),
        figure=_figure(view, language, point, shown),
        day=language.day(point.vintage),
    )
    return " ".join(part for part in (said, _now(view, language, point)) if part)


def _figure(view: View, language: Language, point: Point, shown: float) -> str:
    if view.state.unit == "rate":
        return language.text("{rate} deaths per 100,000 people", rate=amount(view, language, shown))
    return language.count("{n} death", "{n} deaths", int(point.value or 0))


def _now(view: View, language: Language, point: Point) -> str:
    today = next((now for now in view.now if now.period == point.period), None)
    if view.state.as_of is None or today is None or today.vintage is None:
        return ""
    value = view.shown(today)
    if value is None:
        return ""
    return language.text(
        "As published now: {figure} (release of {day}).",
        figure=amount(view, language, value),
        day=language.day(today.vintage),
    )


def name(view: View, language: Language, period: Period, *, short: bool = False) -> str:
    """A period of the view in words."""
    if short and period.length == 1:
        return language.month(period.start, short=True)
    if view.state.window == 12:
        return language.text("12 months to {month}", month=language.month(period.end))
    return language.period(period)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def preliminary(view: View, language: Language) -> str:
    """What experience says of the newest figures; empty where they have settled."""
    if not view.preliminary:
        return ""
    first, last = view.preliminary[0], view.preliminary[-1]
    span = _from_to(language, first, last)
    experience = last.preliminary
    if experience is None or not experience.enough:
        return language.text(
            "Figures for {span} are preliminary and subject to change; too few earlier figures are held to say by how "
            "much.",
            span=span,
        )
    low, high = experience.middle_half
    return language.text(
        "Figures for {span} are preliminary. Earlier months first published within {days} days of their end later "
        "changed by {median} at the median (middle half {low} to {high}; {n} months, a year or more later).",
        span=span,
        days=experience.oldest.days,
        median=_signed(language, experience.median),
        low=_signed(language, low),
        high=_signed(language, high),
        n=experience.count,
    )


def _signed(language: Language, share: float) -> str:
    return ("+" if share > 0 else "\u2212" if share < 0 else "") + language.percent(abs(share))


def _from_to(language: Language, first: Point, last: Point) -> str:
    if first is last:
        return language.month(last.period.end)
    return language.text(
        "{first} to {last}", first=language.month(first.period.end), last=language.month(last.period.end)
    )


def not_held(view: View, language: Language) -> str:
    """How many of the months that were public are not held; empty where all are."""
    if not view.not_held or not view.points:
        return ""
    if view.state.window == 12:
        return language.text(
            "{missing} of {all} twelve-month sums cannot be formed: a month in them is not held as published then.",
            missing=language.number(len(view.not_held)),
            all=language.number(len(view.points)),
        )
    return language.text(
        "Of {all} months shown that had been published by then, {held} are held and {missing} are not; those are drawn "
        "as hollow grey points at the earliest figure held, and the table gives its day.",
        all=language.number(len(view.points)),
        held=language.number(len(view.points) - len(view.not_held)),
        missing=language.number(len(view.not_held)),
    )


def hover(view: View, language: Language, point: Point) -> str:
    """One period in one label: value, the day it was published, what it was first, what it is now."""
    period = f"<b>{_capital(name(view, language, point.period))}</b>"
    if not point.held:
        return "<br>".join([period, *absent(view, language, point)])
    shown = view.shown(point)
    lines = [period, amount(view, language, shown) if shown is not None else language.text("no population held")]
    if point.vintage:
        lines.append(language.text("published {day}", day=language.day(point.vintage)))
    if point.first and point.first.value is not None and point.first.vintage != point.vintage:
        first = language.number(point.first.value)
        lines.append(language.text("first held: {figure} ({day})", figure=first, day=language.day(point.first.vintage)))
    if point.preliminary:
        lines.append(language.text("preliminary"))
    return "<br>".join(lines)


def absent(view: View, language: Language, point: Point) -> list[str]:
    """Why a period has no value, and the earliest figure held since where there is one."""
    lines = [status(language, point.status)]
    earliest = point.earliest_held
    if earliest and earliest.value is not None:
        figure = amount(view, language, view.amount(point, earliest.value) or 0)
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
        Status.WITHDRAWN: language.text("withdrawn by the publisher"),
        Status.NOT_HELD: language.text("published by then, not held here"),
    }[Status(code)]


def alt(view: View, language: Language, place: str) -> str:
    """The chart in words: what, range, peak, latest, what is preliminary, and as of when."""
    held = [(shown, point) for point in view.points if (shown := view.shown(point)) is not None]
    if not held:
        return language.text("{title}: no figure is held for this choice.", title=title(view, language, place))
    low, high = min(held, key=lambda pair: pair[0]), max(held, key=lambda pair: pair[0])
    parts = [
        language.text(
            "Line chart. {title}. {unit}, {first} to {last}.",
            title=title(view, language, place),
            unit=unit(view, language),
            first=language.month(view.points[0].period.end),
            last=language.month(view.points[-1].period.end),
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
        published(view, language) + ".",
    ]
    return " ".join(part for part in parts if part)


def before_first(view: View, language: Language) -> str:
    """What to say of a day before the first release held."""
    first: date = view.releases[0]
    return language.text(
        "Nothing is held as published by that day. The first release held is that of {day}.", day=language.day(first)
    )


def kind(language: Language, code: str) -> str:
    """A kind of writing, or an event, in words."""
    return {
        "blog": language.text("blog"),
        "news": language.text("news"),
        "statement": language.text("statement"),
        "policy": language.text("policy"),
        "research": language.text("research"),
        "event": language.text("event"),
    }[code]


def held(language: Language, value: float, vintage: date) -> str:
    """A published figure and the day it was published."""
    return language.text("{figure} ({day})", figure=language.number(value), day=language.day(vintage))


def quoted(language: Language, claim: Claim) -> str:
    """A figure as a writing quotes it: the number and what it is said to count."""
    value, period = claim.value or 0.0, language.period(claim.period)
    if claim.quantity.startswith("pct_"):
        return language.text("{change} change, {period}", change=_signed(language, value / 100), period=period)
    figure = language.number(value, 0 if float(value).is_integer() else 1)
    counted = {
        "deaths_in_month": language.text("{figure} deaths in {period}", figure=figure, period=period),
        "deaths_in_year": language.text("{figure} deaths in {period}", figure=figure, period=period),
        "deaths_in_month_initial": language.text(
            "{figure} deaths in {period}, as first reported", figure=figure, period=period
        ),
        "rate_per_100k_year": language.text("{figure} per 100,000 people, {period}", figure=figure, period=period),
        "rate_per_100k_ytd": language.text("{figure} per 100,000 people, {period}", figure=figure, period=period),
        "deaths_per_day": language.text("{figure} deaths a day, {period}", figure=figure, period=period),
        "mean_deaths_per_month": language.text("{figure} deaths a month, {period}", figure=figure, period=period),
    }
    return counted.get(claim.quantity) or language.text("{figure} deaths, {period}", figure=figure, period=period)
