"""The range in which a fresh value is expected to end, in words, or why none is given.

Decision D23 in README.md.
"""

from dashboard.dataset.expected import Expected
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import period_names, sentences
from etl.bands.checks import MIN_CHECKS, MIN_RELEASES
from etl.bands.finder import ExpectedRange
from etl.bands.silences import MIN_EFFECTIVE, Checks, NoRange, Silence
from etl.core.model import PeriodKind


def expected_sentences(view: SeriesView, expected: Expected, locale: Locale) -> tuple[str, str]:
    """Say in which range the newest fresh value is expected to end, or why none is given.

    One of both is empty; both are where there is no such value.
    """
    fresh = [observation for observation in view.observations if observation.period in expected]
    if not fresh:
        return "", ""
    observation, answer = fresh[-1], expected[fresh[-1].period]
    if isinstance(answer, NoRange):
        reason = _reason(answer, view, locale)
        return "", locale.text("No range is given for the newest figure: {reason}.", reason=reason) if reason else ""
    lines = [
        range_sentence(view, observation, answer, locale),
        locale.text("No earlier figure in this archive was as fresh.") if answer.is_freshest else "",
    ]
    lines += [_checks_sentence(answer.checks, locale), _as_fresh_sentence(answer, locale)]
    return " ".join(filter(None, lines)), ""


def range_sentence(view: SeriesView, observation: Observation, expected: ExpectedRange, locale: Locale) -> str:
    """Say how many there are so far, and where figures like that one ended."""
    return locale.text(
        "{period}: {value} so far; {ended}.",
        period=period_names.leading_name(view, locale, observation.period),
        value=sentences.format_value(view, locale, observation.value or 0),
        ended=ended_phrase(view, expected, locale),
    )


def ended_phrase(view: SeriesView, expected: ExpectedRange, locale: Locale) -> str:
    """Say where figures like one ended, 80 of 100 of them: ``such months ended at 140 to 158``."""
    low, high = (locale.number(round(end)) for end in (expected.low_80, expected.high_80))
    if view.measure.period is PeriodKind.MONTH:
        return locale.text("such months ended at {low} to {high}", low=low, high=high)
    return locale.text("such figures ended at {low} to {high}", low=low, high=high)


def _checks_sentence(checks: Checks, locale: Locale) -> str:
    return locale.text(
        "Of {n} such ranges for earlier figures, which are meant to contain 80 of 100, {hits} did; they come from "
        "{releases} releases.",
        n=locale.number(checks.ranges),
        hits=locale.number(checks.hits),
        releases=locale.number(checks.releases),
    )


def _as_fresh_sentence(answer: ExpectedRange, locale: Locale) -> str:
    """Say how the ranges of figures as fresh did; empty where all were of such figures, or none."""
    as_fresh = answer.as_fresh
    if as_fresh.ranges in {0, answer.checks.ranges}:
        return ""
    return locale.text(
        "Of the {n} for figures as fresh as this one, {hits} did.",
        n=locale.number(as_fresh.ranges),
        hits=locale.number(as_fresh.hits),
    )


def _reason(answer: NoRange, view: SeriesView, locale: Locale) -> str:
    """Say why there is no range, as the end of a sentence; empty where there is no figure either."""
    if answer.day:
        return locale.text("what is counted changed on {day}", day=locale.day(answer.day))
    if answer.checks:
        return _checks_reason(answer.checks, locale)
    reasons = {
        Silence.ESTIMATE: locale.text("it is itself an estimate of the final one"),
        Silence.TOO_FEW: locale.count(
            "this archive has {n} earlier figure as fresh together with what it became, and {needed} are needed",
            "this archive has {n} earlier figures as fresh together with what they became, and {needed} are needed",
            answer.figures,
            needed=locale.number(MIN_EFFECTIVE),
        ),
        Silence.ONE_RELEASE: locale.text("the earlier figures as fresh come from a single release"),
        Silence.NOT_OWN: locale.text(
            "this archive has nothing on how earlier figures of {place} itself changed",
            place=locale.localize(view.place.name),
        ),
    }
    return reasons.get(answer.silence, "")


def _checks_reason(checks: Checks, locale: Locale) -> str:
    n, hits = locale.number(checks.ranges), locale.number(checks.hits)
    if not checks.ranges:
        return locale.text("such ranges could not be checked on any earlier figure")
    if checks.ranges < MIN_CHECKS or checks.releases < MIN_RELEASES:
        return locale.text(
            "such ranges could be checked on {n} earlier figures from {releases} releases only",
            n=n,
            releases=locale.number(checks.releases),
        )
    return locale.text(
        "of {n} such ranges for earlier figures, {hits} proved right, and 80 of 100 were meant to", n=n, hits=hits
    )
