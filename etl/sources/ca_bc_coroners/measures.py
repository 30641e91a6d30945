"""Names what the BC Coroners Service counts, and builds a release of its series."""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.parsing.documents import StatedValue, to_frame

SOURCE_ID = "ca-bc-coroners"
PLACE = "CA-BC"
MONTH = "unregulated-deaths-month"
YEAR_TO_DATE = "unregulated-deaths-ytd"
YEAR = "unregulated-deaths-year"

# The five regional health authorities in the order in which the Service prints them, by the names it gives them.
AUTHORITIES = {
    "Interior": f"{PLACE}-interior",
    "Fraser": f"{PLACE}-fraser",
    "Vancouver Coastal": f"{PLACE}-vancouver-coastal",
    "Island": f"{PLACE}-island",
    "Northern": f"{PLACE}-northern",
}

# Words in the title of a table that make it one of a part of these deaths, or of something else than deaths.
PART = re.compile(
    r"fentanyl|\brates?\b|health authorit|township|income|\bsex\b|gender|\bage\b|per day|drug types?|filter",
    re.IGNORECASE,
)

MONTHS = tuple(calendar.month_name)[1:]


def month_number(name: str) -> int | None:
    """Return 3 for ``March``, ``Mar``, ``Mar.`` or ``march``; None where it names no month."""
    short = re.sub(r"\W", "", name).lower()
    names = [month.lower() for month in MONTHS]
    return next((names.index(month) + 1 for month in names if len(short) >= 3 and month.startswith(short)), None)


@dataclass(frozen=True)
class Vintage:
    """The day of a document, how that is known, and what else there is to say of it."""

    day: date
    basis: VintageBasis
    remark: str = ""


@dataclass(frozen=True)
class BcSeries:
    """Counts of one place and group: by month, and totals by year or of the year to date.

    What a series has by month and by whole year, it has whole from the first to the last.
    """

    months: Mapping[Period, int]
    totals: Mapping[Period, int]
    place: str = PLACE
    group: str = "all"

    def values(self) -> Iterator[tuple[str, Period, int]]:
        """Yield every count with its measure and period."""
        for month, count in sorted(self.months.items()):
            yield MONTH, month, count
        for period, count in self.totals.items():
            yield (YEAR if period.length_months == 12 else YEAR_TO_DATE), period, count

    def spans(self) -> Iterator[RestatedSpan]:
        """Yield what it restates; years to date overlap and restate nothing."""
        for measure in (MONTH, YEAR):
            if periods := [period for of, period, _ in self.values() if of == measure]:
                yield RestatedSpan(measure, Period(min(periods).start, max(periods).end), self.place, self.group)


def build_release(
    document: Document, vintage: Vintage, title: str, series: Sequence[BcSeries], note: str = ""
) -> Release:
    """Return the release that states these series."""
    return Release(
        source=SOURCE_ID,
        vintage=vintage.day,
        vintage_basis=vintage.basis,
        title=title,
        url=document.url,
        rows=to_frame(
            StatedValue(measure, part.place, period, count, group=part.group)
            for part in series
            for measure, period, count in part.values()
        ),
        restates=tuple(span for part in series for span in part.spans()),
        note=note + vintage.remark,
    )
