"""Cook County (Chicago): deaths that the Medical Examiner's Office marks as opioid-related, counted by month here.

https://datacatalog.cookcountyil.gov/resource/cjeq-bs86.csv

The archive has one row for each case that the office took since August 2014, of any cause. The rows are about people:
they are counted and forgotten, and ``update`` asks for two columns only, the day of death and the mark. That mark is
the office's own; what the texts on the cause of death name is not read, since they changed in September 2023 and have
many spellings. Days before August 2014 or after today are mistakes of typing; the note of each release counts them.

The archive changes each day and does not state its day: ``--published`` gives it, or an upper bound such as the day of
the download. Its columns are known from programs that read them; no file was seen.
"""

from datetime import date

from etl.core.errors import InvalidDocument
from etl.core.model import Release
from etl.core.source import Document
from etl.parsing import socrata
from etl.parsing.cases import count_by_month, monthly_release, repeated_cases
from etl.parsing.documents import given_day, limit
from etl.parsing.socrata import SocrataRow
from etl.parsing.source_toml import load_source

TITLE = "Medical Examiner Case Archive"
BEGINS = date(2014, 8, 1)

_DAY, _MARK, _NUMBER = "deathdate", "opioids", "casenumber"
_ALIASES = {"dateofdeath": _DAY, "opioidrelated": _MARK}


def parse(document: Document) -> tuple[Release, ...]:
    """Return the release that a case-level file is."""
    columns = f"the columns of the data set {TITLE} (cjeq-bs86)"
    cases = socrata.read_rows(document, (_DAY, _MARK), columns, _ALIASES)
    problems: list[str] = []
    vintage, basis = given_day(document, problems)
    marked = [case for case in cases if _is_marked(case, problems)]
    has_numbers = any(case.cell(_NUMBER) for case in cases)  # of two columns alone, many rows are equal
    problems += repeated_cases(cases, [_NUMBER]) if has_numbers else []
    counts = count_by_month(marked, _DAY, vintage, problems, begins=BEGINS)
    if problems:
        raise InvalidDocument(document.name, limit(problems))
    notes = [f"{len(cases):,} rows, {len(marked):,} of them marked as opioid-related"]
    return (monthly_release(document, SOURCE, TITLE, counts, (vintage, basis), notes),)


def _is_marked(case: SocrataRow, problems: list[str]) -> bool:
    mark = case.cell(_MARK).lower()
    if mark not in {"true", "false", ""}:
        problems.append(f"{case.location}, column opioids: found another word; expected true, false or nothing")
    return mark == "true"


SOURCE = load_source(__file__, parse)
