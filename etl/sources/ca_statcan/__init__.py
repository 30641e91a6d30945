"""Statistics Canada: the population of Canada, its provinces and territories, as of the first day of each quarter.

Table 17-10-0009-01, https://www150.statcan.gc.ca/n1/tbl/csv/17100009-eng.zip: the CSV, or the ZIP that holds it beside
its metadata. Every release restates the whole record. The file does not state its day. Its newest quarter tells the
release: the estimate of the first day of a quarter comes out in the quarter's last month (1 July 2024 on 25 September
2024, 1 October 2024 on 17 December 2024).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from etl import archives
from etl.definitions import Definition
from etl.documents import Statement, dated_by_content, rows_of, text_of
from etl.errors import Refused
from etl.model import Document, Feed, Known, Period, PeriodKind, Release, Source, Span, Unit
from etl.sources.ca_statcan.table import LEFT_OUT, Estimate, read

SOURCE_ID = "ca-statcan"
TITLE = "Statistics Canada, Table 17-10-0009-01, Population estimates, quarterly"

(_BY_QUARTER,) = Definition(
    title={"en": "Population", "fr": "Population"},
    definition={
        "en": "Estimate of the number of people who usually live there, as of the first day of the quarter.",
        "fr": "Estimation du nombre de personnes qui y résident habituellement, au premier jour du trimestre.",
    },
    certainty={
        "en": "Estimates: preliminary at first, then updated, and final after a census; every release restates the "
        "whole record.",
        "fr": "Estimations : d’abord provisoires, puis mises à jour, et définitives après un recensement; chaque "
        "diffusion reprend toute la série.",
    },
    geography={"en": "By usual place of residence.", "fr": "Selon le lieu de résidence habituel."},
    suppression={"en": "Nothing is withheld.", "fr": "Toutes les valeurs sont diffusées."},
    unit=Unit.PEOPLE,
).over("ca-population", PeriodKind.QUARTER)
MEASURE = replace(_BY_QUARTER, is_population=True)

_MEMBER = "17100009.csv"


def parse(document: Document) -> tuple[Release, ...]:
    """The one release that a file of the table is."""
    estimates, left_out = read(document.name, text_of(replace(document, content=_unpacked(document))))
    quarters = {estimate.quarter for estimate in estimates}
    vintage, known, note = _dated(document, max(quarters))
    notes = [note, *([f"{LEFT_OUT} left out"] if left_out else [])]
    return (
        Release(
            source=SOURCE_ID,
            vintage=vintage,
            known=known,
            title=TITLE,
            url=document.url,
            rows=_rows(estimates),
            restates=(Span(MEASURE.id, Period(min(quarters).start, max(quarters).end), "*", "all"),),
            note="; ".join(text for text in notes if text),
        ),
    )


def _unpacked(document: Document) -> bytes:
    """The bytes of the CSV, out of the ZIP where it comes in one."""
    if not archives.is_zip(document):
        return document.content
    files = archives.unpacked(document, _MEMBER)
    if _MEMBER not in files:
        raise Refused(document.name, [f"the archive: found no {_MEMBER}; expected it beside its metadata"])
    return files[_MEMBER]


def _dated(document: Document, newest: Period) -> tuple[date, Known, str]:
    """The day of publication, how it is known, and why where that needs saying."""
    if document.published:
        return document.published, Known.PUBLISHER, ""
    return dated_by_content(document, newest, f"the newest quarter, {newest.label}, tells")


def _rows(estimates: Sequence[Estimate]) -> pd.DataFrame:
    return rows_of(
        Statement(MEASURE.id, estimate.place, estimate.quarter, estimate.people, estimate.status)
        for estimate in estimates
    )


SOURCE = Source(
    id=SOURCE_ID,
    place="CA",
    publisher={"en": "Statistics Canada", "fr": "Statistique Canada"},
    url="https://www150.statcan.gc.ca/t1/tbl1/en/tv.action?pid=1710000901",
    terms={
        "en": "Statistics Canada Open Licence: use and redistribution with attribution.",
        "fr": "Licence ouverte de Statistique Canada : utilisation et redistribution avec mention de la source.",
    },
    cadence={
        "en": "Each quarter, in March, June, September and December, for the first day of that quarter.",
        "fr": "Chaque trimestre, en mars, en juin, en septembre et en décembre, pour le premier jour de ce trimestre.",
    },
    citation={
        "en": "Statistics Canada. Table 17-10-0009-01, Population estimates, quarterly.",
        "fr": "Statistique Canada. Tableau 17-10-0009-01, Estimations de la population, trimestrielles.",
    },
    measures=(MEASURE,),
    parse=parse,
    feed=Feed(("https://www150.statcan.gc.ca/n1/tbl/csv/17100009-eng.zip",)),
)
