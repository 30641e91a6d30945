"""How the days of releases are known, where several sources published on one."""

from collections.abc import Iterable
from datetime import date

from etl.core.model import VintageBasis


def least_sure(bases: Iterable[tuple[date, str]]) -> dict[date, str]:
    """Return the weakest of the ways in which each day is known."""
    strength = {basis.value: index for index, basis in enumerate(VintageBasis)}
    return dict(sorted(bases, key=lambda pair: strength[pair[1]]))
