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
from collections.abc import Iterator, Sequence
from datetime import date

from etl import socrata, transcribed
from etl.definitions import NOT_KNOWN, Definition
from etl.documents import Statement, capped, rows_of, text_of
from etl.errors import Refused
from etl.model import Document, Feed, Known, Period, PeriodKind, Release, Source, Span
from etl.socrata import Row

SOURCE_ID = "us-ct-ocme"
PLACE = "US-CT"
TITLE = "Accidental Drug Related Deaths"

_DEATH, _REPORT = "dateofdeath", "datereported"
_CASE = ("id", "casenumber")

MEASURES = Definition(
    title={"en": "Accidental drug-related deaths", "fr": "Décès accidentels liés à la drogue"},
    definition={
        "en": "Accidental drug-related deaths, counted by this project from the publisher’s case-level file by the "
        "month of the date given: the day of death or, in many rows up to 2018, the day the death was reported.",
        "fr": "Décès accidentels liés à la drogue, dénombrés par ce projet à partir du fichier de cas du diffuseur "
        "selon le mois de la date indiquée : celle du décès ou, pour bien des enregistrements jusqu’en 2018, celle du "
        "signalement du décès.",
    },
    certainty={
        "en": "Not stated in the documents read; months of past years move by few deaths.",
        "fr": "Non précisé dans les documents consultés; les mois des années passées varient de quelques décès.",
    },
    geography=NOT_KNOWN,
    suppression={
        "en": "Nothing: the file lists every case; the cases themselves are not kept here.",
        "fr": "Aucune : le fichier énumère tous les cas; les cas eux-mêmes ne sont pas conservés ici.",
    },
).over("ct-accidental-drug-deaths", PeriodKind.MONTH)


def parse(document: Document) -> tuple[Release, ...]:
    """The release that a case-level file is, or those of a transcribed file."""
    if transcribed.is_transcribed(text_of(document)):
        return transcribed.parse(document, SOURCE_ID, PLACE, MEASURES)
    cases = socrata.rows(document, ["date"], f"the columns of the data set {TITLE} (rybz-nyjw)")
    problems: list[str] = []
    dated = [case for case in cases if case.cell("date")]
    counts = Counter(month for case in dated if (month := _month(case, problems)))
    problems += [*_stacked(cases)]
    problems += [] if problems else socrata.gaps(counts)
    if not dated and not problems:
        problems.append("the file: found no row with a date; expected one row per death")
    vintage, known = _vintage(document, problems)
    if problems:
        raise Refused(document.name, capped(problems))
    months = Period(min(counts).start, max(counts).end)
    measure = MEASURES[0].id
    return (
        Release(
            source=SOURCE_ID,
            vintage=vintage,
            known=known,
            title=f"{TITLE}, {months.start.year}-{months.end.year}",
            url=document.url,
            rows=rows_of(Statement(measure, PLACE, month, counts[month]) for month in sorted(counts)),
            restates=(Span(measure, months, PLACE, "all"),),
            note=_note(cases, dated),
        ),
    )


def _vintage(document: Document, problems: list[str]) -> tuple[date, Known]:
    if document.published:
        return document.published, Known.PUBLISHER
    if document.no_later_than:
        return document.no_later_than, Known.UPPER_BOUND
    problems.append(
        "the file: states no day of publication; give it with --published, or the day of the download with "
        "--no-later-than"
    )
    return date.min, Known.ASSUMED


def _month(case: Row, problems: list[str]) -> Period | None:
    if _type(case) not in {_DEATH, _REPORT, ""}:
        problems.append(f"{case.place}, column Date Type: found another word; expected Date of death or Date reported")
    try:
        day = socrata.day(case.cell("date"))
    except ValueError as error:
        problems.append(f"{case.place}, column Date: found something else; expected {error}")
        return None
    return Period.month(day.year, day.month)


def _type(case: Row) -> str:
    return "".join(case.cell("datetype").lower().split())


def _stacked(cases: Sequence[Row]) -> Iterator[str]:
    """Two releases in one file: a case that stands twice, or many equal rows where cases have no number."""
    column = next((name for name in _CASE if any(case.cell(name) for case in cases)), None)
    if column:
        seen = Counter(case.cell(column) for case in cases if case.cell(column))
        repeated = sum(count - 1 for count in seen.values())
        allowed = 0
    else:
        repeated = len(cases) - len({tuple(sorted(case.cells.items())) for case in cases})
        allowed = len(cases) // 20
    if repeated > allowed:
        yield f"the file: found {repeated:,} rows of cases that it already has; expected one release, each case once"


def _note(cases: Sequence[Row], dated: Sequence[Row]) -> str:
    types = Counter(_type(case) for case in dated)
    undated = len(cases) - len(dated)
    said = [f"{len(cases):,} rows counted by the month of their date", f"{types[_REPORT]:,} of them the day of report"]
    said += [f"{types['']:,} do not say which day it is"] if types[""] else []
    said.append(f"{undated:,} without a date left out")
    return "; ".join(said)


SOURCE = Source(
    id=SOURCE_ID,
    place=PLACE,
    publisher={
        "en": "Connecticut Office of the Chief Medical Examiner",
        "fr": "Bureau du médecin légiste en chef du Connecticut",
    },
    url="https://data.ct.gov/resource/rybz-nyjw.csv",
    terms={
        "en": "Licence not confirmed in any text seen. The file is public but about single deaths: only counts by "
        "month are kept and shown.",
        "fr": "Licence non confirmée dans les textes consultés. Le fichier est public, mais porte sur des décès "
        "individuels : seuls les nombres par mois sont conservés et montrés.",
    },
    cadence={
        "en": "A year is added about once a year; earlier months move by few deaths.",
        "fr": "Une année s’ajoute environ une fois par an; les mois antérieurs varient de quelques décès.",
    },
    citation={
        "en": f"Connecticut Office of the Chief Medical Examiner. {TITLE} (data.ct.gov, rybz-nyjw), counted by month.",
        "fr": f"Connecticut Office of the Chief Medical Examiner. {TITLE} (data.ct.gov, rybz-nyjw), nombres par mois.",
    },
    measures=MEASURES,
    parse=parse,
    feed=Feed(("https://data.ct.gov/resource/rybz-nyjw.csv",), page=50_000),
)
