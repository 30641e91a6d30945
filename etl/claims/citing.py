"""Makes an entry of the commentary out of a writing and the figures read in it: rows for a keeper to confirm."""

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from etl.claims.check import CheckedFigure
from etl.core.quotation import QuoteKind
from etl.parsing.writing import Writing
from etl.reference import claim_rows
from etl.reference.article_problems import free_id
from etl.reference.commentary import ARTICLE_COLUMNS
from etl.reference.kinds import Kind

_WORDS = re.compile(r"[a-z0-9]+")
_MAX_ID_WORDS = 2


@dataclass(frozen=True)
class Entry:
    """The cells of a row of ``commentary.csv``, and of the rows of ``claims.csv`` that go with it."""

    article: Mapping[str, str]
    claims: Sequence[Mapping[str, str]]


def make_entry(
    writing: Writing, published: date, figures: Sequence[CheckedFigure], *, kind: Kind, place: str, ids: Collection[str]
) -> Entry:
    """Make the entry of a writing of a day, with an id that none of ``ids`` is.

    Where no figure was read in it, it refers to ``place`` in the month in which it was published.
    """
    item = new_id(writing, published, ids)
    article = dict.fromkeys(ARTICLE_COLUMNS, "") | {
        "id": item,
        "kind": kind.value,
        "title": writing.title,
        "author": writing.author,
        "publication": writing.publication or _site(writing.url),
        "published_on": published.isoformat(),
        "url": writing.url,
        "confidence": "high",
    }
    claims = [_claim_cells(item, figure) for figure in figures]
    if not claims:
        month = f"{published.year}-{published.month:02d}"
        reference = {"period": month, "kind": QuoteKind.REFERENCE.value, "confidence": "high", "discusses": month}
        claims = [dict.fromkeys(claim_rows.COLUMNS, "") | {"item": item, "place": place} | reference]
    return Entry(article, claims)


def _claim_cells(item: str, checked: CheckedFigure) -> dict[str, str]:
    quotation = checked.figure.quotation
    words = " ".join(checked.figure.words.split())
    return claim_rows.to_cells(quotation, item=item, note=words, confidence="high", discusses=quotation.period)


def append_rows(content: bytes, rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return a CSV file with rows added at its end, in the order of the columns of its header."""
    text = content.decode("utf-8")
    header = next(csv.reader(io.StringIO(text)))
    added = io.StringIO()
    writer = csv.DictWriter(added, header, lineterminator="\n")
    writer.writerows(rows)
    return (text if text.endswith("\n") else f"{text}\n").encode() + added.getvalue().encode()


def new_id(writing: Writing, published: date, ids: Collection[str]) -> str:
    """Return an id of publication, day and the first words of the title, which none of ``ids`` is.

    Such as ``cbc-2020-08-25-july``.
    """
    publication = "-".join(_plain_words(writing.publication or _site(writing.url))[:1]) or "text"
    title = "-".join(word for word in _plain_words(writing.title) if len(word) > 3 and not word.isdigit())
    words = "-".join(title.split("-")[:_MAX_ID_WORDS])
    base = "-".join(filter(None, [publication, published.isoformat(), words]))
    return free_id(base, ids)


def _plain_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _WORDS.findall(plain)


def _site(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")
