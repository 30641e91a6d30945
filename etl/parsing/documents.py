"""Shares among the readers of documents: bytes to text, stated values to the rows of a release, and its day."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import pandas as pd

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Status, VintageBasis
from etl.core.source import Document
from etl.parsing.control_characters import control_problem

MAX_PROBLEMS = 20

_FORMS = (
    (b"\xff\xfe", "text saved as UTF-16 (Excel calls it Unicode text); expected CSV saved as UTF-8"),
    (b"\xfe\xff", "text saved as UTF-16 (Excel calls it Unicode text); expected CSV saved as UTF-8"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook of before 2007; expected the table saved as CSV in UTF-8"),
)
"""How files begin that are saved in another form than any reader takes, and what they are."""
_WORKBOOK_FOLDER = "xl/"
"""A workbook of today is a ZIP file with such a folder in it."""
_HTML_START = re.compile(r"\s*(?:<!--.*?-->\s*)*+<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def decode(document: Document) -> str:
    """Return the document as text; ``InvalidDocument`` says what came instead."""
    try:
        text = document.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not UTF-8 text; expected a file saved as UTF-8"
        raise InvalidDocument(document.name, [problem]) from error
    if not text.strip():
        raise InvalidDocument(document.name, ["the file is empty; expected rows of figures"])
    if _HTML_START.match(text):
        raise InvalidDocument(document.name, ["line 1: found an HTML page; expected the data file, not the web page"])
    if problem := control_problem(text):
        raise InvalidDocument(document.name, [problem])
    return text


def check_form(document: Document) -> None:
    """Refuse what is saved in a form that no reader takes: workbooks, and text in UTF-16. ``InvalidDocument``."""
    form = next((words for start, words in _FORMS if document.content.startswith(start)), None)
    if _is_workbook(document.content):
        form = "an Excel workbook; expected the table saved as CSV in UTF-8"
    if form:
        raise InvalidDocument(document.name, [f"the file: found {form}"])


def _is_workbook(content: bytes) -> bool:
    try:
        with ZipFile(BytesIO(content)) as archive:
            return any(name.startswith(_WORKBOOK_FOLDER) for name in archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return False


class StatedValue(NamedTuple):
    """One value as a document states it; ``value`` is None where the status says why there is no number."""

    measure: str
    place: str
    period: Period
    value: float | None
    status: Status = Status.PROVISIONAL
    group: str = "all"


def to_frame(stated_values: Iterable[StatedValue]) -> pd.DataFrame:
    """Return stated values as the rows of a release."""
    values = list(stated_values)
    return pd.DataFrame(
        {
            "measure": [value.measure for value in values],
            "place": [value.place for value in values],
            "group": [value.group for value in values],
            "period_start": pd.to_datetime([value.period.start for value in values]),
            "period_end": pd.to_datetime([value.period.end for value in values]),
            "value": pd.array([value.value for value in values], dtype="Float64"),
            "status": [value.status.value for value in values],
        }
    )


def vintage_from_content(
    document: Document, month: Period, why: str, basis: VintageBasis = VintageBasis.CONTENT
) -> tuple[date, VintageBasis, str]:
    """Return the day of a release whose content tells its month: the last of the month, or the day the file was had by.

    With it, how that day is known, and a note that says ``why`` and which month.
    """
    bound, note = document.no_later_than, f"{why} the release of {month.end:%B %Y}"
    if bound and bound < month.end:
        return bound, VintageBasis.UPPER_BOUND, f"{note}; the file was had by {bound}"
    return month.end, basis, note


def given_day(document: Document, problems: list[str]) -> tuple[date, VintageBasis]:
    """Return the day given of a document that states none, and how it is known; without one, a problem is added."""
    if document.published_on:
        return document.published_on, VintageBasis.PUBLISHER
    if document.no_later_than:
        return document.no_later_than, VintageBasis.UPPER_BOUND
    problems.append(
        "the file: states no day of publication; give it with --published, or the day of the download with "
        "--no-later-than"
    )
    return date.min, VintageBasis.ASSUMED


def day_warnings(document: Document, printed: date | None, what: str) -> tuple[str, ...]:
    """Doubt the day given where the document itself prints another; ``what`` is what prints it.

    Suppose a report prints "Posting Date May 3, 2022" and is given as published on 2022-05-05: 2 days after that.
    """
    given = document.published_on
    if given is None or printed is None or given == printed:
        return ()
    days = abs((given - printed).days)
    apart = f"{days:,} day{'s' * (days != 1)} {'after' if given > printed else 'before'} that"
    return (f"given as published on {given}, but {what} is {printed}: {apart}",)


def limit(problems: Sequence[str]) -> list[str]:
    """Return the first problems, and how many more there are: a file of another kind is wrong in every line."""
    more = len(problems) - MAX_PROBLEMS
    return list(problems) if more <= 0 else [*problems[:MAX_PROBLEMS], f"and {more} more"]
