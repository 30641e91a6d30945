"""Long lists a page at a time, with addresses of the pages before and after."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

from dashboard.errors import InvalidParameter, Message
from dashboard.i18n import gettext_noop

PAGE_OPTION = "page"
ITEMS_PER_PAGE = 50
MAX_DIGITS = 9
"""Of the number of a page: no list has more pages."""


@dataclass(frozen=True)
class Paging:
    """Which items of how many a page lists: from ``first`` to ``last``, counted from 1. Addresses may be empty."""

    first: int
    last: int
    total: int
    previous_url: str = ""
    next_url: str = ""

    @property
    def items(self) -> slice:
        """The items listed, as a slice of all."""
        return slice(self.first - 1, self.last)


def read_page(options: Mapping[str, str], total: int) -> int:
    """Read which page of a list of so many items is asked for; ``InvalidParameter`` for one that there is not."""
    page, pages = find_page(options), max(1, ceil(total / ITEMS_PER_PAGE))
    if page is None or not 1 <= page <= pages:
        expected = Message(gettext_noop("a number from 1 to {newest}"), newest=pages)
        raise InvalidParameter(PAGE_OPTION, options[PAGE_OPTION], expected)
    return page


def find_page(options: Mapping[str, str]) -> int | None:
    """Return the number that an address has for its page, 1 where it has none; None where it is no number."""
    text = options.get(PAGE_OPTION, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS else None


def build_paging(page: int, total: int, url: Callable[[int], str]) -> Paging:
    """Return what a page lists of so many items; ``url`` makes the address of a page from its number."""
    last = min(page * ITEMS_PER_PAGE, total)
    return Paging(
        first=(page - 1) * ITEMS_PER_PAGE + 1,
        last=last,
        total=total,
        previous_url=url(page - 1) if page > 1 else "",
        next_url=url(page + 1) if last < total else "",
    )
