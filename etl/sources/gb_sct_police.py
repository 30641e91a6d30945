"""Scotland: suspected drug deaths by quarter, from the records of Police Scotland, transcribed.

No figure was seen to be revised. The issue of October to December 2025 was the last; most stories that quote an issue
carry no day, which is then assumed from the month in which issues appear.
"""

from etl import transcribed
from etl.definitions import Definition
from etl.model import Document, PeriodKind, Release, Source

SOURCE_ID = "gb-sct-police"
PLACE = "GB-SCT"

_SUSPECTED = Definition(
    title={"en": "Suspected drug deaths", "fr": "Décès présumés liés à la drogue"},
    definition={
        "en": "Deaths that officers at the scene classified as suspected drug deaths, by the day on which death was "
        "declared; kept irrespective of the final cause, and another measure than the annual drug-misuse deaths of "
        "National Records of Scotland. From July to September 2021, and perhaps later, quarters were shifted by ten "
        "days to match the days of registration.",
        "fr": "Décès que les agents présents sur les lieux ont classés comme présumés liés à la drogue, selon la date "
        "à laquelle le décès a été déclaré; conservés quelle que soit la cause définitive, et distincts des décès "
        "annuels publiés par National Records of Scotland. De juillet à septembre 2021, et peut-être par la suite, les "
        "trimestres étaient décalés de dix jours pour correspondre aux dates d’enregistrement.",
    },
    certainty={
        "en": "Suspected; police management information, not a finding of the cause.",
        "fr": "Présumés; données de gestion de la police et non constat de la cause.",
    },
)
MEASURES = _SUSPECTED.over(
    "sct-suspected-drug-deaths",
    PeriodKind.QUARTER,
    PeriodKind.YEAR,
    PeriodKind.YEAR_TO_DATE,
    PeriodKind.TWELVE_MONTHS,
)


def parse(document: Document) -> tuple[Release, ...]:
    """The releases of a transcribed file."""
    return transcribed.parse(document, SOURCE_ID, PLACE, MEASURES)


SOURCE = Source(
    id=SOURCE_ID,
    place=PLACE,
    publisher={
        "en": "Scottish Government, from Police Scotland management information",
        "fr": "Gouvernement écossais, d’après les données de gestion de Police Scotland",
    },
    url="https://www.gov.scot/publications/suspected-drug-deaths-scotland-july-september-2024/pages/3",
    terms={
        "en": "Licence not verified; gov.scot normally publishes under the Open Government Licence.",
        "fr": "Licence non vérifiée; gov.scot publie habituellement sous l’Open Government Licence.",
    },
    cadence={
        "en": "Quarterly, in March, June, September and December; the issue of October to December 2025 was the last. "
        "Public Health Scotland continues it weekly in its RADAR reports, which are not held here.",
        "fr": "Trimestrielle, en mars, juin, septembre et décembre; le numéro d’octobre à décembre 2025 est le "
        "dernier. Public Health Scotland la poursuit chaque semaine dans ses rapports RADAR, qui ne figurent pas ici.",
    },
    citation={
        "en": "Scottish Government. Suspected drug deaths in Scotland.",
        "fr": "Gouvernement écossais. Suspected drug deaths in Scotland.",
    },
    measures=MEASURES,
    parse=parse,
)
