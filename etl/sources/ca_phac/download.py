"""Opens the Agency's download: the CSV itself, or a ZIP that holds it beside a note."""

import re
from datetime import date, datetime

from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.parsing import zip_files

_UPDATED = re.compile(r"last updated\W{0,5}(\d{4}-\d{2}-\d{2}|[A-Z][a-z]+ \d{1,2},? \d{4})", re.IGNORECASE)


def read_csv_bytes(document: Document) -> tuple[bytes, date | None]:
    """Return the bytes of the CSV, and the day of the last update where a note beside it says so."""
    if not zip_files.is_zip(document):
        return document.content, None
    files = zip_files.extract(document, ".csv", ".txt")
    tables = [name for name in files if name.lower().endswith(".csv")]
    if len(tables) != 1:
        names = ", ".join(repr(name[:80]) for name in tables[:5]) or "none"
        raise InvalidDocument(document.name, [f"the archive: found {names}; expected one CSV in it"])
    days = (_updated(content) for name, content in files.items() if name != tables[0])
    return files[tables[0]], max((day for day in days if day), default=None)


def _updated(note: bytes) -> date | None:
    match = _UPDATED.search(note.decode("utf-8-sig", errors="replace"))
    if not match:
        return None
    for form in ("%Y-%m-%d", "%B %d %Y"):
        try:
            return datetime.strptime(match[1].replace(",", ""), form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None
