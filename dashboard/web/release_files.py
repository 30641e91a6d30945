"""Answers releases, what one changed, and what differs between two days as files: CSV, JSON and feeds."""

from dataclasses import replace

from flask import Blueprint, Response

from dashboard.export.feeds import FEEDS
from dashboard.web.headers import set_cache_headers
from dashboard.web.live_data import served
from dashboard.web.page_requests import check_options, page_request
from dashboard.web.pages import diff, release, releases
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.release_feed import build_feed

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "atom": "application/atom+xml; charset=utf-8",
    "feed": "application/feed+json",
}
"""By the ending of the address."""


def add_rules(blueprint: Blueprint) -> None:
    """Answer ``/releases.csv``, ``/releases/<source>/<day>.csv``, ``/diff.csv`` and the like."""

    @blueprint.get(f"/releases.<any({','.join(releases.FILE_ENDINGS)}):ending>")
    def releases_file(ending: str) -> Response:
        asked, write = _request(releases.PAGE), FEEDS.get(ending)
        return _response(write(build_feed(asked, ending)) if write else releases.render_file(asked, ending), ending)

    @blueprint.get(f"/releases/<source>/<day>.<any({','.join(release.FILE_ENDINGS)}):ending>")
    def release_file(source: str, day: str, ending: str) -> Response:
        asked = replace(_request(release.PAGE), page_options={"source": source, "day": day})
        return _response(release.render_file(asked, ending), ending)

    @blueprint.get(f"/diff.<any({','.join(diff.FILE_ENDINGS)}):ending>")
    def diff_file(ending: str) -> Response:
        return _response(diff.render_file(_request(diff.PAGE), ending), ending)


def _request(page: Page) -> PageRequest:
    check_options(page.options or ())
    return page_request(served().charts, page.own_options)


def _response(body: str, ending: str) -> Response:
    return set_cache_headers(Response(body, content_type=MEDIA_TYPES[ending]), pinned=False)
