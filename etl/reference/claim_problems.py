"""What is wrong with the cells of a quoted figure together, each of which is good by itself."""

from collections.abc import Collection, Iterator

from etl.core.impossible import MAX_COUNT, MAX_PERCENTAGE
from etl.core.quotation import Comparator, QuoteKind
from etl.parsing.csv_records import Problem, Record
from etl.parsing.near_cells import near
from etl.reference.claim_rows import RECORD_KINDS, UNITS

_WHOLE_KINDS = frozenset({QuoteKind.VALUE, QuoteKind.INITIAL, QuoteKind.CUMULATIVE, QuoteKind.RANK, QuoteKind.STREAK})
"""What counts deaths or months, or is a place among others."""


def problems(records: list[Record], measures: Collection[str] | None) -> Iterator[Problem]:
    """Yield what is wrong with the cells of each row together; ``measures`` are the ids known, None where none are."""
    for record in records:
        kind = record.values.get("kind")
        if kind is None:
            continue
        yield from _value_problems(record, kind)
        yield from _number_problems(record, kind)
        yield from _record_problems(record, kind)
        if record.cells["base_period"] and kind is not QuoteKind.CHANGE:
            yield record.problem("base_period", "nothing, since only a change is measured from a period")
        if measures is not None and (name := record.cells["measure"]) and name not in measures:
            yield record.problem("measure", "the id of a measure, or nothing", near=near(name, measures))


def _value_problems(record: Record, kind: QuoteKind) -> Iterator[Problem]:
    cells = record.cells
    if kind is QuoteKind.REFERENCE and cells["value"]:
        yield record.problem("value", "nothing, since a reference quotes no number")
    if kind not in {QuoteKind.REFERENCE, QuoteKind.RANK} and not cells["value"]:
        yield record.problem("value", "a number; without one the kind is reference")
    if cells["unit"] not in UNITS[kind]:
        expected = " or ".join(unit or "nothing" for unit in UNITS[kind])
        yield record.problem("unit", f"{expected} for the kind {kind}", near=near(cells["unit"], UNITS[kind]))
    if bool(cells["value_to"]) != (cells["comparator"] == Comparator.BETWEEN):
        yield record.problem("value_to", "a number where the comparator is between, and none where it is not")


def _record_problems(record: Record, kind: QuoteKind) -> Iterator[Problem]:
    if "record" not in record.values:
        return
    words = record.values["record"]
    if (words is not None) != (kind in RECORD_KINDS) or (words and words[0] != kind):
        yield record.problem("record", "words for a rank or a streak where the kind is one, and none where it is not")


def _number_problems(record: Record, kind: QuoteKind) -> Iterator[Problem]:
    """Yield a problem for each number that nothing can be: half a death, 120 % of the deaths."""
    expected = {
        QuoteKind.SHARE: f"a percentage from 0 to {MAX_PERCENTAGE}",
        QuoteKind.RATE: "a number that is not negative",
        QuoteKind.MEAN: "a number that is not negative",
    } | dict.fromkeys(_WHOLE_KINDS, f"a whole number from 0 to {MAX_COUNT:,}")
    for column in ("value", "value_to"):
        number = record.values.get(column)
        if number is not None and kind in expected and not _is_possible(number, kind):
            yield record.problem(column, expected[kind])


def _is_possible(number: float, kind: QuoteKind) -> bool:
    if kind in _WHOLE_KINDS:
        return float(number).is_integer() and 0 <= number <= MAX_COUNT
    return 0 <= number <= (MAX_PERCENTAGE if kind is QuoteKind.SHARE else float("inf"))
