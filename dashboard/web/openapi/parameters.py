"""The options of addresses as parameters of OpenAPI; what many addresses take alike is described once."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from dashboard.params.option_schemas import Schemas
from dashboard.web.openapi.operations import Operation
from dashboard.web.openapi.option_meanings import OPTION_MEANINGS

Parameter = dict[str, Any]


class SharedParameters:
    """The parameters described so far, by name: of an option that takes other values elsewhere a number follows."""

    def __init__(self) -> None:
        self.by_name: dict[str, Parameter] = {}

    def refer_to(self, parameter: Parameter) -> Parameter:
        """Return the reference to a parameter, which is added where none described so far is the same."""
        option: str = parameter["name"]
        names = (option if number == 1 else f"{option}_{number}" for number in count(1))
        name = next(name for name in names if self.by_name.get(name, parameter) == parameter)
        self.by_name[name] = parameter
        return refer_to_parameter(name)


def refer_to_parameter(name: str) -> Parameter:
    """Return the reference to a shared parameter."""
    return {"$ref": f"#/components/parameters/{name}"}


def describe_parameters(operation: Operation, place: str, schemas: Schemas) -> Iterable[dict[str, Any]]:
    """Describe options; of several codes, these stand with commas between."""
    for name, schema in schemas.items():
        yield {
            "name": name,
            "in": place,
            "description": OPTION_MEANINGS[name],
            "required": name in operation.required,
            "schema": schema,
            **({"style": "form", "explode": False} if schema.get("type") == "array" else {}),
        }
