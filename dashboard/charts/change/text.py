"""The change of each place on a year before, in words."""

from dashboard.charts.change.data import ChangeData
from dashboard.charts.change.like_for_like import drawn_changes, like_for_like_sentence
from dashboard.charts.change.summary import known_changes, write_summary
from dashboard.dataset.directions import ScopedDirection, direction_of_parts
from dashboard.dataset.observations import MIN_RELIABLE_COUNT, WITHHELD, period_a_year_before
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats, labels, multi_series, period_names, sentences
from dashboard.text.chart_text import ChartText, LegendItem
from dashboard.text.directions import direction_sentence
from dashboard.text.missing_values import NotHeldMark
from etl.core.model import Period, Status
from etl.store.directions import Direction

MAX_PLACES_IN_ALT_TEXT = 13
"""Places up to which all changes are named in the description."""


def write_text(data: ChangeData, locale: Locale) -> ChartText:
    """Write the words of a chart of changes."""
    view, period = data.first_view, data.period
    if view is None:
        return ChartText(title="", empty_message=multi_series.no_parts_message(locale))
    title = _title(data, view, locale)
    if period is None or data.is_empty:
        return ChartText(title=title, empty_message=_empty_message(data, locale))
    return ChartText(
        title=title,
        unit=_unit_phrase(view, locale, period),
        summary=write_summary(data, view, locale, period),
        publication_note=sentences.publication_note(data, locale),
        alt_text=_alt_text(data, view, locale, period),
        sentences=_sentences(data, locale),
        legend=_legend(data, locale),
    )


def _empty_message(data: ChangeData, locale: Locale) -> str:
    if data.newest_release is None:
        return multi_series.empty_message(data, locale)
    if data.params.end:
        return locale.text("No change on a year before can be shown for the months chosen.")
    return locale.text("The figures in this archive do not reach back a year, so that no change can be shown.")


def _title(data: ChangeData, view: SeriesView, locale: Locale) -> str:
    place = locale.localize(data.parts_of.name) if data.parts_of else ""
    return locale.text(
        "{measure}, {place}: change in a year", measure=sentences.measure_title_with_group(view, locale), place=place
    )


def _unit_phrase(view: SeriesView, locale: Locale, period: Period) -> str:
    """Say which period is compared with which."""
    phrase = locale.text(
        "{period} beside {before}: change in per cent",
        period=period_names.period_name(view, locale, period),
        before=period_names.period_name(view, locale, period_a_year_before(period)),
    )
    return sentences.capitalize(phrase)


def _alt_text(data: ChangeData, view: SeriesView, locale: Locale, period: Period) -> str:
    """Write the chart in words: what, between which periods, the range of changes, each place of a few, as of when."""
    sure = [change for _, observation, change in known_changes(data) if not observation.is_small]
    parts = [
        locale.text("Dot plot, a row for each place."),
        f"{_title(data, view, locale)}. {_unit_phrase(view, locale, period)}.",
    ]
    if sure:
        low, high = (sentences.format_value(view, locale, change) for change in (min(sure), max(sure)))
        parts.append(locale.text("Changes from {low} to {high}.", low=low, high=high))
    if len(data.views) <= MAX_PLACES_IN_ALT_TEXT:
        changes = (f"{locale.localize(row.place.name)} ({_place_change(data, row, locale)})" for row in data.views)
        parts.append("; ".join(changes) + ".")
    parts += [write_summary(data, view, locale, period), *_sentences(data, locale)]
    return " ".join([*parts, sentences.publication_note(data, locale) + "."])


def _place_change(data: ChangeData, view: SeriesView, locale: Locale) -> str:
    """Write one place in few words: ``−14%, from 1,338 to 1,151``, and like for like where that has to be said."""
    observation = view.observations[0] if view.observations else None
    if observation is None or not observation.has_value:
        return labels.missing_value_reason(view, locale, observation) if observation else sentences.no_figure(locale)
    change = view.value_in_unit(observation)
    if change is None or observation.year_before is None:
        return locale.text("{now}, no change can be worked out", now=labels.count_phrase(view, locale, observation))
    line = locale.text(
        "{change}, from {before} to {now}",
        change=sentences.format_value(view, locale, change),
        before=labels.count_phrase(view, locale, observation.year_before),
        now=labels.count_phrase(view, locale, observation),
    )
    like = data.of_place(view)
    if like is None or like.same_age is None or not like.is_telling:
        return line
    return locale.text("{line}; like for like {figure}", line=line, figure=locale.change(like.same_age.change))


def _sentences(data: ChangeData, locale: Locale) -> tuple[str, ...]:
    """Say what has to be said: values of two ages are compared, and which changes say little."""
    signs = [_missing_values_note(data, locale), _not_held_note(data, locale)]
    figures = caveats.all_caveats(data.views, locale, NotHeldMark.NOT_DRAWN)
    lines = [
        _ages_note(data, locale),
        like_for_like_sentence(data, locale),
        _small_counts_note(data, locale),
        *signs,
        *figures,
    ]
    return tuple(sentence for sentence in lines if sentence)


def _ages_note(data: ChangeData, locale: Locale) -> str:
    """Say that values of two ages are compared and, where the newer are preliminary, which way such values moved."""
    if not any(observation.preliminary for observation in multi_series.all_observations(data)):
        return locale.text(
            "Both figures are as published by the same day: that of a year before has been revised for a year longer."
        )
    ages = locale.text(
        "Both figures are as published by the same day. Where the dot is hollow, the newer one is preliminary, while "
        "that of a year before has been revised for a year longer."
    )
    measured = direction_of_parts(data.views)
    return " ".join(part for part in (ages, direction_sentence(measured, locale), _outlook(measured, locale)) if part)


def _outlook(measured: ScopedDirection, locale: Locale) -> str:
    """Say what revisions may do to the changes; empty where earlier ones had no clear direction."""
    if measured.verdict is Direction.UP:
        return locale.text("So a fall may become smaller, and a rise larger.")
    if measured.verdict is Direction.DOWN:
        return locale.text("So a fall may become larger, and a rise smaller.")
    return ""


def _small_counts_note(data: ChangeData, locale: Locale) -> str:
    few = sum(observation.is_small for _, observation, _ in known_changes(data))
    if not few:
        return ""
    return locale.count(
        "In {n} place one of the figures is under {limit} (grey): numbers so small move much by chance alone, so "
        "that their change says little. CDC WONDER marks rates of so few deaths as unreliable.",
        "In {n} places one of the figures is under {limit} (grey): numbers so small move much by chance alone, so "
        "that their change says little. CDC WONDER marks rates of so few deaths as unreliable.",
        few,
        limit=locale.number(MIN_RELIABLE_COUNT),
    )


def _missing_values_note(data: ChangeData, locale: Locale) -> str:
    """Count the places of which no value of this period is held, beside those whose publisher gives none."""
    n = sum(not view.observations for view in data.views)
    if not n:
        return ""
    return locale.count(
        "For {n} place this archive has no figure of this period (–).",
        "For {n} places this archive has no figure of this period (–).",
        n,
    )


def _not_held_note(data: ChangeData, locale: Locale) -> str:
    """Say what the sign of a value not held stands for, where there is one."""
    if Status.NOT_HELD not in _statuses(data):
        return ""
    return locale.text("“?” stands for a figure, of either year, that is not in this archive as published then.")


def _statuses(data: ChangeData) -> frozenset[str]:
    """Return the statuses of all values, of either year."""
    pairs = ((newer, newer.year_before) for newer in multi_series.all_observations(data))
    return frozenset(observation.status for pair in pairs for observation in pair if observation)


def _legend(data: ChangeData, locale: Locale) -> tuple[LegendItem, ...]:
    observations, statuses = multi_series.all_observations(data), _statuses(data)
    keys = [LegendItem("dot-fewer", locale.text("fewer deaths")), LegendItem("dot-more", locale.text("more deaths"))]
    if any(observation.preliminary for observation in observations):
        keys.append(LegendItem("open", locale.text("preliminary")))
    if any(observation.is_small for _, observation, _ in known_changes(data)):
        keys.append(LegendItem("hollow", locale.text("under {limit} deaths", limit=locale.number(MIN_RELIABLE_COUNT))))
    if drawn_changes(data):
        keys.append(LegendItem("like-for-like", locale.text("like for like"), "like-for-like"))
    if data.params.as_of and data.first_view:
        keys.append(LegendItem("tick-now", sentences.current_phrase(data.first_view, locale)))
    if Status.NOT_COMPARABLE in statuses or any(
        view.changed_since_year_before(newer) for view in data.views for newer in view.observations
    ):
        keys.append(LegendItem("unlike", locale.text("not comparable")))
    if statuses & WITHHELD:
        keys.append(LegendItem("cross", labels.withheld_label(data.views, locale)))
    if Status.NOT_HELD in statuses:
        keys.append(LegendItem("box", locale.text("not in this archive (?)")))
    return tuple(keys)
