"""Selects one place over time."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import ClassVar

from dashboard.charts.trend.counterpart import find_counterpart
from dashboard.charts.trend.means import twelve_month_means
from dashboard.dataset.dataset import Dataset
from dashboard.dataset.expected import Expected, expected_ranges
from dashboard.dataset.observations import Observation
from dashboard.dataset.quoted_values import Quotation, find_quotation
from dashboard.dataset.series_view import ChartData, SeriesView
from dashboard.params.chart_params import ChartParams
from etl.bands.finder import ExpectedRange
from etl.core.model import Period, PeriodKind


@dataclass(frozen=True)
class TrendData(ChartData):
    """One place over time, and what the writing that the choices name quotes of it, if they name one.

    ``expected`` says of each fresh value in which range it is expected to end, or why none is given. ``totals`` are the
    sums of twelve months of the same series, where its values are of months or quarters and can be added up.
    ``counterpart`` is what the same publisher predicts where the values are reported, and the other way round.
    """

    extra_columns: ClassVar[Mapping[str, str]] = {
        "expected_low_80": "of a fresh count: the lower end of the range in which 80 of 100 as fresh ended",
        "expected_high_80": "its upper end; worked out here, no published figure",
        "expected_low_50": "the lower end of the range in which 50 of 100 ended",
        "expected_high_50": "its upper end",
        "expected_n": "the effective number of earlier periods behind these ranges",
        "expected_note": "why a fresh count has no such range",
        "mean_12_months": "of a month: the mean of the 12 months to it, in the unit of the view; worked out here, no "
        "published figure. Empty where one of them is missing or withheld, or what is counted changed among them",
        "beside_measure": "what the publisher gives beside the measure, reported or predicted deaths",
        "beside_value": "its value of the same period, as of the same day",
        "beside_vintage": "the day since which that value stands",
    }

    quotation: Quotation | None = None
    expected: Expected = field(default_factory=dict)
    totals: SeriesView | None = None
    counterpart: SeriesView | None = None

    @cached_property
    def ranges(self) -> Mapping[Period, ExpectedRange]:
        """The ranges that are given."""
        return {period: answer for period, answer in self.expected.items() if isinstance(answer, ExpectedRange)}

    @property
    def has_years_overlaid(self) -> bool:
        """Whether its values are totals since 1 January: years then lie over each other, from January on."""
        return self.first_view is not None and self.first_view.measure.period is PeriodKind.YEAR_TO_DATE

    @property
    def has_time_axis(self) -> bool:
        """Whether days stand on its axis: where years lie over each other, those of writings have no place there."""
        return not self.has_years_overlaid

    @cached_property
    def means(self) -> Mapping[Period, float]:
        """The mean of the twelve months to each month."""
        return twelve_month_means(self.first_view, self.totals) if self.first_view else {}

    @cached_property
    def beside(self) -> Mapping[Period, tuple[Observation, float]]:
        """What the counterpart gives of each period that it has a value of, with that in the unit of the view."""
        observations = self.counterpart.observations if self.counterpart else ()
        values = ((each, self.counterpart.value_in_unit(each)) for each in observations if self.counterpart)
        return {each.period: (each, value) for each, value in values if value is not None}

    def extra_cells(self, _view: SeriesView, observation: Observation) -> Mapping[str, object]:
        """Return the mean to a month, what is given beside it, and the range of a fresh value, or why it has none."""
        cells: dict[str, object] = dict(self._range_cells(observation))
        if observation.period in self.means:
            cells["mean_12_months"] = self.means[observation.period]
        if self.counterpart and observation.period in self.beside:
            other, _ = self.beside[observation.period]
            cells["beside_measure"] = self.counterpart.measure.id
            cells["beside_value"], cells["beside_vintage"] = other.value, other.vintage
        return cells

    def _range_cells(self, observation: Observation) -> Mapping[str, object]:
        answer = self.expected.get(observation.period)
        if answer is None:
            return {}
        if not isinstance(answer, ExpectedRange):
            return {"expected_note": answer.silence.value}
        names = ("low_80", "high_80", "low_50", "high_50")
        ends = {f"expected_{name}": round(getattr(answer, name)) for name in names}
        return {**ends, "expected_n": answer.figures}


def select_trend(dataset: Dataset, params: ChartParams) -> TrendData:
    """Select one place over time."""
    view = dataset.series_view(params)
    if view is None:
        return TrendData(params, ())
    return TrendData(
        params,
        (view,),
        quotation=find_quotation(dataset, view),
        expected=expected_ranges(dataset, view),
        totals=_twelve_month_totals(dataset, params),
        counterpart=find_counterpart(dataset, view),
    )


def _twelve_month_totals(dataset: Dataset, params: ChartParams) -> SeriesView | None:
    summable = 12 in dataset.availability.windows(params.options, params.measures)
    return dataset.series_view(replace(params, window=12)) if summable and params.window == 1 else None
