"""``words``: counts terms in a text that a keeper gives, and enters the counts once the keeper says so; never the text.

``cite --words`` counts the same way in the writing that it enters.
"""

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date

from etl.claims.drafts.plain_text import plain_text
from etl.cli.check import STANDARD_INPUT, read_draft
from etl.cli.writing_choice import choose_writing, confirm
from etl.core.errors import EtlError
from etl.core.source import Document
from etl.parsing.writing import Writing
from etl.parsing.writings import read_writings
from etl.reference.commentary import Commentary
from etl.reference.terms import FILE as TERMS_FILE
from etl.reference.terms import Term, count_terms
from etl.reference.text_counts import COLUMNS, FILE, Scope, TermCounts, TextCounts, to_rows
from etl.store.files import Store, write_atomic


def run(options: argparse.Namespace, today: date) -> int:
    """Count the terms in a text of a writing, or in the titles, and enter the counts in the data folder."""
    snapshot = Store(options.data).load()
    held_counts = snapshot.term_counts
    if not held_counts.terms:
        raise EtlError(f"{options.data}: found no term in {TERMS_FILE}; expected some to count")
    if options.titles == bool(options.text):
        raise EtlError("give a FILE with --article ID, or --titles")
    if options.titles:
        texts = _title_counts(snapshot.commentary, held_counts, today)
    else:
        texts = [_text_counts(options, snapshot.commentary, held_counts.terms, today)]
    for line in lines(texts, held_counts):
        print(line)
    if not texts or options.dry_run or not (options.yes or _confirm(options.text)):
        print("nothing was written")
        return 0
    store = Store(options.data)
    with store.lock():  # another may have entered something while the keeper looked
        for name, content in contents(store.load().term_counts, texts).items():
            write_atomic(options.data / name, content)
    print(f"entered in {FILE}")
    return 0


def _confirm(text: str) -> bool:
    if text == STANDARD_INPUT:
        raise EtlError("the text comes from standard input, so that nobody can be asked there; give --yes")
    return confirm()


def _text_counts(options: argparse.Namespace, commentary: Commentary, terms: Sequence[Term], today: date) -> TextCounts:
    article = commentary.by_id(options.article)
    draft = read_draft(options.text, sys.stdin.buffer)
    if _is_document(draft):
        writings = read_writings(Document(options.text, draft.encode()))
        text = text_of(choose_writing(writings, options.item, options.text))
    else:
        text = plain_text(draft).text
    counts = TextCounts(article.id, Scope(options.scope), today, count_terms(text, terms))
    if not counts.word_counts.words:
        raise EtlError(f"{options.text}: found no word; expected the text of {article.id}")
    return counts


def _is_document(draft: str) -> bool:
    """Tell whether a text is a page, a feed or a post; one that only begins with a bracket is plain text."""
    start = draft.lstrip("\ufeff \t\r\n")[:1]
    if start not in {"{", "["}:
        return start == "<"
    try:
        json.loads(draft.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def text_of(writing: Writing) -> str:
    """Return the words of a writing with its title, which a page has in its text and a post has not."""
    return writing.text if writing.title in writing.text else f"{writing.title}\n{writing.text}"


def _title_counts(commentary: Commentary, held_counts: TermCounts, today: date) -> list[TextCounts]:
    """Count the titles that were read in their writings, and not in addresses; of those not counted as they stand."""
    texts = {text.item: text.word_counts for text in held_counts.texts if text.scope is Scope.TITLE}
    titles = {
        item.id: count_terms(item.title, held_counts.terms) for item in commentary.articles if not item.title_basis
    }
    return [TextCounts(item, Scope.TITLE, today, count) for item, count in titles.items() if texts.get(item) != count]


def lines(texts: Sequence[TextCounts], held_counts: TermCounts) -> Iterator[str]:
    """Yield what was counted in each text, and in how many each term stands."""
    before = {(text.item, text.scope): text for text in held_counts.texts}
    for text in texts:
        counts = text.word_counts
        terms = ", ".join(f"{term} {count}" for term, count in counts.by_term.items())
        earlier = before.get((text.item, text.scope))
        instead = f"; in place of the counts of {earlier.counted_on}" if earlier else ""
        yield f"{text.item}, {text.scope}: {counts.words} words; {terms}{instead}"
    yield f"{len(texts)} text{'s' * (len(texts) != 1)} counted"


def contents(held_counts: TermCounts, texts: Sequence[TextCounts]) -> dict[str, bytes]:
    """Return the file of counts with those of some texts, in place of what is held of the same ones, by its name."""
    replaced = {(text.item, text.scope) for text in texts}
    kept = [text for text in held_counts.texts if (text.item, text.scope) not in replaced]
    written = io.StringIO()
    writer = csv.DictWriter(written, list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for text in (*kept, *texts) for row in to_rows(text))
    return {FILE: written.getvalue().encode()}
