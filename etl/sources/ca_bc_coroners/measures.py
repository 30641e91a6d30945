"""What the BC Coroners Service counts, and how its figures become a release."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.documents import Statement, rows_of
from etl.model import Document, Known, Measure, Period, PeriodKind, Release, Span, Unit

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
    "unit": Unit.DEATHS,
    "definition": _DEFINITION,
    "certainty": {
        "en": "Confirmed and suspected; every count changes until all investigations are concluded.",
        "fr": "Confirmés et présumés; tout nombre change tant que les enquêtes ne sont pas toutes terminées.",
    },
    "geography": {
        "en": "By place of injury; by month of death.",
        "fr": "Selon le lieu de l’incident; selon le mois du décès.",
    },
    "suppression": {"en": "Nothing is withheld.", "fr": "Tous les nombres sont diffusés."},
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
_FENTANYL: Any = {
    "unit": Unit.PERCENT,
    "definition": {
        "en": "Percentage of the unregulated drug deaths in which fentanyl or one of its analogues was detected, alone "
        "or with other drugs.",
        "fr": "Pourcentage des décès attribuables aux drogues non réglementées dans lesquels le fentanyl ou l’un de "
        "ses analogues a été détecté, seul ou avec d’autres drogues.",
    },
    "certainty": {
        "en": "Preliminary; changes as further toxicology results are received.",
        "fr": "Préliminaire; change à mesure que d’autres résultats de toxicologie sont reçus.",
    },
    "geography": {
        "en": "By place of injury; by year of death.",
        "fr": "Selon le lieu de l’incident; selon l’année du décès.",
    },
    "suppression": {"en": "Nothing is withheld.", "fr": "Toutes les valeurs sont diffusées."},
}
FENTANYL_YEAR = Measure(
    id="bc-fentanyl-detected-year",
    period=PeriodKind.YEAR,
    title={
        "en": "Share of unregulated drug deaths with fentanyl detected, by year",
        "fr": "Part des décès attribuables aux drogues non réglementées avec détection de fentanyl, par année",
    },
    **_FENTANYL,
)
FENTANYL_YEAR_TO_DATE = Measure(
    id="bc-fentanyl-detected-ytd",
    period=PeriodKind.YEAR_TO_DATE,
    title={
        "en": "Share of unregulated drug deaths with fentanyl detected, year to date",
        "fr": "Part des décès attribuables aux drogues non réglementées avec détection de fentanyl, cumul de l’année",
    },
    **_FENTANYL,
)
MEASURES = (MONTH, YEAR_TO_DATE, YEAR, FENTANYL_YEAR, FENTANYL_YEAR_TO_DATE)

# The five regional health authorities in the order in which the Service prints them, by the names it gives them.
AUTHORITIES = {
    "Interior": f"{PLACE}-interior",
    "Fraser": f"{PLACE}-fraser",
    "Vancouver Coastal": f"{PLACE}-vancouver-coastal",
    "Island": f"{PLACE}-island",
    "Northern": f"{PLACE}-northern",
}

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


@dataclass(frozen=True)
class Series:
    """Counts of one place and group: by (year, month), and totals by year or of the year to date.

    What a series has by month and by whole year, it has whole from the first to the last.
    """

    months: Mapping[tuple[int, int], int]
    totals: Mapping[Period, int]
    place: str = PLACE
    group: str = "all"

    def stated(self) -> Iterator[tuple[str, Period, int]]:
        """Every figure with its measure."""
        for (year, month), count in sorted(self.months.items()):
            yield MONTH.id, Period.month(year, month), count
        for period, count in self.totals.items():
            yield (YEAR if period.length == 12 else YEAR_TO_DATE).id, period, count

    def spans(self) -> Iterator[Span]:
        """What it restates; years to date overlap and restate nothing."""
        for measure in (MONTH, YEAR):
            if periods := [period for of, period, _ in self.stated() if of == measure.id]:
                yield Span(measure.id, Period(min(periods).start, max(periods).end), self.place, self.group)


def release(document: Document, dated: Dated, title: str, series: Sequence[Series], note: str = "") -> Release:
    """The release that states these series."""
    return Release(
        source=SOURCE_ID,
        vintage=dated.day,
        known=dated.known,
        title=title,
        url=document.url,
        rows=rows_of(
            Statement(measure, part.place, period, count, group=part.group)
            for part in series
            for measure, period, count in part.stated()
        ),
        restates=tuple(span for part in series for span in part.spans()),
        note=note + dated.remark,
    )
