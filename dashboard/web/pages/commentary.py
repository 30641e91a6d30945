"""Every writing and event held; each value quoted beside what was published then and now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from dashboard.charts.registry import default_params
from dashboard.dataset.annotations import Entry, note_id
from dashboard.dataset.claim_ledger import SORTS, change_since
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.judged_claims import is_changed, judge_claims
from dashboard.errors import InvalidParameter, Message, any_of
from dashboard.i18n import Locale, gettext_noop, sort_key
from dashboard.params.option_parsers import close_matches
from dashboard.params.options import KINDS
from dashboard.text import writings
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.cards import Card, build_card
from dashboard.web.pages.commentary_choice import EVERY_ENTRY, CommentaryChoice, choose_entries, place_codes
from dashboard.web.pages.selects import SelectOptions
from etl.reference.commentary import Article
from etl.reference.events import Event

MAX_QUERY_CHARS = 200
OWN_OPTIONS = ("q", "sort", "note")
"""Options of the address that this page reads itself: what is searched for, the order, and the entry that is marked."""


@dataclass(frozen=True)
class CommentaryEntry:
    """An entry in the list: its card, the places it is about, and how many of its values changed; empty for none.

    ``change`` is the largest change of a value it quotes, as a share. ``is_marked``: the address names this one.
    """

    card: Card
    places: str
    change_note: str
    change: float = 0.0
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

    ``values_note`` is empty where none is quoted. ``place``, ``kind`` and ``sort`` are those chosen of ``places``,
    ``kinds`` and ``sorts``, ``query`` is what is searched for. Ordered by change, all are in one part without a name.
    """

    years: tuple[Year, ...]
    count_note: str
    values_note: str
    places: SelectOptions
    place: str
    kinds: SelectOptions
    kind: str
    sorts: SelectOptions
    sort: str
    query: str

    @property
    def card_ids(self) -> frozenset[str]:
        """The ids of the cards in the list."""
        return frozenset(entry.card.id for year in self.years for entry in year.entries)


def build_commentary_list(dataset: Dataset, locale: Locale, choice: CommentaryChoice = EVERY_ENTRY) -> CommentaryList:
    """Build the list of the entries chosen: those that stand beside the chart of a place; without one, all."""
    commentary, by_change = dataset.snapshot.commentary, choice.sort == "change"
    all_entries: list[Entry] = [*commentary.articles, *commentary.events]
    marked = [entry for entry in all_entries if choice.note and note_id(entry) == choice.note]
    chosen = [entry for entry in choose_entries(dataset, locale, choice) if entry not in marked]
    entries = sorted(
        (_build_entry(dataset, locale, entry, is_marked=entry in marked) for entry in (*chosen, *marked)),
        key=lambda entry: (entry.change if by_change else 0.0, entry.card.day),
        reverse=True,
    )
    total = locale.number(len(all_entries))
    return CommentaryList(
        years=_parts(entries, by_change=by_change),
        count_note=locale.count(
            "{n} of {all} articles and events is shown, most changed first.",
            "{n} of {all} articles and events are shown, most changed first.",
            len(entries),
            all=total,
        )
        if by_change
        else locale.count(
            "{n} of {all} articles and events is shown, newest first.",
            "{n} of {all} articles and events are shown, newest first.",
            len(entries),
            all=total,
        ),
        values_note=_values_note(locale, entries),
        places=_place_options(dataset, locale, all_entries, choice.place),
        place=choice.place,
        kinds=_kind_options(locale, choice.kinds),
        kind=_kind_value(choice.kinds),
        sorts=((SORTS[0], locale.text("newest first")), (SORTS[1], locale.text("most changed first"))),
        sort=choice.sort,
        query=choice.query,
    )


def _parts(entries: Sequence[CommentaryEntry], *, by_change: bool) -> tuple[Year, ...]:
    if by_change:
        return (Year("all-years", "", tuple(entries)),) if entries else ()
    years = groupby(entries, key=lambda entry: entry.card.day.year)
    return tuple(Year(f"year-{year}", str(year), tuple(group)) for year, group in years)


def _build_entry(dataset: Dataset, locale: Locale, entry: Entry, *, is_marked: bool) -> CommentaryEntry:
    """Build an entry with the card that it has beside the chart of the first place it is about."""
    codes = place_codes(entry)
    made = build_card(dataset, replace(default_params(dataset.availability, *codes[:1]), lang=locale.code), entry)
    changed = sum(quote.is_changed for quote in made.quotes)
    return CommentaryEntry(
        card=made,
        places=", ".join(locale.localize(dataset.snapshot.places[code].name) for code in codes),
        change_note=locale.text("Figures changed since: {n}", n=locale.number(changed)) if changed else "",
        change=0.0 if isinstance(entry, Event) else _largest_change(dataset, entry),
        is_marked=is_marked,
    )


def _largest_change(dataset: Dataset, article: Article) -> float:
    changes = (
        change_since(listed)
        for listed in judge_claims(dataset, article)
        if is_changed(listed.judgement, article.published_on)
    )
    return max((abs(change or 0.0) for change in changes), default=0.0)


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
    codes = {code for entry in all_entries for code in place_codes(entry)} | ({place} if place else set())
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


def _choice(request: PageRequest) -> CommentaryChoice:
    """Read what the address chooses; ``InvalidParameter`` where no entry has its note, and for a long query."""
    options, ids = request.page_options, request.dataset.availability.note_places
    note, query, sort = options.get("note", ""), options.get("q", ""), options.get("sort", SORTS[0])
    if note and note not in ids:
        expected = Message(gettext_noop("the id of an article or an event"))
        raise InvalidParameter("note", note, expected, close_matches(note, ids))
    if sort not in SORTS:
        raise InvalidParameter("sort", sort, any_of(SORTS), close_matches(sort, SORTS))
    if len(query) > MAX_QUERY_CHARS:
        raise InvalidParameter("q", query, Message(gettext_noop("at most {n} characters"), n=MAX_QUERY_CHARS))
    return CommentaryChoice(_place(request), request.params.kinds, query, sort, note)


def _url(request: PageRequest) -> str:
    params = request.params
    return request.dataset.urls.commentary(params.lang, _place(request), params.kinds, **request.page_options)


def _context(request: PageRequest) -> dict[str, Any]:
    """Return what the template is given: the writings and events of the kinds chosen, of a place or of all."""
    entries = build_commentary_list(request.dataset, request.locale, _choice(request))
    return {"canonical": _url(request), "commentary_list": entries, "max_query_chars": MAX_QUERY_CHARS}


PAGE = Page(
    name="commentary",
    path="/commentary",
    title=gettext_noop("Commentary"),
    options=("places", "kinds", *OWN_OPTIONS, "lang"),
    own_options=OWN_OPTIONS,
    url=_url,
    context=_context,
)
