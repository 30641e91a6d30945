import csv
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.sources.ca_bc_coroners import SOURCE, report
from etl.sources.ca_bc_coroners.pdf_tables import Line, pdf_tables
from tests.etl.sources.bc_report_pdf import AUTHORITIES, BY_MONTH, Report, Rows, pdf_of

FIXTURES = Path(__file__).parents[2] / "fixtures" / "ca-bc-coroners"
REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "bc-coroners"
MONTH, YEAR, YEAR_TO_DATE = (f"unregulated-deaths-{kind}" for kind in ("month", "year", "ytd"))
PLACES = {name: f"CA-BC-{name.lower().replace(' ', '-')}" for name in AUTHORITIES}
LAYOUTS = {
    "2016": Report(
        title="Illicit Drug Overdose Deaths",
        caption="{title} by Month, {first}-{last}",
        posted="Posted on: Thursday, June 9th, 2016",
        first=2007,
        last=2016,
        reported=5,
        unreported="",
        short_names=False,
        with_sums=("Total",),
        with_breakdowns=False,
    ),
    "2018": Report(
        title="Illicit Drug Overdose Deaths",
        caption="Table 2: {title} by Month, {first}-{last}[3,4]",
        posted="Posting Date: January 31, 2018",
        first=2008,
        last=2017,
        reported=12,
        sex="Gender",
    ),
    "2022": Report(),
    "2023": Report(title="Unregulated Drug Deaths", last=2023, reported=1, posted="Posting Date March 7, 2023"),
}


def parse(content: bytes, published: date | None = None) -> Release:
    (release,) = SOURCE.parse(Document("bc.pdf", content, published, "https://example.org/bc.pdf"))
    return release


def refusal(content: bytes) -> str:
    with pytest.raises(InvalidDocument) as refused:
        parse(content)
    assert str(refused.value).startswith("bc.pdf: refused\n")
    return "\n".join(refused.value.problems)


def rows_of(release: Release) -> str:
    lines = [
        f"{measure},{place},{group},{label},{value},provisional"
        for (measure, place, group, label), value in figures(release).items()
    ]
    assert set(release.rows["status"]) == {"provisional"}
    return "\n".join(["measure,place,group,period,value,status", *lines]) + "\n"


def figures(release: Release) -> dict[tuple[str, str, str, str], int]:
    """Every figure by measure, place, group and period."""
    rows = list(release.rows.itertuples())
    periods = [Period(row.period_start.date(), row.period_end.date()).label for row in rows]
    values = {
        (row.measure, row.place, row.group, label): int(row.value) for row, label in zip(rows, periods, strict=True)
    }
    assert len(values) == len(rows)
    return values


def everyone(release: Release) -> int:
    """How many figures are of all deaths."""
    return sum(key[1:3] == ("CA-BC", "all") for key in figures(release))


def text_report(monkeypatch, *pages: str) -> Release:
    """The release in pages of plain text, for what the PDFs of the tests cannot be made to hold."""
    monkeypatch.setattr(report, "_pages", lambda _: list(pages))
    return parse(b"%PDF-1.7")


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts_give_the_golden_rows(name):
    golden = (FIXTURES / f"report-{name}.csv").read_text(encoding="utf-8")
    assert rows_of(parse(pdf_of(LAYOUTS[name]))) == golden


@pytest.mark.parametrize(
    ("name", "vintage", "title", "end"),
    [
        ("2016", date(2016, 6, 9), "Illicit Drug Overdose Deaths in BC, January 1, 2007 to May 28, 2016", (2016, 5)),
        (
            "2018",
            date(2018, 1, 31),
            "Illicit Drug Overdose Deaths in BC, January 1, 2008 to December 28, 2017",
            (2017, 12),
        ),
        ("2022", date(2022, 5, 3), "Illicit Drug Toxicity Deaths in BC, January 1, 2012 to March 28, 2022", (2022, 3)),
        ("2023", date(2023, 3, 7), "Unregulated Drug Deaths in BC, January 1, 2012 to January 28, 2023", (2023, 1)),
    ],
)
def test_release_is_dated_titled_and_restated_by_what_is_printed(name, vintage, title, end):
    release = parse(pdf_of(LAYOUTS[name]))
    assert (release.source, release.vintage, release.vintage_basis) == (
        "ca-bc-coroners",
        vintage,
        VintageBasis.PUBLISHER,
    )
    assert (release.title, release.url) == (title, "https://example.org/bc.pdf")
    span = Period.months(LAYOUTS[name].first, 1, *end)
    assert release.restates[0] == RestatedSpan("unregulated-deaths-month", span, "CA-BC", "all")
    last_year = end[0] if end[1] == 12 else end[0] - 1
    years = Period.months(LAYOUTS[name].first, 1, last_year, 12)
    assert {span.period for span in release.restates if span.measure == YEAR} == {years}
    months = {span.place: span.period for span in release.restates if span.measure == MONTH}
    assert set(months) == {"CA-BC", *(PLACES.values() if name != "2016" else ())}
    assert {period.start for place, period in months.items() if place != "CA-BC"} <= {date(end[0] - 1, 1, 1)}
    assert not [span for span in release.restates if span.measure == YEAR_TO_DATE]


def test_note_names_the_tables_that_add_up_and_those_not_found():
    tables = "by sex, by age, by health authority, by health authority and month"
    assert parse(pdf_of(Report())).note == f"Adds up: by month, {tables}"
    old = parse(pdf_of(LAYOUTS["2016"])).note
    assert old == f"Adds up: by month (no subtotal or average printed); not found: {tables}"


@pytest.mark.parametrize("unreported", ["-", ""])
@pytest.mark.parametrize("reported", [1, 6, 11, 12])
def test_months_to_come_are_not_rows(unreported, reported):
    rows = parse(pdf_of(Report(reported=reported, unreported=unreported))).rows
    months = rows[(rows["measure"] == MONTH) & (rows["place"] == "CA-BC")]
    assert len(months) == 10 * 12 + reported
    assert months["period_end"].max().month == reported


def test_day_given_is_taken_before_the_day_printed():
    assert parse(pdf_of(Report()), date(2022, 5, 4)).vintage == date(2022, 5, 4)
    assert parse(pdf_of(Report(posted="")), date(2022, 5, 4)).vintage_basis is VintageBasis.PUBLISHER


@pytest.mark.parametrize("posted", ["", "Posting Date soon", "Posting Date February 31, 2022"])
def test_no_readable_posting_date_is_refused(posted):
    problem = refusal(pdf_of(Report(posted=posted)))
    assert "head of the pages" in problem
    assert "--published" in problem


def test_two_posting_dates_are_refused(monkeypatch):
    pages = [page.replace("May 3", "May 4") if at else page for at, page in enumerate(_texts(Report()))]
    with pytest.raises(InvalidDocument, match="May 3, 2022; May 4, 2022; expected one"):
        text_report(monkeypatch, *pages)


def _texts(made: Report) -> list[str]:
    return report._pages(Document("bc.pdf", pdf_of(made)))


def _set(table: str, row: int, column: int, text: str):
    def change(tables: dict[str, Rows]) -> None:
        tables[table][row][column] = text

    return change


@pytest.mark.parametrize(
    ("table", "row", "problem"),
    [
        ("month", 1, r"by Month.* \(page 2\), row Total, column 2013: printed 1280, the months add up to 2175"),
        ("month", 4, r"row Subtotal, column 2013: printed 999, the months add up to 299"),
        ("month", 14, r"row Total, column 2013: printed 999, the months add up to 1280"),
        ("month", 15, r"row Average, column 2013: printed 999, the mean of 12 months is 106.67"),
        (
            "Sex",
            1,
            r"Table 6: .* by Sex, 2012-2022 \(page 3\), row Total, column 2013: printed 1280, the parts add up to 1532",
        ),
        ("Age Group", 2, r"by Age Group.*, row Total, column 2013: printed 1280, the parts add up to 1959"),
        ("Health Authority", 6, r"row BC, column 2013: printed 999, the table by month has 1280"),
        (BY_MONTH, 0, r"table by month and health authority \(page 4\), column Fraser: printed 259, the months add up"),
        (BY_MONTH, 0, r"row 2021-01: the parts add up to 1089, the table by month has 107"),
        (BY_MONTH, 15, r"column Fraser: printed 999, the months add up to 259"),
    ],
)
def test_what_does_not_add_up_is_refused(table, row, problem):
    assert re.search(problem, refusal(pdf_of(Report(change=_set(table, row, 2, "999")))))


def test_every_breach_is_listed():
    def change(tables: dict[str, Rows]) -> None:
        tables["month"][14][2] = "1,281"
        tables["Sex"][3][5] = "1"

    problems = refusal(pdf_of(Report(change=change))).splitlines()
    assert len([problem for problem in problems if "column 2013" in problem]) == 4
    assert len([problem for problem in problems if "column 2016" in problem]) == 1


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda tables: tables["month"].pop(7), "found no row June; expected January to December and Total"),
        (lambda tables: tables["month"].pop(14), "found no row Total"),
        (lambda tables: tables["month"].insert(3, tables["month"][1]), "row January: found twice"),
        (lambda tables: tables["month"][5].insert(3, "7"), "row April: found 12 cells; expected 11, one per year"),
        (lambda tables: tables["month"][1].__delitem__(slice(1, 3)), "row January: found 9 cells; expected 11"),
        (lambda tables: tables["month"][1].__setitem__(2, "8.5"), "row January: found .*; expected whole numbers"),
        (lambda tables: tables["month"][2].__setitem__(11, "-"), "column 2022: found no figure for February"),
        (lambda tables: tables["month"][2].__setitem__(4, "-"), "column 2015: found no figure for February"),
        (lambda tables: tables["month"][2].__setitem__(0, "Q1"), "found the row 'Q1' of 11 cells; expected a month"),
        (lambda tables: tables["month"].pop(0), "all pages: found no table"),
        (lambda tables: tables["Sex"][1].pop(3), "by Sex.*, row 'Female': found 10 cells; expected 11"),
        (lambda tables: tables["Sex"].pop(4), "by Sex.*: found no row Total or BC"),
        (lambda tables: tables["Sex"][3].__setitem__(0, "Other"), "by Sex.*: found the row 'Other'; expected a part"),
        (lambda tables: tables["Age Group"][1].__setitem__(0, "19+ up"), "found the row '19\\+ up'; expected a part"),
        (lambda tables: tables["Health Authority"][1].__setitem__(0, "Yukon"), "found the row 'Yukon'; expected a par"),
        (lambda tables: tables[BY_MONTH].pop(15), "health authority .*: found the row 'Average' again or out of place"),
        (lambda tables: tables[BY_MONTH].__delitem__(slice(15, 17)), "health authority .*: found no row Total; expect"),
        (lambda tables: tables[BY_MONTH].insert(3, tables[BY_MONTH][2]), "found the row 'Mar' again or out of place"),
        (lambda tables: tables[BY_MONTH][2].pop(3), "row 'Mar': found .*; expected 7 whole numbers"),
        (lambda tables: tables[BY_MONTH][2].__setitem__(3, "-"), "row 'Mar': found .*; expected 7 whole numbers"),
        (lambda tables: tables[BY_MONTH][2].__setitem__(3, "8.5"), "row 'Mar': found .*; expected 7 whole numbers"),
        (lambda tables: tables[BY_MONTH].pop(14), "health authority .*: found 2022-03 in one table only"),
        (lambda tables: tables[BY_MONTH].pop(5), "health authority .*: found 2021-06 in one table only"),
    ],
)
def test_unreadable_tables_are_refused(change, problem):
    assert re.search(problem, refusal(pdf_of(Report(change=change))))


def test_table_that_ends_before_its_title_is_refused():
    problem = refusal(pdf_of(Report(said_end="April 30, 2022")))
    assert problem == (
        "table by month: found 2022-03 as the last month with a figure; expected 2022-04, where the title ends"
    )


@pytest.mark.parametrize(
    "caption",
    [
        "Table 1: Fentanyl-Detected Illicit Drug Overdose Deaths by Month, {first}-{last}",
        "Table 1: {title} by Month and Health Authority, {first}-{last}",
        "Table 1: Suicide Deaths by Month, {first}-{last}",
    ],
)
def test_another_count_is_not_taken_for_all_deaths(caption):
    problem = refusal(pdf_of(Report(caption=caption)))
    assert problem.startswith('all pages: found no table "Deaths by Month" of illicit or unregulated drugs')
    assert "other tables with a header of that kind: Table 1" in problem


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_truncated_file_is_refused(kept):
    whole = pdf_of(Report())
    assert "%%EOF; expected a whole PDF" in refusal(whole[: int(len(whole) * kept)])


def test_damaged_file_is_refused():
    assert "pdfium says" in refusal(b"%PDF-1.7\nnothing\n%%EOF\n")


def test_dashes_stars_and_rows_over_several_lines(monkeypatch):
    first, second, *others = _texts(Report(last=2013, reported=2))
    second = second.replace(" -", " –").replace("Apr ", "Apr* ").replace("Jun ", "June\n").replace("Jan ", "Jan.[4] ")
    third, last = (text.replace("Female ", "Female\n").replace("Feb ", "Feb. ") for text in others)
    third = third.replace("Vancouver Coastal", "Vancouver\nCoastal").replace("19-29", "19–29")
    release = text_report(monkeypatch, first, second, third, last)
    assert everyone(release) == 12 + 2 + 2
    assert figures(release) == figures(parse(pdf_of(Report(last=2013, reported=2))))


def test_table_that_runs_on_to_the_next_page(monkeypatch):
    first, second, *others = _texts(Report(last=2013, reported=2))
    above, below = second.split("Jul ")
    head = second[: second.index("Table 1")]
    again = f"{head}Table 1 (continued)\nMonth 2012 2013\nJul {below}"
    assert everyone(text_report(monkeypatch, first, above, again, *others)) == 16


def test_one_cell_per_line(monkeypatch):
    first, second, *others = _texts(Report(last=2013, reported=2))
    table = second.index("Month 2012")
    second = second[:table] + second[table:].replace(" ", "\n")
    assert everyone(text_report(monkeypatch, first, second, *others)) == 16


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Month 2012 2013", "2012 2013"),
        ("Month 2012 2013", "Month 2012 2013 (Jan-Feb)*"),
        ("Month 2012 2013", "Month\n2012\n2013 YTD"),
        ("Subtotal", "Sub-Total"),
        ("Subtotal", "Sub total"),
        ("Average", "Monthly Avg."),
        ("Sep ", "Sept "),
    ],
)
def test_other_words_for_the_same(monkeypatch, old, new):
    first, second, *others = _texts(Report(last=2013, reported=2))
    assert old in second
    assert everyone(text_report(monkeypatch, first, second.replace(old, new), *others)) == 16


def test_a_report_replaced_in_place_is_dated_by_the_day_it_was_had():
    content = pdf_of(Report())
    printed, later = parse(content), parse(content, date(2023, 12, 1))
    assert printed.vintage_basis is VintageBasis.PUBLISHER
    assert (later.vintage, later.vintage_basis) == (date(2023, 12, 1), VintageBasis.FETCH)
    assert later.note == f"{printed.note}; prints the posting date {printed.vintage}"
    assert parse(content, printed.vintage).vintage_basis is VintageBasis.PUBLISHER


def test_another_day_than_the_one_printed_is_doubted():
    content = pdf_of(Report())
    assert parse(content).warnings == parse(content, date(2022, 5, 3)).warnings == ()
    assert parse(content, date(2023, 12, 1)).warnings == (
        "given as published on 2023-12-01, but the posting date that it prints is 2022-05-03: 577 days after that",
    )
    assert parse(content, date(2022, 5, 2)).warnings[0].endswith("2022-05-03: 1 day before that")


def test_a_report_names_the_tables_that_it_lacks_and_what_they_would_restate():
    whole, without = parse(pdf_of(Report())), parse(pdf_of(Report(with_breakdowns=False)))
    assert not whole.missing_parts
    assert list(without.missing_parts) == ["by sex", "by age", "by health authority", "by health authority and month"]
    missing = {(span.measure, span.place, span.group) for part in without.missing_parts.values() for span in part}
    assert missing >= {(span.measure, span.place, span.group) for span in whole.restates} - {
        (span.measure, span.place, span.group) for span in without.restates
    }


def test_far_more_pages_or_text_than_a_report_has_are_refused(monkeypatch):
    monkeypatch.setattr(report, "MAX_PAGES", 3)
    with pytest.raises(InvalidDocument, match="the file: found 4 pages; expected a report of up to 3"):
        parse(pdf_of(Report()))
    monkeypatch.setattr(report, "MAX_PAGES", 4)
    monkeypatch.setattr(report, "MAX_TEXT_CHARS", 500)
    with pytest.raises(InvalidDocument, match=r"page 2: found [\d,]+ characters until there; .* up to 500 char"):
        parse(pdf_of(Report()))


def test_many_headers_of_tables_are_searched_in_time_that_grows_with_their_number():
    lines = [Line(1, text) for _ in range(3000) for text in ("Month 2019 2020", "January 10 20")]
    started = time.process_time()
    assert len(list(pdf_tables(lines, re.compile("Month")))) == 3000
    assert time.process_time() - started < 10  # every row of every table below would take minutes


def cells(tables: dict[str, Rows], end: Period) -> Iterator[tuple[tuple[str, str, str, str], int]]:
    """Every cell of the breakdowns, as the figure that it is."""
    for name, table in tables.items():
        if name in {"month", BY_MONTH}:
            continue
        (_, *years), *rows, _ = table
        for label, *counts in rows:
            place, group = PLACES.get(label, "CA-BC"), "all"
            if label not in PLACES:
                dimension = "age" if name == "Age Group" else "sex"
                group = f"{dimension}:{label.lower().replace('<19', '0-18')}"
            for year, count in zip(years, counts, strict=True):
                period = end if int(year) == end.end.year else Period.year(int(year))
                measure = YEAR if period.length_months == 12 else YEAR_TO_DATE
                yield (measure, place, group, period.label), int(count.replace(",", ""))
    months = Period.months(end.end.year - 1, 1, end.end.year, end.end.month)
    rows = tables[BY_MONTH][:-2]
    assert len(rows) == months.length_months
    for at, (_, *counts) in enumerate(rows):
        label = f"{months.start.year + at // 12}-{at % 12 + 1:02}"
        for place, count in zip(PLACES.values(), counts[: len(PLACES)], strict=True):
            yield (MONTH, place, "all", label), int(count)


@pytest.mark.parametrize("reported", [1, 3, 12])
def test_every_cell_of_the_breakdowns_is_stated(reported):
    made: dict[str, Rows] = {}
    release = parse(pdf_of(Report(reported=reported, change=made.update)))
    parts = {key: value for key, value in figures(release).items() if key[1:3] != ("CA-BC", "all")}
    assert parts == dict(cells(made, Period.months(2022, 1, 2022, reported)))


def test_a_dash_in_a_breakdown_states_nothing():
    made: dict[str, Rows] = {}

    def change(tables: dict[str, Rows]) -> None:
        tables["Sex"][1][1] = str(int(tables["Sex"][1][1]) + int(tables["Sex"][3][1]))
        tables["Sex"][3][1] = "-"
        made.update(tables)

    values = figures(parse(pdf_of(Report(change=change))))
    assert (YEAR, "CA-BC", "sex:unknown", "2012") not in values
    assert values[YEAR, "CA-BC", "sex:female", "2012"] == int(made["Sex"][1][1])
    assert (YEAR, "CA-BC", "sex:unknown", "2013") in values


def test_the_island_has_two_names():
    heading = ("Year Month Interior Fraser Vancouver", "Coastal", "Vancouver", "Island Northern Vancouver Surrey")
    renamed = parse(pdf_of(Report(heading=heading, change=_set("Health Authority", 4, 0, "Vancouver Island"))))
    assert figures(renamed) == figures(parse(pdf_of(Report())))


def test_other_columns_than_the_health_authorities_are_not_taken_for_them():
    release = parse(pdf_of(Report(heading=("Year Month Fraser Interior Vancouver", "Coastal Island Northern"))))
    assert release.note.endswith("not found: by health authority and month")
    assert not [key for key in figures(release) if key[0] == MONTH and key[1] != "CA-BC"]


def printed_then(name: str, day: str) -> Iterator[dict[str, str]]:
    """The rows of a reference table that are counts of a day."""
    with (REFERENCE / f"{name}_pdf_vintages.csv").open(encoding="utf-8", newline="") as file:
        yield from (
            row for row in csv.DictReader(file) if row["published_on"] == day and row.get("measure") in {None, "deaths"}
        )


def expected_of(day: str) -> Iterator[tuple[tuple[str, str, str, str], int]]:
    """The parts printed in a report, as they stand in the reference."""
    to_date = {"2022-05-03": "2022-Q1", "2022-09-15": "2022-01/2022-07"}[day]

    def of_year(row: dict[str, str]) -> tuple[str, str]:
        return (YEAR_TO_DATE, to_date) if row["year"] == "2022" else (YEAR, row["year"])

    for row in printed_then("bc_ha_monthly", day):
        key = (MONTH, PLACES[row["health_authority"]], "all", f"{row['year']}-{int(row['month']):02}")
        yield key, int(row["deaths"])
    for row in printed_then("bc_ha_yearly", day):
        measure, label = of_year(row)
        yield (measure, PLACES.get(row["health_authority"], "CA-BC"), "all", label), int(row["value"])
    for row in printed_then("bc_sex_age_yearly", day):
        measure, label = of_year(row)
        group = row["group"].lower().replace("<19", "0-18")
        yield (measure, "CA-BC", f"{row['dimension'].removesuffix('_group')}:{group}", label), int(row["value"])


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reports are not beside the project")
@pytest.mark.parametrize(("day", "cells_of_day"), [("2022-05-03", 240), ("2022-09-15", 260)])
def test_a_report_gives_every_cell_of_its_tables(day, cells_of_day):
    release = parse((REFERENCE / f"bc_{day}.pdf").read_bytes())
    expected = dict(expected_of(day))
    assert len(expected) == cells_of_day
    values = figures(release)
    assert {key: values.get(key) for key in expected} == expected
    beside = {key for key in values if key not in expected and key[1:3] != ("CA-BC", "all")}
    assert {key[2] for key in beside} == {"sex:unknown", "age:unknown"}  # not in the reference
