"""Words about measures that all sources share: their units, the texts any source may name, titles by period."""

import tomllib
from collections.abc import Mapping
from importlib import resources

from etl.model import Measure, PeriodKind

Words = Mapping[str, str]

LANGUAGES = ("en", "fr")
"""Every text of a source and of a measure stands in each of them."""

UNITS: Mapping[str, Words] = {
    "deaths": {"en": "deaths", "fr": "décès"},
    "cases": {"en": "cases", "fr": "cas"},
    "people": {"en": "people", "fr": "personnes"},
    "percent": {"en": "percent", "fr": "pourcentage"},
}
COMMON_TEXTS: Mapping[str, Words] = tomllib.loads(
    resources.files("etl.sources").joinpath("common.toml").read_text(encoding="utf-8")
)
"""The texts that any ``source.toml`` may use by their name."""

NOT_KNOWN = COMMON_TEXTS["not-stated"]

TITLES = {
    PeriodKind.MONTH: {"en": "{} by month", "fr": "{}, par mois"},
    PeriodKind.QUARTER: {"en": "{} by quarter", "fr": "{}, par trimestre"},
    PeriodKind.YEAR: {"en": "{} by year", "fr": "{}, par année"},
    PeriodKind.YEAR_TO_DATE: {"en": "{}, year to date", "fr": "{}, cumul de l’année"},
    PeriodKind.SEVERAL_MONTHS: {"en": "{} over several months", "fr": "{}, total de plusieurs mois"},
    PeriodKind.TWELVE_MONTHS: {"en": "{} in 12 months", "fr": "{}, total sur 12 mois"},
}
SUMS = {"en": "{}, sums of twelve months", "fr": "{}, sommes de douze mois"}


def title_of_sums(measure: Measure, lang: str) -> str:
    """Return the title of sums of a measure over twelve months; it ends in that where the period is no last word."""
    own = TITLES[measure.period][lang].removeprefix("{}")
    pattern = TITLES[PeriodKind.TWELVE_MONTHS] if measure.title[lang].endswith(own) else SUMS
    return pattern[lang].format(measure.title[lang].removesuffix(own))
