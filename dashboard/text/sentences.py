"""Every sentence about a view, generated from its values. Never written twice, never sensational."""

from datetime import date
from http import HTTPStatus

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import release_dates
from etl.core import groups
from etl.core.measures import twelve_month_sum_title
from etl.core.model import Measure, PeriodKind, Unit


def format_value(view: SeriesView, locale: Locale, value: float) -> str:
    """Write a value in the unit of a view: a whole count, a rate with one decimal, a percentage as published."""
    if view.params.unit == "share":
        return locale.percent(value, 2 if 0 < value < 0.001 else 1)
    if view.params.unit == "change":
        return locale.change(value)
    if view.params.unit == "rate":
        return locale.number(value, 1)
    return format_published(view.measure, locale, value)


def format_published(measure: Measure, locale: Locale, value: float) -> str:
    """Write a value as it was published: a whole number, a percentage, or a rate with one decimal."""
    if measure.is_percentage:
        return locale.percent(value / 100, 0 if float(value).is_integer() else 1)
    return locale.number(value, 1 if measure.is_rate else 0)


def format_difference(view: SeriesView, locale: Locale, difference: float) -> str:
    """Write how much a value differs, with its sign: ``+3``, ``−2``, ``0``."""
    return ("+" if difference > 0 else "") + format_value(view, locale, difference)


def chart_title(view: SeriesView, locale: Locale) -> str:
    """Say what is counted, where, and of whom."""
    place = locale.localize(view.place.name)
    return locale.text("{measure}, {place}", measure=measure_title_with_group(view, locale), place=place)


def measure_title_with_group(view: SeriesView, locale: Locale) -> str:
    """Say what is counted, of whom where not of all, and over how long where that is not as published."""
    title = measure_title(view, locale)
    if view.params.group == "all":
        return title
    return locale.text("{measure}: {group}", measure=title, group=group_name(view.params.group, locale))


def measure_title(view: SeriesView, locale: Locale) -> str:
    """Say what is counted, and over how long where that is not as published."""
    if view.params.window == 12:
        return twelve_month_sum_title(view.measure, locale.code)
    return locale.localize(view.measure.title)


def unit_phrase(view: SeriesView, locale: Locale) -> str:
    """Say what one point is: how long it covers, and per how many people."""
    unit = _unit_heading(view.measure, locale)
    span = {
        PeriodKind.MONTH: locale.text("{counted} in each month", counted=unit),
        PeriodKind.QUARTER: locale.text("{counted} in each quarter", counted=unit),
        PeriodKind.YEAR: locale.text("{counted} in each year", counted=unit),
        PeriodKind.YEAR_TO_DATE: locale.text("{counted} since 1 January", counted=unit),
        PeriodKind.SEVERAL_MONTHS: locale.text("{counted} in several months together", counted=unit),
        PeriodKind.TWELVE_MONTHS: locale.text("{counted} in the 12 months ending with each month", counted=unit),
    }[view.measure.period]
    if view.params.window == 12 and view.measure.period is PeriodKind.QUARTER:
        span = locale.text("{counted} in the 12 months ending with each quarter", counted=unit)
    elif view.params.window == 12:
        span = locale.text("{counted} in the 12 months ending with each month", counted=unit)
    if view.params.unit == "share":
        return locale.text("{span}, as a share of all", span=span)
    if view.measure.is_rate:
        return locale.text("{span}, as published", span=span)
    return locale.text("{span}, per 100,000 people", span=span) if view.params.unit == "rate" else span


def _unit_heading(measure: Measure, locale: Locale) -> str:
    """Return what a measure counts, as a sentence begins with it."""
    if measure.is_percentage:
        return locale.text("Percentage")
    return locale.text("Deaths per 100,000") if measure.is_rate else capitalize(unit_name(measure, locale))


def unit_name(measure: Measure, locale: Locale) -> str:
    """Return what a measure counts: ``deaths``, ``people``; of a rate that it is the publisher's."""
    if measure.is_rate:
        return locale.text("deaths per 100,000, as published")
    return locale.text_in_context("unit", measure.unit)


def group_name(code: str, locale: Locale) -> str:
    """Return a group of people or of causes in words; raise ``NotFound`` where there is none of that code."""
    return locale.text_in_context("group", groups.group_name(code))


def publication_note(view: SeriesView | ChartData, locale: Locale) -> str:
    """Say whether the chart shows values as published by a past day or the newest held, and of which release."""
    asked, newest = view.params.as_of, view.newest_release
    if asked is None:
        if newest is None:
            return locale.text("Newest in this archive")
        return locale.text("Newest in this archive ({day})", day=release_day(view, locale, newest))
    day = locale.day(asked)
    if asked == newest and not is_uncertain(view, newest):
        return locale.text("As published {day}", day=day)
    if newest is None or asked == newest:
        return locale.text("As published by {day}", day=day)
    release = release_day(view, locale, newest)
    return locale.text("As published by {day} (latest release in this archive: {release})", day=day, release=release)


def is_uncertain(view: SeriesView | ChartData, day: date) -> bool:
    """Tell whether the day of a release is not known for certain."""
    return release_dates.is_uncertain(view.vintage_basis.get(day))


def release_day(view: SeriesView | ChartData, locale: Locale, day: date) -> str:
    """Write the day of a release with its doubt: ``25 August 2020``, ``by 25 August 2020``, ``about …``."""
    return release_dates.write_day(view.vintage_basis.get(day), locale, day)


def published_phrase(view: SeriesView | ChartData, locale: Locale, day: date) -> str:
    """Say when something was published: ``published 25 August 2020``, with ``by`` or ``about`` where in doubt."""
    return release_dates.write_published(view.vintage_basis.get(day), locale, day)


def published_until(view: SeriesView | ChartData, locale: Locale, day: date) -> str:
    """Say of several counts when the last was published: ``published up to 25 August 2020``, with its doubt."""
    return release_dates.write_published_until(view.vintage_basis.get(day), locale, day)


def sources_sentence(data: ChartData, locale: Locale) -> str:
    """Name the publishers of everything that a chart shows."""
    if len(data.sources) == 1:
        return locale.text("Source: {publisher}", publisher=locale.localize(data.sources[0].publisher))
    publishers = "; ".join(locale.localize(source.publisher) for source in data.sources)
    return locale.text("Sources: {publishers}", publishers=publishers)


def check_sentence(locale: Locale, code: str, site: str) -> str:
    """Say by which code a picture can be checked, and where; nothing where it has no code."""
    if not code:
        return ""
    return locale.text("Code {code}, to be checked at {address}", code=code, address=f"{site}/verify")


def no_figure_for_choice(locale: Locale) -> str:
    """Return the sentence for a chart that has nothing to show."""
    return locale.text("This archive has no figure for this choice.")


def no_figure(locale: Locale) -> str:
    """Return what stands in the place of a value that is not in any release held."""
    return locale.text("no figure in this archive")


def no_figure_for_period(locale: Locale) -> str:
    """Return the same where the values of other periods are held."""
    return locale.text("no figure in this archive for this period")


def is_computed(view: SeriesView) -> bool:
    """Tell whether the values are ours, computed from published ones."""
    return view.params.unit != "count" or view.params.window == 12


def value_with_unit(view: SeriesView, locale: Locale, observation: Observation, value: float) -> str:
    """Write a value with what is counted: ``175 deaths``, ``1 case``, ``78%``, ``30.2 deaths per 100,000``."""
    if view.params.unit == "rate":
        return locale.text("{rate} deaths per 100,000 people", rate=format_value(view, locale, value))
    if view.measure.is_percentage:
        return format_value(view, locale, value)
    if view.measure.is_rate:
        return locale.text("{rate} deaths per 100,000", rate=format_value(view, locale, value))
    number = int(observation.value or 0)
    return {
        Unit.DEATHS: locale.count("{n} death", "{n} deaths", number),
        Unit.CASES: locale.count("{n} case", "{n} cases", number),
        Unit.PEOPLE: locale.count("{n} person", "{n} people", number),
    }[view.measure.unit]


def current_phrase(view: SeriesView, locale: Locale) -> str:
    """Say what the newest values held are called: those of the edition, where the view names one."""
    if view.params.edition is None:
        return locale.text("newest in this archive")
    return locale.text("as known in edition {edition}", edition=view.params.edition)


def capitalize(text: str) -> str:
    """Write the first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def before_first_release_message(view: SeriesView | ChartData, locale: Locale) -> str:
    """Say that a day is before the first release held, and when that was."""
    first: date = view.releases[0]
    return locale.text(
        "This archive has nothing that was published by that day. Its first release: {day}.",
        day=release_day(view, locale, first),
    )


def error_heading(locale: Locale, status: int) -> str:
    """Say what went wrong with a request, as the heading of its page."""
    return {
        HTTPStatus.BAD_REQUEST: locale.text("That choice cannot be shown"),
        HTTPStatus.NOT_FOUND: locale.text("There is no such page"),
    }.get(HTTPStatus(status)) or locale.text("This page cannot be shown")
