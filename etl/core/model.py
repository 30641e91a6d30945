"""The words of the project as frozen dataclasses. No input or output, no clock."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

import pandas as pd


class Status(StrEnum):
    """What a publisher says of one value.

    Two belong to views only and are never stored. ``NOT_HELD``: the value was public, but no release held here states
    it. ``NOT_COMPARABLE``: a sum is not formed, since what is counted changed within it. ``VOID`` belongs to the change
    log only and is never shown as a value: what stood there was no statement of the publisher's, but a mistake of ours.
    """

    FINAL = "final"
    PROVISIONAL = "provisional"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not_available"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    NOT_HELD = "not_held"
    NOT_COMPARABLE = "not_comparable"

    @property
    def has_value(self) -> bool:
        """Whether the status goes with a value."""
        return self in {Status.FINAL, Status.PROVISIONAL}


STORED_STATUSES = tuple(status.value for status in Status if status not in {Status.NOT_HELD, Status.NOT_COMPARABLE})
STATUSES_WITH_VALUE = tuple(status for status in STORED_STATUSES if Status(status).has_value)


class VintageBasis(StrEnum):
    """How the day of a release is known, strongest first."""

    PUBLISHER = "publisher"
    PRESS = "press"
    CONTENT = "content"
    FETCH = "fetch"
    UPPER_BOUND = "upper bound"
    MONTH_ONLY = "month only"
    ASSUMED = "assumed"


class PeriodKind(StrEnum):
    """How long the values of a measure run."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    YEAR_TO_DATE = "ytd"
    TWELVE_MONTHS = "12m"
    SEVERAL_MONTHS = "range"


def _month_index(day: date) -> int:
    return 12 * day.year + day.month - 1


_PERIOD_LABEL = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)


@dataclass(frozen=True, order=True)
class Period:
    """The first and last day that a value covers, always whole months."""

    start: date
    end: date

    def __post_init__(self) -> None:
        last_day = calendar.monthrange(self.end.year, self.end.month)[1]
        if self.start.day != 1 or self.end.day != last_day or self.end < self.start:
            raise ValueError(f"a period covers whole months, not {self.start} to {self.end}")

    @classmethod
    @lru_cache(16_384)
    def of_days(cls, start: date, end: date) -> "Period":
        """Return the period from one day to another; the same object for the same days, since tables have few."""
        return cls(start, end)

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """Return one month."""
        return cls.months(year, month, year, month)

    @classmethod
    def year(cls, year: int) -> "Period":
        """Return a calendar year."""
        return cls.months(year, 1, year, 12)

    @classmethod
    @lru_cache(16_384)
    def months(cls, year: int, month: int, last_year: int, last_month: int) -> "Period":
        """Return the period from the first day of one month to the last day of another."""
        last_day = calendar.monthrange(last_year, last_month)[1]
        return cls(date(year, month, 1), date(last_year, last_month, last_day))

    @classmethod
    def range(cls, first: "Period", last: "Period") -> tuple["Period", ...]:
        """Return every month from the first one of ``first`` to the last one of ``last``."""
        begin = cls.month(first.start.year, first.start.month)
        return tuple(begin.shift(months) for months in range(last.index + last.length_months - first.index))

    @classmethod
    @lru_cache(4096)
    def parse(cls, label: str) -> "Period":
        """Read ``2020-07``, ``2020-Q3``, ``2020`` or ``2018-08/2019-07``; ValueError on anything else."""
        first, slash, last = label.partition("/")
        begin = cls._parse_part(first, label)
        return cls(begin.start, cls._parse_part(last, label).end) if slash else begin

    @classmethod
    def _parse_part(cls, text: str, label: str) -> "Period":
        match = _PERIOD_LABEL.fullmatch(text)
        if not match:
            raise ValueError(f"{label!r} is not a period such as 2020-07, 2020-Q3, 2020 or 2018-08/2019-07")
        year = int(match["year"])
        if match["quarter"]:
            last = 3 * int(match["quarter"])
            return cls.months(year, last - 2, year, last)
        return cls.month(year, int(match["month"])) if match["month"] else cls.year(year)

    @property
    def index(self) -> int:
        """Number of months from the beginning of year 0 to its first month: those of two periods can be subtracted."""
        return _month_index(self.start)

    @property
    def length_months(self) -> int:
        """Number of months covered."""
        return _month_index(self.end) - _month_index(self.start) + 1

    def shift(self, months: int) -> "Period":
        """Return a period as long that begins so many months later, or earlier where ``months`` is negative."""
        year, month = divmod(self.index + months, 12)
        last_year, last_month = divmod(self.index + months + self.length_months - 1, 12)
        return self.months(year, month + 1, last_year, last_month + 1)

    @property
    def label(self) -> str:
        """The shortest text that :meth:`parse` reads back."""
        start, end = self.start.isoformat()[:7], self.end.isoformat()[:7]
        if self.length_months == 1:
            return start
        if self.length_months == 12 and self.start.month == 1:
            return start[:4]
        if self.length_months == 3 and self.start.month % 3 == 1:
            return f"{start[:4]}-Q{(self.start.month + 2) // 3}"
        return f"{start}/{end}"


class Unit(StrEnum):
    """What the values of a measure are numbers of; the catalogues of the pages have each in words."""

    DEATHS = "deaths"
    CASES = "cases"
    PERCENT = "percent"
    RATE = "rate"
    PEOPLE = "people"


@dataclass(frozen=True)
class Measure:
    """What is counted, and over how long. Two definitions never share an ``id``.

    ``title`` is the shortest name that is not wrong. The rest says, each in a plain sentence: ``definition``, what is
    counted; ``certainty``, whether cases are suspected or certified; ``geography``, by what place they are counted;
    ``suppression``, what is withheld. All by language. ``is_population`` marks people that rates divide by: an estimate
    of one day of each period, which is never charted and never summed. ``is_all_causes`` marks deaths of every cause.
    """

    id: str
    period: PeriodKind
    title: Mapping[str, str]
    unit: Unit
    definition: Mapping[str, str]
    certainty: Mapping[str, str]
    geography: Mapping[str, str]
    suppression: Mapping[str, str]
    is_population: bool = False
    is_all_causes: bool = False

    @property
    def counts_deaths(self) -> bool:
        """Whether its values are numbers of deaths: only those are divided by a population."""
        return self.unit is Unit.DEATHS

    @property
    def counts_drug_deaths(self) -> bool:
        """Whether its values are numbers of deaths from drugs, not of deaths of every cause."""
        return self.counts_deaths and not self.is_all_causes

    @property
    def is_percentage(self) -> bool:
        """Whether its values are percentages."""
        return self.unit is Unit.PERCENT

    @property
    def is_rate(self) -> bool:
        """Whether its values are rates per 100,000 people that its publisher worked out: no rates computed here."""
        return self.unit is Unit.RATE

    @property
    def is_quotient(self) -> bool:
        """Whether its values are percentages or rates as published: never summed, never divided by a population."""
        return self.is_percentage or self.is_rate


@dataclass(frozen=True)
class RestatedSpan:
    """The part of the record that a release restates whole: there, and only there, an absence is a fact.

    ``place`` and ``group`` are a code each, or ``*`` for every one of the source.
    """

    measure: str
    period: Period
    place: str = "*"
    group: str = "*"

    def covers(self, place: str, group: str) -> bool:
        """Tell whether it is about that place and group."""
        return self.place in {place, "*"} and self.group in {group, "*"}

    def __str__(self) -> str:
        first, last = self.period.start.isoformat()[:7], self.period.end.isoformat()[:7]
        return f"{self.measure} {self.place} {self.group} {first}/{last}"

    @classmethod
    def parse(cls, text: str) -> "RestatedSpan":
        """Read what ``str`` writes."""
        measure, place, group, period = text.split()
        return cls(measure, Period.parse(period), place, group)


@dataclass(frozen=True)
class Release:
    """What a source published on one day.

    ``rows`` holds the columns ``columns.RELEASE_ROW_COLUMNS`` (measure, place, group, period_start, period_end, value,
    status): each value exactly as stated. ``restates`` names the spans that it states whole; empty for a statement of
    some months. ``title`` is the publisher's own wording of that day. ``states_final_status`` is False where it does
    not say which values are final: then an unchanged one keeps the status that it had. ``warnings`` says what the
    reader left out that a person should know of before the release is taken. ``missing_parts`` names what documents of
    its kind may have and this one lacks, with what they would restate: a damaged file loses a table in silence.
    ``has_open_cases``: by the publisher's own word cases of the newest months are still to come, so that few deaths
    there are no sign of a fault.
    """

    source: str
    vintage: date
    vintage_basis: VintageBasis
    title: str
    url: str
    rows: pd.DataFrame
    restates: tuple[RestatedSpan, ...] = ()
    note: str = ""
    states_final_status: bool = True
    warnings: tuple[str, ...] = ()
    missing_parts: Mapping[str, tuple[RestatedSpan, ...]] = field(default_factory=dict)
    has_open_cases: bool = False
