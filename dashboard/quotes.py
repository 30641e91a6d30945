"""Writings and the figures they quote, in words."""

from datetime import date

from dashboard.language import Language
from etl.commentary import Claim, ClaimStatus, Held, Reading
from etl.model import Period


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


def held(language: Language, figure: Held) -> str:
    """A published figure and the day it was published."""
    return language.text("{figure} ({day})", figure=language.number(figure.value), day=language.day(figure.vintage))


def then(language: Language, claim: Claim, reading: Reading) -> str:
    """The figure published when the writing was, in words that do not call its author wrong.

    What is held is incomplete: where it is not what the writing quotes, that may be for want of the release it used.
    """
    if reading.then is None:
        return language.text("as published then: not held")
    figure = held(language, reading.then)
    if claim.value == reading.then.value:
        return language.text("as published then: {figure}", figure=figure)
    if reading.status is ClaimStatus.SUPERSEDED_WHEN_WRITTEN:
        return language.text(
            "as published earlier. Latest figure held from before the writing: {figure}", figure=figure
        )
    return language.text("in no release held here. Latest figure held from before the writing: {figure}", figure=figure)


def now(language: Language, reading: Reading, seen: date | None, written: date) -> str:
    """The figure published now; that no later one is held, where no release since the writing published it."""
    if reading.now is None:
        return ""
    if seen is None or seen <= written:
        return language.text("no later figure is held")
    if reading.now == reading.then:
        return language.text("as published now: unchanged")
    return language.text("as published now: {figure}", figure=held(language, reading.now))


def quoted(language: Language, claim: Claim, place: str = "") -> str:
    """A figure as a writing quotes it: the number and what it is said to count, after its place where one is named."""
    said = _quoted(language, claim)
    return language.text("{place}: {said}", place=place, said=said) if place else said


def _quoted(language: Language, claim: Claim) -> str:
    value, when = claim.value or 0.0, _when(language, claim.period)
    digits = 0 if float(value).is_integer() else 1
    if "pct_" in claim.quantity or claim.quantity.endswith("_pct"):
        return _quoted_change(language, claim.quantity, language.change(value / 100, digits), when)
    figure = language.number(value, digits)
    if claim.quantity.startswith("opioid_"):
        return language.text("{figure} opioid deaths {when}", figure=figure, when=when)
    counted = {
        "deaths_in_month_initial": language.text("{figure} deaths {when}, as first reported", figure=figure, when=when),
        "accidental_deaths_in_year": language.text("{figure} accidental deaths {when}", figure=figure, when=when),
        "excess_deaths_estimate": language.text("estimate: {figure} excess deaths {when}", figure=figure, when=when),
        "projected_deaths": language.text("projection: {figure} deaths {when}", figure=figure, when=when),
        "change_in_deaths": language.text("change: {figure} deaths {when}", figure=figure, when=when),
        "rate_per_100k_year": language.text("{figure} deaths per 100,000 people {when}", figure=figure, when=when),
        "rate_per_100k_ytd": language.text("{figure} deaths per 100,000 people {when}", figure=figure, when=when),
        "rate_per_million_year": language.text("{figure} deaths per million people {when}", figure=figure, when=when),
        "deaths_per_day": language.text("{figure} deaths a day {when}", figure=figure, when=when),
        "mean_deaths_per_month": language.text("{figure} deaths a month {when}", figure=figure, when=when),
    }
    return counted.get(claim.quantity) or language.text("{figure} deaths {when}", figure=figure, when=when)


def _quoted_change(language: Language, quantity: str, change: str, when: str) -> str:
    """A change in per cent with what it compares; a fall is negative."""
    compared = {
        "pct_change_year": language.text("{change} {when} compared with the year before", change=change, when=when),
        "pct_change_12_month": language.text(
            "{change} {when} compared with the 12 months before", change=change, when=when
        ),
        "pct_change_ytd": language.text(
            "{change} {when} compared with the same months a year before", change=change, when=when
        ),
        "pct_change_year_month": language.text(
            "{change} {when} compared with the same month a year before", change=change, when=when
        ),
        "pct_change_two_years": language.text(
            "{change} {when} compared with two years before", change=change, when=when
        ),
        "pct_change_previous_half": language.text(
            "{change} {when} compared with the half-year before", change=change, when=when
        ),
        "pct_change_previous_quarter": language.text(
            "{change} {when} compared with the quarter before", change=change, when=when
        ),
        "pct_change_previous_month": language.text(
            "{change} {when} compared with the month before", change=change, when=when
        ),
        "pct_change_hospitalizations": language.text("hospitalizations: {change} {when}", change=change, when=when),
        "estimated_effect_pct": language.text("estimated effect: {change} {when}", change=change, when=when),
    }
    return compared.get(quantity) or language.text("{change} {when}", change=change, when=when)


def _when(language: Language, period: Period) -> str:
    """``in July 2020``, ``in 2020``, ``in the 12 months to November 2018``, ``from January to July 2020``."""
    if period.length == 1 or period == Period.year(period.start.year):
        return language.text("in {period}", period=language.period(period))
    if period.length == 12:
        return language.text("in the 12 months to {month}", month=language.month(period.end))
    return language.text("from {period}", period=language.period(period))
