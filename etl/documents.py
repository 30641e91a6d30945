"""What the readers of documents share: bytes to text, and figures to the rows of a release."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from etl.errors import Refused
from etl.model import Document, Known, Period, Status

LISTED = 20

_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*+<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def text_of(document: Document) -> str:
    """The document as text, or a refusal that says what came instead."""
    try:
        text = document.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {error.start} is not UTF-8 text; expected a file saved as UTF-8"
        raise Refused(document.name, [found]) from error
    if not text.strip():
        raise Refused(document.name, ["the file is empty; expected rows of figures"])
    if _HTML.match(text):
        raise Refused(document.name, ["line 1: found an HTML page; expected the data file, not the web page"])
    return text


class Statement(NamedTuple):
    """One figure as a document states it; ``value`` is None where the status says why there is no number."""

    measure: str
    place: str
    period: Period
    value: float | None
    status: Status = Status.PROVISIONAL
    group: str = "all"


def rows_of(stated: Iterable[Statement]) -> pd.DataFrame:
    """Statements as the rows of a release."""
    figures = list(stated)
    return pd.DataFrame(
        {
            "measure": [figure.measure for figure in figures],
            "place": [figure.place for figure in figures],
            "group": [figure.group for figure in figures],
            "period_start": pd.to_datetime([figure.period.start for figure in figures]),
            "period_end": pd.to_datetime([figure.period.end for figure in figures]),
            "value": pd.array([figure.value for figure in figures], dtype="Float64"),
            "status": [figure.status.value for figure in figures],
        }
    )


def dated_by_content(
    document: Document, month: Period, why: str, known: Known = Known.CONTENT
) -> tuple[date, Known, str]:
    """The day of a release whose content tells its month: the last of the month, or the day the file was had by.

    With how that day is known, and a note that says ``why`` and which month.
    """
    bound, said = document.no_later_than, f"{why} the release of {month.end:%B %Y}"
    if bound and bound < month.end:
        return bound, Known.UPPER_BOUND, f"{said}; the file was had by {bound}"
    return month.end, known, said


def capped(problems: Sequence[str]) -> list[str]:
    """The first problems, and how many more there are: a file of another kind is wrong in every line."""
    more = len(problems) - LISTED
    return list(problems) if more <= 0 else [*problems[:LISTED], f"and {more} more"]
