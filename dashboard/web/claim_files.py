"""Answers the quoted figures as files: rows, annotations and feeds, of all claims or of those chosen."""

from flask import Blueprint, Response

from dashboard.export.feeds import FEEDS
from dashboard.web.downloads import DataState, download, file_name
from dashboard.web.headers import set_cache_headers
from dashboard.web.live_data import served
from dashboard.web.page_requests import check_options, page_request
from dashboard.web.pages import claims
from dashboard.web.pages.base import PageRequest
from dashboard.web.pages.claim_feed import build_feed

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "atom": "application/atom+xml; charset=utf-8",
    "feed": "application/feed+json",
}
"""By the ending of the address."""


def add_rules(blueprint: Blueprint) -> None:
    """Answer ``/claims.csv`` and the like, with the options of the page."""

    endings = ",".join(MEDIA_TYPES)

    @blueprint.get(f"/claims.<any({endings}):ending>")
    def claims_file(ending: str) -> Response:
        check_options(claims.PAGE.options or ())
        asked = page_request(served().charts, claims.PAGE.own_options)
        if write := FEEDS.get(ending):
            feed = write(build_feed(asked, ending))
            return set_cache_headers(Response(feed, content_type=MEDIA_TYPES[ending]), pinned=False)
        return _claims_response(asked, ending)


def _claims_response(asked: PageRequest, ending: str) -> Response:
    dataset, query = asked.dataset, claims.format_choice(claims.read_choice(asked), asked.params.lang)
    state = DataState(dataset.newest_vintage, dataset.snapshot.edition)
    return download(
        claims.render_file(asked, ending),
        MEDIA_TYPES[ending],
        name=file_name(["claims"], state, filter(None, query.split("&")), ending),
        address=asked.url_root + dataset.urls.claims_file(ending, query),
        state=state,
    )
