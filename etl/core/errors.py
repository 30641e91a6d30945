"""What can go wrong with what we are given, said so that the giver can mend it."""

from collections.abc import Iterable

MAX_PROBLEMS_LISTED = 100
MAX_PROBLEM_CHARS = 1_000
"""What is longer than this, or one of more than so many, is no longer read: a refusal must fit in a terminal."""


class EtlError(Exception):
    """Base of every error this package raises on purpose; its text is meant for the person at the terminal."""


class InvalidDocument(EtlError):
    """A document that must not enter the table: names the file, the place in it, and what was expected.

    ``problems`` lists every breach found, so that a file is mended in one go; the text says how many more there are
    than can be read.
    """

    def __init__(self, file: str, problems: Iterable[object]) -> None:
        self.file = file
        self.problems = tuple(map(str, problems))
        more = len(self.problems) - MAX_PROBLEMS_LISTED
        listed = [*map(_cut, self.problems[:MAX_PROBLEMS_LISTED]), *([f"and {more:,} more"] if more > 0 else [])]
        super().__init__(f"{file}: refused\n" + "\n".join(f"  - {problem}" for problem in listed))


def _cut(text: str) -> str:
    """Return a text of a readable length, and how much of it is left out."""
    more = len(text) - MAX_PROBLEM_CHARS
    return text if more <= 0 else f"{text[:MAX_PROBLEM_CHARS]}… and {more:,} characters more"


class NotFound(EtlError):
    """A name that is not in a registry, with the near matches."""

    def __init__(self, kind: str, name: str, close_matches: Iterable[str]) -> None:
        self.kind, self.name, self.close_matches = kind, name, tuple(close_matches)
        hint = f"; did you mean {' or '.join(self.close_matches)}?" if self.close_matches else ""
        super().__init__(f"unknown {kind} {name!r}{hint}")
