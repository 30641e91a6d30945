"""What addresses answer, as OpenAPI has it: the errors that are the same everywhere, and the shapes of JSON."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from dashboard.export.table_columns import ColumnDescription
from dashboard.params.option_schemas import Schema, Schemas
from dashboard.web.downloads import EDITION_HEADER
from dashboard.web.memento import ACCEPT_DATETIME
from dashboard.web.oembed import CACHE_AGE_S
from dashboard.web.verdict import Drawing, Standing

JSON = "application/json"
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
TEXTS: Schema = {"type": "array", "items": TEXT}
_JSON_TYPES = {"string": "string", "number": "number", "integer": "integer", "date": "string"}
SHARED_HEADERS: Mapping[str, Any] = {
    "ETag": {"schema": TEXT, "required": True},
    "Content-Disposition": {"schema": TEXT, "required": True, "description": "a name with day and edition"},
    "Link": {
        "schema": TEXT,
        "required": True,
        "description": "`canonical` names day and edition where the answer depends on them",
    },
    EDITION_HEADER: {"schema": NUMBER, "required": True, "description": "the edition of the values"},
}
_DOWNLOAD_HEADERS = {name: {"$ref": f"#/components/headers/{name}"} for name in SHARED_HEADERS}
_ETAG_HEADER = {"ETag": _DOWNLOAD_HEADERS["ETag"]}
ERROR = {JSON: {"schema": {"$ref": "#/components/schemas/Error"}}}

SHARED_RESPONSES: Mapping[str, Any] = {
    "EarlierState": {
        "description": "Where the state of the moment asked for is.",
        "headers": {name: {"schema": TEXT, "required": True} for name in ("Location", "Link", "Vary")},
    },
    "NotModified": {"description": "It is still what the ETag names.", "headers": _ETAG_HEADER},
    "BadRequest": {"description": "An option is unknown or has a value that it cannot have.", "content": ERROR},
    "NotFound": {"description": "There is no such thing.", "content": ERROR},
    "PreconditionFailed": {"description": "It is not what the ETag in If-Match names.", "content": ERROR},
    "RangeNotSatisfiable": {"description": "The file has no such part."},
    "Busy": {
        "description": "Too much is asked at the moment; `Retry-After` says in how many seconds to ask again.",
        "headers": {"Retry-After": {"schema": NUMBER, "required": True}},
        "content": ERROR,
    },
}
HEAD_RESPONSES: Mapping[str, Any] = {
    f"{name}Head": {key: part for key, part in response.items() if key != "content"}
    for name, response in SHARED_RESPONSES.items()
}
"""The same to a HEAD."""
SHARED_PARAMETERS: Mapping[str, Any] = {
    "IfNoneMatch": {"name": "If-None-Match", "in": "header", "schema": {**TEXT, "examples": ['"x"', "*"]}},
    "AcceptDatetime": {
        "name": ACCEPT_DATETIME,
        "in": "header",
        "description": "The moment whose state is asked for (Memento, RFC 7089); not beside as_of or edition.",
        "schema": {**TEXT, "examples": ["Tue, 25 Aug 2020 00:00:00 GMT"]},
    },
    "Range": {"name": "Range", "in": "header", "schema": {**TEXT, "examples": ["bytes=0-99"]}},
}


def shape(properties: Mapping[str, Schema], **others: Schema) -> Schema:
    """Describe an object that has all these properties, and no further ones but ``others``."""
    every = {**properties, **others}
    return {
        "type": "object",
        "required": list(properties),
        "properties": every,
        "additionalProperties": False,
    }


def list_of(items: Schema) -> Schema:
    """Describe an array."""
    return {"type": "array", "items": items}


def nullable(schema: Schema) -> Schema:
    """Describe what may also be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def row_shape(columns: Iterable[ColumnDescription]) -> Schema:
    """Describe a row by its columns; any cell can be null."""
    cells = {column.name: _cell(column, _JSON_TYPES[column.type], "null") for column in columns}
    return {"type": "object", "properties": cells, "additionalProperties": False}


def series_shape(columns: Iterable[ColumnDescription], once: Collection[str]) -> Schema:
    """Describe a series by its columns: ``once`` are those that stand once in it, any other is a list of cells.

    A chart has some of the columns, and may have others of its own.
    """
    cells = {
        column.name: _cell(column, _JSON_TYPES[column.type])
        if column.name in once
        else list_of(_cell(column, _JSON_TYPES[column.type], "null"))
        for column in columns
    }
    return {"type": "object", "required": list(once), "properties": cells, "additionalProperties": {"type": "array"}}


def _cell(column: ColumnDescription, *types: str) -> Schema:
    form = {"format": "date"} if column.type == "date" else {}
    return {"type": list(types) if types[1:] else types[0], "description": column.meaning, **form}


def ok(media_type: str, schema: Schema | None = None, *, is_download: bool = False) -> dict[str, Any]:
    """Describe a good answer; without a schema its body is that of its format."""
    headers = _DOWNLOAD_HEADERS if is_download else _ETAG_HEADER
    body = {"schema": schema} if schema else {}
    return {"description": "The answer.", "headers": headers, "content": {media_type: body}}


def without_body(response: Mapping[str, Any]) -> dict[str, Any]:
    """Describe the same answer, or the reference to a shared one, to a HEAD."""
    return {key: f"{part}Head" if key == "$ref" else part for key, part in response.items() if key != "content"}


def shared(*names: str) -> dict[str, Any]:
    """Refer to shared responses, by their status."""
    statuses = {
        "EarlierState": "302",
        "NotModified": "304",
        "BadRequest": "400",
        "NotFound": "404",
        "PreconditionFailed": "412",
        "RangeNotSatisfiable": "416",
        "Busy": "503",
    }
    return {statuses[name]: {"$ref": f"#/components/responses/{name}"} for name in names}


RELEASE = shape({"id": TEXT, "published": TEXT, "known": TEXT, "document_sha256": TEXT})
SHARED_SHAPES: Schemas = {
    "Error": shape({"error": {**TEXT, "description": "What is wrong, for the person who asked."}, "status": NUMBER}),
    "Health": shape({"status": {"const": "ok"}, "edition": NUMBER}, left_out=NUMBER),
    "Readiness": shape(
        {
            "status": {"enum": ["ready", "not ready"]},
            "edition": NUMBER,
            "learned_on": nullable({**TEXT, "format": "date"}),
            "served_for_s": NUMBER,
            "reasons": TEXTS,
            "left_out": TEXTS,
        }
    ),
    "Drift": shape({"sentence": TEXT, "label": TEXT, "url": TEXT}),
    "ChartMetadata": shape(
        {
            **dict.fromkeys(("title", "address", "code", "as_of", "citation", "values_sha256"), TEXT),
            "query": {"type": "object", "additionalProperties": TEXT},
            **dict.fromkeys(("edition", "rows"), NUMBER),
            "newest_release": nullable({**TEXT, "format": "date"}),
            "terms": TEXTS,
            **dict.fromkeys(("sources", "measures", "columns"), list_of({"type": "object"})),
            "releases": list_of(RELEASE),
            "files": {"type": "object", "additionalProperties": TEXT},
        }
    ),
    "Verdict": shape(
        {
            "standing": {"enum": list(Standing)},
            "heading": TEXT,
            "lines": TEXTS,
            "drawing": {"enum": list(Drawing)},
            "differences": TEXTS,
            "title": TEXT,
            "address": TEXT,
            "releases": list_of(RELEASE),
        }
    ),
    "OEmbed": shape(
        {
            "type": {"enum": ["rich", "photo"]},
            "version": {"const": "1.0"},
            "title": TEXT,
            "author_name": TEXT,
            "provider_name": TEXT,
            "provider_url": TEXT,
            "cache_age": {"const": CACHE_AGE_S},
            "width": NUMBER,
            "height": NUMBER,
        },
        html=TEXT,
        url=TEXT,
    ),
    "JsonFeed": {"type": "object", "required": ["version", "title", "items"]},
}
