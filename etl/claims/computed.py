"""What a quotation is set against, in one view: a total, a change, a rate, a mean or a share, worked out if need be."""

from etl.claims.figures import Figure, compute
from etl.claims.totals import Totals
from etl.core.model import Period
from etl.core.quotation import Quotation, QuoteKind

YEAR_DAYS, YEAR_MONTHS, WEEK_DAYS = 365.25, 12, 7
PER_PEOPLE = {"per_100k_year": 100_000, "per_million_year": 1_000_000}
MAX_INITIAL_DAYS = 75
"""A figure published so long after the end of its span is not taken for the first one."""


def figure_of(quotation: Quotation, totals: Totals) -> Figure | None:
    """Return the figure of the view that a quotation is set against; None where it cannot be formed."""
    match quotation.kind:
        case QuoteKind.CHANGE:
            return _change(quotation, totals)
        case QuoteKind.RATE:
            return _rate(quotation, totals)
        case QuoteKind.MEAN:
            return _mean(quotation, totals)
        case QuoteKind.SHARE:
            return _share(quotation, totals)
        case _:
            return totals.total(quotation.period)


def first_figure(quotation: Quotation, totals: Totals) -> Figure | None:
    """Return the earliest figure held of the span; None where it came so late that others may have come before it."""
    figure = totals.earliest(quotation.period)
    if figure is None or figure.value == quotation.value:
        return figure
    is_early = (figure.vintage - quotation.period.end).days <= MAX_INITIAL_DAYS
    return figure if is_early else None


def base_of(quotation: Quotation) -> Period:
    """Return the span that a change is measured from: the same one a year before where the text names none."""
    return quotation.base_period or quotation.period.shift(-YEAR_MONTHS)


def _change(quotation: Quotation, totals: Totals) -> Figure | None:
    """Return the change between two spans of one measure, both as public in the view: in per cent, or in deaths."""
    period, base = quotation.period, base_of(quotation)
    later, earlier = totals.total(period), totals.total(base)
    if later is None or earlier is None:
        return None
    measures, group = (later.measure, earlier.measure), totals.definition.group
    whole = Period(min(period.start, base.start), max(period.end, base.end))
    vintage = max(later.newest_statement, earlier.newest_statement)
    if totals.holdings.is_across_break(measures, totals.place, group, whole, vintage):
        return None
    if quotation.unit == "deaths":
        return compute(later.value - earlier.value, period, (later, earlier))
    if not earlier.value:
        return None
    return compute(100 * (later.value / earlier.value - 1), period, (later, earlier))


def _rate(quotation: Quotation, totals: Totals) -> Figure | None:
    """Return the deaths a year per so many people; of a part of a year as if all of it were like that part."""
    period, count = quotation.period, totals.total(quotation.period)
    people = totals.holdings.population(quotation.place, period, totals.view)
    if count is None or people is None or quotation.unit not in PER_PEOPLE:
        return None
    is_year = period.length_months == YEAR_MONTHS
    per_year = count.value if is_year else count.value * YEAR_DAYS / _days(period)
    return compute(per_year * PER_PEOPLE[quotation.unit] / people, period, (count,), people=people)


def _share(quotation: Quotation, totals: Totals) -> Figure | None:
    """Return the share published, in per cent; of a group that is counted, its part of all, both of one measure."""
    if totals.definition.is_percentage:
        return totals.published(quotation.period)
    group, whole = (reader.total(quotation.period) for reader in (totals, totals.of_all()))
    if group is None or whole is None or not whole.value:
        return None
    return compute(100 * group.value / whole.value, quotation.period, (group, whole))


def _mean(quotation: Quotation, totals: Totals) -> Figure | None:
    """Return the deaths of a span by day, by week or by month."""
    period, count = quotation.period, totals.total(quotation.period)
    units = {
        "deaths_per_day": float(_days(period)),
        "deaths_per_week": _days(period) / WEEK_DAYS,
        "deaths_per_month": float(period.length_months),
    }
    if count is None or quotation.unit not in units:
        return None
    return compute(count.value / units[quotation.unit], period, (count,))


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1
