"""The Public Health Agency of Canada: deaths from opioids and stimulants, by quarter and year, by province.

Every release restates the whole record, up and down. The file does not state its day. Its newest quarter tells the
release: the Agency publishes in March, June, September and December what it holds to the quarter that ended six
months before (data to 2022 Q1 in September 2022, to 2022 Q2 in December 2022, to 2023 Q3 on 2024-03-27).
"""

from dataclasses import replace
from datetime import date

import pandas as pd

from etl.documents import Statement, dated_by_content, rows_of, text_of
from etl.errors import Refused
from etl.model import Document, Feed, Known, Period, PeriodKind, Release, Source, Span
from etl.sources.ca_phac import download, figures
from etl.sources.ca_phac.figures import Figure
from etl.sources.ca_phac.measures import MEASURES, SOURCE_ID

_LAG = 6  # months from the end of the newest quarter to the month of publication


def parse(document: Document) -> tuple[Release, ...]:
    """The one release that a file of the Agency is."""
    content, updated = download.opened(document)
    stated, left_out = figures.read(document.name, text_of(replace(document, content=content)))
    newest = figures.newest_quarter(stated)
    vintage, known, note = _dated(document, updated, newest)
    first = min(figure.period.start for figure in stated)
    notes = [note, *(f"{label} left out: neither a year nor a year to date" for label in left_out)]
    return (
        Release(
            source=SOURCE_ID,
            vintage=vintage,
            known=known,
            title=f"Opioid- and Stimulant-related Harms in Canada ({first:%B %Y} to {newest.end:%B %Y})",
            url=document.url,
            rows=_rows(stated),
            restates=tuple(_spans(stated)),
            note="; ".join(text for text in notes if text),
        ),
    )


def _dated(document: Document, updated: date | None, newest: Period) -> tuple[date, Known, str]:
    """The day of publication, how it is known, and why where that needs saying."""
    bound = document.no_later_than
    stated = document.published or updated
    if stated and bound and stated > bound:
        raise Refused(document.name, [f"published on {stated}, but had by {bound}; expected a day no later than that"])
    if stated:
        note = "" if document.published else f"last updated {updated}, says the note in the archive"
        return stated, Known.PUBLISHER, note
    index = 12 * newest.end.year + newest.end.month - 1 + _LAG
    month = Period.month(index // 12, index % 12 + 1)
    return dated_by_content(document, month, f"the newest quarter, {newest.label}, tells")


def _spans(stated: list[Figure]) -> list[Span]:
    """What the release restates whole; years to date overlap, so that one never withdraws another."""
    found = []
    for measure in MEASURES:
        periods = [figure.period for figure in stated if figure.measure is measure]
        if periods and measure.period is not PeriodKind.YEAR_TO_DATE:
            extent = Period(min(periods).start, max(period.end for period in periods))
            found.append(Span(measure.id, extent, "*", "all"))
    return found


def _rows(stated: list[Figure]) -> pd.DataFrame:
    return rows_of(
        Statement(figure.measure.id, figure.place, figure.period, figure.value, figure.status) for figure in stated
    )


SOURCE = Source(
    id=SOURCE_ID,
    place="CA",
    publisher={"en": "Public Health Agency of Canada", "fr": "Agence de la santé publique du Canada"},
    url="https://health-infobase.canada.ca/substance-related-harms/opioids-stimulants/",
    terms={
        "en": "Government of Canada. The files seen carry no licence (the Open Government Licence – Canada is likely, "
        "and was not verified). Suppressed values stay suppressed.",
        "fr": "Gouvernement du Canada. Les fichiers consultés ne portent pas de licence (la Licence du gouvernement "
        "ouvert – Canada est probable, mais n’a pas été vérifiée). Les valeurs non diffusées le restent.",
    },
    cadence={
        "en": "Each quarter, in March, June, September and December, about six months after the newest quarter.",
        "fr": "Chaque trimestre, en mars, en juin, en septembre et en décembre, environ six mois après le plus récent "
        "trimestre.",
    },
    citation={
        "en": "Public Health Agency of Canada. Opioid- and Stimulant-related Harms in Canada. Health Infobase.",
        "fr": "Agence de la santé publique du Canada. Méfaits associés aux opioïdes et aux stimulants au Canada. "
        "Infobase Santé.",
    },
    measures=MEASURES,
    parse=parse,
    feed=Feed(
        tuple(
            f"https://health-infobase.canada.ca/src/{folder}/HealthInfobase-SubstanceHarmsData.zip"
            for folder in ("data/substance-related-harms/download", "doc/SRHD", "doc")  # it moved twice, newest first
        )
    ),
)
