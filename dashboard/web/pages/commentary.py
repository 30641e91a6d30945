"""Every writing and event held; each value quoted beside what was published then and now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from dashboard.charts.registry import default_params
from dashboard.dataset import annotations
from dashboard.dataset.annotations import Entry, note_id
from dashboard.dataset.dataset import Dataset
from dashboard.errors import InvalidParameter, Message
from dashboard.i18n import Locale, gettext_noop, sort_key
from dashboard.params.option_parsers import close_matches
from dashboard.params.options import KINDS
from dashboard.text import writings
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.cards import Card, build_card
from dashboard.web.pages.selects import SelectOptions
from etl.reference.commentary import Event


@dataclass(frozen=True)
class CommentaryEntry:
    """An entry in the list: its card, the places it is about, and how many of its values changed; empty for none.

    ``is_marked``: the address names this one.
    """

    card: Card
    places: str
    change_note: str
    is_marked: bool = False


@dataclass(frozen=True)
class Year:
    """The entries of a year, newest first. ``id`` is its place in the page."""

    id: str
    name: str
    entries: tuple[CommentaryEntry, ...]


@dataclass(frozen=True)
class CommentaryList:
    """The entries chosen, newest year first: how many they are, what became of the values they quote, and the form.

    ``values_note`` is empty where none is quoted. ``place`` and ``kind`` are those chosen of ``places`` and ``kinds``.
    """

    years: tuple[Year, ...]
    count_note: str
    values_note: str
    places: SelectOptions
    place: str
    kinds: SelectOptions
    kind: str

    @property
    def card_ids(self) -> frozenset[str]:
        """The ids of the cards in the list."""
        return frozenset(entry.card.id for year in self.years for entry in year.entries)


def build_commentary_list(
    dataset: Dataset, locale: Locale, *, place: str = "", kinds: Sequence[str] = KINDS, note: str = ""
) -> CommentaryList:
    """Build the list of the entries of some kinds: those that stand beside the chart of a place; without one, all.

    The entry that ``note`` names is marked, and is in the list whatever else is chosen.
    """
    commentary = dataset.snapshot.commentary
    all_entries: list[Entry] = [*commentary.articles, *commentary.events]
    if place:
        chosen = annotations.entries_about(commentary, dataset.snapshot.places, place, kinds)
    else:
        chosen = [entry for entry in all_entries if entry.kind in kinds]
    marked = [entry for entry in all_entries if note and note_id(entry) == note]
    chosen += [entry for entry in marked if entry not in chosen]
    entries = sorted(
        (_build_entry(dataset, locale, entry, is_marked=entry in marked) for entry in chosen),
        key=lambda entry: entry.card.day,
        reverse=True,
    )
    return CommentaryList(
        years=tuple(
            Year(f"year-{year}", str(year), tuple(group))
            for year, group in groupby(entries, key=lambda entry: entry.card.day.year)
        ),
        count_note=locale.count(
            "{n} of {all} articles and events is shown, newest first.",
            "{n} of {all} articles and events are shown, newest first.",
            len(entries),
            all=locale.number(len(all_entries)),
        ),
        values_note=_values_note(locale, entries),
        places=_place_options(dataset, locale, all_entries, place),
        place=place,
        kinds=_kind_options(locale, kinds),
        kind=_kind_value(kinds),
    )


def _build_entry(dataset: Dataset, locale: Locale, entry: Entry, *, is_marked: bool) -> CommentaryEntry:
    """Build an entry with the card that it has beside the chart of the first place it is about."""
    codes = _place_codes(entry)
    made = build_card(dataset, replace(default_params(dataset.availability, *codes[:1]), lang=locale.code), entry)
    changed = sum(quote.is_changed for quote in made.quotes)
    return CommentaryEntry(
        card=made,
        places=", ".join(locale.localize(dataset.snapshot.places[code].name) for code in codes),
        change_note=locale.text("Figures changed since: {n}", n=locale.number(changed)) if changed else "",
        is_marked=is_marked,
    )


def _place_codes(entry: Entry) -> list[str]:
    return [entry.place] if isinstance(entry, Event) else list(dict.fromkeys(claim.place for claim in entry.claims))


def _values_note(locale: Locale, entries: Sequence[CommentaryEntry]) -> str:
    quoted = [quote for entry in entries for quote in entry.card.quotes]
    if not quoted:
        return ""
    return locale.text(
        "Figures quoted: {n}. For {followed} of them, this archive has a figure published by then and a later one; "
        "for {changed} of these, the two differ.",
        n=locale.number(len(quoted)),
        followed=locale.number(sum(quote.has_comparison for quote in quoted)),
        changed=locale.number(sum(quote.is_changed for quote in quoted)),
    )


def _place_options(dataset: Dataset, locale: Locale, all_entries: Sequence[Entry], place: str) -> SelectOptions:
    """List the places that have entries, by name, and the one chosen."""
    codes = {code for entry in all_entries for code in _place_codes(entry)} | ({place} if place else set())
    options = [(code, locale.localize(dataset.snapshot.places[code].name)) for code in codes]
    return ("", locale.text("all places")), *sorted(options, key=lambda option: sort_key(option[1]))


def _kind_options(locale: Locale, chosen: Sequence[str]) -> SelectOptions:
    """List each kind alone, and the choice itself where an address names several or none."""
    offered = {"": locale.text("all kinds")} | {kind: writings.kind_label(locale, kind) for kind in KINDS}
    offered.setdefault(_kind_value(chosen), ", ".join(offered[kind] for kind in chosen) or locale.text("none"))
    return tuple(offered.items())


def _kind_value(chosen: Sequence[str]) -> str:
    return "" if tuple(chosen) == KINDS else ",".join(chosen) or "none"


def _place(request: PageRequest) -> str:
    """Return the place that the address names; nothing where it names none, which stands for all."""
    return request.params.place if "places" in request.given else ""


def _note(request: PageRequest) -> str:
    """Return the id of the entry that the address names, if any; ``InvalidParameter`` where no entry has it."""
    note, ids = request.page_options.get("note", ""), request.dataset.availability.note_places
    if note and note not in ids:
        expected = Message(gettext_noop("the id of an article or an event"))
        raise InvalidParameter("note", note, expected, close_matches(note, ids))
    return note


def _url(request: PageRequest) -> str:
    note = request.page_options.get("note", "")
    return request.dataset.urls.commentary(request.params.lang, _place(request), request.params.kinds, note)


def _context(request: PageRequest) -> dict[str, Any]:
    """Return what the template is given: the writings and events of the kinds chosen, of a place or of all."""
    entries = build_commentary_list(
        request.dataset, request.locale, place=_place(request), kinds=request.params.kinds, note=_note(request)
    )
    return {"canonical": _url(request), "commentary_list": entries}


PAGE = Page(
    name="commentary",
    path="/commentary",
    title=gettext_noop("Commentary"),
    options=("places", "kinds", "note", "lang"),
    own_options=("note",),
    url=_url,
    context=_context,
)
