"""The pages of a table as CSV, and the one document that they make."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from etl.fetch.session import Answer, Failed, Validators


class Changed(Exception):
    """The pages do not belong together: the table changed while it was read."""


@dataclass(frozen=True)
class Page:
    """The header and the lines of a page, the last with its line end, how many rows these are, and their state."""

    header: str
    lines: str
    rows: int
    validators: Validators

    @classmethod
    def of(cls, answer: Answer) -> "Page":
        """Take a page apart after its first record; a quoted line break ends none. ``Failed`` where it is no CSV."""
        try:
            text = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
            reader = csv.reader(text, strict=True)
            next(reader, None)
            end = text.tell()
            rows = sum(1 for row in reader if row)
        except (UnicodeDecodeError, csv.Error) as error:
            raise Failed(f"answered with a page that is no well-formed CSV: {error}") from error
        whole = text.getvalue()
        return cls(whole[:end], _ended(whole[end:]), rows, answer.validators)


def joined(pages: Sequence[Page]) -> Answer:
    """One document under one header, in UTF-8, with the first page's validators; ``Changed`` if the pages differ.

    Socrata dates every page by the last change of the whole table.
    """
    if len({(page.header, page.validators.last_modified) for page in pages}) > 1:
        raise Changed
    document = pages[0].header + "".join(page.lines for page in pages)
    return Answer(document.encode(), pages[0].validators)


def _ended(lines: str) -> str:
    return lines if not lines or lines.endswith(("\n", "\r")) else lines + "\n"
