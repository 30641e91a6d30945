"""Runs ``reread``: says what the mended reader reads otherwise, and takes it."""

import argparse
from collections import Counter
from datetime import date

from etl import registry
from etl.cli.taking_back import preview_lines
from etl.ingest.rereading import Reading, reread
from etl.ingest.taking_back import Correction
from etl.store.files import Store


def run(options: argparse.Namespace, today: date) -> int:
    """Read the documents of a source once more; the exit code is 0."""

    def preview(correction: Correction) -> bool:
        for line in preview_lines(correction):
            print(line)
        return not options.dry_run

    readings = reread(
        Store(options.data),
        registry.source(options.source),
        why=options.why,
        today=today,
        accept=options.accept,
        preview=preview,
    )
    counts = Counter(readings.values())
    print("; ".join(f"{counts[reading]} {reading.value}" for reading in Reading))
    if options.dry_run:
        print("nothing was written (--dry-run)")
    return 0
