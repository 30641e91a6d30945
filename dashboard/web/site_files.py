"""What search engines ask for: ``/robots.txt``, and ``/sitemap.xml``: every page, chart of a place, and release."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from flask import Blueprint, Response

from dashboard.charts.registry import default_params
from dashboard.charts.rendered import RenderedCharts
from dashboard.dataset.release_days import release_days
from dashboard.web.headers import set_cache_headers
from dashboard.web.live_data import served
from dashboard.web.page_requests import check_options, url_root
from dashboard.web.pages.base import PageRequest
from dashboard.web.pages.registry import PAGES

SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def add_rules(blueprint: Blueprint) -> None:
    """Answer ``/robots.txt`` and ``/sitemap.xml``."""

    @blueprint.get("/robots.txt")
    def robots() -> Response:
        check_options(())
        dataset = served().charts.dataset
        sitemap = f"{url_root(dataset)}{dataset.urls.base_url}/sitemap.xml"
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
