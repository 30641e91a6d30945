"""The Census Bureau's estimates for the states in both forms: what is read, what is refused, how they are dated."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.errors import InvalidDocument
from etl.core.model import Period, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.ingest import pipeline
from etl.sources.us_census import SOURCE
from etl.sources.us_census.areas import NATION, PLACES, STATES
from etl.store import table
from etl.store.files import Store
from tests.examples import examples

FIXTURES = Path(__file__).parents[2] / "fixtures" / "us-census"
SHEET, ALL_DATA = ((FIXTURES / name).read_bytes() for name in ("sheet.csv", "all-data.csv"))
# Copies of the Bureau's own files stand beside the project and not in it: read where they are there.
REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "population"
FILES = sorted(REFERENCE.glob("us_census_statepop*.csv"))
SAID, TOLD = "the file says the release of December 2021", "the newest year, 2021, tells the release of December 2021"


def parse(content, **details):
    content = content.encode() if isinstance(content, str) else content
    (release,) = SOURCE.parse(Document("states.csv", content, **details))
    return release


def refusal(content, **details):
    with pytest.raises(InvalidDocument) as refused:
        parse(content, **details)
    assert refused.value.file == "states.csv"
    return "\n".join(refused.value.problems)


def edited(content, *changes):
    text = content.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def people(release):
    """``{(place, year): people}``."""
    return {(row.place, row.period_start.year): row.value for row in release.rows.itertuples()}


@pytest.mark.parametrize(
    ("content", "details", "vintage", "how", "note"),
    [
        (SHEET, {}, date(2021, 12, 31), VintageBasis.MONTH_ONLY, SAID),
        (SHEET, {"no_later_than": date(2025, 10, 14)}, date(2021, 12, 31), VintageBasis.MONTH_ONLY, SAID),
        (ALL_DATA, {}, date(2021, 12, 31), VintageBasis.CONTENT, TOLD),
        (
            ALL_DATA,
            {"no_later_than": date(2021, 12, 22)},
            date(2021, 12, 22),
            VintageBasis.UPPER_BOUND,
            f"{TOLD}; the file was had by 2021-12-22",
        ),
        (
            SHEET,
            {"no_later_than": date(2021, 12, 22)},
            date(2021, 12, 22),
            VintageBasis.UPPER_BOUND,
            f"{SAID}; the file was had by 2021-12-22",
        ),
        (SHEET, {"published_on": date(2021, 12, 21)}, date(2021, 12, 21), VintageBasis.PUBLISHER, ""),
        (
            edited(SHEET, ("Date: December 2021", "Date: January 2022")),
            {},
            date(2022, 1, 31),
            VintageBasis.MONTH_ONLY,
            None,
        ),
        (edited(SHEET, ("Date: December 2021", "Date: Soon 2022")), {}, date(2021, 12, 31), VintageBasis.CONTENT, TOLD),
    ],
)
def test_a_release_is_dated_by_what_the_file_says_else_by_its_newest_year(content, details, vintage, how, note):
    release = parse(content, **details)
    assert (release.vintage, release.vintage_basis) == (vintage, how)
    assert note in {release.note, None}


def test_a_day_outside_the_month_printed_is_doubted():
    assert parse(SHEET, published_on=date(2021, 12, 1)).warnings == ()
    (doubt,) = parse(SHEET, published_on=date(2022, 1, 10)).warnings
    assert doubt.endswith("but the month that it prints is 2021-12-31: 10 days after that")


def test_the_estimates_of_2025_came_a_month_late():
    later = edited(ALL_DATA, ("POPESTIMATE2020", "POPESTIMATE2024"), ("POPESTIMATE2021", "POPESTIMATE2025"))
    assert parse(later).vintage == date(2026, 1, 31)


def test_both_forms_say_the_same():
    sheet, plain = parse(SHEET), parse(ALL_DATA)
    assert sheet.rows.equals(plain.rows)
    assert sheet.title == plain.title
    assert sheet.title.endswith("Resident Population: April 1, 2020 to July 1, 2021 (NST-EST2021)")
    assert (
        sheet.restates == plain.restates == (RestatedSpan("us-population-year", Period.parse("2020/2021"), "*", "all"),)
    )
    assert people(sheet).keys() == {(place, year) for place in PLACES.values() for year in (2020, 2021)}


def test_the_bureau_also_writes_latin_1():
    noted = edited(SHEET, ("Note: The", "Note: Doña Ana. The")).replace("’", "'")
    assert parse(noted.encode("latin-1")).rows.equals(parse(SHEET).rows)
    assert parse(b"\xef\xbb\xbf" + ALL_DATA).rows.equals(parse(SHEET).rows)


@pytest.mark.parametrize(
    "changes",
    [
        [("table with row headers", "Geographic area,,2020t,2021\r\ntable with row headers")],  # an edited title
        [("Geographic Area", "Geography")],
        [(".Alabama", "Alabama"), (".Puerto Rico", "Puerto Rico")],
        [('\r\n"Note: The', '\r\n,,,,\r\n\r\n"Note: The')],
        [("\r\n,,2020,2021", "\r\nCensus,Estimates Base,2020,2021")],
        [(" (NST-EST2021-POP)", "")],
    ],
)
def test_titles_and_notes_of_a_sheet_come_and_go(changes):
    assert parse(edited(SHEET, *changes)).rows.equals(parse(SHEET).rows)


@examples(25)
@given(st.permutations(range(10)), st.integers(0, 60))
def test_columns_of_the_plain_table_are_found_by_name(order, gone):
    lines = [line.split(",") for line in ALL_DATA.decode().splitlines()]
    turned = [",".join([*(row[at] for at in order), "x"]) for row in lines]
    kept = [line for at, line in enumerate(turned) if at != gone]
    years = [column for column in (lines[0][at] for at in order) if re.fullmatch(r"POPESTIMATE\d{4}", column)]
    names = [row[4] for at, row in enumerate(lines) if at != gone and row[0] in {"010", "040"}]
    if years == ["POPESTIMATE2020", "POPESTIMATE2021"] and len(names) == len(PLACES) and gone:
        assert people(parse("\n".join(kept))) == people(parse(ALL_DATA))
    else:
        assert "expected" in refusal("\n".join(kept))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        # The headings.
        ([("\r\n,,2020,2021", "\r\n,,2020,2021t")], "found states that add up|found the headings"),
        ([("\r\n,,2020,2021", "\r\n,,2021,2020")], "found the headings ', , 2021, 2020"),
        ([("\r\n,,2020,2021", "\r\n,2020,,2021")], "the years one after the other"),
        ([("\r\n,,2020,2021", "\r\n,2020,2021,")], "below 'Population Estimate"),
        ([("\r\n,,2020,2021,", "\r\n,,2020,2021,Change")], "found the headings"),
        ([("\r\n,,2020,2021,,,,,,\r\n", "\r\n,,2020,2021,,,,,,\r\n,,,,\r\n")], "right above United States"),
        ([("Estimate (as of July 1)", "Estimate (as of April 1)")], "below 'Population Estimate .as of July 1.'"),
        ([("\r\nUnited States,", "\r\nU.S.,")], "line 1: found the headings"),
        # The areas.
        ([(".Alabama", ".Alabaster")], "found figures of 'Alabaster'; expected the nation, a region or a state"),
        ([(".Alaska", ".Alabama")], "line 11: found Alabama again; expected once"),
        ([(".Wyoming,", "Wyo\r\n,")], "found figures of ''"),
        # The figures.
        ([('"6,005,003"', '"6,005,004"')], "found states that add up to .* in 2021; expected .*, the United States"),
        ([('"6,005,003"', "")], "line 10, Alabama in 2021: found ''; expected a whole number"),
        ([('"6,005,003"', '"60,05003"')], "found '60,05003'; expected a whole number"),
        ([('"6,005,003"', '"6,005,003.5"')], "found '6,005,003.5'"),
        ([('"6,005,003"', "-6005003")], "found '-6005003'"),
        ([('"6,005,003"', '"6,005,003')], "not well-formed CSV"),
        (
            [("NST-EST2021", "NST-EST2022")],
            "found the name NST-EST2022; expected NST-EST2021, since 2021 is the newest",
        ),
    ],
)
def test_a_sheet_that_cannot_be_read_safely_is_refused(changes, problem):
    assert re.search(problem, refusal(edited(SHEET, *changes)))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ([("NAME", "AREA")], "line 1: found the columns SUMLEV, REGION, .*; expected SUMLEV and NAME"),
        ([("POPESTIMATE2020", "POPESTIMATE2019")], "expected SUMLEV and NAME, and POPESTIMATE2020 with the years"),
        ([("POPESTIMATE2021", "POPESTIMATE2020")], "line 1: found the columns"),
        ([("POPESTIMATE", "POP"), ("POPESTIMATE", "POP")], "line 1: found the columns"),
        (
            [("040,3,6,01,Alabama", "050,3,6,01,Alabama")],
            "line 8, .*: found 'Alabama' of level '050'; expected the nat",
        ),
        ([("01,Alabama", "01,Alabaster")], "line 8, columns SUMLEV, NAME: found 'Alabaster' of level '040'"),
        ([("01,Alabama,", "01,Alabama,1,")], "line 8: found 11 cells; expected 10, as in the header"),
        ([(",6005003,", ",X,")], "line 8, Alabama in 2021: found 'X'; expected a whole number"),
        ([("02,Alaska", "01,Alabama")], "line 9: found Alabama again"),
    ],
)
def test_a_plain_table_that_cannot_be_read_safely_is_refused(changes, problem):
    assert re.search(problem, refusal(edited(ALL_DATA, *changes)))


@pytest.mark.parametrize("content", [SHEET, ALL_DATA], ids=["sheet", "all data"])
@pytest.mark.parametrize("area", [NATION, "District of Columbia", "Puerto Rico"])
def test_part_of_a_file_is_refused(content, area):
    lines = content.decode().splitlines()
    part = "\n".join(line for line in lines if not re.match(rf"(0\d0,.*,)?\.?{area},", line))
    assert re.search(f"found no {area}; expected the nation and every state|found the headings", refusal(part))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"<!DOCTYPE html><html></html>", "line 1: found an HTML page"),
        ("State,Population\nOhio,11883304\n", "line 1: found the headings 'State, Population'; expected the years"),
        ("PK not a table", "expected the years one after the other"),
    ],
)
def test_another_kind_of_file_is_refused(content, problem):
    assert problem in refusal(content)


def test_every_place_is_known():
    assert set(PLACES.values()) <= set(Store().load().places)
    assert len(STATES) == 51


def test_the_next_vintage_restates_its_years_and_no_others(tmp_path):
    shifted = edited(ALL_DATA, ("POPESTIMATE2021", "POPESTIMATE2022"), ("POPESTIMATE2020", "POPESTIMATE2021"))
    documents = [Document("a.csv", ALL_DATA), Document("b.csv", shifted.encode())]
    pipeline.add(Store(tmp_path), SOURCE, documents, today=date(2026, 1, 1))
    rows = Store(tmp_path).load().table
    alabama = rows[rows["place"] == "US-AL"]
    then, now = (table.as_of(alabama, day)["value"].tolist() for day in (date(2022, 1, 1), date(2023, 1, 1)))
    assert then == [6_000_000, 6_005_003]
    assert now == [6_000_000, 6_000_000, 6_005_003]  # 2020 as it was, 2021 as restated


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_is_as_pandas_reads_it(path):
    first, last = (2010, 2019) if "10-19" in path.name else (2020, 2024)
    frame = pd.read_csv(path, header=None, names=range(40), dtype=str, encoding="utf-8", skip_blank_lines=False)
    names = frame[0].str.strip().str.lstrip(".")
    begin = 3 if first == 2010 else 2  # after the name: the census and the base, or the base
    cells = frame.loc[names.isin(PLACES), range(begin, begin + last - first + 1)]
    counts = cells.apply(lambda column: column.str.replace(",", "").astype(int))
    expected = {
        (PLACES[names[at]], first + offset): count
        for at, row in counts.iterrows()
        for offset, count in enumerate(row.tolist())
    }
    release = parse(path.read_bytes(), no_later_than=date(2025, 10, 14))
    assert people(release) == expected
    assert len(expected) == 53 * (last - first + 1)
    assert (release.vintage, release.vintage_basis) == (date(last, 12, 31), VintageBasis.MONTH_ONLY)
    assert not release.rows.duplicated(["place", "period_start"]).any()


def test_figures_that_anyone_can_look_up():
    for path in FILES:
        at = people(parse(path.read_bytes()))
        if "20-24" in path.name:
            assert (at["US", 2024], at["US-CA", 2024], at["US-PR", 2020]) == (
                340_110_988,
                39_431_263,
                3_281_590,
            )
        else:
            assert (at["US", 2010], at["US-DC", 2019]) == (309_321_666, 705_749)
