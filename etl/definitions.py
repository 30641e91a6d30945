"""One definition counted over periods of several lengths: a measure for each, which differ in id and title only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.languages import in_language
from etl.model import Measure, PeriodKind, Unit

Words = Mapping[str, str]

TITLES = {
    PeriodKind.MONTH: {"en": "{} by month", "fr": "{}, par mois"},
    PeriodKind.QUARTER: {"en": "{} by quarter", "fr": "{}, par trimestre"},
    PeriodKind.YEAR: {"en": "{} by year", "fr": "{}, par année"},
    PeriodKind.YEAR_TO_DATE: {"en": "{}, year to date", "fr": "{}, cumul de l’année"},
    PeriodKind.SEVERAL_MONTHS: {"en": "{} over several months", "fr": "{}, total de plusieurs mois"},
    PeriodKind.TWELVE_MONTHS: {"en": "{} in 12 months", "fr": "{}, total sur 12 mois"},
}
NOT_KNOWN = {
    "en": "Not stated in the documents read.",
    "fr": "Non précisé dans les documents consultés.",
}

NO_LICENCE = {
    "en": "No licence was seen. Figures are cited with their source.",
    "fr": "Aucune licence n’a été trouvée. Les chiffres sont cités avec leur source.",
}


SUMS = {"en": "{}, sums of twelve months", "fr": "{}, sommes de douze mois"}


def title_of_sums(measure: Measure, lang: str) -> str:
    """The title that sums of a measure over twelve months have, named as such where the period is not its last word."""
    title = in_language(measure.title, lang)
    own = in_language(TITLES[measure.period], lang).removeprefix("{}")
    pattern = TITLES[PeriodKind.TWELVE_MONTHS] if title.endswith(own) else SUMS
    return in_language(pattern, lang).format(title.removesuffix(own))


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What is counted, in the words of ``Measure``; what no document read states says so."""

    title: Words
    definition: Words
    certainty: Words
    geography: Words = field(default_factory=lambda: NOT_KNOWN)
    suppression: Words = field(default_factory=lambda: NOT_KNOWN)
    unit: Unit = Unit.DEATHS

    def over(self, stem: str, *kinds: PeriodKind) -> tuple[Measure, ...]:
        """A measure for each kind of period, its id the stem and the kind."""
        return tuple(
            Measure(
                id=f"{stem}-{kind.value}",
                period=kind,
                title={lang: pattern.format(self.title[lang]) for lang, pattern in TITLES[kind].items()},
                unit=self.unit,
                definition=self.definition,
                certainty=self.certainty,
                geography=self.geography,
                suppression=self.suppression,
            )
            for kind in kinds
        )
