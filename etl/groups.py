"""The groups of people or causes that figures are of, in words."""

import difflib
from collections.abc import Mapping

from etl.errors import UnknownName

_AGES = {
    f"age:{first}-{last}": {"en": f"ages {first} to {last}", "fr": f"de {first} à {last} ans"}
    for first, last in ((0, 18), (19, 29), (30, 39), (40, 49), (50, 59), (60, 69), (70, 79))
}
GROUPS: Mapping[str, Mapping[str, str]] = {
    "all": {"en": "all", "fr": "ensemble"},
    **_AGES,
    "age:80+": {"en": "ages 80 and over", "fr": "80 ans et plus"},
    "age:unknown": {"en": "age not known", "fr": "âge inconnu"},
    "sex:female": {"en": "female", "fr": "femmes"},
    "sex:male": {"en": "male", "fr": "hommes"},
    "sex:unknown": {"en": "sex not known", "fr": "sexe inconnu"},
    # Deaths in which a drug is named, by its code in ICD-10; a death that names several is in each.
    "drug:T40.0-T40.4+T40.6": {
        "en": "opioids (T40.0 to T40.4 and T40.6)",
        "fr": "opioïdes (T40.0 à T40.4 et T40.6)",
    },
    "drug:T40.1": {"en": "heroin (T40.1)", "fr": "héroïne (T40.1)"},
    "drug:T40.2": {
        "en": "natural and semi-synthetic opioids (T40.2)",
        "fr": "opioïdes naturels et semi-synthétiques (T40.2)",
    },
    "drug:T40.2-T40.3": {
        "en": "natural and semi-synthetic opioids, including methadone (T40.2 and T40.3)",
        "fr": "opioïdes naturels et semi-synthétiques, y compris la méthadone (T40.2 et T40.3)",
    },
    "drug:T40.2-T40.4": {
        "en": "natural, semi-synthetic and synthetic opioids, including methadone (T40.2 to T40.4)",
        "fr": "opioïdes naturels, semi-synthétiques et synthétiques, y compris la méthadone (T40.2 à T40.4)",
    },
    "drug:T40.3": {"en": "methadone (T40.3)", "fr": "méthadone (T40.3)"},
    "drug:T40.4": {
        "en": "synthetic opioids other than methadone (T40.4)",
        "fr": "opioïdes synthétiques autres que la méthadone (T40.4)",
    },
    "drug:T40.5": {"en": "cocaine (T40.5)", "fr": "cocaïne (T40.5)"},
    "drug:T43.6": {
        "en": "psychostimulants with abuse potential (T43.6)",
        "fr": "psychostimulants pouvant donner lieu à un usage abusif (T43.6)",
    },
}


def name(code: str) -> Mapping[str, str]:
    """A group in words, by language; ``UnknownName`` with the near matches when there is none of that code."""
    if code not in GROUPS:
        raise UnknownName("group", code, difflib.get_close_matches(code, GROUPS))
    return GROUPS[code]
