"""Works out what there is to choose from in a snapshot of the store."""

from functools import partial

from dashboard.dataset.annotations import places_by_note
from dashboard.dataset.series_records import read_records, reader_of_days
from dashboard.i18n import languages
from dashboard.params.availability import Availability
from dashboard.params.default_series import rank_by_place
from etl import registry
from etl.store.files import StoreSnapshot
from etl.store.series_index import SeriesIndex

DEFAULT_PLACE = "CA-BC"


def build_availability(snapshot: StoreSnapshot, index: SeriesIndex) -> Availability:
    """Work out what can be chosen from a snapshot: measures ranked by place, groups, gaps, populations."""
    measures: dict[str, set[str]] = {}
    groups: dict[tuple[str, str], list[str]] = {}
    for _, measure, place, group in index.keys:
        if group != "all":
            groups.setdefault((place, measure), []).append(group)
        elif measure not in registry.POPULATIONS:
            measures.setdefault(place, set()).add(measure)
    records = read_records(snapshot, index, snapshot.edition)
    return Availability(
        places=snapshot.places,
        close_matches=snapshot.places.close_matches,
        measures=rank_by_place(measures, records),
        default_place=DEFAULT_PLACE,
        edition=snapshot.edition,
        with_population=frozenset(snapshot.populations["place"]),
        groups={key: tuple(codes) for key, codes in groups.items()},
        records=records,
        records_of_edition=partial(read_records, snapshot, index),
        records_of_day=reader_of_days(index),
        languages=languages(),
        note_places=places_by_note(snapshot.commentary, snapshot.places),
        terms=tuple(term.id for term in snapshot.term_counts.terms),
    )
