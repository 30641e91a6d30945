"""What is said of several views that stand beside each other, on whatever chart."""

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import labels, sentences
from etl.core.model import Measure


def empty_message(selection: ChartData, locale: Locale) -> str:
    """Why there is nothing to draw: the day or the months asked about, sums that have a gap, or nothing is held."""
    params = selection.params
    if selection.releases and selection.newest_release is None:
        return sentences.before_first_release_message(selection, locale)
    if params.start or params.end:
        return locale.text("No figure is held for the months chosen.")
    if selection.views and params.window == 12:
        return locale.text("No sum of twelve months can be formed from the figures held.")
    return sentences.no_figure_for_choice(locale)


def table_cell(view: SeriesView, locale: Locale, point: Observation) -> str:
    """A period in one cell of a table: its figure or why there is none; what is published now, where that differs."""
    shown = view.value_in_unit(point)
    if not point.has_value and view.params.window == 12:
        return locale.text("no sum")
    if not point.has_value:
        return "; ".join(labels.missing_value_lines(view, locale, point))
    if shown is None:
        return locale.text("no population held") if view.params.unit == "rate" else ""
    figure, today = sentences.format_value(view, locale, shown), labels.current_value(view, locale, point)
    remarks = [locale.text("preliminary")] if point.preliminary else []
    if today not in {"", figure}:
        remarks.append(locale.text("{now}: {figure}", now=sentences.current_phrase(view, locale), figure=today))
    return locale.text("{figure} ({remarks})", figure=figure, remarks="; ".join(remarks)) if remarks else figure


def definitions_note(selection: ChartData, locale: Locale) -> str:
    """That several definitions stand on one axis, and whose figures are of which; empty where there is one."""
    if len(selection.definitions) < 2:
        return ""
    counted = [locale.localize(measure.title) for measure in selection.definitions]
    if len({view.place.code for view in selection.views}) > 1:
        counted = [
            locale.text("{measure} ({names})", measure=title, names=_names_of_views(selection, measure, locale))
            for title, measure in zip(counted, selection.definitions, strict=True)
        ]
    return locale.text(
        "Different things are counted here: {counted}. How each line runs can be compared; how high they stand, only "
        "with care.",
        counted="; ".join(counted),
    )


def _names_of_views(selection: ChartData, measure: Measure, locale: Locale) -> str:
    """The views that show a measure, by their names."""
    return ", ".join(
        labels.series_label(selection, view, locale) for view in selection.views if view.measure == measure
    )


def all_observations(selection: ChartData) -> list[Observation]:
    """Every point of every view."""
    return [point for view in selection.views for point in view.observations]


def sort_of_panels(locale: Locale, number: int) -> str:
    """Return what sort of chart some panels side by side are, as a sentence."""
    return locale.count("{n} line chart on one scale.", "{n} small line charts on one scale.", number)
