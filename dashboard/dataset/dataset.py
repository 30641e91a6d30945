"""One set of holdings, ready to be shown: the views, figures and addresses made from it. Knows no server."""

import logging
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from dashboard.charts.registry import get_chart
from dashboard.dataset import annotations
from dashboard.dataset.annotations import Annotation
from dashboard.dataset.repository import Shelf
from dashboard.dataset.series_view import ChartData
from dashboard.export.images import Picture
from dashboard.params.availability import Availability
from dashboard.params.chart_params import ChartParams
from dashboard.params.urls import Urls
from dashboard.text import sentences
from dashboard.text.chart_text import ChartText
from dashboard.text.i18n import get_locale, languages
from etl import registry
from etl.core.model import Measure, PeriodKind
from etl.core.places import Place
from etl.store import ledger
from etl.store.files import Store, StoreSnapshot
from etl.store.series import SeriesIndex

logger = logging.getLogger(__name__)

DEFAULT_PLACE = "CA-BC"
MIN_COVERAGE = 0.9
"""The share of its months from which on a record counts as whole."""
CACHE_SIZE = 512
"""Views kept in memory. A view is a pure function of the holdings and the state, so it may be kept."""


class Dataset:
    """Holdings with an index over them. Read-only: two readers never see each other's choices."""

    def __init__(self, held: StoreSnapshot, base_url: str = "") -> None:
        self.snapshot = held
        self.index = SeriesIndex(held.table, ledger.restated_spans(held.ledger))
        self.availability = _build_availability(held, self.index)
        self.urls = Urls(self.availability, base_url)
        self.shelf = Shelf(held, self.index, self.availability)
        self.chart_data = lru_cache(CACHE_SIZE)(self._select_data)

    @classmethod
    def of_folder(cls, data: Path, base_url: str = "") -> "Dataset":
        """The site over a data folder; ``InvalidDocument`` where its figures, releases or places cannot be read.

        A row of commentary or of help lines that cannot be used breaks no page: it is left out, with a warning.
        """
        held = Store(data).load_usable()
        for problem in held.left_out:
            logger.warning("%s: left out: %s", data, problem)
        return cls(held, base_url)

    def _select_data(self, params: ChartParams) -> ChartData:
        return get_chart(params.slug).select(self.shelf, params)

    @cached_property
    def newest_vintage(self) -> date:
        """The newest day of publication of anything held, populations too: as of it, everything is as published now."""
        vintages = self.snapshot.table["vintage"]
        return date.min if vintages.empty else vintages.max().date()

    def pinned_url(self, params: ChartParams) -> str:
        """The address under which a state shows for ever what it shows now."""
        return self.urls.pinned_chart(params, self.newest_vintage, self.snapshot.edition)

    def place(self, params: ChartParams) -> Place:
        """The place of a state."""
        return self.snapshot.places[params.place]

    def chart_text(self, params: ChartParams) -> ChartText:
        """What is said of the chart of a state."""
        told = get_chart(params.slug).text(self.chart_data(params), get_locale(params.lang))
        return told if told.title else replace(told, title=get_locale(params.lang).localize(self.place(params).name))

    def annotations(self, selection: ChartData) -> tuple[Annotation, ...]:
        """The numbered marks of a chart, the same whatever its day; none where it has none or they are switched off."""
        params, view = selection.params, selection.first_view
        if not params.notes or "notes" in params.options.disabled_options or view is None or not view.current:
            return ()
        entries = annotations.entries_about(self.snapshot.commentary, self.snapshot.places, params.place, params.kinds)
        months = [point.period.end.replace(day=1) for point in view.current]
        return annotations.group_into_annotations(entries, params.place, months[0], months[-1])

    def picture(self, params: ChartParams, address: str, *, size: tuple[int, int] = (1000, 560)) -> Picture | None:
        """The chart as a picture that can stand alone: title, source, vintage and address in it."""
        selection = self.chart_data(params)
        if selection.is_empty:
            return None
        locale, told = get_locale(params.lang), self.chart_text(params)
        return Picture(
            figure=get_chart(params.slug).figure(selection, locale),
            width=size[0],
            height=size[1],
            ratio=get_chart(params.slug).aspect_ratio(selection),
            title=told.title,
            subtitle=f"{told.unit}. {told.publication_note}.",
            notes=(*told.sentences, sentences.sources_sentence(selection, locale) + ". " + address),
            alt_text=told.alt_text,
        )


def _build_availability(held: StoreSnapshot, index: SeriesIndex) -> Availability:
    measures: dict[str, set[str]] = {}
    groups: dict[tuple[str, str], list[str]] = {}
    for _, measure, place, group in index.keys:
        if group != "all":
            groups.setdefault((place, measure), []).append(group)
        elif measure not in registry.POPULATIONS:
            measures.setdefault(place, set()).add(measure)
    broken = _find_gaps(held.table)
    return Availability(
        places=held.places,
        close_matches=held.places.close_matches,
        measures={place: _rank_measures(broken, place, found) for place, found in measures.items()},
        default_place=DEFAULT_PLACE,
        edition=held.edition,
        with_population=frozenset(held.populations["place"]),
        groups={key: tuple(found) for key, found in groups.items()},
        with_gaps=broken,
        discontinued=_find_discontinued(held.table),
        languages=languages(),
    )


def _find_gaps(rows: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """Places and measures of less than a year of months, or of too few of those from the first to the last."""
    monthly = [measure.id for measure in registry.MEASURES.values() if measure.period is PeriodKind.MONTH]
    months = rows[(rows["group"] == "all") & rows["measure"].isin(monthly)]
    ends = months["period_end"].dt.year * 12 + months["period_end"].dt.month
    found = ends.groupby([months["place"], months["measure"]]).agg(["min", "max", "nunique"])
    enough = (MIN_COVERAGE * (found["max"] - found["min"] + 1)).clip(lower=12)
    return frozenset(found.index[found["nunique"] < enough])


def _find_discontinued(rows: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """Places and measures whose figures end a year or more before the newest of the place."""
    deaths = [measure.id for measure in registry.MEASURES.values() if measure.counts_deaths]
    told = rows[(rows["group"] == "all") & rows["measure"].isin(deaths)]
    last = told.groupby(["place", "measure"])["period_end"].max()
    newest = last.groupby("place").transform("max")
    return frozenset(last.index[last <= newest - pd.DateOffset(years=1)])


def _rank_measures(broken: frozenset[tuple[str, str]], place: str, held: set[str]) -> tuple[str, ...]:
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
