"""Selects one period and those around it, as each release left them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import ClassVar

from dashboard.dataset.dataset import Dataset, Views
from dashboard.dataset.observations import IRREGULAR_PERIODS, Observation
from dashboard.dataset.publication import NONE_NEWER
from dashboard.dataset.selecting import period_ending
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.params.chart_params import ChartParams
from etl.core.model import Measure, Period, PeriodKind, Status
from etl.reference.notes import counts_alike
from etl.store.revisions import publications_by_period
from etl.store.shapes import TRIANGLE_MEANINGS

NEIGHBOURS = 12
"""Periods on each side of the one whose releases are shown."""
MILESTONE_DAYS = {60: 45, 365: 120}
"""How long after the end of a period its value is pointed out, between the first and the newest; and by how many days
the release may be earlier: of one long before, who knows what others said in between."""


@dataclass(frozen=True)
class VintagesData(ChartData):
    """One period through the releases: a view for each release, as of its day."""

    extra_columns: ClassVar[Mapping[str, str]] = {
        "as_published": "the day of the release as of which the row stands",
        "stated_by_release": TRIANGLE_MEANINGS["stated_by_release"],
    }

    def extra_cells(self, view: SeriesView, observation: Observation) -> Mapping[str, object]:
        """Return the day of the release, and whether it stated the period."""
        publications = publications_by_period(view.series, view.params.edition).get(observation.period, ())
        is_stated = view.params.as_of in {day for day, _ in publications}
        return {"as_published": view.params.as_of, "stated_by_release": "yes" if is_stated else "no"}


def select_vintages(dataset: Dataset, params: ChartParams) -> VintagesData:
    """Select one period and those around it, as each release up to the day left them: a view for each, oldest first.

    Only releases that state something of these periods have one. Where there is no such period, a view without
    observations says why: what was published of the series, and when.
    """
    whole = dataset.series_view(replace(params, end=None))
    if whole is None:
        return VintagesData(params, ())
    periods = tuple(
        sorted(observation.period for observation in whole.observations if observation.status != Status.NOT_HELD)
    )
    period = period_ending(periods, params.end) if params.end else _most_revised(whole, periods)
    if period is None:
        return VintagesData(params, (replace(whole, observations=(), current=(), newer=NONE_NEWER),), None, periods)
    return VintagesData(
        params, _views_by_release(dataset, whole, _neighbouring_periods(params, whole.measure, period)), period, periods
    )


def _most_revised(view: SeriesView, periods: Sequence[Period]) -> Period | None:
    """Return the period whose value had changed most often by the day of the view; of several the most often stated."""
    return max(periods, key=lambda period: (*_revision_counts(view, period), period), default=None)


def _revision_counts(view: SeriesView, period: Period) -> tuple[int, int]:
    """Count how often the value of a period had changed by the day of the view, and how many releases had stated it."""
    publications = publications_by_period(view.series, view.params.edition)[period]
    values = [published.value for day, published in publications if day <= view.params.cutoff]
    return sum(before != after for before, after in pairwise(values)), len(values)


def _neighbouring_periods(params: ChartParams, measure: Measure, period: Period) -> ChartParams:
    """Choose twelve periods on each side of one; where spans grow or overlap, those that end in twelve months of it."""
    step = 1 if measure.period in {PeriodKind.TWELVE_MONTHS, *IRREGULAR_PERIODS} else period.length_months
    month = Period.month(period.end.year, period.end.month)
    return replace(params, start=month.shift(-NEIGHBOURS * step).start, end=month.shift(NEIGHBOURS * step).start)


def _views_by_release(dataset: Dataset, whole: SeriesView, around: ChartParams) -> Views:
    """Make a view for each release that states something of the periods around one, oldest first."""
    series, current = whole.series, dataset.observations(whole.series, replace(around, as_of=None))
    days = {
        day
        for observation in current
        for day, _ in publications_by_period(series, around.edition).get(observation.period, ())
        if day <= around.cutoff
    }
    by_release = [replace(around, as_of=day) for day in sorted(days)]
    return tuple(
        replace(
            whole,
            params=params_then,
            observations=dataset.observations(series, params_then),
            current=current,
            newer=NONE_NEWER,
            notes=dataset.notes(series, params_then),
        )
        for params_then in by_release
    )


def releases_stating_period(data: ChartData) -> tuple[tuple[SeriesView, Observation], ...]:
    """Return the views whose release stated the period itself, changed or not, each with the period's observation.

    They are ordered from the oldest release to the newest.
    """
    view, period = data.first_view, data.period
    if view is None or period is None:
        return ()
    days = {day for day, _ in view.series.publications(period, view.params.edition)}
    return tuple(
        (view_then, observation)
        for view_then in data.views
        for observation in view_then.observations
        if observation.period == period and view_then.params.as_of in days
    )


def views_at_milestones(data: ChartData) -> dict[int, SeriesView]:
    """Return, by :data:`MILESTONE_DAYS`, the last view as of so many days after the end of the period.

    Where that is of a release long before, the first view to give the period's value, the newest or that of another
    milestone, it is left out;
    so are views in which the value counts something else than in the newest.
    """
    first = next((view for view, observation in releases_stating_period(data) if observation.has_value), None)
    if first is None or data.period is None:
        return {}
    newest = data.views[-1]
    chosen: dict[int, SeriesView] = {}
    for days, slack in MILESTONE_DAYS.items():
        until = data.period.end + timedelta(days=days)
        view = [first, *(view for view in data.views if view.params.cutoff <= until)][-1]
        is_another = view.params.cutoff > first.params.cutoff and view not in (newest, *chosen.values())
        is_near = until - view.params.cutoff <= timedelta(days=slack)
        if is_another and is_near and counts_alike(data.period, view.notes, newest.notes):
            chosen[days] = view
    return chosen
