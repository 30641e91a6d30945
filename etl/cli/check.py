"""What ``check`` reads and says: the figures that a draft quotes, each with its place and span, as lines or as JSON."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from etl.claims.check import CheckedFigure
from etl.claims.figures import Figure
from etl.claims.listing import same_age_record, same_age_text
from etl.core import csv_io
from etl.core.errors import EtlError
from etl.core.places import Places
from etl.core.quotation import Direction, Quotation, Rank

MAX_DRAFT_BYTES = 5 * 1000**2
"""A long report has a thousandth of it; what is larger is no draft."""
STANDARD_INPUT = "-"
_MEGABYTE = 1000**2


def read_draft(name: str, standard_input: BinaryIO) -> str:
    """Return the text of a draft: of a file, or of standard input where the name is "-".

    ``EtlError`` where it is larger than ``MAX_DRAFT_BYTES``, ``OSError`` as the system. Bytes that are no UTF-8 are
    read as signs that stand for nothing: the figures around them are found all the same.
    """
    if name == STANDARD_INPUT:
        content = standard_input.read(MAX_DRAFT_BYTES + 1)
    else:
        with Path(name).open("rb") as file:
            content = file.read(MAX_DRAFT_BYTES + 1)
    if len(content) > MAX_DRAFT_BYTES:
        raise EtlError(f"{name}: found more than {MAX_DRAFT_BYTES // _MEGABYTE} MB; expected a draft of up to that")
    return content.decode("utf-8", "replace")


def as_record(checked: CheckedFigure) -> dict[str, object]:
    """Return a figure of a draft for programs. ``start`` counts the characters of the draft before it."""
    item, judgement = checked.figure, checked.judgement
    quotation = item.quotation
    record: dict[str, object] = {
        "quote": item.words,
        "start": item.start,
        "value": item.number,
        "value_to": quotation.value_to,
        "unit": quotation.unit,
        "comparator": quotation.comparator.value,
        "kind": quotation.kind.value,
        "place": quotation.place,
        "period": quotation.period.label,
        "base_period": quotation.base_period.label if quotation.base_period else None,
        "class_words": sorted(quotation.class_words),
    }
    if quotation.rank:
        record["rank"] = _rank_words(quotation.rank)
    if quotation.streak and quotation.streak.threshold is not None:
        record["threshold"] = quotation.streak.threshold
        record["test"] = ">" if quotation.streak.direction is Direction.HIGH else "<"
    return record | {
        "status": judgement.status.value,
        "reason": judgement.reason.value,
        "measure": judgement.measure or None,
        "computed": judgement.is_computed,
        "then": _number(judgement.then),
        "then_vintage": judgement.then.vintage.isoformat() if judgement.then else None,
        "now": _number(judgement.now),
        "now_vintage": judgement.now.vintage.isoformat() if judgement.now else None,
        "turned": judgement.turned.isoformat() if judgement.turned else None,
        "like_for_like": same_age_record(judgement.same_age, quotation.unit),
    }


def _number(figure: Figure | None) -> float | None:
    return None if figure is None else round(figure.value, 4)


def _rank_words(rank: Rank) -> list[str | int]:
    """Return what kind of rank it is, and which: ``["highest", 2]``, ``["lowest_since", "2020"]``."""
    end = "highest" if rank.direction is Direction.HIGH else "lowest"
    if rank.since:
        return [f"{end}_since", rank.since.label]
    return [f"near_{end}" if rank.is_near else end, rank.position]


def lines(quoted: Sequence[CheckedFigure], places: Places) -> Iterator[str]:
    """Yield two lines for each figure of a draft, and how many there are."""
    for checked in quoted:
        item, judgement = checked.figure, checked.judgement
        quotation = item.quotation
        about = f"{places[quotation.place].name['en']}, {quotation.period.label}"
        base = f" against {quotation.base_period.label}" if quotation.base_period else ""
        words = " ".join(item.words.split())
        yield f"{item.start:6}  {words}: {_quoted_text(item.number, quotation)} of {about}{base}"
        yield f"        {judgement.status.replace('_', ' ')} ({judgement.reason.replace('_', ' ')})" + "".join(
            f", {name} {csv_io.format_number(round(figure.value, 2))} ({figure.vintage})"
            for name, figure in (("then", judgement.then), ("now", judgement.now))
            if figure
        )
        if judgement.same_age:
            yield f"        {same_age_text(judgement.same_age)}"
    yield f"{len(quoted)} figure{'s' * (len(quoted) != 1)} quoted"


def _quoted_text(number: float | None, quotation: Quotation) -> str:
    """Return what is quoted, as ``value 175 deaths`` or ``rank``."""
    comparator = quotation.comparator.value.replace("_", " ")
    value = "" if number is None else csv_io.format_number(number)
    unit = "" if number is None or quotation.rank else quotation.unit.replace("_", " ")
    return " ".join(filter(None, [quotation.kind.value, comparator, value, unit]))
