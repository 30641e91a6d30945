"""How long the table takes to read, to ask and to learn."""

import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from etl import registry
from etl.bands.scored_series import score_all
from etl.core.source import Document
from etl.ingest import pipeline
from etl.store import table
from etl.store.files import PROJECT_DATA_DIR, Store
from etl.store.series_index import SeriesIndex
from tests.benchmarks.report import Aim, Row, Section
from tests.benchmarks.timing import timed

DAY = date(2020, 8, 25)
MIB = 2**20
TODAY = date(2100, 1, 1)
"""After every release."""
SOURCE = "ca-bc-coroners"


def measure(held, state):
    """The section on the table."""
    series = SeriesIndex(held.table).find(measure=state.measure, place=state.place)
    rows = [
        Row("load everything that is stored", timed(Store().load, 10), aim=Aim(at_most=500)),
        Row("table.as_of: every key", timed(lambda: table.as_of(held.table, DAY), 50), aim=Aim(at_most=50)),
        Row("Series.as_of: one series", timed(lambda: series.as_of(DAY), 200), aim=Aim(at_most=0.2)),
        Row("index the table and read one series", timed(lambda: _first_read(held, state), 20)),
        Row("learn British Columbia's transcribed history, parsed", timed(_learning(), 1)),
        Row(
            "scorecard: every range that could be checked",
            timed(lambda: list(score_all(held)), 1),
            aim=Aim(at_most=10_000),
        ),
        Row("everything under data/", _stored() / MIB, unit="MiB", aim=Aim(at_most=25)),
    ]
    how = f"In this process; {len(held.table)} rows, {len(held.ledger)} releases; medians of 10, 50, 200, 20, 1 and 1."
    return Section("The table", how, rows)


def _stored():
    return sum(path.stat().st_size for path in PROJECT_DATA_DIR.rglob("*") if path.is_file())


def history():
    """The section on the whole history of the CDC's table, in a process of its own."""
    run = subprocess.run([sys.executable, "-m", "tests.benchmarks.history"], capture_output=True, text=True, check=True)
    told = json.loads(run.stdout)
    rows = [
        Row("parse, check, learn and write it", told["seconds"], unit="s", aim=Aim(at_most=6)),
        Row("most memory in use", told["mib"], unit="MiB", aim=Aim(at_most=1024)),
    ]
    how = f"{told['files']} files, {told['figures']:,} figures, into an empty store; one run in its own process."
    return Section("All vintages of the CDC's table", how, rows)


def _first_read(held, state):
    return SeriesIndex(held.table).find(measure=state.measure, place=state.place)


def _learning():
    path = PROJECT_DATA_DIR / "transcribed" / f"{SOURCE}.csv"
    document = Document(path.name, path.read_bytes())
    parsed = [(pipeline.Provenance.from_document(document), registry.source(SOURCE).parse(document))]
    with tempfile.TemporaryDirectory() as folder:
        empty = Store(Path(folder)).load()
    return lambda: pipeline.ingest(empty, registry.source(SOURCE), parsed, today=TODAY)
