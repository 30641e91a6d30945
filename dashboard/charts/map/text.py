"""The parts of a place in one period, in words."""

from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import bins
from dashboard.text import caveats, labels, sentences, value_table
from dashboard.text.caveats import NotHeldMark
from dashboard.text.chart_text import ChartText, LegendItem, Table
from etl.core.model import Status


def write_text(selection: ChartData, locale: Locale) -> ChartText:
    """The words of a map of tiles."""
    view, place = selection.first_view, selection.parts_of
    if view is None or place is None:
        return ChartText(title="", empty_message=locale.text("No figures of parts of this place are held yet."))
    title = locale.text(
        "{measure}, {place}: map",
        measure=sentences.measure_title_with_group(view, locale),
        place=locale.localize(place.name),
    )
    if selection.is_empty:
        return ChartText(
            title,
            publication_note=sentences.publication_note(selection, locale),
            empty_message=_empty_message(selection, locale),
        )
    return ChartText(
        title=title,
        unit=_unit_phrase(view, locale),
        summary=_summary(selection, locale),
        publication_note=sentences.publication_note(selection, locale),
        alt_text=_alt_text(selection, locale, title),
        sentences=_sentences(selection, locale),
        legend=_legend(selection, locale),
    )


def _empty_message(selection: ChartData, locale: Locale) -> str:
    """Why there is no map: the day, the period or the population asked about."""
    if selection.newest_release is None and selection.releases:
        return sentences.before_first_release_message(selection, locale)
    if selection.params.end:
        return locale.text("No figure is held for {period}.", period=locale.month(selection.params.end))
    if selection.params.unit == "rate":
        return locale.text("No rate can be shown: no population is held for these parts.")
    return sentences.no_figure_for_choice(locale)


def _unit_phrase(view: SeriesView, locale: Locale) -> str:
    counted = sentences.capitalize(sentences.unit_name(view.measure, locale))
    span = locale.text("{counted} in twelve months", counted=counted)
    return span if view.params.unit == "count" else locale.text("{span}, per 100,000 people", span=span)


def _observations_by_view(selection: ChartData) -> list[tuple[SeriesView, Observation]]:
    """The views that have a point in the period, each with it."""
    return [(view, view.observations[0]) for view in selection.views if view.observations]


def _sorted_values(selection: ChartData) -> list[tuple[float, SeriesView, Observation]]:
    """Figure, view and point of every part that has a figure, from the lowest to the highest."""
    pairs = ((view.value_in_unit(point), view, point) for view, point in _observations_by_view(selection))
    return sorted(((shown, view, point) for shown, view, point in pairs if shown is not None), key=lambda one: one[0])


def _summary(selection: ChartData, locale: Locale) -> str:
    """How many parts have a figure, between what they lie, and the day; of a past day how many were revised since."""
    shown = _sorted_values(selection)
    period = sentences.capitalize(locale.period(selection.period)) if selection.period else ""
    days = [point.vintage for _, _, point in shown if point.vintage]
    if not days:
        return locale.text("{period}: no part has a figure.", period=period)
    (low, view, _), (high, _, _) = shown[0], shown[-1]
    values = {
        "period": period,
        "n": locale.number(len(shown)),
        "all": locale.number(len(selection.views)),
        "low": sentences.format_value(view, locale, low),
        "high": sentences.format_value(view, locale, high),
        "counted": _measure_phrase(view, locale),
        "day": locale.day(max(days)),
    }
    if sentences.is_computed(view):
        said = locale.text(
            "{period}: figures of {n} of {all} parts, from {low} to {high} {counted}, computed from counts published "
            "up to {day}.",
            **values,
        )
    else:
        said = locale.text(
            "{period}: figures of {n} of {all} parts, from {low} to {high} {counted}, published up to {day}.", **values
        )
    return " ".join(part for part in (said, _revision_note(selection, locale)) if part)


def _revision_note(selection: ChartData, locale: Locale) -> str:
    """How many of the figures of a past day are other ones as published now; empty where all are the same."""
    pairs = (
        (sentences.format_value(view, locale, shown), labels.current_value(view, locale, point))
        for shown, view, point in _sorted_values(selection)
    )
    count = sum(today not in {"", then} for then, today in pairs)
    if not count:
        return ""
    return locale.count(
        "{n} of these figures has been revised since.", "{n} of these figures have been revised since.", count
    )


def _measure_phrase(view: SeriesView, locale: Locale) -> str:
    unit = sentences.unit_name(view.measure, locale)
    return unit if view.params.unit == "count" else locale.text("{counted} per 100,000 people", counted=unit)


def _alt_text(selection: ChartData, locale: Locale, title: str) -> str:
    """The map in words: what, range, lowest and highest, what is preliminary or missing, and as of when."""
    view, shown = selection.views[0], _sorted_values(selection)
    range_of = ""
    if shown:
        (low, first, _), (high, last, _) = shown[0], shown[-1]
        range_of = locale.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=sentences.format_value(view, locale, low),
            low_period=locale.localize(first.place.name),
            high=sentences.format_value(view, locale, high),
            high_period=locale.localize(last.place.name),
        )
    parts = (
        locale.text("Map of tiles, one for each part. {title}. {unit}.", title=title, unit=_unit_phrase(view, locale)),
        _summary(selection, locale),
        range_of,
        *_sentences(selection, locale),
        sentences.publication_note(selection, locale) + ".",
    )
    return " ".join(part for part in parts if part)


def _sentences(selection: ChartData, locale: Locale) -> tuple[str, ...]:
    said = (
        _preliminary_note(selection, locale),
        caveats.provisional_values(selection.views, locale),
        caveats.withheld_values(selection.views, locale),
        caveats.values_not_held(selection.views, locale, NotHeldMark.NOT_DRAWN),
        _remainder_note(selection, locale),
        caveats.populations(selection.views, locale),
    )
    return tuple(sentence for sentence in said if sentence)


def _preliminary_note(selection: ChartData, locale: Locale) -> str:
    count = sum(bool(view.preliminary) for view in selection.views)
    if not count:
        return ""
    return locale.count(
        "{n} of the figures is preliminary and subject to change (dotted outline).",
        "{n} of the figures are preliminary and subject to change (dotted outline).",
        count,
    )


def _remainder_note(selection: ChartData, locale: Locale) -> str:
    """What the tile of a part is called that stands for what is left of a whole without a part of it."""
    rest = [view.place for view in selection.views if view.place.code.endswith("-REST")]
    return " ".join(
        locale.text("{short}: {name}.", short=place.code.split("-")[-2], name=locale.localize(place.name))
        for place in rest
    )


def _legend(selection: ChartData, locale: Locale) -> tuple[LegendItem, ...]:
    points = _observations_by_view(selection)
    keys = bins.bins_of_views(selection.all_periods).legend_labels(locale)
    if any(point.value == 0 for _, point in points):
        keys.append(LegendItem("zero", locale.text("no death")))
    if any(view.preliminary for view in selection.views):
        keys.append(LegendItem("outlined", locale.text("preliminary")))
    if any(point.status in WITHHELD for _, point in points):
        keys.append(
            LegendItem(
                "cross", labels.withheld_label([view for view, point in points if point.status in WITHHELD], locale)
            )
        )
    if any(point.status == Status.NOT_HELD for _, point in points):
        keys.append(LegendItem("box", locale.text("not held")))
    if len(points) < len(selection.views) or any(
        point.has_value and view.value_in_unit(point) is None for view, point in points
    ):
        keys.append(LegendItem("plain", locale.text("no figure")))
    return tuple(keys)


def build_table(selection: ChartData, locale: Locale) -> Table:
    """One row for each part, in the order of their names; as of a past day with what is published now beside it."""
    if selection.is_empty:
        return Table((), ())
    named = (
        (locale.localize(view.place.name), view, view.observations[0] if view.observations else None)
        for view in selection.views
    )
    return value_table.build_value_table(selection, locale, locale.text("Place"), named)
