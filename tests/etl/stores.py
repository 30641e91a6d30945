"""Small documents of British Columbia's Coroners Service, invented, and what stands in a data folder."""

import gzip
from datetime import date
from pathlib import Path

from etl.core.source import Document
from etl.ingest import pipeline
from etl.sources.ca_bc_coroners import SOURCE
from etl.store import table
from etl.store.files import Store

TODAY = date(2026, 8, 12)
ROWS = "vintages/ca-bc-coroners/{}.csv.gz"
"""Where the rows of an edition stand in a data folder."""
HEADER = "measure,period,deaths,published_on,date_known,restates,source_title,source_url\n"


def line(period, deaths, published_on, **other):
    """One line of a transcribed file."""
    cells = {"measure": "unregulated-deaths-month", "known": "press", "restates": "partial", "title": "A story"} | other
    return (
        f"{cells['measure']},{period},{deaths},{published_on},{cells['known']},{cells['restates']},{cells['title']},"
        "https://example.org/story\n"
    )


def typed(*lines, name="typed.csv"):
    """A transcribed document."""
    return Document(name, (HEADER + "".join(lines)).encode())


FIRST = typed(
    line("2020-05", 170, "2020-06-11"), line("2020-05", 171, "2020-07-16"), line("2020-06", 175, "2020-07-16")
)
SECOND = typed(
    line("2020-05", 174, "2020-08-25", restates="whole"),
    line("2020-06", 177, "2020-08-25", restates="whole"),
    line("2020-07", 175, "2020-08-25", restates="whole"),
)


def add(root, *documents, today=TODAY):
    return pipeline.add(Store(root), SOURCE, documents, today=today)


def tree(root):
    """Every file under a folder with its bytes."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def state(root):
    """The files that hold what was learned; what a killed command left beside them is not read."""
    return {name: content for name, content in tree(root).items() if name.endswith((".csv", ".csv.gz"))}


def rewrite_rows(root, edition, change):
    """Change the text of the rows of an edition, as nobody should, and what vouches for it."""
    path = Path(root) / ROWS.format(edition)
    path.write_bytes(gzip.compress(change(gzip.decompress(path.read_bytes())), mtime=0))
    (Path(root) / "editions.csv").unlink(missing_ok=True)


def values(snapshot, day=TODAY, edition=None):
    """``{label of the month: deaths}`` as of a day."""
    seen = table.as_of(snapshot.table, day, edition)
    return {f"{row.period_start:%Y-%m}": row.value for row in seen.itertuples() if row.measure.endswith("month")}
