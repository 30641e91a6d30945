"""The parts of a place, or the groups of a dimension, in words."""

from dataclasses import replace

from dashboard.dataset.observations import Point
from dashboard.dataset.series_view import Selection, View
from dashboard.text import caveats, labels, multi_series, sentences
from dashboard.text.chart_text import Key, Table, Told
from dashboard.text.i18n import Locale
from etl.core.model import Period

FEW, SEVERAL = 6, 13
"""Panels up to which the newest figures are all named: in the sentence above the chart, and in its description."""


def tell(selection: Selection, locale: Locale) -> Told:
    """The words of a breakdown."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=multi_series.nothing(selection, locale))
    if selection.empty:
        return Told(title=_title(selection, view, locale), nothing=multi_series.nothing(selection, locale))
    return Told(
        title=_title(selection, view, locale),
        unit=sentences.unit(view, locale),
        finding=_finding(selection, view, locale),
        published=sentences.published(selection, locale),
        alt=_alt(selection, view, locale),
        sentences=_sentences(selection, locale),
        keys=_keys(selection, locale),
    )


def _title(selection: Selection, view: View, locale: Locale) -> str:
    """What is counted, where, and by what it is broken down."""
    counted = sentences.measured(replace(view, state=replace(view.state, group="all")), locale)
    place = locale.localize(selection.parts_of.name) if selection.parts_of else ""
    by = {
        "place": locale.text("by place"),
        "sex": locale.text("by sex"),
        "age": locale.text("by age"),
        "drug": locale.text("by drug named"),
    }[selection.state.group]
    return locale.text("{measure}, {place}: {by}", measure=counted, place=place, by=by)


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


def _finding(selection: Selection, view: View, locale: Locale) -> str:
    """The newest figures, all of a few or else the range of many, with the day on which they were published."""
    period, found = _newest(selection)
    if period is None:
        return sentences.no_figure_for_choice(locale)
    values = {
        "period": sentences.capital(sentences.name(view, locale, period)),
        "figures": _listed(selection, found, locale) if len(found) <= FEW else _range(found, locale),
    }
    day = max(point.counted for _, point, _ in found if point.counted)
    if sentences.computed(view):
        counted = locale.day(day)
        said = locale.text("{period}: {figures}. Computed from counts published up to {day}.", **values, day=counted)
    else:
        release = sentences.capital(sentences.released(view, locale, day))
        said = locale.text("{period}: {figures}. {release}.", **values, release=release)
    without = len(selection.views) - len(found)
    if not without:
        return said
    return f"{said} " + locale.count(
        "{n} series has no figure for that time.", "{n} series have no figure for that time.", without
    )


def _listed(selection: Selection, found: list[tuple[View, Point, float]], locale: Locale) -> str:
    return "; ".join(
        f"{labels.called(selection, view, locale)} {sentences.amount(view, locale, shown)}" for view, _, shown in found
    )


def _range(found: list[tuple[View, Point, float]], locale: Locale) -> str:
    """The range of many figures, without a name: the chart is no league table."""
    (low, high), view = (end(shown for _, _, shown in found) for end in (min, max)), found[0][0]
    return locale.text(
        "from {low} to {high} in {n} series",
        low=sentences.amount(view, locale, low),
        high=sentences.amount(view, locale, high),
        n=locale.number(len(found)),
    )


def _alt(selection: Selection, view: View, locale: Locale) -> str:
    """The chart in words: what, over which time, its range, the newest figure of each panel, as of when."""
    points = sorted(multi_series.points(selection), key=lambda point: point.period.end)
    shown = [amount for one in selection.views for point in one.points if (amount := one.shown(point)) is not None]
    period, found = _newest(selection)
    said = [
        multi_series.sort_of_panels(locale, len(selection.views)),
        f"{_title(selection, view, locale)}. {sentences.unit(view, locale)}, {caveats.span(view, locale, points)}.",
    ]
    if shown and period:
        low, high = (sentences.amount(view, locale, amount) for amount in (min(shown), max(shown)))
        said.append(locale.text("Figures from {low} to {high}.", low=low, high=high))
    if len(found) > FEW and len(selection.views) <= SEVERAL:
        said.append(_listed(selection, found, locale) + ".")
    said += [_finding(selection, view, locale), *_sentences(selection, locale)]
    return " ".join([*said, sentences.published(selection, locale) + "."])


def _sentences(selection: Selection, locale: Locale) -> tuple[str, ...]:
    """What has to be said of this way of breaking figures down, and of the figures."""
    behind = 1 < len(selection.views) <= SEVERAL
    said = [
        locale.text("All panels have the same scale; the grey lines are the other panels.")
        if behind
        else locale.text("All panels have the same scale.")
    ]
    if selection.state.group == "drug":
        said.append(
            locale.text(
                "A death that names several drugs is counted with each of them, and some groups of drugs contain "
                "others: the panels do not add up to all deaths."
            )
        )
    shown = {view.state.group for view in selection.views}
    if "age:unknown" in shown:
        said.append(locale.text("Deaths of people whose age is not known stand in a panel of their own."))
    if "sex:unknown" in shown:
        said.append(locale.text("Deaths of people whose sex is not known stand in a panel of their own."))
    return (*said, *caveats.sentences(selection.views, locale))


def _keys(selection: Selection, locale: Locale) -> tuple[Key, ...]:
    views, then = selection.views, selection.state.as_of is not None
    keys = [Key("line", sentences.published(selection, locale))]
    if len(views) <= SEVERAL:
        keys.append(Key("others", locale.text("the other panels")))
    if then and selection.first:
        keys.append(Key("ghost", sentences.now(selection.first, locale)))
    if any(view.preliminary for view in views):
        keys.append(Key("dotted", locale.text("preliminary")))
    if any(view.withheld for view in views):
        keys.append(Key("cross", labels.cross([view for view in views if view.withheld], locale)))
    if any(view.placed_later for view in views) and all(view.state.window == 1 for view in views):
        keys.append(Key("hollow", locale.text("not held then: earliest figure held")))
    return tuple(keys)


def table(selection: Selection, locale: Locale) -> Table:
    """A row for each period, the newest first, and a column for each panel."""
    view = selection.first
    if view is None or selection.empty:
        return Table((), ())
    cells: dict[Period, dict[int, str]] = {}
    for index, one in enumerate(selection.views):
        for point in one.points:
            cells.setdefault(point.period, {})[index] = multi_series.cell(one, locale, point)
    names = (labels.called(selection, one, locale) for one in selection.views)
    rows = [
        (locale.period(period), *(row.get(index, "") for index in range(len(selection.views))))
        for period, row in sorted(cells.items(), reverse=True)
    ]
    return Table((locale.text("Period"), *names), tuple(rows), frozenset(range(1, len(selection.views) + 1)))
