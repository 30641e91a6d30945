"""The BC Coroners Service: a PDF report until 2023, then tables of a dashboard, and transcriptions of the past.

The Service has no machine-readable feed. Its counts "change until all investigations are concluded", and it never marks
a month as final, so every value is provisional.
"""

from etl import transcribed
from etl.documents import text_of
from etl.errors import Refused
from etl.model import Document, Release, Source
from etl.sources.ca_bc_coroners import export, report
from etl.sources.ca_bc_coroners.measures import MEASURES, PLACE, SOURCE_ID

_ZIP = b"PK\x03\x04"


def parse(document: Document) -> tuple[Release, ...]:
    """The releases in a document of the Service, which its content tells apart and not its name."""
    if b"%PDF-" in document.content[:1024]:
        return report.parse(document)
    if document.content.startswith(_ZIP):
        raise Refused(document.name, ["found a workbook or zip file; expected the table saved as CSV in UTF-8"])
    if transcribed.is_transcribed(text_of(document)):
        return transcribed.parse(document, SOURCE_ID, PLACE, MEASURES)
    return export.parse(document)


SOURCE = Source(
    id=SOURCE_ID,
    place=PLACE,
    publisher={"en": "BC Coroners Service", "fr": "Service des coroners de la Colombie-Britannique"},
    url="https://www2.gov.bc.ca/gov/content/life-events/death/coroners-service/statistical-reports",
    terms={
        "en": "Copyright Province of British Columbia. Neither the reports nor the dashboard carry a licence: figures "
        "are cited with their source, the reports themselves are not redistributed.",
        "fr": "Droits d’auteur de la province de la Colombie-Britannique. Ni les rapports ni le tableau de bord ne "
        "portent de licence : les chiffres sont cités avec leur source, les rapports ne sont pas redistribués.",
    },
    cadence={
        "en": "About monthly, three to eight weeks after the end of a month; often two months at once.",
        "fr": "Environ chaque mois, de trois à huit semaines après la fin d’un mois; souvent deux mois à la fois.",
    },
    citation={
        "en": "BC Coroners Service. Unregulated drug deaths in British Columbia.",
        "fr": "BC Coroners Service. Décès attribuables aux drogues non réglementées en Colombie-Britannique.",
    },
    measures=MEASURES,
    parse=parse,
)
