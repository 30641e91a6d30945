"""A store with the counties of the United States: made-up figures of 3,100 places, 72 months and 12 releases of each.

    python -m tests.benchmarks.counties FOLDER

prints what such a folder takes in one process: to read, to answer the chart of a county for the first time, the names
to type into on its page, and memory.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from dashboard.app import create_app
from dashboard.config import Config
from etl.store import ledger
from etl.store.files import PROJECT_DATA_DIR, Store
from tests.benchmarks.report import Aim, Row, Section
from tests.benchmarks.timing import timed

SOURCE, MEASURE, STATE = "us-cdc-vsrr", "overdose-deaths-12m-predicted", "US-OH"
"""Estimates, which have no ranges: here the page is measured, and what ranges learn from has its bound in a test."""
PLACES, MONTHS, RELEASES = 3_100, 72, 12
"""A release a month, of 2024."""
COUNTY = f"{STATE}-17"
RELEASE_DAYS = f"""
SELECT '{SOURCE}:' || strftime(day, '%Y-%m-%d') AS release, day::DATE AS vintage, number
FROM (SELECT DATE '2024-01-15' + to_months(number::INTEGER) AS day, number FROM range({RELEASES}) AS r(number))"""
ROWS = f"""
SELECT '{SOURCE}' AS source, '{MEASURE}' AS measure, '{STATE}-' || place AS place, 'all' AS "group",
  (DATE '2017-01-01' + to_months(month::INTEGER))::DATE AS period_start,
  last_day(DATE '2017-01-01' + to_months(month::INTEGER + 11)) AS period_end, vintage,
  10 + hash(place * {MONTHS} + month) % 50 + number AS value, 'provisional' AS status, release, 1 AS edition
FROM range({PLACES}) AS a(place), range({MONTHS}) AS b(month), ({RELEASE_DAYS})
ORDER BY place, month, vintage"""
LEDGER = f"""
SELECT release AS id, '{SOURCE}' AS source, vintage, 'publisher' AS known, 'Made up' AS title, '' AS url,
  'made-up.csv' AS document, repeat('0', 64) AS sha256, 1 AS bytes, {PLACES * MONTHS} AS rows, '' AS restates,
  '' AS note, 1 AS edition, DATE '2026-11-24' AS learned_on FROM ({RELEASE_DAYS}) ORDER BY vintage"""


def measure():
    """The section on counties."""
    with tempfile.TemporaryDirectory() as folder:
        make_store(Path(folder))
        command = [sys.executable, "-m", "tests.benchmarks.counties", folder]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    rows = [
        Row("load everything that is stored", told["load_ms"], aim=Aim(at_most=1500)),
        Row("the chart of a county, first", told["first_chart_ms"], aim=Aim(at_most=100)),
        Row("the chart of another county, then", told["next_chart_ms"]),
        Row("its page", told["page_kib"], unit="KiB"),
        Row("most memory in use while it loads", told["loading_mib"], unit="MiB"),
        Row("memory afterwards", told["memory_mib"], unit="MiB", aim=Aim(at_most=600)),
    ]
    how = f"{PLACES:,} places × {MONTHS} months × {RELEASES} releases, each of which changes every value; one process."
    return Section("A store with every county of the United States", how, rows)


def make_store(root):
    """Write a data folder with made-up counties, and nothing else but the texts that are shipped."""
    for path in PROJECT_DATA_DIR.glob("*.*"):
        if path.is_file() and path.name not in {"releases.csv", "editions.csv"}:
            shutil.copy(path, root / path.name)
    with (root / "places.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{STATE}-{number},County {number},Comté {number},{STATE}\n" for number in range(PLACES))
    rows = root / "vintages" / SOURCE / "1.csv.gz"
    rows.parent.mkdir(parents=True)
    duckdb.sql(ROWS).write_csv(str(rows), compression="gzip")
    duckdb.sql(f"SELECT {', '.join(ledger.COLUMNS)} FROM ({LEDGER})").write_csv(str(root / "releases.csv"))


def ask(folder):
    """What a folder takes."""
    load_ms = timed(Store(folder).load, 1)
    loading_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    client = create_app(Config(data=folder)).server.test_client()
    pages = []
    for county in (COUNTY, f"{STATE}-18"):
        started = time.perf_counter()
        answer = client.get(f"/chart/trend?places={county}&measure={MEASURE}")
        assert answer.status_code == 200, answer.text
        pages.append((1000 * (time.perf_counter() - started), len(answer.data) / 1024))
    pages_in_use = int(Path("/proc/self/statm").read_text().split()[1])
    return {
        "load_ms": load_ms,
        "first_chart_ms": pages[0][0],
        "next_chart_ms": pages[1][0],
        "page_kib": pages[0][1],
        "loading_mib": loading_mib,
        "memory_mib": pages_in_use * resource.getpagesize() / 2**20,
    }


if __name__ == "__main__":
    print(json.dumps(ask(Path(sys.argv[1]))))
