"""Judges each value that a writing quotes, as of a day: beside what was published when it was written, and now.

A claim is never called true or false, and nobody is rated.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from etl.core.model import Period
from etl.reference.commentary import Claim
from etl.reference.quantities import Quantity


class ClaimStatus(StrEnum):
    """How a quoted value stands to the published ones; it rates nobody."""

    MATCHES_THEN = "matches_then"
    MATCHES_NOW = "matches_now"
    MATCHES_BOTH = "matches_both"
    MATCHES_NEITHER = "matches_neither"
    SUPERSEDED_WHEN_WRITTEN = "superseded_when_written"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class VintageValue:
    """A published value that is held here, and the day it was published.

    A change in per cent was worked out from ``counts``: the later one, and the earlier one that it is measured from.
    """

    value: float
    vintage: date
    counts: tuple[float, float] | None = None


@dataclass(frozen=True)
class ClaimComparison:
    """A claim beside the value held for the day of writing and the one held now; None where none is held.

    ``measure`` is the one that the values are of; empty where none counts what the claim does.
    """

    then: VintageValue | None
    now: VintageValue | None
    status: ClaimStatus
    measure: str = field(default="", compare=False)


# Asked for (measure, place, period, day): the value in force that day and its vintage, None if none is held.
ValueLookup = Callable[[str, str, Period, date], tuple[float, date] | None]

INITIAL_QUANTITY = Quantity.DEATHS_IN_MONTH_INITIAL
# The quantities that the table also counts, by place, in the order in which they are looked for. All else (rates,
# other definitions) is not comparable. Alberta's releases put opioid deaths first, and writings call them deaths.
MEASURES_BY_QUANTITY = {
    ("CA-AB", Quantity.DEATHS_IN_MONTH): ("ab-opioid-deaths-month",),
    ("CA-AB", Quantity.DEATHS_YTD): ("ab-opioid-deaths-ytd",),
    ("CA-AB", Quantity.DEATHS_IN_YEAR): ("ab-drug-deaths-year",),
    ("CA-AB", Quantity.OPIOID_DEATHS_IN_YEAR): ("ab-opioid-deaths-year",),
    ("CA-AB", Quantity.OPIOID_DEATHS_IN_MONTH): ("ab-opioid-deaths-month",),
    ("CA-AB", Quantity.OPIOID_DEATHS_YTD): ("ab-opioid-deaths-ytd",),
    ("CA-BC", Quantity.DEATHS_IN_MONTH): ("unregulated-deaths-month",),
    ("CA-BC", INITIAL_QUANTITY): ("unregulated-deaths-month",),
    ("CA-BC", Quantity.DEATHS_YTD): ("unregulated-deaths-ytd",),
    ("CA-BC", Quantity.DEATHS_IN_YEAR): ("unregulated-deaths-year",),
    ("US", Quantity.DEATHS_12_MONTH): ("overdose-deaths-12m-reported", "overdose-deaths-12m-predicted"),
    ("US-CA-SF", Quantity.DEATHS_IN_MONTH): ("sf-overdose-deaths-month",),
    ("US-CA-SF", Quantity.DEATHS_YTD): ("sf-overdose-deaths-ytd",),
    ("US-CA-SF", Quantity.DEATHS_IN_YEAR): ("sf-overdose-deaths-year",),
    ("US-ME", Quantity.DEATHS_IN_MONTH): ("me-drug-deaths-month",),
    ("US-ME", Quantity.DEATHS_IN_PERIOD): ("me-drug-deaths-range",),
    ("US-ME", Quantity.DEATHS_IN_QUARTER): ("me-report-drug-deaths-quarter",),
    ("US-ME", Quantity.DEATHS_YTD): ("me-drug-deaths-ytd", "me-report-drug-deaths-ytd"),
    ("US-ME", Quantity.DEATHS_IN_YEAR): ("me-drug-deaths-year", "me-report-drug-deaths-year"),
}
# What a change, a rate, a mean or a projection is of: it is read beside the series of these counts.
COUNT_BEHIND = {
    INITIAL_QUANTITY: Quantity.DEATHS_IN_MONTH,
    Quantity.DEATHS_PER_DAY: Quantity.DEATHS_IN_MONTH,
    Quantity.MEAN_DEATHS_PER_MONTH: Quantity.DEATHS_IN_MONTH,
    Quantity.DEATHS_SINCE_EMERGENCY: Quantity.DEATHS_IN_MONTH,
    Quantity.ACCIDENTAL_DEATHS_IN_YEAR: Quantity.DEATHS_IN_YEAR,
    Quantity.PROJECTED_DEATHS: Quantity.DEATHS_IN_YEAR,
    Quantity.CHANGE_IN_DEATHS: Quantity.DEATHS_IN_YEAR,
    Quantity.RATE_PER_100K_YEAR: Quantity.DEATHS_IN_YEAR,
    Quantity.RATE_PER_100K_YTD: Quantity.DEATHS_YTD,
    Quantity.RATE_PER_MILLION_YEAR: Quantity.DEATHS_IN_YEAR,
    Quantity.PCT_CHANGE_YEAR: Quantity.DEATHS_IN_YEAR,
    Quantity.PCT_CHANGE_TWO_YEARS: Quantity.DEATHS_IN_YEAR,
    Quantity.PCT_CHANGE_12_MONTH: Quantity.DEATHS_12_MONTH,
    Quantity.PCT_CHANGE_YTD: Quantity.DEATHS_YTD,
    Quantity.PCT_CHANGE_YEAR_MONTH: Quantity.DEATHS_IN_MONTH,
    Quantity.PCT_CHANGE_PREVIOUS_HALF: Quantity.DEATHS_IN_PERIOD,
    Quantity.PCT_CHANGE_PREVIOUS_QUARTER: Quantity.DEATHS_IN_QUARTER,
    Quantity.PCT_CHANGE_PREVIOUS_MONTH: Quantity.DEATHS_IN_MONTH,
}


# How many months before its period lies the one that a change is measured from. It is worked out from the two counts.
MONTHS_COMPARED = {
    Quantity.PCT_CHANGE_YEAR: 12,
    Quantity.PCT_CHANGE_12_MONTH: 12,
    Quantity.PCT_CHANGE_YTD: 12,
    Quantity.PCT_CHANGE_YEAR_MONTH: 12,
    Quantity.PCT_CHANGE_TWO_YEARS: 24,
    Quantity.PCT_CHANGE_PREVIOUS_QUARTER: 3,
    Quantity.PCT_CHANGE_PREVIOUS_MONTH: 1,
}
# Of the United States a quote does not say which of two measures it is of: it is that one with whose value it agrees.
AMBIGUOUS_QUANTITIES = frozenset({("US", Quantity.DEATHS_12_MONTH)})
MIN_ROUNDED_ZEROS = 2
"""A count that ends in so many zeros may be a rounded one: 900 for 909, but not 170 for 171."""
ROUNDED_DIGITS = 2
"""Of a longer count so many digits are taken as they stand: 100,000 is said of 95,000 to 105,000, not of 60,000."""


def compare_claim(claim: Claim, published_on: date, values: ValueLookup, *, now: date = date.max) -> ClaimComparison:
    """Set a claim written on ``published_on`` beside the values of that day and of ``now`` (by default the newest).

    A claim of what was "first reported" is set beside the earliest value held by that day, one of a change beside the
    change between the two counts held. Counts match where they are equal, or where the claim is the other one rounded.
    """
    measures = matching_measures(claim, published_on, values)
    if not measures or claim.value is None:
        return ClaimComparison(None, None, ClaimStatus.NOT_COMPARABLE)
    readers = [_value_reader(measure, claim, values) for measure in measures]
    history = tuple(_values_newest_first(readers[0], published_on))
    if claim.quantity == INITIAL_QUANTITY:
        history = history[-1:]
    current = [entry for read in readers if (entry := read(now))]
    latest = max(current, key=lambda entry: entry.vintage, default=None)
    then, status = history[0] if history else None, _claim_status(claim, history, latest)
    return ClaimComparison(then, latest, status, measures[0])


def measures_counting(place: str, quantity: Quantity, period: Period) -> tuple[str, ...]:
    """Return the measures that count a quantity of a place over a period, in the order in which they are looked for.

    Deaths from January to June are those of the year to date in June, whichever of the two a writing calls them.
    """
    of_quantity = MEASURES_BY_QUANTITY.get((place, quantity), ())
    is_year_to_date = period.start.month == 1 and period.start.year == period.end.year
    if quantity != Quantity.DEATHS_IN_PERIOD or not is_year_to_date:
        return of_quantity
    return *MEASURES_BY_QUANTITY.get((place, Quantity.DEATHS_YTD), ()), *of_quantity


def matching_measures(claim: Claim, published_on: date, values: ValueLookup) -> tuple[str, ...]:
    """Return the measures that count what a claim does, the one that it is read beside first.

    That is one with a value when it was written, with which the claim agrees where one has such a value; else one with
    a value now. Where a quote does not say which of several it is of, only one with which it agrees is returned, if
    any. Nothing is returned too for a change of which no two counts are held.
    """
    is_change = claim.quantity in MONTHS_COMPARED
    quantity = COUNT_BEHIND[claim.quantity] if claim.quantity and is_change else claim.quantity
    measures = measures_counting(claim.place, quantity, claim.period) if quantity else ()
    readers = {measure: _value_reader(measure, claim, values) for measure in measures}
    if is_change:
        readers = {measure: read for measure, read in readers.items() if read(published_on) or read(date.max)}
    is_ambiguous = (claim.place, quantity) in AMBIGUOUS_QUANTITIES
    if is_ambiguous:
        readers = {measure: read for measure, read in readers.items() if _has_stated_value(claim, read, date.max)}
    ranked = sorted(readers, key=lambda measure: _distance(claim, readers[measure], published_on))
    return tuple(ranked[:1] if is_ambiguous else ranked)


def _distance(claim: Claim, read: Callable[[date], VintageValue | None], published_on: date) -> tuple[bool, ...]:
    """Return how far the values of a measure are from a claim: the least stands first."""
    then = read(published_on)
    return (
        then is None,
        then is not None and not states(claim, then.value),
        not _has_stated_value(claim, read, published_on),
        read(date.max) is None,
    )


def _has_stated_value(claim: Claim, read: Callable[[date], VintageValue | None], day: date) -> bool:
    return any(states(claim, entry.value) for entry in _values_newest_first(read, day))


def states(claim: Claim, value: float) -> bool:
    """Tell whether a claim states a value: the same one, or for a count the same rounded to hundreds or more.

    900 states 909 and 92,000 states 91,694; 170 does not state 171, since it may be another exact count.
    """
    if claim.value is None or claim.value == value:
        return claim.value == value
    if claim.quantity in MONTHS_COMPARED or not float(claim.value).is_integer():
        return False
    digits = str(abs(int(claim.value)))
    zeros = min(len(digits) - len(digits.rstrip("0")), max(MIN_ROUNDED_ZEROS, len(digits) - ROUNDED_DIGITS))
    return zeros >= MIN_ROUNDED_ZEROS and abs(claim.value - value) < 10**zeros / 2


def _value_reader(measure: str, claim: Claim, values: ValueLookup) -> Callable[[date], VintageValue | None]:
    """Return what gives the value of a claim's period in force on a day; for a change, that between its two counts."""
    months = MONTHS_COMPARED.get(claim.quantity) if claim.quantity else None
    digits = 0 if claim.value is None or float(claim.value).is_integer() else 1

    def read(day: date) -> VintageValue | None:
        later = values(measure, claim.place, claim.period, day)
        if later is None or months is None:
            return VintageValue(*later) if later else None
        earlier = values(measure, claim.place, claim.period.shift(-months), day)
        if earlier is None or not earlier[0]:
            return None
        change = round(100 * (later[0] / earlier[0] - 1), digits)
        return VintageValue(change, max(later[1], earlier[1]), (later[0], earlier[0]))

    return read


def _values_newest_first(read: Callable[[date], VintageValue | None], day: date) -> Iterator[VintageValue]:
    """Yield the values in force on ``day`` and before it, newest first."""
    while entry := read(day):
        yield entry
        day = entry.vintage - timedelta(days=1)


def _claim_status(claim: Claim, history: tuple[VintageValue, ...], now: VintageValue | None) -> ClaimStatus:
    """Compare a value with its history; one already replaced on the day of writing is superseded, whatever came later.

    Suppose the value was 20, then 21, then 20 again, and a text of the second day says 20: it is superseded when
    written, even though the newest value is 20. Where the same value was published, no other counts as rounded.
    """
    is_exact = any(entry.value == claim.value for entry in history)
    agrees = [entry.value == claim.value if is_exact else states(claim, entry.value) for entry in history]
    is_now = now is not None and (now.value == claim.value if is_exact else states(claim, now.value))
    if agrees and agrees[0]:
        return ClaimStatus.MATCHES_BOTH if is_now else ClaimStatus.MATCHES_THEN
    if any(agrees):
        return ClaimStatus.SUPERSEDED_WHEN_WRITTEN
    return ClaimStatus.MATCHES_NOW if is_now else ClaimStatus.MATCHES_NEITHER
