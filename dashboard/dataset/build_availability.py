"""Works out what there is to choose from in a snapshot of the store."""

import pandas as pd

from dashboard.dataset.annotations import places_by_note
from dashboard.i18n import languages
from dashboard.params.availability import Availability
from etl import registry
from etl.core.model import Measure, PeriodKind
from etl.store.files import StoreSnapshot
from etl.store.series import SeriesIndex

DEFAULT_PLACE = "CA-BC"
MIN_COVERAGE = 0.9
"""The share of its months from which on a record counts as whole."""


def build_availability(snapshot: StoreSnapshot, index: SeriesIndex) -> Availability:
    """Work out what can be chosen from a snapshot: measures ranked by place, groups, gaps, populations."""
    measures: dict[str, set[str]] = {}
    groups: dict[tuple[str, str], list[str]] = {}
    for _, measure, place, group in index.keys:
        if group != "all":
            groups.setdefault((place, measure), []).append(group)
        elif measure not in registry.POPULATIONS:
            measures.setdefault(place, set()).add(measure)
    with_gaps = _find_gaps(snapshot.table)
    return Availability(
        places=snapshot.places,
        close_matches=snapshot.places.close_matches,
        measures={place: _rank_measures(with_gaps, place, ids) for place, ids in measures.items()},
        default_place=DEFAULT_PLACE,
        edition=snapshot.edition,
        with_population=frozenset(snapshot.populations["place"]),
        groups={key: tuple(codes) for key, codes in groups.items()},
        with_gaps=with_gaps,
        discontinued=_find_discontinued(snapshot.table),
        languages=languages(),
        note_places=places_by_note(snapshot.commentary, snapshot.places),
    )


def _find_gaps(rows: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """Return the places and measures of less than a year of months, or of too few from the first to the last."""
    monthly = [measure.id for measure in registry.MEASURES.values() if measure.period is PeriodKind.MONTH]
    months = rows[(rows["group"] == "all") & rows["measure"].isin(monthly)]
    ends = months["period_end"].dt.year * 12 + months["period_end"].dt.month
    months_of = ends.groupby([months["place"], months["measure"]]).agg(["min", "max", "nunique"])
    enough = (MIN_COVERAGE * (months_of["max"] - months_of["min"] + 1)).clip(lower=12)
    return frozenset(months_of.index[months_of["nunique"] < enough])


def _find_discontinued(rows: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """Return the places and measures whose values end a year or more before the newest of the place."""
    deaths = [measure.id for measure in registry.MEASURES.values() if measure.counts_deaths]
    counts = rows[(rows["group"] == "all") & rows["measure"].isin(deaths)]
    last = counts.groupby(["place", "measure"])["period_end"].max()
    newest = last.groupby("place").transform("max")
    return frozenset(last.index[last <= newest - pd.DateOffset(years=1)])


def _rank_measures(with_gaps: frozenset[tuple[str, str]], place: str, measure_ids: set[str]) -> tuple[str, ...]:
    """Return the measures of a place, counts of deaths first; the first of all is shown when none is chosen.

    Those of its own publisher come first, unless they are a fragment of what another counts there.
    """
    own: list[Measure] = []
    others: list[Measure] = []
    for source in registry.SOURCES.values():
        ranked = own if source.place == place else others
        ranked += [measure for measure in source.measures if measure.id in measure_ids]
    alone = not any(measure.counts_deaths for measure in others)
    whole = bool(own) and own[0].period is PeriodKind.MONTH and (place, own[0].id) not in with_gaps
    first_choice = [*own, *others] if own and (alone or whole) else [*others, *own]
    return tuple(measure.id for measure in sorted(first_choice, key=lambda measure: not measure.counts_deaths))
