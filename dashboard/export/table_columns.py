"""What each column of each table means: a table of its own, and the words of the Data Package."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import pandas as pd

from dashboard.export.reference_tables import REFERENCE_TABLES, reference_table
from dashboard.export.tables import COLUMNS_BY_UNIT, LABEL_COLUMNS
from dashboard.i18n import languages
from etl.core.columns import COLUMN_MEANINGS, DATE_DTYPE, DTYPES, KEY_COLUMNS
from etl.reference import claim_rows
from etl.store import ledger, shapes
from etl.store.files import StoreSnapshot

COLUMNS_TABLE = "columns"
LISTS = (*REFERENCE_TABLES, COLUMNS_TABLE)
"""The names of the lists that join, among them this one."""
OBSERVATION_LABELS = ("period", "place_name", "group_name", "measure_title", "unit", "note")
"""The columns that whole tables have of those of a view."""
TYPES = {"str": "string", "Float64": "number", "int64": "integer", DATE_DTYPE: "date"}
"""The types of a Data Package by ours."""
_DTYPES: Mapping[str, str] = {
    **DTYPES,
    **dict.fromkeys(("now_value", "first_value", "earliest_held_value", "whole_value", "before_value"), "Float64"),
    **dict.fromkeys(("value_before", "rate", "share"), "Float64"),
    **dict.fromkeys(("now_vintage", "first_vintage", "earliest_held_vintage", "population_vintage"), DATE_DTYPE),
    **dict.fromkeys(("whole_vintage", "before_vintage", "vintage_before", "release_day"), DATE_DTYPE),
    **dict.fromkeys(("window", "population", "first_lag_days"), "int64"),
    **dict.fromkeys((f"expected_{end}_{share}" for end in ("low", "high") for share in (50, 80)), "Float64"),
    **dict.fromkeys(("like_for_like", "like_for_like_value", "like_for_like_before_value", "expected_n"), "Float64"),
    **dict.fromkeys(("like_for_like_days", "like_for_like_before_days", "writings", "mentions"), "int64"),
    **dict.fromkeys(("texts_counted", "texts_with_term", "titles_counted", "titles_with_term"), "int64"),
    "as_published": DATE_DTYPE,
}
"""Of the columns of tables and charts that are no text, those of one chart alone among them."""
_SOURCE = "registry id of the publisher's series"
_URL = "address of the document that says so"
LIST_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "places": {
        "place": "place code: ISO 3166-2 where one exists",
        "name": "its name",
        "parent": "the place that it is a part of; empty for a country",
    },
    "measures": {
        "measure": "id of what is counted, over how long; two definitions never share one",
        "source": _SOURCE,
        "period": "the kind of period that a value covers",
        "unit": "what the values are numbers of",
        "title": "the shortest name that is not wrong",
        "definition": "what is counted",
        "certainty": "whether cases are suspected or certified",
        "geography": "by what place and day they are counted",
        "suppression": "what is withheld",
    },
    "groups": {"group": "`all`, or `dimension:level`", "name": "the group in words"},
    "sources": {
        "source": _SOURCE,
        "place": "the place that it publishes for",
        "url": "the publisher's page",
        "publisher": "who publishes it",
        "terms": "what may be done with the values",
        "cadence": "how often it is published",
        "citation": "how it is cited",
        "newest_release": "the day of the newest release held, from which the days since are counted",
        "usual_gap_days": "days between releases: by the publisher's own word, else the median of those held",
        "long_gap_days": "days past which it is silent for longer than usual; empty where that cannot be told",
        "longest_gap_days": "the most days between two releases held, where those are all or most of them",
        "next_expected": "the day of the next release, if it comes after the usual gap",
        "gap_basis": "how the gaps are known: `publisher`, `gaps` between those held, `median` where few are",
        "ended_on": "the day of its last release, where the series has ended and no more is expected",
    },
    "notes": {
        "note": "id of the note",
        "source": _SOURCE,
        "measure": "the measure that it is about",
        "place": "the place that it is about",
        "group": "the group, or `*` for all",
        "first": "label of the first period that it is about",
        "last": "label of the last one; empty where it goes on",
        "from_vintage": "in force in releases from this day on; empty: from the first",
        "to_vintage": "in force in releases before this day; empty: in all",
        "kind": "`break`, `incomplete`, `method` or `doubted`",
        "differs": "of a break, which side counts something else than the measure does elsewhere",
        "sentence": "what it says",
        "title": "the document that says so; empty: it was read from the values",
        "url": _URL,
        "read_on": "the day that document was read",
        "inferred": "`yes` where the document says what is counted, and where it changes was read from the values",
    },
    "commentary": {
        "item": "id of the writing",
        "kind": "`blog`, `news`, `statement`, `policy` or `research`",
        "title": "its title",
        "title_basis": "`slug` where the title was read in the address",
        "author": "who wrote it",
        "author_basis": "`inferred` where the author is not named there",
        "publication": "where it appeared",
        "published_on": "the day it appeared; where that is not known, the last one that it may be",
        "precision": "how closely that is known: `day`, `year` or `until`",
        "url": "its address",
        "read_as": "`copy` or `excerpt` where that was read, at another site",
        "read_at": "the address of that site",
        "known_through": "the item through which one is known that was not found itself",
        "cites": "items that it reports on or quotes, with spaces between",
        "see_also": "items on what it writes of",
        "note": "what is particular about it",
        "confidence": "how directly it was read: `high`, `medium` or `low`",
    },
    "claims": {"item": "the writing that quotes the figure", "row": "its row in `claims.csv`, from 1"},
    "events": {
        "day": "the day; of an event known by its month, the first of it",
        "precision": "how closely that is known: `day` or `month`",
        "place": "the place that it is about",
        "category": "`legal`, `pandemic`, `policy`, `service` or `supply`",
        "title": "what happened",
        "url": _URL,
        "note": "what else is to be known",
        "short": "the few words that name it on a chart; empty where it stands in lists alone",
        "priority": "1 is named on a chart first, then 2, then 3",
    },
    COLUMNS_TABLE: {
        "table": "the table; `chart` for the rows of a chart",
        "shape": "the shape of the table that alone has it; empty: the usual one",
        "column": "the column",
        "type": "`string`, `number`, `integer` or `date`",
        "meaning": "what it means",
    },
}
"""The meanings of the columns of each list; of a text in several languages they stand without the language."""


@dataclass(frozen=True)
class ColumnDescription:
    """A column of a table: its name, its type as a Data Package has it, and what it means."""

    name: str
    type: str
    meaning: str


def whole_table_columns() -> Mapping[tuple[str, str], tuple[ColumnDescription, ...]]:
    """Describe the columns of each whole table in each shape but that of a wide triangle, whose columns are days."""
    rows, labels = _typed(COLUMN_MEANINGS), _typed({name: LABEL_COLUMNS[name] for name in OBSERVATION_LABELS})
    key, value = _choose(rows, KEY_COLUMNS), _choose(rows, ["value", "status"])
    vintage = _choose(rows, ["vintage"])
    return {
        ("observations", ""): (*rows, *labels),
        ("observations", "first"): (*rows, *_typed(shapes.FIRST_MEANINGS), *labels),
        ("vintages", ""): (*rows, *_typed(shapes.LOG_MEANINGS)),
        ("vintages", "changes"): (*key, *vintage, *value, *_typed(shapes.CHANGE_MEANINGS)),
        ("vintages", "triangle"): (
            *key,
            *_typed({"release_day": shapes.TRIANGLE_MEANINGS["release_day"]}),
            *value,
            *vintage,
            *_typed({"stated_by_release": shapes.TRIANGLE_MEANINGS["stated_by_release"]}),
        ),
        ("releases", ""): _typed(ledger.COLUMN_MEANINGS, ledger.DTYPES),
    }


def chart_columns(own: Mapping[str, str] = MappingProxyType({})) -> tuple[ColumnDescription, ...]:
    """Describe the columns that rows of charts have in any unit, and the ``own`` ones of a chart by their meanings."""
    by_unit = {name: meaning for columns in COLUMNS_BY_UNIT.values() for name, meaning in columns.items()}
    return _typed({**COLUMN_MEANINGS, **LABEL_COLUMNS, **by_unit, **own}, {**_DTYPES, "change": "Float64"})


def list_columns(name: str, rows: pd.DataFrame) -> tuple[ColumnDescription, ...]:
    """Describe the columns of a list."""
    meanings = _list_meanings(name)
    return tuple(
        ColumnDescription(str(column), TYPES.get(str(dtype), "string"), meanings[str(column)])
        for column, dtype in rows.dtypes.items()
    )


def list_table(name: str, snapshot: StoreSnapshot) -> pd.DataFrame:
    """Return one of the lists, by its name in the address."""
    return _columns_table(snapshot) if name == COLUMNS_TABLE else reference_table(name, snapshot)


def _columns_table(snapshot: StoreSnapshot) -> pd.DataFrame:
    """Return a row for each column of each table, in every shape."""
    return pd.DataFrame(
        [
            {"table": table, "shape": shape, "column": column.name, "type": column.type, "meaning": column.meaning}
            for table, shape, columns in _all_columns(snapshot)
            for column in columns
        ]
    )


def _all_columns(snapshot: StoreSnapshot) -> Iterator[tuple[str, str, Iterable[ColumnDescription]]]:
    for (table, shape), columns in whole_table_columns().items():
        yield table, shape, columns
    for name in REFERENCE_TABLES:
        yield name, "", list_columns(name, reference_table(name, snapshot))
    yield "chart", "", chart_columns()
    yield COLUMNS_TABLE, "", _typed(LIST_MEANINGS[COLUMNS_TABLE])


def _typed(meanings: Mapping[str, str], dtypes: Mapping[str, str] = _DTYPES) -> tuple[ColumnDescription, ...]:
    return tuple(ColumnDescription(name, TYPES[dtypes.get(name, "str")], meaning) for name, meaning in meanings.items())


def _choose(columns: Iterable[ColumnDescription], names: Iterable[str]) -> tuple[ColumnDescription, ...]:
    by_name = {column.name: column for column in columns}
    return tuple(by_name[name] for name in names)


@cache
def _list_meanings(name: str) -> Mapping[str, str]:
    """Return the meanings of a list's columns, of texts once for each language."""
    meanings = dict(claim_rows.COLUMN_MEANINGS if name == "claims" else {}) | dict(LIST_MEANINGS[name])
    in_languages = {
        f"{column}_{code}": f"{meaning}, `{code}`" for column, meaning in meanings.items() for code in languages()
    }
    return meanings | in_languages
