"""One place over time, in words."""

from dashboard import caveats, labels, words
from dashboard.language import Language
from dashboard.points import Point
from dashboard.told import Key, Table, Told
from dashboard.views import Selection, View


def tell(selection: Selection, language: Language) -> Told:
    """The words of a trend."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=language.text("No figure is held for this place yet."))
    return Told(
        title=words.title(view, language),
        unit=words.unit(view, language),
        finding=words.finding(view, language),
        published=words.published(view, language),
        alt=words.alt(view, language),
        sentences=caveats.sentences(view, language),
        keys=_keys(view, language),
        nothing=_nothing(view, language) if view.empty else "",
    )


def _nothing(view: View, language: Language) -> str:
    before = view.releases and view.newest_release is None
    return (words.before_first if before else words.finding)(view, language)


def _keys(view: View, language: Language) -> tuple[Key, ...]:
    keys = [Key("line", words.published(view, language), "as-published")]
    if view.state.as_of:
        keys.append(Key("ghost", words.now(view, language)))
    if view.preliminary:
        keys.append(Key("dotted", language.text("preliminary"), "preliminary"))
    if view.withheld:
        keys.append(Key("cross", language.text("withheld or not available"), "withheld"))
    if view.placed_later and view.state.window == 1:
        keys.append(Key("hollow", language.text("not held then: earliest figure held"), "not-held"))
    return tuple(keys)


def table(selection: Selection, language: Language) -> Table:
    """One row for each period, the newest first; as of a past day with what is published now beside it."""
    view = selection.first
    if view is None:
        return Table((), ())
    then = view.state.as_of is not None
    head = [language.text("Period"), language.text("Figure")]
    head += [words.capital(words.now(view, language))] if then else []
    head += [language.text("Remark"), language.text("Stands since"), language.text("First held")]
    rows = [_row(view, language, point, then=then) for point in reversed(view.points)]
    return Table(tuple(head), tuple(rows), frozenset({1, 2, 5} if then else {1, 4}))


def _row(view: View, language: Language, point: Point, *, then: bool) -> tuple[str, ...]:
    shown = view.shown(point)
    remarks = [] if point.held else labels.absent(view, language, point)
    remarks += [language.text("preliminary")] if point.preliminary and point.held else []
    return (
        language.period(point.period),
        "" if shown is None else words.amount(view, language, shown),
        *([labels.shown_today(view, language, point)] if then else []),
        "; ".join(remarks),
        language.day(point.vintage) if point.vintage else "",
        labels.first_held(view, language, point),
    )
