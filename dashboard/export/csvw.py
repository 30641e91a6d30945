"""A table described for readers of CSV (CSV on the Web, https://www.w3.org/TR/tabular-metadata/): columns and key."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.export.table_columns import ColumnDescription

MEDIA_TYPE = "application/csvm+json"
METADATA_ENDING = "csv-metadata.json"
"""Behind the name of a table, where the standard looks for its description."""


def describe_csv(
    url: str, columns: Sequence[ColumnDescription], key: Sequence[str], about: Mapping[str, str]
) -> dict[str, Any]:
    """Describe a CSV file at ``url``, relative to the description; ``about`` are terms of Dublin Core and the like."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        **about,
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": column.name,
                    "dc:description": column.meaning,
                    "datatype": column.type,
                }
                for column in columns
            ],
            **({"primaryKey": list(key)} if key else {}),
        },
    }
