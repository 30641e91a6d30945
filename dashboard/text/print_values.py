"""Which value to print of a place: the newest of its own publisher, and beside it the newest of the country's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dashboard.dataset.breaks import break_days
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.directions import Scope, direction_of_series
from dashboard.dataset.expected import given_ranges
from dashboard.dataset.selecting import single_series
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.params.chart_params import ChartParams
from dashboard.text import labels, period_names, sentences
from dashboard.text.directions import first_values_sentence
from dashboard.text.expected import ended_phrase
from etl import registry
from etl.core.model import Measure, Period, Status
from etl.core.source import Source
from etl.store.directions import Direction
from etl.store.summary import measure_families

MAX_MONTHS = 12
"""Totals of more months than a year are of an era, not news."""
MAX_LAG = timedelta(days=366)
"""Values that ended so much earlier than the newest are behind: of others none of them is offered."""


@dataclass(frozen=True)
class PrintValue:
    """The newest value of one publisher for a place, in words, with a line to cite it: what, when, how many, from whom.

    ``released`` is the day from which a browser counts how old it is; None as of a past day. ``movement`` says what
    became of earlier values; empty for a final one, and where what is counted changed. ``expected`` says in which range
    such values ended; empty where none is given.
    """

    measure_id: str
    publisher: str
    measure: str
    period: str
    value: str
    published: str
    released: date | None
    status: str
    notes: tuple[str, ...]
    movement: str
    expected: str
    citation: str


@dataclass(frozen=True)
class _Newest:
    """The newest period with a value of one measure of the place."""

    measure: Measure
    source: Source
    period: Period

    @property
    def recency(self) -> tuple[date, int]:
        """The end of the period; of those that end together the longest is the newest."""
        return self.period.end, self.period.length_months


def print_values(dataset: Dataset, params: ChartParams, locale: Locale) -> tuple[PrintValue, ...]:
    """Return the newest value of each publisher for the place chosen, as of the day chosen: the place's own first.

    The newest is the one whose period ends last; of those the one of the measure shown, then the longest: of Maine the
    year 2025, not a part of it. An own publisher that is far behind comes last.
    """
    by_source: dict[str, _Newest] = {}
    for newest in _newest_periods(dataset, params):
        other = by_source.get(newest.source.id)
        if other is None or _rank(newest, params) > _rank(other, params):
            by_source[newest.source.id] = newest
    latest = max((newest.period.end for newest in by_source.values()), default=date.max)
    in_order = sorted(by_source.values(), key=_newest_first)
    current = [newest for newest in in_order if latest - newest.period.end <= MAX_LAG]
    own = [newest for newest in in_order if newest.source.place == params.place]
    first = [newest for newest in own if newest in current]
    rest = [newest for newest in current if newest not in own]
    last = [] if first else own[:1]
    views = dataset.series_views(_only_period(params, newest) for newest in (*first, *rest, *last))
    return tuple(_in_words(dataset, view, locale) for view in views)


def print_value_of(dataset: Dataset, view: SeriesView, period: Period, locale: Locale) -> PrintValue | None:
    """Return the value of one period of a series, whether or not it is the newest; None where it has none."""
    params = _only_period(view.params, _Newest(view.measure, view.source, period))
    of_period = dataset.series_view(params)
    if of_period is None or of_period.latest is None:
        return None
    is_newest = view.series.newest_period(params.cutoff, params.edition) == period
    value = _in_words(dataset, of_period, locale)
    return value if is_newest else replace(value, movement="", expected="")


def _rank(newest: _Newest, params: ChartParams) -> tuple[date, bool, int]:
    end, length_months = newest.recency
    return end, newest.measure.id == params.measure, length_months


def _newest_periods(dataset: Dataset, params: ChartParams) -> Iterator[_Newest]:
    """Yield the newest period of each measure of a place that counts deaths from drugs, as of the day chosen."""
    for name in dataset.availability.measures.get(params.place, ()):
        measure = registry.measure(name)
        series = dataset.index.find(measure=name, place=params.place) if measure.counts_drug_deaths else None
        period = series.newest_period(params.cutoff, params.edition) if series else None
        if period and period.length_months <= MAX_MONTHS:
            yield _Newest(measure, registry.source_of(name), period)


def _newest_first(newest: _Newest) -> tuple[int, int]:
    end, length_months = newest.recency
    return -end.toordinal(), -length_months


def _only_period(params: ChartParams, newest: _Newest) -> ChartParams:
    """Choose nothing but one period of a measure, as published."""
    month = newest.period.end.replace(day=1)
    counts = replace(params, unit="count", window=1, start=month, end=month)
    return single_series(counts, params.place, newest.measure.id)


def _in_words(dataset: Dataset, view: SeriesView, locale: Locale) -> PrintValue:
    observation = view.latest
    if observation is None or observation.value is None or observation.vintage is None:
        raise ValueError(f"{view.measure.id} of {view.place.code} has no value to print")
    status = [labels.status_label(locale, observation.status)]
    status += [locale.text("preliminary")] if observation.preliminary else []
    published_on = observation.last_published or observation.vintage
    words = {
        "publisher": locale.localize(view.source.publisher),
        "measure": locale.localize(view.measure.title),
        "period": period_names.period_name(view, locale, observation.period),
        "value": sentences.value_with_unit(view, locale, observation, observation.value),
        "published": sentences.published_phrase(view, locale, published_on),
    }
    return PrintValue(
        measure_id=view.measure.id,
        **words,
        released=None if view.params.as_of else published_on,
        status="; ".join(status),
        notes=tuple(locale.localize(note.sentence) for note in view.notes_shown[-1:]),
        movement="" if observation.status == Status.FINAL else _movement(dataset, view, locale),
        expected=_expected(dataset, view, locale),
        citation=locale.text("{measure}, {period}: {value} ({publisher}, {published}).", **words),
    )


def _expected(dataset: Dataset, view: SeriesView, locale: Locale) -> str:
    """Say in which range values like the newest one of a view ended; empty where no range is given."""
    ranges = [*given_ranges(dataset, view).values()]
    return f"{sentences.capitalize(ended_phrase(view, ranges[-1], locale))}." if ranges else ""


def _movement(dataset: Dataset, view: SeriesView, locale: Locale) -> str:
    """Say what became of earlier first values; nothing where what is counted changed: they say nothing of this one.

    Where they are too few, those of the same deaths over other periods speak for it: of British Columbia's total of a
    year to date, its months.
    """
    if view.breaks:
        return ""
    measured = direction_of_series(dataset, view)
    if measured.verdict is not Direction.TOO_FEW:
        return first_values_sentence(measured, locale)
    for other in _views_alike(dataset, view):
        alike = direction_of_series(dataset, other)
        if alike.scope is Scope.SERIES and alike.verdict is not Direction.TOO_FEW:
            return first_values_sentence(alike, locale, locale.localize(other.measure.title))
    return first_values_sentence(measured, locale)


def _views_alike(dataset: Dataset, view: SeriesView) -> Iterator[SeriesView]:
    """Yield views of the other measures of the same definition, without observations, where their count is unbroken."""
    for measure in _measures_alike(view.measure.id):
        params = replace(view.params, measure=measure)
        series = dataset.index.find(measure=measure, place=params.place)
        if series and not break_days(dataset.notes(series, params)):
            yield replace(view, params=params, series=series, measure=registry.measure(measure), observations=())


@cache
def _measures_alike(measure: str) -> tuple[str, ...]:
    """Return the other measures of the same definition, which differ in nothing but the length of their periods."""
    families = measure_families(registry.source_of(measure))
    ids = next(ids for family in families if measure in (ids := [member.id for member in family.measures]))
    return tuple(other for other in ids if other != measure)
