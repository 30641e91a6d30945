"""What monitors ask: whether the server is up, and whether what it serves is whole and new."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus
from threading import Lock
from typing import Any

from flask import Blueprint, Response

from dashboard.charts.formats import FORMATS
from dashboard.charts.registry import default_params
from dashboard.charts.rendered import PICTURE_SIZE, RenderedCharts
from dashboard.web.live_data import LiveData, ServedData, served
from dashboard.web.pages import render
from dashboard.web.pages.base import PageRequest
from dashboard.web.pages.registry import PAGES
from etl.core import csv_io

CHECKED_PAGES = ("home", "chart")
CHECKED_FORMAT = "csv"
NO_TAGS = {"config": "", "scripts": ""}
"""Stands for the tags that bring Dash to life, which are the same whatever the data."""
MAX_AGE_S = 10.0
"""Seconds for which what was rendered for one question after readiness also answers the next."""

logger = logging.getLogger(__name__)


def check_charts(charts: RenderedCharts) -> None:
    """Render the front page, a chart and its CSV; raises whatever goes wrong with them."""
    params = default_params(charts.dataset.availability)
    request = PageRequest(charts, params, dash=NO_TAGS)
    for page in PAGES:
        if page.name in CHECKED_PAGES:
            render.render_page(page, request)
    FORMATS[CHECKED_FORMAT].write(charts(params), "", PICTURE_SIZE)


def add_rules(blueprint: Blueprint, live: LiveData) -> None:
    """Answer ``/healthz`` and ``/readyz``."""
    rendering = _Rendering()

    @blueprint.get("/healthz")
    def health() -> Response:
        data = served()
        left_out = len(data.charts.dataset.snapshot.left_out)
        counts = {"left_out": left_out} if left_out else {}
        return json_response({"status": "ok", "edition": data.edition} | counts)

    @blueprint.get("/readyz")
    def readiness() -> Response:
        data = served()
        reasons = [reason for reason in (_emptiness(data), live.problem, rendering.problem(data)) if reason]
        status = HTTPStatus.SERVICE_UNAVAILABLE if reasons else HTTPStatus.OK
        return json_response(_describe(data, reasons), status)


def json_response(body: dict[str, Any], status: int = HTTPStatus.OK) -> Response:
    """Return an answer as JSON that is not to be kept."""
    response = Response(csv_io.to_json(body), status=status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _describe(data: ServedData, reasons: list[str]) -> dict[str, Any]:
    """Say what is served, how old it is, and what is wrong or missing."""
    snapshot = data.charts.dataset.snapshot
    learned = snapshot.ledger["learned_on"].dropna()
    return {
        "status": "not ready" if reasons else "ready",
        "edition": data.edition,
        "learned_on": None if learned.empty else learned.max().date().isoformat(),
        "served_for_s": round(time.monotonic() - data.since_s),
        "reasons": reasons,
        "left_out": list(snapshot.left_out),
    }


def _emptiness(data: ServedData) -> str:
    return "" if data.edition else "No release is held."


class _Rendering:
    """Renders the answers that are checked, at most once in ``MAX_AGE_S``, so that asking often costs little."""

    def __init__(self, check: Callable[[RenderedCharts], None] = check_charts) -> None:
        self._check = check
        self._checked: ServedData | None = None
        self._checked_at_s, self._problem = 0.0, ""
        self._lock = Lock()

    def problem(self, data: ServedData) -> str:
        """Return what goes wrong with the data served; empty where nothing does."""
        with self._lock:
            if self._checked is not data or time.monotonic() - self._checked_at_s > MAX_AGE_S:
                self._problem = self._render(data.charts)
                self._checked, self._checked_at_s = data, time.monotonic()
            return self._problem

    def _render(self, charts: RenderedCharts) -> str:
        try:
            self._check(charts)
        except Exception as fault:
            logger.exception("An answer could not be rendered")
            return f"An answer could not be rendered: {type(fault).__name__}: {fault}"
        return ""
