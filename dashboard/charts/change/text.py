"""The change of each place on a year before, in words."""

from dashboard.dataset.observations import SMALL, WITHHELD, Point, year_before
from dashboard.dataset.series_view import Selection, View
from dashboard.text import caveats, labels, multi_series, sentences
from dashboard.text.caveats import Later
from dashboard.text.chart_text import Key, Table, Told
from dashboard.text.i18n import Locale
from etl.core.model import Period, Status

SEVERAL = 13
"""Places up to which all changes are named in the description."""


def tell(selection: Selection, locale: Locale) -> Told:
    """The words of a chart of changes."""
    view, period = selection.first, selection.period
    if view is None:
        return Told(title="", nothing=multi_series.nothing(selection, locale))
    title = _title(selection, view, locale)
    if period is None or selection.empty:
        return Told(title=title, nothing=_nothing(selection, locale))
    return Told(
        title=title,
        unit=_unit(view, locale, period),
        finding=_finding(selection, view, locale, period),
        published=sentences.published(selection, locale),
        alt=_alt(selection, view, locale, period),
        sentences=_sentences(selection, locale),
        keys=_keys(selection, locale),
    )


def _nothing(selection: Selection, locale: Locale) -> str:
    if selection.newest_release is None:
        return multi_series.nothing(selection, locale)
    if selection.state.end:
        return locale.text("No change on a year before can be shown for the months chosen.")
    return locale.text("The figures held do not reach back a year, so that no change can be shown.")


def _title(selection: Selection, view: View, locale: Locale) -> str:
    place = locale.localize(selection.parts_of.name) if selection.parts_of else ""
    return locale.text("{measure}, {place}: change in a year", measure=sentences.measured(view, locale), place=place)


def _unit(view: View, locale: Locale, period: Period) -> str:
    """Which period is compared with which."""
    said = locale.text(
        "{period} beside {before}: change in per cent",
        period=sentences.name(view, locale, period),
        before=sentences.name(view, locale, year_before(period)),
    )
    return sentences.capital(said)


def _changes(selection: Selection) -> list[tuple[View, Point, float]]:
    """The places whose change can be told, however few their deaths."""
    return [
        (view, point, shown)
        for view in selection.views
        for point in view.points
        if (shown := view.shown(point)) is not None
    ]


def _finding(selection: Selection, view: View, locale: Locale, period: Period) -> str:
    """In how many places there were fewer deaths and in how many more, with the day on which that was published."""
    found = _changes(selection)
    sure = [change for _, point, change in found if not point.small]
    if not sure:
        return locale.text("The numbers of all places are too small to say how they changed.")
    counts = locale.text(
        "{period}: fewer deaths than a year before in {fewer} of {all} places, more in {more}.",
        period=sentences.capital(sentences.name(view, locale, period)),
        fewer=locale.number(sum(change < 0 for change in sure)),
        more=locale.number(sum(change > 0 for change in sure)),
        all=locale.number(len(sure)),
    )
    day = max(point.counted for _, point, _ in found if point.counted)
    return f"{counts} " + locale.text("Computed from counts published up to {day}.", day=locale.day(day))


def _alt(selection: Selection, view: View, locale: Locale, period: Period) -> str:
    """The chart in words: what, between which periods, the range of changes, each place of a few, as of when."""
    sure = [one for one in _changes(selection) if not one[1].small]
    said = [
        locale.text("Dot plot, a row for each place."),
        f"{_title(selection, view, locale)}. {_unit(view, locale, period)}.",
    ]
    if sure:
        low, high = (sentences.amount(view, locale, end(change for _, _, change in sure)) for end in (min, max))
        said.append(locale.text("Changes from {low} to {high}.", low=low, high=high))
    if len(selection.views) <= SEVERAL:
        said.append(
            "; ".join(f"{locale.localize(one.place.name)} ({_figures(one, locale)})" for one in selection.views) + "."
        )
    said += [_finding(selection, view, locale, period), *_sentences(selection, locale)]
    return " ".join([*said, sentences.published(selection, locale) + "."])


def _figures(view: View, locale: Locale) -> str:
    """One place in few words: ``−14%, from 1,338 to 1,151``."""
    point = view.points[0] if view.points else None
    if point is None or not point.held:
        return labels.without_value(view, locale, point) if point else sentences.no_figure(locale)
    shown = view.shown(point)
    if shown is None or point.before is None:
        return locale.text("{now}, no change can be told", now=labels.count(view, locale, point))
    return locale.text(
        "{change}, from {before} to {now}",
        change=sentences.amount(view, locale, shown),
        before=labels.count(view, locale, point.before),
        now=labels.count(view, locale, point),
    )


def _sentences(selection: Selection, locale: Locale) -> tuple[str, ...]:
    """What has to be said: figures of two ages are compared, and which changes say little."""
    points = multi_series.points(selection)
    if any(point.preliminary for point in points):
        ages = locale.text(
            "Both figures are as published by the same day. Where the dot is hollow, the newer one is preliminary and "
            "usually grows, while that of a year before has been revised for a year longer: a fall may become smaller, "
            "and a rise larger."
        )
    else:
        ages = locale.text(
            "Both figures are as published by the same day: that of a year before has been revised for a year longer."
        )
    signs = [_without(selection, locale), _not_held(selection, locale)]
    figures = caveats.sentences(selection.views, locale, Later.NOT_DRAWN)
    said = [ages, _small(selection, locale), *signs, *figures]
    return tuple(sentence for sentence in said if sentence)


def _small(selection: Selection, locale: Locale) -> str:
    few = sum(point.small for _, point, _ in _changes(selection))
    if not few:
        return ""
    return locale.count(
        "In {n} place one of the figures is under {limit} (grey): numbers so small move much by chance alone, so "
        "that their change says little. CDC WONDER marks rates of so few deaths as unreliable.",
        "In {n} places one of the figures is under {limit} (grey): numbers so small move much by chance alone, so "
        "that their change says little. CDC WONDER marks rates of so few deaths as unreliable.",
        few,
        limit=locale.number(SMALL),
    )


def _without(selection: Selection, locale: Locale) -> str:
    """Places with no figure of the period, or none of a year before, beside those whose publisher gives none."""
    n = sum(not view.points for view in selection.views)
    if not n:
        return ""
    return locale.count(
        "Of {n} place no figure of this period is held (–).", "Of {n} places no figure of this period is held (–).", n
    )


def _not_held(selection: Selection, locale: Locale) -> str:
    """What the sign of a figure not held stands for, where there is one."""
    if Status.NOT_HELD not in _statuses(selection):
        return ""
    return locale.text("“?” stands for a figure, of either year, that is not held here as published then.")


def _statuses(selection: Selection) -> frozenset[str]:
    """What is said of the figures, of either year."""
    pairs = ((point, point.before) for point in multi_series.points(selection))
    return frozenset(one.status for pair in pairs for one in pair if one)


def _keys(selection: Selection, locale: Locale) -> tuple[Key, ...]:
    points, statuses = multi_series.points(selection), _statuses(selection)
    keys = [Key("dot-fewer", locale.text("fewer deaths")), Key("dot-more", locale.text("more deaths"))]
    if any(point.preliminary for point in points):
        keys.append(Key("open", locale.text("preliminary")))
    if any(point.small for _, point, _ in _changes(selection)):
        keys.append(Key("hollow", locale.text("under {limit} deaths", limit=locale.number(SMALL))))
    if selection.state.as_of and selection.first:
        keys.append(Key("tick-now", sentences.now(selection.first, locale)))
    if statuses & WITHHELD:
        keys.append(Key("cross", labels.cross(selection.views, locale)))
    if Status.NOT_HELD in statuses:
        keys.append(Key("box", locale.text("not held (?)")))
    return tuple(keys)


def table(selection: Selection, locale: Locale) -> Table:
    """A row for each place, with both figures and the change; as of a past day with the change as published now."""
    view, period = selection.first, selection.period
    if view is None or period is None:
        return Table((), ())
    then = selection.state.as_of is not None
    head = [
        locale.text("Place"),
        sentences.capital(sentences.name(view, locale, year_before(period))),
        sentences.capital(sentences.name(view, locale, period)),
        locale.text("Change"),
        *([sentences.capital(sentences.now(view, locale))] if then else []),
        locale.text("Remark"),
        locale.text("Stands since"),
    ]
    rows = [_row(one, locale, then=then) for one in selection.views]
    return Table(tuple(head), tuple(rows), frozenset({1, 2, 3, 4} if then else {1, 2, 3}))


def _row(view: View, locale: Locale, *, then: bool) -> tuple[str, ...]:
    name = locale.localize(view.place.name)
    if not view.points:
        return (name, "", "", "", *([""] if then else []), sentences.no_figure(locale), "")
    (point,) = view.points
    shown = view.shown(point)
    remarks = [locale.text("preliminary")] if point.preliminary else []
    remarks += [locale.text("few deaths: the change says little")] if point.small else []
    return (
        name,
        labels.count(view, locale, point.before) if point.before else sentences.no_figure(locale),
        labels.count(view, locale, point),
        "" if shown is None else sentences.amount(view, locale, shown),
        *([labels.shown_today(view, locale, point)] if then else []),
        "; ".join(remarks),
        locale.day(point.vintage) if point.vintage else "",
    )
