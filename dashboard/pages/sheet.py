"""All that a chart's page says, ready to be laid out. Sentences come from ``words``, addresses from ``links``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard import notes, words
from dashboard.charts import chart
from dashboard.figures import theme
from dashboard.figures.svg import render
from dashboard.figures.theme import Figure
from dashboard.language import Language, language
from dashboard.links import FORMATS
from dashboard.site import Site
from dashboard.state import ChartState
from dashboard.views import Point, View
from etl import registry
from etl.commentary import Claim, Event, Item, Reading
from etl.model import PeriodKind

WIDE, NARROW = (860, 470), (360, 400)
"""Sizes in pixels of the chart in the page, beside its list and on a phone."""


@dataclass(frozen=True)
class Quote:
    """One figure that a writing quotes, in words, beside what was published then and what is now."""

    said: str
    then: str
    now: str


@dataclass(frozen=True)
class Card:
    """A writing or an event as it stands in the list beside the chart."""

    id: str
    title: str
    byline: str
    kind: str
    url: str
    quotes: tuple[Quote, ...] = ()
    cites: tuple[tuple[str, str], ...] = ()
    cited_by: tuple[tuple[str, str], ...] = ()
    as_of: str = ""


@dataclass(frozen=True)
class Group:
    """The cards of one numbered mark."""

    number: int
    months: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Row:
    """One period in the table under the chart."""

    period: str
    value: str
    published: str
    first: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """A view and everything the page says about it."""

    state: ChartState
    language: Language
    view: View | None
    title: str
    figure: Figure
    narrow: Figure
    pictures: Mapping[str, str]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    sentences: tuple[str, ...]
    files: Mapping[str, str]
    address: str
    pinned: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return self.view is None or not self.view.points

    @property
    def unit(self) -> str:
        """What one point of the chart is."""
        return "" if self.view is None else words.unit(self.view, self.language)

    @property
    def finding(self) -> str:
        """The newest figure in a sentence."""
        return "" if self.view is None else words.finding(self.view, self.language)

    @property
    def published(self) -> str:
        """As of which day."""
        return "" if self.view is None else words.published(self.view, self.language)


def sheet(site: Site, slug: str, state: ChartState) -> Sheet:
    """The sheet of a chart for a state."""
    spoken, view = language(state.lang), site.view(slug, state)
    place = site.place(state).name[state.lang]
    shown = view is not None and bool(view.points)
    figures = _figures(site, slug, view, spoken) if view is not None and shown else ({}, {})
    return Sheet(
        state=state,
        language=spoken,
        view=view,
        title=words.title(view, spoken, place) if view else place,
        figure=figures[0],
        narrow=figures[1],
        pictures=_pictures(view, spoken, place, site, slug) if view is not None and shown else {},
        groups=_groups(site, state, view, spoken) if view is not None and shown else (),
        rows=tuple(_row(view, spoken, point) for point in reversed(view.points)) if view else (),
        sentences=_sentences(view, spoken),
        files={suffix: site.links.file(slug, suffix, state) for suffix in FORMATS},
        address=site.links.chart(slug, state),
        pinned=site.links.pinned(slug, _named_day(state, view), site.held.edition),
    )


def _named_day(state: ChartState, view: View | None) -> ChartState:
    """The state with its day named: the newest release's, where the view is as published now."""
    newest = view.newest_release if view else None
    return state if state.as_of or newest is None else replace(state, as_of=newest)


def _figures(site: Site, slug: str, view: View, spoken: Language) -> tuple[Figure, Figure]:
    """The interactive figure, and what is different about it on a phone."""
    draw, marks = chart(slug).draw, site.marks(view.state, view)
    wide = draw(view, spoken, notes=marks, ghost=True, labels=True)
    return wide, draw(view, spoken, notes=marks, ghost=True, narrow=True)["layout"]


def _pictures(view: View, spoken: Language, place: str, site: Site, slug: str) -> dict[str, str]:
    """The same figure as SVG for both widths, in colours that follow the page; readable before any script."""
    marks, alt = site.marks(view.state, view), words.alt(view, spoken, place)
    return {
        name: render(
            chart(slug).draw(view, spoken, notes=marks, ghost=True, narrow=name == "narrow"),
            width=width,
            height=height,
            paint=theme.by_name,
            title=words.title(view, spoken, place),
            description=alt,
        )
        for name, (width, height) in {"wide": WIDE, "narrow": NARROW}.items()
    }


def _sentences(view: View | None, spoken: Language) -> tuple[str, ...]:
    if view is None:
        return ()
    if not view.points:
        before = view.releases and view.newest_release is None
        return (words.before_first(view, spoken),) if before else (words.finding(view, spoken),)
    said = (words.preliminary(view, spoken), words.not_held(view, spoken), words.source(view, spoken) + ".")
    return tuple(sentence for sentence in said if sentence)


def _row(view: View, spoken: Language, point: Point) -> Row:
    shown = view.shown(point)
    notes_ = [] if point.held else words.absent(view, spoken, point)
    return Row(
        period=spoken.period(point.period),
        value="" if shown is None else words.amount(view, spoken, shown),
        published=spoken.day(point.vintage) if point.vintage else "",
        first=words.first_held(view, spoken, point),
        note="; ".join([*notes_, *([spoken.text("preliminary")] if point.preliminary and point.held else [])]),
    )


def _groups(site: Site, state: ChartState, view: View, spoken: Language) -> tuple[Group, ...]:
    return tuple(
        Group(
            mark.number, spoken.period(mark.period), tuple(_card(site, state, entry, spoken) for entry in mark.entries)
        )
        for mark in site.marks(state, view)
    )


def _card(site: Site, state: ChartState, entry: Item | Event, spoken: Language) -> Card:
    if isinstance(entry, Event):
        day = spoken.day(entry.day) if entry.precision == "day" else spoken.month(entry.day)
        return Card(_anchor(f"{entry.day}-{entry.title}"), entry.title, day, words.kind(spoken, "event"), entry.url)
    commentary = site.held.commentary
    byline = [entry.author, entry.publication, spoken.day(entry.published_on)]
    return Card(
        id=_anchor(entry.id),
        title=entry.title,
        byline=", ".join(part for part in byline if part),
        kind=words.kind(spoken, entry.kind),
        url=entry.url,
        quotes=tuple(_quote(claim, reading, spoken) for claim, reading in notes.readings(entry, site.index)),
        cites=tuple((_anchor(cited), commentary.by_id(cited).title) for cited in entry.cites),
        cited_by=tuple((_anchor(citing.id), citing.title) for citing in commentary.cited_by(entry.id)),
        as_of=_on_the_day(site, state, entry.published_on),
    )


def _on_the_day(site: Site, state: ChartState, day: date) -> str:
    return site.links.chart("trend", replace(state, as_of=day, edition=None))


def _anchor(text: str) -> str:
    kept = "".join(letter if letter.isalnum() else "-" for letter in text.casefold())
    return "note-" + "-".join(part for part in kept.split("-") if part)[:60]


def _quote(claim: Claim, reading: Reading, spoken: Language) -> Quote:
    return Quote(
        said=words.quoted(spoken, claim),
        then=words.held(spoken, reading.then.value, reading.then.vintage) if reading.then else "",
        now=words.held(spoken, reading.now.value, reading.now.vintage) if reading.now else "",
    )


def options(site: Site, state: ChartState, view: View | None) -> dict[str, Sequence[tuple[str, ...]]]:
    """What the form offers, as (value, words), newest release first; a measure also says whether it is of months."""
    spoken = language(state.lang)
    days = list(reversed(view.releases)) if view else []
    if state.as_of and state.as_of not in days:
        days = sorted([*days, state.as_of], reverse=True)
    return {
        "places": [(code, site.held.places[code].name[state.lang]) for code in sorted(site.choices.measures)],
        "measure": [_offered(measure, state) for measure in site.choices.measures.get(state.place, ())],
        "as_of": [(day.isoformat(), spoken.day(day)) for day in days],
    }


def _offered(measure_id: str, state: ChartState) -> tuple[str, str, str]:
    measure = registry.measure(measure_id)
    return measure.id, measure.title[state.lang], "months" if measure.period is PeriodKind.MONTH else ""
