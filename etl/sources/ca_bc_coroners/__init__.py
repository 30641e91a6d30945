"""The BC Coroners Service: a PDF report until 2023, then tables of a dashboard, and transcriptions of the past.

The Service has no machine-readable feed. Its counts "change until all investigations are concluded", and it never marks
a month as final, so every value is provisional.
"""

from etl.core.errors import InvalidDocument
from etl.core.model import Release
from etl.core.source import Document
from etl.parsing import transcribed
from etl.parsing.documents import decode
from etl.parsing.source_toml import load_source
from etl.sources.ca_bc_coroners import export, report

_ZIP = b"PK\x03\x04"


def parse(document: Document) -> tuple[Release, ...]:
    """Return the releases in a document of the Service, which its content tells apart and not its name."""
    if b"%PDF-" in document.content[:1024]:
        return report.parse(document)
    if document.content.startswith(_ZIP):
        raise InvalidDocument(document.name, ["found a ZIP file; expected the table saved as CSV in UTF-8"])
    if transcribed.is_transcribed(decode(document)):
        return transcribed.parse(document, SOURCE)
    return export.parse(document)


SOURCE = load_source(__file__, parse)
