"""Connecticut: accidental drug-related deaths, published case by case and counted by month here.

https://data.ct.gov/resource/rybz-nyjw.csv

The rows are about people: they are counted and forgotten, and neither a release nor a refusal repeats one. Each has one
date, and ``Date Type`` says whether that is the day of death or the day it was reported; of the file of 2012 to 2018,
2,281 of 5,105 rows carry the day of report. All are counted by the month of the date they have: to leave out the dates
of report would drop nearly half of those years and make 2019 look like a leap. The note of each release says how many
there are. Rows without a date (two in that file) are in no month; the note counts them too.

The file does not state its day: ``--published`` gives it, or an upper bound such as the day of the download. The past
is held as five counts by month that others took from copies of the file; their titles say so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.parsing import socrata, transcribed
from etl.parsing.cases import repeated_cases
from etl.parsing.documents import StatedValue, decode, given_day, limit, to_frame
from etl.parsing.socrata import SocrataRow
from etl.parsing.source_toml import load_source

TITLE = "Accidental Drug Related Deaths"
MONTH = "ct-accidental-drug-deaths-month"

_DEATH, _REPORT = "dateofdeath", "datereported"
_CASE_COLUMNS = ("id", "casenumber")


def parse(document: Document) -> tuple[Release, ...]:
    """Return the release that a case-level file is, or those of a transcribed file."""
    if transcribed.is_transcribed(decode(document)):
        return transcribed.parse(document, SOURCE)
    cases = socrata.read_rows(document, ["date"], f"the columns of the data set {TITLE} (rybz-nyjw)")
    problems: list[str] = []
    with_date = [case for case in cases if case.cell("date")]
    counts = Counter(month for case in with_date if (month := _month(case, problems)))
    problems += repeated_cases(cases, _CASE_COLUMNS)
    problems += [] if problems else socrata.missing_months(counts)
    if not with_date and not problems:
        problems.append("the file: found no row with a date; expected one row per death")
    vintage = given_day(document, problems)
    if problems:
        raise InvalidDocument(document.name, limit(problems))
    return (_release(document, vintage, counts, _note(cases, with_date)),)


def _release(
    document: Document, vintage: tuple[date, VintageBasis], counts: Mapping[Period, int], note: str
) -> Release:
    months = Period(min(counts).start, max(counts).end)
    return Release(
        source=SOURCE.id,
        vintage=vintage[0],
        vintage_basis=vintage[1],
        title=f"{TITLE}, {months.start.year}-{months.end.year}",
        url=document.url,
        rows=to_frame(StatedValue(MONTH, SOURCE.place, month, counts[month]) for month in sorted(counts)),
        restates=(RestatedSpan(MONTH, months, SOURCE.place, "all"),),
        note=note,
    )


def _month(case: SocrataRow, problems: list[str]) -> Period | None:
    if _type(case) not in {_DEATH, _REPORT, ""}:
        problems.append(
            f"{case.location}, column Date Type: found another word; expected Date of death or Date reported"
        )
    try:
        day = socrata.parse_day(case.cell("date"))
    except ValueError as error:
        problems.append(f"{case.location}, column Date: found something else; expected {error}")
        return None
    return Period.month(day.year, day.month)


def _type(case: SocrataRow) -> str:
    return "".join(case.cell("datetype").lower().split())


def _note(cases: Sequence[SocrataRow], with_date: Sequence[SocrataRow]) -> str:
    types = Counter(_type(case) for case in with_date)
    parts = [f"{len(cases):,} rows counted by the month of their date", f"{types[_REPORT]:,} of them the day of report"]
    parts += [f"{types['']:,} do not say which day it is"] if types[""] else []
    parts.append(f"{len(cases) - len(with_date):,} without a date left out")
    return "; ".join(parts)


SOURCE = load_source(__file__, parse)
