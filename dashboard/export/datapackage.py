"""The tables and their columns as a Data Package (datapackage.org, version 1): names, types, meanings, keys."""

from collections.abc import Mapping
from typing import Any

from dashboard.export.reference_tables import REFERENCE_TABLES, reference_table
from dashboard.export.tables import LABEL_COLUMNS
from etl.core.columns import COLUMN_MEANINGS, DTYPES, KEY_COLUMNS
from etl.store import ledger
from etl.store.files import StoreSnapshot

OBSERVATION_LABELS = ("period", "place_name", "group_name", "measure_title", "unit", "note")
"""The columns that whole tables have of those of a view."""
_TYPES = {"str": "string", "Float64": "number", "int64": "integer"}
_JOINS = {"source": "sources", "measure": "measures", "place": "places", "group": "groups"}
"""The list in which each code of a row stands."""


def datapackage(snapshot: StoreSnapshot, url_root: str) -> dict[str, Any]:
    """Describe the tables of an edition; ``url_root`` stands before the addresses of their files."""
    keys = [_foreign_key(column, table, column) for column, table in _JOINS.items()]
    keys.append(_foreign_key("release", "releases", "id"))
    labels = [{"name": name, "type": "string", "description": LABEL_COLUMNS[name]} for name in OBSERVATION_LABELS]
    rows = _fields(COLUMN_MEANINGS, DTYPES)
    described = {
        "observations": {"fields": [*rows, *labels], "primaryKey": KEY_COLUMNS, "foreignKeys": keys},
        "vintages": {"fields": rows, "primaryKey": [*KEY_COLUMNS, "vintage", "edition"], "foreignKeys": keys},
        "releases": {"fields": _fields(ledger.COLUMN_MEANINGS, ledger.DTYPES), "primaryKey": ["id"]},
        **{name: _list_schema(name, snapshot) for name in REFERENCE_TABLES},
    }
    return {
        "profile": "tabular-data-package",
        "name": "overdose-statistics",
        "title": "Published drug-toxicity death counts, by the day they were published",
        "version": str(snapshot.edition),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                "path": f"{url_root}/data/{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": schema | {"missingValues": [""]},
            }
            for name, schema in described.items()
        ],
    }


def _fields(meanings: Mapping[str, str], dtypes: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"name": name, "type": _TYPES.get(dtypes[name], "date"), "description": meaning}
        for name, meaning in meanings.items()
    ]


def _list_schema(name: str, snapshot: StoreSnapshot) -> dict[str, Any]:
    columns = [str(column) for column in reference_table(name, snapshot).columns]
    return {"fields": [{"name": column, "type": "string"} for column in columns], "primaryKey": columns[:1]}


def _foreign_key(column: str, table: str, other: str) -> dict[str, Any]:
    return {"fields": column, "reference": {"resource": table, "fields": other}}
