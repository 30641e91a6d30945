"""What each option of an address may be, as JSON Schema (2020-12), from the lists that its parser accepts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.params.availability import DIMENSIONS, Availability
from dashboard.params.chart_params import OPTION_NAMES
from dashboard.params.diff_choice import DIFF_OPTIONS
from dashboard.params.frame_size import LIMITS_PX
from dashboard.params.options import KINDS, ChartOptions
from dashboard.params.row_filter import FILTER_OPTIONS
from dashboard.params.table_params import OWN_OPTIONS, SHAPES, VIEW_OPTIONS
from etl import registry
from etl.core.groups import GROUPS
from etl.store.differences import Change

Schema = dict[str, Any]
Schemas = dict[str, Schema]

_EXAMPLE_DAY = date(2020, 8, 25).isoformat()


def shared_schemas(availability: Availability) -> Schemas:
    """Describe the codes that several options take: the schemas that the others refer to."""
    return {
        "Place": choice(sorted(availability.places)),
        "Measure": choice(registry.MEASURES),
        "Group": choice(GROUPS),
        "Source": choice(registry.SOURCES),
    }


def chart_options(availability: Availability, options: ChartOptions) -> Schemas:
    """Describe the options of a chart's address, in the order in which they are written."""
    schemas = {
        **_view_options(availability),
        "places": _codes("Place", options.max_places) if options.max_places > 1 else _code("Place"),
        "measure": _codes("Measure") if options.measure_per_place else _code("Measure"),
        "group": choice(DIMENSIONS) if options.group_is_dimension else _code("Group"),
        "unit": choice(options.units),
        "window": {"type": "integer", "enum": sorted(options.windows)},
        "start": month(),
        "end": month(),
        "notes": {"type": "integer", "enum": [0, 1]},
        "kinds": {"type": "string", "pattern": _some_of(KINDS)},
        "note": {"type": "string"},
        "term": choice(availability.terms),
    }
    return {name: schemas[name] for name in OPTION_NAMES if name not in options.disabled_options}


def table_options(availability: Availability, table: str) -> Schemas:
    """Describe the options of a whole table's address."""
    schemas = {
        **_filter_options(),
        **_view_options(availability),
        "shape": choice(SHAPES.get(table, ())),
        "vintage": day(),
    }
    return {name: schemas[name] for name in (*OWN_OPTIONS[table], *VIEW_OPTIONS)}


def diff_options(availability: Availability) -> Schemas:
    """Describe the options of what differs between two days."""
    edition = edition_number(availability)
    schemas = {
        **_filter_options(),
        "from": day(),
        "to": day(),
        "from_edition": edition,
        "to_edition": edition,
        "change": choice(Change),
    }
    return {name: schemas[name] for name in DIFF_OPTIONS}


def series_options(availability: Availability) -> Schemas:
    """Describe options that choose one source, place and measure, and the language."""
    return {
        "source": _code("Source"),
        "places": _code("Place"),
        "measure": _code("Measure"),
        "lang": choice(availability.languages),
    }


def size_options() -> Schemas:
    """Describe the sides of a picture."""
    return {name: pixels(least, most) for name, (least, most) in LIMITS_PX.items()}


def choice(values: Iterable[str]) -> Schema:
    """Describe one of some texts."""
    return {"type": "string", "enum": [str(value) for value in values]}


def day() -> Schema:
    """Describe a day."""
    return {"type": "string", "format": "date", "examples": [_EXAMPLE_DAY]}


def month() -> Schema:
    """Describe a month."""
    return {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$", "examples": [_EXAMPLE_DAY[:7]]}


def edition_number(availability: Availability) -> Schema:
    """Describe the number of an edition."""
    return {"type": "integer", "minimum": 1, "maximum": max(1, availability.edition)}


def pixels(least: int = 1, most: int | None = None) -> Schema:
    """Describe a number of pixels."""
    return {"type": "integer", "minimum": least} | ({"maximum": most} if most else {})


def _view_options(availability: Availability) -> Mapping[str, Schema]:
    return {"as_of": day(), "edition": edition_number(availability), "lang": choice(availability.languages)}


def _filter_options() -> Schemas:
    names = {"source": "Source", "measure": "Measure", "places": "Place", "group": "Group"}
    schemas = {"start": month(), "end": month(), **{option: _codes(name) for option, name in names.items()}}
    return {name: schemas[name] for name in FILTER_OPTIONS}


def _code(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _codes(name: str, most: int | None = None) -> Schema:
    limit = {"maxItems": most} if most else {}
    return {"type": "array", "items": _code(name), "minItems": 1, **limit}


def _some_of(values: Iterable[str]) -> str:
    word = f"({'|'.join(values)})"
    return f"^(none|{word}(,{word})*)$"
