"""The pages of a table as CSV, and the one document that they make."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from etl.fetch.exchange import FetchError, FetchResponse, Validators


class TableChanged(Exception):
    """The pages do not belong together: the table changed while it was read."""


@dataclass(frozen=True)
class Page:
    """The header and the lines of a page, the last with its line end, how many rows these are, and their state."""

    header: str
    lines: str
    row_count: int
    validators: Validators

    @classmethod
    def from_response(cls, answer: FetchResponse) -> "Page":
        """Split a page after its first record; a quoted line break ends none. ``FetchError`` where it is no CSV."""
        try:
            text = io.StringIO(answer.content.decode("utf-8-sig"), newline="")
            reader = csv.reader(text, strict=True)
            next(reader, None)
            end = text.tell()
            rows = sum(1 for row in reader if row)
        except (UnicodeDecodeError, csv.Error) as error:
            raise FetchError(f"answered with a page that is no well-formed CSV: {error}") from error
        whole = text.getvalue()
        return cls(whole[:end], _with_final_newline(whole[end:]), rows, answer.validators)


def join_pages(pages: Sequence[Page]) -> FetchResponse:
    """Join pages under one header, in UTF-8, with the first page's validators; ``TableChanged`` if the pages differ."""
    if len({(page.header, page.validators.last_modified) for page in pages}) > 1:
        raise TableChanged
    document = pages[0].header + "".join(page.lines for page in pages)
    return FetchResponse(document.encode(), pages[0].validators)


def _with_final_newline(lines: str) -> str:
    return lines if not lines or lines.endswith(("\n", "\r")) else lines + "\n"
