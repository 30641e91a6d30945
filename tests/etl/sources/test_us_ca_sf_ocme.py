"""San Francisco's data set: one row a month, dated by its own data_as_of."""

import json
from datetime import date
from pathlib import Path

import pytest

from etl.core.errors import InvalidDocument
from etl.core.model import Period, VintageBasis
from etl.core.source import Document
from etl.sources.us_ca_sf_ocme import SOURCE

ROWS = json.loads((Path(__file__).parents[2] / "fixtures" / "us-ca-sf-ocme" / "monthly.json").read_text())


def parse(rows, published=None):
    (release,) = SOURCE.parse(Document("sf.json", json.dumps(rows).encode(), published_on=published))
    return release


def problems(rows, published=None):
    with pytest.raises(InvalidDocument) as refused:
        parse(rows, published)
    assert str(refused.value).startswith("sf.json: refused\n")
    return list(refused.value.problems)


def changed(at, **cells):
    return [row | cells if number == at else row for number, row in enumerate(ROWS)]


def test_a_release_is_dated_by_what_it_says_and_restates_all_its_months():
    release = parse(ROWS)
    assert (release.vintage, release.vintage_basis) == (date(2020, 4, 17), VintageBasis.PUBLISHER)
    assert [int(value) for value in release.rows["value"]] == [38, 45, 54]
    (span,) = release.restates
    assert (span.measure, span.period) == ("sf-overdose-deaths-month", Period.months(2020, 1, 2020, 3))
    assert release.title == "Preliminary Unintentional Drug Overdose Deaths, 2020-01 to 2020-03"


def test_the_day_given_overrides():
    without = [{name: value for name, value in row.items() if name != "data_as_of"} for row in ROWS]
    for rows in (ROWS, without):
        assert parse(rows, date(2020, 4, 20)).vintage == date(2020, 4, 20)
    assert parse(ROWS, date(2020, 4, 20)).warnings == (
        "given as published on 2020-04-20, but its data_as_of is 2020-04-17: 3 days after that",
    )
    assert parse(without, date(2020, 4, 20)).warnings == parse(ROWS, date(2020, 4, 17)).warnings == ()


def test_the_month_under_way_is_left_out_and_said():
    release = parse(ROWS, date(2020, 3, 20))
    assert [int(value) for value in release.rows["value"]] == [38, 45]
    assert release.note == "2020-03, which had not ended, is left out"
    assert len(parse(ROWS, date(2020, 3, 31)).rows) == 3
    assert problems(ROWS, date(2020, 2, 20)) == [  # a wrong day: March is not under way
        "2020-02: found nothing; expected every month from the first to the last"
    ]


def test_two_days_are_two_releases():
    (text,) = problems(changed(1, data_as_of="2020-03-16T00:00:00.000"))
    assert text == ("column data_as_of: found 2020-03-16, 2020-04-17; expected one day, this is more than one release")


def test_two_releases_stacked_are_refused_even_with_a_day():
    assert problems([*ROWS, *ROWS], date(2020, 4, 20))[0] == ("object 5: found 2020-01 again; expected each month once")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (changed(0, data_as_of=None), "object 1, column data_as_of: found ''; expected a day such as 2012-01-29"),
        (changed(0, total_deaths="-3"), "object 1, column total_deaths: found '-3'; expected a whole number of 0"),
        (changed(0, total_deaths="38.5"), "object 1, column total_deaths: found '38.5'; expected a whole number"),
        (changed(1, total_deaths=None), "2020-02: found nothing; expected every month from the first to the last"),
        (changed(0, month_start_date="2020-01-02"), "object 1, column month_start_date: found '2020-01-02'; expected"),
        (changed(0, month_start_date="soon"), "object 1, column month_start_date: found 'soon'; expected a day"),
        (changed(0, year="2021"), "object 1: found year 2021 and month January; expected those of month_start_date"),
        (changed(0, month="March"), "object 1: found year 2020 and month March; expected those of month_start_date"),
        ([{"total_deaths": 3}], "the file: found no column monthstartdate; expected the columns of the data set"),
        (ROWS[3:], "the file: found no column totaldeaths; expected"),
        ([ROWS[3] | {"total_deaths": ""}], "the file: found no month with a count; expected one row a month"),
    ],
)
def test_what_cannot_be_read_is_refused(rows, expected):
    assert problems(rows)[0].startswith(expected)


def test_numbers_as_numbers():
    assert [int(value) for value in parse(changed(0, total_deaths=39.0, year=2020)).rows["value"]] == [39, 45, 54]
