"""Words about measures that all sources share: the texts any source may name, titles by period.

Decision C5 in README.md.
"""

import tomllib
from collections.abc import Mapping
from importlib import resources

from etl.core.languages import in_language
from etl.core.model import Measure, PeriodKind

Translations = Mapping[str, str]

LANGUAGES = ("en", "fr")
"""Every text of a source and of a measure stands in each of them."""


def _shared(name: str) -> Mapping[str, Translations]:
    """Read one of the files that all sources share."""
    content: Mapping[str, Translations] = tomllib.loads(resources.files("etl.core").joinpath(name).read_text("utf-8"))
    return content


COMMON_TEXTS = _shared("common.toml")
"""The texts that any ``source.toml`` may use by their name."""

NO_STATEMENT = COMMON_TEXTS["not-stated"]

_TITLES = _shared("titles.toml")
TITLE_PATTERNS = {kind: _TITLES[kind.value] for kind in PeriodKind}
"""What the title of a measure is by the length of its periods, ``{}`` standing for what is counted."""
SUM_TITLE_PATTERN = _TITLES["sums"]


def twelve_month_sum_title(measure: Measure, lang: str) -> str:
    """Return the title of sums of a measure over twelve months; it ends in that where the period is no last word."""
    title = in_language(measure.title, lang)
    own = in_language(TITLE_PATTERNS[measure.period], lang).removeprefix("{}")
    pattern = TITLE_PATTERNS[PeriodKind.TWELVE_MONTHS] if title.endswith(own) else SUM_TITLE_PATTERN
    return in_language(pattern, lang).format(title.removesuffix(own))
