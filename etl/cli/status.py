"""The sources and what is held of them as lines for a terminal: a table first, then each source in full."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap

import pandas as pd

from etl.core.model import Source
from etl.store import summary
from etl.store.summary import Counted, Holding

WIDTH = 100
"""Columns of the terminal that every line fits in."""
_COLUMNS = (
    ("releases", 9),
    ("last release held", 17),
    ("age in days", 11),
    ("gap between releases held", 25),
    ("rows", 7),
)


def lines(sources: Sequence[Source], table: pd.DataFrame, ledger: pd.DataFrame, today: date) -> Iterator[str]:
    """All that there is to say of the sources; ages are as of ``today``."""
    held = {source.id: summary.holding(source, table, ledger) for source in sources}
    yield from _summary(held, today)
    for source in sources:
        yield ""
        yield from _source(source, held[source.id], today)


def _summary(held: Mapping[str, Holding | None], today: date) -> Iterator[str]:
    first = max(map(len, held), default=0)
    yield "source".ljust(first) + "".join(f"  {name:>{width}}" for name, width in _COLUMNS)
    for source_id, holding in held.items():
        cells = zip(_cells(holding, today), _COLUMNS, strict=True)
        yield source_id.ljust(first) + "".join(f"  {cell:>{width}}" for cell, (_, width) in cells)


def _cells(holding: Holding | None, today: date) -> tuple[str, ...]:
    if holding is None:
        return ("0", *("-" for _ in _COLUMNS[2:]), "0")
    gap = "-" if holding.usual_gap is None else str(holding.usual_gap)
    return str(holding.days), str(holding.last), str(holding.age(today)), gap, str(holding.rows)


def _source(source: Source, holding: Holding | None, today: date) -> Iterator[str]:
    yield from _wrapped(f"{source.id}  {source.publisher['en']}", indent=0)
    for line in _held(holding, today):
        yield from _wrapped(line, indent=2)
    for label, said in (("Published", source.cadence), ("Terms", source.terms), ("To cite", source.citation)):
        yield from _wrapped(f"{label}: {said['en']}", indent=2)
    for counted in summary.counted(source):
        yield from _counted(counted)


def _held(holding: Holding | None, today: date) -> Iterator[str]:
    if holding is None:
        yield "no release held yet"
        return
    gap = "" if holding.usual_gap is None else f"; usual gap between releases held {_many(holding.usual_gap, 'day')}"
    days = f"{_many(holding.days, 'release day')}, {holding.first} to {holding.last}"
    yield f"{days} ({_many(holding.age(today), 'day')} ago){gap}"
    yield f"{_many(holding.rows, 'row')}; {_many(holding.places, 'place')}; newest period {holding.newest.label}"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}" + "s" * (number != 1)


def _counted(counted: Counted) -> Iterator[str]:
    words = counted.words
    yield from _wrapped(f"- {counted.title['en']}", indent=2)
    yield from _wrapped(", ".join(measure.id for measure in counted.measures), indent=4)
    yield from _wrapped(words.definition["en"], indent=4)
    for label, said in (("Certainty", words.certainty), ("Where", words.geography), ("Withheld", words.suppression)):
        yield from _wrapped(f"{label}: {said['en']}", indent=4)


def _wrapped(text: str, *, indent: int) -> list[str]:
    """The text in lines; where it goes on, it stands two columns further in."""
    margin = " " * indent
    return wrap(text, WIDTH, initial_indent=margin, subsequent_indent=margin + "  ", break_on_hyphens=False)
