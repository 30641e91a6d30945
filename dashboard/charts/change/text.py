"""The change of each place on a year before, in words."""

from dashboard.dataset.observations import MIN_RELIABLE_COUNT, WITHHELD, Observation, period_a_year_before
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats, labels, multi_series, sentences
from dashboard.text.caveats import NotHeldMark
from dashboard.text.chart_text import ChartText, LegendItem, Table
from etl.core.model import Period, Status

MAX_PLACES_IN_ALT_TEXT = 13
"""Places up to which all changes are named in the description."""


def write_text(selection: ChartData, locale: Locale) -> ChartText:
    """The words of a chart of changes."""
    view, period = selection.first_view, selection.period
    if view is None:
        return ChartText(title="", empty_message=multi_series.empty_message(selection, locale))
    title = _title(selection, view, locale)
    if period is None or selection.is_empty:
        return ChartText(title=title, empty_message=_empty_message(selection, locale))
    return ChartText(
        title=title,
        unit=_unit_phrase(view, locale, period),
        summary=_summary(selection, view, locale, period),
        publication_note=sentences.publication_note(selection, locale),
        alt_text=_alt_text(selection, view, locale, period),
        sentences=_sentences(selection, locale),
        legend=_legend(selection, locale),
    )


def _empty_message(selection: ChartData, locale: Locale) -> str:
    if selection.newest_release is None:
        return multi_series.empty_message(selection, locale)
    if selection.params.end:
        return locale.text("No change on a year before can be shown for the months chosen.")
    return locale.text("The figures held do not reach back a year, so that no change can be shown.")


def _title(selection: ChartData, view: SeriesView, locale: Locale) -> str:
    place = locale.localize(selection.parts_of.name) if selection.parts_of else ""
    return locale.text(
        "{measure}, {place}: change in a year", measure=sentences.measure_title_with_group(view, locale), place=place
    )


def _unit_phrase(view: SeriesView, locale: Locale, period: Period) -> str:
    """Which period is compared with which."""
    said = locale.text(
        "{period} beside {before}: change in per cent",
        period=sentences.period_name(view, locale, period),
        before=sentences.period_name(view, locale, period_a_year_before(period)),
    )
    return sentences.capitalize(said)


def _known_changes(selection: ChartData) -> list[tuple[SeriesView, Observation, float]]:
    """The places whose change can be told, however few their deaths."""
    return [
        (view, point, shown)
        for view in selection.views
        for point in view.observations
        if (shown := view.value_in_unit(point)) is not None
    ]


def _summary(selection: ChartData, view: SeriesView, locale: Locale, period: Period) -> str:
    """In how many places there were fewer deaths and in how many more, with the day on which that was published."""
    found = _known_changes(selection)
    sure = [change for _, point, change in found if not point.is_small]
    if not sure:
        return locale.text("The numbers of all places are too small to say how they changed.")
    counts = locale.text(
        "{period}: fewer deaths than a year before in {fewer} of {all} places, more in {more}.",
        period=sentences.capitalize(sentences.period_name(view, locale, period)),
        fewer=locale.number(sum(change < 0 for change in sure)),
        more=locale.number(sum(change > 0 for change in sure)),
        all=locale.number(len(sure)),
    )
    day = max(point.data_as_of for _, point, _ in found if point.data_as_of)
    return f"{counts} " + locale.text("Computed from counts published up to {day}.", day=locale.day(day))


def _alt_text(selection: ChartData, view: SeriesView, locale: Locale, period: Period) -> str:
    """The chart in words: what, between which periods, the range of changes, each place of a few, as of when."""
    sure = [one for one in _known_changes(selection) if not one[1].is_small]
    said = [
        locale.text("Dot plot, a row for each place."),
        f"{_title(selection, view, locale)}. {_unit_phrase(view, locale, period)}.",
    ]
    if sure:
        low, high = (sentences.format_value(view, locale, end(change for _, _, change in sure)) for end in (min, max))
        said.append(locale.text("Changes from {low} to {high}.", low=low, high=high))
    if len(selection.views) <= MAX_PLACES_IN_ALT_TEXT:
        said.append(
            "; ".join(f"{locale.localize(one.place.name)} ({_place_change(one, locale)})" for one in selection.views)
            + "."
        )
    said += [_summary(selection, view, locale, period), *_sentences(selection, locale)]
    return " ".join([*said, sentences.publication_note(selection, locale) + "."])


def _place_change(view: SeriesView, locale: Locale) -> str:
    """One place in few words: ``−14%, from 1,338 to 1,151``."""
    point = view.observations[0] if view.observations else None
    if point is None or not point.has_value:
        return labels.missing_value_reason(view, locale, point) if point else sentences.no_figure(locale)
    shown = view.value_in_unit(point)
    if shown is None or point.year_before is None:
        return locale.text("{now}, no change can be told", now=labels.count_phrase(view, locale, point))
    return locale.text(
        "{change}, from {before} to {now}",
        change=sentences.format_value(view, locale, shown),
        before=labels.count_phrase(view, locale, point.year_before),
        now=labels.count_phrase(view, locale, point),
    )


def _sentences(selection: ChartData, locale: Locale) -> tuple[str, ...]:
    """What has to be said: figures of two ages are compared, and which changes say little."""
    points = multi_series.all_observations(selection)
    if any(point.preliminary for point in points):
        ages = locale.text(
            "Both figures are as published by the same day. Where the dot is hollow, the newer one is preliminary and "
            "usually grows, while that of a year before has been revised for a year longer: a fall may become smaller, "
            "and a rise larger."
        )
    else:
        ages = locale.text(
            "Both figures are as published by the same day: that of a year before has been revised for a year longer."
        )
    signs = [_missing_values_note(selection, locale), _not_held_note(selection, locale)]
    figures = caveats.all_caveats(selection.views, locale, NotHeldMark.NOT_DRAWN)
    said = [ages, _small_counts_note(selection, locale), *signs, *figures]
    return tuple(sentence for sentence in said if sentence)


def _small_counts_note(selection: ChartData, locale: Locale) -> str:
    few = sum(point.is_small for _, point, _ in _known_changes(selection))
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


def _missing_values_note(selection: ChartData, locale: Locale) -> str:
    """Places with no figure of the period, or none of a year before, beside those whose publisher gives none."""
    n = sum(not view.observations for view in selection.views)
    if not n:
        return ""
    return locale.count(
        "Of {n} place no figure of this period is held (–).", "Of {n} places no figure of this period is held (–).", n
    )


def _not_held_note(selection: ChartData, locale: Locale) -> str:
    """What the sign of a figure not held stands for, where there is one."""
    if Status.NOT_HELD not in _statuses(selection):
        return ""
    return locale.text("“?” stands for a figure, of either year, that is not held here as published then.")


def _statuses(selection: ChartData) -> frozenset[str]:
    """What is said of the figures, of either year."""
    pairs = ((point, point.year_before) for point in multi_series.all_observations(selection))
    return frozenset(one.status for pair in pairs for one in pair if one)


def _legend(selection: ChartData, locale: Locale) -> tuple[LegendItem, ...]:
    points, statuses = multi_series.all_observations(selection), _statuses(selection)
    keys = [LegendItem("dot-fewer", locale.text("fewer deaths")), LegendItem("dot-more", locale.text("more deaths"))]
    if any(point.preliminary for point in points):
        keys.append(LegendItem("open", locale.text("preliminary")))
    if any(point.is_small for _, point, _ in _known_changes(selection)):
        keys.append(LegendItem("hollow", locale.text("under {limit} deaths", limit=locale.number(MIN_RELIABLE_COUNT))))
    if selection.params.as_of and selection.first_view:
        keys.append(LegendItem("tick-now", sentences.current_phrase(selection.first_view, locale)))
    if statuses & WITHHELD:
        keys.append(LegendItem("cross", labels.withheld_label(selection.views, locale)))
    if Status.NOT_HELD in statuses:
        keys.append(LegendItem("box", locale.text("not held (?)")))
    return tuple(keys)


def build_table(selection: ChartData, locale: Locale) -> Table:
    """A row for each place, with both figures and the change; as of a past day with the change as published now."""
    view, period = selection.first_view, selection.period
    if view is None or period is None:
        return Table((), ())
    then = selection.params.as_of is not None
    head = [
        locale.text("Place"),
        sentences.capitalize(sentences.period_name(view, locale, period_a_year_before(period))),
        sentences.capitalize(sentences.period_name(view, locale, period)),
        locale.text("Change"),
        *([sentences.capitalize(sentences.current_phrase(view, locale))] if then else []),
        locale.text("Remark"),
        locale.text("Stands since"),
    ]
    rows = [_table_row(one, locale, then=then) for one in selection.views]
    return Table(tuple(head), tuple(rows), frozenset({1, 2, 3, 4} if then else {1, 2, 3}))


def _table_row(view: SeriesView, locale: Locale, *, then: bool) -> tuple[str, ...]:
    name = locale.localize(view.place.name)
    if not view.observations:
        return (name, "", "", "", *([""] if then else []), sentences.no_figure(locale), "")
    (point,) = view.observations
    shown = view.value_in_unit(point)
    remarks = [locale.text("preliminary")] if point.preliminary else []
    remarks += [locale.text("few deaths: the change says little")] if point.is_small else []
    return (
        name,
        labels.count_phrase(view, locale, point.year_before) if point.year_before else sentences.no_figure(locale),
        labels.count_phrase(view, locale, point),
        "" if shown is None else sentences.format_value(view, locale, shown),
        *([labels.current_value(view, locale, point)] if then else []),
        "; ".join(remarks),
        locale.day(point.vintage) if point.vintage else "",
    )
