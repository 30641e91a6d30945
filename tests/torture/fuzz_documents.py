"""Odd documents of publishers: taken, or refused by a text that names the file."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from random import Random

from etl import registry
from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.ingest import pipeline
from etl.store.files import Store
from tests.etl.sources.bc_report_pdf import Report, pdf_of
from tests.etl.stores import TODAY
from tests.etl.test_registry import pairs
from tests.torture.mutate import mutate
from tests.torture.report import check

TAKEN, REFUSED = "taken", "refused"
MAX_LINES = 8
"""Lines of a file of the data folder in one case: what is odd in one is as odd in a thousand."""


@dataclass(frozen=True)
class Target:
    """What is given odd input: ``run`` says in a word what came of a case, and raises what should not be."""

    name: str
    count: int
    run: Callable[[Random], str]


def documents() -> Iterator[Target]:
    """Yield a target for each fixture of each source, and for the PDF report."""
    fixtures = [(source, path, day) for source in registry.SOURCES for path, day, _ in pairs(source)]
    for source_id, path, day in fixtures:
        run = partial(_read_document, source_id, path.name, path.read_bytes(), day)
        yield Target(f"{source_id}/{path.name}", 45_000 // len(fixtures), run)
    yield Target("ca-bc-coroners/report.pdf", 2_000, _read_report)


def _read_document(source_id: str, name: str, content: bytes, day: date | None, rng: Random) -> str:
    """Read a document that was changed; where it is taken, ask all that is asked before it enters the table."""
    source = registry.source(source_id)
    document = Document(name, mutate(rng, _shortened(rng, content)), day if rng.random() < 0.9 else None)
    try:
        releases = pipeline.parse_document(source, document, TODAY, _empty_store().places)
        if rng.random() < 0.02:
            pipeline.ingest(
                _empty_store(), source, [(pipeline.Provenance.from_document(document), releases)], today=TODAY
            )
    except InvalidDocument as refusal:
        check(str(refusal).startswith(f"{name}: refused\n  - "), refusal)
        return REFUSED
    return TAKEN


def _shortened(rng: Random, content: bytes) -> bytes:
    """Most often only the first lines of a long text: what is odd in them is found sooner."""
    lines = content.splitlines(keepends=True)
    is_text = content[:4] != b"%PDF"
    return b"".join(lines[: rng.randint(3, MAX_LINES)]) if is_text and rng.random() < 0.7 else content


def _read_report(rng: Random) -> str:
    return _read_document("ca-bc-coroners", "report.pdf", _report(), None, rng)


@cache
def _report() -> bytes:
    return pdf_of(Report())


@cache
def _empty_store():
    with tempfile.TemporaryDirectory() as folder:
        return Store(Path(folder)).load()
