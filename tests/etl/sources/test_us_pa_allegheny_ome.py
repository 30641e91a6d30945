"""Allegheny County's file of closed cases: counted by month, and nothing of a case leaves the parser."""

from datetime import date
from pathlib import Path

import pytest

from etl.sources.us_pa_allegheny_ome import SOURCE
from tests.etl.sources.reading import reader

FIXTURES = Path(__file__).parents[2] / "fixtures" / "us-pa-allegheny-ome"
DUMP = (FIXTURES / "dump.csv").read_text(encoding="utf-8-sig")
PUBLISHED = date(2017, 9, 18)

parse, problems = reader(SOURCE, "cases.csv", PUBLISHED)


def test_what_is_left_out_is_counted_in_the_note():
    assert parse(DUMP).note == (
        "7 closed cases of accidents; 1 without a date left out; 1 of months that had not ended left out"
    )
    assert "; 1 of another manner left out; " in parse(DUMP.replace("Accidents", "Undetermined", 1)).note


def test_the_newest_months_lack_cases_that_are_open():
    assert parse(DUMP).has_open_cases


def test_nothing_of_a_case_leaves_the_parser():
    of_cases = ("Invented", "Male", "00000", "MO", "91", "14:30")
    release = parse(DUMP)
    output = f"{release}{release.rows.to_csv()}"
    output += " ".join(problems(DUMP.replace("2017-08-19T14:30:00", "Male")))
    output += " ".join(problems("".join(DUMP.splitlines(keepends=True)[1:])))
    assert not any(word in output for word in of_cases)


def test_the_number_of_a_row_is_none_of_a_case():
    header, *rows = DUMP.splitlines(keepends=True)
    again = [row.replace(f"{number},", f"{number + 7},", 1) for number, row in enumerate(rows, 1)]
    assert problems("".join([header, *rows, *again])) == [
        "the file: found 7 rows of cases that it already has; expected one release, each case once"
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "death_date_and_time",
            "death_date",
            "line 1: found no column deathdateandtime; expected the columns of the data",
        ),
        (
            "manner_of_death",
            "manner",
            "line 1: found no column mannerofdeath; expected the columns of the data set Alle",
        ),
        ("2017-08-19T", "19-08-2017T", "line 6, column deathdateandtime: found something else; expected a day such as"),
        ("2017-07-04", "2017-06-04", "2017-07: found nothing; expected every month from the first to the last"),
    ],
)
def test_what_cannot_be_read_is_refused(old, new, expected):
    assert problems(DUMP.replace(old, new))[0].startswith(expected)


def test_without_a_day_it_is_refused():
    assert problems(DUMP, None)[0].startswith("the file: states no day of publication; give it with --published")
