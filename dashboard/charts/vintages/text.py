"""One value through the releases, in words."""

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

from dashboard.charts.vintages.select import releases_stating_period
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import caveats, labels, missing_values, notes, period_names, sentences, summaries
from dashboard.text.chart_text import ChartText, LegendItem
from dashboard.text.missing_values import NotHeldMark

Statements = Sequence[tuple[SeriesView, Observation]]
"""The releases that stated the value, each as its view and the period's point; oldest first."""
StatedValue = tuple[SeriesView, Observation, float]
"""A release, the period's point in it, and the value there."""
Values = Sequence[StatedValue]
"""Those that gave a value, and which."""


def write_text(data: ChartData, locale: Locale) -> ChartText:
    """Write the words of the value of one period and of the curves around it."""
    view, statements = data.first_view, releases_stating_period(data)
    if view is None:
        return ChartText(title="", empty_message=locale.text("No figure is held for this place yet."))
    if not statements:
        return ChartText(title=sentences.chart_title(view, locale), empty_message=_empty_message(data, view, locale))
    return ChartText(
        title=_title(view, statements, locale),
        unit=sentences.unit_phrase(view, locale),
        summary=_summary(data, statements, locale),
        publication_note=sentences.publication_note(data, locale),
        alt_text=_alt_text(data, statements, locale),
        sentences=_sentences(data, statements, locale),
        legend=_legend(data, statements, locale),
    )


def _title(view: SeriesView, statements: Statements, locale: Locale) -> str:
    period = period_names.period_name(view, locale, statements[0][1].period)
    return locale.text(
        "{title}: {period} through the releases", title=sentences.chart_title(view, locale), period=period
    )


def _empty_message(data: ChartData, view: SeriesView, locale: Locale) -> str:
    """Say why there is nothing to draw: the day is too early, the period chosen is not held, or nothing is."""
    if view.releases and data.newest_release is None:
        return sentences.before_first_release_message(view, locale)
    if data.params.end and data.periods:
        month = locale.month(data.params.end)
        return locale.text("None of the releases shown states a figure for {month}.", month=month)
    return sentences.no_figure_for_choice(locale)


def _values_of(statements: Statements) -> list[tuple[SeriesView, Observation, float]]:
    """Return the releases that gave a value, and which."""
    return [
        (view, observation, amount)
        for view, observation in statements
        if (amount := view.value_in_unit(observation)) is not None
    ]


def _summary(data: ChartData, statements: Statements, locale: Locale) -> str:
    """Write the first value with its day, the last, by how much they differ, and how often it was revised."""
    amounts = _values_of(statements)
    if not amounts:
        view, observation = statements[-1]
        span = sentences.capitalize(period_names.period_name(view, locale, observation.period))
        return locale.text("{span}: withheld by the publisher or not available from it.", span=span)
    view, observation, _ = amounts[-1]
    today = summaries.current_value_note(view, locale, observation) if data.params.as_of else ""
    if len(amounts) == 1:
        sentence = _only_value(data, view, observation, locale)
    else:
        sentence = " ".join(
            [
                _first_value(amounts, locale),
                _last_value(data, amounts, locale),
                _revision_count_phrase(amounts, locale),
            ]
        )
    return f"{sentence} {today}".strip()


def _only_value(data: ChartData, view: SeriesView, observation: Observation, locale: Locale) -> str:
    """Write the value of the only release by the day; of now, that there is no other."""
    values = {
        "period": sentences.capitalize(period_names.period_name(view, locale, observation.period)),
        "figure": sentences.value_with_unit(view, locale, observation, observation.value or 0),
        "release": sentences.published_phrase(view, locale, view.params.cutoff),
    }
    if data.params.as_of:
        return locale.text("{period}: {figure}, {release}.", **values)
    return locale.text(
        "{period}: {figure}, {release}. No other release held gives a figure for it: no revision can be shown.",
        **values,
    )


def _first_value(amounts: Values, locale: Locale) -> str:
    view, observation, amount = amounts[0]
    return locale.text(
        "{period}: {figure} in the first release held ({day}).",
        period=sentences.capitalize(period_names.period_name(view, locale, observation.period)),
        figure=sentences.value_with_unit(view, locale, observation, amount),
        day=sentences.release_day(view, locale, view.params.cutoff),
    )


def _last_value(data: ChartData, amounts: Values, locale: Locale) -> str:
    """Write the last value beside the first."""
    (_, _, first), (view, _, last) = amounts[0], amounts[-1]
    asked = data.params.as_of
    called = locale.text("As published by {day}", day=locale.day(asked)) if asked else ""
    values = {
        "now": called or sentences.capitalize(sentences.current_phrase(view, locale)),
        "figure": sentences.format_value(view, locale, last),
        "day": locale.day(view.params.cutoff),
    }
    if not _is_counted_alike(amounts[0], amounts[-1]):
        return locale.text("{now}: {figure} (release of {day}), which counts something else: not compared.", **values)
    if not _count_revisions(amounts):
        return locale.text("{now}: unchanged (release of {day}).", **values)
    if last == first:
        return locale.text("{now}: {figure} again (release of {day}).", **values)
    if view.measure.is_percentage or not first:
        return locale.text("{now}: {figure} (release of {day}).", **values)
    by, share = sentences.format_value(view, locale, abs(last - first)), locale.change(last / first - 1, 1)
    more = locale.text("{n} more", n=by) if last > first else locale.text("{n} fewer", n=by)
    return locale.text("{now}: {figure} (release of {day}), {more} ({share}).", **values, more=more, share=share)


def _revision_count_phrase(amounts: Values, locale: Locale) -> str:
    releases = locale.number(len(amounts))
    revisions = _count_revisions(amounts)
    if not revisions:
        return locale.text("{releases} releases held state it.", releases=releases)
    return locale.count(
        "The {releases} releases held that state it revised it once.",
        "The {releases} releases held that state it revised it {n} times.",
        revisions,
        releases=releases,
    )


def _count_revisions(amounts: Values) -> int:
    return sum(before[-1] != after[-1] and _is_counted_alike(before, after) for before, after in pairwise(amounts))


def _is_counted_alike(earlier: StatedValue, later: StatedValue) -> bool:
    """Tell whether two releases count the same in the period: no break of it came or went between them."""
    return earlier[0].differs(earlier[1]) == later[0].differs(later[1])


def _alt_text(data: ChartData, statements: Statements, locale: Locale) -> str:
    """Write the chart in words: what each panel shows, its range, and the finding."""
    newest, amounts = data.views[-1], _values_of(statements)
    parts = [
        locale.text(
            "Steps and curves. {title}. {unit}.",
            title=_title(newest, statements, locale),
            unit=sentences.unit_phrase(newest, locale),
        ),
        _value_range(amounts, locale),
        locale.count(
            "One curve shows {span}, that of the only release.",
            "The curves show {span}, one for each of {n} releases.",
            len(data.views),
            span=period_names.time_span(newest, locale, newest.observations),
        ),
        _summary(data, statements, locale),
        *_caveats(data, locale),
        sentences.publication_note(data, locale) + ".",
    ]
    return " ".join(part for part in parts if part)


def _value_range(amounts: Values, locale: Locale) -> str:
    if not amounts:
        return ""
    low, high = min(amounts, key=itemgetter(2)), max(amounts, key=itemgetter(2))
    return locale.text(
        "The figure by day of publication: lowest {low} ({low_period}), highest {high} ({high_period}).",
        low=sentences.format_value(low[0], locale, low[2]),
        low_period=sentences.release_day(low[0], locale, low[0].params.cutoff),
        high=sentences.format_value(high[0], locale, high[2]),
        high_period=sentences.release_day(high[0], locale, high[0].params.cutoff),
    )


def _sentences(data: ChartData, statements: Statements, locale: Locale) -> tuple[str, ...]:
    """Say how the chart is read, then what has to be said of its values."""
    return (_reading_guide(statements, locale), *_caveats(data, locale))


def _caveats(data: ChartData, locale: Locale) -> tuple[str, ...]:
    """Say what has to be said of the newest values, and which of all are missing."""
    newest = data.views[-1:]
    lines = (
        *notes.note_sentences(data.views, locale, by_release=True),
        caveats.preliminary_values(newest, locale),
        caveats.provisional_values(newest, locale),
        missing_values.withheld_values(data.views, locale),
        missing_values.values_not_held(data.views, locale, NotHeldMark.NOT_DRAWN),
    )
    return tuple(sentence for sentence in lines if sentence)


def _reading_guide(statements: Statements, locale: Locale) -> str:
    lines = [
        locale.text(
            "Dots on the steps are releases held that state the figure; between them it stands as last published."
        ),
        locale.text(
            "Each curve is what had been published by the day of a release, the older the paler. It ends in a dot; an "
            "upright line leads from there to the newest figure of the same period."
        ),
    ]
    if any(observation.preliminary for _, observation in statements):
        lines.append(locale.text("Hollow dots: preliminary when published."))
    if any(sentences.is_uncertain(view, view.params.cutoff) for view, _ in statements):
        lines.append(locale.text("Diamonds: the day of the release is not known for certain."))
    return " ".join(lines)


def _legend(data: ChartData, statements: Statements, locale: Locale) -> tuple[LegendItem, ...]:
    newest, amounts = data.views[-1], _values_of(statements)
    keys = [LegendItem("line", sentences.publication_note(data, locale))]
    if amounts and amounts[0][0] is not newest:
        keys.append(LegendItem("first", sentences.published_phrase(amounts[0][0], locale, amounts[0][0].params.cutoff)))
    if len(data.views) > len(keys):
        keys.append(LegendItem("pale", locale.text("other releases, the older the paler")))
    if data.params.as_of:
        keys.append(LegendItem("ghost", sentences.current_phrase(newest, locale)))
    if any(view.preliminary for view in data.views):
        keys.append(LegendItem("open", locale.text("preliminary when published")))
    if any(sentences.is_uncertain(view, view.params.cutoff) for view, _ in statements):
        keys.append(LegendItem("diamond", locale.text("day not known for certain")))
    if any(view.withheld for view in data.views):
        keys.append(LegendItem("cross", labels.withheld_label(data.views, locale)))
    return tuple(keys)
