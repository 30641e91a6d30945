"""Enters a writing with its figures into the commentary of a data folder, once a keeper says so."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from etl import registry
from etl.claims.citing import Entry, append_rows
from etl.cli import words
from etl.cli.writing_choice import confirm
from etl.core.errors import InvalidDocument
from etl.core.places import Places
from etl.parsing.csv_records import Problem
from etl.reference import commentary
from etl.reference.commentary import Article, Commentary
from etl.reference.text_counts import TextCounts
from etl.store.files import Store, write_atomic

ARTICLES, CLAIMS, EVENTS = commentary.FILES


def read_with(folder: Path, entry: Entry, places: Places) -> tuple[dict[str, bytes], Commentary, tuple[Problem, ...]]:
    """Return both files with an entry at their ends, what they say then, and what is wrong with them."""
    articles = append_rows((folder / ARTICLES).read_bytes(), [entry.article])
    claims = append_rows((folder / CLAIMS).read_bytes(), entry.claims)
    read = commentary.read_usable(articles, claims, (folder / EVENTS).read_bytes(), places, registry.MEASURES)
    return {ARTICLES: articles, CLAIMS: claims}, *read


def same_address(articles: tuple[Article, ...], url: str) -> Iterator[str]:
    """Yield a problem for each item that has the address already: a writing is entered once."""
    yield from (f"it is entered already, as {article.id}" for article in articles if url and article.url == url)


def article_lines(entry: Entry) -> Iterator[str]:
    """Yield what is known of the writing itself, a line for each cell that says something."""
    yield from (f"{name:13} {cell}" for name, cell in entry.article.items() if cell)


def enter(entry: Entry, places: Places, options: argparse.Namespace, texts: Sequence[TextCounts] = ()) -> int:
    """Write an entry, and the terms counted in its ``texts``, once a keeper says so.

    ``InvalidDocument`` names its cells that may not be entered.
    """
    _valid_contents(entry, places, options.data)
    if options.dry_run or not (options.yes or confirm()):
        print("nothing was written")
        return 0
    with Store(options.data).lock():  # another may have entered something while the keeper looked
        contents = _valid_contents(entry, places, options.data)
        if texts:
            contents |= words.contents(Store(options.data).load().term_counts, texts)
        for name, content in contents.items():
            write_atomic(options.data / name, content)
    print(f"entered as {entry.article['id']}")
    return 0


def _valid_contents(entry: Entry, places: Places, folder: Path) -> dict[str, bytes]:
    contents, _, problems = read_with(folder, entry, places)
    if problems:
        raise InvalidDocument("commentary", problems)
    return contents
