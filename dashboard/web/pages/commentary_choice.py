"""Which writings and events are listed: of which place and kinds, and with which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.dataset import annotations
from dashboard.dataset.annotations import Entry
from dashboard.dataset.claim_ledger import SORTS
from dashboard.dataset.dataset import Dataset
from dashboard.i18n import Locale
from dashboard.params.options import KINDS
from dashboard.text.claims import quoted_value
from dashboard.text.search import has_words
from etl.core.csv_io import plain_value
from etl.core.languages import SOURCE
from etl.reference.events import Event


@dataclass(frozen=True)
class CommentaryChoice:
    """Which entries are listed, and how: those of a ``place`` (empty: of all), of some ``kinds``, with some words.

    The entry that ``note`` names is marked, and is in the list whatever else is chosen.
    """

    place: str = ""
    kinds: Sequence[str] = KINDS
    query: str = ""
    sort: str = SORTS[0]
    note: str = ""


EVERY_ENTRY = CommentaryChoice()


def choose_entries(dataset: Dataset, locale: Locale, choice: CommentaryChoice) -> list[Entry]:
    """Return the entries chosen: those that stand beside the chart of a place; without one, all."""
    commentary, places = dataset.snapshot.commentary, dataset.snapshot.places
    if choice.place:
        entries = annotations.entries_about(commentary, places, choice.place, choice.kinds)
    else:
        every: list[Entry] = [*commentary.articles, *commentary.events]
        entries = [entry for entry in every if entry.kind in choice.kinds]
    if not choice.query:
        return entries
    return [entry for entry in entries if has_words(choice.query, _texts(dataset, locale, entry))]


def _texts(dataset: Dataset, locale: Locale, entry: Entry) -> Iterator[str]:
    """Yield what an entry can be searched by: title, author, publication, places, and the figures that it quotes."""
    yield locale.localize(entry.titles) if isinstance(entry, Event) else entry.title
    yield from (locale.localize(dataset.snapshot.places[code].name) for code in place_codes(entry))
    if isinstance(entry, Event):
        yield locale.localize(entry.short or {SOURCE: ""})
    else:
        yield from (entry.author, entry.publication)
        yield from (quoted_value(locale, claim) for claim in entry.claims if claim.is_figure)
        yield from (str(plain_value(claim.quotation.value)) for claim in entry.claims if claim.is_figure)


def place_codes(entry: Entry) -> list[str]:
    """Return the codes of the places that an entry is about."""
    return [entry.place] if isinstance(entry, Event) else list(dict.fromkeys(claim.place for claim in entry.claims))
