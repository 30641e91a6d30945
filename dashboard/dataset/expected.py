"""The ranges in which preliminary values of a view are expected to end, or why none is given.

Decision D22 in README.md.
"""

from collections.abc import Mapping

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import SeriesView
from etl.bands.finder import ExpectedRange
from etl.bands.silences import NoRange
from etl.core.model import Period

Expected = Mapping[Period, ExpectedRange | NoRange]
"""The answer for each preliminary period; empty where no range is ever given."""


def expected_ranges(dataset: Dataset, view: SeriesView) -> Expected:
    """Return the answer for each preliminary value of a view of published counts of deaths from drugs.

    Only what was public on the day of the view, and known in its edition, is used.
    """
    params, periods = view.params, tuple(point.period for point in view.preliminary)
    if not periods or params.unit != "count" or params.window != 1 or not view.measure.counts_drug_deaths:
        return {}
    key = ("ranges", view.series.key, params.cutoff, params.edition, periods)
    return dataset.cached(key, lambda: dataset.ranges.find(view.series, periods, params.cutoff, params.edition))
