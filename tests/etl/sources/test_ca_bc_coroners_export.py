import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.errors import InvalidDocument
from etl.core.model import Period, Release, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.sources.ca_bc_coroners import SOURCE
from tests.etl.sources.bc_report_pdf import MONTHS

FIXTURES = Path(__file__).parents[2] / "fixtures" / "ca-bc-coroners"
PUBLISHED = date(2026, 8, 11)
SPAN = [(2015, month) for month in range(1, 13)] + [(2016, 1), (2016, 2), (2016, 3)]
MATRIX = (FIXTURES / "matrix.csv").read_text(encoding="utf-8")
ROWS = "2015,1,43\n2015,2,31\n2015,3,32\n"


def parse(content: bytes | str, published: date | None = PUBLISHED) -> Release:
    content = content.encode() if isinstance(content, str) else content
    (release,) = SOURCE.parse(Document("table.txt", content, published, "https://example.org/dashboard"))
    return release


def refusal(content: bytes | str, published: date | None = PUBLISHED) -> str:
    with pytest.raises(InvalidDocument) as refused:
        parse(content, published)
    assert str(refused.value).startswith("table.txt: refused\n")
    return "\n".join(refused.value.problems)


def counts_of(release: Release) -> dict[tuple[int, int], int]:
    return {
        (row.period_start.year, row.period_start.month): int(row.value)
        for row in release.rows.itertuples()
        if row.measure == "unregulated-deaths-month"
    }


@pytest.mark.parametrize("name", ["rows-guarded.tsv", "rows.json", "matrix.csv", "matrix.tsv"])
def test_every_shape_gives_the_same_release(name):
    release = parse((FIXTURES / name).read_bytes())
    assert counts_of(release) == {(year, month): 40 + month + year - 2015 for year, month in SPAN}
    assert (release.vintage, release.vintage_basis, release.url) == (
        PUBLISHED,
        VintageBasis.PUBLISHER,
        "https://example.org/dashboard",
    )
    assert release.title == "Unregulated Drug Deaths by Month, 2015-2016"
    span = Period.months(2015, 1, 2016, 3)
    assert release.restates == (RestatedSpan("unregulated-deaths-month", span, "CA-BC", "all"),)
    assert set(release.rows["status"]) == {"provisional"}


@pytest.mark.parametrize(
    "text",
    [
        ROWS,
        ROWS.replace(",", "\t"),
        "\ufeffDeathYear,Month,Frequency\n" + ROWS,
        "Frequency,DeathYear,Month\n43,2015,1\n31,2015,2\n32,2015,3\n",
        "Death Year,MONTH,frequency\n2015,January,43\n2015,Feb,31\n2015,mar,32\n",
        '="2015",="1",="43"\n="2015",="2",="31"\n="2015",="3",="32"\n',
        '"=""2015""","=""1""","=""43"""\n"=""2015""","=""2""","=""31"""\n"2015","3","32"\n',
        "2015,3,32\n\n2015,1,43\r\n2015,2,31\n2015,4,\n2015,5,\n",
        """[{"DEATHYEAR": 2015, "month": "1", "Frequency": 43.0},
            {"deathyear": "=\\"2015\\"", "Month": 2, "frequency": "31"},
            {"DeathYear": 2015, "Month": "March", "Frequency": "32"},
            {"DeathYear": 2015, "Month": 4, "Frequency": null}]""",
    ],
)
def test_variants_of_the_rows(text):
    assert counts_of(parse(text)) == {(2015, 1): 43, (2015, 2): 31, (2015, 3): 32}


def test_zero_is_a_count_and_a_thousand_may_have_its_comma():
    assert counts_of(parse('2015\t1\t0\n2015\t2\t="1,204"\n')) == {(2015, 1): 0, (2015, 2): 1204}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (ROWS + "2015,5,7\n", "2015-04: found nothing; expected a count for every month to 2015-05"),
        (ROWS + "2015,4,\n2015,5,7\n", "2015-04: found a blank; expected a count for every month to 2015-05"),
        (ROWS + "2014,12,\n", "2014-12: found a blank"),
        (ROWS + "2015,2,8\n", "line 4: found 2015-02 again; expected every month once"),
        (ROWS + "2015,4,-1\n", "line 4, deaths: found '-1'; expected a whole number of 0 or more"),
        (ROWS + "2015,4,7.5\n", "line 4, deaths: found '7.5'; expected a whole number of 0 or more"),
        (ROWS + "2015,4,<5\n", "line 4, deaths: found '<5'"),
        (ROWS + "1989,4,7\n", "line 4, year: found '1989'; expected a year from 1990 to 2100"),
        (ROWS + "2101,4,7\n", "line 4, year: found '2101'; expected a year from 1990 to 2100"),
        (ROWS + "2015,13,7\n", "line 4, month: found '13'; expected a month as 1 to 12 or by its name"),
        (ROWS + "2015,Ma,7\n", "line 4, month: found 'Ma'"),
        (ROWS + "2015,4\n", "line 4: found 2 cells; expected DeathYear, Month, Frequency"),
        (
            "DeathYear,Month,Deaths\n" + ROWS,
            "line 1: found the columns DeathYear, Month, Deaths; expected DeathYear, Month",
        ),
        ("DeathYear,Month,Frequency\n", "the table: found no month with a count; expected at least one"),
        ('2015,1,"43', "line 1: not well-formed CSV"),
        ('[{"DeathYear": 2015, "Month": 1, "Frequency": 4.5}]', "object 1, deaths: found 4.5"),
        ('[{"DeathYear": 2015, "Month": 1, "Frequency": true}]', "object 1, deaths: found True"),
        ('[{"DeathYear": 2015, "Month": 1}]', "object 1: found .*; expected the keys DeathYear, Month, Frequency"),
        ("[5]", "object 1: found 5; expected the keys"),
        ("[]", "the table: found no month with a count"),
        ('{"DeathYear": 2015}', "the file: found a JSON object; expected an array of them"),
        ("[{", "the file: expected well-formed JSON"),
        ("", "the file is empty; expected rows of figures"),
        (" \n", "the file is empty"),
        ("<!DOCTYPE html><html></html>", "line 1: found an HTML page; expected the data file"),
        (b"\xff\xfe2\x000\x00", "byte 0 is not UTF-8 text"),
        (b"PK\x03\x04abc", "found a ZIP file; expected the table saved as CSV"),
    ],
)
def test_rows_are_refused(text, problem):
    assert re.search(problem, refusal(text))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Total,558,129", "Total,559,129", "line 15, column 2015: printed 559, the months add up to 558"),
        ("Total,558,129\n", "", "line 14: expected one row Total, and as the last"),
        ("June,46,\n", "June,,\n", "2015-06: found a blank; expected a count for every month to 2016-03"),
        ("June,46,\n", "", "line 14, column 2015: printed 558, the months add up to 512"),
        ("June,46,\n", "Juin,46,\n", "line 8, column 2015, month: found 'Juin'"),
        ("June,46,\n", "May,46,\n", "line 8, column 2015: found 2015-05 again"),
        ("June,46,\n", "June,-46,\n", "line 8, column 2015, deaths: found '-46'"),
        ("June,46,\n", "June,46,,5\n", "line 8: found 3 cells; expected 2, as in line 2"),
        ("2016\u00a0\n", "1889\n", "line 3, column 1889, year: found '1889'"),
        ("Month, 2015-2016", "Month and Health Authority", "line 1: found .* above the table; expected no more than"),
        ("Unregulated", "Applied filters: Interior\nUnregulated", "line 1: found 'Applied filters: Interior Unreg"),
    ],
)
def test_matrix_is_refused(old, new, problem):
    assert old in MATRIX
    assert re.search(problem, refusal(MATRIX.replace(old, new)))


def test_total_of_a_row_is_checked():
    text = (FIXTURES / "matrix.tsv").read_text(encoding="utf-8")
    assert "line 3, column Total: printed 86, the years add up to 85" in refusal(text.replace("43\t85", "43\t86"))
    assert "line 14, column Total: printed 1, the months add up to 687" in refusal(text.replace("\t687", "\t1"))


def test_table_without_a_day_is_refused():
    expected = "the file: states no day of publication; give the dashboard's date with --published"
    assert refusal(MATRIX, None) == expected


def test_a_table_had_by_a_day_is_dated_by_it():
    document = Document("export.csv", MATRIX.encode(), no_later_than=date(2026, 8, 20))
    (release,) = SOURCE.parse(document)
    assert (release.vintage, release.vintage_basis) == (date(2026, 8, 20), VintageBasis.UPPER_BOUND)


def test_listing_is_capped():
    problems = refusal("2015,x,1\n" * 50).splitlines()
    assert len(problems) == 21
    assert problems[-1] == "and 30 more"


@st.composite
def tables(draw):
    """Counts of months without a gap, from the January of some year."""
    first = draw(st.integers(1990, 2090))
    counts = draw(st.lists(st.integers(0, 2999), min_size=1, max_size=40))
    return {(first + at // 12, at % 12 + 1): count for at, count in enumerate(counts)}


def matrix_of(table: dict[tuple[int, int], int], separator: str) -> str:
    years = sorted({year for year, _ in table})
    lines = [["Month\u00a0", *map(str, years)]]
    lines += [[MONTHS[m - 1], *(str(table.get((year, m), "")) for year in years)] for m in range(1, 13)]
    lines.append(["Total", *(str(sum(count for (of, _), count in table.items() if of == year)) for year in years)])
    return "\n".join(separator.join(line) for line in lines)


@given(tables(), st.sampled_from(",\t"), st.sampled_from(['="{}"', "{}"]), st.booleans())
def test_rows_written_and_read_are_the_same(table, separator, guard, has_header):
    lines = [("DeathYear", "Month", "Frequency")] * has_header + [(*month, count) for month, count in table.items()]
    text = "\n".join(separator.join(guard.format(cell) for cell in line) for line in lines)
    assert counts_of(parse(text)) == table


@given(tables(), st.sampled_from(",\t"))
def test_matrix_written_and_read_is_the_same(table, separator):
    assert counts_of(parse(matrix_of(table, separator))) == table


@given(tables())
def test_json_written_and_read_is_the_same(table):
    objects = [{"DeathYear": year, "Month": month, "Frequency": count} for (year, month), count in table.items()]
    assert counts_of(parse(json.dumps(objects))) == table
