import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.core.errors import InvalidDocument
from etl.core.model import Period, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.ingest import pipeline
from etl.parsing import zip_files
from etl.sources.ca_phac import SOURCE
from etl.sources.ca_phac.measures import REGIONS
from etl.store import table
from etl.store.files import Store

FIXTURES = Path(__file__).parents[2] / "fixtures" / "ca-phac"
OLD = (FIXTURES / "with-manner.csv").read_bytes()
CODES = (FIXTURES / "with-codes.csv").read_bytes()
NEW = (FIXTURES / "without-manner.csv").read_bytes()
TODAY = date(2026, 9, 1)
# The publisher's own files stand beside the project and not in it: read where they are there.
REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "phac"
FILES = [*FIXTURES.glob("with*[!d].csv"), *REFERENCE.glob("SubstanceHarmsData*.csv")]
MARKS = {"suppr.": "suppressed", "suppressed": "suppressed", "-1": "suppressed"} | dict.fromkeys(
    ("n/a", "not available", "-2"), "not_available"
)


def parse(content, **details):
    content = content.encode() if isinstance(content, str) else content
    (release,) = SOURCE.parse(Document("harms", content, **details))
    return release


def refusal(content, **details):
    with pytest.raises(InvalidDocument) as refused:
        parse(content, **details)
    assert str(refused.value).startswith("harms: refused\n")
    return "\n".join(refused.value.problems)


def zipped(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "."), content)
    return packed.getvalue()


def figure(release, measure, place, label):
    rows = release.rows
    period = Period.parse(label)
    hit = (rows["measure"] == measure) & (rows["place"] == place) & (rows["period_end"].dt.date == period.end)
    (row,) = rows[hit & (rows["period_start"].dt.date == period.start)].itertuples()
    return row.status if row.status not in {"provisional", "final"} else row.value


def edited(content, old, new):
    text = content.decode()
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("content", "details", "vintage", "how"),
    [
        (OLD, {}, date(2021, 6, 30), VintageBasis.CONTENT),
        (OLD, {"no_later_than": date(2021, 7, 15)}, date(2021, 6, 30), VintageBasis.CONTENT),
        (OLD, {"no_later_than": date(2021, 6, 24)}, date(2021, 6, 24), VintageBasis.UPPER_BOUND),
        (OLD, {"published_on": date(2021, 6, 23)}, date(2021, 6, 23), VintageBasis.PUBLISHER),
        (
            OLD,
            {"published_on": date(2021, 6, 23), "no_later_than": date(2021, 7, 15)},
            date(2021, 6, 23),
            VintageBasis.PUBLISHER,
        ),
        (CODES, {}, date(2022, 12, 31), VintageBasis.CONTENT),
        (NEW, {"no_later_than": date(2026, 4, 20)}, date(2026, 3, 31), VintageBasis.CONTENT),
    ],
)
def test_the_newest_quarter_tells_the_release(content, details, vintage, how):
    release = parse(content, **details)
    assert (release.vintage, release.vintage_basis) == (vintage, how)


def test_a_release_restates_quarters_and_years_whole_and_no_year_to_date():
    release = parse(NEW, url="https://example.org/harms.csv")
    assert release.title == "Opioid- and Stimulant-related Harms in Canada (January 2024 to September 2025)"
    assert release.url == "https://example.org/harms.csv"
    assert release.note == "the newest quarter, 2025-Q3, tells the release of March 2026"
    assert release.restates == (
        RestatedSpan("apparent-opioid-deaths-quarter", Period.parse("2025-Q2/2025-Q3"), "*", "all"),
        RestatedSpan("apparent-opioid-deaths-year", Period.year(2024), "*", "all"),
        RestatedSpan("apparent-stimulant-deaths-quarter", Period.parse("2025-Q3"), "*", "all"),
        RestatedSpan("apparent-stimulant-deaths-year", Period.year(2024), "*", "all"),
    )


def test_only_total_numbers_of_deaths_are_read():
    assert len(parse(OLD).rows) == 10
    assert figure(parse(OLD), "apparent-opioid-deaths-year", "CA-BC", "2020") == 1738
    assert len(parse(NEW).rows) == 12


def test_zero_suppressed_and_not_available_differ():
    old = parse(OLD)
    assert figure(old, "apparent-stimulant-deaths-quarter", "CA-BC", "2020-Q4") == 0
    assert figure(old, "apparent-opioid-deaths-year", "CA-PE", "2020") == "suppressed"
    assert figure(old, "apparent-opioid-deaths-quarter", "CA-PE", "2020-Q4") == "not_available"
    codes = parse(CODES)
    assert figure(codes, "apparent-opioid-deaths-quarter", "CA-NU", "2022-Q2") == "suppressed"
    assert figure(codes, "apparent-opioid-deaths-quarter", "CA-QC", "2022-Q2") == "not_available"


def test_a_partial_year_is_a_year_to_date():
    assert figure(parse(CODES), "apparent-opioid-deaths-ytd", "CA", "2022-01/2022-06") == 3556
    assert figure(parse(NEW), "apparent-opioid-deaths-ytd", "CA-BC", "2025-01/2025-09") == 1414


def test_a_part_of_a_year_that_is_no_year_to_date_is_left_out_and_said():
    text = OLD.decode()
    row = "Opioids,Deaths,Overall numbers,Total apparent opioid toxicity deaths,Yukon,60,By year,"
    release = parse(text + row + "2018 (Apr to Dec),,,Number,4\r\n")
    assert "CA-YT" not in set(release.rows["place"])
    assert release.note.endswith("; 2018 (Apr to Dec) left out: neither a year nor a year to date")
    assert "CA-YT" in set(parse(text + row + "2019 (Jan to Dec),,,Number,4\r\n").rows["place"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Substance,", "\ufeffSubstance,"),
        ("Specific_Measure", "Specific Measure"),
        ("Year_Quarter", "YEAR QUARTER"),
        ("2020 Q3", "2020Q3"),
        ("Number,8123", 'Number,"8,123"'),
        ("Number,8123", "Number, 8123 "),
        ("Suppressed", "Suppr."),
        ("Not available", "n/a"),
        ("Overall numbers", "Overall Numbers"),
    ],
)
def test_spellings_come_and_go(old, new):
    assert parse(edited(OLD, old, new)).rows.equals(parse(OLD).rows)


def test_columns_are_found_by_name():
    rows = [line.split(",") for line in OLD.decode().split("\r\n") if line]
    turned = "\n".join(",".join([*reversed(cells), "x"]) for cells in rows)
    assert parse(turned).rows.equals(parse(OLD).rows)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Year_Quarter,", "", "line 1: found the columns .*, without Year_Quarter; expected the English Substance"),
        (
            "PRUID",
            "Region",
            "line 1: found the columns .*, without PRUID; .*\nline 1: found the column Region more than",
        ),
        ("Number,8123", "Number,-3", "line 3, column Value: found '-3'; expected a whole number, Suppr. or n/a"),
        ("Number,8123", "Number,8123.5", "line 3, column Value: found '8123.5'"),
        ("Number,8123", "Number,", "line 3, column Value: found ''"),
        ("Number,8123", "Number,-1", "column Value: found -1, not available, suppressed; expected the words"),
        (
            "British Columbia,59",
            "BC,59",
            "line 4, column Region: found 'BC'; expected Canada, a province or a territory",
        ),
        (
            "British Columbia,59",
            "British Columbia,48",
            "line 4, column PRUID: found '48'; expected '59', the number of",
        ),
        (
            "By year,2020,,,Number",
            "By year,2020 Q1,,,Number",
            "line 3, columns Time_Period, Year_Quarter: found 'by year'",
        ),
        ("By quarter,2020 Q3", "By quarter,2020 Q5", "found 'by quarter', '2020 Q5'; expected 'By quarter' with"),
        ("By year,2020,,,Number", "By year,2020 (Jan to Sept),,,Number", "line 3, columns Time_Period, Year_Quarter"),
        ("By year,2020,,,Number", "By year,2020 (Jan to Foo),,,Number", "line 3, columns Time_Period, Year_Quarter"),
        ("2020,,,Number,8123", "2020,,Male,Number,8123", "line 3, column Aggregator or Disaggregator: found 'Male'"),
        (
            "By year,2020,,,Number,8123",
            "By year,2021,,,Number,8123",
            "found 2021 as a whole year; .* quarter is 2020-Q4",
        ),
        ("Total apparent", "Combined apparent", ""),
        ("Opioids,Deaths,Overall numbers,Total", "Opioids,Deaths,Overall numbers,All", ""),
        ("Number,8123", "Number,8123,9", "line 3: found 13 cells; expected 12, as in the header"),
        ("Number,8123", 'Number,"8123', "not well-formed CSV"),
    ],
)
def test_what_cannot_be_read_safely_is_refused(old, new, problem):
    if problem:
        assert re.search(problem, refusal(edited(OLD, old, new)))
    else:  # the first row is a rate: every row that counts must have changed its label
        assert "column Type_Event: found" in refusal(OLD.decode().replace(old, new))


def test_an_unknown_substance_is_refused():
    text = OLD.decode().replace("Stimulants,Deaths", "Sedatives,Deaths")
    assert "line 14, column Substance: found 'Sedatives'; expected Opioids or Stimulants" in refusal(text)


def test_two_releases_in_one_file_are_refused():
    text = OLD.decode()
    assert "apparent-opioid-deaths-year CA 2020 again; expected once (line 3 has it)" in refusal(
        text + text.partition("\r\n")[2]
    )


@pytest.mark.parametrize(
    ("keep", "problem"),
    [
        (lambda line: "Stimulants" not in line, "found no total numbers of deaths from stimulants by quarter"),
        (lambda line: "By quarter" not in line, "found no total numbers of deaths from opioids by quarter"),
        (lambda line: "By year" not in line, "found no total numbers of deaths from stimulants by year"),
        (lambda line: ",Deaths," not in line, "found no total numbers of deaths from opioids by year"),
    ],
)
def test_part_of_a_file_is_refused(keep, problem):
    lines = OLD.decode().split("\r\n")
    assert problem in refusal("\r\n".join(line for line in lines if keep(line)))


def test_a_hole_in_the_quarters_is_refused():
    total = "Opioids,Deaths,Overall numbers,Total apparent opioid toxicity deaths"
    row = f"{total},Canada,1,By quarter,2019 Q4,,,Number,1\r\n"
    assert parse(OLD.decode() + row.replace("2019 Q4", "2020 Q2"))
    assert "found no total numbers of deaths from opioids by quarter between 2019-Q4 and 2020-Q3" in refusal(
        OLD.decode() + row
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"<!DOCTYPE html><html></html>", "line 1: found an HTML page; expected the data file"),
        (b"\xff\xfeS\x00", "byte 0 is not UTF-8 text"),
        ("Substance utilis\u00e9e,Source\n", "expected the English SubstanceHarmsData.csv"),
        ("Substance;Source;Value\n1;2;3\n", "line 1: cells are separated by semicolons; expected commas"),
    ],
)
def test_another_kind_of_file_is_refused(content, problem):
    assert problem in refusal(content)


def test_the_archive_holds_the_csv():
    packed = zipped(SubstanceHarmsData__csv=NEW, README__txt="Data dictionary")
    assert parse(packed).rows.equals(parse(NEW).rows)
    assert parse(packed).vintage_basis is VintageBasis.CONTENT
    shadow = zipped(**{"__MACOSX/._Harms__csv": b"x", "a/b/Harms__CSV": NEW})
    assert parse(shadow).rows.equals(parse(NEW).rows)


@pytest.mark.parametrize(
    "note",
    [
        "Last updated: 2026-03-25",
        "last updated - March 25, 2026\n",
        "Reported as of x. Last updated March 25, 2026.",
        "Last updated: March 25 2026",
    ],
)
def test_the_note_in_the_archive_says_the_day(note):
    release = parse(zipped(Harms__csv=NEW, README__txt="\ufeff" + note), no_later_than=date(2026, 4, 20))
    assert (release.vintage, release.vintage_basis) == (date(2026, 3, 25), VintageBasis.PUBLISHER)
    assert release.note == "last updated 2026-03-25, says the note in the archive"
    assert release.warnings == ()
    (doubt,) = parse(zipped(Harms__csv=NEW, README__txt=note), published_on=date(2026, 4, 1)).warnings
    assert doubt.endswith("but the day of its last update is 2026-03-25: 7 days after that")


@pytest.mark.parametrize("note", ["Last updated: soon", "Last updated: 2026-13-45", "Last updated: Foo 12, 2026"])
def test_a_note_without_a_day_is_passed_over(note):
    assert parse(zipped(Harms__csv=NEW, README__txt=note)).vintage_basis is VintageBasis.CONTENT


def test_a_day_after_the_file_was_had_is_refused():
    problem = "published on 2026-03-25, but had by 2026-03-01; expected a day no later than that"
    assert problem in refusal(NEW, published_on=date(2026, 3, 25), no_later_than=date(2026, 3, 1))
    packed = zipped(Harms__csv=NEW, README__txt="Last updated: 2026-03-25")
    assert problem in refusal(packed, no_later_than=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (zipped(README__txt="no table"), "the archive: found none; expected one CSV in it"),
        (zipped(a__csv=NEW, b__csv=OLD), "the archive: found 'a.csv', 'b.csv'; expected one CSV in it"),
        (zipped(a__csv=NEW)[:-40], "the archive: not a readable ZIP file"),
        (b"PK\x03\x04abc", "the archive: not a readable ZIP file"),
        (zipped(a__csv=NEW).replace(b"\x00\x00\x08\x00", b"\x01\x00\x08\x00"), "not a readable ZIP file .*encrypted"),
        (zipped(a__csv=b"<html><body>Sorry</body></html>"), "line 1: found an HTML page"),
    ],
)
def test_an_archive_is_refused(content, problem):
    assert re.search(problem, refusal(content))


def test_an_archive_that_unpacks_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(zip_files, "MAX_FILE_BYTES", 1024)
    assert "'a.csv' unpacks to more than 0 MiB; expected a table of a few MiB" in refusal(zipped(a__csv=NEW))


def test_a_member_outside_the_archive_is_only_read():
    assert parse(zipped(**{"../../etc/Harms__csv": NEW})).rows.equals(parse(NEW).rows)


def test_a_later_release_revises_and_withdraws(tmp_path):
    later = edited(OLD, "Number,497", "Number,445")
    later = later.replace(
        "Opioids,Deaths,Overall numbers,Total apparent opioid toxicity deaths,Prince", "Opioids,EMS,x,x,P"
    )
    store = Store(tmp_path)
    days = [date(2021, 6, 23), date(2021, 9, 22)]
    documents = [
        Document("a", OLD, published_on=days[0]),
        Document("b", later.encode(), published_on=days[1]),
    ]
    pipeline.add(store, SOURCE, documents, today=TODAY, accept=True)
    states = [table.as_of(store.load().table, day).set_index(["measure", "place", "period_end"]) for day in days]
    quarter = ("apparent-opioid-deaths-quarter", "CA-BC", "2020-12-31")
    assert [frame.loc[quarter, "value"] for frame in states] == [497, 445]
    island = ("apparent-opioid-deaths-quarter", "CA-PE", "2020-12-31")
    assert [frame.loc[island, "status"] for frame in states] == ["not_available", "withdrawn"]


def as_pandas_reads(path):
    """The total numbers of deaths of a file, by (measure, place, first and last day), read without the reader."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame = frame[(frame["Source"] + frame["Specific_Measure"] + frame["Unit"]) == "DeathsOverall numbersNumber"]
    if "Type_Event" in frame:
        frame = frame[frame["Type_Event"].str.startswith("Total")]
    for row in frame.itertuples():
        label = row.Year_Quarter
        if "Q" in label:
            quarter, kind = pd.Period(label.replace(" ", ""), freq="Q"), "quarter"
            days = quarter.start_time.date(), quarter.end_time.date()
        else:
            last = pd.Period(f"{label[-4:-1]} {label[:4]}" if "(" in label else f"Dec {label}", freq="M")
            days, kind = (date(last.year, 1, 1), last.end_time.date()), "ytd" if "(" in label else "year"
        measure = f"apparent-{row.Substance[:-1].lower()}-deaths-{kind}"
        status = MARKS.get(row.Value.lower(), "provisional")
        value = float(row.Value) if status == "provisional" else None
        yield (measure, REGIONS[row.Region].place, *days), (value, status)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_cell_is_as_pandas_reads_it(path):
    rows = parse(path.read_bytes()).rows
    days = zip(rows["period_start"].dt.date, rows["period_end"].dt.date, strict=True)
    keys = [(measure, place, *pair) for measure, place, pair in zip(rows["measure"], rows["place"], days, strict=True)]
    values = [None if pd.isna(value) else value for value in rows["value"]]
    expected = list(as_pandas_reads(path))
    assert len(expected) == len(dict(expected)) > 8
    assert list(zip(keys, zip(values, rows["status"], strict=True), strict=True)) == expected


def test_a_year_that_counts_no_more_than_the_quarters_available_is_doubted():
    quarters = {"2020 Q1": "52", "2020 Q2": "n/a", "2020 Q3": "n/a", "2020 Q4": "n/a"}
    header = NEW.decode("utf-8-sig").splitlines()[0]

    def row(substance, region, number, every, label, value):
        cells = {"Substance": substance, "Region": region, "PRUID": number, "Time_Period": every, "Year_Quarter": label}
        cells |= {"Source": "Deaths", "Specific_Measure": "Overall numbers", "Unit": "Number", "Value": value}
        return ",".join(cells.get(name, "") for name in header.split(","))

    def doubts(year):
        rows = [
            row(substance, region, number, every, label, value)
            for substance in ("Opioids", "Stimulants")
            for region, number, values in (("Canada", "1", dict.fromkeys(quarters, "60")), ("Manitoba", "46", quarters))
            for every, label, value in (
                *(("By quarter", label, value) for label, value in values.items()),
                ("By year", "2020", "240" if region == "Canada" else year),
            )
        ]
        return parse("\n".join([header, *rows]) + "\n", published_on=date(2021, 6, 23)).warnings

    assert len(doubts("52")) == 2
    assert (
        "of CA-MB in 2020 is 52, no more than its other quarters count: 2020-Q2, 2020-Q3, 2020-Q4 not"
        in doubts("52")[0]
    )
    assert doubts("53") == doubts("n/a") == ()
