"""Cook County's archive of cases: those marked as opioid-related, by month, and nothing of a case leaves the parser."""

from datetime import date
from pathlib import Path

import pytest

from etl import registry
from etl.core.model import VintageBasis
from etl.sources.us_il_cook_meo import SOURCE
from tests.etl.sources.reading import reader

FIXTURES = Path(__file__).parents[2] / "fixtures" / "us-il-cook-meo"
EXPORT = (FIXTURES / "export.csv").read_text(encoding="utf-8")
API = (FIXTURES / "api.csv").read_text(encoding="utf-8")
PUBLISHED = date(2019, 4, 5)
OF_CASES = ("ME2019", "00001", "SOMEWHERE", "INVENTED", "Invented", "Female", "99", "ACCIDENT")

parse, problems = reader(SOURCE, "cases.csv", PUBLISHED)


@pytest.mark.parametrize("text", [EXPORT, API], ids=["export", "two columns"])
def test_what_is_left_out_is_counted_in_the_note(text):
    assert parse(text).note == (
        "9 rows, 7 of them marked as opioid-related; 1 without a date left out; 1 dated before the record begins left "
        "out; 1 of months that had not ended left out"
    )


def test_the_newest_months_lack_cases_that_are_open():
    assert parse(EXPORT).has_open_cases


def test_nothing_of_a_case_leaves_the_parser():
    release = parse(EXPORT)
    output = f"{release}{release.rows.to_csv()}"
    assert not any(word in output for word in OF_CASES)
    spoiled = [
        EXPORT.replace("01/31/2019 11:59:00 PM", "SOMEWHERE"),
        EXPORT.replace("false,true,false", "false,Invented,false", 1),
        EXPORT.partition("\n")[2],  # the first line is a case
        EXPORT.replace("ME2019-00002", "ME2019-00001"),
    ]
    for text in spoiled:
        output = " ".join(problems(text))
        assert not any(word in output for word in OF_CASES), output


def test_only_what_is_counted_is_asked_for():
    assert registry.source("us-il-cook-meo").download.columns == ("death_date", "opioids")
    assert not registry.source("us-il-cook-meo").keeps_documents


def test_the_day_is_given():
    release = parse(API, None, date(2019, 4, 7))
    assert (release.vintage, release.vintage_basis) == (date(2019, 4, 7), VintageBasis.UPPER_BOUND)
    assert problems(API, None)[0].startswith("the file: states no day of publication;")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Opioid Related", "Opiates", "line 1: found no column opioids; expected the columns of the data set Medical"),
        (
            "Date of Death",
            "Day",
            "line 1: found no column deathdate; expected the columns of the data set Medical Exam",
        ),
        ("01/31/2019 11", "31/01/2019 11", "line 5, column deathdate: found something else; expected a day such as"),
        ("ME2019-00004", "ME2019-00003", "the file: found 1 rows of cases that it already has; expected one release,"),
        ("02/01/2019", "01/01/2019", "2019-02: found nothing; expected every month from the first to the last"),
        ("false,true,false", "false,yes,false", "line 2, column opioids: found another word; expected true, false or"),
    ],
)
def test_what_cannot_be_read_is_refused(old, new, expected):
    assert problems(EXPORT.replace(old, new))[0].startswith(expected)


def test_a_file_without_a_marked_case_is_refused():
    assert problems(API.replace("true", "false")) == [
        "the file: found no case with a date in a month that had ended; expected one row for each death"
    ]
