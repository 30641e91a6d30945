"""Statistics Canada's table of populations: what is read, what is refused, and how a release is dated."""

import io
import random
import re
import zipfile
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
from etl.parsing import zip_files
from etl.sources.ca_statcan import SOURCE, TITLE
from etl.store.files import Store
from tests.examples import examples

FILE = (Path(__file__).parents[2] / "fixtures" / "ca-statcan" / "quarters.csv").read_bytes()
# The publisher's own file stands beside the project and not in it: read where it is there.
REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "population"
FILES = list(REFERENCE.glob("statcan_17100009*.csv"))
LINES = FILE.decode("utf-8-sig").splitlines()


def parse(content, **details):
    content = content.encode() if isinstance(content, str) else content
    (release,) = SOURCE.parse(Document("17100009.csv", content, **details))
    return release


def refusal(content, **details):
    with pytest.raises(InvalidDocument) as refused:
        parse(content, **details)
    assert refused.value.file == "17100009.csv"
    return "\n".join(refused.value.problems)


def edited(old, new):
    text = FILE.decode("utf-8-sig")
    assert old in text
    return text.replace(old, new, 1)


def zipped(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(f"{name}.csv", content)
    return packed.getvalue()


def people(release):
    """``{(place, first day of the quarter): people, or the status that says why there is none}``."""
    return {
        (row.place, row.period_start.date()): row.status if pd.isna(row.value) else row.value
        for row in release.rows.itertuples()
    }


@pytest.mark.parametrize(
    ("details", "vintage", "how"),
    [
        ({}, date(2024, 9, 30), VintageBasis.CONTENT),
        ({"no_later_than": date(2024, 11, 21)}, date(2024, 9, 30), VintageBasis.CONTENT),
        ({"no_later_than": date(2024, 9, 26)}, date(2024, 9, 26), VintageBasis.UPPER_BOUND),
        ({"published_on": date(2024, 9, 25)}, date(2024, 9, 25), VintageBasis.PUBLISHER),
        (
            {"published_on": date(2024, 9, 25), "no_later_than": date(2024, 11, 21)},
            date(2024, 9, 25),
            VintageBasis.PUBLISHER,
        ),
    ],
)
def test_the_newest_quarter_tells_the_release(details, vintage, how):
    release = parse(FILE, **details)
    assert (release.vintage, release.vintage_basis) == (vintage, how)


def test_a_release_restates_every_quarter_of_every_place():
    release = parse(FILE, url="https://example.org/17100009-eng.zip")
    assert release.restates == (RestatedSpan("ca-population-quarter", Period.parse("2024-Q1/2024-Q3"), "*", "all"),)
    assert release.title == "Statistics Canada, Table 17-10-0009-01, Population estimates, quarterly"
    assert release.url == "https://example.org/17100009-eng.zip"
    assert people(release)["CA-BC", date(2024, 7, 1)] == 5_698_430
    assert people(release)["CA", date(2024, 7, 1)] == 41_288_599
    assert len(release.rows) == 3 * 14


def test_the_territories_before_nunavut_are_left_out_and_said():
    assert parse(FILE).note == (
        "the newest quarter, 2024-Q3, tells the release of September 2024; "
        "Northwest Territories including Nunavut left out"
    )
    without = "\n".join(line for line in LINES if "including Nunavut" not in line)
    assert parse(without).note == "the newest quarter, 2024-Q3, tells the release of September 2024"
    assert parse(without).rows.equals(parse(FILE).rows)


def test_the_archive_holds_the_csv_beside_its_metadata():
    packed = zipped(**{"17100009_MetaData": '"Cube Title","Product Id"\n', "17100009": FILE})
    assert parse(packed).rows.equals(parse(FILE).rows)
    assert "the archive: found no 17100009.csv" in refusal(zipped(**{"17100005": FILE}))
    assert "the archive: not a readable ZIP file" in refusal(packed[:-40])
    assert "the archive: not a readable ZIP file" in refusal(b"PK\x03\x04abc")
    assert "line 1: found an HTML page" in refusal(zipped(**{"17100009": b"<html><body>Sorry</body></html>"}))


def test_an_archive_that_unpacks_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(zip_files, "MAX_FILE_BYTES", 1024)
    assert "'17100009.csv' unpacks to more than 0 MiB" in refusal(zipped(**{"17100009": FILE}))


@examples(25)
@given(st.randoms())
def test_the_order_of_rows_and_columns_does_not_matter(chance: random.Random):
    cells = [line.split(",") for line in LINES]
    order = chance.sample(range(len(cells[0])), len(cells[0]))
    turned = [",".join(row[at] for at in order) for row in cells]
    rows = chance.sample(turned[1:], len(turned) - 1)
    assert people(parse("\n".join([turned[0], *rows]))) == people(parse(FILE))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"REF_DATE"', '"Ref Date"'),
        ('"SCALAR_FACTOR"', '"Scalar factor"'),
        ('"Persons"', '"persons"'),
        ('"5698430",""', '"5698430","p"'),
        ('"5698430"', " 5698430 "),
    ],
)
def test_spellings_come_and_go(old, new):
    assert parse(edited(old, new)).rows.equals(parse(FILE).rows)


def test_a_number_that_is_not_there_says_why():
    for status, reason in {"..": "not_available", "...": "not_available", "x": "suppressed"}.items():
        assert people(parse(edited('"41159",""', f'"","{status}"')))["CA-NU", date(2024, 7, 1)] == reason


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"VALUE"', '"VALEUR"', "without VALUE; expected those of the English table 17-10-0009-01"),
        ('"SYMBOL"', '"STATUS"', "line 1: found the column STATUS more than once; expected it once"),
        ('24","Persons"', '24","Percent"', "column UOM: found 'Percent'; expected 'Persons'"),
        ('"units","0","v1"', '"thousands","3","v1"', "column SCALAR_FACTOR: found 'thousands'; expected 'units'"),
        ('"British Columbia"', '"Cascadia"', "column GEO: found 'Cascadia'; expected Canada, a province"),
        ('"2024-07","Yukon"', '"2024-08","Yukon"', "column REF_DATE: found '2024-08'; expected the first month of a"),
        ('"2024-07","Yukon"', '"2024","Yukon"', "column REF_DATE: found '2024'"),
        ('"5698430",""', '"",""', "columns VALUE, STATUS: found '', ''; expected a whole number"),
        ('"5698430",""', '"5698430","F"', "columns VALUE, STATUS: found '5698430', 'F'"),
        ('"5698430",""', '"5698430",".."', "columns VALUE, STATUS: found '5698430', '..'"),
        ('"5698430"', '"5698430.5"', "found '5698430.5'"),
        ('"5698430"', '"-5698430"', "found '-5698430'"),
        ('"2024-07","Yukon"', '"2024-04","Yukon"', "line 43: found CA-YT 2024-Q2 again; expected once"),
        ('"5698430",', '"5698430","",', "line 42: found 15 cells; expected 14, as in the header"),
        ('"5698430"', '"5698430', "not well-formed CSV"),
    ],
)
def test_what_cannot_be_read_safely_is_refused(old, new, problem):
    assert re.search(problem, refusal(edited(old, new)))


@pytest.mark.parametrize(
    ("keep", "problem"),
    [
        (lambda line: "Ontario" not in line, "found no CA-ON in 2024-Q3; expected every province and territory"),
        (lambda line: '"2024-07","Ontario"' not in line, "found no CA-ON in 2024-Q3"),
        (lambda line: '"2024-04","Ontario"' not in line, "found no CA-ON between 2024-Q1 and 2024-Q3; expected every"),
        (lambda line: "REF_DATE" in line, "found no CA in the newest quarter"),
    ],
)
def test_part_of_a_table_is_refused(keep, problem):
    assert problem in refusal("\n".join(line for line in LINES if keep(line)))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"<!DOCTYPE html><html></html>", "line 1: found an HTML page"),
        ('"PÉRIODE DE RÉFÉRENCE";"GÉO"\n', "line 1: not well-formed CSV"),
        ("Période de référence,Géo\n", "without REF_DATE, GEO, UOM, SCALAR_FACTOR, VALUE, STATUS"),
    ],
)
def test_another_kind_of_file_is_refused(content, problem):
    assert problem in refusal(content)


def test_a_file_is_a_population_in_the_holdings(tmp_path):
    pipeline.add(Store(tmp_path), SOURCE, [Document("17100009.csv", FILE)], today=date(2026, 1, 1))
    rows = Store(tmp_path).load().populations
    assert len(rows) == 42
    assert set(rows["title"]) == {TITLE}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_is_as_pandas_reads_it(path):
    frame = pd.read_csv(path, dtype=str, encoding="utf-8-sig", keep_default_na=False)
    frame = frame[frame["GEO"] != "Northwest Territories including Nunavut"]
    places = {"Canada": "CA", "Quebec": "CA-QC", "British Columbia": "CA-BC", "Nunavut": "CA-NU", "Yukon": "CA-YT"}
    release = parse(path.read_bytes(), no_later_than=date(2024, 11, 21))
    assert (release.vintage, release.vintage_basis) == (date(2024, 9, 30), VintageBasis.CONTENT)
    assert len(release.rows) == len(frame) == 3804
    assert [f"{value:.0f}" for value in release.rows["value"]] == frame["VALUE"].tolist()
    assert release.rows["period_start"].dt.strftime("%Y-%m").tolist() == frame["REF_DATE"].tolist()
    assert (release.rows["period_end"] == release.rows["period_start"] + pd.offsets.QuarterEnd()).all()
    codes = frame["GEO"].map(places).reset_index(drop=True)
    assert (codes.isna() | (codes == release.rows["place"])).all()
    assert frame.groupby(["GEO"]).ngroups == release.rows.groupby("place").ngroups == 14
    assert (pd.factorize(frame["GEO"])[0] == pd.factorize(release.rows["place"])[0]).all()
