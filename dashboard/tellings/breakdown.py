"""The parts of a place, or the groups of a dimension, in words."""

from dataclasses import replace

from dashboard import caveats, labels, words
from dashboard.language import Language
from dashboard.points import Point
from dashboard.tellings import together
from dashboard.told import Key, Table, Told
from dashboard.views import Selection, View
from etl.model import Period

FEW, SEVERAL = 6, 13
"""Panels up to which the newest figures are all named: in the sentence above the chart, and in its description."""


def tell(selection: Selection, language: Language) -> Told:
    """The words of a breakdown."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=together.nothing(selection, language))
    if selection.empty:
        return Told(title=_title(selection, view, language), nothing=together.nothing(selection, language))
    return Told(
        title=_title(selection, view, language),
        unit=words.unit(view, language),
        finding=_finding(selection, view, language),
        published=words.published(selection, language),
        alt=_alt(selection, view, language),
        sentences=_sentences(selection, language),
        keys=_keys(selection, language),
    )


def _title(selection: Selection, view: View, language: Language) -> str:
    """What is counted, where, and by what it is broken down."""
    counted = words.measured(replace(view, state=replace(view.state, group="all")), language)
    place = selection.parts_of.name[language.code] if selection.parts_of else ""
    by = {
        "place": language.text("by place"),
        "sex": language.text("by sex"),
        "age": language.text("by age"),
        "drug": language.text("by drug named"),
    }[selection.state.group]
    return language.text("{measure}, {place}: {by}", measure=counted, place=place, by=by)


def _newest(selection: Selection) -> tuple[Period | None, list[tuple[View, Point, float]]]:
    """The newest period with a figure in the chart's unit, and the views that have one, with their points."""
    found = [
        (view, point, shown)
        for view in selection.views
        for point in [view.latest]
        if point and (shown := view.shown(point)) is not None
    ]
    newest = max((point.period for _, point, _ in found), default=None)
    return newest, [one for one in found if one[1].period == newest]


def _finding(selection: Selection, view: View, language: Language) -> str:
    """The newest figures, all of a few or else the range of many, with the day on which they were published."""
    period, found = _newest(selection)
    if period is None:
        return language.text("No figure is held for this choice.")
    values = {
        "period": words.capital(words.name(view, language, period)),
        "figures": _listed(selection, found, language) if len(found) <= FEW else _range(found, language),
    }
    day = max(point.counted for _, point, _ in found if point.counted)
    if words.computed(view):
        counted = language.day(day)
        said = language.text("{period}: {figures}. Computed from counts published up to {day}.", **values, day=counted)
    else:
        release = words.capital(words.released(view, language, day))
        said = language.text("{period}: {figures}. {release}.", **values, release=release)
    without = len(selection.views) - len(found)
    if not without:
        return said
    return f"{said} " + language.count(
        "{n} series has no figure for that time.", "{n} series have no figure for that time.", without
    )


def _listed(selection: Selection, found: list[tuple[View, Point, float]], language: Language) -> str:
    return "; ".join(
        f"{labels.called(selection, view, language)} {words.amount(view, language, shown)}" for view, _, shown in found
    )


def _range(found: list[tuple[View, Point, float]], language: Language) -> str:
    """The range of many figures, without a name: the chart is no league table."""
    (low, high), view = (end(shown for _, _, shown in found) for end in (min, max)), found[0][0]
    return language.text(
        "from {low} to {high} in {n} series",
        low=words.amount(view, language, low),
        high=words.amount(view, language, high),
        n=language.number(len(found)),
    )


def _alt(selection: Selection, view: View, language: Language) -> str:
    """The chart in words: what, over which time, its range, the newest figure of each panel, as of when."""
    points = sorted(together.points(selection), key=lambda point: point.period.end)
    shown = [amount for one in selection.views for point in one.points if (amount := one.shown(point)) is not None]
    period, found = _newest(selection)
    said = [
        language.count("{n} line chart on one scale.", "{n} small line charts on one scale.", len(selection.views)),
        f"{_title(selection, view, language)}. {words.unit(view, language)}, {caveats.span(view, language, points)}.",
    ]
    if shown and period:
        low, high = (words.amount(view, language, amount) for amount in (min(shown), max(shown)))
        said.append(language.text("Figures from {low} to {high}.", low=low, high=high))
    if len(found) > FEW and len(selection.views) <= SEVERAL:
        said.append(_listed(selection, found, language) + ".")
    said += [_finding(selection, view, language), *_sentences(selection, language)]
    return " ".join([*said, words.published(selection, language) + "."])


def _sentences(selection: Selection, language: Language) -> tuple[str, ...]:
    """What has to be said of this way of breaking figures down, and of the figures."""
    behind = 1 < len(selection.views) <= SEVERAL
    said = [
        language.text("All panels have the same scale; the grey lines are the other panels.")
        if behind
        else language.text("All panels have the same scale.")
    ]
    if selection.state.group == "drug":
        said.append(
            language.text(
                "A death that names several drugs is counted with each of them, and some groups of drugs contain "
                "others: the panels do not add up to all deaths."
            )
        )
    shown = {view.state.group for view in selection.views}
    if "age:unknown" in shown:
        said.append(language.text("Deaths of people whose age is not known stand in a panel of their own."))
    if "sex:unknown" in shown:
        said.append(language.text("Deaths of people whose sex is not known stand in a panel of their own."))
    return (*said, *caveats.sentences(selection.views, language))


def _keys(selection: Selection, language: Language) -> tuple[Key, ...]:
    views, then = selection.views, selection.state.as_of is not None
    keys = [Key("line", words.published(selection, language))]
    if len(views) <= SEVERAL:
        keys.append(Key("others", language.text("the other panels")))
    if then and selection.first:
        keys.append(Key("ghost", words.now(selection.first, language)))
    if any(view.preliminary for view in views):
        keys.append(Key("dotted", language.text("preliminary")))
    if any(view.withheld for view in views):
        keys.append(Key("cross", labels.cross([view for view in views if view.withheld], language)))
    if any(view.placed_later for view in views) and all(view.state.window == 1 for view in views):
        keys.append(Key("hollow", language.text("not held then: earliest figure held")))
    return tuple(keys)


def table(selection: Selection, language: Language) -> Table:
    """A row for each period, the newest first, and a column for each panel."""
    view = selection.first
    if view is None or selection.empty:
        return Table((), ())
    cells: dict[Period, dict[int, str]] = {}
    for index, one in enumerate(selection.views):
        for point in one.points:
            cells.setdefault(point.period, {})[index] = together.cell(one, language, point)
    names = (labels.called(selection, one, language) for one in selection.views)
    rows = [
        (language.period(period), *(row.get(index, "") for index in range(len(selection.views))))
        for period, row in sorted(cells.items(), reverse=True)
    ]
    return Table((language.text("Period"), *names), tuple(rows), frozenset(range(1, len(selection.views) + 1)))
