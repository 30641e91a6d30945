"""One place over time, in words."""

from dashboard.dataset.series_view import Selection, View
from dashboard.text import caveats, labels, value_table
from dashboard.text import sentences as words
from dashboard.text.chart_text import Key, Table, Told
from dashboard.text.i18n import Locale


def tell(selection: Selection, locale: Locale) -> Told:
    """The words of a trend."""
    view = selection.first
    if view is None:
        return Told(title="", nothing=locale.text("No figure is held for this place yet."))
    sentences = caveats.sentences(selection.views, locale)
    return Told(
        title=words.title(view, locale),
        unit=words.unit(view, locale),
        finding=words.finding(view, locale),
        published=words.published(view, locale),
        alt=words.alt(view, locale, sentences),
        sentences=sentences,
        keys=_keys(view, locale),
        nothing=words.nothing(view, locale) if view.empty else "",
    )


def _keys(view: View, locale: Locale) -> tuple[Key, ...]:
    keys = [Key("line", words.published(view, locale), "as-published")]
    if view.state.as_of:
        keys.append(Key("ghost", words.now(view, locale)))
    if view.preliminary:
        keys.append(Key("dotted", locale.text("preliminary"), "preliminary"))
    if view.withheld:
        keys.append(Key("cross", labels.cross([view], locale), "withheld"))
    if view.placed_later and view.state.window == 1:
        keys.append(Key("hollow", locale.text("not held then: earliest figure held"), "not-held"))
    return tuple(keys)


def table(selection: Selection, locale: Locale) -> Table:
    """One row for each period, the newest first; as of a past day with what is published now beside it."""
    view = selection.first
    if view is None:
        return Table((), ())
    named = [(locale.period(point.period), view, point) for point in reversed(view.points)]
    return value_table.table(selection, locale, locale.text("Period"), named)
