"""Runs ``void`` and ``redate``: says what will change, then takes the release back."""

import argparse
from collections.abc import Iterator
from datetime import date
from functools import partial

from etl.cli.add import first_lines
from etl.core.model import VintageBasis
from etl.ingest import taking_back
from etl.ingest.taking_back import Correction, MakeCorrection
from etl.store import differences, table
from etl.store.files import Store


def run_void(options: argparse.Namespace, today: date) -> int:
    """Take a release back; the exit code is 0."""
    return _run(options, partial(taking_back.void, release_id=options.release, why=options.why, today=today))


def run_redate(options: argparse.Namespace, today: date) -> int:
    """Move a release to its right day; the exit code is 0."""
    make = partial(
        taking_back.redate,
        release_id=options.release,
        day=options.day,
        why=options.why,
        today=today,
        basis=VintageBasis(options.known),
    )
    return _run(options, make)


def _run(options: argparse.Namespace, make: MakeCorrection) -> int:

    def preview(correction: Correction) -> bool:
        for line in preview_lines(correction):
            print(line)
        return not options.dry_run

    correction = taking_back.commit(Store(options.data), make, preview)
    edition = correction.after.edition
    print(
        "nothing was written (--dry-run)"
        if options.dry_run
        else f"written as edition {edition}; what names edition {edition - 1} or one before shows what it showed"
    )
    return 0


def preview_lines(correction: Correction) -> Iterator[str]:
    """Yield which release is taken back, and what changes as of its day, its right day, and now."""
    line, source = correction.line, correction.source.id
    yield f"{line['id']}: {line['title'][:70]}, {line['rows']} figures, entered in edition {line['edition']}"
    for day in (*correction.days, date.max):
        before, after = (
            table.as_of(snapshot.table[snapshot.table["source"] == source], day)
            for snapshot in (correction.before, correction.after)
        )
        yield f"what changes in what {'is published now' if day == date.max else f'was published by {day}'}:"
        yield from (f"  {text}" for text in first_lines(differences.diff(before, after, day), correction.source))
