"""One place of a chart of changes."""

from dataclasses import dataclass

from dashboard.dataset.observations import Observation
from dashboard.dataset.series_view import SeriesView
from etl.core.model import Status

MAX_SMALL_COUNT_CHANGE = 1.0
"""The farthest change of few deaths that the axis makes room for: twice as many. Farther ones are words at its end."""


@dataclass(frozen=True)
class ChangeRow:
    """One place, its value and the change of that on a year before, where both are held."""

    view: SeriesView
    observation: Observation | None
    change: float | None

    @property
    def code(self) -> str:
        """Where it stands down the chart."""
        return self.view.place.code

    @property
    def is_preliminary(self) -> bool:
        """Whether the newer value is known to change."""
        return self.observation is not None and self.observation.preliminary is not None

    @property
    def sign(self) -> str:
        """What stands between both values: ``≠`` where they do not count the same."""
        if self.observation is None:
            return "→"
        pair = (self.observation, self.observation.year_before)
        across = any(point.status == Status.NOT_COMPARABLE for point in pair if point)
        return "≠" if across or self.view.changed_since_year_before(self.observation) else "→"

    @property
    def direction(self) -> str:
        """Whether there were more or fewer; empty where that cannot be told, or says little."""
        if self.observation is None or self.change is None or self.observation.is_small:
            return ""
        return "more" if self.change > 0 else "fewer" if self.change < 0 else "as many"

    @property
    def says_little_from_afar(self) -> bool:
        """Whether it is one of few deaths, and so large that the axis makes no room for it."""
        return self.change is not None and not self.direction and self.change > MAX_SMALL_COUNT_CHANGE
