"""Nova Scotia: substance-related fatalities as the Medical Examiner Service counts them, by month, quarter and year.

https://data.novascotia.ca/resource/iu6y-z4n3.csv

One table for a dashboard, overwritten in place, with all months from January 2009 on: those of all substances "plus
suspect cases" run a month further than those of single drugs. Quarters and years count confirmed and probable cases
only. The file does not state its day: ``--published`` gives it, or an upper bound such as the day of the download.
Its months as they were about 1 July 2025 are held, typed from a public copy.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from etl.core.errors import InvalidDocument
from etl.core.model import Period, PeriodKind, Release, RestatedSpan
from etl.core.source import Document
from etl.parsing import socrata, transcribed
from etl.parsing.documents import StatedValue, decode, given_day, limit, to_frame
from etl.parsing.source_toml import load_source
from etl.sources.ca_ns_mes import rows
from etl.sources.ca_ns_mes.rows import OPIOIDS, TOTAL, WITH_SUSPECTED, Count

TITLE = "Numbers and rates of substance-related fatalities in Nova Scotia"
MEASURES = {
    (WITH_SUSPECTED, PeriodKind.MONTH): "ns-substance-deaths-suspected-month",
    (TOTAL, PeriodKind.QUARTER): "ns-substance-deaths-quarter",
    (TOTAL, PeriodKind.YEAR): "ns-substance-deaths-year",
    (OPIOIDS, PeriodKind.MONTH): "ns-opioid-deaths-month",
    (OPIOIDS, PeriodKind.QUARTER): "ns-opioid-deaths-quarter",
    (OPIOIDS, PeriodKind.YEAR): "ns-opioid-deaths-year",
}
"""The measure of each drug type and length of period; others are passed over, and the note says so."""


def parse(document: Document) -> tuple[Release, ...]:
    """Return the release that the data set is on one day, or those of a transcribed file."""
    if transcribed.is_transcribed(decode(document)):
        return transcribed.parse(document, SOURCE)
    cells = socrata.read_rows(document, rows.REQUIRED, f"the columns of the data set {TITLE} (iu6y-z4n3)")
    problems: list[str] = []
    vintage, basis = given_day(document, problems)
    counts = rows.read(cells, problems)
    of_measures = [count for count in counts if (count.drug_type, count.kind) in MEASURES]
    ended = [count for count in of_measures if count.period.end < vintage]
    problems += [] if problems else _gaps(ended)
    if problems:
        raise InvalidDocument(document.name, limit(problems))
    spans = tuple(_spans(ended))
    newest = max(count.period.end for count in ended)
    return (
        Release(
            source=SOURCE.id,
            vintage=vintage,
            vintage_basis=basis,
            title=f"{TITLE}, to {newest:%B %Y}",
            url=document.url,
            rows=to_frame(sorted(map(_stated_value, ended), key=_order)),
            restates=spans,
            note="; ".join(_notes(len(of_measures), ended, len(cells), vintage)),
        ),
    )


def _stated_value(count: Count) -> StatedValue:
    return StatedValue(
        MEASURES[count.drug_type, count.kind], SOURCE.place, count.period, count.deaths, group=count.group
    )


def _order(value: StatedValue) -> tuple[int, str, Period]:
    return list(MEASURES.values()).index(value.measure), value.group, value.period


def _by_series(counts: Sequence[Count]) -> dict[tuple[str, str], list[Period]]:
    """Return the periods of each measure and group, in order."""
    periods: dict[tuple[str, str], list[Period]] = {}
    for value in sorted(map(_stated_value, counts), key=_order):
        periods.setdefault((value.measure, value.group), []).append(value.period)
    return periods


def _gaps(counts: Sequence[Count]) -> Iterator[str]:
    """Yield where a series skips a period, and that there is none at all."""
    if not counts:
        yield "the file: found no month, quarter or year that had ended; expected those from 2009 on"
    for (measure, group), periods in _by_series(counts).items():
        for before, after in pairwise(periods):
            if after != before.shift(before.length_months):
                yield f"{measure}, {group}: found {after.label} after {before.label}; expected every period between"


def _spans(counts: Sequence[Count]) -> Iterator[RestatedSpan]:
    for (measure, group), periods in _by_series(counts).items():
        yield RestatedSpan(measure, Period(periods[0].start, periods[-1].end), SOURCE.place, group)


def _notes(of_measures: int, ended: Sequence[Count], rows_read: int, vintage: date) -> Iterator[str]:
    yield f"{len(ended):,} counts of the province"
    if of_measures > len(ended):
        yield f"{of_measures - len(ended):,} of periods that had not ended by {vintage} left out"
    yield f"{rows_read - of_measures:,} rows of zones, manners, other drugs and percentages passed over"


SOURCE = load_source(__file__, parse)
