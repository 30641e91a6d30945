"""Allegheny County (Pittsburgh): fatal accidental overdoses, published case by case and counted by month here.

https://data.wprdc.org/datastore/dump/1c59b26a-1684-4bfb-92f7-205b947530cf

The regional data center has one row for each case that the Office of the Medical Examiner has closed, with
``death_date_and_time``. The rows are about people: they are counted and forgotten, and neither a release nor a refusal
repeats one. ``_id`` is given anew with each upload, so it is no number of a case. Rows of another manner than accident,
which the data set should not have, are left out and counted in the note.

The file does not state its day: ``--published`` gives it, or an upper bound such as the day of the download. Its
columns are known from programs that read them, and rows of the dump of July 2026 from a public copy.
"""

from dataclasses import replace

from etl.core.errors import InvalidDocument
from etl.core.model import Release
from etl.core.source import Document
from etl.parsing import socrata
from etl.parsing.cases import count_by_month, monthly_release, repeated_cases
from etl.parsing.documents import given_day, limit
from etl.parsing.socrata import SocrataRow
from etl.parsing.source_toml import load_source

TITLE = "Allegheny County Fatal Accidental Overdoses"

_DAY, _MANNER, _ROW_NUMBER = "deathdateandtime", "mannerofdeath", "id"


def parse(document: Document) -> tuple[Release, ...]:
    """Return the release that a case-level file is."""
    rows = socrata.read_rows(document, (_DAY, _MANNER), f"the columns of the data set {TITLE}")
    cases = [_without_number(row) for row in rows]
    problems: list[str] = []
    vintage, basis = given_day(document, problems)
    accidents = [case for case in cases if case.cell(_MANNER).lower().startswith("accident")]
    problems += repeated_cases(cases, [])
    counts = count_by_month(accidents, _DAY, vintage, problems)
    if problems:
        raise InvalidDocument(document.name, limit(problems))
    others = len(cases) - len(accidents)
    notes = [f"{len(accidents):,} closed cases of accidents"]
    notes += [f"{others:,} of another manner left out"] if others else []
    return (monthly_release(document, SOURCE, TITLE, counts, (vintage, basis), notes),)


def _without_number(row: SocrataRow) -> SocrataRow:
    return replace(row, cells={name: cell for name, cell in row.cells.items() if name != _ROW_NUMBER})


SOURCE = load_source(__file__, parse)
