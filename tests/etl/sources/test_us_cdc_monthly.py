"""The CDC's national counts by month: one row a month, dated by Data As Of, the newest months not shown."""

from datetime import date
from pathlib import Path

import pytest

from etl.core.errors import InvalidDocument
from etl.core.model import Period, VintageBasis
from etl.core.source import Document
from etl.ingest import pipeline
from etl.sources.us_cdc_monthly import MONTH, SOURCE
from etl.store import table
from etl.store.files import Store

FOLDER = Path(__file__).parents[2] / "fixtures" / "us-cdc-monthly"
BROWSER, API = ((FOLDER / name).read_text() for name in ("browser_2021-06-30.csv", "api_2021-12-22.csv"))
JANUARY, FEBRUARY, MARCH = (Period.month(2020, month) for month in (1, 2, 3))


def parse(text, published=None):
    (release,) = SOURCE.parse(Document("9dzk.csv", text.encode(), published_on=published))
    return release


def values(release):
    return {row.period_start.month: int(row.value) for row in release.rows.itertuples()}


def test_a_release_is_dated_by_what_it_says_and_restates_all_months_that_it_shows():
    release = parse(BROWSER)
    assert (release.vintage, release.vintage_basis) == (date(2021, 6, 30), VintageBasis.ASSUMED)
    assert values(release) == {1: 6531, 2: 6425}
    (span,) = release.restates
    assert (span.measure, span.place, span.period) == (MONTH, "US", Period.months(2020, 1, 2020, 2))
    assert release.note == "dated by Data As Of; 2020-03 to 2020-04 are not shown yet"


def test_the_api_spells_columns_and_days_in_its_own_way():
    release = parse(API)
    assert release.vintage == date(2021, 12, 22)
    assert values(release) == {1: 6543, 2: 6425, 3: 7001}


def test_a_day_that_is_given_overrides_and_an_earlier_one_is_doubted():
    assert parse(BROWSER, date(2021, 7, 2)).vintage_basis is VintageBasis.PUBLISHER
    (doubt,) = parse(BROWSER, date(2021, 7, 2)).warnings
    assert doubt.startswith("given as published on 2021-07-02, but its Data As Of is 2021-06-30")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("United States", "Ohio", "line 2, column Jurisdiction of Occurrence: found 'Ohio'; expected 'United States'"),
        ("2020,2,", "2020,1,", "line 3, column Start Date: found '02/01/2020'; expected a day of 2020-01"),
        ("04/26/2020", "05/26/2020", "line 5, column End Date: found '05/26/2020'; expected a day of 2020-04"),
        (",2020,1,", ",2020,13,", "line 2: found year '2020' and month '13'; expected a year and 1 to 12"),
        (",6531,", ",6531.5,", "line 2, column Drug Overdose: found '6531.5'; expected a whole number of deaths"),
        (",6531,", ",,", "line 2, column Drug Overdose: found ''; expected a whole number of deaths, or nothing and"),
        ("06/30/2021,02", "07/07/2021,02", "column Data As Of: found 2021-06-30, 2021-07-07; expected one day"),
        ("Drug Overdose", "Overdose", "line 1: found no column drugoverdose; expected the columns of the data set"),
    ],
)
def test_what_is_not_that_table_is_refused_with_its_place(old, new, problem):
    with pytest.raises(InvalidDocument) as refusal:
        parse(BROWSER.replace(old, new))
    assert any(line.startswith(problem) for line in refusal.value.problems), refusal.value.problems


def test_a_month_that_is_lacking_or_stands_twice_is_refused():
    head, first, second, *_ = BROWSER.splitlines(keepends=True)
    third = second.replace("02/01/2020,02/29/2020", "03/01/2020,03/31/2020").replace(",2020,2,", ",2020,3,")
    for lines, problem in (((first, third), "2020-02: found nothing"), ((first, first), "line 3: found 2020-01 again")):
        with pytest.raises(InvalidDocument) as refusal:
            parse("".join([head, *lines]))
        assert refusal.value.problems[0].startswith(problem)


def test_both_releases_as_of_their_days(tmp_path):
    store = Store(tmp_path)
    documents = [Document(f"{day}.csv", text.encode()) for day, text in (("june", BROWSER), ("december", API))]
    pipeline.add(store, SOURCE, documents, today=date(2022, 1, 1))
    log = store.load().table
    for day, expected in (
        (date(2021, 6, 29), {}),
        (date(2021, 6, 30), {JANUARY: 6531, FEBRUARY: 6425}),
        (date(2021, 12, 22), {JANUARY: 6543, FEBRUARY: 6425, MARCH: 7001}),
    ):
        seen = table.as_of(log, day)
        months = [Period.month(start.year, start.month) for start in seen["period_start"]]
        assert dict(zip(months, seen["value"], strict=True)) == expected
