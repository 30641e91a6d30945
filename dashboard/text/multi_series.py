"""What is said of several views that stand beside each other, on whatever chart."""

from collections.abc import Iterable

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, sentences
from etl.core.model import Measure

NOT_ALIKE = "≠"
"""The sign of a value that counts something else than the others around it."""


def empty_message(data: ChartData, locale: Locale) -> str:
    """Say why there is nothing to draw: the day or the months asked about, sums that have a gap, or nothing is held."""
    params = data.params
    if data.releases and data.newest_release is None:
        return sentences.before_first_release_message(data, locale)
    if params.start or params.end:
        return locale.text("This archive has no figure for the months chosen.")
    if data.views and params.window == 12:
        return locale.text("No sum of twelve months can be formed from the figures in this archive.")
    return sentences.no_figure_for_choice(locale)


def no_parts_message(locale: Locale) -> str:
    """Say that nothing is held of the parts of a place."""
    return locale.text("This archive has no figures of parts of this place yet.")


def table_cell(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """Write a period in one cell: its value or why there is none, and the newest value held where that differs."""
    value = view.value_in_unit(observation)
    if not observation.has_value and view.params.window == 12:
        return locale.text("no sum")
    if not observation.has_value:
        return "; ".join(labels.missing_value_lines(view, locale, observation))
    if value is None:
        return locale.text("no population in this archive") if view.params.unit == "rate" else ""
    figure, today = sentences.format_value(view, locale, value), labels.current_value(view, locale, observation)
    remarks = [locale.text("preliminary")] if observation.preliminary else []
    if today not in {"", figure}:
        remarks.append(locale.text("{now}: {figure}", now=sentences.current_phrase(view, locale), figure=today))
    return locale.text("{figure} ({remarks})", figure=figure, remarks="; ".join(remarks)) if remarks else figure


def marked_value(view: SeriesView, locale: Locale, observation: Observation) -> str:
    """Write a value that stands beside those of other places, with a sign where it counts something else."""
    figure = sentences.format_value(view, locale, view.value_in_unit(observation) or 0)
    return f"{figure}\u00a0{NOT_ALIKE}" if view.differs(observation) else figure


def not_alike_note(views: Iterable[SeriesView], locale: Locale) -> str:
    """Say which places count something else now than the others, as the sign says; empty where none does."""
    names = [
        locale.localize(view.place.name)
        for view in views
        if (newest := view.latest) and newest.has_value and view.differs(newest)
    ]
    if not names:
        return ""
    return locale.text(
        "{sign} {names}: what is counted there changed, so that the newest figures cannot be ranked with those of "
        "other places.",
        sign=NOT_ALIKE,
        names=", ".join(dict.fromkeys(names)),
    )


def definitions_note(data: ChartData, locale: Locale) -> str:
    """Say that several definitions stand on one axis, and whose values are of which; empty where there is one."""
    if len(data.definitions) < 2:
        return ""
    titles = [locale.localize(measure.title) for measure in data.definitions]
    if len({view.place.code for view in data.views}) > 1:
        titles = [
            locale.text("{measure} ({names})", measure=title, names=_names_of_views(data, measure, locale))
            for title, measure in zip(titles, data.definitions, strict=True)
        ]
    return locale.text(
        "Different things are counted here: {counted}. How each line runs can be compared; how high they stand, only "
        "with care.",
        counted="; ".join(titles),
    )


def _names_of_views(data: ChartData, measure: Measure, locale: Locale) -> str:
    """Write the views that show a measure, by their names."""
    return ", ".join(labels.series_label(data, view, locale) for view in data.views if view.measure == measure)


def all_observations(data: ChartData) -> list[Observation]:
    """Return every point of every view."""
    return [observation for view in data.views for observation in view.observations]


def sort_of_panels(locale: Locale, number: int) -> str:
    """Return what sort of chart some panels side by side are, as a sentence."""
    return locale.count("{n} line chart on one scale.", "{n} small line charts on one scale.", number)
