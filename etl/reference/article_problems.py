"""What is wrong with items of commentary of which each cell is good by itself: ids that stand twice, cells at odds."""

from collections.abc import Collection, Iterator, Sequence

from etl.parsing.csv_records import Problem, Record, duplicate_cells


def problems(items: Sequence[Record]) -> Iterator[Problem]:
    """Yield what is wrong with each item."""
    ids = {item.cells["id"] for item in items}
    yield from duplicate_cells(items, "id", lambda name: [free_id(name, ids)])
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


def free_id(name: str, ids: Collection[str]) -> str:
    """Return an id that none of ``ids`` is: the name, or the name with a number."""
    numbered = (f"{name}-{number}" for number in range(2, len(ids) + 3))
    return name if name not in ids else next(item for item in numbered if item not in ids)
