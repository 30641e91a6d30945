"""Opens the Agency's download: the CSV itself, or a ZIP that holds it beside a note. All in memory."""

import io
import re
import zipfile
import zlib
from datetime import date, datetime

from etl.errors import Refused
from etl.model import Document

LARGEST = 64 * 1024 * 1024

_UPDATED = re.compile(r"last updated\W{0,5}(\d{4}-\d{2}-\d{2}|[A-Z][a-z]+ \d{1,2}, \d{4})", re.IGNORECASE)


def opened(document: Document) -> tuple[bytes, date | None]:
    """The bytes of the CSV, and the day of the last update where a note beside it says so."""
    if not document.content.startswith(b"PK"):
        return document.content, None
    try:
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            tables = _ending(members, ".csv")
            if len(tables) != 1:
                found = ", ".join(repr(info.filename[:80]) for info in tables[:5]) or "none"
                raise Refused(document.name, [f"the archive: found {found}; expected one CSV in it"])
            days = (_updated(_read(document.name, archive, info)) for info in _ending(members, ".txt"))
            return _read(document.name, archive, tables[0]), max((day for day in days if day), default=None)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Refused(document.name, [f"the archive: not a readable ZIP file ({error})"]) from error


def _ending(members: list[zipfile.ZipInfo], ending: str) -> list[zipfile.ZipInfo]:
    """The files of that ending, without the shadows that a Mac adds."""
    return [
        info
        for info in members
        if info.filename.lower().endswith(ending) and not re.search(r"(^|/)(__MACOSX/|\._)", info.filename)
    ]


def _read(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        content = member.read(LARGEST + 1)
    if len(content) > LARGEST:
        size = f"more than {LARGEST // 1024**2} MiB"
        raise Refused(name, [f"the archive: {info.filename[:80]!r} unpacks to {size}; expected a table of a few MiB"])
    return content


def _updated(note: bytes) -> date | None:
    found = _UPDATED.search(note.decode("utf-8-sig", errors="replace"))
    if not found:
        return None
    for form in ("%Y-%m-%d", "%B %d, %Y"):
        try:
            return datetime.strptime(found[1], form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None
