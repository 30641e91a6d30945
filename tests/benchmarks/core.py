"""How long the table takes to read, to ask and to learn."""

import tempfile
from datetime import date
from pathlib import Path

from etl import pipeline, registry, table
from etl.model import Document
from etl.series import Index
from etl.store import PROJECT_DATA, Store
from tests.benchmarks.report import Row, Section
from tests.benchmarks.timing import timed

DAY = date(2020, 8, 25)
TODAY = date(2100, 1, 1)
"""After every release."""
SOURCE = "ca-bc-coroners"


def measure(held, state):
    """The section on the table."""
    series = Index(held.table).find(measure=state.measure, place=state.place)
    rows = [
        Row("load everything that is stored", timed(Store().load, 10)),
        Row("table.as_of: every key", timed(lambda: table.as_of(held.table, DAY), 50)),
        Row("Series.as_of: one series", timed(lambda: series.as_of(DAY), 200)),
        Row("index the table and read one series", timed(lambda: _first_read(held, state), 20)),
        Row("learn the whole transcribed history, parsed", timed(_learning(), 1)),
    ]
    how = f"In this process; {len(held.table)} rows, {len(held.ledger)} releases; medians of 10, 50, 200, 20 and 1."
    return Section("The table", how, rows)


def _first_read(held, state):
    return Index(held.table).find(measure=state.measure, place=state.place)


def _learning():
    path = PROJECT_DATA / "transcribed" / f"{SOURCE}.csv"
    document = Document(path.name, path.read_bytes())
    parsed = [(document, registry.source(SOURCE).parse(document))]
    with tempfile.TemporaryDirectory() as folder:
        empty = Store(Path(folder)).load()
    return lambda: pipeline.learn(empty, parsed, today=TODAY)
