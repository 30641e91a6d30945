"""One set of holdings, ready to be shown: the views, figures and addresses made from it. Knows no server."""

import logging
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from dashboard.charts.registry import chart
from dashboard.dataset import annotations
from dashboard.dataset.annotations import Mark
from dashboard.dataset.repository import Shelf
from dashboard.dataset.series_view import Selection
from dashboard.export.images import Picture
from dashboard.params.availability import Choices
from dashboard.params.chart_params import ChartState
from dashboard.params.urls import Links
from dashboard.text import sentences
from dashboard.text.chart_text import Told
from dashboard.text.i18n import get_locale, languages
from etl.core.model import Measure, PeriodKind
from etl.core.places import Place
from etl import registry
from etl.store import ledger
from etl.store.files import Holdings, Store
from etl.store.series import Index

logger = logging.getLogger(__name__)

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
        self.shelf = Shelf(held, self.index, self.choices)
        self.selection = lru_cache(REMEMBERED)(self._selection)

    @classmethod
    def of_folder(cls, data: Path, base_url: str = "") -> "Site":
        """The site over a data folder; ``Refused`` where its figures, releases or places cannot be read.

        A row of commentary or of help lines that cannot be used breaks no page: it is left out, with a warning.
        """
        held = Store(data).load_usable()
        for problem in held.left_out:
            logger.warning("%s: left out: %s", data, problem)
        return cls(held, base_url)

    def _selection(self, state: ChartState) -> Selection:
        return chart(state.slug).select(self.shelf, state)

    @cached_property
    def newest(self) -> date:
        """The newest day of publication of anything held, populations too: as of it, everything is as published now."""
        vintages = self.held.table["vintage"]
        return date.min if vintages.empty else vintages.max().date()

    def pinned(self, state: ChartState) -> str:
        """The address under which a state shows for ever what it shows now."""
        return self.links.pinned(state, self.newest, self.held.edition)

    def place(self, state: ChartState) -> Place:
        """The place of a state."""
        return self.held.places[state.place]

    def told(self, state: ChartState) -> Told:
        """What is said of the chart of a state."""
        told = chart(state.slug).tell(self.selection(state), get_locale(state.lang))
        return told if told.title else replace(told, title=get_locale(state.lang).localize(self.place(state).name))

    def marks(self, selection: Selection) -> tuple[Mark, ...]:
        """The numbered marks of a chart, the same whatever its day; none where it has none or they are switched off."""
        state, view = selection.state, selection.first
        if not state.notes or "notes" in state.offer.without or view is None or not view.now:
            return ()
        entries = annotations.entries_about(self.held.commentary, self.held.places, state.place, state.kinds)
        months = [point.period.end.replace(day=1) for point in view.now]
        return annotations.marks(entries, state.place, months[0], months[-1])

    def picture(self, state: ChartState, address: str, *, size: tuple[int, int] = (1000, 560)) -> Picture | None:
        """The chart as a picture that can stand alone: title, source, vintage and address in it."""
        selection = self.selection(state)
        if selection.empty:
            return None
        locale, told = get_locale(state.lang), self.told(state)
        return Picture(
            figure=chart(state.slug).draw(selection, locale),
            width=size[0],
            height=size[1],
            ratio=chart(state.slug).ratio(selection),
            title=told.title,
            subtitle=f"{told.unit}. {told.published}.",
            notes=(*told.sentences, sentences.sources(selection, locale) + ". " + address),
            alt=told.alt,
        )


def _choices(held: Holdings, index: Index) -> Choices:
    measures: dict[str, set[str]] = {}
    groups: dict[tuple[str, str], list[str]] = {}
    for _, measure, place, group in index.names:
        if group != "all":
            groups.setdefault((place, measure), []).append(group)
        elif measure not in registry.POPULATIONS:
            measures.setdefault(place, set()).add(measure)
    broken = _broken(held.table)
    return Choices(
        places=held.places,
        near=held.places.near,
        measures={place: _ranked(broken, place, found) for place, found in measures.items()},
        default_place=DEFAULT_PLACE,
        edition=held.edition,
        populated=frozenset(held.populations["place"]),
        groups={key: tuple(found) for key, found in groups.items()},
        broken=broken,
        ended=_ended(held.table),
        languages=languages(),
    )


def _broken(rows: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """Places and measures of less than a year of months, or of too few of those from the first to the last."""
    monthly = [measure.id for measure in registry.MEASURES.values() if measure.period is PeriodKind.MONTH]
    months = rows[(rows["group"] == "all") & rows["measure"].isin(monthly)]
    ends = months["period_end"].dt.year * 12 + months["period_end"].dt.month
    found = ends.groupby([months["place"], months["measure"]]).agg(["min", "max", "nunique"])
    enough = (WHOLE * (found["max"] - found["min"] + 1)).clip(lower=12)
    return frozenset(found.index[found["nunique"] < enough])


def _ended(rows: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """Places and measures whose figures end a year or more before the newest of the place."""
    deaths = [measure.id for measure in registry.MEASURES.values() if measure.counts_deaths]
    told = rows[(rows["group"] == "all") & rows["measure"].isin(deaths)]
    last = told.groupby(["place", "measure"])["period_end"].max()
    newest = last.groupby("place").transform("max")
    return frozenset(last.index[last <= newest - pd.DateOffset(years=1)])


def _ranked(broken: frozenset[tuple[str, str]], place: str, held: set[str]) -> tuple[str, ...]:
    """The measures held of a place, counts of deaths first; the first of all is shown when none is chosen.

    Those of its own publisher come first, unless they are a fragment of what another counts there.
    """
    own: list[Measure] = []
    others: list[Measure] = []
    for source in registry.SOURCES.values():
        found = own if source.place == place else others
        found += [measure for measure in source.measures if measure.id in held]
    alone = not any(measure.counts_deaths for measure in others)
    whole = bool(own) and own[0].period is PeriodKind.MONTH and (place, own[0].id) not in broken
    ranked = [*own, *others] if own and (alone or whole) else [*others, *own]
    return tuple(measure.id for measure in sorted(ranked, key=lambda measure: not measure.counts_deaths))
