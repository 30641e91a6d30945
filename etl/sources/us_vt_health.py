"""Vermont: opioid-related deaths of residents, from the Department of Health, transcribed."""

from etl import transcribed
from etl.definitions import NO_LICENCE, Definition
from etl.model import Document, PeriodKind, Release, Source

SOURCE_ID = "us-vt-health"
PLACE = "US-VT"

_OPIOID = Definition(
    title={
        "en": "Opioid-related accidental and undetermined deaths",
        "fr": "Décès accidentels ou indéterminés liés aux opioïdes",
    },
    definition={
        "en": "Accidental and undetermined deaths of Vermont residents that are related to opioids.",
        "fr": "Décès accidentels ou d’intention indéterminée de résidents du Vermont qui sont liés aux opioïdes.",
    },
    certainty={
        "en": "Preliminary; deaths of residents outside the state can be added up to two years later.",
        "fr": "Provisoires; les décès de résidents survenus hors de l’État peuvent s’ajouter jusqu’à deux ans plus "
        "tard.",
    },
    geography={"en": "By residence.", "fr": "Selon le lieu de résidence."},
)
_OPIATE = Definition(
    title={
        "en": "Opiate overdose deaths (wording of 2017)",
        "fr": "Décès par surdose d’opiacés (formulation de 2017)",
    },
    definition={
        "en": "Opiate overdose deaths in the wording of a preliminary report of February 2017, which the copy read "
        "does not define further; its figures differ from those of the later series.",
        "fr": "Décès par surdose d’opiacés, selon les termes d’un rapport provisoire de février 2017 que la copie "
        "consultée ne définit pas davantage; ses chiffres diffèrent de ceux de la série ultérieure.",
    },
    certainty={"en": "Preliminary.", "fr": "Provisoires."},
)
MEASURES = (
    *_OPIOID.over("vt-opioid-deaths", PeriodKind.MONTH, PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE),
    *_OPIATE.over("vt-opiate-deaths", PeriodKind.YEAR),
)


def parse(document: Document) -> tuple[Release, ...]:
    """The releases of a transcribed file."""
    return transcribed.parse(document, SOURCE_ID, PLACE, MEASURES)


SOURCE = Source(
    id=SOURCE_ID,
    place=PLACE,
    publisher={"en": "Vermont Department of Health", "fr": "Ministère de la Santé du Vermont"},
    url="https://healthvermont.gov/stats/surveillance-reporting-topic/opioid-overdose-dashboard",
    terms=NO_LICENCE,
    cadence={
        "en": "Monthly, on the second Wednesday, with a deliberate delay of eight weeks.",
        "fr": "Mensuelle, le deuxième mercredi, avec un délai voulu de huit semaines.",
    },
    citation={
        "en": "Vermont Department of Health. Monthly opioid overdose dashboard.",
        "fr": "Vermont Department of Health. Monthly opioid overdose dashboard (tableau de bord mensuel).",
    },
    measures=MEASURES,
    parse=parse,
)
