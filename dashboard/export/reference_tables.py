"""The lists that join to the table of values: what its codes stand for, in every language, and what was written."""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from dashboard.i18n import get_locale, languages
from dashboard.text import sentences
from etl import registry
from etl.core.columns import DATE_DTYPE
from etl.core.groups import GROUPS
from etl.core.languages import SOURCE
from etl.reference import claim_rows
from etl.reference.notes import Note
from etl.store.files import StoreSnapshot
from etl.store.release_gaps import ReleaseGaps, release_gaps


def _in_languages(**texts: Mapping[str, str]) -> dict[str, str]:
    """Write texts in a column for each language: ``title_en``, ``title_fr``."""
    return {f"{name}_{code}": get_locale(code).localize(given) for name, given in texts.items() for code in languages()}


def _places(snapshot: StoreSnapshot) -> Iterable[dict[str, object]]:
    for place in snapshot.places.values():
        yield {"place": place.code, **_in_languages(name=place.name), "parent": place.parent}


def _measures(_: StoreSnapshot) -> Iterable[dict[str, object]]:
    for source in registry.SOURCES.values():
        for measure in source.measures:
            yield {
                "measure": measure.id,
                "source": source.id,
                "period": measure.period.value,
                "unit": measure.unit.value,
                **_in_languages(
                    title=measure.title,
                    definition=measure.definition,
                    certainty=measure.certainty,
                    geography=measure.geography,
                    suppression=measure.suppression,
                ),
            }


def _groups(_: StoreSnapshot) -> Iterable[dict[str, object]]:
    for code in GROUPS:
        names = {lang: sentences.group_name(code, get_locale(lang)) for lang in languages()}
        yield {"group": code, **_in_languages(name=names)}


def _sources(snapshot: StoreSnapshot) -> Iterable[dict[str, object]]:
    releases = snapshot.releases
    for source in registry.SOURCES.values():
        days = releases.loc[releases["source"] == source.id, "vintage"].dt.date
        yield {
            "source": source.id,
            "place": source.place,
            "url": source.url,
            **_in_languages(
                publisher=source.publisher, terms=source.terms, cadence=source.cadence, citation=source.citation
            ),
            **(_gap_cells(release_gaps(source, days)) if len(days) else dict.fromkeys(_GAP_COLUMNS)),
            "ended_on": source.ended_on,
        }


def _gap_cells(gaps: ReleaseGaps) -> dict[str, object]:
    """Write how long a source goes without a release: whoever knows the day counts from the newest one."""
    longest = gaps.records[-1].days if gaps.records else None
    cells = (gaps.last_release, gaps.usual_days, gaps.long_days, longest, gaps.next_expected, gaps.basis or "")
    return dict(zip(_GAP_COLUMNS, cells, strict=True))


def _notes(snapshot: StoreSnapshot) -> Iterable[dict[str, object]]:
    return map(_note, snapshot.notes)


def _note(note: Note) -> dict[str, object]:
    return {
        "note": note.id,
        "source": note.source,
        "measure": note.measure,
        "place": note.place,
        "group": note.group,
        "first": note.first.label,
        "last": note.last.label if note.last else "",
        "from_vintage": note.from_vintage,
        "to_vintage": note.to_vintage,
        "kind": note.kind.value,
        "differs": note.differs.value if note.differs else "",
        **_in_languages(sentence=note.sentence),
        "title": note.title,
        "url": note.url,
        "read_on": note.read_on,
        "inferred": "yes" if note.is_inferred else "",
    }


def _commentary(snapshot: StoreSnapshot) -> Iterable[dict[str, object]]:
    for article in snapshot.commentary.articles:
        yield {
            "item": article.id,
            **{name: getattr(article, name) or "" for name in _COMMENTARY_COLUMNS},
            "cites": " ".join(article.cites),
            "see_also": " ".join(article.see_also),
            "note": article.note,
            "confidence": article.confidence,
        }


def _claims(snapshot: StoreSnapshot) -> Iterable[dict[str, object]]:
    for article in snapshot.commentary.articles:
        for claim in article.claims:
            cells = claim_rows.to_cells(
                claim.quotation,
                item=article.id,
                note=claim.note,
                confidence=claim.confidence,
                discusses=claim.discusses,
            )
            numbers = {name: float(cells[name]) if cells[name] else None for name in ("value", "value_to")}
            yield {"item": cells.pop("item"), "row": claim.row, **cells, **numbers}


def _events(snapshot: StoreSnapshot) -> Iterable[dict[str, object]]:
    for event in snapshot.commentary.events:
        words = _in_languages(short=event.short or {SOURCE: ""})
        yield {name: getattr(event, name) for name in _EVENT_COLUMNS} | words | {"priority": event.priority}


_COMMENTARY_COLUMNS = (
    *("kind", "title", "title_basis", "author", "author_basis", "publication", "published_on", "precision"),
    *("url", "read_as", "read_at", "known_through"),
)
_GAP_COLUMNS = (
    *("newest_release", "usual_gap_days", "long_gap_days", "longest_gap_days"),
    *("next_expected", "gap_basis"),
)
_EVENT_COLUMNS = ("day", "precision", "place", "category", "title", "url", "note")
REFERENCE_TABLES: Mapping[str, Callable[[StoreSnapshot], Iterable[dict[str, object]]]] = {
    "places": _places,
    "measures": _measures,
    "groups": _groups,
    "sources": _sources,
    "notes": _notes,
    "commentary": _commentary,
    "claims": _claims,
    "events": _events,
}
"""By the name in the address: the rows of each."""
REFERENCE_KEYS = {"claims": ["item", "row"], "events": ["day", "place", "title"]}
"""The columns that tell a row from the others, where it is not the first: that joins to the column of its name."""
_DTYPES = {
    **dict.fromkeys(("from_vintage", "to_vintage", "read_on", "published_on", "day"), DATE_DTYPE),
    **dict.fromkeys(("value", "value_to"), "Float64"),
    **dict.fromkeys(("row", "priority"), "int64"),
    **dict.fromkeys(("newest_release", "next_expected", "ended_on"), DATE_DTYPE),
    **dict.fromkeys(("usual_gap_days", "long_gap_days", "longest_gap_days"), "Int64"),
}
"""Of the columns that are no text."""


def reference_table(name: str, snapshot: StoreSnapshot) -> pd.DataFrame:
    """Return one of the lists: a row for each code, writing, quoted figure or event."""
    rows = pd.DataFrame(list(REFERENCE_TABLES[name](snapshot)))
    return rows.astype({column: dtype for column, dtype in _DTYPES.items() if column in rows})
