"""The parts of a place, or the groups of a dimension, in words."""

from dataclasses import replace
from datetime import date, timedelta

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats, labels, multi_series, period_names, sentences
from dashboard.text.chart_text import ChartText, LegendItem, Table
from etl.core.model import Period

MAX_LAG = timedelta(days=365)
"""A series that ends so much earlier than another is said to."""
MAX_PANELS_IN_SUMMARY, MAX_PANELS_IN_ALT_TEXT = 6, 13
"""Panels up to which the newest values are all named: in the sentence above the chart, and in its description."""


def write_text(data: ChartData, locale: Locale) -> ChartText:
    """Write the words of a breakdown."""
    view = data.first_view
    if view is None:
        return ChartText(title="", empty_message=multi_series.empty_message(data, locale))
    if data.is_empty:
        return ChartText(title=_title(data, view, locale), empty_message=multi_series.empty_message(data, locale))
    return ChartText(
        title=_title(data, view, locale),
        unit=sentences.unit_phrase(view, locale),
        summary=_summary(data, view, locale),
        publication_note=sentences.publication_note(data, locale),
        alt_text=_alt_text(data, view, locale),
        sentences=_sentences(data, locale),
        legend=_legend(data, locale),
    )


def _title(data: ChartData, view: SeriesView, locale: Locale) -> str:
    """Say what is counted, where, and by what it is broken down."""
    measure = sentences.measure_title_with_group(replace(view, params=replace(view.params, group="all")), locale)
    place = locale.localize(data.parts_of.name) if data.parts_of else ""
    by = {
        "place": locale.text("by place"),
        "sex": locale.text("by sex"),
        "age": locale.text("by age"),
        "drug": locale.text("by drug named"),
    }[data.params.group]
    return locale.text("{measure}, {place}: {by}", measure=measure, place=place, by=by)


def _ended_earlier(data: ChartData, locale: Locale) -> str:
    """Say how many series end a year or more before the newest, and where the last of them does."""
    last = [(view, point.period.end) for view in data.views if (point := view.latest)]
    newest = max((end for _, end in last), default=date.min)
    behind = [end for _, end in last if newest - end >= MAX_LAG]
    if not behind:
        return ""
    return locale.count(
        "{n} of the {all} series goes no further than {month}.",
        "{n} of the {all} series go no further than {month}.",
        len(behind),
        all=locale.number(len(data.views)),
        month=locale.month(max(behind)),
    )


def _newest_values(data: ChartData) -> tuple[Period | None, list[tuple[SeriesView, Observation, float]]]:
    """Return the newest period with a value in the chart's unit, and the views that have one, with their points."""
    values = [
        (view, observation, value)
        for view in data.views
        for observation in [view.latest]
        if observation and (value := view.value_in_unit(observation)) is not None
    ]
    newest = max((observation.period for _, observation, _ in values), default=None)
    return newest, [value for value in values if value[1].period == newest]


def _summary(data: ChartData, view: SeriesView, locale: Locale) -> str:
    """Write the newest values, all of a few or else the range of many, with the day on which they were published."""
    period, newest = _newest_values(data)
    if period is None:
        return sentences.no_figure_for_choice(locale)
    values = {
        "period": period_names.leading_name(view, locale, period),
        "figures": _list_values(data, newest, locale)
        if len(newest) <= MAX_PANELS_IN_SUMMARY
        else _value_range(newest, locale),
    }
    day = max(observation.data_as_of for _, observation, _ in newest if observation.data_as_of)
    if sentences.is_computed(view):
        published = sentences.published_until(view, locale, day)
        sentence = locale.text("{period}: {figures}. Computed from counts {published}.", **values, published=published)
    else:
        release = sentences.capitalize(sentences.published_phrase(view, locale, day))
        sentence = locale.text("{period}: {figures}. {release}.", **values, release=release)
    without = len(data.views) - len(newest)
    if not without:
        return sentence
    return f"{sentence} " + locale.count(
        "{n} series has no figure for that time.", "{n} series have no figure for that time.", without
    )


def _list_values(data: ChartData, values: list[tuple[SeriesView, Observation, float]], locale: Locale) -> str:
    return "; ".join(
        f"{labels.series_label(data, view, locale)} {sentences.format_value(view, locale, value)}"
        for view, _, value in values
    )


def _value_range(values: list[tuple[SeriesView, Observation, float]], locale: Locale) -> str:
    """Write the range of many values, without a name: the chart is no league table."""
    (low, high), view = (end(value for _, _, value in values) for end in (min, max)), values[0][0]
    return locale.text(
        "from {low} to {high} in {n} series",
        low=sentences.format_value(view, locale, low),
        high=sentences.format_value(view, locale, high),
        n=locale.number(len(values)),
    )


def _alt_text(data: ChartData, view: SeriesView, locale: Locale) -> str:
    """Write the chart in words: what, over which time, its range, the newest value of each panel, as of when."""
    observations = sorted(multi_series.all_observations(data), key=lambda observation: observation.period.end)
    values = [
        amount
        for other in data.views
        for observation in other.observations
        if (amount := other.value_in_unit(observation)) is not None
    ]
    period, newest = _newest_values(data)
    span = period_names.time_span(view, locale, observations)
    parts = [
        multi_series.sort_of_panels(locale, len(data.views)),
        f"{_title(data, view, locale)}. {sentences.unit_phrase(view, locale)}, {span}.",
    ]
    if values and period:
        low, high = (sentences.format_value(view, locale, amount) for amount in (min(values), max(values)))
        parts.append(locale.text("Figures from {low} to {high}.", low=low, high=high))
    if len(newest) > MAX_PANELS_IN_SUMMARY and len(data.views) <= MAX_PANELS_IN_ALT_TEXT:
        parts.append(_list_values(data, newest, locale) + ".")
    parts += [_summary(data, view, locale), *_sentences(data, locale)]
    return " ".join([*parts, sentences.publication_note(data, locale) + "."])


def _sentences(data: ChartData, locale: Locale) -> tuple[str, ...]:
    """Say what has to be said of this way of breaking values down, and of the values."""
    behind = 1 < len(data.views) <= MAX_PANELS_IN_ALT_TEXT
    lines = [
        locale.text("All panels have the same scale; the grey lines are the other panels.")
        if behind
        else locale.text("All panels have the same scale.")
    ]
    lines.append(_ended_earlier(data, locale))
    if data.params.group == "drug":
        lines.append(
            locale.text(
                "A death that names several drugs is counted with each of them, and some groups of drugs contain "
                "others: the panels do not add up to all deaths."
            )
        )
    groups = {view.params.group for view in data.views}
    if "age:unknown" in groups:
        lines.append(locale.text("Deaths of people whose age is not known stand in a panel of their own."))
    if "sex:unknown" in groups:
        lines.append(locale.text("Deaths of people whose sex is not known stand in a panel of their own."))
    return (*(line for line in lines if line), *caveats.all_caveats(data.views, locale))


def _legend(data: ChartData, locale: Locale) -> tuple[LegendItem, ...]:
    views, then = data.views, data.params.as_of is not None
    keys = [LegendItem("line", sentences.publication_note(data, locale))]
    if len(views) <= MAX_PANELS_IN_ALT_TEXT:
        keys.append(LegendItem("others", locale.text("the other panels")))
    if then and data.first_view:
        keys.append(LegendItem("ghost", sentences.current_phrase(data.first_view, locale)))
    if any(view.preliminary for view in views):
        keys.append(LegendItem("dotted", locale.text("preliminary")))
    if any(view.withheld for view in views):
        keys.append(LegendItem("cross", labels.withheld_label([view for view in views if view.withheld], locale)))
    if any(view.has_later_values for view in views) and all(view.params.window == 1 for view in views):
        keys.append(LegendItem("hollow", locale.text("not in this archive as of then: earliest figure that is")))
    return tuple(keys)


def build_table(data: ChartData, locale: Locale) -> Table:
    """Build a row for each period, the newest first, and a column for each panel."""
    view = data.first_view
    if view is None or data.is_empty:
        return Table((), ())
    cells: dict[Period, dict[int, str]] = {}
    for index, panel_view in enumerate(data.views):
        for observation in panel_view.observations:
            cells.setdefault(observation.period, {})[index] = multi_series.table_cell(panel_view, locale, observation)
    names = (labels.series_label(data, panel_view, locale) for panel_view in data.views)
    rows = [
        (locale.period(period), *(row.get(index, "") for index in range(len(data.views))))
        for period, row in sorted(cells.items(), reverse=True)
    ]
    return Table((locale.text("Period"), *names), tuple(rows), frozenset(range(1, len(data.views) + 1)))
