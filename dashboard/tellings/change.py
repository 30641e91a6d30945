"""The change of each place on a year before, in words."""

from dashboard import caveats, labels, words
from dashboard.caveats import Later
from dashboard.language import Language
from dashboard.points import SMALL, WITHHELD, Point, year_before
from dashboard.tellings import together
from dashboard.told import Key, Table, Told
from dashboard.views import Selection, View
from etl.model import Period, Status

SEVERAL = 13
"""Places up to which all changes are named in the description."""


def tell(selection: Selection, language: Language) -> Told:
    """The words of a chart of changes."""
    view, period = selection.first, selection.period
    if view is None:
        return Told(title="", nothing=together.nothing(selection, language))
    title = _title(selection, view, language)
    if period is None or selection.empty:
        return Told(title=title, nothing=_nothing(selection, language))
    return Told(
        title=title,
        unit=_unit(view, language, period),
        finding=_finding(selection, view, language, period),
        published=words.published(selection, language),
        alt=_alt(selection, view, language, period),
        sentences=_sentences(selection, language),
        keys=_keys(selection, language),
    )


def _nothing(selection: Selection, language: Language) -> str:
    if selection.newest_release is None:
        return together.nothing(selection, language)
    if selection.state.end:
        return language.text("No change on a year before can be shown for the months chosen.")
    return language.text("The figures held do not reach back a year, so that no change can be shown.")


def _title(selection: Selection, view: View, language: Language) -> str:
    place = selection.parts_of.name[language.code] if selection.parts_of else ""
    return language.text("{measure}, {place}: change in a year", measure=words.measured(view, language), place=place)


def _unit(view: View, language: Language, period: Period) -> str:
    """Which period is compared with which."""
    said = language.text(
        "{period} beside {before}: change in per cent",
        period=words.name(view, language, period),
        before=words.name(view, language, year_before(period)),
    )
    return words.capital(said)


def _changes(selection: Selection) -> list[tuple[View, Point, float]]:
    """The places whose change can be told, however few their deaths."""
    return [
        (view, point, shown)
        for view in selection.views
        for point in view.points
        if (shown := view.shown(point)) is not None
    ]


def _finding(selection: Selection, view: View, language: Language, period: Period) -> str:
    """In how many places there were fewer deaths and in how many more, with the day on which that was published."""
    found = _changes(selection)
    sure = [change for _, point, change in found if not point.small]
    if not sure:
        return language.text("The numbers of all places are too small to say how they changed.")
    counts = language.text(
        "{period}: fewer deaths than a year before in {fewer} of {all} places, more in {more}.",
        period=words.capital(words.name(view, language, period)),
        fewer=language.number(sum(change < 0 for change in sure)),
        more=language.number(sum(change > 0 for change in sure)),
        all=language.number(len(sure)),
    )
    day = max(point.counted for _, point, _ in found if point.counted)
    return f"{counts} " + language.text("Computed from counts published up to {day}.", day=language.day(day))


def _alt(selection: Selection, view: View, language: Language, period: Period) -> str:
    """The chart in words: what, between which periods, the range of changes, each place of a few, as of when."""
    sure = [one for one in _changes(selection) if not one[1].small]
    said = [
        language.text("Dot plot, a row for each place."),
        f"{_title(selection, view, language)}. {_unit(view, language, period)}.",
    ]
    if sure:
        low, high = (words.amount(view, language, end(change for _, _, change in sure)) for end in (min, max))
        said.append(language.text("Changes from {low} to {high}.", low=low, high=high))
    if len(selection.views) <= SEVERAL:
        said.append(
            "; ".join(f"{one.place.name[language.code]} ({_figures(one, language)})" for one in selection.views) + "."
        )
    said += [_finding(selection, view, language, period), *_sentences(selection, language)]
    return " ".join([*said, words.published(selection, language) + "."])


def _figures(view: View, language: Language) -> str:
    """One place in few words: ``−14%, from 1,338 to 1,151``."""
    point = view.points[0] if view.points else None
    if point is None or not point.held:
        return labels.without_value(view, language, point) if point else language.text("no figure held")
    shown = view.shown(point)
    if shown is None or point.before is None:
        return language.text("{now}, no change can be told", now=labels.count(view, language, point))
    return language.text(
        "{change}, from {before} to {now}",
        change=words.amount(view, language, shown),
        before=labels.count(view, language, point.before),
        now=labels.count(view, language, point),
    )


def _sentences(selection: Selection, language: Language) -> tuple[str, ...]:
    """What has to be said: figures of two ages are compared, and which changes say little."""
    points = together.points(selection)
    if any(point.preliminary for point in points):
        ages = language.text(
            "Both figures are as published by the same day. Where the dot is hollow, the newer one is preliminary and "
            "usually grows, while that of a year before has been revised for a year longer: a fall may become smaller, "
            "and a rise larger."
        )
    else:
        ages = language.text(
            "Both figures are as published by the same day: that of a year before has been revised for a year longer."
        )
    signs = [_without(selection, language), _not_held(selection, language)]
    figures = caveats.sentences(selection.views, language, Later.NOT_DRAWN)
    said = [ages, _small(selection, language), *signs, *figures]
    return tuple(sentence for sentence in said if sentence)


def _small(selection: Selection, language: Language) -> str:
    few = sum(point.small for _, point, _ in _changes(selection))
    if not few:
        return ""
    return language.count(
        "In {n} place one of the figures is under {limit} (grey): numbers so small move much by chance alone, so "
        "that their change says little. CDC WONDER marks rates of so few deaths as unreliable.",
        "In {n} places one of the figures is under {limit} (grey): numbers so small move much by chance alone, so "
        "that their change says little. CDC WONDER marks rates of so few deaths as unreliable.",
        few,
        limit=language.number(SMALL),
    )


def _without(selection: Selection, language: Language) -> str:
    """Places with no figure of the period, or none of a year before, beside those whose publisher gives none."""
    n = sum(not view.points for view in selection.views)
    if not n:
        return ""
    return language.count(
        "Of {n} place no figure of this period is held (–).", "Of {n} places no figure of this period is held (–).", n
    )


def _not_held(selection: Selection, language: Language) -> str:
    """What the sign of a figure not held stands for, where there is one."""
    if Status.NOT_HELD not in _statuses(selection):
        return ""
    return language.text("“?” stands for a figure, of either year, that is not held here as published then.")


def _statuses(selection: Selection) -> frozenset[str]:
    """What is said of the figures, of either year."""
    pairs = ((point, point.before) for point in together.points(selection))
    return frozenset(one.status for pair in pairs for one in pair if one)


def _keys(selection: Selection, language: Language) -> tuple[Key, ...]:
    points, statuses = together.points(selection), _statuses(selection)
    keys = [Key("dot-fewer", language.text("fewer deaths")), Key("dot-more", language.text("more deaths"))]
    if any(point.preliminary for point in points):
        keys.append(Key("open", language.text("preliminary")))
    if any(point.small for _, point, _ in _changes(selection)):
        keys.append(Key("hollow", language.text("under {limit} deaths", limit=language.number(SMALL))))
    if selection.state.as_of and selection.first:
        keys.append(Key("tick-now", words.now(selection.first, language)))
    if statuses & WITHHELD:
        keys.append(Key("cross", labels.cross(selection.views, language)))
    if Status.NOT_HELD in statuses:
        keys.append(Key("box", language.text("not held (?)")))
    return tuple(keys)


def table(selection: Selection, language: Language) -> Table:
    """A row for each place, with both figures and the change; as of a past day with the change as published now."""
    view, period = selection.first, selection.period
    if view is None or period is None:
        return Table((), ())
    then = selection.state.as_of is not None
    head = [
        language.text("Place"),
        words.capital(words.name(view, language, year_before(period))),
        words.capital(words.name(view, language, period)),
        language.text("Change"),
        *([words.capital(words.now(view, language))] if then else []),
        language.text("Remark"),
        language.text("Stands since"),
    ]
    rows = [_row(one, language, then=then) for one in selection.views]
    return Table(tuple(head), tuple(rows), frozenset({1, 2, 3, 4} if then else {1, 2, 3}))


def _row(view: View, language: Language, *, then: bool) -> tuple[str, ...]:
    name = view.place.name[language.code]
    if not view.points:
        return (name, "", "", "", *([""] if then else []), language.text("no figure held"), "")
    (point,) = view.points
    shown = view.shown(point)
    remarks = [language.text("preliminary")] if point.preliminary else []
    remarks += [language.text("few deaths: the change says little")] if point.small else []
    return (
        name,
        labels.count(view, language, point.before) if point.before else language.text("no figure held"),
        labels.count(view, language, point),
        "" if shown is None else words.amount(view, language, shown),
        *([labels.shown_today(view, language, point)] if then else []),
        "; ".join(remarks),
        language.day(point.vintage) if point.vintage else "",
    )
