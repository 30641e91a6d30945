"""A text to copy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Snippet:
    """A text to copy, under a name; ``rows`` is how many lines of it are seen."""

    name: str
    label: str
    text: str
    rows: int = 2
