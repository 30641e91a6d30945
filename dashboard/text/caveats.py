"""What has to be said beside the values of views: which may change, which are missing, what they were divided by."""

from collections.abc import Sequence
from datetime import date

from dashboard.dataset import rates
from dashboard.dataset.rates import Population
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.text import missing_values, notes, period_names, release_dates
from dashboard.text.missing_values import NotHeldMark
from etl.core.model import PeriodKind, Status
from etl.store.revisions import RevisionStats


def all_caveats(views: Sequence[SeriesView], locale: Locale, later: NotHeldMark = NotHeldMark.POINT) -> tuple[str, ...]:
    """Say all that has to be said, in the order in which it stands under the chart and in pictures of it."""
    lines = (
        *notes.note_sentences(views, locale),
        preliminary_values(views, locale),
        provisional_values(views, locale),
        missing_values.withheld_values(views, locale),
        missing_values.values_not_held(views, locale, later),
        missing_values.not_in_latest_release(views, locale),
        populations(views, locale),
    )
    return tuple(sentence for sentence in lines if sentence)


def preliminary_values(views: Sequence[SeriesView], locale: Locale) -> str:
    """Say which values may change, and of one series what experience says of them; empty where all have settled."""
    unsettled = [view for view in views if view.preliminary]
    if not unsettled:
        return ""
    if len(views) == 1:
        return _preliminary_of_view(unsettled[0], locale)
    spans = {_preliminary_span(view, locale) for view in unsettled}
    n, every = locale.number(len(unsettled)), locale.number(len(views))
    if len(spans) > 1 and n == every:
        return locale.text("All series end with figures that are preliminary and subject to change.")
    if len(spans) > 1:
        return locale.text(
            "{n} of the {all} series end with figures that are preliminary and subject to change.", n=n, all=every
        )
    if n == every:
        return locale.text("Figures for {span} are preliminary and subject to change.", span=spans.pop())
    return locale.text(
        "Figures for {span} of {n} of the {all} series are preliminary and subject to change.",
        span=spans.pop(),
        n=n,
        all=every,
    )


def _preliminary_span(view: SeriesView, locale: Locale) -> str:
    """Write the time of a view's preliminary values; of those of twelve months, the months in which they end."""
    months = period_names.time_span(view, locale, view.preliminary)
    twelve = view.params.window == 12 or view.measure.period is PeriodKind.TWELVE_MONTHS
    return locale.text("the 12 months ending {months}", months=months) if twelve else months


def _preliminary_of_view(view: SeriesView, locale: Locale) -> str:
    """Say of percentages only that they may change: a change of one in per cent would be read as one in points."""
    sentence = _subject_to_change(view, locale)
    if view.measure.is_percentage:
        return sentence
    return sentence + " " + _revision_experience(view, locale, view.preliminary[-1].preliminary)


def _subject_to_change(view: SeriesView, locale: Locale) -> str:
    observations, kind = view.preliminary, view.measure.period
    if view.source.ended_on and view.params.as_of is None:
        span = period_names.time_span(view, locale, observations)
        return locale.text("Figures for {span} were preliminary when the publisher ended the series.", span=span)
    if view.params.window == 12:
        return locale.text(
            "Figures for {span} are preliminary and subject to change, and so are the sums that include them.",
            span=period_names.end_months(locale, observations),
        )
    if kind is PeriodKind.TWELVE_MONTHS:
        return locale.text(
            "Figures for the 12 months ending {months} are preliminary and subject to change.",
            months=period_names.end_months(locale, observations),
        )
    if kind is PeriodKind.YEAR_TO_DATE and len(observations) > 1:
        return locale.text(
            "Figures for the year to date ending {months} are preliminary and subject to change.",
            months=period_names.end_months(locale, observations),
        )
    return locale.text(
        "Figures for {span} are preliminary and subject to change.",
        span=period_names.time_span(view, locale, observations),
    )


def _revision_experience(view: SeriesView, locale: Locale, experience: RevisionStats | None) -> str:
    if experience is None or not experience.is_sufficient:
        return locale.text("Too few earlier figures are in this archive to say by how much they change.")
    low, high = experience.quartiles
    months, n = view.measure.period is PeriodKind.MONTH, locale.number(experience.count)
    return locale.text(
        "For {periods}, the figure published {age} had changed by {median} (median) a year or more later "
        "(interquartile range: {low} to {high}).",
        periods=locale.text("{n} earlier months", n=n) if months else locale.text("{n} earlier periods", n=n),
        age=_age_at_publication(locale, experience),
        median=locale.change(experience.median),
        low=locale.change(low),
        high=locale.change(high),
    )


def _age_at_publication(locale: Locale, experience: RevisionStats) -> str:
    first, last = experience.min_age.days, experience.max_age.days
    if not first:
        return locale.text("within {days} days of their end", days=last)
    return locale.text("{first} to {last} days after their end", first=first, last=last)


def provisional_values(views: Sequence[SeriesView], locale: Locale) -> str:
    """Say which newest values the publishers mark, where experience does not say it and not all values are marked."""
    marked = [view for view in views if view.latest and view.latest.status == Status.PROVISIONAL]
    if all(view.latest and view.latest.preliminary for view in marked):
        return ""
    if all(observation.status != Status.FINAL for view in views for observation in view.observations):
        return ""
    if len(marked) == len(views) and len({view.source.id for view in views}) == 1:
        return locale.text("The publisher calls the newest figures provisional.")
    if len(marked) == len(views):
        return locale.text("All series end with figures that their publishers call provisional.")
    return locale.count(
        "The newest figures of {n} of the {all} series are called provisional by its publisher.",
        "The newest figures of {n} of the {all} series are called provisional by their publisher.",
        len(marked),
        all=locale.number(len(views)),
    )


def populations(views: Sequence[SeriesView], locale: Locale) -> str:
    """Name each population behind rates, from when on its last value is used for later rates, and who has none."""
    rated = [view for view in views if view.params.unit == "rate" and view.observations]
    observations = [
        observation
        for view in rated
        for observation in view.observations
        if observation.has_value or observation.first_published_later
    ]
    pairs = [(observation.period, people) for observation in observations if (people := observation.population)]
    # One title may stand for what was published on several days.
    used = {(people.title, people.vintage): people for _, people in pairs}
    last_used_after = {
        (people.title, people.vintage): people.period.end
        for period, people in pairs
        if rates.mid_period(period) > people.period.end
    }
    lines = [_population_sentence(people, last_used_after.get(key), locale) for key, people in used.items()]
    without = [view for view in rated if not any(observation.population for observation in view.observations)]
    if without:
        names = ", ".join(dict.fromkeys(locale.localize(view.place.name) for view in without))
        lines.append(locale.text("This archive has no population of {names}: no rate can be shown.", names=names))
    return " ".join(lines)


def _population_sentence(people: Population, last: date | None, locale: Locale) -> str:
    """Name a population series; ``last`` is the end of its last value, where later rates use that one."""
    published = release_dates.write_published(people.vintage_basis, locale, people.vintage)
    sentence = locale.text("Population: {title}, {published}.", title=people.title, published=published)
    if last is None:
        return sentence
    return f"{sentence} " + locale.text("Rates after {period} use its last figure.", period=locale.month(last))
