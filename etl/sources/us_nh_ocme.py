"""New Hampshire: drug deaths confirmed so far and cases still awaiting toxicology, transcribed from the press.

Each update of the Office of Chief Medical Examiner gives both numbers for a year; as toxicology comes in, the second
falls and the first rises. They are two measures, and their sum is stated nowhere.
"""

from etl import transcribed
from etl.definitions import Definition
from etl.model import Document, PeriodKind, Release, Source, Unit

SOURCE_ID = "us-nh-ocme"
PLACE = "US-NH"

_CONFIRMED = Definition(
    title={"en": "Confirmed drug overdose deaths", "fr": "Décès par surdose de drogue confirmés"},
    definition={
        "en": "Drug overdose deaths confirmed by the Office of Chief Medical Examiner up to the update; those of a "
        "year under way, or lately ended, are not yet complete. A year to date runs to the update, within the last "
        "month that it names.",
        "fr": "Décès par surdose de drogue confirmés par le Bureau du médecin légiste en chef à la date de la mise à "
        "jour; ceux d’une année en cours, ou terminée depuis peu, ne sont pas encore complets. Un cumul de "
        "l’année court jusqu’à la mise à jour, au cours du dernier mois qu’il nomme.",
    },
    certainty={
        "en": "Confirmed; cases that await toxicology are left out.",
        "fr": "Confirmés; les cas en attente d’analyses toxicologiques sont exclus.",
    },
)
_PENDING = Definition(
    title={
        "en": "Suspected overdose cases pending toxicology",
        "fr": "Cas de surdose présumés en attente d’analyses toxicologiques",
    },
    unit=Unit.CASES,
    definition={
        "en": "Suspected drug overdose deaths whose toxicology had not come in when the figures were updated.",
        "fr": "Décès présumés par surdose de drogue dont les analyses toxicologiques n’étaient pas connues à la date "
        "de la mise à jour.",
    },
    certainty={
        "en": "Suspected; each is later confirmed or ruled out, so that the number falls.",
        "fr": "Présumés; chacun est confirmé ou écarté par la suite, si bien que le nombre diminue.",
    },
)
MEASURES = (
    *_CONFIRMED.over("nh-overdose-deaths", PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE),
    *_PENDING.over("nh-pending-toxicology", PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE),
)


def parse(document: Document) -> tuple[Release, ...]:
    """The releases of a transcribed file."""
    return transcribed.parse(document, SOURCE_ID, PLACE, MEASURES)


SOURCE = Source(
    id=SOURCE_ID,
    place=PLACE,
    publisher={
        "en": "New Hampshire Office of Chief Medical Examiner",
        "fr": "Bureau du médecin légiste en chef du New Hampshire",
    },
    url="https://www.doj.nh.gov/",
    terms={
        "en": "No licence was seen. Figures are cited with the story in which they were read.",
        "fr": "Aucune licence n’a été trouvée. Les chiffres sont cités avec l’article où ils ont été lus.",
    },
    cadence={
        "en": "Not stated in the documents read; updates of a year go on until its toxicology is complete.",
        "fr": "Non précisée dans les documents consultés; les mises à jour d’une année se poursuivent jusqu’à la fin "
        "de ses analyses toxicologiques.",
    },
    citation={
        "en": "New Hampshire Office of Chief Medical Examiner. Drug death data, as quoted in the press.",
        "fr": "New Hampshire Office of Chief Medical Examiner. Données sur les décès liés à la drogue, citées par la "
        "presse.",
    },
    measures=MEASURES,
    parse=parse,
)
