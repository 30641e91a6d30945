"""Deaths reported and predicted by one publisher of the same months: the other of the two."""

from dataclasses import replace

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.series_view import SeriesView
from etl.bands.pending import COMPANIONS

COUNTERPARTS = {
    measure: other
    for count, companions in COMPANIONS.items()
    for measure, other in ((count, companions.estimate), (companions.estimate, count))
}
"""The measure that stands beside each."""


def find_counterpart(dataset: Dataset, view: SeriesView) -> SeriesView | None:
    """Return the view of the measure that stands beside that of a view, as of its day; None where it has no value."""
    other = COUNTERPARTS.get(view.measure.id)
    views = dataset.series_views([replace(view.params, measure=other)]) if other else ()
    return next((each for each in views if each.latest), None)
