"""Each address for programs, as an operation of OpenAPI: what can be chosen, and what it answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from dashboard.charts.base import Chart
from dashboard.charts.formats import FORMATS, METADATA
from dashboard.charts.registry import CHARTS
from dashboard.dataset.dataset import Dataset
from dashboard.export.csvw import MEDIA_TYPE as CSVW
from dashboard.export.csvw import METADATA_ENDING
from dashboard.export.table_columns import LISTS
from dashboard.export.table_formats import TABLE_FORMATS
from dashboard.params.option_schemas import Schema, Schemas, chart_options, size_options, table_options
from dashboard.params.urls import WHOLE_TABLES
from dashboard.web.headers import TIMEMAP_PATH
from dashboard.web.memento import ENDINGS, LINK_FORMAT, TIMES, has_states
from dashboard.web.openapi.responses import JSON, ok, shared

USUAL = ("NotModified", "BadRequest", "PreconditionFailed", "Busy")
"""What anything that is worked out can answer beside what is asked for."""
_CHART_SHAPES = {"json": "ChartSeries", METADATA: "ChartMetadata"}


@dataclass(frozen=True)
class Operation:
    """A GET of one address. ``options`` are those of its query, ``parts`` those of its path, ``required`` some of both.

    ``headers`` are the names of shared parameters that it reads in the head of a request.
    """

    path: str
    tag: str
    summary: str
    responses: Mapping[str, Any]
    options: Schemas = field(default_factory=dict)
    parts: Schemas = field(default_factory=dict)
    required: tuple[str, ...] = ()
    headers: tuple[str, ...] = ("IfNoneMatch",)


def chart_operations(dataset: Dataset) -> Iterator[Operation]:
    """Yield every chart in every format but its page, its card, and what has changed since of an embedded one."""
    availability = dataset.availability
    for slug, chart in CHARTS.items():
        options = chart_options(availability, chart.options)
        for ending in FORMATS:
            yield _chart_file(chart, ending, options)
        yield Operation(
            path=f"/card/{slug}.png",
            tag="other sites",
            summary=f"{chart.subtitle}: the picture beside a link",
            options=options,
            responses={"200": ok("image/png"), **shared(*USUAL)},
        )
        yield Operation(
            path=f"/embed/{slug}.json",
            tag="other sites",
            summary=f"{chart.subtitle}: what has changed since of an embedded chart",
            options=options,
            responses={"200": ok(JSON, {"$ref": "#/components/schemas/Drift"}), **shared(*USUAL)},
        )


def _chart_file(chart: Chart[Any], ending: str, options: Schemas) -> Operation:
    file, shape = FORMATS[ending], _CHART_SHAPES.get(ending)
    schema = {"$ref": f"#/components/schemas/{shape}"} if shape else None
    responses = {"200": ok(file.media_type, schema, is_download=True), **shared(*USUAL)}
    described = Operation(
        path=f"/chart/{chart.slug}.{ending}",
        tag="charts",
        summary=f"{chart.subtitle}, as {file.label}",
        options=options | (size_options() if file.is_picture else {}),
        responses=responses,
    )
    if not has_states(chart.slug, ending):
        return described
    responses |= shared("EarlierState", "NotFound")
    return replace(described, headers=(*described.headers, "AcceptDatetime"), responses=responses)


def timemap_operations(dataset: Dataset) -> Iterator[Operation]:
    """Yield the TimeMaps of the page and of the CSV of each chart that has states."""
    for slug, chart in CHARTS.items():
        options = chart_options(dataset.availability, chart.options)
        for ending in filter(partial(has_states, slug), ENDINGS):
            yield Operation(
                path=f"{TIMEMAP_PATH}/chart/{slug}{'.' * bool(ending)}{ending}",
                tag="earlier states",
                summary=f"{chart.subtitle}: a state for each day of release, as a TimeMap (RFC 7089)",
                options={name: schema for name, schema in options.items() if name not in TIMES},
                responses={"200": ok(LINK_FORMAT), **shared(*USUAL, "NotFound")},
            )


def table_operations(dataset: Dataset) -> Iterator[Operation]:
    """Yield every whole table and every list in every format, and what describes them."""
    for name in (*WHOLE_TABLES, *LISTS):
        options = table_options(dataset.availability, name) if name in WHOLE_TABLES else {}
        for ending, file in TABLE_FORMATS.items():
            schema = {"$ref": f"#/components/schemas/Table_{name}"} if ending == "json" else None
            yield _file_of_data(f"{name}.{ending}", f"{name}, as .{ending}", file.media_type, options, schema)
        described = f"{name}.{METADATA_ENDING}"
        yield _file_of_data(described, f"{name}, described as CSV on the Web", CSVW, options, {"type": "object"})
    yield _file_of_data("as_of.sql", "`as_of(day)` as a macro of DuckDB", "application/sql")
    yield _file_of_data("datapackage.json", "All tables described as a Data Package", JSON, schema={"type": "object"})


def _file_of_data(
    name: str, summary: str, media_type: str, options: Schemas | None = None, schema: Schema | None = None
) -> Operation:
    """Describe a file below ``/data/``, of which a part can be asked for."""
    answer = ok(media_type, schema, is_download=not name.endswith((METADATA_ENDING, "package.json")))
    part = {"description": "The part asked for.", "content": {media_type: {}}}
    return Operation(
        path=f"/data/{name}",
        tag="tables",
        summary=summary,
        options=options or {},
        headers=("IfNoneMatch", "Range"),
        responses={"200": answer, "206": part, **shared(*USUAL, "RangeNotSatisfiable")},
    )
