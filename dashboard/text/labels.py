"""Views and their periods in words: what a line is called, what a pointer reads, what a row of the table says."""

from collections.abc import Sequence
from datetime import date

from dashboard.dataset.observations import Observation, period_a_year_before
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import period_names, sentences
from etl.core.model import Period, Status


def series_label(data: ChartData, view: SeriesView, locale: Locale) -> str:
    """Name a view beside the others by what tells it apart: its place, its group, or what it counts."""
    views = data.views
    several = len({other.place.code for other in views}) > 1
    if not several and len({other.params.group for other in views}) > 1:
        return sentences.capitalize(sentences.group_name(view.params.group, locale))
    if not several and len(data.definitions) > 1:
        return locale.localize(view.measure.title)
    return locale.localize(view.place.name)


def hover_label(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """Write one period in one label: value, the day it was published, what it was first, what the newest one is."""
    period = f"<b>{sentences.capitalize(period_names.period_name(view, locale, observation.period))}</b>"
    if not observation.has_value:
        return "<br>".join([period, *missing_value_lines(view, locale, observation)])
    value = view.value_in_unit(observation)
    lines = [period, _value_phrase(view, locale, observation, value)]
    if view.params.unit == "share" and observation.denominator is not None:
        lines.append(
            locale.text(
                "{n} of {all}", n=count_phrase(view, locale, observation), all=locale.number(observation.denominator)
            )
        )
    if observation.vintage:
        lines.append(
            _counts_phrase(view, locale, observation.data_as_of or observation.vintage)
            if sentences.is_computed(view)
            else sentences.published_phrase(view, locale, observation.vintage)
        )
    if today := current_or_unchanged(view, locale, observation):
        lines.append(locale.text("{now}: {figure}", now=sentences.current_phrase(view, locale), figure=today))
    if observation.first_published and (first := first_published_phrase(view, locale, observation)):
        day = sentences.release_day(view, locale, observation.first_published.vintage)
        lines.append(locale.text("first in this archive: {figure} ({day})", figure=first, day=day))
    if observation.preliminary:
        lines.append(locale.text("preliminary"))
    if observation.follows_break:
        lines.append(locale.text("break in the series"))
    return "<br>".join(lines)


def change_label(
    view: SeriesView, locale: Locale, observation: Observation | None, like_for_like: Sequence[str] = ()
) -> str:
    """Write a place's value and that of a year before in one label, with the change from one to the other.

    ``like_for_like`` are the lines that say the same between figures of one age.
    """
    name = f"<b>{locale.localize(view.place.name)}</b>"
    if observation is None:
        return f"{name}<br>{sentences.no_figure(locale)}"
    lines = [name, _label_with_day(view, locale, observation.period, observation)]
    lines.append(_label_with_day(view, locale, period_a_year_before(observation.period), observation.year_before))
    if (change := view.value_in_unit(observation)) is not None:
        lines.append(locale.text("change: {figure}", figure=sentences.format_value(view, locale, change)))
    lines += like_for_like
    if observation.vintage and observation.data_as_of:
        lines.append(_counts_phrase(view, locale, observation.data_as_of))
    if today := current_or_unchanged(view, locale, observation):
        lines.append(locale.text("{now}: {figure}", now=sentences.current_phrase(view, locale), figure=today))
    lines += [locale.text("preliminary")] if observation.preliminary else []
    lines += [locale.text("few deaths: the change says little")] if observation.is_small else []
    if view.changed_since_year_before(observation):
        lines.append(locale.text("no change: break in the series (≠)"))
    return "<br>".join(lines)


def _value_phrase(view: SeriesView, locale: Locale, observation: Observation, value: float | None) -> str:
    """Write a value with what is counted, as a pointer reads it; a share as it is, whose count follows."""
    if value is None:
        return locale.text("no population in this archive")
    if view.params.unit == "share":
        return sentences.format_value(view, locale, value)
    return sentences.value_with_unit(view, locale, observation, value)


def _counts_phrase(view: SeriesView, locale: Locale, day: date) -> str:
    return locale.text("from counts {published}", published=sentences.published_until(view, locale, day))


def _label_with_day(view: SeriesView, locale: Locale, period: Period, observation: Observation | None) -> str:
    figure = sentences.no_figure(locale) if observation is None else count_phrase(view, locale, observation)
    return locale.text(
        "{period}: {figure}", period=sentences.capitalize(period_names.period_name(view, locale, period)), figure=figure
    )


def count_phrase(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """Write the count of a period in any unit, or why there is none."""
    return (
        missing_value_reason(view, locale, observation)
        if observation.value is None
        else locale.number(observation.value)
    )


def first_published_phrase(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """Write the earliest value held for the period, in the view's unit; empty where it is the one shown.

    What a value was set against then is not held beside it, so that there is no first share or change.
    """
    if (
        observation.first_published is None
        or observation.first_published.vintage == observation.vintage
        or view.params.unit in {"share", "change"}
    ):
        return ""
    value = view.convert(observation, observation.first_published.value)
    return "" if value is None else sentences.format_value(view, locale, value)


def missing_value_lines(view: SeriesView, locale: Locale, observation: Observation) -> list[str]:
    """Say why a period has no value, and the earliest value held since where there is one."""
    lines = [missing_value_reason(view, locale, observation)]
    earliest = observation.first_published_later
    if earliest and earliest.value is not None:
        value = view.convert(observation, earliest.value)
        figure = (
            locale.text("no population in this archive")
            if value is None
            else sentences.format_value(view, locale, value)
        )
        day = sentences.release_day(view, locale, earliest.vintage)
        lines.append(locale.text("earliest in this archive: {figure} ({day})", figure=figure, day=day))
    return lines


def missing_value_reason(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """Say why a period has no value. Of a sum, which nobody published, it is a month in it that has none."""
    if view.params.window == 1 or observation.status == Status.NOT_COMPARABLE:
        return status_label(locale, observation.status)
    if observation.status == Status.NOT_HELD:
        return locale.text("no sum: a month in it is not in this archive as published then")
    return _missing_sum_reason(locale)


def _missing_sum_reason(locale: Locale) -> str:
    return locale.text("no sum: a month in it is withheld")


def withheld_label(views: Sequence[SeriesView], locale: Locale) -> str:
    """Say what a cross stands for in these views: a value that its publisher does not give, or a sum of such."""
    reasons = (
        locale.text("withheld or not available") if view.params.window == 1 else _missing_sum_reason(locale)
        for view in views
    )
    return "; ".join(dict.fromkeys(reasons))


def status_label(locale: Locale, code: str) -> str:
    """Write a status in words."""
    return {
        Status.FINAL: locale.text("final"),
        Status.PROVISIONAL: locale.text("subject to change"),
        Status.SUPPRESSED: locale.text("suppressed by the publisher"),
        Status.NOT_AVAILABLE: locale.text("not available from the publisher"),
        Status.WITHDRAWN: locale.text("withdrawn by the publisher"),
        Status.VOID: locale.text("void: entered by mistake"),
        Status.NOT_HELD: locale.text("published, not in this archive"),
        Status.NOT_COMPARABLE: locale.text("no sum: what is counted changed within it"),
    }[Status(code)]


def current_value(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """Write the newest value held, beside one of a past day; empty where no later release published it."""
    today = view.current_observation(observation)
    value = view.value_in_unit(today) if today else None
    return "" if value is None else sentences.format_value(view, locale, value)


def is_unchanged(view: SeriesView, locale: Locale, observation: Observation) -> bool:
    """Tell whether the newest value held, beside one of a past day, is written like the one of that day."""
    return _is_written_as(current_value(view, locale, observation), view, locale, observation)


def _is_written_as(words: str, view: SeriesView, locale: Locale, observation: Observation) -> bool:
    value = view.value_in_unit(observation) if words else None
    return value is not None and sentences.format_value(view, locale, value) == words


def current_or_unchanged(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """Write the newest value held, beside one of a past day; ``unchanged`` where it is written like that one."""
    today = current_value(view, locale, observation)
    return locale.text("unchanged") if _is_written_as(today, view, locale, observation) else today
