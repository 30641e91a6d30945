"""The parts of a place in one period, in words."""

from collections.abc import Sequence
from operator import itemgetter

from dashboard.dataset.observations import WITHHELD, Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.plotting import bins
from dashboard.text import caveats, labels, missing_values, multi_series, notes, sentences, value_table
from dashboard.text.chart_text import ChartText, LegendItem, Table
from dashboard.text.missing_values import NotHeldMark
from etl.core.model import Status


def write_text(data: ChartData, locale: Locale) -> ChartText:
    """Write the words of a map of tiles."""
    view, place = data.first_view, data.parts_of
    if view is None or place is None:
        return ChartText(title="", empty_message=multi_series.no_parts_message(locale))
    title = locale.text(
        "{measure}, {place}: map",
        measure=sentences.measure_title_with_group(view, locale),
        place=locale.localize(place.name),
    )
    if data.is_empty:
        return ChartText(
            title,
            publication_note=sentences.publication_note(data, locale),
            empty_message=_empty_message(data, locale),
        )
    return ChartText(
        title=title,
        unit=_unit_phrase(view, locale),
        summary=_summary(data, locale),
        publication_note=sentences.publication_note(data, locale),
        alt_text=_alt_text(data, locale, title),
        sentences=_sentences(data, locale),
        legend=_legend(data, locale),
    )


def _empty_message(data: ChartData, locale: Locale) -> str:
    """Say why there is no map: the day, the period or the population asked about."""
    if data.newest_release is None and data.releases:
        return sentences.before_first_release_message(data, locale)
    if data.params.end:
        return locale.text("This archive has no figure for {period}.", period=locale.month(data.params.end))
    if data.params.unit == "rate":
        return locale.text("No rate can be shown: this archive has no population of these parts.")
    return sentences.no_figure_for_choice(locale)


def _unit_phrase(view: SeriesView, locale: Locale) -> str:
    if view.measure.is_rate:
        return sentences.unit_phrase(view, locale)
    unit = sentences.capitalize(sentences.unit_name(view.measure, locale))
    span = locale.text("{counted} in twelve months", counted=unit)
    return span if view.params.unit == "count" else locale.text("{span}, per 100,000 people", span=span)


def _observations_by_view(data: ChartData) -> list[tuple[SeriesView, Observation]]:
    """Return the views that have a point in the period, each with it."""
    return [(view, view.observations[0]) for view in data.views if view.observations]


def _sorted_values(data: ChartData) -> list[tuple[float, SeriesView, Observation]]:
    """Return value, view and observation of every part that has a value, from the lowest to the highest."""
    pairs = ((view.value_in_unit(observation), view, observation) for view, observation in _observations_by_view(data))
    return sorted(
        ((value, view, observation) for value, view, observation in pairs if value is not None), key=itemgetter(0)
    )


def _range_ends(
    sorted_values: Sequence[tuple[float, SeriesView, Observation]],
) -> tuple[tuple[float, SeriesView], tuple[float, SeriesView]]:
    """Return the lowest and the highest value with its view, of those that count the same where there are any."""
    values = [(value, view) for value, view, observation in sorted_values if not view.differs(observation)]
    values = values or [(value, view) for value, view, _ in sorted_values]
    return values[0], values[-1]


def _summary(data: ChartData, locale: Locale) -> str:
    """Say how many parts have a value, their range, and the day; of a past day how many were revised since."""
    sorted_values = _sorted_values(data)
    period = sentences.capitalize(locale.period(data.period)) if data.period else ""
    days = [observation.vintage for _, _, observation in sorted_values if observation.vintage]
    if not days:
        return locale.text("{period}: no part has a figure.", period=period)
    (low, view), (high, _) = _range_ends(sorted_values)
    values = {
        "period": period,
        "n": locale.number(len(sorted_values)),
        "all": locale.number(len(data.views)),
        "low": sentences.format_value(view, locale, low),
        "high": sentences.format_value(view, locale, high),
        "counted": _measure_phrase(view, locale),
        "published": sentences.published_until(data, locale, max(days)),
    }
    if sentences.is_computed(view):
        sentence = locale.text(
            "{period}: figures of {n} of {all} parts, from {low} to {high} {counted}, computed from counts "
            "{published}.",
            **values,
        )
    else:
        sentence = locale.text(
            "{period}: figures of {n} of {all} parts, from {low} to {high} {counted}, {published}.", **values
        )
    return " ".join(part for part in (sentence, _revision_note(data, locale)) if part)


def _revision_note(data: ChartData, locale: Locale) -> str:
    """Say how many of the values of a past day differ from the newest held; empty where none does."""
    pairs = (
        (sentences.format_value(view, locale, value), labels.current_value(view, locale, observation))
        for value, view, observation in _sorted_values(data)
        if not view.counts_something_else_now(observation)
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


def _alt_text(data: ChartData, locale: Locale, title: str) -> str:
    """Write the map in words: what, range, lowest and highest, what is preliminary or missing, and as of when."""
    view, sorted_values = data.views[0], _sorted_values(data)
    range_of = ""
    if sorted_values:
        (low, first), (high, last) = _range_ends(sorted_values)
        range_of = locale.text(
            "Lowest {low} ({low_period}), highest {high} ({high_period}).",
            low=sentences.format_value(view, locale, low),
            low_period=locale.localize(first.place.name),
            high=sentences.format_value(view, locale, high),
            high_period=locale.localize(last.place.name),
        )
    parts = (
        locale.text("Map of tiles, one for each part. {title}. {unit}.", title=title, unit=_unit_phrase(view, locale)),
        _summary(data, locale),
        range_of,
        *_sentences(data, locale),
        sentences.publication_note(data, locale) + ".",
    )
    return " ".join(part for part in parts if part)


def _sentences(data: ChartData, locale: Locale) -> tuple[str, ...]:
    lines = (
        _preliminary_note(data, locale),
        *notes.note_sentences(data.views, locale),
        caveats.provisional_values(data.views, locale),
        missing_values.withheld_values(data.views, locale),
        _parts_without_period(data, locale),
        missing_values.values_not_held(data.views, locale, NotHeldMark.NOT_DRAWN),
        _remainder_note(data, locale),
        caveats.populations(data.views, locale),
    )
    return tuple(sentence for sentence in lines if sentence)


def _preliminary_note(data: ChartData, locale: Locale) -> str:
    count = sum(bool(view.preliminary) for view in data.views)
    if not count:
        return ""
    return locale.count(
        "{n} of the figures is preliminary and subject to change (dotted outline).",
        "{n} of the figures are preliminary and subject to change (dotted outline).",
        count,
    )


def _parts_without_period(data: ChartData, locale: Locale) -> str:
    """Name the parts of which no value of the period is held, each with the newest period that has one."""
    missing = [view for view, now in zip(data.all_periods, data.views, strict=True) if not now.observations]
    newest = [
        locale.text("{place}: {period}", place=locale.localize(view.place.name), period=locale.period(latest.period))
        for view in missing
        if (latest := view.latest)
    ]
    if not newest:
        return ""
    return locale.text(
        "For some parts this archive has no figure of this period; their newest: {parts}.", parts="; ".join(newest)
    )


def _remainder_note(data: ChartData, locale: Locale) -> str:
    """Explain the short name of a remainder tile, such as NY for the state of New York without New York City."""
    rest = [view.place for view in data.views if view.place.code.endswith("-REST")]
    return " ".join(
        locale.text("{short}: {name}.", short=place.code.split("-")[-2], name=locale.localize(place.name))
        for place in rest
    )


def _legend(data: ChartData, locale: Locale) -> tuple[LegendItem, ...]:
    observations = _observations_by_view(data)
    keys = bins.bins_of_views(data.all_periods).legend_labels(locale)
    if any(observation.value == 0 for _, observation in observations):
        keys.append(LegendItem("zero", locale.text("no death")))
    if any(observation.value and view.differs(observation) for view, observation in observations):
        keys.append(notes.across_break_key(locale))
    if any(view.preliminary for view in data.views):
        keys.append(LegendItem("outlined", locale.text("preliminary")))
    if any(observation.status in WITHHELD for _, observation in observations):
        keys.append(
            LegendItem(
                "cross",
                labels.withheld_label(
                    [view for view, observation in observations if observation.status in WITHHELD], locale
                ),
            )
        )
    if any(observation.status == Status.NOT_HELD for _, observation in observations):
        keys.append(LegendItem("box", locale.text("not in this archive")))
    if len(observations) < len(data.views) or any(
        observation.has_value and view.value_in_unit(observation) is None for view, observation in observations
    ):
        keys.append(LegendItem("plain", locale.text("no figure")))
    return tuple(keys)


def build_table(data: ChartData, locale: Locale) -> Table:
    """Build a row for each part, in the order of their names; as of a past day with the newest value held beside it."""
    if data.is_empty:
        return Table((), ())
    values = (
        (locale.localize(view.place.name), view, view.observations[0] if view.observations else None)
        for view in data.views
    )
    return value_table.build_value_table(data, locale, locale.text("Place"), values)
