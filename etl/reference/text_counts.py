"""How often writings use the terms of ``terms.csv``: the rows of ``commentary_terms.csv``, never the texts.

A term that a text does not have is a row with 0. A term without a row was not counted in that text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from etl.core.errors import InvalidDocument
from etl.parsing import csv_records
from etl.parsing.csv_records import Column, Problem, Record, read_records, usable
from etl.parsing.csv_rows import duplicates
from etl.parsing.near_cells import near
from etl.reference import terms
from etl.reference.terms import Term, WordCounts

FILE = "commentary_terms.csv"
FILES = (terms.FILE, FILE)


class Scope(StrEnum):
    """What of a writing was counted. An ``EXCERPT`` or a ``TITLE`` says nothing of the rest."""

    WHOLE = "whole"
    EXCERPT = "excerpt"
    TITLE = "title"


@dataclass(frozen=True)
class TextCounts:
    """What was counted in a text of a writing, on which day: its words, and how often it has each term, by id."""

    item: str
    scope: Scope
    counted_on: date
    word_counts: WordCounts

    def count(self, term: str) -> int | None:
        """Return how often the text has a term; None where that was not counted."""
        return self.word_counts.by_term.get(term)


@dataclass(frozen=True)
class TermCounts:
    """The terms that are counted in writings, and what was counted of them in texts."""

    terms: tuple[Term, ...]
    texts: tuple[TextCounts, ...]


NOTHING_COUNTED = TermCounts((), ())
_WHOLE_NUMBER = Column(lambda text: int(csv_records.regex(r"[0-9]{1,9}")(text)), "a whole number such as 0 or 12")
COLUMNS = {
    "item": csv_records.ID,
    "scope": csv_records.one_of(Scope),
    "term": csv_records.ID,
    "count": _WHOLE_NUMBER,
    "words": _WHOLE_NUMBER,
    "counted_on": csv_records.DAY,
    "sha256": Column(csv_records.regex(r"[0-9a-f]{64}"), "64 characters from 0 to 9 and a to f"),
}
COLUMN_MEANINGS = {
    "item": "the `id` of the item in `commentary.csv`",
    "scope": "what of it was counted: " + ", ".join(f"`{scope}`" for scope in Scope),
    "term": "the `id` of the term in `terms.csv`",
    "count": "how often it stands in that text; 0: not once. Without a row it was not counted",
    "words": "how many words the text has",
    "counted_on": "the day it was counted",
    "sha256": "of those words, in lower case with a space between them: the same text can be told again, and not read",
}


def read(terms_csv: bytes | str, counts_csv: bytes | str, items: Collection[str]) -> TermCounts:
    """Return what ``terms.csv`` and ``commentary_terms.csv`` hold; ``InvalidDocument`` with every problem in them."""
    term_counts, problems = read_usable(terms_csv, counts_csv, items)
    if problems:
        raise InvalidDocument(FILE, problems)
    return term_counts


def read_usable(
    terms_csv: bytes | str, counts_csv: bytes | str, items: Collection[str], *, is_lent: bool = False
) -> tuple[TermCounts, tuple[Problem, ...]]:
    """Return the terms and the texts of which there are usable rows, and what is wrong with the others.

    ``items`` are the ids of the writings. Of a file that another folder lends (``is_lent``), what is of other writings
    is passed over.
    """
    read_terms, problems_of_terms = terms.read_usable(terms_csv)
    problems = list(problems_of_terms)
    rows = read_records(FILE, counts_csv, COLUMNS, problems)
    if is_lent:
        rows = [row for row in rows if row.cells["item"] in items]
    problems += [
        *_unknown(rows, "item", items, "the id of an item in commentary.csv"),
        *_unknown(rows, "term", [term.id for term in read_terms], "the id of a term in terms.csv"),
        *_rows_again(rows),
        *_of_another_text(rows),
        *_more_than_words(rows),
    ]
    by_text: dict[tuple[str, Scope], list[Record]] = defaultdict(list)
    for row in usable(rows, problems):
        by_text[row.values["item"], row.values["scope"]].append(row)
    texts = (_to_text_counts(item, scope, records) for (item, scope), records in by_text.items())
    return TermCounts(read_terms, tuple(texts)), tuple(problems)


def _unknown(rows: Iterable[Record], column: str, names: Collection[str], expected: str) -> Iterator[Problem]:
    for row in rows:
        if row.cells[column] not in names:
            yield row.problem(column, expected, near=near(row.cells[column], names))


def _rows_again(rows: Iterable[Record]) -> Iterator[Problem]:
    for row, first in duplicates(rows, lambda row: tuple(row.cells[name] for name in ("item", "scope", "term"))):
        yield row.problem("term", f"each term once for a text; line {first.line} has it already")


def _of_another_text(rows: Iterable[Record]) -> Iterator[Problem]:
    """Yield a problem for each row that is of another text than the first of its item and scope."""
    first: dict[tuple[str, str], Record] = {}
    for row in rows:
        other = first.setdefault((row.cells["item"], row.cells["scope"]), row)
        for column in ("words", "counted_on", "sha256"):
            if row.cells[column] != other.cells[column]:
                yield row.problem(column, f"{other.cells[column]}, as in line {other.line}: all of one text")


def _more_than_words(rows: Iterable[Record]) -> Iterator[Problem]:
    for row in rows:
        count, words = row.values.get("count"), row.values.get("words")
        if count is not None and words is not None and count > words:
            yield row.problem("count", f"no more than the {words} words of the text")


def _to_text_counts(item: str, scope: Scope, rows: list[Record]) -> TextCounts:
    values = rows[0].values
    by_term = {row.values["term"]: row.values["count"] for row in rows}
    return TextCounts(item, scope, values["counted_on"], WordCounts(values["words"], by_term, values["sha256"]))


def to_rows(text: TextCounts) -> list[Mapping[str, str]]:
    """Return the cells of the rows that ``read`` reads back, one for each term."""
    counts = text.word_counts
    return [
        {
            "item": text.item,
            "scope": text.scope.value,
            "term": term,
            "count": str(count),
            "words": str(counts.words),
            "counted_on": text.counted_on.isoformat(),
            "sha256": counts.sha256,
        }
        for term, count in counts.by_term.items()
    ]
