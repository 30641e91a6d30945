"""What a worker weighs after many distinct heavy requests: the memory that is its own, and all that it sees."""

import random
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import product
from pathlib import Path

from dashboard.charts.registry import CHARTS
from etl.store.files import Store
from tests.benchmarks.report import Aim, Row, Section
from tests.benchmarks.servers import OURS, WORKERS, served_process

REQUESTS = 2000
PLACES = ("US", "CA", "CA-BC", "US-OH", "US-ME", "CA-QC")
ENDINGS = ("", ".csv", ".json", ".svg", ".png")
MEBIBYTE = 1024


def measure():
    """The section on memory."""
    addresses = _addresses()
    with served_process(OURS) as (port, process):
        before = [_kibibytes(pid) for pid in _children(process.pid)]
        with ThreadPoolExecutor(WORKERS) as pool:
            statuses = list(pool.map(_asker(port), addresses))
        after = [_kibibytes(pid) for pid in _children(process.pid)]
    assert not [status for status in statuses if status >= 500], "a request failed"
    answered = sum(status == 200 for status in statuses)
    rows = [
        Row(f"{when}: {what}", max(worker[name] for worker in workers) / MEBIBYTE, unit="MiB", aim=aim)
        for when, workers in (("just started", before), ("afterwards", after))
        for what, name in (("resident", "Rss"), ("its own", "Private"))
        for aim in [Aim(at_most=350) if when == "afterwards" and name == "Rss" else None]
    ]
    how = f"The heavier of {WORKERS} workers, {len(addresses)} distinct charts in every format, {answered} answered."
    return Section("Memory", how, rows)


def _addresses():
    days = sorted({day.date().isoformat() for day in Store().load().ledger["vintage"]})
    charts = sorted(f"/chart/{slug}{ending}" for slug, ending in product(CHARTS, ENDINGS))
    every = [f"{chart}?places={place}&as_of={day}" for chart, place, day in product(charts, PLACES, days)]
    return random.Random(11).sample(every, REQUESTS)


def _asker(port):
    def ask(address):
        connection = HTTPConnection("127.0.0.1", port, timeout=120)
        connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    return ask


def _children(pid):
    """The workers of a server."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _kibibytes(pid):
    """What the kernel says of a process: all of its memory that is in use, and what no other process shares."""
    lines = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    sizes = {words[0].rstrip(":"): int(words[1]) for words in lines}
    return {"Rss": sizes["Rss"], "Private": sizes["Private_Clean"] + sizes["Private_Dirty"]}
