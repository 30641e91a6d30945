"""Links beside an answer, as the header ``Link`` (RFC 8288) and as ``application/link-format`` (RFC 6690) have them."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Response

from dashboard.params.urls import DESCRIPTION_PATH


@dataclass(frozen=True)
class Link:
    """An address with its relations, separated by spaces; ``attributes`` are its media type and the like."""

    address: str
    relations: str
    attributes: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        attributes = (("rel", self.relations), *self.attributes)
        return "; ".join([f"<{self.address}>", *(f'{name}="{value}"' for name, value in attributes)])


def service_description(root: str) -> Link:
    """Return the link to the description of all addresses (RFC 8631), ``root`` before its path."""
    return Link(root + DESCRIPTION_PATH, "service-desc", (("type", "application/json"),))


def add_links(response: Response, links: Iterable[Link]) -> None:
    """Add links to those that an answer has, in one header."""
    given = response.headers.get("Link")
    response.headers["Link"] = ", ".join([*([given] if given else []), *map(str, links)])
