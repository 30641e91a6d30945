"""What each source counts, side by side and in full; its terms, how to cite it, what is held of it.

Decision P10 in README.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.charts.registry import default_params
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.differences import SeriesChoice
from dashboard.i18n import Locale, gettext_noop
from dashboard.params.chart_params import ChartParams
from dashboard.text import release_dates
from dashboard.text.release_silence import Silence, describe_silence
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.citations import citation
from dashboard.web.pages.releases import format_choice
from dashboard.web.pages.two_publishers import build_comparisons
from etl import registry
from etl.core.measures import NO_STATEMENT
from etl.core.model import Measure, PeriodKind
from etl.core.source import Source
from etl.store import summary
from etl.store.summary import SourceSummary

Terms = tuple[tuple[str, str], ...]
"""Terms and what is said of them."""


@dataclass(frozen=True)
class MeasureSpan:
    """Which kind of period a measure counts, in words, with the address of its chart (empty where nothing is held)."""

    text: str
    measure: str
    href: str


@dataclass(frozen=True)
class TermSummary:
    """What a definition says of one term in short. Not ``is_documented``: no document that was read says it."""

    term: str
    text: str
    is_documented: bool


@dataclass(frozen=True)
class SourceDefinition:
    """One definition: ``brief`` answers for the comparison, ``terms`` in full for the section of its source."""

    title: str
    spans: tuple[MeasureSpan, ...]
    counts_deaths: bool
    brief: tuple[TermSummary, ...]
    terms: Terms


@dataclass(frozen=True)
class SourceSection:
    """One source. ``counts_people``: it counts populations; ``is_untried``: no real file of it was read yet.

    ``shared_terms`` is what all its definitions say alike.

    ``holdings`` say what is held of it, ``vintage_basis`` how the days of its releases are known, and ``releases_url``
    leads to them; all are empty before its first release, and there is no ``silence``.
    """

    id: str
    place: str
    publisher: str
    url: str
    cadence: str
    terms: str
    citation: str
    definitions: tuple[SourceDefinition, ...]
    counts_people: bool
    is_untried: bool
    shared_terms: Terms
    holdings: Terms
    vintage_basis: str
    releases_url: str
    silence: Silence | None

    @property
    def death_definitions(self) -> tuple[SourceDefinition, ...]:
        """The definitions of deaths: those that a reader may want to set beside another source's."""
        return tuple(definition for definition in self.definitions if definition.counts_deaths)


def build_sections(dataset: Dataset, locale: Locale, host: str) -> tuple[SourceSection, ...]:
    """Build a section for each source of the registry: that of the usual place first, then by place.

    Whole countries come before their parts. ``host`` is put before the addresses that stand in citations.
    """
    usual = dataset.availability.default_place
    ordered = sorted(registry.SOURCES.values(), key=lambda source: (source.place != usual, source.place))
    return tuple(_build_section(dataset, locale, source, host) for source in ordered)


def _build_section(dataset: Dataset, locale: Locale, source: Source, host: str) -> SourceSection:
    families = summary.measure_families(source)
    terms = [_definition_terms(family.representative, locale) for family in families]
    shared = tuple(line for line in terms[0][1:] if len(families) > 1 and all(line in other for other in terms))
    unknown = locale.localize(NO_STATEMENT)
    holding = summary.summarize(source, dataset.snapshot.log, dataset.snapshot.releases)
    return SourceSection(
        id=source.id,
        place=locale.localize(dataset.snapshot.places[source.place].name),
        publisher=locale.localize(source.publisher),
        url=source.url,
        cadence=locale.localize(source.cadence),
        terms=locale.localize(source.terms),
        citation=citation(dataset, locale, source, holding, host),
        definitions=tuple(
            SourceDefinition(
                title=locale.localize(family.title),
                spans=tuple(_measure_span(dataset, locale, source, measure) for measure in family.measures),
                counts_deaths=family.representative.counts_deaths,
                brief=tuple(TermSummary(term, summary.first_clause(text), text != unknown) for term, text in lines[1:]),
                terms=tuple(line for line in lines if line not in shared),
            )
            for family, lines in zip(families, terms, strict=True)
        ),
        counts_people=all(measure.is_population for measure in source.measures),
        is_untried=source.is_untried,
        shared_terms=shared,
        holdings=_holdings(locale, holding, dataset.vintage_basis(source.id)) if holding else (),
        vintage_basis=_vintage_basis_note(locale, holding) if holding else "",
        releases_url=dataset.urls.releases(format_choice(SeriesChoice(source.id), locale.code)) if holding else "",
        silence=describe_silence(holding.gaps, locale) if holding else None,
    )


def _definition_terms(measure: Measure, locale: Locale) -> Terms:
    """Return what is counted, then how certain it is, where, and what is withheld."""
    return (
        (locale.text("What is counted"), locale.localize(measure.definition)),
        (locale.text("How certain it is"), locale.localize(measure.certainty)),
        (locale.text("Where"), locale.localize(measure.geography)),
        (locale.text("What is withheld"), locale.localize(measure.suppression)),
    )


def _measure_span(dataset: Dataset, locale: Locale, source: Source, measure: Measure) -> MeasureSpan:
    params = _chart_params(dataset, source, measure.id)
    href = dataset.urls.chart(replace(params, lang=locale.code)) if params else ""
    return MeasureSpan(_period_kind_label(measure.period, locale), measure.id, href)


def _chart_params(dataset: Dataset, source: Source, measure: str) -> ChartParams | None:
    """Choose the chart of a measure at the source's own place, or the first place it is held for; None without one."""
    places = [place for place, measures in sorted(dataset.availability.measures.items()) if measure in measures]
    if not places:
        return None
    place = source.place if source.place in places else places[0]
    return replace(default_params(dataset.availability, place), measure=measure)


def _period_kind_label(kind: PeriodKind, locale: Locale) -> str:
    return {
        PeriodKind.MONTH: locale.text("month"),
        PeriodKind.QUARTER: locale.text("quarter"),
        PeriodKind.YEAR: locale.text("year"),
        PeriodKind.YEAR_TO_DATE: locale.text("year to date"),
        PeriodKind.TWELVE_MONTHS: locale.text("12 months"),
        PeriodKind.SEVERAL_MONTHS: locale.text("several months"),
    }[kind]


def _holdings(locale: Locale, holding: SourceSummary, basis: Mapping[date, str]) -> Terms:
    gap = holding.median_gap_days
    first, last = (
        release_dates.write_day(basis.get(day), locale, day) for day in (holding.first_release, holding.last_release)
    )
    terms: Sequence[tuple[str, str]] = (
        (locale.text("Release days"), locale.number(holding.release_days)),
        (locale.text("First"), first),
        (locale.text("Latest"), last),
        (
            locale.text("Usual gap between releases in this archive"),
            "" if gap is None else locale.count("{n} day", "{n} days", gap),
        ),
        (
            locale.text("Next expected, about"),
            locale.day(holding.gaps.next_expected) if holding.gaps.next_expected else "",
        ),
        (locale.text("Newest period"), locale.period(holding.newest_period)),
        (locale.text("Places"), locale.number(holding.place_count)),
        (locale.text("Rows in the data"), locale.number(holding.row_count)),
    )
    return tuple(line for line in terms if line[1])


def _vintage_basis_note(locale: Locale, holding: SourceSummary) -> str:
    """Say how many release days are known in which way, surest first."""
    counts = [
        locale.text("{way}: {n}", way=release_dates.basis_label(locale, basis), n=locale.number(days))
        for basis, days in holding.days_by_basis.items()
    ]
    return "; ".join(counts)


def _context(request: PageRequest) -> dict[str, Any]:
    """Return what the template is given: what each source counts, and what is held of it."""
    listed = build_sections(request.dataset, request.locale, request.url_root)
    return {
        "canonical": PAGE.url(request),
        "deaths": [section for section in listed if not section.counts_people],
        "comparisons": build_comparisons(request.dataset, request.locale),
        "populations": [section for section in listed if section.counts_people],
    }


PAGE = Page(
    name="sources",
    path="/sources",
    title=gettext_noop("Sources"),
    options=("lang",),
    url=lambda request: request.dataset.urls.sources(request.params.lang),
    context=_context,
)
