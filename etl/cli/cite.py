"""``cite``: reads a writing, shows the figures in it as its card will, and enters it once a keeper says so."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from etl.claims.check import text_checker
from etl.claims.citing import make_entry
from etl.cli import check as check_text
from etl.cli import entering, words
from etl.cli.read_file import read_file
from etl.cli.writing_choice import choose_writing
from etl.core.errors import EtlError, InvalidDocument
from etl.core.source import Document, Download
from etl.fetch.client import Client, FetchedDocument
from etl.parsing.writing import Writing
from etl.parsing.writings import read_writings
from etl.reference.kinds import Kind
from etl.reference.terms import count_terms
from etl.reference.text_counts import Scope, TextCounts
from etl.store.files import Store, StoreSnapshot


def run(options: argparse.Namespace, today: date) -> int:
    """Read a page, a post or a feed, and enter the writing chosen into the commentary of the data folder."""
    snapshot = Store(options.data).load()
    if options.place:
        _ = snapshot.places[options.place]
    writing = choose_writing(read_writings(_document(options.writing)), options.item, options.writing)
    writing = replace(writing, publication=options.publication or writing.publication, url=options.url or writing.url)
    published = _require(writing, options.published or writing.published_on, snapshot, options.writing)
    figures = text_checker(snapshot)(f"{writing.title}.\n\n{writing.text}", published, options.place)
    ids = {article.id for article in snapshot.commentary.articles}
    entry = make_entry(writing, published, figures, kind=Kind(options.kind), place=options.place, ids=ids)
    for line in (*entering.article_lines(entry), *check_text.lines(figures, snapshot.places)):
        print(line)
    texts = []
    if options.words:
        counts = count_terms(words.text_of(writing), snapshot.term_counts.terms)
        texts = [TextCounts(entry.article["id"], Scope(options.words), today, counts)]
        print("\n".join(words.lines(texts, snapshot.term_counts)))
    return entering.enter(entry, snapshot.places, options, texts)


def _document(name: str) -> Document:
    """Return the bytes at an address or of a file."""
    if not name.startswith(("https://", "http://")):
        return Document(name, read_file(Path(name)))
    with Client() as client:
        answer = client.get(Download((name,), is_page=True), {}, lambda _done, _whole: None)
    if not isinstance(answer, FetchedDocument):
        raise EtlError(f"{name}: the address gave no document")
    return Document(name, answer.content, url=name)


def _require(writing: Writing, published: date | None, snapshot: StoreSnapshot, name: str) -> date:
    """Return the day of a writing. One that lacks what an entry needs, or is entered already, is refused."""
    needed = {
        "--published DATE": published,
        "a title": writing.title,
        "--url URL": writing.url,
        "--publication NAME": writing.publication,
    }
    problems = [
        f"found no {'day' if 'DATE' in what else what}; give {what}" for what, value in needed.items() if not value
    ]
    problems += entering.same_address(snapshot.commentary.articles, writing.url)
    if problems or published is None:
        raise InvalidDocument(name, problems)
    return published
