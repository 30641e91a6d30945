"""A change on a year before like for like, in words: between values of one age, with both ages, or that there is none.

Decision D18 in README.md.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from dashboard.dataset.observations import MIN_RELIABLE_COUNT, Observation
from dashboard.dataset.same_age import LikeForLike, is_opposite
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import release_dates, sentences
from etl.store.same_age import MAX_AGE_DIFFERENCE, AgedValue, SameAgeChange


def like_for_like_sentence(
    view: SeriesView, locale: Locale, like: LikeForLike | None, newer: Observation, before: Observation
) -> str:
    """Write a change like for like, or that it cannot be formed; empty where it need not be said."""
    if like is None or not like.is_telling:
        return ""
    same_age = like.same_age
    if same_age is None:
        return no_change_sentence(locale, like)
    days = ages(locale, view.vintage_basis, same_age)
    if (same_age.value, same_age.base_value) == (newer.value, before.value):
        return locale.text(
            "Both figures are equally fresh: as published {days} and {base_days} days after the ends of their periods.",
            **days,
        )
    values = view.convert(newer, same_age.value), view.convert(before, same_age.base_value)
    of_day = view.value_in_unit(newer), view.value_in_unit(before)
    if values[0] is None or of_day[0] is None or not values[1] or not of_day[1]:
        return ""
    sentence = locale.text(
        "Like for like, as published {days} and {base_days} days after the ends of these periods: {now} and {before} "
        "({difference}).",
        **days,
        now=sentences.format_value(view, locale, values[0]),
        before=sentences.format_value(view, locale, values[1]),
        difference=difference_phrase(view, locale, values[0], values[1]),
    )
    # Rates are divided by populations of two years, so that they may go another way than the counts.
    is_other_way = is_opposite(of_day[0] / of_day[1] - 1, values[0] / values[1] - 1)
    direction = locale.text("The direction differs.") if is_other_way else ""
    return " ".join(part for part in (sentence, direction) if part)


def no_change_sentence(locale: Locale, like: LikeForLike) -> str:
    """Say that a change cannot be formed like for like, and why."""
    if like.is_across_break:
        return locale.text("This change cannot be formed like for like: what is counted changed meanwhile.")
    return locale.text(
        "This change cannot be formed like for like: this archive has no figures of both periods that were "
        "published as long after their ends (± {limit} days).",
        limit=locale.number(MAX_AGE_DIFFERENCE.days),
    )


def like_for_like_lines(view: SeriesView, locale: Locale, like: LikeForLike | None) -> tuple[str, ...]:
    """Write in short lines a change like for like, both figures and their ages; none where it need not be said."""
    if like is None or not like.is_telling:
        return ()
    same_age = like.same_age
    if same_age is None:
        return (locale.text("like for like: {figure}", figure=locale.text("cannot be formed")),)
    change = locale.text(
        "{change}, from {before} to {now}",
        change=locale.change(same_age.change),
        before=locale.number(same_age.base_value),
        now=locale.number(same_age.value),
    )
    lines = (
        locale.text("like for like: {figure}", figure=change),
        locale.text(
            "published {base_days} and {days} days after the periods’ ends",
            **ages(locale, view.vintage_basis, same_age),
        ),
    )
    return (*lines, locale.text("the direction differs")) if like.direction_differs else lines


def difference_phrase(view: SeriesView, locale: Locale, value: float, before: float) -> str:
    """Write by how much two values differ: ``−34, −15%``; of few deaths without the share, which says little."""
    difference = sentences.format_difference(view, locale, value - before)
    is_small = view.params.unit == "count" and min(value, before) < MIN_RELIABLE_COUNT
    return difference if is_small or not before else f"{difference}, {locale.change(value / before - 1)}"


def ages(locale: Locale, basis: Mapping[date, str], same_age: SameAgeChange) -> Mapping[str, str]:
    """Write how many days after the ends of both periods the values of one age were published, for a message."""
    return {
        "days": _age_phrase(locale, basis, [later for later, _ in same_age.parts]),
        "base_days": _age_phrase(locale, basis, [earlier for _, earlier in same_age.parts]),
    }


def _age_phrase(locale: Locale, basis: Mapping[date, str], values: Iterable[AgedValue]) -> str:
    """Write an age in days, ``about 30`` where the day of a release is in doubt; of a sum, those of its parts."""
    of_parts = sorted((value.age, release_dates.is_uncertain(basis.get(value.vintage))) for value in values)
    first, last = (locale.number(age.days) for age, _ in (of_parts[0], of_parts[-1]))
    phrase = first if first == last else locale.text("{first} to {last}", first=first, last=last)
    is_rough = any(is_uncertain for _, is_uncertain in of_parts)
    return locale.text("about {number}", number=phrase) if is_rough else phrase
