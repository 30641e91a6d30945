"""The groups of people or causes that values are of, by code, and their names in English."""

import difflib
from collections.abc import Mapping

from etl.core.errors import NotFound

_AGE_GROUPS = {
    f"age:{first}-{last}": f"ages {first} to {last}"
    for first, last in ((0, 18), (19, 29), (30, 39), (40, 49), (50, 59), (60, 69), (70, 79))
}
GROUPS: Mapping[str, str] = {
    "all": "all",
    **_AGE_GROUPS,
    "age:80+": "ages 80 and over",
    "age:unknown": "age not known",
    "sex:female": "female",
    "sex:male": "male",
    "sex:unknown": "sex not known",
    # Deaths in which a drug is named, by its code in ICD-10; a death that names several is in each.
    "drug:T40.0-T40.4+T40.6": "opioids (T40.0 to T40.4 and T40.6)",
    "drug:T40.1": "heroin (T40.1)",
    "drug:T40.2": "natural and semi-synthetic opioids (T40.2)",
    "drug:T40.2-T40.3": "natural and semi-synthetic opioids, including methadone (T40.2 and T40.3)",
    "drug:T40.2-T40.4": "natural, semi-synthetic and synthetic opioids, including methadone (T40.2 to T40.4)",
    "drug:T40.3": "methadone (T40.3)",
    "drug:T40.4": "synthetic opioids other than methadone (T40.4)",
    "drug:T40.5": "cocaine (T40.5)",
    "drug:T43.6": "psychostimulants with abuse potential (T43.6)",
}
UNKNOWN_ENDING = ":unknown"
"""How the codes of groups end that a publisher lists only where there is anybody in them."""


def group_name(code: str) -> str:
    """Return a group in words; raise ``NotFound`` with the near matches when there is none of that code."""
    if code not in GROUPS:
        raise NotFound("group", code, difflib.get_close_matches(code, GROUPS))
    return GROUPS[code]
