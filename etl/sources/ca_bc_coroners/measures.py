"""What the BC Coroners Service counts, and how its figures become a release."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.documents import provisional_rows
from etl.model import Document, Known, Measure, Period, PeriodKind, Release, Span

SOURCE_ID = "ca-bc-coroners"
PLACE = "CA-BC"

_DEFINITION = {
    "en": (
        "Unintentional deaths (accidental or undetermined), confirmed and suspected, from street drugs, from "
        "medications not prescribed to the decedent, or from these together with prescribed medications; deaths "
        "from prescribed medications only and intentional deaths are left out; by month of death and place of injury."
    ),
    "fr": (
        "Décès non intentionnels (accidentels ou indéterminés), confirmés et présumés, attribuables à des drogues de "
        "rue, à des médicaments non prescrits à la personne décédée ou à leur combinaison avec des médicaments "
        "prescrits; les décès attribuables uniquement à des médicaments prescrits et les décès intentionnels sont "
        "exclus; selon le mois du décès et le lieu de l’incident."
    ),
}
_COUNTED: Any = {
    "unit": {"en": "deaths", "fr": "décès"},
    "definition": _DEFINITION,
    "certainty": {
        "en": "Confirmed and suspected; every count changes until all investigations are concluded.",
        "fr": "Confirmés et présumés; tout nombre change tant que les enquêtes ne sont pas toutes terminées.",
    },
    "geography": {
        "en": "By place of injury; by month of death.",
        "fr": "Selon le lieu de l’incident; selon le mois du décès.",
    },
    "suppression": {"en": "Nothing is withheld.", "fr": "Aucun nombre n’est supprimé."},
}
MONTH = Measure(
    id="unregulated-deaths-month",
    period=PeriodKind.MONTH,
    title={
        "en": "Unregulated drug deaths by month",
        "fr": "Décès attribuables aux drogues non réglementées, par mois",
    },
    **_COUNTED,
)
YEAR_TO_DATE = Measure(
    id="unregulated-deaths-ytd",
    period=PeriodKind.YEAR_TO_DATE,
    title={
        "en": "Unregulated drug deaths, year to date",
        "fr": "Décès attribuables aux drogues non réglementées, cumul de l’année",
    },
    **_COUNTED,
)
YEAR = Measure(
    id="unregulated-deaths-year",
    period=PeriodKind.YEAR,
    title={
        "en": "Unregulated drug deaths by year",
        "fr": "Décès attribuables aux drogues non réglementées, par année",
    },
    **_COUNTED,
)
MEASURES = (MONTH, YEAR_TO_DATE, YEAR)

# Words in the title of a table that make it one of a part of these deaths, or of something else than deaths.
PART = re.compile(
    r"fentanyl|\brates?\b|health authorit|township|income|\bsex\b|gender|\bage\b|per day|drug types?|filter",
    re.IGNORECASE,
)

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def month_number(name: str) -> int | None:
    """3 for ``March``, ``Mar``, ``Mar.`` or ``march``; None where it names no month."""
    short = re.sub(r"\W", "", name).lower()
    names = [month.lower() for month in MONTHS]
    return next((names.index(month) + 1 for month in names if len(short) >= 3 and month.startswith(short)), None)


@dataclass(frozen=True)
class Dated:
    """The day of a document, how it is known, and what else there is to say of it."""

    day: date
    known: Known
    remark: str = ""


def release(
    document: Document,
    dated: Dated,
    title: str,
    counts: Mapping[tuple[int, int], int],
    totals: Mapping[Period, int],
    note: str = "",
) -> Release:
    """The months from the first to the last, restated whole, and the totals of years stated beside them."""
    months = {Period.month(year, month): count for (year, month), count in sorted(counts.items())}
    stated = [(MONTH.id, period, count) for period, count in months.items()]
    stated += [((YEAR if period.length == 12 else YEAR_TO_DATE).id, period, count) for period, count in totals.items()]
    return Release(
        source=SOURCE_ID,
        vintage=dated.day,
        known=dated.known,
        title=title,
        url=document.url,
        rows=provisional_rows(PLACE, stated),
        restates=(Span(MONTH.id, Period(min(months).start, max(months).end), PLACE, "all"),),
        note=note + dated.remark,
    )
