"""What the readers of documents share: bytes to text, and figures to the rows of a release."""

import re
from collections.abc import Iterable, Sequence

import pandas as pd

from etl.errors import Refused
from etl.model import Document, Period, Status

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


def provisional_rows(place: str, stated: Iterable[tuple[str, Period, int]]) -> pd.DataFrame:
    """Figures of (measure, period, count) as the rows of a release, every one provisional and for all people."""
    figures = list(stated)
    return pd.DataFrame(
        {
            "measure": [measure for measure, _, _ in figures],
            "place": place,
            "group": "all",
            "period_start": pd.to_datetime([period.start for _, period, _ in figures]),
            "period_end": pd.to_datetime([period.end for _, period, _ in figures]),
            "value": pd.array([float(count) for _, _, count in figures], dtype="Float64"),
            "status": Status.PROVISIONAL.value,
        }
    )


def capped(problems: Sequence[str]) -> list[str]:
    """The first problems, and how many more there are: a file of another kind is wrong in every line."""
    more = len(problems) - LISTED
    return list(problems) if more <= 0 else [*problems[:LISTED], f"and {more} more"]
