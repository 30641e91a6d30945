"""The parts of a place, or the groups of a dimension, in words."""

from dataclasses import replace

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats, labels, multi_series, sentences
from dashboard.text.chart_text import ChartText, LegendItem, Table
from etl.core.model import Period

MAX_PANELS_IN_SUMMARY, MAX_PANELS_IN_ALT_TEXT = 6, 13
"""Panels up to which the newest figures are all named: in the sentence above the chart, and in its description."""


def write_text(selection: ChartData, locale: Locale) -> ChartText:
    """The words of a breakdown."""
    view = selection.first_view
    if view is None:
        return ChartText(title="", empty_message=multi_series.empty_message(selection, locale))
    if selection.is_empty:
        return ChartText(
            title=_title(selection, view, locale), empty_message=multi_series.empty_message(selection, locale)
        )
    return ChartText(
        title=_title(selection, view, locale),
        unit=sentences.unit_phrase(view, locale),
        summary=_summary(selection, view, locale),
        publication_note=sentences.publication_note(selection, locale),
        alt_text=_alt_text(selection, view, locale),
        sentences=_sentences(selection, locale),
        legend=_legend(selection, locale),
    )


def _title(selection: ChartData, view: SeriesView, locale: Locale) -> str:
    """What is counted, where, and by what it is broken down."""
    counted = sentences.measure_title_with_group(replace(view, params=replace(view.params, group="all")), locale)
    place = locale.localize(selection.parts_of.name) if selection.parts_of else ""
    by = {
        "place": locale.text("by place"),
        "sex": locale.text("by sex"),
        "age": locale.text("by age"),
        "drug": locale.text("by drug named"),
    }[selection.params.group]
    return locale.text("{measure}, {place}: {by}", measure=counted, place=place, by=by)


def _newest_values(selection: ChartData) -> tuple[Period | None, list[tuple[SeriesView, Observation, float]]]:
    """The newest period with a figure in the chart's unit, and the views that have one, with their points."""
    found = [
        (view, point, shown)
        for view in selection.views
        for point in [view.latest]
        if point and (shown := view.value_in_unit(point)) is not None
    ]
    newest = max((point.period for _, point, _ in found), default=None)
    return newest, [one for one in found if one[1].period == newest]


def _summary(selection: ChartData, view: SeriesView, locale: Locale) -> str:
    """The newest figures, all of a few or else the range of many, with the day on which they were published."""
    period, found = _newest_values(selection)
    if period is None:
        return sentences.no_figure_for_choice(locale)
    values = {
        "period": sentences.capitalize(sentences.period_name(view, locale, period)),
        "figures": _list_values(selection, found, locale)
        if len(found) <= MAX_PANELS_IN_SUMMARY
        else _value_range(found, locale),
    }
    day = max(point.data_as_of for _, point, _ in found if point.data_as_of)
    if sentences.is_computed(view):
        counted = locale.day(day)
        said = locale.text("{period}: {figures}. Computed from counts published up to {day}.", **values, day=counted)
    else:
        release = sentences.capitalize(sentences.published_phrase(view, locale, day))
        said = locale.text("{period}: {figures}. {release}.", **values, release=release)
    without = len(selection.views) - len(found)
    if not without:
        return said
    return f"{said} " + locale.count(
        "{n} series has no figure for that time.", "{n} series have no figure for that time.", without
    )


def _list_values(selection: ChartData, found: list[tuple[SeriesView, Observation, float]], locale: Locale) -> str:
    return "; ".join(
        f"{labels.series_label(selection, view, locale)} {sentences.format_value(view, locale, shown)}"
        for view, _, shown in found
    )


def _value_range(found: list[tuple[SeriesView, Observation, float]], locale: Locale) -> str:
    """The range of many figures, without a name: the chart is no league table."""
    (low, high), view = (end(shown for _, _, shown in found) for end in (min, max)), found[0][0]
    return locale.text(
        "from {low} to {high} in {n} series",
        low=sentences.format_value(view, locale, low),
        high=sentences.format_value(view, locale, high),
        n=locale.number(len(found)),
    )


def _alt_text(selection: ChartData, view: SeriesView, locale: Locale) -> str:
    """The chart in words: what, over which time, its range, the newest figure of each panel, as of when."""
    points = sorted(multi_series.all_observations(selection), key=lambda point: point.period.end)
    shown = [
        amount
        for one in selection.views
        for point in one.observations
        if (amount := one.value_in_unit(point)) is not None
    ]
    period, found = _newest_values(selection)
    span = caveats.time_span(view, locale, points)
    said = [
        multi_series.sort_of_panels(locale, len(selection.views)),
        f"{_title(selection, view, locale)}. {sentences.unit_phrase(view, locale)}, {span}.",
    ]
    if shown and period:
        low, high = (sentences.format_value(view, locale, amount) for amount in (min(shown), max(shown)))
        said.append(locale.text("Figures from {low} to {high}.", low=low, high=high))
    if len(found) > MAX_PANELS_IN_SUMMARY and len(selection.views) <= MAX_PANELS_IN_ALT_TEXT:
        said.append(_list_values(selection, found, locale) + ".")
    said += [_summary(selection, view, locale), *_sentences(selection, locale)]
    return " ".join([*said, sentences.publication_note(selection, locale) + "."])


def _sentences(selection: ChartData, locale: Locale) -> tuple[str, ...]:
    """What has to be said of this way of breaking figures down, and of the figures."""
    behind = 1 < len(selection.views) <= MAX_PANELS_IN_ALT_TEXT
    said = [
        locale.text("All panels have the same scale; the grey lines are the other panels.")
        if behind
        else locale.text("All panels have the same scale.")
    ]
    if selection.params.group == "drug":
        said.append(
            locale.text(
                "A death that names several drugs is counted with each of them, and some groups of drugs contain "
                "others: the panels do not add up to all deaths."
            )
        )
    shown = {view.params.group for view in selection.views}
    if "age:unknown" in shown:
        said.append(locale.text("Deaths of people whose age is not known stand in a panel of their own."))
    if "sex:unknown" in shown:
        said.append(locale.text("Deaths of people whose sex is not known stand in a panel of their own."))
    return (*said, *caveats.all_caveats(selection.views, locale))


def _legend(selection: ChartData, locale: Locale) -> tuple[LegendItem, ...]:
    views, then = selection.views, selection.params.as_of is not None
    keys = [LegendItem("line", sentences.publication_note(selection, locale))]
    if len(views) <= MAX_PANELS_IN_ALT_TEXT:
        keys.append(LegendItem("others", locale.text("the other panels")))
    if then and selection.first_view:
        keys.append(LegendItem("ghost", sentences.current_phrase(selection.first_view, locale)))
    if any(view.preliminary for view in views):
        keys.append(LegendItem("dotted", locale.text("preliminary")))
    if any(view.withheld for view in views):
        keys.append(LegendItem("cross", labels.withheld_label([view for view in views if view.withheld], locale)))
    if any(view.has_later_values for view in views) and all(view.params.window == 1 for view in views):
        keys.append(LegendItem("hollow", locale.text("not held then: earliest figure held")))
    return tuple(keys)


def build_table(selection: ChartData, locale: Locale) -> Table:
    """A row for each period, the newest first, and a column for each panel."""
    view = selection.first_view
    if view is None or selection.is_empty:
        return Table((), ())
    cells: dict[Period, dict[int, str]] = {}
    for index, one in enumerate(selection.views):
        for point in one.observations:
            cells.setdefault(point.period, {})[index] = multi_series.table_cell(one, locale, point)
    names = (labels.series_label(selection, one, locale) for one in selection.views)
    rows = [
        (locale.period(period), *(row.get(index, "") for index in range(len(selection.views))))
        for period, row in sorted(cells.items(), reverse=True)
    ]
    return Table((locale.text("Period"), *names), tuple(rows), frozenset(range(1, len(selection.views) + 1)))
