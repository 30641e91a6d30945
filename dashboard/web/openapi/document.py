"""The whole description, as one document of OpenAPI 3.1."""

from collections.abc import Iterator
from typing import Any

from dashboard.dataset.dataset import Dataset
from dashboard.export.table_columns import LISTS, chart_columns, list_columns, list_table, whole_table_columns
from dashboard.export.tables import SERIES_COLUMNS
from dashboard.params.option_schemas import Schema, Schemas, shared_schemas
from dashboard.web.openapi.operations import Operation, chart_operations, table_operations, timemap_operations
from dashboard.web.openapi.parameters import SharedParameters, describe_parameters, refer_to_parameter
from dashboard.web.openapi.responses import (
    HEAD_RESPONSES,
    NUMBER,
    SHARED_HEADERS,
    SHARED_PARAMETERS,
    SHARED_RESPONSES,
    SHARED_SHAPES,
    TEXT,
    TEXTS,
    list_of,
    nullable,
    row_shape,
    series_shape,
    shape,
    without_body,
)
from dashboard.web.openapi.site_operations import list_operations, site_operations

OPENAPI_VERSION = "3.1.1"
DESCRIPTION = (
    "Published drug-toxicity death counts, each with the day on which it was published. `as_of` gives what a reader "
    "saw on a day; an address that names `as_of` and `edition` never changes, but for counts of words in writings. "
    "Suppressed, not available, withdrawn and zero are different things: `status` says which. Cells may be empty "
    "(CSV) or null (JSON)."
)


def describe_api(dataset: Dataset, root: str) -> dict[str, Any]:
    """Describe every address for programs; ``root`` stands before their paths."""
    parameters = SharedParameters()
    gets = {operation.path: _describe(operation, parameters) for operation in operations(dataset)}
    return {
        "openapi": OPENAPI_VERSION,
        "info": {
            "title": "Overdose statistics",
            "version": str(dataset.snapshot.edition),
            "description": DESCRIPTION,
        },
        "servers": [{"url": root or "/"}],
        "paths": {path: {"get": get, "head": _describe_head(get)} for path, get in gets.items()},
        "components": {
            "schemas": shared_schemas(dataset.availability) | SHARED_SHAPES | _row_shapes(dataset),
            "responses": {**SHARED_RESPONSES, **HEAD_RESPONSES},
            "headers": SHARED_HEADERS,
            "parameters": {**SHARED_PARAMETERS, **parameters.by_name},
        },
    }


def operations(dataset: Dataset) -> Iterator[Operation]:
    """Yield every address for programs."""
    yield from chart_operations(dataset)
    yield from timemap_operations(dataset)
    yield from table_operations(dataset)
    yield from list_operations(dataset)
    yield from site_operations(dataset)


def _describe(operation: Operation, parameters: SharedParameters) -> dict[str, Any]:
    return {
        "operationId": operation.path.strip("/").translate(str.maketrans("/.-", "___", "{}")),
        "tags": [operation.tag],
        "summary": operation.summary,
        "parameters": [
            *map(parameters.refer_to, describe_parameters(operation, "path", operation.parts)),
            *map(parameters.refer_to, describe_parameters(operation, "query", operation.options)),
            *map(refer_to_parameter, operation.headers),
        ],
        "responses": operation.responses,
    }


def _describe_head(get: dict[str, Any]) -> dict[str, Any]:
    """Describe the HEAD of an address by its GET: the same headers without a body."""
    responses = {status: without_body(answer) for status, answer in get["responses"].items()}
    return get | {"operationId": f"head_{get['operationId']}", "responses": responses}


def _row_shapes(dataset: Dataset) -> Schemas:
    """Describe the JSON of charts and of each table."""
    about = {"title": TEXT, "address": TEXT, "edition": NUMBER}
    of_whole = about | {
        "as_published": {**TEXT, "format": "date"},
        "sources": TEXTS,
        "terms": TEXTS,
        "citation": TEXT,
    }
    shapes: dict[str, list[Schema]] = {}
    for (name, _), columns in whole_table_columns().items():
        shapes.setdefault(name, []).append(row_shape(columns))
    # The columns of a wide triangle are days of release.
    shapes["vintages"].append({"type": "object", "additionalProperties": {"type": ["number", "null", "string"]}})
    tables = {f"Table_{name}": shape(of_whole | {"rows": list_of({"anyOf": rows})}) for name, rows in shapes.items()}
    for name in LISTS:
        rows = row_shape(list_columns(name, list_table(name, dataset.snapshot)))
        tables[f"Table_{name}"] = shape(about | {"rows": list_of(rows)})
    return {"ChartSeries": _chart_series(), **tables}


def _chart_series() -> Schema:
    return shape(
        {
            "title": TEXT,
            "unit": TEXT,
            "as_published": TEXT,
            "newest_release": nullable({**TEXT, "format": "date"}),
            "edition": nullable(NUMBER),
            "sources": TEXTS,
            "terms": TEXTS,
            "address": TEXT,
            "finding": TEXT,
            "sentences": TEXTS,
            "series": list_of(series_shape(chart_columns(), SERIES_COLUMNS)),
        }
    )
