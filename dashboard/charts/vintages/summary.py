"""What became of one value through its releases, in a sentence."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.i18n import Locale
from dashboard.text import period_names, sentences, summaries
from etl.core.printing import is_same_value
from etl.reference.notes import counts_alike

Statements = Sequence[tuple[SeriesView, Observation]]
"""The releases that stated the value, each as its view and the period's point; oldest first."""
StatedValue = tuple[SeriesView, Observation, float]
"""A release, the period's point in it, and the value there."""
Values = Sequence[StatedValue]
"""Those that gave a value, and which."""


def values_of(statements: Statements) -> list[StatedValue]:
    """Return the releases that gave a value, and which."""
    return [
        (view, observation, amount)
        for view, observation in statements
        if (amount := view.value_in_unit(observation)) is not None
    ]


def write_summary(data: ChartData, statements: Statements, locale: Locale) -> str:
    """Write the first value with its day, the last, by how much they differ, and how often it was revised."""
    amounts = values_of(statements)
    if not amounts:
        view, observation = statements[-1]
        span = period_names.leading_name(view, locale, observation.period)
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
        "period": period_names.leading_name(view, locale, observation.period),
        "figure": sentences.value_with_unit(view, locale, observation, observation.value or 0),
        "release": sentences.published_phrase(view, locale, view.params.cutoff),
    }
    if data.params.as_of:
        return locale.text("{period}: {figure}, {release}.", **values)
    return locale.text(
        "{period}: {figure}, {release}. No other release in this archive gives a figure for it: no revision can be "
        "shown.",
        **values,
    )


def _first_value(amounts: Values, locale: Locale) -> str:
    view, observation, amount = amounts[0]
    return locale.text(
        "{period}: {figure} in the first release in this archive ({day}).",
        period=period_names.leading_name(view, locale, observation.period),
        figure=sentences.value_with_unit(view, locale, observation, amount),
        day=sentences.release_day(view, locale, view.params.cutoff),
    )


def _last_value(data: ChartData, amounts: Values, locale: Locale) -> str:
    """Write the last value beside the first, with the day since which it stands.

    Where no release revised it, the latest that states it stands there.
    """
    (_, _, first), (view, observation, last) = amounts[0], amounts[-1]
    asked, cutoff = data.params.as_of, view.params.cutoff
    called = locale.text("As published by {day}", day=locale.day(asked)) if asked else ""
    called = called or sentences.capitalize(sentences.current_phrase(view, locale))
    if not _is_counted_alike(amounts[0], amounts[-1]):
        figure, published = sentences.format_value(view, locale, last), sentences.published_phrase(view, locale, cutoff)
        return locale.text(
            "{now}: {figure} ({published}), which counts something else: not compared.",
            now=called,
            figure=figure,
            published=published,
        )
    if not _count_revisions(amounts):
        seen = sentences.release_day(view, locale, cutoff)
        return locale.text("{now}: unchanged (latest release that gives it: {day}).", now=called, day=seen)
    values = {
        "now": called,
        "figure": sentences.format_value(view, locale, last),
        "published": sentences.published_phrase(view, locale, observation.vintage or cutoff),
    }
    if is_same_value(last, first):
        return locale.text("{now}: {figure} again ({published}).", **values)
    if view.measure.is_percentage or not first:
        return locale.text("{now}: {figure} ({published}).", **values)
    by, share = sentences.format_value(view, locale, abs(last - first)), locale.change(last / first - 1, 1)
    more = locale.text("{n} more", n=by) if last > first else locale.text("{n} fewer", n=by)
    return locale.text("{now}: {figure} ({published}), {more} ({share}).", **values, more=more, share=share)


def _revision_count_phrase(amounts: Values, locale: Locale) -> str:
    releases = locale.number(len(amounts))
    revisions = _count_revisions(amounts)
    if not revisions:
        return locale.text("{releases} releases in this archive give it.", releases=releases)
    return locale.count(
        "{n} of the {releases} releases that give it changed it.",
        "{n} of the {releases} releases that give it changed it.",
        revisions,
        releases=releases,
    )


def _count_revisions(amounts: Values) -> int:
    return sum(
        not is_same_value(before[-1], after[-1]) and _is_counted_alike(before, after)
        for before, after in pairwise(amounts)
    )


def _is_counted_alike(earlier: StatedValue, later: StatedValue) -> bool:
    """Tell whether two releases count the same in the period: no break of it came or went between them."""
    return counts_alike(later[1].period, earlier[0].notes, later[0].notes)
