"""Reads the PDF report, "Illicit Drug Toxicity Deaths in BC" (2016 to 2023, overwritten in place at each release).

https://www2.gov.bc.ca/assets/gov/birth-adoption-death-marriage-and-divorce/deaths/coroners-service/statistical/illicit-drug.pdf

Every page says "Posting Date May 3, 2022". One table has a row per month and a column per year, with a ``Subtotal``
after the last month reported, then ``Total`` and ``Average``. Other tables give the same deaths by
sex, by age and by health authority. The pages are text; pdfium gives the same lines as pdfplumber and reads a whole
report in a tenth of a second, which pdfplumber needs for one page.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from etl.core.errors import InvalidDocument
from etl.core.model import Release, VintageBasis
from etl.core.source import Document
from etl.parsing.documents import day_warnings
from etl.sources.ca_bc_coroners import breakdowns, measures, monthly
from etl.sources.ca_bc_coroners.measures import BcSeries, Vintage
from etl.sources.ca_bc_coroners.pdf_tables import Line, PdfTable, clean, pdf_tables

if TYPE_CHECKING:
    import pypdfium2

MAX_PAGES = 100
"""A report has some thirty pages."""
MAX_TEXT_CHARS = 200_000
"""The text of a report has some 40,000 characters. What is much longer is none, and would take minutes to search."""

_DAY = rf"(?:{'|'.join(measures.MONTHS)})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
_SPAN = rf"(?P<first>{_DAY})\s*(?:-|–|—|to)\s*(?P<last>{_DAY})"
_POSTED = tuple(
    re.compile(rf"{words}\s*:?\s*(?:[a-z]+day,?\s+)?({_DAY})", re.IGNORECASE)
    for words in (r"posting\s+date", r"(?:date\s+posted|posted(?:\s+on)?)")
)
_HEADLINE = re.compile(rf"^(?P<title>[^\n]*\bdeaths\b[^\n]*?),?\s*{_SPAN}\s*$", re.IGNORECASE | re.MULTILINE)
_PAGE_MARGIN = re.compile(rf"\bpage \d+(?: of \d+)?$|posting date|^bc coroners service\b|^{_SPAN}$", re.IGNORECASE)
_MONTH = re.compile("(?:month)?", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:illicit|unregulated|overdose|toxic).*\bdeaths\b", re.IGNORECASE)


def parse(document: Document) -> tuple[Release, ...]:
    """Return the one release of a report: months and years, of all deaths and of their parts, all restated whole."""
    pages = _pages(document)
    text = "\n".join(pages)
    lines = _lines(pages)
    table = _monthly_table(document.name, lines)
    headline = _HEADLINE.search(text)
    problems: list[str] = []
    printed = _posted(text, [] if document.published_on else problems)
    vintage = _vintage(document, printed)
    months = monthly.read(table, problems)
    if months is None:
        raise InvalidDocument(document.name, problems)
    parts, present, absent = breakdowns.read(lines, months, problems)
    problems += _other_end(headline, months)
    if problems or vintage is None:
        raise InvalidDocument(document.name, problems)
    note = f"Adds up: by month{months.note}" + "".join(f", by {name}" for name in present)
    note += f"; not found: by {', by '.join(absent)}" if absent else ""
    title = _headline(headline) if headline else table.title
    everything = BcSeries(months.counts, {months.period(year): total for year, total in months.totals.items()})
    release = measures.build_release(document, vintage, title, [everything, *parts], note)
    missing = {f"by {name}": breakdowns.spans(name, months) for name in absent}
    doubts = day_warnings(document, printed, "the posting date that it prints")
    return (replace(release, missing_parts=missing, warnings=doubts),)


def _vintage(document: Document, printed: date | None) -> Vintage | None:
    """Return the day of the report, with a remark where the report prints another than the one given.

    The Service has replaced reports in place: the same posting date over other values. The day such a report was had
    is then given, and is known by that.
    """
    given = document.published_on
    if given and printed and given != printed:
        return Vintage(given, VintageBasis.FETCH, f"; prints the posting date {printed}")
    day = given or printed
    return Vintage(day, VintageBasis.PUBLISHER) if day else None


def _pages(document: Document) -> list[str]:
    import pypdfium2  # noqa: PLC0415 - 60 ms that only who reads a report needs

    if b"%%EOF" not in document.content[-2048:]:
        raise InvalidDocument(
            document.name, ["the end of the file: found no %%EOF; expected a whole PDF, this one is cut short"]
        )
    try:
        with pypdfium2.PdfDocument(document.content) as pdf:
            return _texts(document.name, pdf)
    except pypdfium2.PdfiumError as error:
        raise InvalidDocument(
            document.name, [f"the file: expected a PDF that can be opened; pdfium says {error}"]
        ) from error


def _texts(name: str, pdf: "pypdfium2.PdfDocument") -> list[str]:
    """Return the text of each page; ``InvalidDocument`` where there is far more of it than a report has."""
    if len(pdf) > MAX_PAGES:
        raise InvalidDocument(name, [f"the file: found {len(pdf):,} pages; expected a report of up to {MAX_PAGES}"])
    texts, chars = [], 0
    for page in pdf:
        texts.append(page.get_textpage().get_text_range().replace("\r\n", "\n"))
        chars += len(texts[-1])
        if chars > MAX_TEXT_CHARS:
            expected = f"expected a report of up to {MAX_TEXT_CHARS:,} characters"
            raise InvalidDocument(name, [f"page {len(texts)}: found {chars:,} characters until there; {expected}"])
    return texts


def _lines(pages: Sequence[str]) -> list[Line]:
    """Return the lines of all pages without the blank ones and what stands at the head and foot of each page."""
    cleaned = [Line(page, clean(text)) for page, content in enumerate(pages, start=1) for text in content.splitlines()]
    return [line for line in cleaned if line.text and not _PAGE_MARGIN.search(line.text)]


def _monthly_table(name: str, lines: Sequence[Line]) -> PdfTable:
    tables = [table for table in pdf_tables(lines, _MONTH) if monthly.is_by_month(table)]
    whole = [table for table in tables if _SUBJECT.search(table.title) and not measures.PART.search(table.title)]
    if whole:
        return whole[0]
    others = "; ".join(str(table) for table in tables) or "none"
    expected = '"Deaths by Month" of illicit or unregulated drugs, with the header Month and two or more years'
    raise InvalidDocument(
        name, [f"all pages: found no table {expected}; other tables with a header of that kind: {others}"]
    )


def _posted(text: str, problems: list[str]) -> date | None:
    matches = (words.findall(text) for words in _POSTED)
    texts = sorted({" ".join(day.split()) for day in next(filter(None, matches), [])})
    try:
        days = {date(*_day(day)) for day in texts}
    except ValueError:
        days = set()
    if len(days) == 1:
        return days.pop()
    listed = "; ".join(texts) or "none"
    expected = 'one such as "Posting Date May 3, 2022"; give the day with --published'
    problems.append(f"head of the pages: found the posting dates: {listed}; expected {expected}")
    return None


def _day(text: str) -> tuple[int, int, int]:
    """Return ``May 3, 2022`` as year, month and day."""
    month, day, year = re.findall(r"[a-z]{3,}|\d+", text, re.IGNORECASE)
    return int(year), measures.month_number(month) or 0, int(day)


def _headline(match: re.Match[str]) -> str:
    title = re.sub(r"^BC Coroners Service\s+", "", " ".join(match["title"].split()), flags=re.IGNORECASE)
    return f"{title}, {' '.join(match['first'].split())} to {' '.join(match['last'].split())}"


def _other_end(headline: re.Match[str] | None, months: monthly.MonthlyTable) -> list[str]:
    """Return a problem where the table ends in another month than its report: it lost a row or gained zeros."""
    if headline is None:
        return []
    year, month, _ = _day(headline["last"])
    end = f"{year}-{month:02}"
    last = months.last.label
    if last == end:
        return []
    return [f"table by month: found {last} as the last month with a figure; expected {end}, where the title ends"]
