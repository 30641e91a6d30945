"""Which value to print of a place: the newest of its own publisher, and beside it the newest of the country's."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.selecting import single_series
from dashboard.dataset.series_view import SeriesView
from dashboard.i18n import Locale
from dashboard.params.chart_params import ChartParams
from dashboard.text import labels, period_names, sentences
from etl import registry

MAX_MONTHS = 12
"""Totals of more months than a year are of an era, not news."""
MAX_LAG = timedelta(days=366)
"""Of another publisher's values none is offered that ended so much earlier than the newest."""


@dataclass(frozen=True)
class PrintValue:
    """The newest value of one publisher for a place, in words, with a line to cite it."""

    measure_id: str
    publisher: str
    measure: str
    period: str
    value: str
    published: str
    status: str
    notes: tuple[str, ...]

    @property
    def citation(self) -> str:
        """One line that says what, when, how many, and who published it on which day."""
        return f"{self.measure}, {self.period}: {self.value} ({self.publisher}, {self.published})."


def print_values(dataset: Dataset, params: ChartParams, locale: Locale) -> tuple[PrintValue, ...]:
    """Return the newest value of each publisher for the place chosen, as of the day chosen: the place's own first.

    The newest is the one whose period ends last, and of those the longest: of Maine the year 2025, not a part of it.
    """
    newest: dict[str, SeriesView] = {}
    for view in _views(dataset, params):
        other = newest.get(view.source.id)
        if other is None or _recency(view) > _recency(other):
            newest[view.source.id] = view
    latest = max((_recency(view)[0] for view in newest.values()), default=date.max)
    offered = [
        view for view in newest.values() if view.source.place == params.place or latest - _recency(view)[0] <= MAX_LAG
    ]
    own_first = sorted(offered, key=lambda view: (view.source.place != params.place, *_oldest_last(view)))
    return tuple(_in_words(view, locale) for view in own_first)


def _views(dataset: Dataset, params: ChartParams) -> list[SeriesView]:
    """Return the views of a place that have a value, one for each measure that counts deaths from drugs."""
    every = dataset.availability.measures.get(params.place, ())
    measures = [name for name in every if registry.measure(name).counts_drug_deaths]
    counts = replace(params, unit="count", window=1, start=None, end=None)
    views = dataset.series_views(single_series(counts, params.place, name) for name in measures)
    return [view for view in views if view.latest and view.latest.period.length_months <= MAX_MONTHS]


def _recency(view: SeriesView) -> tuple[date, int]:
    """Order views by the ends of their newest periods, and of those that end together by their lengths."""
    if view.latest is None:
        return date.min, 0
    return view.latest.period.end, view.latest.period.length_months


def _oldest_last(view: SeriesView) -> tuple[int, int]:
    end, length = _recency(view)
    return -end.toordinal(), -length


def _in_words(view: SeriesView, locale: Locale) -> PrintValue:
    observation = view.latest
    if observation is None or observation.value is None or observation.vintage is None:
        raise ValueError(f"{view.measure.id} of {view.place.code} has no value to print")
    status = [labels.status_label(locale, observation.status)]
    status += [locale.text("preliminary")] if observation.preliminary else []
    return PrintValue(
        measure_id=view.measure.id,
        publisher=locale.localize(view.source.publisher),
        measure=locale.localize(view.measure.title),
        period=period_names.period_name(view, locale, observation.period),
        value=sentences.value_with_unit(view, locale, observation, observation.value),
        published=sentences.published_phrase(view, locale, observation.last_published or observation.vintage),
        status="; ".join(status),
        notes=tuple(locale.localize(note.sentence) for note in view.notes_shown[-1:]),
    )
