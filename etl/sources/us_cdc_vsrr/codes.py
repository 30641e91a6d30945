"""Maps the codes and labels of the table to the places, measures and groups of this project."""

import calendar
import difflib
import re

from etl.sources.us_cdc_vsrr.measures import ALL_DEATHS, REPORTED, SPECIFIED

SOURCE_ID = "us-cdc-vsrr"
ALL = "all"

# Every jurisdiction of a whole release. Puerto Rico came later, and is not a part of the national counts.
_STATES = (
    "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV OH OK OR PA "
    "RI SC SD TN TX UT VA VT WA WI WV WY"
)
_JURISDICTIONS = {state: f"US-{state}" for state in _STATES.split()} | {
    "US": "US",
    "NY": "US-NY-REST",
    "YC": "US-NY-NYC",
}
PLACES = _JURISDICTIONS | {"PR": "US-PR"}
EVERYWHERE = frozenset(_JURISDICTIONS.values())

# The indicators of the first layout, then those that came with the predicted values; "any opioid" came in between.
_FIRST = {
    "Number of Deaths": (ALL_DEATHS, ALL),
    "Number of Drug Overdose Deaths": (REPORTED, ALL),
    "Percent with drugs specified": (SPECIFIED, ALL),
    "Heroin (T40.1)": (REPORTED, "drug:T40.1"),
    "Natural & semi-synthetic opioids (T40.2)": (REPORTED, "drug:T40.2"),
    "Methadone (T40.3)": (REPORTED, "drug:T40.3"),
    "Synthetic opioids, excl. methadone (T40.4)": (REPORTED, "drug:T40.4"),
    "Cocaine (T40.5)": (REPORTED, "drug:T40.5"),
    "Psychostimulants with abuse potential (T43.6)": (REPORTED, "drug:T43.6"),
}
_LATER = {
    "Natural & semi-synthetic opioids, incl. methadone (T40.2, T40.3)": (REPORTED, "drug:T40.2-T40.3"),
    "Natural, semi-synthetic, & synthetic opioids, incl. methadone (T40.2-T40.4)": (REPORTED, "drug:T40.2-T40.4"),
    "Opioids (T40.0-T40.4,T40.6)": (REPORTED, "drug:T40.0-T40.4+T40.6"),
}
INDICATORS = _FIRST | _LATER
_CAUSE = re.compile(r"T\d\d\.\d")
_MIN_SIMILARITY = 0.75
_BY_SPELLING = {re.sub(r"\s", "", label).lower(): codes for label, codes in INDICATORS.items()}


def indicator(label: str) -> tuple[str, str] | None:
    """Return the measure and group of an indicator's label, whatever its spaces and capitals; None of no known one."""
    return _BY_SPELLING.get(re.sub(r"\s", "", label).lower())


def is_new(label: str) -> bool:
    """Return whether a label is of an indicator that the publisher has added, not of one spelled in another way."""
    if indicator(label) or difflib.get_close_matches(label, INDICATORS, n=1, cutoff=_MIN_SIMILARITY):
        return False
    causes = set(_CAUSE.findall(label))
    return not any(causes and causes == set(_CAUSE.findall(listed)) for listed in INDICATORS)


def expected_indicators(*, predicted: bool) -> frozenset[tuple[str, str]]:
    """Return what a whole release states at least, by whether it has predicted values."""
    return frozenset((INDICATORS if predicted else _FIRST).values())


MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
