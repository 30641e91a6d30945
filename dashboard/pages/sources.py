"""What each source counts, side by side and in full, and what is held of it. The words are the registry's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.language import Language
from dashboard.site import Site
from dashboard.state import ChartState, default
from etl import registry, status
from etl.definitions import NOT_KNOWN
from etl.model import Known, Measure, PeriodKind, Source
from etl.status import Holding

Said = tuple[tuple[str, str], ...]
"""Terms and what is said of them."""


@dataclass(frozen=True)
class Span:
    """How long the figures of a measure run, with the address of their chart; empty where no figure is held."""

    words: str
    measure: str
    href: str


@dataclass(frozen=True)
class Answer:
    """What a definition says of one term in short; not ``stated`` where no document that was read says it."""

    term: str
    said: str
    stated: bool


@dataclass(frozen=True)
class Definition:
    """One definition: ``brief`` answers for the comparison, ``full`` sentences for the section of its source."""

    title: str
    spans: tuple[Span, ...]
    of_deaths: bool
    brief: tuple[Answer, ...]
    full: Said


@dataclass(frozen=True)
class Section:
    """One source. ``of_people``: it counts populations. ``shared`` is what all its definitions say alike; ``held``, and
    how the days of its releases are ``known``, are empty before its first release.
    """

    id: str
    place: str
    publisher: str
    url: str
    cadence: str
    terms: str
    citation: str
    definitions: tuple[Definition, ...]
    of_people: bool
    shared: Said
    held: Said
    known: str
    last: date | None

    @property
    def compared(self) -> tuple[Definition, ...]:
        """The definitions of deaths: those that a reader may want to set beside another source's."""
        return tuple(definition for definition in self.definitions if definition.of_deaths)


def sections(site: Site, spoken: Language, host: str) -> tuple[Section, ...]:
    """Every source of the registry: that of the usual place, then by place, whole countries before their parts.

    ``host`` is put before the addresses that stand in citations.
    """
    usual = site.choices.default_place
    ordered = sorted(registry.SOURCES.values(), key=lambda source: (source.place != usual, source.place))
    return tuple(_section(site, spoken, source, host) for source in ordered)


def _section(site: Site, spoken: Language, source: Source, host: str) -> Section:
    found = status.counted(source)
    said = [_said(one.words, spoken) for one in found]
    shared = tuple(line for line in said[0][1:] if len(found) > 1 and all(line in other for other in said))
    unknown = NOT_KNOWN[spoken.code]
    holding = status.holding(source, site.held.table, site.held.ledger)
    return Section(
        id=source.id,
        place=site.held.places[source.place].name[spoken.code],
        publisher=source.publisher[spoken.code],
        url=source.url,
        cadence=source.cadence[spoken.code],
        terms=source.terms[spoken.code],
        citation=_citation(site, spoken, source, holding, host),
        definitions=tuple(
            Definition(
                title=one.title[spoken.code],
                spans=tuple(_span(site, spoken, source, measure) for measure in one.measures),
                of_deaths=one.words.counts_deaths,
                brief=tuple(Answer(term, status.lead(text), text != unknown) for term, text in lines[1:]),
                full=tuple(line for line in lines if line not in shared),
            )
            for one, lines in zip(found, said, strict=True)
        ),
        of_people=all(measure.is_population for measure in source.measures),
        shared=shared,
        held=_held(spoken, holding) if holding else (),
        known=_known(spoken, holding) if holding else "",
        last=holding.last if holding else None,
    )


def _said(measure: Measure, spoken: Language) -> Said:
    """What is counted, then how certain, where, and what is withheld."""
    return (
        (spoken.text("What is counted"), measure.definition[spoken.code]),
        (spoken.text("How certain it is"), measure.certainty[spoken.code]),
        (spoken.text("Where"), measure.geography[spoken.code]),
        (spoken.text("What is withheld"), measure.suppression[spoken.code]),
    )


def _span(site: Site, spoken: Language, source: Source, measure: Measure) -> Span:
    state = _chart_of(site, source, measure.id)
    href = site.links.chart(replace(state, lang=spoken.code)) if state else ""
    return Span(_length(measure.period, spoken), measure.id, href)


def _chart_of(site: Site, source: Source, measure: str) -> ChartState | None:
    """The chart of a measure at the source's own place, or the first place it is held for."""
    held = [place for place, measures in sorted(site.choices.measures.items()) if measure in measures]
    if not held:
        return None
    place = source.place if source.place in held else held[0]
    return replace(default(site.choices, place), measure=measure)


def _length(kind: PeriodKind, spoken: Language) -> str:
    return {
        PeriodKind.MONTH: spoken.text("month"),
        PeriodKind.QUARTER: spoken.text("quarter"),
        PeriodKind.YEAR: spoken.text("year"),
        PeriodKind.YEAR_TO_DATE: spoken.text("year to date"),
        PeriodKind.TWELVE_MONTHS: spoken.text("12 months"),
        PeriodKind.SEVERAL_MONTHS: spoken.text("several months"),
    }[kind]


def _held(spoken: Language, holding: Holding) -> Said:
    gap = holding.usual_gap
    said: Sequence[tuple[str, str]] = (
        (spoken.text("Release days"), spoken.number(holding.days)),
        (spoken.text("First"), spoken.day(holding.first)),
        (spoken.text("Latest"), spoken.day(holding.last)),
        (
            spoken.text("Usual gap between releases held"),
            "" if gap is None else spoken.count("{n} day", "{n} days", gap),
        ),
        (spoken.text("Newest period"), spoken.period(holding.newest)),
        (spoken.text("Places"), spoken.number(holding.places)),
        (spoken.text("Rows in the data"), spoken.number(holding.rows)),
    )
    return tuple(line for line in said if line[1])


def _known(spoken: Language, holding: Holding) -> str:
    """How many release days are known in which way, surest first."""
    ways = {
        Known.PUBLISHER: spoken.text("stated by the publisher"),
        Known.PRESS: spoken.text("reported by the press"),
        Known.CONTENT: spoken.text("inferred from the content"),
        Known.FETCH: spoken.text("day of the download"),
        Known.UPPER_BOUND: spoken.text("latest possible day"),
        Known.MONTH_ONLY: spoken.text("month only"),
        Known.ASSUMED: spoken.text("assumed"),
    }
    told = (spoken.text("{way}: {n}", way=ways[known], n=spoken.number(n)) for known, n in holding.known.items())
    return "; ".join(told)


def _citation(site: Site, spoken: Language, source: Source, holding: Holding | None, host: str) -> str:
    """The publisher's words; of what is held, the day and the edition; of charts, the address that never changes."""
    if holding is None:
        return source.citation[spoken.code]
    published = spoken.text("As published {day}", day=spoken.day(holding.last))
    known = spoken.text("as known in edition {edition}", edition=site.held.edition)
    cited = f"{source.citation[spoken.code]} {published}, {known}."
    charts = [state for measure in source.measures if (state := _chart_of(site, source, measure.id))]
    if not charts:
        return cited
    shown = replace(charts[0], as_of=holding.last, lang=spoken.code)
    return f"{cited} {host}{site.pinned(shown)}"
