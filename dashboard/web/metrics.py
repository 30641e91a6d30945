"""Counts answers for Prometheus, which asks at ``/metrics``: how many of each kind, how long they took.

Workers count in files of one folder, as prometheus_client has it for several processes. Which place was asked for is
not counted.
"""

import os
import time
from pathlib import Path

from flask import Flask, Response, g, request

from dashboard.errors import NotFound
from dashboard.web.access_log import kind_of_address
from dashboard.web.live_data import served

METRICS_PATH = "/metrics"
FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Where prometheus_client looks for the folder, once, when it is imported."""
LOOPBACK = ("127.0.0.1", "::1")
FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")
"""Headers that only a proxy sends: who asks through one is not on this machine."""
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
OTHER_METHOD = "other"
"""Anyone can make up methods, and each would be a row for ever."""
SECONDS = (0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10)
"""The upper bounds of the classes in which durations are counted."""


def forget(folder: Path | None) -> None:
    """Begin to count anew: before any worker counts, since each may make the app for itself."""
    for path in folder.glob("*.db") if folder else ():
        path.unlink()


def install(server: Flask, folder: Path | None) -> None:
    """Count answers in a folder, and tell them to this machine alone; None counts nothing."""
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[FOLDER_VARIABLE] = str(folder)
    from prometheus_client import (  # noqa: PLC0415 - it reads the variable as it is imported
        CONTENT_TYPE_LATEST,
        CollectorRegistry,
        Counter,
        Gauge,
        Histogram,
        generate_latest,
        multiprocess,
    )

    own = CollectorRegistry()
    answers = Counter("dashboard_answers", "Answers.", ["kind", "method", "status"], registry=own)
    seconds = Histogram("dashboard_answer_seconds", "How long they took.", ["kind"], buckets=SECONDS, registry=own)
    edition = Gauge("dashboard_edition", "The edition served.", registry=own, multiprocess_mode="max")

    @server.before_request
    def start() -> None:
        g.counted_from = time.perf_counter()

    @server.get(METRICS_PATH)
    def tell() -> Response:
        if request.remote_addr not in LOOPBACK or any(name in request.headers for name in FORWARDED):
            raise NotFound(f"There is no page {METRICS_PATH}.")
        every = CollectorRegistry()
        multiprocess.MultiProcessCollector(every)  # type: ignore[no-untyped-call]
        return Response(generate_latest(every), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})

    @server.after_request
    def count(response: Response) -> Response:
        kind = kind_of_address()
        method = request.method if request.method in METHODS else OTHER_METHOD
        answers.labels(kind, method, response.status_code).inc()
        seconds.labels(kind).observe(time.perf_counter() - g.counted_from)
        if "served" in g:
            edition.set(served().edition)
        return response
