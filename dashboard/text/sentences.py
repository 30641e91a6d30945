"""Every sentence about a view, generated from its figures. Never written twice, never sensational."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from itertools import takewhile

from dashboard.dataset.observations import IRREGULAR_PERIODS, WITHHELD, Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats
from etl.core import groups
from etl.core.measures import twelve_month_sum_title
from etl.core.model import Measure, Period, PeriodKind, Status, Unit, VintageBasis

UPPER_BOUND_BASES = frozenset({VintageBasis.CONTENT, VintageBasis.UPPER_BOUND, VintageBasis.MONTH_ONLY})
"""Ways of knowing a day that give the last one that it may have been."""


def format_value(view: SeriesView, locale: Locale, value: float) -> str:
    """A figure as the view writes it: a whole count, a rate or share with one decimal, a percentage with any it has."""
    if view.params.unit == "share":
        return locale.percent(value, 2 if 0 < value < 0.001 else 1)
    if view.params.unit == "change":
        return locale.change(value)
    if view.measure.is_percentage:
        return locale.percent(value / 100, 0 if float(value).is_integer() else 1)
    return locale.number(value, 1 if view.params.unit == "rate" else 0)


def format_difference(view: SeriesView, locale: Locale, difference: float) -> str:
    """By how much a figure differs, with its sign: ``+3``, ``−2``, ``0``."""
    return ("+" if difference > 0 else "") + format_value(view, locale, difference)


def chart_title(view: SeriesView, locale: Locale) -> str:
    """What is counted, where, and of whom."""
    place = locale.localize(view.place.name)
    return locale.text("{measure}, {place}", measure=measure_title_with_group(view, locale), place=place)


def measure_title_with_group(view: SeriesView, locale: Locale) -> str:
    """What is counted, of whom where not of all, and over how long where that is not as published."""
    title = measure_title(view, locale)
    if view.params.group == "all":
        return title
    return locale.text("{measure}: {group}", measure=title, group=group_name(view.params.group, locale))


def measure_title(view: SeriesView, locale: Locale) -> str:
    """What is counted, and over how long where that is not as published."""
    if view.params.window == 12:
        return twelve_month_sum_title(view.measure, locale.code)
    return locale.localize(view.measure.title)


def unit_phrase(view: SeriesView, locale: Locale) -> str:
    """What one point is: how long it covers, and per how many people."""
    unit = locale.text("Percentage") if view.measure.is_percentage else capitalize(unit_name(view.measure, locale))
    span = {
        PeriodKind.MONTH: locale.text("{counted} in each month", counted=unit),
        PeriodKind.QUARTER: locale.text("{counted} in each quarter", counted=unit),
        PeriodKind.YEAR: locale.text("{counted} in each year", counted=unit),
        PeriodKind.YEAR_TO_DATE: locale.text("{counted} since 1 January", counted=unit),
        PeriodKind.SEVERAL_MONTHS: locale.text("{counted} in several months together", counted=unit),
        PeriodKind.TWELVE_MONTHS: locale.text("{counted} in the 12 months ending with each month", counted=unit),
    }[PeriodKind.TWELVE_MONTHS if view.params.window == 12 else view.measure.period]
    if view.params.unit == "share":
        return locale.text("{span}, as a share of all", span=span)
    return locale.text("{span}, per 100,000 people", span=span) if view.params.unit == "rate" else span


def unit_name(measure: Measure, locale: Locale) -> str:
    """Return what a measure counts: ``deaths``, ``people``."""
    return locale.text_in_context("unit", measure.unit)


def group_name(code: str, locale: Locale) -> str:
    """Return a group of people or of causes in words; raise ``NotFound`` where there is none of that code."""
    return locale.text_in_context("group", groups.group_name(code))


def publication_note(view: SeriesView | ChartData, locale: Locale) -> str:
    """Which of its two lives the chart shows: as published then, or as published now."""
    asked, newest = view.params.as_of, view.newest_release
    if asked is None:
        if newest is None:
            return locale.text("As published now")
        return locale.text("As published now (latest release held: {day})", day=release_day(view, locale, newest))
    day = locale.day(asked)
    if asked == newest and not is_uncertain(view, newest):
        return locale.text("As published {day}", day=day)
    if newest is None or asked == newest:
        return locale.text("As published by {day}", day=day)
    release = release_day(view, locale, newest)
    return locale.text("As published by {day} (latest release held: {release})", day=day, release=release)


def is_uncertain(view: SeriesView | ChartData, day: date) -> bool:
    """Whether the day of a release is not known for certain."""
    return view.vintage_basis.get(day) in {*UPPER_BOUND_BASES, VintageBasis.ASSUMED}


def release_day(view: SeriesView | ChartData, locale: Locale, day: date) -> str:
    """The day of a release with its doubt: ``25 August 2020``, ``by 25 August 2020``, ``about 25 August 2020``."""
    basis, name = view.vintage_basis.get(day), locale.day(day)
    if basis in UPPER_BOUND_BASES:
        return locale.text("by {day}", day=name)
    return locale.text("about {day}", day=name) if basis == VintageBasis.ASSUMED else name


def published_phrase(view: SeriesView, locale: Locale, day: date) -> str:
    """That something was published on a day: ``published 25 August 2020``, with ``by`` or ``about`` where in doubt."""
    basis, name = view.vintage_basis.get(day), locale.day(day)
    if basis in UPPER_BOUND_BASES:
        return locale.text("published by {day}", day=name)
    if basis == VintageBasis.ASSUMED:
        return locale.text("published about {day}", day=name)
    return locale.text("published {day}", day=name)


def sources_sentence(data: ChartData, locale: Locale) -> str:
    """The publishers of everything that a chart shows."""
    if len(data.sources) == 1:
        return locale.text("Source: {publisher}", publisher=locale.localize(data.sources[0].publisher))
    publishers = "; ".join(locale.localize(source.publisher) for source in data.sources)
    return locale.text("Sources: {publishers}", publishers=publishers)


def summary(view: SeriesView, locale: Locale) -> str:
    """The newest figure of the view with the day it was published and, for a past day, what is published now.

    Before it, why there is none of a newer period, where the publisher gives none or a sum cannot be formed.
    """
    observation = view.latest
    value = view.value_in_unit(observation) if observation else None
    if observation is None or value is None or observation.vintage is None:
        return _missing_latest_value(view, locale)
    values = {
        "period": capitalize(period_name(view, locale, observation.period)),
        "figure": value_with_unit(view, locale, observation, value),
    }
    if is_computed(view):
        day = locale.day(observation.vintage)
        sentence = locale.text("{period}: {figure}, computed from counts published up to {day}.", **values, day=day)
    else:
        release = published_phrase(view, locale, observation.vintage)
        sentence = locale.text("{period}: {figure}, {release}.", **values, release=release)
    return " ".join(
        part for part in (_gap_sentence(view, locale), sentence, current_value_note(view, locale, observation)) if part
    )


def _missing_latest_value(view: SeriesView, locale: Locale) -> str:
    if view.latest is None and view.observations and view.params.window == 12:
        return locale.text("No sum of twelve months can be formed from the figures held.")
    return _gap_sentence(view, locale) or no_figure_for_choice(locale)


def no_figure_for_choice(locale: Locale) -> str:
    """Return the sentence for a chart that has nothing to show."""
    return locale.text("No figure is held for this choice.")


def no_figure(locale: Locale) -> str:
    """Return what stands in the place of a figure that is not in any release held."""
    return locale.text("no figure held")


def no_figure_for_period(locale: Locale) -> str:
    """Return the same where the figures of other periods are held."""
    return locale.text("no figure held for this period")


def _gap_sentence(view: SeriesView, locale: Locale) -> str:
    """Why the newest periods have no figure; empty where the newest one has."""
    if view.params.window == 12:
        return _missing_sum(view, locale)
    newest = list(takewhile(lambda observation: observation.status in WITHHELD, reversed(view.observations)))
    if not newest:
        return ""
    return locale.text(
        "{span}: withheld by the publisher or not available from it.",
        span=capitalize(caveats.time_span(view, locale, newest[::-1])),
    )


def _missing_sum(view: SeriesView, locale: Locale) -> str:
    if not view.observations or view.observations[-1].has_value:
        return ""
    month = locale.month(view.observations[-1].period.end)
    if view.observations[-1].status == Status.NOT_HELD:
        return locale.text(
            "The sum of the 12 months to {month} cannot be formed: a month in it is not held as published then.",
            month=month,
        )
    return locale.text(
        "The sum of the 12 months to {month} cannot be formed: a month in it is withheld by the publisher or not "
        "available from it.",
        month=month,
    )


def is_computed(view: SeriesView) -> bool:
    """Whether the figures are ours, computed from published ones."""
    return view.params.unit != "count" or view.params.window == 12


def value_with_unit(view: SeriesView, locale: Locale, observation: Observation, value: float) -> str:
    """A figure with what is counted: ``175 deaths``, ``1 case``, ``78%``."""
    if view.params.unit == "rate":
        return locale.text("{rate} deaths per 100,000 people", rate=format_value(view, locale, value))
    if view.measure.is_percentage:
        return format_value(view, locale, value)
    number = int(observation.value or 0)
    return {
        Unit.DEATHS: locale.count("{n} death", "{n} deaths", number),
        Unit.CASES: locale.count("{n} case", "{n} cases", number),
        Unit.PEOPLE: locale.count("{n} person", "{n} people", number),
    }[view.measure.unit]


def current_value_note(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """What is published now, or known in the edition that the view names; empty where the view is of now."""
    if view.params.as_of is None:
        return ""
    today = view.current_observation(observation)
    value = view.value_in_unit(today) if today else None
    if today is None or today.vintage is None or today.last_published is None or value is None:
        return locale.text("No later figure is held.")
    called, day = capitalize(current_phrase(view, locale)), locale.day(today.vintage)
    values = {"now": called, "figure": format_value(view, locale, value), "day": day}
    if is_computed(view):
        return locale.text("{now}: {figure} (counts published up to {day}).", **values)
    if today.vintage == observation.vintage:
        seen = locale.day(today.last_published)
        return locale.text("{now}: unchanged (release of {day}).", now=called, day=seen)
    return locale.text("{now}: {figure} (release of {day}).", **values)


def current_phrase(view: SeriesView, locale: Locale) -> str:
    """What today's figures are called: those of the edition, where the view names one."""
    if view.params.edition is None:
        return locale.text("as published now")
    return locale.text("as known in edition {edition}", edition=view.params.edition)


def period_name(view: SeriesView, locale: Locale, period: Period, *, short: bool = False) -> str:
    """A period of the view in words."""
    if short and view.measure.period in {PeriodKind.MONTH, PeriodKind.TWELVE_MONTHS}:
        month = locale.month(period.end, short=True)
        return locale.text("to {month}", month=month) if period.length_months > 1 else month
    if view.params.window == 12:
        return locale.text("12 months to {month}", month=locale.month(period.end))
    return locale.period(period)


def capitalize(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def empty_message(view: SeriesView, locale: Locale) -> str:
    """Why there is nothing to draw of a view: the day is before the first release, or no figure is held."""
    before = view.releases and view.newest_release is None
    return before_first_release_message(view, locale) if before else summary(view, locale)


def alt_text(view: SeriesView, locale: Locale, sentences: Sequence[str], chart: str = "") -> str:
    """The chart in words: what, range, peak, latest, the sentences beside it, and as of when.

    ``chart`` says what sort of chart it is, where that does not follow from the view.
    """
    values = [
        (value, observation)
        for observation in view.observations
        if (value := view.value_in_unit(observation)) is not None
    ]
    if not values:
        return locale.text("{title}: no figure is held for this choice.", title=chart_title(view, locale))
    low, high = min(values, key=lambda pair: pair[0]), max(values, key=lambda pair: pair[0])
    parts = [
        locale.text(
            "{chart}. {title}. {unit}, {span}.",
            chart=chart or _kind_of_figure(view, locale),
            title=chart_title(view, locale),
            unit=unit_phrase(view, locale),
            span=caveats.time_span(view, locale, view.observations),
        ),
        locale.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=format_value(view, locale, low[0]),
            low_period=period_name(view, locale, low[1].period),
            high=format_value(view, locale, high[0]),
            high_period=period_name(view, locale, high[1].period),
        ),
        summary(view, locale),
        *sentences,
        publication_note(view, locale) + ".",
    ]
    return " ".join(part for part in parts if part)


def _kind_of_figure(view: SeriesView, locale: Locale) -> str:
    if view.measure.period in IRREGULAR_PERIODS:
        return locale.text("Chart of points")
    return locale.text("Line chart")


def before_first_release_message(view: SeriesView | ChartData, locale: Locale) -> str:
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
