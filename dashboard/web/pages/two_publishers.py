"""The same period of a place as two publishers count it, and what each says that it counts."""

from dataclasses import dataclass

from dashboard.dataset.dataset import Dataset
from dashboard.i18n import Locale
from etl import registry
from etl.bands.pending import ESTIMATES
from etl.core.measures import NO_STATEMENT
from etl.store.shared_periods import PublishedCount, SharedPeriod, find_shared_periods
from etl.store.summary import first_clause


@dataclass(frozen=True)
class CountInWords:
    """A value with its day, who published it, and in short what it counts and, where a document says so, where."""

    publisher: str
    title: str
    value: str
    day: str
    definition: str


@dataclass(frozen=True)
class Comparison:
    """A row: the place and period, both counts, and by how much the second is above the first."""

    place: str
    period: str
    counts: tuple[CountInWords, ...]
    difference: str


def build_comparisons(dataset: Dataset, locale: Locale) -> tuple[Comparison, ...]:
    """Build a row for each place and two publishers that count a same period of it."""
    shared = dataset.cached("shared periods", lambda: _find(dataset))
    return tuple(_build(dataset, each, locale) for each in shared)


def _find(dataset: Dataset) -> tuple[SharedPeriod, ...]:
    measures = [
        measure.id
        for source in registry.SOURCES.values()
        for measure in source.measures
        if measure.counts_drug_deaths and measure.id not in ESTIMATES
    ]
    return find_shared_periods(dataset.snapshot.log, measures)


def _build(dataset: Dataset, shared: SharedPeriod, locale: Locale) -> Comparison:
    return Comparison(
        place=locale.localize(dataset.snapshot.places[shared.place].name),
        period=locale.period(shared.period),
        counts=tuple(_count_in_words(count, locale) for count in shared.counts),
        difference="" if shared.difference is None else locale.change(shared.difference),
    )


def _count_in_words(count: PublishedCount, locale: Locale) -> CountInWords:
    measure, source = registry.measure(count.measure), registry.source_of(count.measure)
    texts = [locale.localize(text) for text in (measure.definition, measure.geography) if text != NO_STATEMENT]
    return CountInWords(
        publisher=locale.localize(source.publisher),
        title=locale.localize(measure.title),
        value=locale.number(count.value),
        day=locale.day(count.vintage),
        definition=" ".join(f"{first_clause(text)}." for text in texts),
    )
