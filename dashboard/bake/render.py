"""Answers to addresses as files: the app is asked as a browser would ask it, and the links of its pages are changed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from flask import Flask
from werkzeug.test import Client, TestResponse

from dashboard.bake.addresses import Group
from dashboard.bake.compress import GZIP_ENDING, twins
from dashboard.bake.links import PageLinks, Site, rewrite_links
from dashboard.bake.paths import PAGE, to_path
from dashboard.charts.registry import default_params
from dashboard.charts.rendered import RenderedCharts
from dashboard.config import Delivery
from dashboard.web.pages.base import PageRequest
from dashboard.web.pages.render import render_no_file_page
from etl.core import csv_io

OEMBED = "/oembed"
NO_FILE = "404.html"
"""What file servers show at an address without a file, at any depth: its links begin at the root of the host."""
CHART_FILES = ("/chart/", "/card/")
MAX_PLAIN_CSV_BYTES = 30_000
"""CSV of a chart that is longer stands compressed alone, as whole tables do: pandas, R and DuckDB read it so, and as it
is it would be an eighth of the site. As JSON the same rows stand as they are.
"""
_FILE_NAME = re.compile(r'filename="([^"]+)"')


class BakeError(Exception):
    """The site cannot be baked; says what was found and what is expected."""


@dataclass(frozen=True)
class BakedFile:
    """One file: its path below the folder, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Renderer:
    """Renders addresses of a site as files."""

    server: Flask
    site: Site

    def render(self, group: Group) -> Iterator[BakedFile]:
        """Yield the files of some addresses; there is none of a chart that has nothing to show, but its page.

        Files go before pages, which say under which names they are saved.
        """
        client, names = self.server.test_client(), dict[str, str]()
        refused, packed = set[str](), set[str]()
        for address in sorted(group, key=lambda address: to_path(address).endswith(PAGE)):
            response = self._ask(client, address)
            if response.status_code == HTTPStatus.BAD_REQUEST and address.startswith(CHART_FILES):
                refused.add(address)
                continue
            if response.status_code != HTTPStatus.OK:
                raise BakeError(f"{address}: answered {response.status_code}: {response.text}")
            path = to_path(address)
            if name := _FILE_NAME.search(response.headers.get("Content-Disposition", "")):
                names[address] = name[1]
            links = PageLinks(self.site, path, frozenset(refused), names, frozenset(packed))
            file = BakedFile(path, _with_links(response, links, is_oembed=address.startswith(OEMBED)))
            if _stands_packed(address, file):
                packed.add(address)
                file = BakedFile(path + GZIP_ENDING, twins(path, file.content)[path + GZIP_ENDING])
            yield file

    def _ask(self, client: Client, address: str) -> TestResponse:
        parts = urlsplit(self.site.base_url)
        return client.get(address, base_url=f"{parts.scheme}://{parts.netloc}")


def _stands_packed(address: str, file: BakedFile) -> bool:
    """Tell whether a file stands compressed alone; never that of the front page, which has no options."""
    return (
        "?" in address
        and address.startswith("/chart/")
        and file.path.endswith(".csv")
        and len(file.content) > MAX_PLAIN_CSV_BYTES
    )


def render_no_file(charts: RenderedCharts, site: Site) -> BakedFile:
    """Render what is shown at an address without a file."""
    request = PageRequest(charts, default_params(charts.dataset.availability), delivery=Delivery.FILES)
    html = rewrite_links(render_no_file_page(request), PageLinks(site, NO_FILE, from_root=True))
    return BakedFile(NO_FILE, html.encode())


def _with_links(response: TestResponse, links: PageLinks, *, is_oembed: bool) -> bytes:
    """Return what was answered, of a page and of what embeds one with the links as they are among files."""
    if response.mimetype == "text/html":
        return rewrite_links(response.text, links).encode()
    content: bytes = response.data
    if not is_oembed or links.site.has_server:
        return content
    quoted = replace(links, are_quoted=True)
    if response.mimetype == "application/json":
        answer = json.loads(content)
        return csv_io.to_json(answer | {"html": rewrite_links(answer["html"], quoted)}).encode()
    root = ET.fromstring(content)  # noqa: S314 - it is an answer of our own
    for element in root.iter("html"):
        element.text = rewrite_links(element.text or "", quoted)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written
