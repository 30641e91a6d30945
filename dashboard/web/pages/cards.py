"""The list beside a chart: the writings and events of each numbered mark, as cards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.dataset import annotations
from dashboard.dataset.annotations import Entry, Mark
from dashboard.dataset.dataset import Site
from dashboard.params.chart_params import ChartState, default
from dashboard.text import claims as quotes
from dashboard.text.i18n import get_locale
from etl.reference.commentary import Claim, ClaimStatus, Event, Item, Reading


@dataclass(frozen=True)
class Quote:
    """One figure that a writing quotes, in words, beside what was published then and what is now.

    ``followed``: a figure of then is held, and a later release published that figure again, ``changed`` or not.
    """

    said: str
    lines: tuple[str, ...]
    followed: bool = False
    changed: bool = False


@dataclass(frozen=True)
class Card:
    """A writing or an event as it stands in a list. ``cites``: ids and titles of other cards.

    ``as_of`` is the address of the chart as of the day of writing; empty where it would show nothing.
    """

    id: str
    day: date
    title: str
    byline: str
    kind: str
    url: str
    quotes: tuple[Quote, ...] = ()
    cites: tuple[tuple[str, str], ...] = ()
    cited_by: tuple[tuple[str, str], ...] = ()
    as_of: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Group:
    """The cards of one numbered mark."""

    number: int
    first: str
    months: str
    cards: tuple[Card, ...]


def groups(site: Site, state: ChartState, marks: Sequence[Mark]) -> tuple[Group, ...]:
    """The cards of every mark, in order."""
    locale = get_locale(state.lang)
    return tuple(
        Group(
            mark.number,
            mark.first.isoformat(),
            locale.period(mark.period),
            tuple(card(site, state, one) for one in mark.entries),
        )
        for mark in marks
    )


def card(site: Site, state: ChartState, entry: Entry) -> Card:
    """The card of an entry beside a chart of the state's place: figures of other places are quoted with their names."""
    locale = get_locale(state.lang)
    if isinstance(entry, Event):
        return Card(
            id=_anchor(f"{entry.day}-{entry.title}"),
            day=entry.day,
            title=entry.title,
            byline=locale.day(entry.day) if entry.precision == "day" else locale.month(entry.day),
            kind=quotes.kind(locale, "event"),
            url=entry.url,
        )
    commentary = site.held.commentary
    byline = [entry.author, entry.publication, locale.day(entry.published_on)]
    return Card(
        id=_anchor(entry.id),
        day=entry.published_on,
        title=entry.title,
        byline=", ".join(part for part in byline if part),
        kind=quotes.kind(locale, entry.kind),
        url=entry.url,
        quotes=tuple(_quote(site, state, entry, *read) for read in annotations.readings(entry, site.index)),
        cites=tuple((_anchor(cited), commentary.by_id(cited).title) for cited in entry.cites),
        cited_by=tuple((_anchor(citing.id), citing.title) for citing in commentary.cited_by(entry.id)),
        as_of=_as_of(site, state, entry),
        quoted=True,
    )


def _as_of(site: Site, state: ChartState, item: Item) -> str:
    """The place's usual chart as of the day of writing: the figures that the writing had before it."""
    usual = default(site.choices, state.place)
    series = site.index.find(measure=usual.measure, place=state.place)
    if series is None or not any(day <= item.published_on for day in series.vintages(state.edition)):
        return ""
    shown = replace(usual, as_of=item.published_on, lang=state.lang, edition=state.edition)
    return site.links.chart(shown)


def _anchor(text: str) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in text.casefold())
    return "note-" + "-".join(part for part in kept.split("-") if part)[:60]


def _quote(site: Site, state: ChartState, item: Item, claim: Claim, reading: Reading, seen: date | None) -> Quote:
    locale = get_locale(state.lang)
    elsewhere = "" if claim.place == state.place else locale.localize(site.held.places[claim.place].name)
    said = quotes.quoted(locale, claim, elsewhere)
    if reading.status is ClaimStatus.NOT_COMPARABLE:
        return Quote(said, ())
    lines = quotes.then(locale, claim, reading), quotes.now(locale, reading, seen, item.published_on)
    if reading.then is None or reading.now is None:
        return Quote(said, tuple(line for line in lines if line))
    followed = seen is not None and seen > item.published_on
    return Quote(said, lines, followed, followed and reading.now.value != reading.then.value)
