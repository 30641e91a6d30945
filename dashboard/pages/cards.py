"""The list beside a chart: the writings and events of each numbered mark, as cards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard import notes, quotes
from dashboard.language import language
from dashboard.notes import Entry, Mark
from dashboard.site import Site
from dashboard.state import ChartState, default
from etl.commentary import Claim, ClaimStatus, Event, Item, Reading


@dataclass(frozen=True)
class Quote:
    """One figure that a writing quotes, in words, beside what was published then and what is now."""

    said: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A writing or an event as it stands in the list beside the chart. ``cites``: ids and titles of other cards."""

    id: str
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


def groups(site: Site, slug: str, state: ChartState, marks: Sequence[Mark]) -> tuple[Group, ...]:
    """The cards of every mark, in order."""
    spoken = language(state.lang)
    return tuple(
        Group(
            mark.number,
            mark.first.isoformat(),
            spoken.period(mark.period),
            tuple(_card(site, slug, state, one) for one in mark.entries),
        )
        for mark in marks
    )


def _card(site: Site, slug: str, state: ChartState, entry: Entry) -> Card:
    spoken = language(state.lang)
    if isinstance(entry, Event):
        day = spoken.day(entry.day) if entry.precision == "day" else spoken.month(entry.day)
        return Card(_anchor(f"{entry.day}-{entry.title}"), entry.title, day, quotes.kind(spoken, "event"), entry.url)
    commentary = site.held.commentary
    byline = [entry.author, entry.publication, spoken.day(entry.published_on)]
    return Card(
        id=_anchor(entry.id),
        title=entry.title,
        byline=", ".join(part for part in byline if part),
        kind=quotes.kind(spoken, entry.kind),
        url=entry.url,
        quotes=tuple(_quote(site, state, entry, *read) for read in notes.readings(entry, site.index)),
        cites=tuple((_anchor(cited), commentary.by_id(cited).title) for cited in entry.cites),
        cited_by=tuple((_anchor(citing.id), citing.title) for citing in commentary.cited_by(entry.id)),
        as_of=site.links.chart(slug, _when_written(site, state, entry)),
        quoted=True,
    )


def _when_written(site: Site, state: ChartState, item: Item) -> ChartState:
    """The place's usual chart as of the day of writing: the figures that the writing had before it."""
    return replace(default(site.choices, state.place), as_of=item.published_on, lang=state.lang, edition=state.edition)


def _anchor(text: str) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in text.casefold())
    return "note-" + "-".join(part for part in kept.split("-") if part)[:60]


def _quote(site: Site, state: ChartState, item: Item, claim: Claim, reading: Reading, seen: date | None) -> Quote:
    spoken = language(state.lang)
    elsewhere = "" if claim.place == state.place else site.held.places[claim.place].name[state.lang]
    said = quotes.quoted(spoken, claim, elsewhere)
    if reading.status is ClaimStatus.NOT_COMPARABLE:
        return Quote(said, ())
    lines = quotes.then(spoken, claim, reading), quotes.now(spoken, reading, seen, item.published_on)
    return Quote(said, tuple(line for line in lines if line))
