"""Alberta: the Substance Use Surveillance System (ASUSS) of Alberta Health, transcribed from what the press quoted.

The dashboard restates its whole history at each update and keeps nothing of what it said before. Three measures that
must not be mixed: opioid-related deaths, deaths from all drugs (one to ten per cent more; the press confuses the words)
and the accidental opioid deaths of the quarterly reports before the dashboard.
"""

from etl import transcribed
from etl.definitions import NO_LICENCE, Definition
from etl.model import Document, PeriodKind, Release, Source

SOURCE_ID = "ca-ab-asuss"
PLACE = "CA-AB"

_CERTAINTY = {
    "en": "Apparent and certified; certification takes six months or longer, and deaths from opioids other than "
    "fentanyl are added about three months later than those from fentanyl.",
    "fr": "Apparents et certifiés; la certification prend six mois ou plus, et les décès attribuables aux opioïdes "
    "autres que le fentanyl s’ajoutent environ trois mois après ceux attribuables au fentanyl.",
}
_OPIOID = Definition(
    title={
        "en": "Opioid-related poisoning deaths",
        "fr": "Décès par intoxication liés aux opioïdes",
    },
    definition={
        "en": "Deaths from drug poisoning related to an opioid, as the surveillance system counts them.",
        "fr": "Décès par intoxication liés à un opioïde, tels que les compte le système de surveillance.",
    },
    certainty=_CERTAINTY,
)
_ALL = Definition(
    title={
        "en": "Drug poisoning deaths (all substances)",
        "fr": "Décès par intoxication aux drogues (toutes substances)",
    },
    definition={
        "en": "Deaths from drug poisoning by any substance, opioids among them, as the surveillance system counts "
        "them.",
        "fr": "Décès par intoxication attribuable à toute substance, opioïdes compris, tels que les compte le système "
        "de surveillance.",
    },
    certainty=_CERTAINTY,
)
_ACCIDENTAL = Definition(
    title={
        "en": "Accidental opioid deaths of the quarterly reports",
        "fr": "Décès accidentels liés aux opioïdes selon les rapports trimestriels",
    },
    definition={
        "en": "Accidental (unintentional) opioid deaths, as the quarterly Opioid Response reports counted them before "
        "the surveillance system was opened.",
        "fr": "Décès accidentels (non intentionnels) liés aux opioïdes, tels que les comptaient les rapports "
        "trimestriels « Opioid Response » avant l’ouverture du système de surveillance.",
    },
    certainty={
        "en": "Not stated in the documents read.",
        "fr": "Non précisé dans les documents consultés.",
    },
)
MEASURES = (
    *_OPIOID.over("ab-opioid-deaths", PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE),
    *_ALL.over("ab-drug-deaths", PeriodKind.MONTH, PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE),
    *_ACCIDENTAL.over("ab-accidental-opioid-deaths", PeriodKind.QUARTER, PeriodKind.YEAR_TO_DATE),
)


def parse(document: Document) -> tuple[Release, ...]:
    """The releases of a transcribed file."""
    return transcribed.parse(document, SOURCE_ID, PLACE, MEASURES)


SOURCE = Source(
    id=SOURCE_ID,
    place=PLACE,
    publisher={"en": "Alberta Health", "fr": "Alberta Health (ministère de la Santé de l’Alberta)"},
    url="https://www.alberta.ca/substance-use-surveillance-data",
    terms=NO_LICENCE,
    cadence={
        "en": "Meant to be monthly; in practice two to four months late, two or three months at once. Quarterly "
        "reports before 18 December 2020.",
        "fr": "Mensuelle en principe; dans les faits, de deux à quatre mois de retard et deux ou trois mois à la fois. "
        "Rapports trimestriels avant le 18 décembre 2020.",
    },
    citation={
        "en": "Alberta Health. Alberta Substance Use Surveillance System.",
        "fr": "Alberta Health. Alberta Substance Use Surveillance System (système de surveillance).",
    },
    measures=MEASURES,
    parse=parse,
)
