"""What is to be known of the rows of a chart, for programs: columns with units, releases with hashes, citation."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pandas as pd

from dashboard.dataset.series_view import ChartData
from dashboard.export.table_columns import ColumnDescription, chart_columns
from dashboard.i18n import Locale
from dashboard.text import sentences
from etl.core.model import Measure
from etl.core.source import Source

_OF_COUNTS = ("value", "now_value", "first_value", "earliest_held_value", "whole_value", "before_value")
_UNITS = {
    "rate": "deaths per 100,000 people",
    "share": "part of one",
    "change": "part of one",
    "population": "people",
    "window": "months",
}


def describe_chart(
    data: ChartData, rows: pd.DataFrame, block: Mapping[str, Any], files: Mapping[str, str], locale: Locale
) -> dict[str, Any]:
    """Describe the ``rows`` of a chart; ``block`` is its data block, ``files`` are addresses by the ending."""
    return {
        "title": block["title"],
        "address": block["address"],
        "code": block["code"],
        "query": dict(parse_qsl(urlsplit(block["address"]).query)),
        "as_of": block["as_of"],
        "edition": block["edition"],
        "newest_release": data.newest_release.isoformat() if data.newest_release else None,
        "citation": block["citation"],
        "terms": block["terms"],
        "sources": [_source(source, locale) for source in data.credited_sources],
        "measures": [_measure(measure, locale) for measure in data.definitions],
        "releases": block["releases"],
        "values_sha256": block["sha256"],
        "columns": [_column(column, data, locale) for column in describe_columns(data, rows)],
        "rows": len(rows),
        "files": dict(files),
    }


def describe_columns(data: ChartData, rows: pd.DataFrame) -> tuple[ColumnDescription, ...]:
    """Describe the columns that the rows of a chart have, those of this chart alone among them."""
    by_name = {column.name: column for column in chart_columns(data.extra_columns)}
    return tuple(by_name[str(name)] for name in rows.columns)


def _column(column: ColumnDescription, data: ChartData, locale: Locale) -> dict[str, str]:
    described = {"name": column.name, "type": column.type, "meaning": column.meaning}
    units = {sentences.unit_name(measure, locale) for measure in data.definitions}
    unit = " / ".join(sorted(units)) if column.name in _OF_COUNTS else _UNITS.get(column.name, "")
    return described | ({"unit": unit} if unit else {})


def _source(source: Source, locale: Locale) -> dict[str, str]:
    texts = {"publisher": source.publisher, "terms": source.terms, "citation": source.citation}
    return {"id": source.id, "url": source.url} | {name: locale.localize(text) for name, text in texts.items()}


def _measure(measure: Measure, locale: Locale) -> dict[str, str]:
    texts = {name: getattr(measure, name) for name in ("title", "definition", "certainty", "geography", "suppression")}
    return {"id": measure.id, "unit": sentences.unit_name(measure, locale)} | {
        name: locale.localize(text) for name, text in texts.items()
    }
