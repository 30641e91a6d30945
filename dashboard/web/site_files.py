"""What programs ask for that look around: ``/robots.txt``; ``/sitemap.xml``: every page, chart of a place, and release.

``/llms.txt`` tells those that read on people's behalf how a figure is asked for as of a day, ``/openapi.json`` every
address for programs.
"""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from flask import Blueprint, Response

from dashboard.charts.registry import default_params
from dashboard.charts.rendered import RenderedCharts
from dashboard.dataset.release_days import release_days
from dashboard.params.urls import DESCRIPTION_PATH
from dashboard.web.headers import set_cache_headers
from dashboard.web.live_data import served
from dashboard.web.openapi.document import describe_api
from dashboard.web.page_requests import check_options, site_root, url_root
from dashboard.web.pages.base import PageRequest
from dashboard.web.pages.registry import PAGES
from etl.core import csv_io

FOR_PROGRAMS = """# Overdose statistics

> Published drug-toxicity death counts. Every figure carries the day on which it was published; publishers revise their
> past, and a figure that was revised later was right on its day. Give a figure with its day and its publisher.

- [A series as of a day]({site}/chart/trend.csv?places=CA-BC&as_of=2020-08-25), `.json` too; also `measure`, `start`
- [Every figure as of a day]({site}/data/observations.csv?places=CA-BC&as_of=2020-08-25)
- [Every figure with every earlier value]({site}/data/vintages.csv?places=CA-BC)
- [Places]({site}/data/places.csv), [measures]({site}/data/measures.csv), [columns]({site}/data/columns.csv)
- [Figures that articles quote]({site}/claims.json?places=CA-BC), beside those published then and the newest here
- [What differs between two days]({site}/diff.json?from=2020-08-25&to=2026-08-11&places=CA-BC)
- [Terms and citations of the publishers]({site}/sources)
- [Every address with its options and answers]({site}/openapi.json), as OpenAPI 3.1

`status` says why a value is missing: `suppressed`, `not_available` and `withdrawn` are not zero.
"""
SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def add_rules(blueprint: Blueprint) -> None:
    """Answer ``/robots.txt``, ``/sitemap.xml``, ``/llms.txt`` and ``/openapi.json``."""

    @blueprint.get(DESCRIPTION_PATH)
    def description() -> Response:
        check_options(())
        described = describe_api(served().charts.dataset, site_root())
        return set_cache_headers(Response(csv_io.to_json(described), content_type="application/json"), pinned=False)

    @blueprint.get("/llms.txt")
    def for_programs() -> Response:
        check_options(())
        text = FOR_PROGRAMS.format(site=site_root())
        return set_cache_headers(Response(text, mimetype="text/plain"), pinned=False)

    @blueprint.get("/robots.txt")
    def robots() -> Response:
        check_options(())
        sitemap = f"{site_root()}/sitemap.xml"
        # All may be read, cards too: X shows none that its robot may not fetch.
        text = f"User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n"
        return set_cache_headers(Response(text, mimetype="text/plain"), pinned=False)

    @blueprint.get("/sitemap.xml")
    def sitemap() -> Response:
        check_options(())
        root = ET.Element("urlset", xmlns=SITEMAP_NAMESPACE)
        for url in dict.fromkeys(_addresses(served().charts)):
            ET.SubElement(ET.SubElement(root, "url"), "loc").text = url
        body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        return set_cache_headers(Response(body, mimetype="application/xml"), pinned=False)


def _addresses(charts: RenderedCharts) -> Iterator[str]:
    """Yield the whole address of every page, of the usual chart of every place, and of every release, by language."""
    dataset = charts.dataset
    root, availability = url_root(dataset), dataset.availability
    for lang in availability.languages:
        usual = replace(default_params(availability), lang=lang)
        for page in PAGES:
            yield root + page.url(PageRequest(charts, usual))
        for place in availability.drawable_places(usual.options):
            yield root + dataset.urls.chart(replace(default_params(availability, place), lang=lang))
        for release in release_days(dataset):
            yield root + dataset.urls.release(release.source, release.day, lang)
