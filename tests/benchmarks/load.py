"""Answers a second: two processes, each asking one question after the other over http.client.

Gunicorn's sync workers end each connection after one answer; http.client then opens the next by itself. So a question
includes its connection, for every app alike. The ceiling is what the same two processes get from an app that does
nothing.
"""

import json
import re
import time
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle, islice
from multiprocessing import get_context

from tests.benchmarks.report import Aim, Row, Section, median, p95
from tests.benchmarks.servers import CEILING, OURS, TYPICAL, served

PROCESSES = 2
SECONDS = 3.0
"""How long one repeated pass is measured; the typical app, which answers seldom, has one of ``RUNS`` times that."""
FIRST = 20.0
"""Seconds after which a first pass ends even before the last day."""
MOST = 6000
"""Questions after which a process stops anyway."""
RUNS = 3
"""Repeated passes."""
HEADERS = {"Accept-Encoding": "gzip, deflate, br", "Content-Type": "application/json"}


@dataclass(frozen=True)
class Load:
    """What came of asking: answers a second, each answer's time in milliseconds, and its bytes without headers."""

    rate: float
    times: list[float]
    sizes: list[int]


def measure(days):
    """The sections on the server, for the release days given; they are mixed, so that any part is like the whole."""
    days = sorted(days, key=lambda day: zlib.crc32(day.encode()))
    theirs = [_post("/_dash-update-component", "chart.figure", "day.value", day) for day in days]
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        with served(CEILING) as port:
            ceiling = ask(pool, port, [_post("/", "a.b", "a.b", "")], SECONDS)
        with served(TYPICAL) as port:
            typical = _first_and_repeated(pool, port, theirs, 1, RUNS * SECONDS)
        with served(OURS) as port:
            page = _page_name(port)
            mine = [
                _post("/_dash/_dash-update-component", "view.data", "choice.data", _choice(day, page)) for day in days
            ]
            ours = _first_and_repeated(pool, port, mine, RUNS, SECONDS)
        pages = {name: _pages(pool, name, days) for name in ("trend", "trend.csv", "trend.json")}
    return [_callbacks(ours, typical, ceiling, len(days)), _plain(pages)]


def _callbacks(ours, typical, ceiling, days):
    section = Section(
        "Chart responses: the Dash callback, as-of days in turn",
        f"gunicorn, 2 sync workers; {PROCESSES} asking processes, which get {ceiling.rate:,.0f} answers/s from an app "
        "that does nothing (20 kB each).\n  Ours is asked what its script asks on a wide screen: without the table, "
        "which is closed, and the words for a pointer,\n  which is elsewhere; both come when they are looked at.\n  "
        f"First pass: each of {days} days once, nothing remembered (typical: the "
        f"{len(typical['first pass'].times)} it could in {FIRST:g} s). Repeated: median of {RUNS} times "
        f"{SECONDS:g} s (typical: once {RUNS * SECONDS:g} s).",
    )
    for (name, mine), theirs in zip(ours.items(), typical.values(), strict=True):
        section.rows += [
            Row(f"{name}: answers a second", mine.rate, theirs.rate, "/s", more=True, aim=Aim(times=200)),
            Row(f"{name}: p50", median(mine.times), median(theirs.times)),
            Row(f"{name}: p95", p95(mine.times), p95(theirs.times)),
        ]
    section.rows.append(Row("one answer", median(mine.sizes) / 1000, median(theirs.sizes) / 1000, "kB"))
    return section


def _plain(pages):
    section = Section("Pages and files of the same days", "As above, ours alone.")
    for name, passes in pages.items():
        for which, load in passes.items():
            label = f"/chart/{name}, {which}"
            section.rows += [
                Row(f"{label}: answers a second", load.rate, unit="/s", more=True),
                Row(f"{label}: p50", median(load.times)),
                Row(f"{label}: p95", p95(load.times)),
            ]
    return section


def _pages(pool, name, days):
    questions = [("GET", f"/chart/{name}?as_of={day}", None) for day in days]
    with served(OURS) as port:
        return _first_and_repeated(pool, port, questions, 1, SECONDS)


def _first_and_repeated(pool, port, questions, runs, seconds):
    first = ask(pool, port, questions, FIRST, len(questions))
    ask(pool, port, questions, SECONDS)  # after which each worker has seen most days
    repeated = [ask(pool, port, questions, seconds) for _ in range(runs)]
    return {"first pass": first, "repeated": sorted(repeated, key=lambda load: load.rate)[len(repeated) // 2]}


def ask(pool, port, questions, seconds, most=PROCESSES * MOST, processes=PROCESSES):
    """Ask the questions in turn, for some seconds or until ``most`` were asked; each process takes its share."""
    started = time.monotonic()
    shares = [questions[i::processes] or questions for i in range(processes)]
    counts = [len(range(i, most, processes)) for i in range(processes)]
    found = list(pool.map(_ask_share, [port] * processes, shares, [seconds] * processes, counts))
    times, sizes = zip(*(one for share in found for one in share), strict=True)
    return Load(len(times) / (time.monotonic() - started), list(times), list(sizes))


def _ask_share(port, questions, seconds, most):
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    until, found = time.monotonic() + seconds, []
    for method, path, body in islice(cycle(questions), most):
        asked = time.monotonic()
        if asked > until:
            break
        connection.request(method, path, body, HEADERS)
        answer = connection.getresponse()
        size = len(answer.read())
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        found.append((1000 * (time.monotonic() - asked), size))
    connection.close()
    return found


def _post(path, output, given, value):
    """What Dash's script sends when ``given`` has changed."""
    (of, of_property), (by, by_property) = output.split("."), given.split(".")
    body = {
        "output": output,
        "outputs": {"id": of, "property": of_property},
        "inputs": [{"id": by, "property": by_property, "value": value}],
        "changedPropIds": [given],
    }
    return "POST", path, json.dumps(body)


def _choice(day, page):
    """What our script sends on a wide screen while the table is closed and the pointer elsewhere: on the slider, say.

    It already has the log and the notes of the page it is on, whose name it gives.
    """
    return {"slug": "trend", "path": "/chart/trend", "query": f"as_of={day}", "known": page, "layers": ["wide"]}


def _page_name(port):
    """Open the page of the chart, as a reader does before choosing a day, and return the name that it gives itself."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/chart/trend")
    page = connection.getresponse().read().decode()
    connection.close()
    return re.search(r'"of":"([^"]+)"', page)[1]
