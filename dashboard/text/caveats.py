"""What has to be said beside the figures of views: which may change, which are missing, what they were divided by."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from dashboard.dataset import rates
from dashboard.dataset.observations import Observation
from dashboard.dataset.rates import Population
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from etl.core.model import Period, PeriodKind, Status
from etl.store.revisions import RevisionStats


class NotHeldMark(Enum):
    """How a chart draws a figure that is held only as published after the day: as a point, in a cell, or not at all."""

    POINT = auto()
    CELL = auto()
    NOT_DRAWN = auto()


def all_caveats(views: Sequence[SeriesView], locale: Locale, later: NotHeldMark = NotHeldMark.POINT) -> tuple[str, ...]:
    """All that has to be said, in the order in which it stands under the chart and in pictures of it."""
    lines = (
        preliminary_values(views, locale),
        provisional_values(views, locale),
        withheld_values(views, locale),
        values_not_held(views, locale, later),
        not_in_latest_release(views, locale),
        populations(views, locale),
    )
    return tuple(sentence for sentence in lines if sentence)


def time_span(view: SeriesView, locale: Locale, observations: Sequence[Observation]) -> str:
    """The time that points cover, from the first day of any to the last of any; sums of 12 months by their last month.

    Where periods end with each month or overlap, how their ends run says more than when the first of them began.
    """
    if view.measure.period is PeriodKind.YEAR:
        years = str(observations[0].period.start.year), str(observations[-1].period.end.year)
        return years[1] if len(observations) == 1 else locale.text("{first} to {last}", first=years[0], last=years[1])
    if view.params.window == 12 or view.measure.period is PeriodKind.TWELVE_MONTHS:
        return _end_months(locale, observations)
    first = min(observation.period.start for observation in observations)
    last = max(observation.period.end for observation in observations)
    return locale.period(Period(first, last))


def _end_months(locale: Locale, observations: Sequence[Observation]) -> str:
    """The months in which points end, from the first to the last."""
    return locale.period(Period(observations[0].period.end.replace(day=1), observations[-1].period.end))


def preliminary_values(views: Sequence[SeriesView], locale: Locale) -> str:
    """Which figures may change, and of one series what experience says of them; empty where all have settled."""
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
    """The time of a view's preliminary figures; of those of twelve months, the months in which they end."""
    months = time_span(view, locale, view.preliminary)
    twelve = view.params.window == 12 or view.measure.period is PeriodKind.TWELVE_MONTHS
    return locale.text("the 12 months ending {months}", months=months) if twelve else months


def _preliminary_of_view(view: SeriesView, locale: Locale) -> str:
    """Of percentages only that they may change: a change of one in per cent would be read as one in points."""
    sentence = _subject_to_change(view, locale)
    if view.measure.is_percentage:
        return sentence
    return sentence + " " + _revision_experience(view, locale, view.preliminary[-1].preliminary)


def _subject_to_change(view: SeriesView, locale: Locale) -> str:
    observations, kind = view.preliminary, view.measure.period
    if view.params.window == 12:
        return locale.text(
            "Figures for {span} are preliminary and subject to change, and so are the sums that include them.",
            span=_end_months(locale, observations),
        )
    if kind is PeriodKind.TWELVE_MONTHS:
        return locale.text(
            "Figures for the 12 months ending {months} are preliminary and subject to change.",
            months=_end_months(locale, observations),
        )
    if kind is PeriodKind.YEAR_TO_DATE and len(observations) > 1:
        return locale.text(
            "Figures for the year to date ending {months} are preliminary and subject to change.",
            months=_end_months(locale, observations),
        )
    return locale.text(
        "Figures for {span} are preliminary and subject to change.", span=time_span(view, locale, observations)
    )


def _revision_experience(view: SeriesView, locale: Locale, experience: RevisionStats | None) -> str:
    if experience is None or not experience.is_sufficient:
        return locale.text("Too few earlier figures are held to say by how much they change.")
    low, high = experience.quartiles
    months, n = view.measure.period is PeriodKind.MONTH, locale.number(experience.count)
    return locale.text(
        "For {periods}, the figure published {age} had changed by a median of {median} a year or more later (middle "
        "half of the changes: {low} to {high}).",
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
    """Which newest figures the publishers mark, where experience does not say it and not all figures are marked."""
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


def withheld_values(views: Sequence[SeriesView], locale: Locale) -> str:
    """How many figures the publishers do not give, the crosses of the chart, and how many sums that leaves unformed."""
    figures, sums = _split_by_window(views)
    parts = (_withheld_counts(figures, locale, several=len(views) > 1), _withheld_in_sums(sums, locale))
    return " ".join(sentence for sentence in parts if sentence)


def _split_by_window(views: Sequence[SeriesView]) -> tuple[list[SeriesView], list[SeriesView]]:
    """The views of figures as published, and those of sums of them: of a sum without a value its months are told."""
    return [view for view in views if view.params.window == 1], [view for view in views if view.params.window == 12]


def _all_withheld(views: Sequence[SeriesView], locale: Locale) -> str:
    return locale.number(sum(len(view.observations) for view in views))


def _withheld_counts(views: Sequence[SeriesView], locale: Locale, *, several: bool) -> str:
    missing, every = sum(len(view.withheld) for view in views), _all_withheld(views, locale)
    if not missing:
        return ""
    if several:
        return locale.count(
            "{n} of the {all} figures is withheld by its publisher or not available from it (×).",
            "{n} of the {all} figures are withheld by their publisher or not available from it (×).",
            missing,
            all=every,
        )
    return locale.count(
        "{n} of the {all} figures is withheld by the publisher or not available from it (×).",
        "{n} of the {all} figures are withheld by the publisher or not available from it (×).",
        missing,
        all=every,
    )


def _withheld_in_sums(views: Sequence[SeriesView], locale: Locale) -> str:
    missing = sum(len(view.withheld) for view in views)
    if not missing:
        return ""
    return locale.count(
        "{n} of {all} twelve-month sums cannot be formed: a month in it is withheld by the publisher or not "
        "available from it (×).",
        "{n} of {all} twelve-month sums cannot be formed: a month in them is withheld by the publisher or not "
        "available from it (×).",
        missing,
        all=_all_withheld(views, locale),
    )


def values_not_held(views: Sequence[SeriesView], locale: Locale, later: NotHeldMark = NotHeldMark.POINT) -> str:
    """How many of the figures that were public are not held, and how many sums that leaves unformed."""
    figures, sums = _split_by_window(views)
    mark = later if any(view.has_later_values for view in figures) or later is NotHeldMark.NOT_DRAWN else None
    parts = (_not_held_counts(figures, locale, mark), _not_held_in_sums(sums, locale))
    return " ".join(sentence for sentence in parts if sentence)


def _not_held_counts(views: Sequence[SeriesView], locale: Locale, later: NotHeldMark | None) -> str:
    """``later`` is how the figures held since are drawn; None where none of the periods has one."""
    missing, every = sum(len(view.not_held) for view in views), _all_withheld(views, locale)
    if not missing:
        return ""
    if later is NotHeldMark.POINT:
        return locale.count(
            "{n} of the {all} figures published by then is not held here as it stood. The chart shows a hollow grey "
            "point at the earliest figure held since.",
            "{n} of the {all} figures published by then are not held here as they stood. The chart shows hollow grey "
            "points at the earliest figures held since.",
            missing,
            all=every,
        )
    if later is NotHeldMark.CELL:
        return locale.count(
            "{n} of the {all} figures published by then is not held here as it stood. Its cell is hollow, with the "
            "earliest figure held since in grey.",
            "{n} of the {all} figures published by then are not held here as they stood. Their cells are hollow, with "
            "the earliest figures held since in grey.",
            missing,
            all=every,
        )
    if later is NotHeldMark.NOT_DRAWN:
        return locale.text(
            "{n} of the {all} figures cannot be shown: what was published then is not held here.",
            n=locale.number(missing),
            all=every,
        )
    return locale.count(
        "{n} of the {all} figures published is not held here.",
        "{n} of the {all} figures published are not held here.",
        missing,
        all=every,
    )


def _not_held_in_sums(views: Sequence[SeriesView], locale: Locale) -> str:
    missing = sum(len(view.not_held) for view in views)
    if not missing:
        return ""
    return locale.count(
        "{n} of {all} twelve-month sums cannot be formed: a month in it is not held as published then.",
        "{n} of {all} twelve-month sums cannot be formed: a month in them is not held as published then.",
        missing,
        all=_all_withheld(views, locale),
    )


def not_in_latest_release(views: Sequence[SeriesView], locale: Locale) -> str:
    """How many figures of one series were published by the release of the day itself; empty where all were.

    Of several series nothing: they have releases of different days.
    """
    if len(views) != 1:
        return ""
    (view,) = views
    count = sum(observation.has_value for observation in view.observations)
    if not view.not_in_latest_release or view.newest_release is None or view.params.window == 12 or not count:
        return ""
    return locale.count(
        "{n} of the {all} figures shown was published by the release of {day}; the others by earlier ones.",
        "{n} of the {all} figures shown were published by the release of {day}; the others by earlier ones.",
        count - view.not_in_latest_release,
        all=locale.number(count),
        day=locale.day(view.newest_release),
    )


def populations(views: Sequence[SeriesView], locale: Locale) -> str:
    """Every population behind rates, from when on the last figure of one stands in for later ones, and who has none."""
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
        lines.append(locale.text("No population is held for {names}: no rate can be shown.", names=names))
    return " ".join(lines)


def _population_sentence(people: Population, last: date | None, locale: Locale) -> str:
    """Name a population series; ``last`` is the end of its last figure, where later rates use that one."""
    sentence = locale.text("Population: {title}, held as of {day}.", title=people.title, day=locale.day(people.vintage))
    if last is None:
        return sentence
    return f"{sentence} " + locale.text("Rates after {period} use its last figure.", period=locale.month(last))
