"""The terms that are counted in writings, and how often a text has each: a word of some language, or several in a row.

``read_usable`` takes the content of ``terms.csv`` and has no disk: ``etl.store.files`` reads the bytes.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.core import csv_io
from etl.core.languages import languages_of
from etl.parsing import csv_records
from etl.parsing.csv_records import Column, Problem, duplicate_cells, read_records, usable

FILE = "terms.csv"
COLUMN_MEANINGS = {
    "id": "lower-case words joined by hyphens; forms that a text was counted by do not change, others are another term",
    "name_en, name_fr": "the term, as charts name it",
    "forms_en, forms_fr": "what is counted as it, with semicolons between: words, or several in a row",
}
_WORD = re.compile(r"[^\W_]+")
"""A run of letters and numbers: what apostrophes and hyphens join are several."""


@dataclass(frozen=True)
class Term:
    """A term by language: its name, and the forms that are counted as it, each in lower-case words."""

    id: str
    name: Mapping[str, str]
    forms: Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class WordCounts:
    """How many words a text has, how often each term stands in it by id, and the hash of its words."""

    words: int
    by_term: Mapping[str, int]
    sha256: str


def _parse_forms(text: str) -> tuple[tuple[str, ...], ...]:
    forms = tuple(tuple(split_words(form)) for form in text.split(";"))
    if not all(forms):
        raise ValueError(text)
    return forms


_FORMS = Column(_parse_forms, "words, or several in a row, with semicolons between them")


def columns(languages: Iterable[str]) -> dict[str, Column]:
    """Return the columns of ``terms.csv``: a name and forms in each of ``languages``."""
    codes = tuple(languages)
    return {
        "id": csv_records.ID,
        **{f"name_{code}": csv_records.TEXT for code in codes},
        **{f"forms_{code}": _FORMS for code in codes},
    }


def read_usable(content: bytes | str) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """Return the terms of ``terms.csv`` that can be used, in their order, and what is wrong with the others."""
    problems: list[Problem] = []
    codes = languages_of(csv_io.header(content), "name")
    rows = read_records(FILE, content, columns(codes), problems)
    problems += duplicate_cells(rows, "id")
    terms = [
        Term(
            row.values["id"],
            {code: row.values[f"name_{code}"] for code in codes},
            {code: row.values[f"forms_{code}"] for code in codes},
        )
        for row in usable(rows, problems)
    ]
    return tuple(terms), tuple(problems)


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case; marks that nobody sees, such as soft hyphens, part none."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return _WORD.findall(plain.casefold())


def count_terms(text: str, terms: Iterable[Term]) -> WordCounts:
    """Count each term in a plain text, in all its forms of every language; one that it does not have counts 0.

    Of forms that begin at one word the longest counts, once: "safe supply" and "safe supply program" are one.
    """
    words = split_words(text)
    counts = {term.id: 0 for term in terms}
    forms = _forms_by_first_word(terms)
    free_from: dict[str, int] = defaultdict(int)
    for position, word in enumerate(words):
        for term, form in forms.get(word, ()):
            end = position + len(form)
            if position >= free_from[term] and tuple(words[position:end]) == form:
                counts[term] += 1
                free_from[term] = end
    return WordCounts(len(words), counts, hashlib.sha256(" ".join(words).encode()).hexdigest())


def _forms_by_first_word(terms: Iterable[Term]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return the forms, each with its term, by their first word, the longest first."""
    forms = {(term.id, form) for term in terms for forms in term.forms.values() for form in forms}
    by_word: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for term, form in sorted(forms, key=lambda pair: (-len(pair[1]), pair)):
        by_word[form[0]].append((term, form))
    return by_word
