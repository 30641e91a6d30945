"""Connecticut's case-level file: counted by month, and nothing of a case leaves the parser."""

from datetime import date
from pathlib import Path

import pytest

from etl.core.model import Period, VintageBasis
from etl.sources.us_ct_ocme import SOURCE
from tests.etl.sources.reading import reader

FIXTURES = Path(__file__).parents[2] / "fixtures" / "us-ct-ocme"
PUBLISHED = date(2019, 4, 30)
CASES = (FIXTURES / "cases-2018.csv").read_text(encoding="utf-8")

parse, problems = reader(SOURCE, "cases.csv", PUBLISHED)


def counts(release):
    return {f"{row.period_start:%Y-%m}": int(row.value) for row in release.rows.itertuples()}


def test_deaths_by_month_and_the_rows_without_a_date_in_the_note():
    release = parse(CASES)
    assert counts(release) == {"2012-01": 2, "2012-02": 1, "2012-03": 1, "2012-04": 1, "2012-05": 1, "2012-06": 1}
    assert release.title == "Accidental Drug Related Deaths, 2012-2012"
    assert release.note == (
        "8 rows counted by the month of their date; 2 of them the day of report; 1 without a date left out"
    )
    (span,) = release.restates
    assert (span.period, span.place) == (Period.months(2012, 1, 2012, 6), "US-CT")


def test_nothing_of_a_case_leaves_the_parser():
    release = parse(CASES)
    output = f"{release}{release.rows.to_csv()}"
    assert not any(word in output for word in ("12-0001", "SOMEWHERE", "Invented", "Female", "99"))
    output = " ".join(problems(CASES.replace("02/03/2012,DateofDeath", "SOMEWHERE,Female")))
    assert not any(word in output for word in ("12-0004", "SOMEWHERE", "Female", "99"))
    output = " ".join(problems(CASES.partition("\n")[2]))  # the first line is a case
    assert output.startswith("line 1: found no column date; ")
    assert not any(word in output.lower() for word in ("0001", "somewhere", "female", "99"))


@pytest.mark.parametrize(
    ("published", "no_later_than", "expected"),
    [
        (PUBLISHED, None, (PUBLISHED, VintageBasis.PUBLISHER)),
        (None, date(2019, 5, 2), (date(2019, 5, 2), VintageBasis.UPPER_BOUND)),
        (PUBLISHED, date(2019, 5, 2), (PUBLISHED, VintageBasis.PUBLISHER)),
    ],
)
def test_the_day_is_given(published, no_later_than, expected):
    release = parse(CASES, published, no_later_than)
    assert (release.vintage, release.vintage_basis) == expected


def test_without_a_day_it_is_refused():
    (message,) = problems(CASES, published=None)
    assert message == (
        "the file: states no day of publication; give it with --published, or the day of the download with "
        "--no-later-than"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ID,Date,", "ID,Day,", "line 1: found no column date; expected the columns of the data set Accidental Drug"),
        ("02/03/2012", "30/03/2012", "line 5, column Date: found something else; expected a day such as 2012-01-29"),
        ("02/03/2012", "2012", "line 5, column Date: found something else; expected a day such as 2012-01-29"),
        ("02/03/2012", "03/02/2012", "2012-02: found nothing; expected every month from the first to the last"),
        ("DateReported", "DateFound", "line 3, column Date Type: found another word; expected Date of death or"),
        ("12-0004", "12-0002", "the file: found 1 rows of cases that it already has; expected one release"),
        ("12-0004,", "12-0004,,", "line 5: found 10 cells; expected 9, as in the header"),
        ("Age,Sex", "Sex,Sex", "line 1: found the column Sex more than once; expected it once"),
    ],
)
def test_what_cannot_be_read_is_refused(old, new, expected):
    assert problems(CASES.replace(old, new))[0].startswith(expected)


def test_two_releases_in_one_file_without_case_numbers_are_refused():
    header, *rows = (FIXTURES / "cases.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    message = problems("".join([header, *rows, *rows]))
    assert message == ["the file: found 3 rows of cases that it already has; expected one release, each case once"]


def test_one_page_of_the_api_is_refused():
    rows = "".join(f'{{"date":"2012-01-29","id":"{number}"}},' for number in range(1000))
    (message,) = problems(f"[{rows[:-1]}]")
    expected = "expected all of them (give $limit and $offset)"
    assert message == f"the file: found exactly 1,000 rows, one page of the API; {expected}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"error":true,"message":"x"}', "the file: found a JSON object, as the API answers an error"),
        ('[{"date":"2012-01-29"}', "the file: expected well-formed JSON"),
        ("[1]", "object 1: found no JSON object; expected one per row"),
        ("[]", "the file: found no column date; expected"),
        ('[{"date":null}]', "the file: found no row with a date; expected one row per death"),
        ("<!DOCTYPE html><html></html>", "line 1: found an HTML page"),
        ('Date,Age\n"2012', "line 2: not well-formed CSV"),
    ],
)
def test_answers_that_are_no_cases_are_refused(text, expected):
    assert problems(text)[0].startswith(expected)
