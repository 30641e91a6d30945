"""The macro ``as_of`` over change logs that have outgrown one machine's table: made-up rows in partitioned Parquet.

    python -m tests.benchmarks.scale ROWS

prints what one size takes, in a process of its own: its memory is that of DuckDB alone.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from dashboard.export.as_of_sql import to_sql
from tests.benchmarks.report import Row, Section

SIZES = (500_000, 5_000_000, 50_000_000)
PLACES, MONTHS = 3_100, 72
"""As many places as the United States have counties, and six years of months: the rest are releases, a day each."""
MEMORY_LIMIT = "4GB"
MIB = 2**20
ROWS = f"""
SELECT
  'source-' || (i % {PLACES} % 50) AS source, 'made-up-deaths-month' AS measure,
  'X-' || (i % {PLACES}) AS place, 'all' AS "group",
  DATE '2015-01-01' + to_months(CAST(i // {PLACES} % {MONTHS} AS INTEGER)) AS period_start,
  last_day(DATE '2015-01-01' + to_months(CAST(i // {PLACES} % {MONTHS} AS INTEGER))) AS period_end,
  DATE '2021-01-01' + CAST(i // {PLACES * MONTHS} AS INTEGER) AS vintage,
  CAST(hash(i) % 200 AS DOUBLE) AS value, 'provisional' AS status, 'release-' || (i // {PLACES * MONTHS}) AS release,
  1 AS edition
FROM range({{rows}}) AS made(i)"""
ONE_PLACE = "SELECT count(*) FROM as_of('2021-01-02') WHERE place = 'X-17'"
EVERY_PLACE = "SELECT count(*) FROM as_of('2021-01-02')"


def measure():
    """The section on sizes."""
    rows = []
    for size in SIZES:
        run = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.scale", str(size)], capture_output=True, text=True, check=True
        )
        told = json.loads(run.stdout)
        rows += [
            Row(f"{size:,} rows: written as Parquet", told["written_s"], unit="s"),
            Row(f"{size:,} rows: their size", told["size_mib"], unit="MiB"),
            Row(f"{size:,} rows: as of a day, one place", told["one_place_ms"]),
            Row(f"{size:,} rows: as of a day, every place", told["every_place_ms"]),
            Row(f"{size:,} rows: most memory in use", told["memory_mib"], unit="MiB"),
        ]
    how = f"DuckDB; {PLACES:,} places × {MONTHS} months, the rest releases; a process each, of {MEMORY_LIMIT} at most."
    return Section("The macro as_of over made-up rows", how, rows)


def ask(rows, folder):
    """What one number of rows takes, in ``folder``."""
    connection = duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "temp_directory": f"{folder}/spill"})
    parquet = f"{folder}/vintages"
    written_s = _seconds(
        connection, f"COPY ({ROWS.format(rows=rows)}) TO '{parquet}' (FORMAT parquet, PARTITION_BY (source))"
    )
    connection.execute(to_sql(f"{parquet}/**/*.parquet"))
    assert connection.execute(ONE_PLACE).fetchall() == [(MONTHS,)]
    return {
        "written_s": written_s,
        "size_mib": sum(path.stat().st_size for path in Path(parquet).rglob("*.parquet")) / MIB,
        "one_place_ms": 1000 * _seconds(connection, ONE_PLACE),
        "every_place_ms": 1000 * _seconds(connection, EVERY_PLACE),
        "memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _seconds(connection, statement):
    started = time.perf_counter()
    connection.execute(statement).fetchall()
    return time.perf_counter() - started


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(json.dumps(ask(int(sys.argv[1]), place)))
