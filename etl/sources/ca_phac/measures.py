"""What the Public Health Agency of Canada counts, and where."""

from typing import Any, NamedTuple

from etl.model import Measure, PeriodKind, Unit

SOURCE_ID = "ca-phac"


class Region(NamedTuple):
    """A region of the file: the number it gives beside the name, and the place code."""

    number: str
    place: str


REGIONS = {
    "Canada": Region("1", "CA"),
    "Newfoundland and Labrador": Region("10", "CA-NL"),
    "Prince Edward Island": Region("11", "CA-PE"),
    "Nova Scotia": Region("12", "CA-NS"),
    "New Brunswick": Region("13", "CA-NB"),
    "Quebec": Region("24", "CA-QC"),
    "Ontario": Region("35", "CA-ON"),
    "Manitoba": Region("46", "CA-MB"),
    "Saskatchewan": Region("47", "CA-SK"),
    "Alberta": Region("48", "CA-AB"),
    "British Columbia": Region("59", "CA-BC"),
    "Yukon": Region("60", "CA-YT"),
    "Northwest Territories": Region("61", "CA-NT"),
    "Nunavut": Region("62", "CA-NU"),
}

_COUNTED: Any = {
    "unit": Unit.DEATHS,
    "certainty": {
        "en": "Apparent: ongoing and completed investigations of coroners and medical examiners; preliminary, and "
        "every release restates the whole record, upwards or downwards.",
        "fr": "Apparents : enquêtes en cours et terminées des coroners et des médecins légistes; données provisoires, "
        "et chaque diffusion révise toute la série, à la hausse ou à la baisse.",
    },
    "geography": {
        "en": "By the province or territory that reports the death. The files do not say whether place of occurrence "
        "or of residence counts; cases are identified and reported differently from one to another.",
        "fr": "Selon la province ou le territoire qui déclare le décès. Les fichiers ne précisent pas s’il s’agit du "
        "lieu de l’événement ou du lieu de résidence; le repérage et la déclaration des cas varient de l’un à l’autre.",
    },
    "suppression": {
        "en": "Provinces and territories with low numbers may suppress counts; what a province or territory has not "
        "reported is marked as not available.",
        "fr": "Les provinces et territoires où les nombres sont faibles peuvent ne pas diffuser certaines valeurs; "
        "ce qu’une province ou un territoire n’a pas déclaré est indiqué comme non disponible.",
    },
}
_SUBSTANCES = {
    "Opioids": ("opioid", "opioïdes", "an opioid", "un opioïde"),
    "Stimulants": ("stimulant", "stimulants", "a stimulant", "un stimulant"),
}
_PERIODS = {
    PeriodKind.QUARTER: ("quarter", "by quarter", "par trimestre"),
    PeriodKind.YEAR: ("year", "by year", "par année"),
    PeriodKind.YEAR_TO_DATE: ("ytd", "year to date", "cumul de l’année"),
}


def _measure(substance: str, kind: PeriodKind) -> Measure:
    name, plural_fr, one, one_fr = _SUBSTANCES[substance]
    ending, when, when_fr = _PERIODS[kind]
    comma = "," if kind is PeriodKind.YEAR_TO_DATE else ""
    return Measure(
        id=f"apparent-{name}-deaths-{ending}",
        period=kind,
        title={
            "en": f"Apparent {name} toxicity deaths{comma} {when}",
            "fr": f"Décès apparemment liés à une intoxication aux {plural_fr}, {when_fr}",
        },
        definition={
            "en": f"Deaths caused by poisoning from substance use in which {one} was involved, however it was "
            "obtained and with or without other substances; all manners of death, including suicide; all ages and "
            "sexes.",
            "fr": "Décès causés par une intoxication liée à la consommation de substances dans laquelle "
            f"{one_fr} était en cause, peu importe la façon dont il a été obtenu, avec ou sans autres substances; "
            "tous les modes de décès, y compris le suicide; tous les âges et les deux sexes.",
        },
        **_COUNTED,
    )


MEASURES_OF = {(substance, kind): _measure(substance, kind) for substance in _SUBSTANCES for kind in _PERIODS}
MEASURES = tuple(MEASURES_OF.values())
SUBSTANCES = tuple(_SUBSTANCES)
