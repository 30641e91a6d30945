"""Counties by their FIPS codes, and the codes that they have as places: ``US-TX-48113`` for Dallas County in Texas."""

_STATES = (
    "01AL 02AK 04AZ 05AR 06CA 08CO 09CT 10DE 11DC 12FL 13GA 15HI 16ID 17IL 18IN 19IA 20KS 21KY 22LA 23ME 24MD 25MA "
    "26MI 27MN 28MS 29MO 30MT 31NE 32NV 33NH 34NJ 35NM 36NY 37NC 38ND 39OH 40OK 41OR 42PA 44RI 45SC 46SD 47TN 48TX "
    "49UT 50VT 51VA 53WA 54WV 55WI 56WY"
)
STATES = {state[:2]: state[2:] for state in _STATES.split()}
"""The states and the District of Columbia by the first two digits of the codes of their counties."""

OWN_CODES = {
    "04019": "US-AZ-PIMA",
    "06075": "US-CA-SF",
    "11001": "US-DC",
    "17031": "US-IL-COOK",
    "39035": "US-OH-CUYAHOGA",
    "42003": "US-PA-ALLEGHENY",
    "55079": "US-WI-MILWAUKEE",
}
"""Counties that are places under a code of their own: those with a publisher of their own, and the District."""


def place_code(fips: str) -> str:
    """Return the code of the place that a county is; ``fips`` has five digits and begins with those of a state."""
    return OWN_CODES.get(fips, f"US-{STATES[fips[:2]]}-{fips}")
