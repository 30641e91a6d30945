"""What a keeper chooses and confirms in a terminal before a writing is entered or counted."""

import sys

from etl.core.errors import InvalidDocument
from etl.parsing.writing import Writing

YES = frozenset({"y", "yes", "o", "oui"})
"""In English or French."""


def choose_writing(writings: tuple[Writing, ...], number: int | None, name: str) -> Writing:
    """Return the only writing, or the one of that number from 1; ``InvalidDocument`` lists all where none is chosen."""
    if len(writings) == 1 and number is None:
        return writings[0]
    if number is None or not 1 <= number <= len(writings):
        listed = [
            f"{at}: {writing.title} ({writing.published_on or 'no day'})" for at, writing in enumerate(writings, 1)
        ]
        raise InvalidDocument(name, [f"{len(writings)} writings; choose one by --item N", *listed])
    return writings[number - 1]


def confirm() -> bool:
    """Ask whether to write, and return whether the answer is yes, in English or French."""
    print("Enter it? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in YES
