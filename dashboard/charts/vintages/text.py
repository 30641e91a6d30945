"""One figure through the releases, in words."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.dataset.observations import Point
from dashboard.dataset.selecting import stating
from dashboard.dataset.series_view import Selection, View
from dashboard.text import caveats, labels, sentences
from dashboard.text.caveats import Later
from dashboard.text.chart_text import Key, Told
from dashboard.text.i18n import Locale

Stating = Sequence[tuple[View, Point]]
"""The releases that stated the figure, each as its view and the period's point; oldest first."""
Amounts = Sequence[tuple[View, Point, float]]
"""Those that gave a figure, and which."""


def tell(selection: Selection, locale: Locale) -> Told:
    """The words of the figure of one period and of the curves around it."""
    view, told = selection.first, stating(selection)
    if view is None:
        return Told(title="", nothing=locale.text("No figure is held for this place yet."))
    if not told:
        return Told(title=sentences.title(view, locale), nothing=_nothing(selection, view, locale))
    return Told(
        title=_title(view, told, locale),
        unit=sentences.unit(view, locale),
        finding=_finding(selection, told, locale),
        published=sentences.published(selection, locale),
        alt=_alt(selection, told, locale),
        sentences=_sentences(selection, told, locale),
        keys=_keys(selection, told, locale),
    )


def _title(view: View, told: Stating, locale: Locale) -> str:
    period = sentences.name(view, locale, told[0][1].period)
    return locale.text("{title}: {period} through the releases", title=sentences.title(view, locale), period=period)


def _nothing(selection: Selection, view: View, locale: Locale) -> str:
    """Why there is nothing to draw: the day is too early, the period chosen is not held, or nothing is."""
    if view.releases and selection.newest_release is None:
        return sentences.before_first(view, locale)
    if selection.state.end and selection.periods:
        month = locale.month(selection.state.end)
        return locale.text("None of the releases shown states a figure for {month}.", month=month)
    return sentences.no_figure_for_choice(locale)


def _amounts(told: Stating) -> list[tuple[View, Point, float]]:
    """The releases that gave a figure, and which."""
    return [(view, point, amount) for view, point in told if (amount := view.shown(point)) is not None]


def _finding(selection: Selection, told: Stating, locale: Locale) -> str:
    """The first figure with its day, the last, by how much they differ, and how often it was revised."""
    amounts = _amounts(told)
    if not amounts:
        view, point = told[-1]
        span = sentences.capital(sentences.name(view, locale, point.period))
        return locale.text("{span}: withheld by the publisher or not available from it.", span=span)
    view, point, _ = amounts[-1]
    today = sentences.today_beside(view, locale, point) if selection.state.as_of else ""
    if len(amounts) == 1:
        said = _only(selection, view, point, locale)
    else:
        said = " ".join([_first(amounts, locale), _last(selection, amounts, locale), _revised(amounts, locale)])
    return f"{said} {today}".strip()


def _only(selection: Selection, view: View, point: Point, locale: Locale) -> str:
    """The figure of the only release by the day; of now, that there is no other."""
    values = {
        "period": sentences.capital(sentences.name(view, locale, point.period)),
        "figure": sentences.figure(view, locale, point, point.value or 0),
        "release": sentences.released(view, locale, view.state.day),
    }
    if selection.state.as_of:
        return locale.text("{period}: {figure}, {release}.", **values)
    return locale.text(
        "{period}: {figure}, {release}. No other release held gives a figure for it: no revision can be shown.",
        **values,
    )


def _first(amounts: Amounts, locale: Locale) -> str:
    view, point, amount = amounts[0]
    return locale.text(
        "{period}: {figure} in the first release held ({day}).",
        period=sentences.capital(sentences.name(view, locale, point.period)),
        figure=sentences.figure(view, locale, point, amount),
        day=sentences.release_day(view, locale, view.state.day),
    )


def _last(selection: Selection, amounts: Amounts, locale: Locale) -> str:
    """The last figure beside the first."""
    (_, _, first), (view, _, last) = amounts[0], amounts[-1]
    asked = selection.state.as_of
    called = locale.text("As published by {day}", day=locale.day(asked)) if asked else ""
    values = {
        "now": called or sentences.capital(sentences.now(view, locale)),
        "figure": sentences.amount(view, locale, last),
        "day": locale.day(view.state.day),
    }
    if not _revisions(amounts):
        return locale.text("{now}: unchanged (release of {day}).", **values)
    if last == first:
        return locale.text("{now}: {figure} again (release of {day}).", **values)
    if view.measure.is_percentage or not first:
        return locale.text("{now}: {figure} (release of {day}).", **values)
    by, share = sentences.amount(view, locale, abs(last - first)), locale.change(last / first - 1, 1)
    more = locale.text("{n} more", n=by) if last > first else locale.text("{n} fewer", n=by)
    return locale.text("{now}: {figure} (release of {day}), {more} ({share}).", **values, more=more, share=share)


def _revised(amounts: Amounts, locale: Locale) -> str:
    releases = locale.number(len(amounts))
    revisions = _revisions(amounts)
    if not revisions:
        return locale.text("{releases} releases held state it.", releases=releases)
    return locale.count(
        "The {releases} releases held that state it revised it once.",
        "The {releases} releases held that state it revised it {n} times.",
        revisions,
        releases=releases,
    )


def _revisions(amounts: Amounts) -> int:
    return sum(before != after for (_, _, before), (_, _, after) in pairwise(amounts))


def _alt(selection: Selection, told: Stating, locale: Locale) -> str:
    """The chart in words: what each panel shows, its range, and the finding."""
    newest, amounts = selection.views[-1], _amounts(told)
    parts = [
        locale.text(
            "Steps and curves. {title}. {unit}.",
            title=_title(newest, told, locale),
            unit=sentences.unit(newest, locale),
        ),
        _range(amounts, locale),
        locale.count(
            "One curve shows {span}, that of the only release.",
            "The curves show {span}, one for each of {n} releases.",
            len(selection.views),
            span=caveats.span(newest, locale, newest.points),
        ),
        _finding(selection, told, locale),
        *_caveats(selection, locale),
        sentences.published(selection, locale) + ".",
    ]
    return " ".join(part for part in parts if part)


def _range(amounts: Amounts, locale: Locale) -> str:
    if not amounts:
        return ""
    low, high = min(amounts, key=lambda one: one[2]), max(amounts, key=lambda one: one[2])
    return locale.text(
        "The figure by day of publication: lowest {low} ({low_period}), highest {high} ({high_period}).",
        low=sentences.amount(low[0], locale, low[2]),
        low_period=sentences.release_day(low[0], locale, low[0].state.day),
        high=sentences.amount(high[0], locale, high[2]),
        high_period=sentences.release_day(high[0], locale, high[0].state.day),
    )


def _sentences(selection: Selection, told: Stating, locale: Locale) -> tuple[str, ...]:
    """How the chart is read, then what has to be said of its figures."""
    return (_reading(told, locale), *_caveats(selection, locale))


def _caveats(selection: Selection, locale: Locale) -> tuple[str, ...]:
    """What has to be said of the newest figures, and which of all are missing."""
    newest = selection.views[-1:]
    said = (
        caveats.preliminary(newest, locale),
        caveats.provisional(newest, locale),
        caveats.withheld(selection.views, locale),
        caveats.not_held(selection.views, locale, Later.NOT_DRAWN),
    )
    return tuple(sentence for sentence in said if sentence)


def _reading(told: Stating, locale: Locale) -> str:
    said = [
        locale.text(
            "Dots on the steps are releases held that state the figure; between them it stands as last published."
        ),
        locale.text(
            "Each curve is what had been published by the day of a release, the older the paler. It ends in a dot; an "
            "upright line leads from there to the newest figure of the same period."
        ),
    ]
    if any(point.preliminary for _, point in told):
        said.append(locale.text("Hollow dots: preliminary when published."))
    if any(sentences.doubted(view, view.state.day) for view, _ in told):
        said.append(locale.text("Diamonds: the day of the release is not known for certain."))
    return " ".join(said)


def _keys(selection: Selection, told: Stating, locale: Locale) -> tuple[Key, ...]:
    newest, amounts = selection.views[-1], _amounts(told)
    keys = [Key("line", sentences.published(selection, locale))]
    if amounts and amounts[0][0] is not newest:
        keys.append(Key("first", sentences.released(amounts[0][0], locale, amounts[0][0].state.day)))
    if len(selection.views) > len(keys):
        keys.append(Key("pale", locale.text("other releases, the older the paler")))
    if selection.state.as_of:
        keys.append(Key("ghost", sentences.now(newest, locale)))
    if any(view.preliminary for view in selection.views):
        keys.append(Key("open", locale.text("preliminary when published")))
    if any(sentences.doubted(view, view.state.day) for view, _ in told):
        keys.append(Key("diamond", locale.text("day not known for certain")))
    if any(view.withheld for view in selection.views):
        keys.append(Key("cross", labels.cross(selection.views, locale)))
    return tuple(keys)
