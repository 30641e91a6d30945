"""The rows of ``events.csv``: a title in English, and one in each other language that the places are named in."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

from etl.core.languages import SOURCE
from etl.parsing import csv_records
from etl.parsing.csv_records import Column

Category = Literal["legal", "pandemic", "policy", "service", "supply"]  # what kind of fact an event is
_TRANSLATION = "title_"


def columns(languages: Iterable[str]) -> dict[str, Column]:
    """Return the columns of ``events.csv``: ``title`` is in English, ``title_fr`` in another of ``languages``."""
    return {
        "date": csv_records.DAY_OR_MONTH,
        "place": csv_records.TEXT,
        "category": csv_records.one_of(get_args(Category)),
        "title": csv_records.TEXT,
        **{f"{_TRANSLATION}{code}": csv_records.TEXT for code in languages if code != SOURCE},
        "url": csv_records.URL,
        "note": csv_records.ANY,
    }


def gather_titles(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a row with its translated titles by language in ``translated_titles``."""
    titles = {name.removeprefix(_TRANSLATION): text for name, text in values.items() if name.startswith(_TRANSLATION)}
    rest = {name: value for name, value in values.items() if not name.startswith(_TRANSLATION)}
    return {**rest, "translated_titles": titles}
