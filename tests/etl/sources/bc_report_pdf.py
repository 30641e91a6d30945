"""Makes small PDFs in the layout of the BC Coroners Service's report. Every figure in them is invented."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, field

from fpdf import FPDF
from fpdf.enums import XPos, YPos

MONTHS = [calendar.month_name[month] for month in range(1, 13)]
AUTHORITIES = ["Interior", "Fraser", "Vancouver Coastal", "Island", "Northern"]
BY_MONTH = "Month of Death and Health Authority and Township"
Rows = list[list[str]]


def invented(year: int, month: int) -> int:
    """A count that nobody published."""
    return 80 + (year * 7 + month * 31) % 53


@dataclass
class Report:
    """What a report says, and ways to break it: ``change`` takes the tables by name before they are drawn."""

    title: str = "Illicit Drug Toxicity Deaths"
    caption: str = "Table 1: {title} by Month, British Columbia, {first}-{last}[3]"
    posted: str = "Posting Date May 3, 2022"
    first: int = 2012
    last: int = 2022
    reported: int = 3
    unreported: str = "-"
    short_names: bool = True
    with_sums: tuple[str, ...] = ("Subtotal", "Total", "Average")
    with_breakdowns: bool = True
    said_end: str = ""
    sex: str = "Sex"
    heading: tuple[str, ...] = ("Year Month Interior Fraser Vancouver", "Coastal Island Northern Vancouver", "Surrey")
    change: Callable[[dict[str, Rows]], None] = field(default=lambda _: None)

    @property
    def years(self) -> list[int]:
        return list(range(self.first, self.last + 1))

    def months(self, year: int) -> list[int]:
        return [invented(year, month) for month in range(1, 1 + (self.reported if year == self.last else 12))]


def pdf_of(report: Report) -> bytes:
    """The report on four pages: the summary, the table by month, the breakdowns by year, and the one by month."""
    tables = {"month": _by_month(report)}
    if report.with_breakdowns:
        tables |= _breakdowns(report)
    report.change(tables)
    pdf = FPDF(orientation="landscape")
    pdf.set_font("Helvetica", size=7)
    end = report.said_end or f"{MONTHS[report.reported - 1]} 28, {report.last}"
    span = f"January 1, {report.first} to {end}"
    _page(pdf, f"Ministry of Public Safety & Solicitor General {report.posted}", "Page 1 of 4")
    _lines(pdf, f"{report.title} in BC", span.replace(" to ", " - "), "This report summarizes all deaths of this kind.")
    head = (f"BC Coroners Service {report.title} in BC", f" {span}")
    _page(pdf, *head, f"{report.posted} Page 2 of 4")
    _lines(pdf, report.caption.format(title=report.title, first=report.first, last=report.last))
    _table(pdf, tables.pop("month"))
    _lines(pdf, "*Data is preliminary and subject to change.", "0", "500", "1000")
    _page(pdf, *head, f"{report.posted} Page 3 of 4")
    by_month = tables.pop(BY_MONTH, [])
    for number, (name, rows) in enumerate(tables.items(), start=6):
        _lines(pdf, f"Table {number}: {report.title} by {name}, {report.first}-{report.last}", "[3,6]")
        _table(pdf, rows)
        _lines(pdf, "0", "10", "20")
    if by_month:
        _page(pdf, *head, f"{report.posted} Page 4 of 4")
        _lines(pdf, f"Table 13: {report.title} by {BY_MONTH}, ", f"{report.last - 1}-{report.last}", "[3,6]")
        _lines(pdf, "Health Authorities Township", *report.heading)
        _table(pdf, by_month)
    return bytes(pdf.output())


def _by_month(report: Report) -> Rows:
    names = [name[:3] for name in MONTHS] if report.short_names else MONTHS
    columns = [report.months(year) for year in report.years]
    rows = [["Month", *map(str, report.years)]]
    for at, name in enumerate(names):
        rows.append([name, *(f"{column[at]:,}" if at < len(column) else report.unreported for column in columns)])
    if "Subtotal" in report.with_sums and report.reported < 12:
        rows.insert(1 + report.reported, ["Subtotal", *(f"{sum(column[: report.reported]):,}" for column in columns)])
    if "Total" in report.with_sums:
        rows.append(["Total", *(f"{sum(column):,}" for column in columns)])
    if "Average" in report.with_sums:
        rows.append(["Average", *(f"{sum(column) / len(column):.1f}" for column in columns)])
    return rows


def _breakdowns(report: Report) -> dict[str, Rows]:
    totals = [sum(report.months(year)) for year in report.years]
    return {
        report.sex: _parts([report.sex], ["Female", "Male", "Unknown"], "Total", report.years, totals),
        "Age Group": _parts(["Age Group"], ["<19", "19-29", "30-39", "80+", "Unknown"], "Total", report.years, totals),
        "Health Authority": _authorities(report, totals),
        BY_MONTH: _by_authority(report),
    }


def _parts(head: list[str], names: list[str], total: str, years: list[int], totals: list[int]) -> Rows:
    share = {name: [of // (2 + at) // 2 for of in totals] for at, name in enumerate(names[1:])}
    rest = [of - sum(counts[at] for counts in share.values()) for at, of in enumerate(totals)]
    rows = {names[0]: rest, **share, total: totals}
    return [[*head, *map(str, years)], *([name, *(f"{count:,}" for count in counts)] for name, counts in rows.items())]


def _authorities(report: Report, totals: list[int]) -> Rows:
    """The health authorities by year: what their months add up to."""
    by_year = [[sum(of) for of in zip(*map(_shares, report.months(year)), strict=True)] for year in report.years]
    rows = dict(zip(AUTHORITIES, zip(*by_year, strict=True), strict=True)) | {"BC": totals}
    return [
        ["HA", *map(str, report.years)],
        *([name, *(f"{count:,}" for count in counts)] for name, counts in rows.items()),
    ]


def _shares(of: int) -> list[int]:
    """What each health authority has of the deaths of a month."""
    shares = [of // (2 + at) // 2 for at in range(1, len(AUTHORITIES))]
    return [of - sum(shares), *shares]


def _by_authority(report: Report) -> Rows:
    """The last two years by month: the shares of the health authorities, and two townships that are parts of them."""
    counts: dict[tuple[int, int], list[int]] = {}
    for year in report.years[-2:]:
        for month, of in enumerate(report.months(year), start=1):
            shares = _shares(of)
            counts[year, month] = [*shares, shares[1] // 2, shares[1] // 3]
    rows = [
        [f"{year} {MONTHS[month - 1][:3]}" if month == 1 else MONTHS[month - 1][:3], *map(str, row)]
        for (year, month), row in counts.items()
    ]
    columns = list(zip(*counts.values(), strict=True))
    means = [f"{sum(column) / len(column):.1f}" for column in columns]
    return [*rows, ["Total", *(str(sum(column)) for column in columns)], ["Average", *means]]


def _page(pdf: FPDF, *head: str) -> None:
    pdf.add_page()
    _lines(pdf, *head)


def _lines(pdf: FPDF, *texts: str) -> None:
    for text in texts:
        pdf.cell(0, 4, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _table(pdf: FPDF, rows: Rows) -> None:
    for row in rows:
        for at, cell in enumerate(row):
            pdf.cell(30 if at == 0 else 18, 4, cell, align="L" if at == 0 else "R")
        pdf.ln()
