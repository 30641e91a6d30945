"""The rows of ``claims.csv``: one figure each that an item of commentary quotes, as a keeper writes it.

A record of a place among others is written in words: ``highest``, ``lowest since 2022-06``, ``near highest``,
``lowest within 2025``; the value is the place. So is a row of spans: ``above 170``, ``falling``, ``above 170 exactly``;
the value is its length, and ``exactly`` says that the row began just there ("third straight month").
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from etl.core.csv_io import format_number
from etl.core.model import Period
from etl.core.quotation import CLASS_WORDS, Comparator, Direction, Quotation, QuoteKind, Rank, Streak
from etl.parsing import csv_records
from etl.parsing.csv_records import Column, Record

Confidence = Literal["high", "medium", "low"]  # how directly an entry was read; its words say what was not

FILE = "claims.csv"
_DIRECTIONS = {
    "highest": Direction.HIGH,
    "lowest": Direction.LOW,
    "above": Direction.HIGH,
    "below": Direction.LOW,
    "rising": Direction.HIGH,
    "falling": Direction.LOW,
}
_RANK = re.compile(r"(?P<near>near )?(?P<end>highest|lowest)(?: (?P<limit>since|within) (?P<period>\S+))?")
_STREAK = re.compile(
    r"(?:(?P<side>above|below) (?P<threshold>[0-9]+(?:\.[0-9]+)?)|(?P<way>rising|falling))(?P<exact> exactly)?"
)
_COUNT_UNITS, _PERCENT = ("deaths",), ("percent",)
UNITS: Mapping[QuoteKind, tuple[str, ...]] = {
    QuoteKind.VALUE: _COUNT_UNITS,
    QuoteKind.INITIAL: _COUNT_UNITS,
    QuoteKind.CUMULATIVE: _COUNT_UNITS,
    QuoteKind.CHANGE: ("percent", "deaths"),
    QuoteKind.RANK: ("rank",),
    QuoteKind.STREAK: ("months",),
    QuoteKind.RATE: ("per_100k_year", "per_million_year"),
    QuoteKind.MEAN: ("deaths_per_day", "deaths_per_week", "deaths_per_month"),
    QuoteKind.SHARE: _PERCENT,
    QuoteKind.PROJECTION: _COUNT_UNITS,
    QuoteKind.ESTIMATE: ("deaths", "percent"),
    QuoteKind.REFERENCE: ("",),
}
"""The units that the value of each kind may have."""
RECORD_KINDS = frozenset({QuoteKind.RANK, QuoteKind.STREAK})


@dataclass(frozen=True)
class Claim:
    """A figure that an item quotes, on the row ``row`` of the file (from 1, without the header). Falls are negative.

    Where its kind is ``reference`` the item only refers to the period. ``discusses`` is the span of months that the
    item writes about with it.
    """

    quotation: Quotation
    note: str
    confidence: Confidence
    discusses: Period
    row: int = field(default=0, compare=False)

    @property
    def place(self) -> str:
        """The place that the figure is of."""
        return self.quotation.place

    @property
    def period(self) -> Period:
        """The months that the figure covers."""
        return self.quotation.period

    @property
    def value(self) -> float | None:
        """The number quoted; None of a reference, and of a record without one."""
        return self.quotation.value

    @property
    def kind(self) -> QuoteKind:
        """What is quoted."""
        return self.quotation.kind

    @property
    def is_figure(self) -> bool:
        """Whether the item quotes anything of the period, and does not only refer to it."""
        return self.kind is not QuoteKind.REFERENCE


def _parse_record(text: str) -> tuple[str, Any] | None:
    """Read what a rank is among, or a streak of what; None of an empty cell, ``ValueError`` of any other words."""
    if not text:
        return None
    if match := _RANK.fullmatch(text):
        period = Period.parse(match["period"]) if match["period"] else None
        limits = {match["limit"]: period} if match["limit"] else {}
        return "rank", {"direction": _DIRECTIONS[match["end"]], "is_near": bool(match["near"]), **limits}
    if match := _STREAK.fullmatch(text):
        threshold = float(match["threshold"]) if match["threshold"] else None
        direction = _DIRECTIONS[match["side"] or match["way"]]
        return "streak", {"direction": direction, "threshold": threshold, "is_exact": bool(match["exact"])}
    raise ValueError(text)


def _parse_class_words(text: str) -> frozenset[str]:
    words = frozenset(text.split())
    if not words <= frozenset(CLASS_WORDS):
        raise ValueError(text)
    return words


_CLASS_COLUMN = Column(_parse_class_words, f"words of {', '.join(CLASS_WORDS)}, or nothing", CLASS_WORDS)
_RECORD_COLUMN = Column(
    _parse_record,
    "words such as highest, near highest, lowest since 2020, lowest within 2025, above 170, above 170 exactly, rising",
    ("highest", "lowest", "near highest", "near lowest", "rising", "falling"),
)
COLUMNS = {
    "item": csv_records.ID,
    "place": csv_records.TEXT,
    "period": csv_records.PERIOD,
    "kind": csv_records.one_of(QuoteKind),
    "value": csv_records.NUMBER,
    "value_to": csv_records.NUMBER,
    "unit": csv_records.one_of(dict.fromkeys(unit for units in UNITS.values() for unit in units)),
    "comparator": csv_records.one_of(Comparator),
    "base_period": csv_records.optional(csv_records.PERIOD),
    "class_words": _CLASS_COLUMN,
    "measure": csv_records.ANY,
    "record": _RECORD_COLUMN,
    "note": csv_records.ANY,
    "confidence": csv_records.one_of(get_args(Confidence)),
    "discusses": csv_records.PERIOD,
}
COLUMN_MEANINGS = {
    "item": "the `id` of the item in `commentary.csv`",
    "place": "the code of the place that the figure is of",
    "period": "the months that it covers: `2020-07`, `2020-Q3`, `2020`, `2018-08/2019-07`",
    "kind": "what is quoted: " + ", ".join(f"`{kind}`" for kind in QuoteKind),
    "value": "the number as quoted; a fall is negative; of a rank its place, of a streak its length",
    "value_to": "the upper number, where the text gives two (`between`)",
    "unit": "what it is a number of: " + ", ".join(f"`{unit}`" for unit in COLUMNS["unit"].members if unit),
    "comparator": "the words before it: " + ", ".join(f"`{word}`" for word in Comparator if word),
    "base_period": "of a change, the months that it is measured from; empty: the same ones a year before",
    "class_words": "words of the text that narrow what is counted: " + ", ".join(f"`{word}`" for word in CLASS_WORDS),
    "measure": "the id of the measure, only where place and words do not say it",
    "record": "of a rank: `highest`, `near highest`, `lowest since 2020`, `lowest within 2025`; of a streak: "
    "`above 170`, `below 160 exactly` (it began just there), `rising`, `falling`",
    "note": "what the item says with it",
    "confidence": "how directly it was read: `high`, `medium`, `low`",
    "discusses": "the months that the item writes about with it",
}


def to_claim(record: Record, row: int) -> Claim:
    """Return the claim of a row about which there is no problem."""
    values = dict(record.values)
    note, confidence, discusses = (values.pop(name) for name in ("note", "confidence", "discusses"))
    del values["item"]
    kind, words = values.pop("record") or ("", {})
    number = values["value"]
    if kind == "rank":
        values["rank"] = Rank(position=int(number or 1), **words)
    elif kind == "streak":
        values["streak"] = Streak(length=int(number), **words)
    return Claim(Quotation(**values), note, confidence, discusses, row)


def to_cells(
    quotation: Quotation, *, item: str, note: str, confidence: Confidence, discusses: Period
) -> dict[str, str]:
    """Return the cells of the row that ``to_claim`` reads back."""
    numbers = {"value": quotation.value, "value_to": quotation.value_to}
    if quotation.rank:
        numbers["value"] = None if quotation.rank.is_near else quotation.rank.position
    if quotation.streak:
        numbers["value"] = quotation.streak.length
    return {
        "item": item,
        "place": quotation.place,
        "period": quotation.period.label,
        "kind": quotation.kind.value,
        **{name: "" if number is None else format_number(number) for name, number in numbers.items()},
        "unit": quotation.unit,
        "comparator": quotation.comparator.value,
        "base_period": quotation.base_period.label if quotation.base_period else "",
        "class_words": " ".join(sorted(quotation.class_words)),
        "measure": quotation.measure,
        "record": record_words(quotation),
        "note": note,
        "confidence": confidence,
        "discusses": discusses.label,
    }


def record_words(quotation: Quotation) -> str:
    """Write what a rank is among, or a streak of what: ``near highest``, ``above 170 exactly``; empty for others."""
    if rank := quotation.rank:
        end = "highest" if rank.direction is Direction.HIGH else "lowest"
        limits = ((name, period) for name, period in (("since", rank.since), ("within", rank.within)) if period)
        return " ".join(
            [*(["near"] if rank.is_near else []), end, *(f"{name} {period.label}" for name, period in limits)]
        )
    if streak := quotation.streak:
        is_high, threshold = streak.direction is Direction.HIGH, streak.threshold
        if threshold is None:
            words = "rising" if is_high else "falling"
        else:
            words = f"{'above' if is_high else 'below'} {format_number(threshold)}"
        return words + (" exactly" if streak.is_exact else "")
    return ""
