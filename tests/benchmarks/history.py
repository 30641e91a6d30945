"""The CDC's history as its publisher's files: written from the table, then parsed, checked and learned anew.

Run on its own, it prints how many files and rows, how many seconds, and the most memory in MiB.
"""

import csv
import io
import json
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from etl import registry
from etl.core.source import Document
from etl.ingest import pipeline
from etl.sources.us_cdc_vsrr import codes
from etl.store import table
from etl.store.files import PROJECT_DATA_DIR, Store

SOURCE = "us-cdc-vsrr"
TODAY = date(2100, 1, 1)
COLUMNS = (
    *("State", "Year", "Month", "Period", "Indicator", "Data Value", "Percent Complete"),
    *("Percent Pending Investigation", "State Name", "Footnote", "Footnote Symbol", "Predicted Value"),
)
MONTHS = [name.capitalize() for name in codes.MONTHS]
STATES = {place: code for code, place in codes.PLACES.items()}
LABELS = {stated: label for label, stated in codes.INDICATORS.items()}


def documents(held):
    """A file for each release that was one, oldest first, and the transcribed ones."""
    ours = held.table[held.table["source"] == SOURCE]
    releases = held.ledger[held.ledger["source"] == SOURCE]
    transcribed = releases["document"].str.startswith(SOURCE)
    for day in releases.loc[~transcribed, "vintage"]:
        yield Document(f"{day:%Y-%m-%d}.csv", _file(table.as_of(ours, day)), published_on=day.date())
    for name in releases.loc[transcribed, "document"].drop_duplicates():
        yield Document(name, (PROJECT_DATA_DIR / "transcribed" / name).read_bytes())


def _file(seen):
    """The table as its publisher would have shown it that day."""
    seen = seen[seen["status"] != "withdrawn"]
    values = {(row.measure, row.place, row.group, row.period_end): (row.value, row.status) for row in seen.itertuples()}
    text = io.StringIO(newline="")
    write = csv.writer(text, lineterminator="\n")
    write.writerow(COLUMNS)
    for (measure, place, group, end), (value, status) in values.items():
        if (measure, group) not in LABELS:
            continue
        quality = [
            _shown(values.get((f"overdose-deaths-12m-percent-{name}", place, codes.ALL, end)))
            for name in ("complete", "pending")
        ]
        footnote = "Data suppressed (<10)." if status == "suppressed" else "Underreported due to incomplete data."
        estimate = values.get(("overdose-deaths-12m-predicted", place, group, end))
        predicted = _shown(estimate if measure == "overdose-deaths-12m-reported" else None)
        when = [STATES[place], end.year, MONTHS[end.month - 1], "12 month-ending", LABELS[measure, group]]
        write.writerow([*when, _shown((value, status)), *quality, place, footnote, "*", predicted])
    return text.getvalue().encode()


def _shown(stated):
    if stated is None or stated[1] == "suppressed":
        return ""
    return f"{stated[0]:.0f}" if float(stated[0]).is_integer() else repr(float(stated[0]))


def main():
    """Write the files, forget how, then time what a newcomer with all of them would wait for."""
    files = list(documents(Store().load()))
    source = registry.source(SOURCE)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        taken = pipeline.add(Store(Path(folder)), source, files, today=TODAY, accept=True)
        seconds = time.perf_counter() - started
    figures = sum(len(item.release.rows) for item in taken)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"files": len(files), "figures": figures, "seconds": seconds, "mib": most}))


if __name__ == "__main__":
    main()
