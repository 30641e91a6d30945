"""The tables and their columns as a Data Package (datapackage.org, version 1): names, types, meanings, keys."""

from collections.abc import Collection, Sequence
from typing import Any

from dashboard.export.reference_tables import REFERENCE_KEYS
from dashboard.export.table_columns import LISTS, ColumnDescription, list_columns, list_table, whole_table_columns
from etl.core.columns import KEY_COLUMNS
from etl.store.files import StoreSnapshot

_JOINS = {"source": "sources", "measure": "measures", "place": "places", "group": "groups", "item": "commentary"}
"""The list in which each code of a row stands."""
_JOINED = {
    "observations": ("source", "measure", "place", "group"),
    "vintages": ("source", "measure", "place", "group"),
    "measures": ("source",),
    "sources": ("place",),
    "notes": ("source", "measure", "place"),
    "claims": ("item", "place", "measure"),
    "events": ("place",),
}
"""The columns of each table that join to a list; an empty cell joins to nothing."""
_KEYS = {
    "observations": KEY_COLUMNS,
    "vintages": [*KEY_COLUMNS, "vintage", "release", "edition"],
    "releases": ["id"],
    "columns": ["table", "shape", "column"],
    **REFERENCE_KEYS,
}


def datapackage(snapshot: StoreSnapshot, folder: str, packed: Collection[str] = ()) -> dict[str, Any]:
    """Describe the tables of an edition; ``folder`` stands before the names of their files.

    Those of ``packed`` stand compressed alone.
    """
    described = {name: columns for (name, shape), columns in whole_table_columns().items() if not shape}
    described |= {name: list_columns(name, list_table(name, snapshot)) for name in LISTS}
    return {
        "profile": "tabular-data-package",
        "name": "overdose-statistics",
        "title": "Published drug-toxicity death counts, by the day they were published",
        "version": str(snapshot.edition),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": name,
                **_file(f"{folder}{name}.csv", is_packed=name in packed),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": _schema(name, columns),
            }
            for name, columns in described.items()
        ],
    }


def _file(path: str, *, is_packed: bool) -> dict[str, str]:
    return {"path": f"{path}.gz", "compression": "gz"} if is_packed else {"path": path}


def primary_key(name: str, columns: Sequence[ColumnDescription]) -> Sequence[str]:
    """Return the columns that together name a row of a table in its usual shape."""
    return _KEYS.get(name, [columns[0].name])


def _schema(name: str, columns: Sequence[ColumnDescription]) -> dict[str, Any]:
    keys = [_foreign_key(column, _JOINS[column], column) for column in _JOINED.get(name, ())]
    keys += [_foreign_key("release", "releases", "id")] if name in {"observations", "vintages"} else []
    return {
        "fields": [{"name": column.name, "type": column.type, "description": column.meaning} for column in columns],
        "primaryKey": primary_key(name, columns),
        **({"foreignKeys": keys} if keys else {}),
        "missingValues": [""],
    }


def _foreign_key(column: str, table: str, other: str) -> dict[str, Any]:
    return {"fields": column, "reference": {"resource": table, "fields": other}}
