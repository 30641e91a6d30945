"""Writings and the figures they quote, in words."""

from datetime import date

from dashboard.i18n import Locale
from etl.commentary import Claim, ClaimStatus, Held, Reading
from etl.model import Period


def kind(locale: Locale, code: str) -> str:
    """A kind of writing, or an event, in words."""
    return {
        "blog": locale.text("blog"),
        "news": locale.text("news"),
        "statement": locale.text("statement"),
        "policy": locale.text("policy"),
        "research": locale.text("research"),
        "event": locale.text("event"),
    }[code]


def held(locale: Locale, figure: Held) -> str:
    """A published figure and the day it was published."""
    return locale.text("{figure} ({day})", figure=locale.number(figure.value), day=locale.day(figure.vintage))


def then(locale: Locale, claim: Claim, reading: Reading) -> str:
    """The figure published when the writing was, in words that do not call its author wrong.

    What is held is incomplete: where it is not what the writing quotes, that may be for want of the release it used.
    """
    if reading.then is None:
        return locale.text("as published then: not held")
    figure = held(locale, reading.then)
    if claim.value == reading.then.value:
        return locale.text("as published then: {figure}", figure=figure)
    if reading.status is ClaimStatus.SUPERSEDED_WHEN_WRITTEN:
        return locale.text("as published earlier. Latest figure held from before the writing: {figure}", figure=figure)
    return locale.text("in no release held here. Latest figure held from before the writing: {figure}", figure=figure)


def now(locale: Locale, reading: Reading, seen: date | None, written: date) -> str:
    """The figure published now; that no later one is held, where no release since the writing published it."""
    if reading.now is None:
        return ""
    if seen is None or seen <= written:
        return locale.text("no later figure is held")
    if reading.now == reading.then:
        return locale.text("as published now: unchanged")
    return locale.text("as published now: {figure}", figure=held(locale, reading.now))


def quoted(locale: Locale, claim: Claim, place: str = "") -> str:
    """A figure as a writing quotes it: the number and what it is said to count, after its place where one is named."""
    said = _quoted(locale, claim)
    return locale.text("{place}: {said}", place=place, said=said) if place else said


def _quoted(locale: Locale, claim: Claim) -> str:
    value, when = claim.value or 0.0, _when(locale, claim.period)
    digits = 0 if float(value).is_integer() else 1
    if "pct_" in claim.quantity or claim.quantity.endswith("_pct"):
        return _quoted_change(locale, claim.quantity, locale.change(value / 100, digits), when)
    figure = locale.number(value, digits)
    if claim.quantity.startswith("opioid_"):
        return locale.text("{figure} opioid deaths {when}", figure=figure, when=when)
    counted = {
        "deaths_in_month_initial": locale.text("{figure} deaths {when}, as first reported", figure=figure, when=when),
        "accidental_deaths_in_year": locale.text("{figure} accidental deaths {when}", figure=figure, when=when),
        "excess_deaths_estimate": locale.text("estimate: {figure} excess deaths {when}", figure=figure, when=when),
        "projected_deaths": locale.text("projection: {figure} deaths {when}", figure=figure, when=when),
        "change_in_deaths": locale.text("change: {figure} deaths {when}", figure=figure, when=when),
        "rate_per_100k_year": locale.text("{figure} deaths per 100,000 people {when}", figure=figure, when=when),
        "rate_per_100k_ytd": locale.text("{figure} deaths per 100,000 people {when}", figure=figure, when=when),
        "rate_per_million_year": locale.text("{figure} deaths per million people {when}", figure=figure, when=when),
        "deaths_per_day": locale.text("{figure} deaths a day {when}", figure=figure, when=when),
        "mean_deaths_per_month": locale.text("{figure} deaths a month {when}", figure=figure, when=when),
    }
    return counted.get(claim.quantity) or locale.text("{figure} deaths {when}", figure=figure, when=when)


def _quoted_change(locale: Locale, quantity: str, change: str, when: str) -> str:
    """A change in per cent with what it compares; a fall is negative."""
    compared = {
        "pct_change_year": locale.text("{change} {when} compared with the year before", change=change, when=when),
        "pct_change_12_month": locale.text(
            "{change} {when} compared with the 12 months before", change=change, when=when
        ),
        "pct_change_ytd": locale.text(
            "{change} {when} compared with the same months a year before", change=change, when=when
        ),
        "pct_change_year_month": locale.text(
            "{change} {when} compared with the same month a year before", change=change, when=when
        ),
        "pct_change_two_years": locale.text("{change} {when} compared with two years before", change=change, when=when),
        "pct_change_previous_half": locale.text(
            "{change} {when} compared with the half-year before", change=change, when=when
        ),
        "pct_change_previous_quarter": locale.text(
            "{change} {when} compared with the quarter before", change=change, when=when
        ),
        "pct_change_previous_month": locale.text(
            "{change} {when} compared with the month before", change=change, when=when
        ),
        "pct_change_hospitalizations": locale.text("hospitalizations: {change} {when}", change=change, when=when),
        "estimated_effect_pct": locale.text("estimated effect: {change} {when}", change=change, when=when),
    }
    return compared.get(quantity) or locale.text("{change} {when}", change=change, when=when)


def _when(locale: Locale, period: Period) -> str:
    """``in July 2020``, ``in 2020``, ``in the 12 months to November 2018``, ``from January to July 2020``."""
    if period.length == 1 or period == Period.year(period.start.year):
        return locale.text("in {period}", period=locale.period(period))
    if period.length == 12:
        return locale.text("in the 12 months to {month}", month=locale.month(period.end))
    return locale.text("from {period}", period=locale.period(period))
