"""The codes and labels of the table, and what they are here."""

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
    "Number of Deaths": (ALL_DEATHS.id, ALL),
    "Number of Drug Overdose Deaths": (REPORTED.id, ALL),
    "Percent with drugs specified": (SPECIFIED.id, ALL),
    "Heroin (T40.1)": (REPORTED.id, "drug:T40.1"),
    "Natural & semi-synthetic opioids (T40.2)": (REPORTED.id, "drug:T40.2"),
    "Methadone (T40.3)": (REPORTED.id, "drug:T40.3"),
    "Synthetic opioids, excl. methadone (T40.4)": (REPORTED.id, "drug:T40.4"),
    "Cocaine (T40.5)": (REPORTED.id, "drug:T40.5"),
    "Psychostimulants with abuse potential (T43.6)": (REPORTED.id, "drug:T43.6"),
}
_LATER = {
    "Natural & semi-synthetic opioids, incl. methadone (T40.2, T40.3)": (REPORTED.id, "drug:T40.2-T40.3"),
    "Natural, semi-synthetic, & synthetic opioids, incl. methadone (T40.2-T40.4)": (REPORTED.id, "drug:T40.2-T40.4"),
    "Opioids (T40.0-T40.4,T40.6)": (REPORTED.id, "drug:T40.0-T40.4+T40.6"),
}
INDICATORS = _FIRST | _LATER
_CAUSE = re.compile(r"T\d\d\.\d")
_ALIKE = 0.75
_SPELLED = {re.sub(r"\s", "", label).lower(): stated for label, stated in INDICATORS.items()}


def indicator(label: str) -> tuple[str, str] | None:
    """The measure and group of an indicator's label, whatever its spaces and capitals; None of an unknown one."""
    return _SPELLED.get(re.sub(r"\s", "", label).lower())


def is_new(label: str) -> bool:
    """Whether a label is of an indicator that the publisher has added, and not a known one spelled in another way."""
    if indicator(label) or difflib.get_close_matches(label, INDICATORS, n=1, cutoff=_ALIKE):
        return False
    causes = set(_CAUSE.findall(label))
    return not any(causes and causes == set(_CAUSE.findall(known)) for known in INDICATORS)


def expected_indicators(*, predicted: bool) -> frozenset[tuple[str, str]]:
    """What a whole release states at least, by whether it has predicted values."""
    return frozenset((INDICATORS if predicted else _FIRST).values())


_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name: number for number, name in enumerate(_MONTHS.split(), start=1)}
