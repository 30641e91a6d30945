"""The other addresses for programs: quoted figures, releases, what differs, and what the site says of itself."""

from collections.abc import Iterator, Mapping

from dashboard.charts.registry import CHARTS, HOME_SLUG
from dashboard.dataset.dataset import Dataset
from dashboard.params.option_schemas import (
    Schema,
    Schemas,
    chart_options,
    choice,
    day,
    diff_options,
    pixels,
    series_options,
)
from dashboard.params.urls import DESCRIPTION_PATH
from dashboard.web import claim_files, release_files
from dashboard.web.embeds import OEMBED_FORMATS
from dashboard.web.openapi.operations import USUAL, Operation
from dashboard.web.openapi.responses import JSON, TEXT, list_of, ok, shape, shared
from dashboard.web.pages import claims, diff, lineage, release, releases, verify
from dashboard.web.pages.paging import PAGE_OPTION
from etl.store.differences import Change

_COUNTS = {"type": "object", "propertyNames": {"enum": list(Change)}, "additionalProperties": {"type": "integer"}}
_MOMENT = shape({"day": day(), "edition": {"type": "integer"}})
_RECORDS = list_of({"type": "object"})
_FEED = {"$ref": "#/components/schemas/JsonFeed"}


def list_operations(dataset: Dataset) -> Iterator[Operation]:
    """Yield the quoted figures, the releases, what one changed, and what differs, each in every format."""
    availability = dataset.availability
    series = series_options(availability) | {PAGE_OPTION: {"type": "integer", "minimum": 1}}
    lang = {"lang": series["lang"]}
    of_claims = {name: choice(values) for name, values in claims.allowed_values(dataset).items()}
    options = _choose(series | of_claims, claims.PAGE.options)
    schemas: dict[str, Schema] = {"json": _RECORDS, "jsonld": {"type": "object"}, "feed": _FEED}
    types = claim_files.MEDIA_TYPES
    for ending in claims.FILE_ENDINGS:
        yield _list_file(f"/claims.{ending}", "Figures that writings quote", types, options, schemas)
    types, options = release_files.MEDIA_TYPES, _choose(series, releases.PAGE.options)
    for ending in releases.FILE_ENDINGS:
        yield _list_file(f"/releases.{ending}", "Days of release", types, options, schemas)
    schemas = {"json": shape({"from": _MOMENT, "to": _MOMENT, "counts": _COUNTS, "rows": _RECORDS})}
    options = _choose(series | diff_options(availability), diff.PAGE.options)
    for ending in diff.FILE_ENDINGS:
        yield _list_file(f"/diff.{ending}", "What differs between two days", types, options, schemas)
    yield _lineage_operation(dataset)
    parts = {"source": series["source"], "day": day()}
    schema = shape({"release": {"type": "object"}, "counts": _COUNTS, "rows": _RECORDS})
    for ending in release.FILE_ENDINGS:
        yield Operation(
            path=f"/releases/{{source}}/{{day}}.{ending}",
            tag="releases",
            summary="Every figure that a release changed",
            options=_choose(lang, release.PAGE.options),
            parts=parts,
            required=tuple(parts),
            responses={
                "200": ok(types[ending], schema if ending == "json" else None, is_download=True),
                **shared(*USUAL, "NotFound"),
            },
        )


def _lineage_operation(dataset: Dataset) -> Operation:
    options = chart_options(dataset.availability, CHARTS[HOME_SLUG].options) | {"period": TEXT}
    texts = dict.fromkeys(("source", "measure", "place", "group", "period"), TEXT)
    schema = shape({**texts, "edition": {"type": "integer"}, "statements": _RECORDS})
    return Operation(
        path="/lineage.json",
        tag="releases",
        summary="Every release that stated a figure, with the documents that were read",
        options=_choose(options, lineage.PAGE.options),
        responses={"200": ok(JSON, schema, is_download=True), **shared(*USUAL, "NotFound")},
    )


def _list_file(
    path: str, summary: str, types: Mapping[str, str], options: Schemas, schemas: Mapping[str, Schema]
) -> Operation:
    ending = path.rpartition(".")[2]
    return Operation(
        path=path,
        tag=path[1:].partition(".")[0],
        summary=summary,
        options=options,
        responses={
            "200": ok(types[ending], schemas.get(ending), is_download=ending not in {"atom", "feed"}),
            **shared(*USUAL),
        },
    )


def _choose(schemas: Schemas, names: tuple[str, ...] | None) -> Schemas:
    return {name: schemas[name] for name in names or ()}


def site_operations(dataset: Dataset) -> Iterator[Operation]:
    """Yield what is verified, how pages are embedded, what monitors ask, and what the site says of itself."""
    lang = {"lang": series_options(dataset.availability)["lang"]}
    yield Operation(
        path="/verify.json",
        tag="verify",
        summary="What a short code or an address of a chart stands for",
        options=_choose({verify.CODE_OPTION: {"type": "string", "minLength": 1}, **lang}, verify.PAGE.options),
        required=(verify.CODE_OPTION,),
        responses={"200": ok(JSON, {"$ref": "#/components/schemas/Verdict"}), **shared(*USUAL)},
    )
    answer = ok(JSON, {"$ref": "#/components/schemas/OEmbed"})
    answer["content"]["text/xml; charset=utf-8"] = {"schema": TEXT}
    yield Operation(
        path="/oembed",
        tag="other sites",
        summary="How a page or a picture of a chart is embedded (oEmbed 1.0)",
        options={
            "url": {"type": "string", "format": "uri"},
            **dict.fromkeys(("maxwidth", "maxheight"), pixels()),
            "format": choice(OEMBED_FORMATS),
            "quote": {"type": "integer", "enum": [0, 1]},
        },
        required=("url",),
        responses={
            "200": answer,
            **shared(*USUAL, "NotFound"),
            "501": {"description": "There is no such format.", "content": {"text/plain": {}}},
        },
    )
    yield from _monitor_operations()
    for path, summary, media_type in (
        ("/llms.txt", "How programs that read on people's behalf ask for a figure", "text/plain"),
        ("/robots.txt", "What search engines may read", "text/plain"),
        ("/sitemap.xml", "Every page", "application/xml"),
        (DESCRIPTION_PATH, "This description", JSON),
    ):
        yield Operation(path, "site", summary, {"200": ok(media_type), **shared(*USUAL)})


def _monitor_operations() -> Iterator[Operation]:
    readiness = {"$ref": "#/components/schemas/Readiness"}
    health = {"200": ok(JSON, {"$ref": "#/components/schemas/Health"}), **shared("NotModified")}
    yield Operation("/healthz", "site", "Whether the server is up", health)
    ready = {
        "200": ok(JSON, readiness),
        **shared("NotModified"),
        "503": {"description": "It is not, for these reasons.", "content": {JSON: {"schema": readiness}}},
    }
    yield Operation("/readyz", "site", "Whether what is served is whole and new", ready)
