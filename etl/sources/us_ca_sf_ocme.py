"""San Francisco: accidental overdose deaths by month, from the city's data set and, for the past, transcribed.

https://data.sfgov.org/resource/jxrr-bmra.json

The city copies the data set by hand from the monthly report of the Office of the Chief Medical Examiner: one row a
month from January 2020, with ``data_as_of``, the day it counts as published. Each release restates all its months.
The reports before were read in the press; years and year-to-date totals come from there only.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from etl import socrata, transcribed
from etl.definitions import Definition
from etl.documents import Statement, capped, rows_of, text_of
from etl.errors import Refused
from etl.model import Document, Feed, Known, Period, PeriodKind, Release, Source, Span
from etl.socrata import Row

SOURCE_ID = "us-ca-sf-ocme"
PLACE = "US-CA-SF"
TITLE = "Preliminary Unintentional Drug Overdose Deaths"

MEASURES = Definition(
    title={"en": "Accidental overdose deaths", "fr": "Décès accidentels par surdose"},
    definition={
        "en": "Preliminary count of accidental overdose deaths: cases under investigation that are suspected to be "
        "acute toxicity from opioids, cocaine or methamphetamine, and closed cases of acute toxicity from any "
        "substance, prescribed and over-the-counter medications included.",
        "fr": "Nombre provisoire de décès accidentels par surdose : cas sous enquête que l’on présume être une "
        "intoxication aiguë aux opioïdes, à la cocaïne ou à la méthamphétamine, et cas clos d’intoxication aiguë à "
        "toute substance, médicaments d’ordonnance ou en vente libre compris.",
    },
    certainty={
        "en": "Preliminary: suspected and finalised cases; earlier months may change at each release.",
        "fr": "Provisoires : cas présumés et cas clos; les mois antérieurs peuvent changer à chaque diffusion.",
    },
    geography={
        "en": "By place of occurrence, in the city; not by residence.",
        "fr": "Selon le lieu de l’événement, dans la ville; non selon la résidence.",
    },
).over("sf-overdose-deaths", PeriodKind.MONTH, PeriodKind.YEAR, PeriodKind.YEAR_TO_DATE, PeriodKind.SEVERAL_MONTHS)

_COLUMNS = ("monthstartdate", "totaldeaths")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse(document: Document) -> tuple[Release, ...]:
    """The release that the data set is on one day, or those of a transcribed file."""
    if transcribed.is_transcribed(text_of(document)):
        return transcribed.parse(document, SOURCE_ID, PLACE, MEASURES)
    rows = socrata.rows(document, _COLUMNS, f"the columns of the data set {TITLE} (jxrr-bmra)")
    problems: list[str] = []
    vintage = document.published or _as_of(rows, problems)
    counts = _counts(rows, problems)
    under_way = [month for month in counts if vintage and month.start <= vintage < month.end]
    counts = {month: count for month, count in counts.items() if month not in under_way}
    problems += [] if problems else socrata.gaps(counts)
    if not counts and not problems:
        problems.append("the file: found no month with a count; expected one row a month")
    if problems or vintage is None:
        raise Refused(document.name, capped(problems))
    months = Period(min(counts).start, max(counts).end)
    measure = MEASURES[0].id
    return (
        Release(
            source=SOURCE_ID,
            vintage=vintage,
            known=Known.PUBLISHER,
            title=f"{TITLE}, {months.start.isoformat()[:7]} to {months.end.isoformat()[:7]}",
            url=document.url,
            rows=rows_of(Statement(measure, PLACE, month, counts[month]) for month in sorted(counts)),
            restates=(Span(measure, months, PLACE, "all"),),
            note="; ".join(_notes(document, under_way)),
        ),
    )


def _notes(document: Document, under_way: Sequence[Period]) -> Iterator[str]:
    if document.published is None:
        yield "dated by data_as_of"
    yield from (f"{month.label}, which had not ended, is left out" for month in under_way)


def _as_of(rows: Sequence[Row], problems: list[str]) -> date | None:
    """The one day that all rows name; two are two releases stacked in one file."""
    days: set[date] = set()
    for row in rows:
        try:
            days.add(socrata.day(row.cell("dataasof")))
        except ValueError as error:
            found = row.cell("dataasof")
            problems.append(f"{row.place}, column data_as_of: found {found!r}; expected {error}, or give --published")
    if len(days) > 1:
        found = ", ".join(str(day) for day in sorted(days))
        problems.append(f"column data_as_of: found {found}; expected one day, this is more than one release")
    return days.pop() if len(days) == 1 else None


def _counts(rows: Sequence[Row], problems: list[str]) -> dict[Period, int]:
    """The deaths of each month; months without a number yet are left out."""
    counts: dict[Period, int] = {}
    for row in rows:
        month = _month(row, problems)
        deaths = row.cell("totaldeaths")
        if month in counts:
            problems.append(f"{row.place}: found {month.label} again; expected each month once")
        elif deaths and not re.fullmatch(r"[0-9]{1,3}(,?[0-9]{3})?(\.0+)?", deaths):
            problems.append(f"{row.place}, column total_deaths: found {deaths!r}; expected a whole number of 0 or more")
        elif month and deaths:
            counts[month] = int(deaths.partition(".")[0].replace(",", ""))
    return counts


def _month(row: Row, problems: list[str]) -> Period | None:
    """The month of a row, which its year and its name of the month must bear out where they are given."""
    found = row.cell("monthstartdate")
    try:
        start = _first_day(found)
    except ValueError as error:
        problems.append(f"{row.place}, column month_start_date: found {found!r}; expected {error}")
        return None
    year, name = row.cell("year").partition(".")[0], row.cell("month")[:3].lower()
    if year not in {"", str(start.year)} or (name in _NAMES and name != _NAMES[start.month - 1]):
        said = f"year {row.cell('year')} and month {row.cell('month')}"
        problems.append(f"{row.place}: found {said}; expected those of month_start_date, {start}")
        return None
    return Period.month(start.year, start.month)


def _first_day(text: str) -> date:
    day = socrata.day(text)
    if day.day != 1:
        raise ValueError("the first day of a month")
    return day


SOURCE = Source(
    id=SOURCE_ID,
    place=PLACE,
    publisher={
        "en": "San Francisco Office of the Chief Medical Examiner",
        "fr": "Bureau du médecin légiste en chef de San Francisco",
    },
    url="https://data.sfgov.org/Health-and-Social-Services/Preliminary-Unintentional-Drug-Overdose-Deaths/jxrr-bmra",
    terms={
        "en": "Not read at the source: third parties say Open Database License (attribution, share-alike) for the data "
        "set, another table of the city is given as public domain. Figures are cited with their source.",
        "fr": "Non lues à la source : des tiers indiquent l’Open Database License (attribution, partage à l’identique) "
        "pour le jeu de données, une autre table de la ville est donnée comme étant du domaine public. Les chiffres "
        "sont cités avec leur source.",
    },
    cadence={
        "en": "Monthly since 2020, about the middle of the month, for the month before.",
        "fr": "Mensuelle depuis 2020, vers le milieu du mois, pour le mois précédent.",
    },
    citation={
        "en": "San Francisco Office of the Chief Medical Examiner. Report on Accidental Overdose Deaths; DataSF, "
        f"{TITLE} (jxrr-bmra).",
        "fr": "San Francisco Office of the Chief Medical Examiner. Report on Accidental Overdose Deaths; DataSF, "
        f"{TITLE} (jxrr-bmra).",
    },
    measures=MEASURES,
    parse=parse,
    feed=Feed(("https://data.sfgov.org/resource/jxrr-bmra.csv",), page=50_000),
)
