"""Events: dated facts of policy or context, and the few words with which some stand on a chart. No disk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from etl.core.languages import SOURCE
from etl.parsing import csv_records
from etl.parsing.csv_records import Column, Problem, Record, read_records
from etl.reference.kinds import Kind

FILE = "events.csv"
LAST_PRIORITY = 3
"""Of events: named on a chart where there is room after all others."""

Category = Literal["legal", "pandemic", "policy", "service", "supply"]  # what kind of fact an event is
Precision = Literal["day", "month"]  # how closely the date of an event is known


@dataclass(frozen=True)
class Event:
    """A dated fact of policy or context. One known only by its month is drawn on the first day of it.

    ``title`` is in English, ``translated_titles`` are in the other languages. ``short`` are a few words by language,
    with which it stands on a chart: one without any stands in lists alone. Where there is room for few, those of the
    first ``priority`` are named.
    """

    day: date
    precision: Precision
    place: str
    category: Category
    title: str
    url: str
    note: str
    short: Mapping[str, str] = field(default_factory=dict, hash=False)
    priority: int = LAST_PRIORITY
    kind: Kind = Kind.EVENT
    translated_titles: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def titles(self) -> Mapping[str, str]:
        """Its title by language."""
        return {SOURCE: self.title, **self.translated_titles}


_PRIORITIES = csv_records.optional(csv_records.one_of(map(str, range(1, LAST_PRIORITY + 1))))


def columns(languages: Iterable[str]) -> dict[str, Column]:
    """Return the columns of ``events.csv``: ``title`` is in English, ``title_fr`` in another of ``languages``."""
    codes = tuple(languages)
    return {
        "date": csv_records.DAY_OR_MONTH,
        "place": csv_records.TEXT,
        "category": csv_records.one_of(get_args(Category)),
        "title": csv_records.TEXT,
        **{f"title_{code}": csv_records.TEXT for code in codes if code != SOURCE},
        **{f"short_{code}": csv_records.ANY for code in codes},
        "priority": _PRIORITIES,
        "url": csv_records.URL,
        "note": csv_records.ANY,
    }


def read_rows(content: bytes | str, languages: Iterable[str], problems: list[Problem]) -> list[Record]:
    """Return the rows of ``events.csv``, in ``languages``; what is wrong with others is added to ``problems``."""
    return read_records(FILE, content, columns(languages), problems)


def to_event(event: Record) -> Event:
    """Return the event of a row that can be read."""
    values: dict[str, Any] = dict(event.values)
    titles, words = (_by_language(values, prefix) for prefix in ("title_", "short_"))
    short = {code: text for code, text in words.items() if text} if words[SOURCE] else {}
    priority = int(values.pop("priority") or LAST_PRIORITY)
    day, precision = values.pop("date")
    return Event(day=day, precision=precision, **values, short=short, priority=priority, translated_titles=titles)


def _by_language(values: dict[str, Any], prefix: str) -> dict[str, str]:
    """Take the texts out of a row whose columns have a prefix, by what follows it."""
    return {name.removeprefix(prefix): values.pop(name) for name in tuple(values) if name.startswith(prefix)}
