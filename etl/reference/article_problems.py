"""What is wrong with the cells of an item of commentary together, each of which is good by itself."""

from collections.abc import Iterator, Sequence

from etl.parsing.csv_records import Problem, Record


def problems(items: Sequence[Record]) -> Iterator[Problem]:
    """Yield what is wrong with each item."""
    yield from _copy_problems(items)
    yield from _address_problems(items)


def _copy_problems(items: Sequence[Record]) -> Iterator[Problem]:
    """Yield a problem for each copy or excerpt without the site where it was read, and each site without one."""
    for item in items:
        if bool(item.cells["read_as"]) != bool(item.cells["read_at"]):
            yield item.problem("read_at", "a site where read_as is filled, and none where it is not")


def _address_problems(items: Sequence[Record]) -> Iterator[Problem]:
    """Yield a problem for each item without an address or a publication that is not known through another one."""
    expected = "one, or in known_through the id of the item through which it is known"
    lacking = [item for item in items if not item.cells["known_through"]]
    for column in ("publication", "url"):
        yield from (item.problem(column, expected) for item in lacking if not item.cells[column])
