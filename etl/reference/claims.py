"""Judges each value that a writing quotes, as of a day: beside what was published when it was written, and now.

A claim is never called true or false, and nobody is rated.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from etl.core.model import Period
from etl.reference.commentary import Claim, Quantity


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
    """A published value that is held here, and the day it was published."""

    value: float
    vintage: date


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
# changes, other definitions, and the United States, where a quote does not say whether it is of reported or predicted
# deaths) is not comparable. Alberta's releases put opioid deaths first, and writings call them deaths.
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
    ("US-CA-SF", Quantity.DEATHS_IN_MONTH): ("sf-overdose-deaths-month",),
    ("US-CA-SF", Quantity.DEATHS_YTD): ("sf-overdose-deaths-ytd",),
    ("US-CA-SF", Quantity.DEATHS_IN_YEAR): ("sf-overdose-deaths-year",),
    ("US-ME", Quantity.DEATHS_IN_MONTH): ("me-drug-deaths-month",),
    ("US-ME", Quantity.DEATHS_IN_PERIOD): ("me-drug-deaths-range",),
    ("US-ME", Quantity.DEATHS_IN_QUARTER): ("me-report-drug-deaths-quarter",),
    ("US-ME", Quantity.DEATHS_YTD): ("me-drug-deaths-ytd",),
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


def compare_claim(claim: Claim, published_on: date, values: ValueLookup, *, now: date = date.max) -> ClaimComparison:
    """Set a claim written on ``published_on`` beside the values of that day and of ``now`` (by default the newest).

    A claim of what was "first reported" is set beside the earliest value held by that day. Only equal counts match.
    """
    measure = matching_measure(claim, published_on, values)
    if measure is None or claim.value is None:
        return ClaimComparison(None, None, ClaimStatus.NOT_COMPARABLE)
    history = tuple(_values_newest_first(measure, claim, published_on, values))
    if claim.quantity == INITIAL_QUANTITY:
        history = history[-1:]
    latest = next(_values_newest_first(measure, claim, now, values), None)
    then, status = history[0] if history else None, _claim_status(claim.value, history, latest)
    return ClaimComparison(then, latest, status, measure)


def matching_measure(claim: Claim, published_on: date, values: ValueLookup) -> str | None:
    """Return the measure that counts what a claim does: the first of which a value was held when it was written."""
    measures = MEASURES_BY_QUANTITY.get((claim.place, claim.quantity)) if claim.quantity else None
    if measures is None:
        return None
    with_value = (measure for measure in measures if values(measure, claim.place, claim.period, published_on))
    return next(with_value, measures[0])


def _values_newest_first(measure: str, claim: Claim, day: date, values: ValueLookup) -> Iterator[VintageValue]:
    """Yield the values in force on ``day`` and before it, newest first."""
    answer = values(measure, claim.place, claim.period, day)
    while answer:
        entry = VintageValue(*answer)
        yield entry
        answer = values(measure, claim.place, claim.period, entry.vintage - timedelta(days=1))


def _claim_status(value: float, history: tuple[VintageValue, ...], now: VintageValue | None) -> ClaimStatus:
    """Compare a value with its history; one already replaced on the day of writing is superseded, whatever came later.

    Suppose the value was 20, then 21, then 20 again, and a text of the second day says 20: it is superseded when
    written, even though the newest value is 20.
    """
    is_now = now is not None and now.value == value
    if history and history[0].value == value:
        return ClaimStatus.MATCHES_BOTH if is_now else ClaimStatus.MATCHES_THEN
    if any(entry.value == value for entry in history):
        return ClaimStatus.SUPERSEDED_WHEN_WRITTEN
    return ClaimStatus.MATCHES_NOW if is_now else ClaimStatus.MATCHES_NEITHER
