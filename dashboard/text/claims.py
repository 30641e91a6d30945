"""Writings and the values they quote, in words."""

from collections.abc import Mapping
from datetime import date

from dashboard.i18n import Locale
from dashboard.text import release_dates
from etl.core.model import Period
from etl.reference.claims import ClaimComparison, ClaimStatus, VintageValue
from etl.reference.commentary import Article, Claim
from etl.reference.quantities import Quantity

_DEATHS = frozenset(
    {
        Quantity.DEATHS_IN_MONTH,
        Quantity.DEATHS_IN_QUARTER,
        Quantity.DEATHS_IN_YEAR,
        Quantity.DEATHS_YTD,
        Quantity.DEATHS_12_MONTH,
        Quantity.DEATHS_IN_PERIOD,
        Quantity.DEATHS_SINCE_EMERGENCY,
    }
)
"""Plain counts: their period says all else."""
_OPIOID_DEATHS = frozenset(
    {Quantity.OPIOID_DEATHS_IN_MONTH, Quantity.OPIOID_DEATHS_IN_YEAR, Quantity.OPIOID_DEATHS_YTD}
)
_CHANGES = frozenset(quantity for quantity in Quantity if "pct_" in quantity or quantity.endswith("_pct"))


def kind_label(locale: Locale, code: str) -> str:
    """Write a kind of writing, or an event, in words."""
    return {
        "blog": locale.text("blog"),
        "news": locale.text("news"),
        "statement": locale.text("statement"),
        "policy": locale.text("policy"),
        "research": locale.text("research"),
        "event": locale.text("event"),
    }[code]


def article_byline(locale: Locale, article: Article) -> str:
    """Write who wrote a text, where and when; how author and title are known, where they were not read in it."""
    author = article.author
    if author and article.author_basis == "inferred":
        author = locale.text("{author} (author inferred)", author=author)
    title_note = locale.text("title from its address") if article.title_basis == "slug" else ""
    parts = (author, _publication(locale, article), locale.day(article.published_on), title_note)
    return ", ".join(part for part in parts if part)


def _publication(locale: Locale, article: Article) -> str:
    """Name the publication of a text, and where it was read if not there."""
    if article.read_as is None:
        return article.publication
    names = {"publication": article.publication, "site": article.read_at}
    if article.read_as == "excerpt":
        return locale.text("{publication} (excerpt on {site})", **names)
    return locale.text("{publication} (copy on {site})", **names)


def published_value(locale: Locale, published: VintageValue, basis: Mapping[date, str]) -> str:
    """Write a published value and the day it was published; a change with the two counts that it comes from.

    Here and below ``basis`` says how the day of each release of the source of the value is known.
    """
    figure = locale.number(published.value)
    if published.counts:
        later, earlier = map(locale.number, published.counts)
        digits = 0 if float(published.value).is_integer() else 1
        change = locale.change(published.value / 100, digits)
        figure = locale.text("{later} / {earlier} = {change}", later=later, earlier=earlier, change=change)
    day = release_dates.write_day(basis.get(published.vintage), locale, published.vintage)
    return locale.text("{figure} ({day})", figure=figure, day=day)


def value_at_writing(
    locale: Locale, claim: Claim, reading: ClaimComparison, written: date, basis: Mapping[date, str]
) -> str:
    """Write the value published when the writing was, in words that do not call its author wrong.

    What is held is incomplete: where it is not what the writing quotes, that may be for want of the release it used.
    """
    if reading.then is None:
        return locale.text("as published then: not held")
    figure = published_value(locale, reading.then, basis)
    if reading.status in {ClaimStatus.MATCHES_THEN, ClaimStatus.MATCHES_BOTH}:
        return _matching_value(locale, figure, reading.then, is_rounded=claim.value != reading.then.value)
    return _other_value(locale, figure, reading, is_same_day=reading.then.vintage == written)


def _matching_value(locale: Locale, figure: str, published: VintageValue, *, is_rounded: bool) -> str:
    if published.counts:
        return locale.text("computed from the figures published then: {figure}", figure=figure)
    if is_rounded:
        return locale.text("as published then: {figure}, rounded in the text", figure=figure)
    return locale.text("as published then: {figure}", figure=figure)


def _other_value(locale: Locale, figure: str, reading: ClaimComparison, *, is_same_day: bool) -> str:
    if reading.then and reading.then.counts:
        return locale.text("computed from the latest figures held of that time: {figure}", figure=figure)
    if reading.status is ClaimStatus.SUPERSEDED_WHEN_WRITTEN:
        if is_same_day:
            return locale.text("as published earlier. Figure held from the day of the writing: {figure}", figure=figure)
        return locale.text("as published earlier. Latest figure held from before the writing: {figure}", figure=figure)
    if is_same_day:
        return locale.text("in no release held here. Figure held from the day of the writing: {figure}", figure=figure)
    return locale.text("in no release held here. Latest figure held from before the writing: {figure}", figure=figure)


def current_value(
    locale: Locale, reading: ClaimComparison, seen: date | None, written: date, basis: Mapping[date, str]
) -> str:
    """Write the newest value held; that no later one is, where no release since the writing published it."""
    if reading.now is None:
        return ""
    if seen is None or seen <= written:
        return locale.text("no later figure is held")
    if reading.then and (reading.now.value, reading.now.counts) == (reading.then.value, reading.then.counts):
        return locale.text("newest held: unchanged")
    figure = published_value(locale, reading.now, basis)
    if reading.now.counts:
        return locale.text("computed from the newest figures held: {figure}", figure=figure)
    return locale.text("newest held: {figure}", figure=figure)


def replay_label(locale: Locale, release: date | None, basis: Mapping[date, str], *, is_recent: bool) -> str:
    """Write the words of the link to the chart as of the day of writing; those in its place where nothing is held."""
    if release is None:
        return locale.text("No release of these figures is held from that day or before.")
    if is_recent:
        return locale.text("See the chart as of that day")
    day = release_dates.write_day(basis.get(release), locale, release)
    return locale.text("Nearest release held: {day}", day=day)


def quoted_value(locale: Locale, claim: Claim, place: str = "") -> str:
    """Write a value as a text quotes it: the number and what it counts, after its place where one is given."""
    text = _quoted_value(locale, claim)
    return locale.text("{place}: {said}", place=place, said=text) if place else text


def _quoted_value(locale: Locale, claim: Claim) -> str:
    value, when = claim.value or 0.0, _period_phrase(locale, claim.period)
    digits = 0 if float(value).is_integer() else 1
    if claim.quantity is None:
        raise ValueError("a reference without a figure quotes none")
    if claim.quantity in _CHANGES:
        return _quoted_change(locale, claim.quantity, locale.change(value / 100, digits), when)
    figure = locale.number(value, digits)
    if claim.quantity in _OPIOID_DEATHS:
        return locale.text("{figure} opioid deaths {when}", figure=figure, when=when)
    if claim.quantity in _DEATHS:
        return locale.text("{figure} deaths {when}", figure=figure, when=when)
    return {
        Quantity.DEATHS_IN_MONTH_INITIAL: locale.text(
            "{figure} deaths {when}, as first reported", figure=figure, when=when
        ),
        Quantity.ACCIDENTAL_DEATHS_IN_YEAR: locale.text("{figure} accidental deaths {when}", figure=figure, when=when),
        Quantity.EXCESS_DEATHS_ESTIMATE: locale.text(
            "estimate: {figure} excess deaths {when}", figure=figure, when=when
        ),
        Quantity.PROJECTED_DEATHS: locale.text("projection: {figure} deaths {when}", figure=figure, when=when),
        Quantity.CHANGE_IN_DEATHS: locale.text("change: {figure} deaths {when}", figure=figure, when=when),
        Quantity.RATE_PER_100K_YEAR: locale.text("{figure} deaths per 100,000 people {when}", figure=figure, when=when),
        Quantity.RATE_PER_100K_YTD: locale.text("{figure} deaths per 100,000 people {when}", figure=figure, when=when),
        Quantity.RATE_PER_MILLION_YEAR: locale.text(
            "{figure} deaths per million people {when}", figure=figure, when=when
        ),
        Quantity.DEATHS_PER_DAY: locale.text("{figure} deaths a day {when}", figure=figure, when=when),
        Quantity.MEAN_DEATHS_PER_MONTH: locale.text("{figure} deaths a month {when}", figure=figure, when=when),
    }[claim.quantity]


def _quoted_change(locale: Locale, quantity: Quantity, change: str, when: str) -> str:
    """Write a change in per cent with what it compares; a fall is negative."""
    return {
        Quantity.PCT_CHANGE_YEAR: locale.text(
            "{change} {when} compared with the year before", change=change, when=when
        ),
        Quantity.PCT_CHANGE_12_MONTH: locale.text(
            "{change} {when} compared with the 12 months before", change=change, when=when
        ),
        Quantity.PCT_CHANGE_YTD: locale.text(
            "{change} {when} compared with the same months a year before", change=change, when=when
        ),
        Quantity.PCT_CHANGE_YEAR_MONTH: locale.text(
            "{change} {when} compared with the same month a year before", change=change, when=when
        ),
        Quantity.PCT_CHANGE_TWO_YEARS: locale.text(
            "{change} {when} compared with two years before", change=change, when=when
        ),
        Quantity.PCT_CHANGE_PREVIOUS_HALF: locale.text(
            "{change} {when} compared with the half-year before", change=change, when=when
        ),
        Quantity.PCT_CHANGE_PREVIOUS_QUARTER: locale.text(
            "{change} {when} compared with the quarter before", change=change, when=when
        ),
        Quantity.PCT_CHANGE_PREVIOUS_MONTH: locale.text(
            "{change} {when} compared with the month before", change=change, when=when
        ),
        Quantity.PCT_CHANGE_HOSPITALIZATIONS: locale.text(
            "hospitalizations: {change} {when}", change=change, when=when
        ),
        Quantity.ESTIMATED_EFFECT_PCT: locale.text("estimated effect: {change} {when}", change=change, when=when),
    }[quantity]


def _period_phrase(locale: Locale, period: Period) -> str:
    """Write ``in July 2020``, ``in 2020``, ``in the 12 months to November 2018``, ``from January to July 2020``."""
    if period.length_months == 1 or period == Period.year(period.start.year):
        return locale.text("in {period}", period=locale.period(period))
    if period.length_months == 12:
        return locale.text("in the 12 months to {month}", month=locale.month(period.end))
    return locale.text("from {period}", period=locale.period(period))
