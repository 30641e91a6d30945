import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.core.errors import InvalidDocument
from etl.core.model import Period, RestatedSpan, VintageBasis
from etl.core.source import Document
from etl.ingest import pipeline
from etl.sources.us_cdc_wonder import SOURCE
from etl.sources.us_cdc_wonder.measures import STATES
from etl.store import table
from etl.store.files import Store

FIXTURES = Path(__file__).parents[2] / "fixtures" / "us-cdc-wonder"
MCD = (FIXTURES / "multiple-cause.txt").read_bytes().decode()
UCD = (FIXTURES / "underlying-cause.txt").read_bytes().decode()
PROVISIONAL = (FIXTURES / "provisional.txt").read_bytes().decode()
QUERIED = date(2025, 4, 21)
# The publisher's own files stand beside the project and not in it: read where they are there.
REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "cdc-wonder"
FILES = [FIXTURES / "multiple-cause.txt", FIXTURES / "underlying-cause.txt", *REFERENCE.glob("D*.txt")]
LIMIT = "MCD - ICD-10 Codes: T40.4 (Other synthetic narcotics)\t\t\t\t\t\t\t\r\n"


def parse(text, **details):
    content = text.encode() if isinstance(text, str) else text
    (release,) = SOURCE.parse(Document("export", content, **details))
    return release


def refusal(text, **details):
    with pytest.raises(InvalidDocument) as refused:
        parse(text, **details)
    assert str(refused.value).startswith("export: refused\n")
    return "\n".join(refused.value.problems)


def edited(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


def national(release):
    rows = release.rows[release.rows["place"] == "US"]
    return {row.period_start.month: int(row.value) for row in rows.itertuples()}


def test_the_footer_tells_the_queries_apart():
    assert set(parse(MCD).rows["measure"]) == {"overdose-deaths-month-mcd"}
    assert set(parse(UCD).rows["measure"]) == {"overdose-deaths-month-ucd"}
    assert parse(MCD).title == "Multiple Cause of Death, 1999-2019: 2019-04/2019-05"
    assert parse(UCD).title == "Provisional Mortality Statistics, 2018 through Last Week: 2018-01/2018-02"


def test_a_suppressed_count_stays_one():
    rows = parse(MCD).rows
    (row,) = rows[rows["status"] == "suppressed"].itertuples()
    assert (row.place, row.period_start.date()) == ("US-WY", date(2019, 4, 1))
    assert rows["value"].isna().sum() == 1


def test_totals_by_month_are_those_of_the_nation():
    assert national(parse(UCD)) == {1: 700, 2: 641}
    assert national(parse(MCD)) == {}


def test_a_release_restates_the_months_that_have_a_row():
    span = Period.parse("2018-01/2018-02")
    assert RestatedSpan("overdose-deaths-month-ucd", span, "US", "all") in parse(UCD).restates
    spans = parse(MCD).restates
    assert "US" not in {span.place for span in spans}
    assert RestatedSpan("overdose-deaths-month-mcd", Period.parse("2019-04/2019-05"), "US-AL", "all") in spans
    months = sum(span.period.length_months for span in spans)
    assert months == len(parse(MCD).rows)  # of each state those months that have a row


def test_final_and_provisional_months():
    rows = parse(PROVISIONAL).rows
    assert [(str(row.period_start.date()), row.status) for row in rows.itertuples()] == [
        ("2023-12-01", "final"),
        ("2024-01-01", "provisional"),
        ("2024-02-01", "provisional"),
        ("2024-02-01", "provisional"),
    ]
    undeclared = parse(edited(PROVISIONAL, "2018-2023", "2018-2022")).rows
    assert undeclared["status"].tolist()[0] == "provisional"


def test_what_the_export_says_of_itself_is_kept():
    hidden = "rows left out of the export: suppressed and zero"
    assert parse(UCD).note == f"Deaths occurring through April 05, 2025 as of April 13, 2025; {hidden}"
    assert parse(MCD).note == "rows left out of the export: zero"


@pytest.mark.parametrize(
    ("text", "details", "vintage", "how"),
    [
        (UCD, {}, QUERIED, VintageBasis.FETCH),
        (UCD, {"no_later_than": date(2025, 5, 29)}, QUERIED, VintageBasis.FETCH),
        (UCD, {"published_on": date(2025, 4, 16)}, date(2025, 4, 16), VintageBasis.PUBLISHER),
        (
            UCD.replace("Query Date", "Date"),
            {"published_on": date(2025, 4, 16)},
            date(2025, 4, 16),
            VintageBasis.PUBLISHER,
        ),
        (
            UCD.replace("Query Date", "Date"),
            {"no_later_than": date(2025, 5, 29)},
            date(2025, 5, 29),
            VintageBasis.UPPER_BOUND,
        ),
        (MCD, {}, date(2021, 9, 17), VintageBasis.FETCH),
    ],
)
def test_the_day_is_that_of_the_query(text, details, vintage, how):
    release = parse(text, **details)
    assert (release.vintage, release.vintage_basis) == (vintage, how)


@pytest.mark.parametrize(
    ("text", "details", "problem"),
    [
        (
            UCD,
            {"published_on": date(2025, 4, 22)},
            "published on 2025-04-22, but queried on 2025-04-21; expected a day of",
        ),
        (UCD, {"no_later_than": date(2025, 4, 20)}, "had by 2025-04-20, but queried on 2025-04-21; expected a day no"),
        (UCD.replace("Query Date", "Date"), {}, "the footer: found no Query Date; give the day with --published"),
        (UCD.replace("Apr 21, 2025", "Apr 31, 2025"), {}, "the footer: found no Query Date"),
    ],
)
def test_days_that_cannot_be_are_refused(text, details, problem):
    assert problem in refusal(text, **details)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Notes\t", "\ufeffNotes\t"),
        ("Residence State\tResidence State Code", "State\tState Code"),
        ('"Jan., 2018"\t2018/01\tAlabama\t1', '"Jan., 2018 "\t"2018/01"\t"Alabama"\t"01"'),
        ("\t56\t", '\t"56"\t'),
    ],
)
def test_spellings_come_and_go(old, new):
    assert parse(edited(UCD, old, new)).rows.equals(parse(UCD).rows)


def test_line_ends_and_tabs_after_the_footer_do_not_matter():
    assert parse(UCD.replace("\r\n", "\n")).rows.equals(parse(UCD).rows)
    table_text, rule, footer = UCD.partition("---")
    assert parse(table_text + rule + footer.replace("\t", "")).rows.equals(parse(UCD).rows)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("\t56\t", "\tMany\t", "line 2, column Deaths: found 'Many'; expected a whole number or Suppressed"),
        ("\t56\t", "\t-56\t", "line 2, column Deaths: found '-56'"),
        ("\t56\t", "\t\t", "line 2, column Deaths: found ''"),
        (
            "Alabama\t1\t56",
            "Alabama\t2\t56",
            "line 2, columns State, State Code: found 'Alabama', '2'; expected a state",
        ),
        ("Alabama\t1\t56", "Guam\t66\t56", "line 2, columns State, State Code: found 'Guam', '66'"),
        ("Alabama\t1\t56", "\t\t56", "line 2, found a row without a month or without a state"),
        ('\t"Jan., 2018"\t2018/01\tAlabama', "\t\t\tAlabama", "line 2, found a row without a month or without a state"),
        (
            '"Jan., 2018"\t2018/01',
            '"Feb., 2018"\t2018/01',
            "found 'Feb., 2018' with '2018/01'; expected the same month",
        ),
        ('"Jan., 2018"\t2018/01', '"Jan., 2018"\t2018/13', "found 'Jan., 2018', '2018/13'; expected 'Jan., 2018' and"),
        ("Alaska\t2\t11", "Alabama\t1\t11", "line 3: found 2018-01 US-AL again; expected once"),
        ("Total\t", "Subtotal\t", "line 5, column Notes: found 'Subtotal'; expected nothing, or Total"),
        ("\t56\t", "\t56\t\t", "line 2: found 9 cells; expected 8, as in the header"),
        (
            "\t\t700\t",
            "\t\t521\t",
            "line 5: found a total of 521; expected 522 to 954, what the rows of the file and 48",
        ),
        ("\t\t700\t", "\t\t955\t", "line 5: found a total of 955; expected 522 to 954"),
        ("Year/Month: 2018", "Year/Month: 2018; 2019", "found months of 2018; expected those of 2018 to 2019"),
        (
            "Residence State Code\tDeaths",
            "Residence State Code\tBirths",
            "line 1: found the columns Notes, Month, Month",
        ),
        (
            "Residence State\tResidence State Code",
            "Occurrence State\tOccurrence State Code",
            "line 1: found the columns",
        ),
        (
            "Month Code\tResidence State\tResidence State Code",
            "Month Code\tCounty\tCounty Code",
            "a column County; exp",
        ),
        ("Population", "Deaths", "line 1: found the columns .*each once"),
        ("Crude Rate", "Gender", "line 1: found the columns"),
        ("UCD - Drug", "Drug", "found neither; expected one of MCD - .* which tells the multiple-cause query from the"),
        (
            "UCD - Drug",
            "MCD - Drug/Alcohol Induced Causes: (X40-X44)\r\nUCD - Drug",
            "found MCD - .* and UCD - .*; expected",
        ),
        ("(X85)", "(X95)", "the footer, UCD - .*: found X40-X44, X60-X64, X95, Y10-Y14; expected all drug poisonings"),
        ("Year/Month", LIMIT + "Year/Month", "found 'mcd - icd-10 codes' .T40.4 .*; expected a query of all overdose"),
        ("Year/Month", "States: Alabama (01)\r\nYear/Month", "found 'states' .Alabama .01..; expected a query of all"),
        (
            "Group By: Month; Residence State",
            "Group By: Month; County",
            "the footer, Group By: found 'Month; County'; exp",
        ),
        (
            "Group By: Month; Residence State",
            "Group By: Month",
            "the footer, Group By: found Month alone; expected the table's columns",
        ),
        ("Group By: ", "Rate Options: ", "the footer, query parameters: found no Group By"),
        ("Query Parameters:", "Parameters:", "the footer: found no Dataset and Query Parameters; expected the whole"),
        ("Dataset: ", "Data: ", "the footer: found no Dataset and Query Parameters"),
        (
            "Help: See",
            "Query Parameters:\r\nSee",
            "found Query Parameters more than once; expected one export in a file",
        ),
    ],
)
def test_what_cannot_be_read_safely_is_refused(old, new, problem):
    assert re.search(problem, refusal(edited(UCD, old, new)))


@pytest.mark.parametrize("count", range(10))
def test_a_count_below_ten_is_refused_and_not_repeated(count):
    message = refusal(edited(UCD, "\t11\t", f"\t{count}\t"))
    assert "line 3, column Deaths: found a count below 10; expected Suppressed, or the row left out" in message
    assert f"'{count}'" not in message


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (UCD.partition("---")[0], "the file: found no footer (a line ---); expected the whole export of WONDER"),
        (UCD[: UCD.index("Group By")], "the footer: found no Dataset and Query Parameters"),
        (UCD[: UCD.index("Residence State\tResidence")], "the file: found no footer"),
        (UCD[UCD.index("---") :], "line 1: found the columns"),
        (UCD.partition("\r\n")[0] + "\r\n" + UCD[UCD.index("---") :], "the table: found no rows"),
        (
            'Notes\tMonth\n\t"Jan., 2018\n---\n',
            "line 1: found the columns Notes, Month; expected Notes, Month, Month Code",
        ),
        (edited(UCD, '"Jan., 2018"', '"Jan., 2018'), "not well-formed CSV"),
        ("", "the file is empty"),
        ("<html><body>Please agree</body></html>", "line 1: found an HTML page"),
        (b"\xff\xfeN\x00", "byte 0 is not UTF-8 text"),
    ],
)
def test_part_of_an_export_and_other_files_are_refused(text, problem):
    assert problem in refusal(text)


def test_a_month_in_the_middle_may_not_be_missing():
    text = re.sub(r"[^\n]*Jan\., 2024 [^\n]*\n", "", PROVISIONAL)
    assert "the table: found nothing between 2023-12 and 2024-02; expected every month" in refusal(text)


def test_a_year_beside_another_year_is_refused():
    text = edited(PROVISIONAL, "\t2023\t", "\t2022\t")
    assert "line 2, column Year Code: found '2022'; expected the year of 2023-12" in refusal(text)


def full(deaths, totals, *, hidden=()):
    """An export of May 2019 that shows all states but ``hidden``."""
    at = UCD.index("---")
    rows = [
        f'\t"May, 2019"\t2019/05\t{name}\t{code}\t{deaths}\tNot Applicable\tNot Applicable'
        for code, (name, letters) in STATES.items()
        if letters not in hidden
    ]
    rows += [f'Total\t"May, 2019"\t2019/05\t\t\t{total}\tNot Applicable\tNot Applicable' for total in totals]
    return "\r\n".join([UCD.partition("\r\n")[0], *rows, UCD[at:].replace("Year/Month: 2018", "Year/Month: 2019")])


@pytest.mark.parametrize(
    ("hidden", "total", "taken"),
    [
        ((), 1020, True),
        (("WY",), 1007, False),
        (("WY", "SD"), 985, True),
        (("WY", "SD"), 980 + 18, False),
        (("WY", "SD"), 980 + 2, False),
        (("WY", "SD", "ND"), 960 + 19, True),
    ],
)
def test_a_total_that_would_tell_a_suppressed_count_is_left_out(hidden, total, taken):
    release = parse(full(20, [total], hidden=hidden))
    assert national(release) == ({5: total} if taken else {})
    left_out = "total of 2019-05 left out: a suppressed count would follow from it"
    assert (left_out in release.note) is not taken
    assert (len(release.restates) == 1) is not hidden
    places = {span.place for span in release.restates}
    assert not {f"US-{letters}" for letters in hidden} & places
    assert ("US" in places) is (taken and bool(hidden))


def test_an_export_that_hides_nothing_has_every_state():
    text = full(20, []).replace("Show Zero Values: False", "Show Zero Values: True")
    text = text.replace("Show Suppressed: False", "Show Suppressed: True")
    assert len(parse(text).rows) == 51
    cut = re.sub(r"[^\n]*Wyoming[^\n]*\n", "", text)
    assert "the table: 1 rows are missing; expected 51 states in each of 1 months" in refusal(cut)


def test_totals_of_a_state_or_of_a_year_are_checked_and_not_taken():
    row = "Total\t2024 (provisional)\t2024\t\t\tAlabama\t1\t{}\tNot Applicable\tNot Applicable\r\n---"
    assert len(parse(edited(PROVISIONAL, "---", row.format(143))).rows) == 4
    assert "found a total of 142; expected 143 to 143" in refusal(edited(PROVISIONAL, "---", row.format(142)))
    whole = edited(PROVISIONAL, "---", "Total\t2023 \t2023\t\t\t\t\t{}\tNot Applicable\tNot Applicable\r\n---")
    assert len(parse(whole.format(300)).rows) == 4
    assert "expected 109 to 559" in refusal(whole.format(560))


NATIONAL = re.sub(
    r"(?s)^.*?\r?\n---",
    "Notes\tMonth\tMonth Code\tDeaths\tPopulation\tCrude Rate\r\n\tJan., 2018\t2018/01\t5,500\t\t\r\n---",
    UCD,
    count=1,
).replace("Group By: Month; Residence State", "Group By: Month")


def test_months_of_the_nation_alone_are_read_and_say_nothing_of_the_states():
    release = parse(NATIONAL.replace("Year/Month: 2018", "Year/Month: Jan., 2018"))
    assert release.rows[["place", "value"]].to_numpy().tolist() == [["US", 5500]]
    assert [(span.place, span.period.label) for span in release.restates] == [("US", "2018-01")]


def test_an_age_adjusted_rate_beside_the_counts_changes_nothing():
    rated = UCD.replace("Crude Rate", "Crude Rate\tAge Adjusted Rate", 1).replace(
        "Applicable\r\n", "Applicable\t9.9\r\n"
    )
    rated = rated.replace(
        "Calculate Rates Per", "Standard Population: 2000 U.S. Std. Population\r\nCalculate Rates Per"
    )
    assert parse(rated).rows.equals(parse(UCD).rows)


def test_where_only_suppressed_rows_are_hidden_a_row_that_is_not_there_is_suppressed():
    release = parse(full(20, [], hidden=("WY",)).replace("Show Zero Values: False", "Show Zero Values: True"))
    assert len(release.rows) == 51
    assert release.rows.set_index("place").loc["US-WY", "status"] == "suppressed"


def test_where_rows_are_hidden_a_state_that_is_not_there_keeps_what_was_published(tmp_path):
    store = Store(tmp_path)
    later = re.sub(r"(?m)^Total\t[^\n]*\n", "", UCD).replace("Apr 21, 2025", "May 21, 2025")
    later = re.sub(r"[^\n]*Alaska[^\n]*\n", "", later).replace("Show Totals: True", "Show Totals: Disabled")
    pipeline.add(store, SOURCE, [Document("a", UCD.encode())], today=date(2026, 9, 1), accept=True)
    pipeline.add(store, SOURCE, [Document("b", later.encode())], today=date(2026, 9, 1), accept=True)
    rows = table.as_of(store.load().table, date(2025, 5, 21)).set_index(["place", "period_end"])
    assert rows.loc[("US-AK", "2018-01-31"), "status"] == "final"
    assert rows.loc[("US", "2018-01-31"), "value"] == 700
    assert rows.loc[("US-AL", "2018-01-31"), "value"] == 56


def as_pandas_reads(path):
    """Every count by (place, month), read without the reader; ``US`` where a total is one of a month."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next(at for at, line in enumerate(lines) if line.strip().strip('"') == "---")
    frame = pd.read_csv(path, sep="\t", nrows=end - 1, dtype=str, keep_default_na=False)
    frame = frame[frame["Month Code"] != ""].rename(columns=lambda name: name.replace("Residence ", ""))
    names = {name: f"US-{letters}" for name, letters in STATES.values()} | {"": "US"}
    months = pd.to_datetime(frame["Month Code"], format="%Y/%m").dt.date
    values = pd.to_numeric(frame["Deaths"].replace("Suppressed", None))
    return dict(zip(zip(frame["State"].map(names), months, strict=True), values.fillna(-1), strict=True)), len(frame)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_cell_is_as_pandas_reads_it(path):
    rows = parse(path.read_bytes()).rows
    expected, count = as_pandas_reads(path)
    keys = zip(rows["place"], rows["period_start"].dt.date, strict=True)
    assert len(rows) == count == len(expected)
    assert dict(zip(keys, rows["value"].fillna(-1), strict=True)) == expected
    assert (rows["value"].isna() == (rows["status"] == "suppressed")).all()
