"""A figure that a quotation is set against: published as it stands, or worked out of published ones."""

from dataclasses import dataclass
from datetime import date

from etl.core.model import Period


@dataclass(frozen=True)
class Figure:
    """A figure of a span, and the day from which it stands; of one worked out, that of its newest part.

    ``oldest_statement`` and ``newest_statement`` are the days on which its parts were last stated or restated: one that
    is published has one. ``parts`` are empty where the figure is published as it stands; of a sum they add up, of a
    change they are the later and the earlier count, of a rate the count (``people`` are what it was divided by).
    ``is_doubted``: its own parts came to more.
    """

    value: float
    period: Period
    measure: str
    vintage: date
    oldest_statement: date
    newest_statement: date
    parts: tuple["Figure", ...] = ()
    people: int | None = None
    is_sum: bool = False
    is_doubted: bool = False

    @property
    def is_computed(self) -> bool:
        """Whether it was worked out, and not published as it stands."""
        return bool(self.parts)

    @property
    def is_firm(self) -> bool:
        """Whether all of it was stated by one release of the publisher; only then can it speak against a text."""
        return self.oldest_statement == self.newest_statement and self.people is None

    @property
    def is_indicative_sum(self) -> bool:
        """Whether it adds up figures of several releases."""
        return self.is_sum and not self.is_firm


def compute(
    value: float, period: Period, parts: tuple[Figure, ...], *, people: int | None = None, is_sum: bool = False
) -> Figure:
    """Return a figure worked out of others, all of one definition; it is doubted where one of them is."""
    return Figure(
        value,
        period,
        parts[0].measure,
        max(part.vintage for part in parts),
        min(part.oldest_statement for part in parts),
        max(part.newest_statement for part in parts),
        parts,
        people,
        is_sum,
        any(part.is_doubted for part in parts),
    )
