"""One set of holdings, ready to be shown: the views, figures and addresses made from it. Knows no server."""

from functools import lru_cache

from dashboard import caveats, notes, words
from dashboard.charts import chart
from dashboard.images import Picture
from dashboard.language import language
from dashboard.links import Links
from dashboard.notes import Mark
from dashboard.state import ChartState, Choices
from dashboard.views import View
from etl import ledger, registry
from etl.model import Measure, Period, PeriodKind
from etl.places import Place
from etl.series import Index
from etl.store import Holdings

DEFAULT_PLACE = "CA-BC"
WHOLE = 0.9
"""The share of its months from which on a record counts as whole."""
REMEMBERED = 512
"""Views kept in memory. A view is a pure function of the holdings and the state, so it may be kept."""


class Site:
    """Holdings with an index over them. Read-only: two readers never see each other's choices."""

    def __init__(self, held: Holdings, base_url: str = "") -> None:
        self.held = held
        self.index = Index(held.table, ledger.spans(held.ledger))
        self.choices = _choices(held, self.index)
        self.links = Links(self.choices, base_url)
        self.view = lru_cache(REMEMBERED)(self._view)

    def _view(self, slug: str, state: ChartState) -> View | None:
        return chart(slug).select(self.held, self.index, state)

    def place(self, state: ChartState) -> Place:
        """The place of a state."""
        return self.held.places[state.place]

    def marks(self, view: View) -> tuple[Mark, ...]:
        """The numbered marks of a view, the same whatever its day; none where notes are switched off."""
        state = view.state
        if not state.notes or not view.now:
            return ()
        entries = notes.entries_about(self.held.commentary, self.held.places, state.place, state.kinds)
        months = [point.period.end.replace(day=1) for point in view.now]
        return notes.marks(entries, state.place, months[0], months[-1])

    def picture(
        self, slug: str, state: ChartState, address: str, *, size: tuple[int, int] = (1000, 560)
    ) -> Picture | None:
        """The chart as a picture that can stand alone: title, source, vintage and address in it."""
        view = self.view(slug, state)
        if view is None or view.empty:
            return None
        spoken = language(state.lang)
        place = self.place(state).name[state.lang]
        return Picture(
            figure=chart(slug).draw(view, spoken),
            width=size[0],
            height=size[1],
            title=words.title(view, spoken, place),
            subtitle=words.unit(view, spoken) + ". " + words.published(view, spoken) + ".",
            notes=(*caveats.sentences(view, spoken), words.source(view, spoken) + ". " + address),
            alt=words.alt(view, spoken, place),
        )


def _choices(held: Holdings, index: Index) -> Choices:
    measures: dict[str, set[str]] = {}
    for _, measure, place, group in index.names:
        if group == "all" and measure not in registry.POPULATIONS:
            measures.setdefault(place, set()).add(measure)
    ranked = {place: _ranked(index, place, found) for place, found in measures.items()}
    populated = frozenset(held.populations["place"])
    return Choices(held.places, held.places.near, ranked, DEFAULT_PLACE, held.edition, populated)


def _ranked(index: Index, place: str, held: set[str]) -> tuple[str, ...]:
    """The measures held of a place, counts of deaths first; the first of all is shown when none is chosen.

    Those of its own publisher come first, unless they are a fragment of what another counts there.
    """
    own: list[Measure] = []
    others: list[Measure] = []
    for source in registry.SOURCES.values():
        found = own if source.place == place else others
        found += [measure for measure in source.measures if measure.id in held]
    alone = not any(measure.counts_deaths for measure in others)
    ranked = [*own, *others] if own and (alone or _is_whole(index, place, own[0])) else [*others, *own]
    return tuple(measure.id for measure in sorted(ranked, key=lambda measure: not measure.counts_deaths))


def _is_whole(index: Index, place: str, measure: Measure) -> bool:
    """Whether figures of months are held for a year or more, and for most months from the first to the last."""
    series = index.find(measure=measure.id, place=place)
    if series is None or measure.period is not PeriodKind.MONTH:
        return False
    covered = Period(min(series.log).start, max(series.log).end).length
    return len(series.log) >= max(12, WHOLE * covered)
