"""What has to be said beside the figures of views: which may change, which are missing, what they were divided by."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from dashboard import rates
from dashboard.language import Language
from dashboard.points import Point
from dashboard.rates import Population
from dashboard.views import View
from etl.model import Period, PeriodKind, Status
from etl.revisions import Experience


class Later(Enum):
    """How a chart draws a figure that is held only as published after the day: as a point, in a cell, or not at all."""

    POINT = auto()
    CELL = auto()
    NOT_DRAWN = auto()


def sentences(views: Sequence[View], language: Language, later: Later = Later.POINT) -> tuple[str, ...]:
    """All that has to be said, in the order in which it stands under the chart and in pictures of it."""
    said = (
        preliminary(views, language),
        provisional(views, language),
        withheld(views, language),
        not_held(views, language, later),
        carried(views, language),
        population(views, language),
    )
    return tuple(sentence for sentence in said if sentence)


def span(view: View, language: Language, points: Sequence[Point]) -> str:
    """The time that points cover, from the first day of any to the last of any; sums of 12 months by their last month.

    Where periods end with each month or overlap, how their ends run says more than when the first of them began.
    """
    if view.measure.period is PeriodKind.YEAR:
        years = str(points[0].period.start.year), str(points[-1].period.end.year)
        return years[1] if len(points) == 1 else language.text("{first} to {last}", first=years[0], last=years[1])
    if view.state.window == 12 or view.measure.period is PeriodKind.TWELVE_MONTHS:
        return _ends(language, points)
    first, last = min(point.period.start for point in points), max(point.period.end for point in points)
    return language.period(Period(first, last))


def _ends(language: Language, points: Sequence[Point]) -> str:
    """The months in which points end, from the first to the last."""
    return language.period(Period(points[0].period.end.replace(day=1), points[-1].period.end))


def preliminary(views: Sequence[View], language: Language) -> str:
    """Which figures may change, and of one series what experience says of them; empty where all have settled."""
    unsettled = [view for view in views if view.preliminary]
    if not unsettled:
        return ""
    if len(views) == 1:
        return _preliminary(unsettled[0], language)
    spans = {_unsettled(view, language) for view in unsettled}
    n, every = language.number(len(unsettled)), language.number(len(views))
    if len(spans) > 1 and n == every:
        return language.text("All series end with figures that are preliminary and subject to change.")
    if len(spans) > 1:
        return language.text(
            "{n} of the {all} series end with figures that are preliminary and subject to change.", n=n, all=every
        )
    if n == every:
        return language.text("Figures for {span} are preliminary and subject to change.", span=spans.pop())
    return language.text(
        "Figures for {span} of {n} of the {all} series are preliminary and subject to change.",
        span=spans.pop(),
        n=n,
        all=every,
    )


def _unsettled(view: View, language: Language) -> str:
    """The time of a view's preliminary figures; of those of twelve months, the months in which they end."""
    said = span(view, language, view.preliminary)
    twelve = view.state.window == 12 or view.measure.period is PeriodKind.TWELVE_MONTHS
    return language.text("the 12 months ending {months}", months=said) if twelve else said


def _preliminary(view: View, language: Language) -> str:
    """Of percentages only that they may change: a change of one in per cent would be read as one in points."""
    said = _subject_to_change(view, language)
    if view.measure.is_percentage:
        return said
    return said + " " + _experience(view, language, view.preliminary[-1].preliminary)


def _subject_to_change(view: View, language: Language) -> str:
    points, kind = view.preliminary, view.measure.period
    if view.state.window == 12:
        return language.text(
            "Figures for {span} are preliminary and subject to change, and so are the sums that include them.",
            span=_ends(language, points),
        )
    if kind is PeriodKind.TWELVE_MONTHS:
        return language.text(
            "Figures for the 12 months ending {months} are preliminary and subject to change.",
            months=_ends(language, points),
        )
    if kind is PeriodKind.YEAR_TO_DATE and len(points) > 1:
        return language.text(
            "Figures for the year to date ending {months} are preliminary and subject to change.",
            months=_ends(language, points),
        )
    return language.text("Figures for {span} are preliminary and subject to change.", span=span(view, language, points))


def _experience(view: View, language: Language, experience: Experience | None) -> str:
    if experience is None or not experience.enough:
        return language.text("Too few earlier figures are held to say by how much they change.")
    low, high = experience.middle_half
    months, n = view.measure.period is PeriodKind.MONTH, language.number(experience.count)
    return language.text(
        "For {periods}, the figure published {age} had changed by a median of {median} a year or more later (middle "
        "half of the changes: {low} to {high}).",
        periods=language.text("{n} earlier months", n=n) if months else language.text("{n} earlier periods", n=n),
        age=_age(language, experience),
        median=language.change(experience.median),
        low=language.change(low),
        high=language.change(high),
    )


def _age(language: Language, experience: Experience) -> str:
    first, last = experience.youngest.days, experience.oldest.days
    if not first:
        return language.text("within {days} days of their end", days=last)
    return language.text("{first} to {last} days after their end", first=first, last=last)


def provisional(views: Sequence[View], language: Language) -> str:
    """Which newest figures the publishers mark, where experience does not say it and not all figures are marked."""
    marked = [view for view in views if view.latest and view.latest.status == Status.PROVISIONAL]
    if all(view.latest and view.latest.preliminary for view in marked):
        return ""
    if all(point.status != Status.FINAL for view in views for point in view.points):
        return ""
    if len(marked) == len(views) and len({view.source.id for view in views}) == 1:
        return language.text("The publisher calls the newest figures provisional.")
    if len(marked) == len(views):
        return language.text("All series end with figures that their publishers call provisional.")
    return language.count(
        "The newest figures of {n} of the {all} series are called provisional by its publisher.",
        "The newest figures of {n} of the {all} series are called provisional by their publisher.",
        len(marked),
        all=language.number(len(views)),
    )


def withheld(views: Sequence[View], language: Language) -> str:
    """How many figures the publishers do not give, the crosses of the chart, and how many sums that leaves unformed."""
    figures, sums = _apart(views)
    said = (_withheld(figures, language, several=len(views) > 1), _withheld_in_sums(sums, language))
    return " ".join(sentence for sentence in said if sentence)


def _apart(views: Sequence[View]) -> tuple[list[View], list[View]]:
    """The views of figures as published, and those of sums of them: of a sum without a value its months are told."""
    return [view for view in views if view.state.window == 1], [view for view in views if view.state.window == 12]


def _all(views: Sequence[View], language: Language) -> str:
    return language.number(sum(len(view.points) for view in views))


def _withheld(views: Sequence[View], language: Language, *, several: bool) -> str:
    missing, every = sum(len(view.withheld) for view in views), _all(views, language)
    if not missing:
        return ""
    if several:
        return language.count(
            "{n} of the {all} figures is withheld by its publisher or not available from it (×).",
            "{n} of the {all} figures are withheld by their publisher or not available from it (×).",
            missing,
            all=every,
        )
    return language.count(
        "{n} of the {all} figures is withheld by the publisher or not available from it (×).",
        "{n} of the {all} figures are withheld by the publisher or not available from it (×).",
        missing,
        all=every,
    )


def _withheld_in_sums(views: Sequence[View], language: Language) -> str:
    missing = sum(len(view.withheld) for view in views)
    if not missing:
        return ""
    return language.count(
        "{n} of {all} twelve-month sums cannot be formed: a month in it is withheld by the publisher or not "
        "available from it (×).",
        "{n} of {all} twelve-month sums cannot be formed: a month in them is withheld by the publisher or not "
        "available from it (×).",
        missing,
        all=_all(views, language),
    )


def not_held(views: Sequence[View], language: Language, later: Later = Later.POINT) -> str:
    """How many of the figures that were public are not held, and how many sums that leaves unformed."""
    figures, sums = _apart(views)
    drawn = later if any(view.placed_later for view in figures) or later is Later.NOT_DRAWN else None
    said = (_not_held(figures, language, drawn), _not_held_in_sums(sums, language))
    return " ".join(sentence for sentence in said if sentence)


def _not_held(views: Sequence[View], language: Language, later: Later | None) -> str:
    """``later`` is how the figures held since are drawn; None where none of the periods has one."""
    missing, every = sum(len(view.not_held) for view in views), _all(views, language)
    if not missing:
        return ""
    if later is Later.POINT:
        return language.count(
            "{n} of the {all} figures published by then is not held here as it stood. The chart shows a hollow grey "
            "point at the earliest figure held since.",
            "{n} of the {all} figures published by then are not held here as they stood. The chart shows hollow grey "
            "points at the earliest figures held since.",
            missing,
            all=every,
        )
    if later is Later.CELL:
        return language.count(
            "{n} of the {all} figures published by then is not held here as it stood. Its cell is hollow, with the "
            "earliest figure held since in grey.",
            "{n} of the {all} figures published by then are not held here as they stood. Their cells are hollow, with "
            "the earliest figures held since in grey.",
            missing,
            all=every,
        )
    if later is Later.NOT_DRAWN:
        return language.text(
            "{n} of the {all} figures cannot be shown: what was published then is not held here.",
            n=language.number(missing),
            all=every,
        )
    return language.count(
        "{n} of the {all} figures published is not held here.",
        "{n} of the {all} figures published are not held here.",
        missing,
        all=every,
    )


def _not_held_in_sums(views: Sequence[View], language: Language) -> str:
    missing = sum(len(view.not_held) for view in views)
    if not missing:
        return ""
    return language.count(
        "{n} of {all} twelve-month sums cannot be formed: a month in it is not held as published then.",
        "{n} of {all} twelve-month sums cannot be formed: a month in them is not held as published then.",
        missing,
        all=_all(views, language),
    )


def carried(views: Sequence[View], language: Language) -> str:
    """How many figures of one series were published by the release of the day itself; empty where all were.

    Of several series nothing: they have releases of different days.
    """
    if len(views) != 1:
        return ""
    (view,) = views
    held = sum(point.held for point in view.points)
    if not view.carried or view.newest_release is None or view.state.window == 12 or not held:
        return ""
    return language.count(
        "{n} of the {all} figures shown was published by the release of {day}; the others by earlier ones.",
        "{n} of the {all} figures shown were published by the release of {day}; the others by earlier ones.",
        held - view.carried,
        all=language.number(held),
        day=language.day(view.newest_release),
    )


def population(views: Sequence[View], language: Language) -> str:
    """Every population behind rates, from when on the last figure of one stands in for later ones, and who has none."""
    rated = [view for view in views if view.state.unit == "rate" and view.points]
    drawn = [point for view in rated for point in view.points if point.held or point.earliest_held]
    pairs = [(point.period, one) for point in drawn if (one := point.population)]
    # One title may stand for what was published on several days.
    used = {(one.title, one.vintage): one for _, one in pairs}
    last = {(one.title, one.vintage): one.period.end for period, one in pairs if rates.middle(period) > one.period.end}
    said = [_population(one, last.get(key), language) for key, one in used.items()]
    without = [view for view in rated if not any(point.population for point in view.points)]
    if without:
        names = ", ".join(dict.fromkeys(view.place.name[language.code] for view in without))
        said.append(language.text("No population is held for {names}: no rate can be shown.", names=names))
    return " ".join(said)


def _population(one: Population, last: date | None, language: Language) -> str:
    """``last`` is the end of its last figure, where that stands in for later ones."""
    said = language.text("Population: {title}, held as of {day}.", title=one.title, day=language.day(one.vintage))
    if last is None:
        return said
    return f"{said} " + language.text("Rates after {period} use its last figure.", period=language.month(last))
