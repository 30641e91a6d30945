"""The page of the commentary: every writing and event held, by year, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboard.dataset import annotations
from dashboard.dataset.annotations import Entry
from dashboard.dataset.dataset import Site
from dashboard.params.chart_params import KINDS, default
from dashboard.text import claims
from dashboard.text.i18n import Locale
from dashboard.web.pages.cards import Card, card
from etl.reference.commentary import Event

Options = tuple[tuple[str, str], ...]
"""What a form offers: values and their words. The empty value stands for all."""


@dataclass(frozen=True)
class Listed:
    """An entry in the list: its card, the places it is about, and how many of its figures changed; empty for none."""

    card: Card
    places: str
    changed: str


@dataclass(frozen=True)
class Year:
    """The entries of a year, newest first. ``id`` is its place in the page."""

    id: str
    name: str
    entries: tuple[Listed, ...]


@dataclass(frozen=True)
class Listing:
    """The entries chosen, newest year first: how many they are, what became of the figures they quote, and the form.

    ``figures`` is empty where none is quoted. ``place`` and ``kind`` are the values chosen of ``places`` and ``kinds``.
    """

    years: tuple[Year, ...]
    shown: str
    figures: str
    places: Options
    place: str
    kinds: Options
    kind: str

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the cards in the list."""
        return frozenset(entry.card.id for year in self.years for entry in year.entries)


def listing(site: Site, locale: Locale, *, place: str = "", kinds: Sequence[str] = KINDS) -> Listing:
    """The entries of some kinds; of a place those that stand beside its chart, of no place (empty) all there are."""
    commentary = site.held.commentary
    held: list[Entry] = [*commentary.items, *commentary.events]
    if place:
        chosen = annotations.entries_about(commentary, site.held.places, place, kinds)
    else:
        chosen = [entry for entry in held if entry.kind in kinds]
    entries = sorted((_listed(site, locale, entry) for entry in chosen), key=lambda one: one.card.day, reverse=True)
    return Listing(
        years=tuple(
            Year(f"year-{year}", str(year), tuple(group))
            for year, group in groupby(entries, key=lambda one: one.card.day.year)
        ),
        shown=locale.count(
            "{n} of {all} writings and events is shown, newest first.",
            "{n} of {all} writings and events are shown, newest first.",
            len(entries),
            all=locale.number(len(held)),
        ),
        figures=_figures(locale, entries),
        places=_places(site, locale, held, place),
        place=place,
        kinds=_kinds(locale, kinds),
        kind=_kind(kinds),
    )


def _listed(site: Site, locale: Locale, entry: Entry) -> Listed:
    """An entry with the card that it has beside the chart of the first place it is about."""
    codes = _codes(entry)
    made = card(site, replace(default(site.choices, *codes[:1]), lang=locale.code), entry)
    changed = sum(quote.changed for quote in made.quotes)
    return Listed(
        card=made,
        places=", ".join(locale.localize(site.held.places[code].name) for code in codes),
        changed=locale.text("Figures changed since: {n}", n=locale.number(changed)) if changed else "",
    )


def _codes(entry: Entry) -> list[str]:
    return [entry.place] if isinstance(entry, Event) else list(dict.fromkeys(claim.place for claim in entry.claims))


def _figures(locale: Locale, entries: Sequence[Listed]) -> str:
    quoted = [quote for entry in entries for quote in entry.card.quotes]
    if not quoted:
        return ""
    return locale.text(
        "Figures quoted: {n}. For {followed} of them, a figure published by then and a later one are held here; for "
        "{changed} of these, the two differ.",
        n=locale.number(len(quoted)),
        followed=locale.number(sum(quote.followed for quote in quoted)),
        changed=locale.number(sum(quote.changed for quote in quoted)),
    )


def _places(site: Site, locale: Locale, held: Sequence[Entry], place: str) -> Options:
    """The places that have entries, and the one chosen."""
    codes = {code for entry in held for code in _codes(entry)} | ({place} if place else set())
    named = ((code, locale.localize(site.held.places[code].name)) for code in sorted(codes))
    return ("", locale.text("all places")), *named


def _kinds(locale: Locale, chosen: Sequence[str]) -> Options:
    """Each kind alone, and the choice itself where an address names several or none."""
    offered = {"": locale.text("all kinds")} | {kind: claims.kind(locale, kind) for kind in KINDS}
    offered.setdefault(_kind(chosen), ", ".join(offered[kind] for kind in chosen) or locale.text("none"))
    return tuple(offered.items())


def _kind(chosen: Sequence[str]) -> str:
    return "" if tuple(chosen) == KINDS else ",".join(chosen) or "none"
