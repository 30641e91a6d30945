"""The ranges in which fresh values of a view are expected to end, or why none is given.

Decision D23 in README.md.
"""

from collections.abc import Mapping
from datetime import date

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import SeriesView
from etl.bands.finder import ExpectedRange
from etl.bands.silences import NoRange
from etl.core.model import Period, Status
from etl.store.revisions import MATURITY, is_recent

Expected = Mapping[Period, ExpectedRange | NoRange]
"""The answer for each fresh period, oldest first; empty where no range is ever given."""


def expected_ranges(dataset: Dataset, view: SeriesView) -> Expected:
    """Return the answer for each fresh value of a view of published counts of deaths from drugs.

    Only what was public on the day of the view, and known in its edition, is used.
    """
    params, periods = view.params, tuple(point.period for point in view.observations if _is_fresh(view, point))
    if not periods or params.unit != "count" or params.window != 1 or not view.measure.counts_drug_deaths:
        return {}
    key = ("ranges", view.series.key, params.cutoff, params.edition)
    ranges = dataset.cached(key, lambda: _find_ranges(dataset, view))
    return {period: ranges[period] for period in periods}


def given_ranges(dataset: Dataset, view: SeriesView) -> dict[Period, ExpectedRange]:
    """Return the ranges that are given, oldest first; where none can be, nothing is worked out."""
    if not dataset.ranges.are_given(view.series, view.params.cutoff, view.params.edition):
        return {}
    answers = expected_ranges(dataset, view).items()
    return {period: answer for period, answer in answers if isinstance(answer, ExpectedRange)}


def _find_ranges(dataset: Dataset, view: SeriesView) -> Expected:
    """Return the answers for all recent periods of the series: a view of one of them and one of many share them."""
    day, edition = view.params.cutoff, view.params.edition
    newest = view.newest_release or date.min
    recent = [period for period in view.series.log_of_edition(edition) if is_recent(period, newest)]
    return dataset.ranges.find(view.series, recent, day, edition)


def _is_fresh(view: SeriesView, point: Observation) -> bool:
    """Tell whether a value was last published in the year after its recent period, and is not called final.

    It need not be preliminary: values of its age may seldom have changed by much.
    """
    if not point.has_value or point.status == Status.FINAL or not point.last_published or not view.newest_release:
        return False
    return is_recent(point.period, view.newest_release) and point.last_published - point.period.end < MATURITY
