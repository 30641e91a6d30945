"""One place over time, in words."""

from dashboard import caveats, labels, words
from dashboard.language import Language
from dashboard.tellings import figure_table
from dashboard.told import Key, Table, Told
from dashboard.views import Selection, View


def tell(selection: Selection, language: Language) -> Told:
    """The words of a trend."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=language.text("No figure is held for this place yet."))
    sentences = caveats.sentences(selection.views, language)
    return Told(
        title=words.title(view, language),
        unit=words.unit(view, language),
        finding=words.finding(view, language),
        published=words.published(view, language),
        alt=words.alt(view, language, sentences),
        sentences=sentences,
        keys=_keys(view, language),
        nothing=words.nothing(view, language) if view.empty else "",
    )


def _keys(view: View, language: Language) -> tuple[Key, ...]:
    keys = [Key("line", words.published(view, language), "as-published")]
    if view.state.as_of:
        keys.append(Key("ghost", words.now(view, language)))
    if view.preliminary:
        keys.append(Key("dotted", language.text("preliminary"), "preliminary"))
    if view.withheld:
        keys.append(Key("cross", labels.cross([view], language), "withheld"))
    if view.placed_later and view.state.window == 1:
        keys.append(Key("hollow", language.text("not held then: earliest figure held"), "not-held"))
    return tuple(keys)


def table(selection: Selection, language: Language) -> Table:
    """One row for each period, the newest first; as of a past day with what is published now beside it."""
    view = selection.first
    if view is None:
        return Table((), ())
    named = [(language.period(point.period), view, point) for point in reversed(view.points)]
    return figure_table.table(selection, language, language.text("Period"), named)
