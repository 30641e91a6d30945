"""CDC WONDER: exports of a query, tab-delimited text with a footer, taken by hand.

The API gives national figures only, so that months by state are exported in the browser. Two queries are told apart by
the footer and never share a measure: drug poisoning among the causes listed, or as the underlying cause. WONDER
suppresses counts of 9 or fewer, and its terms forbid to present them: a number below 10 is refused, suppressed rows
stay suppressed or absent, and a national total is left out where it would tell the one suppressed count beside it.
"""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from etl.documents import Statement, capped, rows_of, text_of
from etl.errors import Refused
from etl.model import Document, Known, Period, Release, Source, Span, Status
from etl.sources.us_cdc_wonder import export, footer, totals
from etl.sources.us_cdc_wonder.export import Row
from etl.sources.us_cdc_wonder.footer import Footer
from etl.sources.us_cdc_wonder.measures import MEASURES, NATION, PLACES, SOURCE_ID


def parse(document: Document) -> tuple[Release, ...]:
    """The one release that an export is."""
    table, below = export.split(document.name, text_of(document))
    problems: list[str] = []
    cells, sums = export.read(document.name, table, problems)
    said = footer.read(below, problems)
    problems += [*export.repeated([*cells, *sums])]
    if said and not problems:
        problems += [*totals.gaps(cells, said), *totals.breaches(cells, sums)]
    if problems or said is None:
        raise Refused(document.name, capped(problems))
    vintage, known = _dated(document, said)
    nation, withheld = totals.nation(cells, sums)
    return (_release(document, (vintage, known), said, [*cells, *nation], withheld),)


def _dated(document: Document, said: Footer) -> tuple[date, Known]:
    """The day of the query, unless the giver knows the day of publication, which cannot be later."""
    if said.queried and document.published and document.published > said.queried:
        found = f"published on {document.published}, but queried on {said.queried}"
        raise Refused(document.name, [f"{found}; expected a day of publication no later than the query"])
    if said.queried and document.no_later_than and document.no_later_than < said.queried:
        found = f"had by {document.no_later_than}, but queried on {said.queried}"
        raise Refused(document.name, [f"{found}; expected a day no earlier than the query"])
    if document.published:
        return document.published, Known.PUBLISHER
    if said.queried:
        return said.queried, Known.FETCH
    if document.no_later_than:
        return document.no_later_than, Known.UPPER_BOUND
    raise Refused(document.name, ["the footer: found no Query Date; give the day with --published or --no-later-than"])


def _release(
    document: Document, dated: tuple[date, Known], said: Footer, rows: Sequence[Row], withheld: Sequence[str]
) -> Release:
    months = [row.month for row in rows if row.month]
    extent = Period(min(months).start, max(months).end)
    hidden = f"rows left out of the export: {' and '.join(sorted(said.hidden))}" if said.hidden else ""
    return Release(
        source=SOURCE_ID,
        vintage=dated[0],
        known=dated[1],
        title=f"{said.dataset}: {extent.label}",
        url=document.url,
        rows=_rows(said, rows),
        restates=tuple(_spans(said, rows, extent)),
        note="; ".join(text for text in (said.stamp.rstrip("."), hidden, *withheld) if text),
    )


def _spans(said: Footer, rows: Sequence[Row], extent: Period) -> list[Span]:
    """Every state is restated, with its silences; the nation only where each month has its total.

    An export without totals says nothing of the nation, so that the span is not ``*``.
    """
    national = sum(row.state is None for row in rows)
    if national == extent.length:
        return [Span(said.measure.id, extent, "*", "all")]
    return [Span(said.measure.id, extent, place, "all") for place in PLACES]


def _rows(said: Footer, rows: Sequence[Row]) -> pd.DataFrame:
    return rows_of(
        Statement(said.measure.id, row.state or NATION, row.month, row.deaths, _status(said, row))
        for row in rows
        if row.month
    )


def _status(said: Footer, row: Row) -> Status:
    if row.deaths is None:
        return Status.SUPPRESSED
    final = row.month is not None and row.month.start.year in said.final and not row.provisional
    return Status.FINAL if final else Status.PROVISIONAL


SOURCE = Source(
    id=SOURCE_ID,
    place=NATION,
    url="https://wonder.cdc.gov/mcd.html",
    publisher={
        "en": "CDC National Center for Health Statistics, CDC WONDER",
        "fr": "National Center for Health Statistics des CDC, CDC WONDER",
    },
    terms={
        "en": "US government work under the NCHS data use restrictions (42 U.S.C. 242m(d)): for statistical reporting "
        "and analysis only; no counts of 9 or fewer, nor rates based on them; no attempt to identify anyone.",
        "fr": "Œuvre du gouvernement des États-Unis soumise aux restrictions d’utilisation du NCHS "
        "(42 U.S.C. 242m(d)) : à des fins statistiques seulement; aucun nombre de 9 ou moins, ni taux fondé sur un tel "
        "nombre; aucune tentative d’identifier une personne.",
    },
    cadence={
        "en": "Provisional months each week; a final file once a year. Taken by hand: the API gives no months by "
        "state.",
        "fr": "Mois provisoires chaque semaine; fichier définitif une fois l’an. Extraction manuelle : l’API ne donne "
        "pas les mois par État.",
    },
    citation={
        "en": "Centers for Disease Control and Prevention, National Center for Health Statistics. Multiple Cause of "
        "Death on CDC WONDER Online Database.",
        "fr": "Centers for Disease Control and Prevention, National Center for Health Statistics. Causes multiples de "
        "décès (Multiple Cause of Death), base de données en ligne CDC WONDER.",
    },
    measures=MEASURES,
    parse=parse,
)
