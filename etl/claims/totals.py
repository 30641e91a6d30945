"""Totals of a span as they stood in a view: as published, or as the sum of the freshest parts that make up the span."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache

from etl.claims.figures import Figure, compute
from etl.claims.holdings import Holdings
from etl.claims.measures import ALL, Definition
from etl.claims.standing import History, Standing, View
from etl.core.model import Measure, Period
from etl.store.short_totals import MAX_PART_AGE, is_short, sum_of_parts

YEAR_MONTHS, QUARTER_MONTHS = 12, 3
SPANS_CACHE_SIZE = 16_384


@dataclass(frozen=True)
class Totals:
    """Reads the totals of one definition in one place, as public in one view."""

    holdings: Holdings
    definition: Definition
    place: str
    view: View

    def total(self, period: Period) -> Figure | None:
        """Return the total of a span; None where no figure and no parts of it were public.

        A sum of parts stands in the place of a published total where one younger release stated all of them: a year to
        date that nobody restates becomes the sum of the months of the newest whole table.
        """
        published = self.published(period)
        if published is None:
            return self.sum_of_parts(period)
        younger = self.sum_of_parts(period, after=published.newest_statement)
        if younger and younger.is_firm:
            return younger
        return replace(published, is_doubted=self.is_doubted(published))

    def of_all(self) -> "Totals":
        """Return the reader of all deaths of which a group is counted."""
        return replace(self, definition=replace(self.definition, group=ALL))

    def published(self, period: Period) -> Figure | None:
        """Return the published total of a span, the newest where several measures hold one."""
        return _newest(self._in_force(history, measure, period) for measure, history in self._histories(period))

    def earliest(self, period: Period) -> Figure | None:
        """Return the first figure that was published of a span."""
        figures = [
            _figure(standing, measure, period)
            for measure, history in self._histories(period)
            if (standing := history.earliest(self.view))
        ]
        return min(figures, key=lambda figure: figure.vintage, default=None)

    def sum_of_parts(self, period: Period, after: date = date.min) -> Figure | None:
        """Return the sum of the freshest parts that make up a span, none missing, none overlapping.

        Of each calendar year they are the year's figure, or a year to date with the months after it, or quarters, or
        months; all of them were last stated later than the day ``after``. Nothing is added up across a change of what
        is counted.
        """
        if period.length_months == 1:
            return None
        years = _calendar_years(period)
        parts: tuple[Figure, ...] = ()
        for year in years:
            of_year = self._freshest(_divisions(year, is_whole=len(years) == 1), after)
            if not of_year:
                return None
            parts += of_year
        figure = compute(sum(part.value for part in parts), period, parts, is_sum=True)
        measures = {part.measure for part in parts}
        group, vintage = self.definition.group, figure.newest_statement
        is_across = self.holdings.is_across_break(measures, self.place, group, period, vintage)
        return None if is_across else figure

    def _freshest(self, divisions: Iterable[tuple[Period, ...]], after: date) -> tuple[Figure, ...] | None:
        """Return the parts of one of the ways to divide a calendar year: of the one last stated whole."""
        ways = (self.stated_parts(parts, after) for parts in divisions)
        return max(filter(None, ways), key=lambda parts: min(part.oldest_statement for part in parts), default=None)

    def stated_parts(self, periods: tuple[Period, ...], after: date = date.min) -> tuple[Figure, ...] | None:
        """Return the published figures of some spans that may be added up; None where one is missing or not younger."""
        figures: list[Figure] = []
        for period in periods:
            figure = self.addable(period)
            if figure is None or figure.oldest_statement <= after:
                return None
            figures.append(figure)
        return tuple(figures)

    @cached_property
    def addable(self) -> Callable[[Period], Figure | None]:
        """Find what of a span may be added up; each once, since the ways to divide a year share their months."""
        return cache(self._find_addable)

    def _find_addable(self, period: Period) -> Figure | None:
        addable = (pair for pair in self._histories(period) if self.definition.may_add(pair[0]))
        return _newest(self._in_force(history, measure, period) for measure, history in addable)

    def is_doubted(self, published: Figure) -> bool:
        """Tell whether a published total is further below its own parts, as held that day, than figures ever are."""
        period, day = published.period, published.vintage
        then = replace(self, view=View(day, day))
        parts = [
            (part, figure.value)
            for part in _parts(period)
            if (figure := then.addable(part)) and figure.newest_statement >= day - MAX_PART_AGE
        ]
        return is_short(published.value, sum_of_parts(period, parts))

    def _in_force(self, history: History, measure: Measure, period: Period) -> Figure | None:
        standing = history.in_view(self.view)
        return _figure(standing, measure, period) if standing else None

    def _histories(self, period: Period) -> tuple[tuple[Measure, History], ...]:
        return self.holdings.histories(self.definition.measure_ids, self.place, self.definition.group, period)


def _newest(figures: Iterable[Figure | None]) -> Figure | None:
    """Return the figure that was last stated."""
    return max(filter(None, figures), key=lambda figure: figure.newest_statement, default=None)


def _figure(standing: Standing, measure: Measure, period: Period) -> Figure:
    return Figure(standing.value, period, measure.id, standing.since, standing.statement, standing.statement)


def _calendar_years(period: Period) -> tuple[Period, ...]:
    """Cut a span at the ends of calendar years."""
    first, last = period.start, period.end
    return tuple(
        Period.months(
            year, first.month if year == first.year else 1, year, last.month if year == last.year else YEAR_MONTHS
        )
        for year in range(first.year, last.year + 1)
    )


@lru_cache(SPANS_CACHE_SIZE)
def _divisions(period: Period, *, is_whole: bool) -> tuple[tuple[Period, ...], ...]:
    """Return the ways to divide months of one calendar year, in the order of preference.

    ``is_whole``: the months are all that is asked about, so that they are not a part of themselves.
    """
    return tuple(_each_division(period, is_whole=is_whole))


@lru_cache(SPANS_CACHE_SIZE)
def _parts(period: Period) -> tuple[Period, ...]:
    """Return every span that may be a part of another, each once: calendar years, years to date, quarters, months."""
    years = _calendar_years(period)
    divisions = (division for year in years for division in _divisions(year, is_whole=len(years) == 1))
    return tuple(dict.fromkeys(part for division in divisions for part in division))


def _each_division(period: Period, *, is_whole: bool) -> Iterator[tuple[Period, ...]]:
    if not is_whole:
        yield (period,)
    months = Period.range(period, period)
    if period.start.month == 1:
        for count in range(len(months) - 1, 1, -1):
            to_date = Period.months(period.start.year, 1, period.start.year, count)
            yield (to_date, *months[count:])
    if len(months) % QUARTER_MONTHS == 0 and period.start.month % QUARTER_MONTHS == 1 and len(months) > QUARTER_MONTHS:
        yield tuple(
            Period.months(quarter.start.year, quarter.start.month, quarter.start.year, quarter.start.month + 2)
            for quarter in months[::QUARTER_MONTHS]
        )
    if len(months) > 1:
        yield months
