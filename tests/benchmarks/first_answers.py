"""How long the heaviest addresses take the first time, and how long it takes until anything is answered.

The addresses are asked one after the other in one bare process that has just read the data, and has rendered nothing. A
reader meets a process that was forked from one that has rendered the front page: that one is measured as it is served.
"""

import subprocess
import sys

from etl.store.files import Store
from tests.benchmarks.report import Aim, Row, Section, median
from tests.benchmarks.servers import GUNICORN, SERVE, milliseconds_to, started

STATES = ",".join(
    sorted(code for code in Store().load().places if code.startswith("US-") and code.count("-") == 1)[:24]
)
ADDRESSES = {
    "front page": ("/", None),
    "trend with ranges, United States": ("/chart/trend?places=US&measure=overdose-deaths-12m-reported", 400),
    "breakdown, United States": ("/chart/breakdown?places=US", 300),
    "breakdown.csv, another day": ("/chart/breakdown.csv?places=US&as_of=2025-10-20", 300),
    "breakdown.json, another day": ("/chart/breakdown.json?places=US&as_of=2025-09-20", 300),
    "breakdown.svg, another day": ("/chart/breakdown.svg?places=US&as_of=2025-08-20", 300),
    "map, United States": ("/chart/map?places=US&as_of=2025-07-21", 300),
    "map.csv, another day": ("/chart/map.csv?places=US&as_of=2025-06-21", 300),
    "compare, 24 states": (f"/chart/compare?places={STATES}&as_of=2025-05-21", 300),
    "change, United States": ("/chart/change?places=US&as_of=2025-04-21", 300),
    "observations.csv": ("/data/observations.csv", 300),
    "vintages.csv": ("/data/vintages.csv", 300),
    "commentary": ("/commentary", 300),
    "claims": ("/claims", 300),
    "sources": ("/sources", 300),
    "revisions, British Columbia": ("/revisions", 100),
    "revisions, United States, with the record of all ranges": (
        "/revisions?places=US&measure=overdose-deaths-12m-reported",
        100,
    ),
    "revisions, Ohio, then": ("/revisions?places=US-OH&measure=overdose-deaths-12m-reported", 100),
    "trend.png": ("/chart/trend.png?as_of=2025-03-20", 400),
    "vintages.png": ("/chart/vintages.png?as_of=2025-03-21", 400),
    "map.png": ("/chart/map.png?places=US&as_of=2025-02-21", 400),
    "change.png": ("/chart/change.png?places=US&as_of=2025-01-21", 400),
    "compare.png": (f"/chart/compare.png?places={STATES}&as_of=2024-12-21", 400),
    "breakdown.png": ("/chart/breakdown.png?places=US&as_of=2024-11-21", 400),
}
"""Names, addresses, and the milliseconds that are hoped for; of PNG at twice its size."""
RUNS = 3
"""Starts of a server, of which the median counts."""
RUN = """
import gc, sys, time
from dashboard.app import GC_THRESHOLD, create_app
from dashboard.config import Config
client = create_app(Config()).server.test_client()
gc.collect()
gc.freeze()
gc.set_threshold(GC_THRESHOLD)
for address in sys.argv[1:]:
    started = time.perf_counter()
    status = client.get(address).status_code
    print(status, 1000 * (time.perf_counter() - started))
"""


def measure():
    """The sections on first answers: of a bare process, and of one that is served."""
    return [_bare(), _served()]


def _bare():
    addresses = [address for address, _ in ADDRESSES.values()]
    run = subprocess.run([sys.executable, "-c", RUN, *addresses], capture_output=True, text=True, check=True)
    answers = [line.split() for line in run.stdout.splitlines()]
    assert {status for status, _ in answers} == {"200"}
    pairs = zip(ADDRESSES.items(), answers, strict=True)
    rows = [
        Row(name, float(took), aim=Aim(at_most=limit) if limit else None) for (name, (_, limit)), (_, took) in pairs
    ]
    return Section("First answers", "Uncompressed, in a bare process of its own; once each, in this order.", rows)


def _served():
    starts = {name: median([_start(command) for _ in range(RUNS)]) for name, command in (SERVE, GUNICORN)}
    rows = [
        *(Row(f"from start to first answer: {name}", took, aim=Aim(at_most=1500)) for name, took in starts.items()),
        Row("front page of a server that has answered nothing", _front_page(), aim=Aim(at_most=100)),
    ]
    return Section("First answers of a server", f"Uncompressed; medians of {RUNS} starts.", rows)


def _start(command):
    with started(command, "/") as (_, took):
        return took


def _front_page():
    _, command = SERVE
    taken = []
    for _ in range(RUNS):
        with started(command, "/healthz") as (port, _):
            taken.append(milliseconds_to(port, "/"))
    return median(taken)
