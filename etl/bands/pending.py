"""How many records are pending when a value is published: where a publisher says so, that tells more than its age.

The share of records whose cause of death is pending is set beside what never resolves at the place, and counted in
pending deaths for each death that is counted already.
"""

from dataclasses import dataclass

import numpy as np

from etl.bands.sights import Floats, Sights, ends_groups, matching_values

SETTLED_DAYS = 730
"""Age from which the pending share of a period is what never resolves."""
SETTLED_PERIODS = 24
"""The newest periods of that age whose median share is a place's usual one."""


@dataclass(frozen=True)
class Companions:
    """The measures that a publisher states beside a count.

    ``pending`` is the per cent of records whose cause is pending, ``all_deaths`` the deaths of every cause over the
    same time, ``estimate`` the publisher's own forecast of the final count.
    """

    pending: str
    all_deaths: str
    estimate: str


COMPANIONS = {
    "overdose-deaths-12m-reported": Companions(
        "overdose-deaths-12m-percent-pending", "all-deaths-12m-reported", "overdose-deaths-12m-predicted"
    )
}
ESTIMATES = frozenset(companions.estimate for companions in COMPANIONS.values())
"""Measures whose values are estimates themselves, not counts."""


@dataclass(frozen=True, eq=False)
class PendingShares:
    """The per cent of records pending and the deaths of every cause, as they were published."""

    pending: Sights
    all_deaths: Sights

    def excess(self, sights: Sights, day: int) -> Floats:
        """Return the deaths pending for each death counted, above the place's usual ones, as public on a day.

        NaN where the release of a sight states no share, or nothing usual was public of the place.
        """
        shares = matching_values(sights, self.pending)
        usual = _by_place(sights, self._usual_shares(day))
        deaths = _by_place(sights, self._newest_deaths(day))
        excess: Floats = np.maximum(0, (shares - usual) / 100 * deaths / np.maximum(sights.value, 1))
        return excess

    def _usual_shares(self, day: int) -> dict[str, float]:
        """Return the usual share of each place: the median of its newest settled periods, as last stated by a day."""
        old = self.pending.rows((self.pending.day <= day) & (self.pending.end <= day - SETTLED_DAYS))
        newest = old.rows(ends_groups(old.cell))
        by_place = ((place, newest.value[newest.place == index]) for index, place in enumerate(newest.places))
        return {place: float(np.median(shares[-SETTLED_PERIODS:])) for place, shares in by_place if len(shares)}

    def _newest_deaths(self, day: int) -> dict[str, float]:
        """Return the deaths of every cause of the newest period of each place that was public by a day."""
        public = self.all_deaths.rows(self.all_deaths.day <= day)
        newest = public.rows(ends_groups(public.place))
        return {newest.places[index]: value for index, value in zip(newest.place, newest.value.tolist(), strict=True)}


def _by_place(sights: Sights, values: dict[str, float]) -> Floats:
    return np.array([values.get(place, np.nan) for place in sights.places])[sights.place]
