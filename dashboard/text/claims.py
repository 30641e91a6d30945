"""The figures that writings quote, in words: the number, the words before it, and what it counts."""

from dashboard.i18n import Locale
from etl.claims.computed import base_of
from etl.core.model import Period
from etl.core.quotation import Comparator, Direction, Quotation, QuoteKind, Rank, Streak
from etl.reference.claim_rows import Claim

MONTHS_A_YEAR = 12


def quoted_value(locale: Locale, claim: Claim, place: str = "") -> str:
    """Write a value as a text quotes it: the number and what it counts, after its place where one is given."""
    text = quotation_phrase(locale, claim.quotation)
    return locale.text("{place}: {said}", place=place, said=text) if place else text


def quotation_phrase(locale: Locale, quotation: Quotation) -> str:
    """Write what is quoted: ``more than 900 deaths from January to July 2020``; ``ValueError`` for a reference."""
    match quotation.kind:
        case QuoteKind.REFERENCE:
            raise ValueError("a reference without a figure quotes none")
        case QuoteKind.RANK:
            return _rank_phrase(locale, quotation.rank or Rank(Direction.HIGH), quotation.period)
        case QuoteKind.STREAK:
            return _streak_phrase(locale, quotation)
        case QuoteKind.CHANGE:
            return _change_phrase(locale, quotation)
        case QuoteKind.SHARE:
            share = _with_comparator(locale, quotation, is_percent=True)
            return locale.text(
                "{share} of the deaths {when}", share=share, when=period_phrase(locale, quotation.period)
            )
        case QuoteKind.ESTIMATE if quotation.unit == "percent":
            change = _change(locale, quotation.value or 0.0)
            return locale.text(
                "estimated effect: {change} {when}", change=change, when=period_phrase(locale, quotation.period)
            )
        case _:
            return _count_phrase(locale, quotation)


def decimals(value: float) -> int:
    """Return how many decimals a quoted number is written with: none where it is whole."""
    return 0 if float(value).is_integer() else 1


def period_phrase(locale: Locale, period: Period) -> str:
    """Write ``in July 2020``, ``in 2020``, ``in the 12 months to November 2018``, ``from January to July 2020``."""
    if period.length_months == 1 or period == Period.year(period.start.year):
        return locale.text("in {period}", period=locale.period(period))
    if period.length_months == MONTHS_A_YEAR:
        return locale.text("in the 12 months to {month}", month=locale.month(period.end))
    return locale.text("from {period}", period=locale.period(period))


def _count_phrase(locale: Locale, quotation: Quotation) -> str:
    """Write a number of deaths, a rate or a mean, with the class of deaths where the text names one that narrows it."""
    figure = _with_comparator(locale, quotation)
    when = period_phrase(locale, quotation.period)
    by_unit = {
        "per_100k_year": locale.text("{figure} deaths per 100,000 people {when}", figure=figure, when=when),
        "per_million_year": locale.text("{figure} deaths per million people {when}", figure=figure, when=when),
        "deaths_per_day": locale.text("{figure} deaths a day {when}", figure=figure, when=when),
        "deaths_per_week": locale.text("{figure} deaths a week {when}", figure=figure, when=when),
        "deaths_per_month": locale.text("{figure} deaths a month {when}", figure=figure, when=when),
    }
    by_kind = {
        QuoteKind.INITIAL: locale.text("{figure} deaths {when}, as first reported", figure=figure, when=when),
        QuoteKind.PROJECTION: locale.text("projection: {figure} deaths {when}", figure=figure, when=when),
        QuoteKind.ESTIMATE: locale.text("estimate: {figure} deaths {when}", figure=figure, when=when),
    }
    plain = by_unit.get(quotation.unit) or by_kind.get(quotation.kind)
    return plain or _class_phrase(locale, quotation, figure, when)


def _class_phrase(locale: Locale, quotation: Quotation, figure: str, when: str) -> str:
    if "opioid" in quotation.class_words:
        return locale.text("{figure} opioid deaths {when}", figure=figure, when=when)
    if "accidental" in quotation.class_words:
        return locale.text("{figure} accidental deaths {when}", figure=figure, when=when)
    return locale.text("{figure} deaths {when}", figure=figure, when=when)


def _with_comparator(locale: Locale, quotation: Quotation, *, is_percent: bool = False) -> str:
    """Write the number with the words before it, as the text has them."""
    value = quotation.value or 0.0
    number = _share(locale, value) if is_percent else locale.number(value, decimals(value))
    upper = quotation.value_to or value
    last = _share(locale, upper) if is_percent else locale.number(upper, decimals(upper))
    return {
        Comparator.ABOUT: locale.text("about {number}", number=number),
        Comparator.MORE_THAN: locale.text("more than {number}", number=number),
        Comparator.AT_LEAST: locale.text("at least {number}", number=number),
        Comparator.NEARLY: locale.text("nearly {number}", number=number),
        Comparator.FEWER_THAN: locale.text("fewer than {number}", number=number),
        Comparator.BETWEEN: locale.text("between {number} and {last}", number=number, last=last),
    }.get(quotation.comparator, number)


def _share(locale: Locale, value: float) -> str:
    return locale.percent(value / 100, decimals(value))


def _change(locale: Locale, value: float) -> str:
    return locale.change(value / 100, decimals(value))


def _change_phrase(locale: Locale, quotation: Quotation) -> str:
    """Write a change with what it compares; a fall is negative."""
    value, when = quotation.value or 0.0, period_phrase(locale, quotation.period)
    if quotation.unit == "deaths":
        return locale.text("change: {figure} deaths {when}", figure=locale.number(value), when=when)
    change = _change(locale, value)
    if quotation.comparator is Comparator.BETWEEN and quotation.value_to is not None:
        change = locale.text("between {number} and {last}", number=change, last=_change(locale, quotation.value_to))
    if "hospitalizations" in quotation.class_words:
        return locale.text("hospitalizations: {change} {when}", change=change, when=when)
    return _compared_phrase(locale, quotation, change, when)


def _compared_phrase(locale: Locale, quotation: Quotation, change: str, when: str) -> str:
    period, base = quotation.period, base_of(quotation)
    months = period.index - base.index if base.length_months == period.length_months else None
    is_year = period == Period.year(period.start.year)
    if months == MONTHS_A_YEAR and not is_year:
        return _year_before_phrase(locale, period, change, when)
    names = {
        MONTHS_A_YEAR: locale.text("{change} {when} compared with the year before", change=change, when=when),
        2 * MONTHS_A_YEAR: locale.text("{change} {when} compared with two years before", change=change, when=when),
        6: locale.text("{change} {when} compared with the half-year before", change=change, when=when),
        3: locale.text("{change} {when} compared with the quarter before", change=change, when=when),
        1: locale.text("{change} {when} compared with the month before", change=change, when=when),
    }
    is_next = months == period.length_months or (months or 0) >= MONTHS_A_YEAR
    if months in names and is_next:
        return names[months]
    return locale.text("{change} {when} compared with {base}", change=change, when=when, base=locale.period(base))


def _year_before_phrase(locale: Locale, period: Period, change: str, when: str) -> str:
    if period.length_months == MONTHS_A_YEAR:
        return locale.text("{change} {when} compared with the 12 months before", change=change, when=when)
    if period.length_months == 1:
        return locale.text("{change} {when} compared with the same month a year before", change=change, when=when)
    return locale.text("{change} {when} compared with the same months a year before", change=change, when=when)


def _rank_phrase(locale: Locale, rank: Rank, period: Period) -> str:
    """Write where a text puts a period among others: ``July 2020: near the highest``."""
    span = rank.since or rank.within
    names = {"period": locale.period(period), "n": locale.number(rank.position), "span": locale.period(span or period)}
    if rank.direction is Direction.HIGH:
        phrases = {
            "since": locale.text("{period}: the highest since {span}", **names),
            "within": locale.text("{period}: the highest in {span}", **names),
            "near": locale.text("{period}: near the highest", **names),
            "first": locale.text("{period}: the highest", **names),
            "nth": locale.text("{period}: number {n} from the highest", **names),
        }
    else:
        phrases = {
            "since": locale.text("{period}: the lowest since {span}", **names),
            "within": locale.text("{period}: the lowest in {span}", **names),
            "near": locale.text("{period}: near the lowest", **names),
            "first": locale.text("{period}: the lowest", **names),
            "nth": locale.text("{period}: number {n} from the lowest", **names),
        }
    return phrases[_rank_form(rank)]


def _rank_form(rank: Rank) -> str:
    if rank.since:
        return "since"
    if rank.is_near:
        return "near"
    if rank.position > 1:
        return "nth"
    return "within" if rank.within else "first"


def _streak_phrase(locale: Locale, quotation: Quotation) -> str:
    """Write how many periods in a row a text names: ``3 in a row above 170, up to July 2020``."""
    streak = quotation.streak or Streak(Direction.HIGH, int(quotation.value or 0))
    last, is_high = locale.period(quotation.period), streak.direction is Direction.HIGH
    names = {"n": locale.number(streak.length), "last": last}
    if streak.threshold is None:
        if is_high:
            return locale.text("{n} rises in a row, up to {last}", **names)
        return locale.text("{n} falls in a row, up to {last}", **names)
    number = locale.number(streak.threshold, decimals(streak.threshold))
    if is_high:
        return locale.text("{n} in a row above {number}, up to {last}", number=number, **names)
    return locale.text("{n} in a row below {number}, up to {last}", number=number, **names)
