"""What has to be said beside the figures of a view: which may change, which are missing, what they were divided by."""

from collections.abc import Sequence

from dashboard.language import Language
from dashboard.points import Point
from dashboard.views import View
from etl.model import Period, PeriodKind, Status
from etl.revisions import Experience


def sentences(view: View, language: Language) -> tuple[str, ...]:
    """All that has to be said, in the order in which it stands under the chart and in pictures of it."""
    said = (
        preliminary(view, language),
        provisional(view, language),
        withheld(view, language),
        not_held(view, language),
        carried(view, language),
        population(view, language),
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


def preliminary(view: View, language: Language) -> str:
    """What experience says of the newest figures; empty where they have settled.

    Of percentages only that they may change: a change of a percentage in per cent would be read as one in points.
    """
    if not view.preliminary:
        return ""
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


def provisional(view: View, language: Language) -> str:
    """That the publisher itself marks the newest figure, where experience does not and not all figures are marked."""
    newest = view.latest
    if newest is None or newest.preliminary or newest.status != Status.PROVISIONAL:
        return ""
    if all(point.status != Status.FINAL for point in view.points):
        return ""
    return language.text("The publisher calls the newest figures provisional.")


def withheld(view: View, language: Language) -> str:
    """How many figures the publisher does not give: the crosses of the chart; empty where it gives all."""
    missing, every = len(view.withheld), language.number(len(view.points))
    if not missing:
        return ""
    if view.state.window == 12:
        return language.count(
            "{n} of {all} twelve-month sums cannot be formed: a month in it is withheld by the publisher or not "
            "available from it (×).",
            "{n} of {all} twelve-month sums cannot be formed: a month in them is withheld by the publisher or not "
            "available from it (×).",
            missing,
            all=every,
        )
    return language.count(
        "{n} of the {all} figures is withheld by the publisher or not available from it (×).",
        "{n} of the {all} figures are withheld by the publisher or not available from it (×).",
        missing,
        all=every,
    )


def not_held(view: View, language: Language) -> str:
    """How many of the months that were public are not held; empty where all are."""
    missing, every = len(view.not_held), language.number(len(view.points))
    if not missing:
        return ""
    if view.state.window == 12:
        return language.count(
            "{n} of {all} twelve-month sums cannot be formed: a month in it is not held as published then.",
            "{n} of {all} twelve-month sums cannot be formed: a month in them is not held as published then.",
            missing,
            all=every,
        )
    if not view.placed_later:
        return language.count(
            "{n} of the {all} figures published is not held here.",
            "{n} of the {all} figures published are not held here.",
            missing,
            all=every,
        )
    return language.count(
        "{n} of the {all} figures published by then is not held here as it stood. The chart shows a hollow grey point "
        "at the earliest figure held since.",
        "{n} of the {all} figures published by then are not held here as they stood. The chart shows hollow grey "
        "points at the earliest figures held since.",
        missing,
        all=every,
    )


def carried(view: View, language: Language) -> str:
    """How many of the figures were published by the release of the day itself; empty where all were."""
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


def population(view: View, language: Language) -> str:
    """The population behind rates, and from when on its last figure stands in for later ones."""
    used = [point.population for point in view.points if point.population]
    if not used:
        return ""
    last = used[-1]
    said = language.text("Population: {title}, held as of {day}.", title=last.title, day=language.day(last.vintage))
    if view.points[-1].period.end <= last.period.end:
        return said
    rest = language.text("Rates after {period} use its last figure.", period=language.month(last.period.end))
    return f"{said} {rest}"
