"""What is said of several views that stand beside each other, on whatever chart."""

from dashboard.dataset.observations import Point
from dashboard.dataset.series_view import Selection, View
from dashboard.text import labels, sentences
from dashboard.text.i18n import Locale
from etl.core.model import Measure


def nothing(selection: Selection, locale: Locale) -> str:
    """Why there is nothing to draw: the day or the months asked about, sums that have a gap, or nothing is held."""
    state = selection.state
    if selection.releases and selection.newest_release is None:
        return sentences.before_first(selection, locale)
    if state.start or state.end:
        return locale.text("No figure is held for the months chosen.")
    if selection.views and state.window == 12:
        return locale.text("No sum of twelve months can be formed from the figures held.")
    return sentences.no_figure_for_choice(locale)


def cell(view: View, locale: Locale, point: Point) -> str:
    """A period in one cell of a table: its figure or why there is none; what is published now, where that differs."""
    shown = view.shown(point)
    if not point.held and view.state.window == 12:
        return locale.text("no sum")
    if not point.held:
        return "; ".join(labels.absent(view, locale, point))
    if shown is None:
        return locale.text("no population held") if view.state.unit == "rate" else ""
    figure, today = sentences.amount(view, locale, shown), labels.shown_today(view, locale, point)
    remarks = [locale.text("preliminary")] if point.preliminary else []
    if today not in {"", figure}:
        remarks.append(locale.text("{now}: {figure}", now=sentences.now(view, locale), figure=today))
    return locale.text("{figure} ({remarks})", figure=figure, remarks="; ".join(remarks)) if remarks else figure


def definitions(selection: Selection, locale: Locale) -> str:
    """That several definitions stand on one axis, and whose figures are of which; empty where there is one."""
    if len(selection.definitions) < 2:
        return ""
    counted = [locale.localize(measure.title) for measure in selection.definitions]
    if len({view.place.code for view in selection.views}) > 1:
        counted = [
            locale.text("{measure} ({names})", measure=title, names=_names_of(selection, measure, locale))
            for title, measure in zip(counted, selection.definitions, strict=True)
        ]
    return locale.text(
        "Different things are counted here: {counted}. How each line runs can be compared; how high they stand, only "
        "with care.",
        counted="; ".join(counted),
    )


def _names_of(selection: Selection, measure: Measure, locale: Locale) -> str:
    """The views that show a measure, by their names."""
    return ", ".join(labels.called(selection, view, locale) for view in selection.views if view.measure == measure)


def points(selection: Selection) -> list[Point]:
    """Every point of every view."""
    return [point for view in selection.views for point in view.points]


def sort_of_panels(locale: Locale, number: int) -> str:
    """Return what sort of chart some panels side by side are, as a sentence."""
    return locale.count("{n} line chart on one scale.", "{n} small line charts on one scale.", number)
