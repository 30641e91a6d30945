"""Answers releases, what one changed, and what differs between two days as files: CSV, JSON and feeds."""

from dataclasses import replace

from flask import Blueprint, Response

from dashboard.export.feeds import FEEDS
from dashboard.params.diff_choice import format_diff
from dashboard.web.downloads import DataState, download, file_name
from dashboard.web.headers import set_cache_headers
from dashboard.web.live_data import served
from dashboard.web.page_requests import check_options, page_request
from dashboard.web.pages import diff, lineage, release, releases
from dashboard.web.pages.base import Page, PageRequest
from dashboard.web.pages.release_feed import build_feed
from etl.core.csv_io import to_json

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "atom": "application/atom+xml; charset=utf-8",
    "feed": "application/feed+json",
}
"""By the ending of the address."""
PINNING = frozenset({"from", "to", "from_edition", "to_edition"})
"""Options of ``/diff`` that together name a state of the data that stays."""


def add_rules(blueprint: Blueprint) -> None:
    """Answer ``/releases.csv``, ``/releases/<source>/<day>.csv``, ``/lineage.json``, ``/diff.csv`` and the like."""

    @blueprint.get(f"/releases.<any({','.join(releases.FILE_ENDINGS)}):ending>")
    def releases_file(ending: str) -> Response:
        asked, write = _request(releases.PAGE), FEEDS.get(ending)
        if write:
            feed = write(build_feed(asked, ending))
            return set_cache_headers(Response(feed, content_type=MEDIA_TYPES[ending]), pinned=False)
        return _releases_response(asked, ending)

    @blueprint.get(f"/releases/<source>/<day>.<any({','.join(release.FILE_ENDINGS)}):ending>")
    def release_file(source: str, day: str, ending: str) -> Response:
        return _release_response(replace(_request(release.PAGE), page_options={"source": source, "day": day}), ending)

    @blueprint.get("/lineage.json")
    def lineage_file() -> Response:
        return _lineage_response(_request(lineage.PAGE))

    @blueprint.get(f"/diff.<any({','.join(diff.FILE_ENDINGS)}):ending>")
    def diff_file(ending: str) -> Response:
        return _diff_response(_request(diff.PAGE), ending)


def _request(page: Page) -> PageRequest:
    check_options(page.options or ())
    return page_request(served().charts, page.own_options)


def _releases_response(asked: PageRequest, ending: str) -> Response:
    dataset, choice = asked.dataset, releases.read_choice(asked)
    state = DataState(dataset.newest_vintage, dataset.snapshot.edition)
    return download(
        releases.render_file(asked, ending),
        MEDIA_TYPES[ending],
        name=file_name(["releases"], state, filter(None, (choice.source, choice.place, choice.measure)), ending),
        address=asked.url_root + dataset.urls.releases_file(ending, releases.format_choice(choice, asked.params.lang)),
        state=state,
    )


def _release_response(asked: PageRequest, ending: str) -> Response:
    dataset, item = asked.dataset, release.find_release(asked)
    state = DataState(item.day, dataset.snapshot.edition)
    return download(
        release.render_file(asked, ending),
        MEDIA_TYPES[ending],
        name=file_name(["release", item.source], state, (), ending),
        address=asked.url_root + dataset.urls.release(item.source, item.day, asked.params.lang, ending),
        state=state,
    )


def _lineage_response(asked: PageRequest) -> Response:
    """Answer with where a figure comes from; it never changes where the address names day, edition and period."""
    dataset, params = asked.dataset, asked.params
    record = lineage.as_record(asked)
    is_pinned = params.as_of is not None and params.edition is not None and "period" in asked.page_options
    state = DataState(params.as_of or dataset.newest_vintage, params.edition or dataset.snapshot.edition, is_pinned)
    return download(
        to_json(record),
        MEDIA_TYPES["json"],
        name=file_name(["lineage"], state, (params.place, params.measure, params.group), "json"),
        address=asked.url_root + dataset.urls.lineage(dataset.pinned_params(params), record["period"], "json"),
        state=state,
    )


def _diff_response(asked: PageRequest, ending: str) -> Response:
    """Answer with what differs; it never changes where the address names both days and both editions."""
    dataset = asked.dataset
    choice = diff.read_choice(asked).pinned(dataset.snapshot.edition)
    before, after = choice.before, choice.after
    state = DataState(after.day, after.edition or dataset.snapshot.edition, asked.page_options.keys() >= PINNING)
    chosen = (f"from-{before.day.isoformat()}", f"edition-{before.edition}", *choice.filters.values(), choice.change)
    return download(
        diff.render_file(asked, ending),
        MEDIA_TYPES[ending],
        name=file_name(["diff"], state, filter(None, chosen), ending),
        address=asked.url_root + dataset.urls.diff(format_diff(choice, asked.params.lang), ending),
        state=state,
    )
