"""What has to be said of several views that stand beside each other, and what each of them is called."""

from dashboard import caveats, labels, words
from dashboard.language import Language
from dashboard.points import Point
from dashboard.views import Selection, View
from etl.model import Measure, PeriodKind, Status


def name(selection: Selection, view: View, language: Language) -> str:
    """What a view is called beside the others: by its place, its group, or what it counts; by what tells it apart."""
    return labels.called(selection, view, language)


def nothing(selection: Selection, language: Language) -> str:
    """Why there is nothing to draw: the day or the months asked about, sums that have a gap, or nothing is held."""
    state = selection.state
    if selection.releases and selection.newest_release is None:
        return words.before_first(selection, language)
    if state.start or state.end:
        return language.text("No figure is held for the months chosen.")
    if selection.views and state.window == 12:
        return language.text("No sum of twelve months can be formed from the figures held.")
    return language.text("No figure is held for this choice.")


def cell(view: View, language: Language, point: Point) -> str:
    """A period in one cell of a table: its figure or why there is none; what is published now, where that differs."""
    shown = view.shown(point)
    if not point.held and view.state.window == 12:
        return language.text("no sum")
    if not point.held:
        return "; ".join(labels.absent(view, language, point))
    if shown is None:
        return language.text("no population held") if view.state.unit == "rate" else ""
    figure, today = words.amount(view, language, shown), labels.shown_today(view, language, point)
    remarks = [language.text("preliminary")] if point.preliminary else []
    if today not in {"", figure}:
        remarks.append(language.text("{now}: {figure}", now=words.now(view, language), figure=today))
    return language.text("{figure} ({remarks})", figure=figure, remarks="; ".join(remarks)) if remarks else figure


def sentences(selection: Selection, language: Language) -> tuple[str, ...]:
    """All that has to be said, in the order in which it stands under the chart and in pictures of it."""
    said = (
        definitions(selection, language),
        preliminary(selection, language),
        withheld(selection, language),
        not_held(selection, language),
        population(selection, language),
    )
    return tuple(sentence for sentence in said if sentence)


def definitions(selection: Selection, language: Language) -> str:
    """That several definitions stand on one axis, and whose figures are of which; empty where there is one."""
    if len(selection.definitions) < 2:
        return ""
    counted = [measure.title[language.code] for measure in selection.definitions]
    if len({view.place.code for view in selection.views}) > 1:
        counted = [
            language.text("{measure} ({names})", measure=title, names=_names_of(selection, measure, language))
            for title, measure in zip(counted, selection.definitions, strict=True)
        ]
    return language.text(
        "Different things are counted here: {counted}. How each line runs can be compared; how high they stand, only "
        "with care.",
        counted="; ".join(counted),
    )


def _names_of(selection: Selection, measure: Measure, language: Language) -> str:
    """The views that show a measure, by their names."""
    return ", ".join(name(selection, view, language) for view in selection.views if view.measure == measure)


def preliminary(selection: Selection, language: Language) -> str:
    """Which figures are preliminary, and of how many series; empty where all have settled."""
    unsettled = [view for view in selection.views if view.preliminary]
    if not unsettled:
        return ""
    spans = {_unsettled(view, language) for view in unsettled}
    n, every = language.number(len(unsettled)), language.number(len(selection.views))
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
    span = caveats.span(view, language, view.preliminary)
    twelve = view.state.window == 12 or view.measure.period is PeriodKind.TWELVE_MONTHS
    return language.text("the 12 months ending {months}", months=span) if twelve else span


def withheld(selection: Selection, language: Language) -> str:
    """How many figures the publishers do not give."""
    missing = sum(len(view.withheld) for view in selection.views)
    if not missing:
        return ""
    return language.count(
        "{n} of the {all} figures is withheld by its publisher or not available from it (×).",
        "{n} of the {all} figures are withheld by their publisher or not available from it (×).",
        missing,
        all=language.number(_all(selection)),
    )


def not_held(selection: Selection, language: Language) -> str:
    """How many figures that were public are not held as of the day."""
    missing = sum(point.status == Status.NOT_HELD for point in points(selection))
    if not missing:
        return ""
    return language.count(
        "{n} of the {all} figures cannot be shown: what was published then is not held here.",
        "{n} of the {all} figures cannot be shown: what was published then is not held here.",
        missing,
        all=language.number(_all(selection)),
    )


def points(selection: Selection) -> list[Point]:
    """Every point of every view."""
    return [point for view in selection.views for point in view.points]


def _all(selection: Selection) -> int:
    return len(points(selection))


def population(selection: Selection, language: Language) -> str:
    """The population series behind rates, and for whom none is held."""
    if selection.state.unit != "rate":
        return ""
    used = {point.population.title: point.population for point in points(selection) if point.population}
    said = [
        language.text("Population: {title}, held as of {day}.", title=title, day=language.day(one.vintage))
        for title, one in used.items()
    ]
    without = [one for one in selection.views if one.points and not any(point.population for point in one.points)]
    if without:
        names = ", ".join(dict.fromkeys(view.place.name[language.code] for view in without))
        said.append(language.text("No population is held for {names}: no rate can be shown.", names=names))
    return " ".join(said)
