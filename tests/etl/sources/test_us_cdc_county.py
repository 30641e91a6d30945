"""The CDC's table by county: which county, which 12 months, which day, and what is withheld."""

import json
from datetime import date
from pathlib import Path

import pytest

from etl.core.model import VintageBasis
from etl.sources.us_cdc_county import DEATHS, PENDING, SOURCE
from etl.sources.us_cdc_county.counties import OWN_CODES, STATES, place_code
from etl.store.files import Store
from tests.etl.sources.reading import reader

FIXTURES = Path(__file__).parents[2] / "fixtures" / "us-cdc-county"
EXPORT = (FIXTURES / "export.csv").read_text(encoding="utf-8-sig")
API = (FIXTURES / "api.json").read_text(encoding="utf-8")

parse, problems = reader(SOURCE, "counties.csv", None)


def figures(release, measure=DEATHS):
    rows = release.rows[release.rows["measure"] == measure]
    return {(row.place, f"{row.period_end:%Y-%m}"): (row.value, row.status) for row in rows.itertuples()}


def test_what_is_withheld_is_suppressed_and_neither_zero_nor_left_out():
    release = parse(API)
    assert figures(release)["US-TX-48301", "2025-01"] == (0, "provisional")
    value, status = figures(release)["US-AL-01001", "2025-01"]
    assert (str(value), status) == ("<NA>", "suppressed")
    assert len(figures(release)) == 8
    assert len(figures(release, PENDING)) == 7
    assert release.note == "dated by Data as of, when the records were counted; 8 rows, 1 of them withheld; counties: 4"


def test_each_value_is_of_the_12_months_that_end_with_the_month():
    rows = parse(EXPORT).rows
    assert {(f"{row.period_start:%Y-%m-%d}", f"{row.period_end:%Y-%m-%d}") for row in rows.itertuples()} == {
        ("2024-02-01", "2025-01-31"),
        ("2024-03-01", "2025-02-28"),
    }


def test_the_table_dates_itself_and_a_day_that_is_given_wins():
    release = parse(EXPORT)
    assert (release.vintage, release.vintage_basis) == (date(2025, 7, 6), VintageBasis.ASSUMED)
    given = parse(EXPORT, date(2025, 7, 16))
    assert (given.vintage, given.vintage_basis, given.warnings) == (date(2025, 7, 16), VintageBasis.PUBLISHER, ())
    (doubt,) = parse(EXPORT, date(2025, 7, 1)).warnings
    assert doubt == "given as published on 2025-07-01, but its Data as of is 2025-07-06: 5 days before that"


def test_codes_of_counties():
    assert place_code("48113") == "US-TX-48113"
    assert (place_code("06075"), place_code("11001")) == ("US-CA-SF", "US-DC")
    assert set(OWN_CODES.values()) <= set(Store().load_places())
    assert all(code.startswith(f"US-{STATES[fips[:2]]}") for fips, code in OWN_CODES.items())
    assert len(STATES) == 51
    states = {code for code, place in Store().load_places().items() if place.parent == "US" and len(code) == 5}
    assert {f"US-{letters}" for letters in STATES.values()} == states


def test_an_excerpt_restates_its_counties_and_a_whole_table_all():
    assert {span.place for span in parse(API).restates} == {"US-AL-01001", "US-CA-SF", "US-TX-48113", "US-TX-48301"}
    row = json.loads(API)[-1]
    whole = [
        row
        | {"fips": f"{number}001", "st_abbrev": letters, "month": str(month), "monthendingdate": f"2025-0{month}-28"}
        for number, letters in STATES.items()
        for month in (1, 2)
    ]
    for cells in whole:
        if cells["month"] == "1":
            cells["monthendingdate"] = "2025-01-31"
    assert [str(span) for span in parse(json.dumps(whole)).restates] == [
        f"{DEATHS} * all 2024-02/2025-02",
        f"{PENDING} * all 2024-02/2025-02",
    ]
    assert {span.place for span in parse(json.dumps(whole[2:])).restates} != {"*"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "ST_ABBREV",
            "State",
            "line 1: found no column stabbrev; expected the columns of the data set VSRR Provisional",
        ),
        ("Provisional Drug Overdose Deaths", "Deaths", "line 1: found no column provisionaldrugoverdose; expected"),
        ("TX,Texas,Dallas,48113", "TX,Texas,Dallas,4811", "line 6, column ST_ABBREV: found 'TX'; expected AZ, the"),
        ("TX,Texas,Dallas,48113", "TX,Texas,Dallas,48-113", "line 6, column FIPS: found '48-113'; expected the five"),
        ("TX,Texas,Dallas,48113", "TX,Texas,Dallas,72001", "line 6, column FIPS: found '72001'; expected the five"),
        ('"1,452"', "9", "line 6, column Provisional Drug Overdose Deaths: found 9; expected nothing, 0, or 10"),
        ('"1,452"', "1-9", "line 6, column Provisional Drug Overdose Deaths: found '1-9'; expected a whole number"),
        ('"1,452"', "1452.5", "line 6, column Provisional Drug Overdose Deaths: found '1452.5'; expected a whole"),
        ("0.072683222", "101", "line 6, column Percentage Of Records Pending Investigation: found '101'; expected a"),
        (
            "2025,2,TX,Texas,D",
            "2025,1,TX,Texas,D",
            "line 7, column MonthEndingDate: found '02/28/2025'; expected 2025-01-31",
        ),
        (
            "2025,2,TX,Texas,D",
            "2025,13,TX,Texas,D",
            "line 7: found year '2025' and month '13'; expected a year and 1 to",
        ),
        (
            "07/06/2025,2025,2,TX",
            "10/05/2025,2025,2,TX",
            "column Data as of: found 2025-07-06, 2025-10-05; expected one",
        ),
        ("07/06/2025,2025,2,TX", "soon,2025,2,TX", "line 7, column Data as of: found 'soon'; expected a day such as"),
    ],
)
def test_what_cannot_be_read_is_refused(old, new, expected):
    assert problems(EXPORT.replace(old, new, 1))[0].startswith(expected)


def test_two_releases_in_one_file_are_refused():
    header, *rows = EXPORT.splitlines(keepends=True)
    assert problems("".join([header, *rows, *rows]))[0] == (
        "line 10: found US-AL-01001 for the 12 months to 2025-01 again (it is in line 2); expected each once, one "
        "release in a file"
    )


@pytest.mark.parametrize("count", [1_000, 50_000])
def test_as_many_rows_as_a_page_are_refused(count):
    header, row = EXPORT.splitlines(keepends=True)[:2]
    assert problems(header + row * count) == [
        f"the file: found exactly {count:,} rows, one page of the API; expected all of them (give $limit and $offset)"
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Counts suppressed",
            "Not reported",
            "footnotes that do not go with their counts, withheld or not: 1; line 2 says",
        ),
        (
            ',"1,452",,',
            ',"1,452",Suppressed,',
            "footnotes that do not go with their counts, withheld or not: 1; line 6",
        ),
        ("02/28/2025\n", "03/31/2025\n", "counties without a row for every month: 4, the first of them US-AL-01001;"),
    ],
)
def test_what_is_odd_is_doubted(old, new, expected):
    (doubt,) = parse(EXPORT.replace(old, new)).warnings
    assert doubt.startswith(expected)


def test_a_file_that_is_cut_short_is_doubted():
    (doubt,) = parse("".join(EXPORT.splitlines(keepends=True)[:-1])).warnings
    assert doubt.startswith("counties without a row for every month: 1, the first of them US-TX-48301; is the file cut")
