"""What each source counts, side by side and in full, and what is held of it. The words are the registry's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.dataset.dataset import Site
from dashboard.params.chart_params import ChartState, default
from dashboard.text.i18n import Locale
from etl.core.measures import NOT_KNOWN
from etl.core.model import Known, Measure, PeriodKind, Source
from etl import registry
from etl.store import summary
from etl.store.summary import Holding

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


def sections(site: Site, locale: Locale, host: str) -> tuple[Section, ...]:
    """Every source of the registry: that of the usual place, then by place, whole countries before their parts.

    ``host`` is put before the addresses that stand in citations.
    """
    usual = site.choices.default_place
    ordered = sorted(registry.SOURCES.values(), key=lambda source: (source.place != usual, source.place))
    return tuple(_section(site, locale, source, host) for source in ordered)


def _section(site: Site, locale: Locale, source: Source, host: str) -> Section:
    found = summary.counted(source)
    said = [_said(one.words, locale) for one in found]
    shared = tuple(line for line in said[0][1:] if len(found) > 1 and all(line in other for other in said))
    unknown = locale.localize(NOT_KNOWN)
    holding = summary.holding(source, site.held.table, site.held.ledger)
    return Section(
        id=source.id,
        place=locale.localize(site.held.places[source.place].name),
        publisher=locale.localize(source.publisher),
        url=source.url,
        cadence=locale.localize(source.cadence),
        terms=locale.localize(source.terms),
        citation=_citation(site, locale, source, holding, host),
        definitions=tuple(
            Definition(
                title=locale.localize(one.title),
                spans=tuple(_span(site, locale, source, measure) for measure in one.measures),
                of_deaths=one.words.counts_deaths,
                brief=tuple(Answer(term, summary.lead(text), text != unknown) for term, text in lines[1:]),
                full=tuple(line for line in lines if line not in shared),
            )
            for one, lines in zip(found, said, strict=True)
        ),
        of_people=all(measure.is_population for measure in source.measures),
        shared=shared,
        held=_held(locale, holding) if holding else (),
        known=_known(locale, holding) if holding else "",
        last=holding.last if holding else None,
    )


def _said(measure: Measure, locale: Locale) -> Said:
    """What is counted, then how certain, where, and what is withheld."""
    return (
        (locale.text("What is counted"), locale.localize(measure.definition)),
        (locale.text("How certain it is"), locale.localize(measure.certainty)),
        (locale.text("Where"), locale.localize(measure.geography)),
        (locale.text("What is withheld"), locale.localize(measure.suppression)),
    )


def _span(site: Site, locale: Locale, source: Source, measure: Measure) -> Span:
    state = _chart_of(site, source, measure.id)
    href = site.links.chart(replace(state, lang=locale.code)) if state else ""
    return Span(_length(measure.period, locale), measure.id, href)


def _chart_of(site: Site, source: Source, measure: str) -> ChartState | None:
    """The chart of a measure at the source's own place, or the first place it is held for."""
    held = [place for place, measures in sorted(site.choices.measures.items()) if measure in measures]
    if not held:
        return None
    place = source.place if source.place in held else held[0]
    return replace(default(site.choices, place), measure=measure)


def _length(kind: PeriodKind, locale: Locale) -> str:
    return {
        PeriodKind.MONTH: locale.text("month"),
        PeriodKind.QUARTER: locale.text("quarter"),
        PeriodKind.YEAR: locale.text("year"),
        PeriodKind.YEAR_TO_DATE: locale.text("year to date"),
        PeriodKind.TWELVE_MONTHS: locale.text("12 months"),
        PeriodKind.SEVERAL_MONTHS: locale.text("several months"),
    }[kind]


def _held(locale: Locale, holding: Holding) -> Said:
    gap = holding.usual_gap
    said: Sequence[tuple[str, str]] = (
        (locale.text("Release days"), locale.number(holding.days)),
        (locale.text("First"), locale.day(holding.first)),
        (locale.text("Latest"), locale.day(holding.last)),
        (
            locale.text("Usual gap between releases held"),
            "" if gap is None else locale.count("{n} day", "{n} days", gap),
        ),
        (locale.text("Newest period"), locale.period(holding.newest)),
        (locale.text("Places"), locale.number(holding.places)),
        (locale.text("Rows in the data"), locale.number(holding.rows)),
    )
    return tuple(line for line in said if line[1])


def _known(locale: Locale, holding: Holding) -> str:
    """How many release days are known in which way, surest first."""
    ways = {
        Known.PUBLISHER: locale.text("stated by the publisher"),
        Known.PRESS: locale.text("reported by the press"),
        Known.CONTENT: locale.text("inferred from the content"),
        Known.FETCH: locale.text("day of the download"),
        Known.UPPER_BOUND: locale.text("latest possible day"),
        Known.MONTH_ONLY: locale.text("month only"),
        Known.ASSUMED: locale.text("assumed"),
    }
    told = (locale.text("{way}: {n}", way=ways[known], n=locale.number(n)) for known, n in holding.known.items())
    return "; ".join(told)


def _citation(site: Site, locale: Locale, source: Source, holding: Holding | None, host: str) -> str:
    """The publisher's words; of what is held, the day and the edition; of charts, the address that never changes."""
    if holding is None:
        return locale.localize(source.citation)
    published = locale.text("As published {day}", day=locale.day(holding.last))
    known = locale.text("as known in edition {edition}", edition=site.held.edition)
    cited = f"{locale.localize(source.citation)} {published}, {known}."
    charts = [state for measure in source.measures if (state := _chart_of(site, source, measure.id))]
    if not charts:
        return cited
    shown = replace(charts[0], as_of=holding.last, lang=locale.code)
    return f"{cited} {host}{site.pinned(shown)}"
