"""The CDC's table in every layout, what is refused of it, and, where they are at hand, the files of the past."""

import csv
import io
import json
import random
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.errors import InvalidDocument
from etl.core.model import Period, VintageBasis
from etl.core.source import Document
from etl.sources.us_cdc_vsrr import SOURCE, codes
from etl.sources.us_cdc_vsrr.reader import NAMES
from etl.store import ledger, table
from etl.store.files import PROJECT_DATA_DIR, Store
from tests.examples import examples

FIXTURES = Path(__file__).parents[2] / "fixtures" / "us-cdc-vsrr"
REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "cdc-vsrr"
BROWSER = [name for name in NAMES.values() if name != "Data As Of"]
FINAL = "Numbers may differ from published reports using final data. See Technical Notes."
OPEN = "Underreported due to incomplete data."
OVERDOSE = "Number of Drug Overdose Deaths"
MONTHS = list(codes.MONTHS)
JURISDICTIONS = tuple(state for state in codes.PLACES if state != "PR")


def row(state="US", year=2018, month="July", indicator=OVERDOSE, value="68,734", **cells):
    """One row of the table with made-up figures."""
    has_prediction = indicator not in {"Number of Deaths", "Percent with drugs specified"}
    return {
        "State": state,
        "Year": str(year),
        "Month": month,
        "Period": "12 month-ending",
        "Indicator": indicator,
        "Data Value": value,
        "Percent Complete": "100",
        "Percent Pending Investigation": "0.25",
        "State Name": "",
        "Footnote": OPEN,
        "Footnote Symbol": "*",
        "Predicted Value": "70,490" if has_prediction else "",
    } | {name.replace("_", " "): cell for name, cell in cells.items()}


def written(rows, columns=BROWSER, line_end="\n"):
    """The rows as CSV text."""
    text = io.StringIO()
    csv.writer(text, lineterminator=line_end).writerows([columns, *([row[name] for name in columns] for row in rows)])
    return text.getvalue()


def document(content, **details):
    """A document of text or bytes."""
    return Document("table.csv", content if isinstance(content, bytes) else content.encode(), **details)


def parsed(content, **details):
    """The one release in a document."""
    (release,) = SOURCE.parse(document(content, **details))
    return release


def refusal(content, **details):
    """Why a document is refused."""
    with pytest.raises(InvalidDocument) as refused:
        SOURCE.parse(document(content, **details))
    assert refused.value.file == "table.csv"
    return "\n".join(refused.value.problems)


def figures(release, measure="overdose-deaths-12m-reported"):
    """The values of a measure by place, group and last month."""
    rows = release.rows[release.rows["measure"] == measure]
    return {
        (row.place, row.group, f"{row.period_end:%Y-%m}"): None if pd.isna(row.value) else row.value
        for row in rows.itertuples()
    }


def whole(*, months=2, seed=0, states=JURISDICTIONS, indicators=tuple(codes.INDICATORS)):
    """A release of every jurisdiction and indicator."""
    dice = random.Random(seed)
    for state in states:
        for month in MONTHS[:months]:
            for indicator in indicators:
                value = "97.5" if indicator.startswith("Percent") else str(dice.randrange(10, 60000))
                yield row(state, 2019, month, indicator, value, Predicted_Value="")


@pytest.mark.parametrize("name", ["browser-2019.csv", "portal-2017.csv", "joined-headers-2018.csv", "api-2026.csv"])
def test_every_layout_gives_its_cells(name):
    content = (FIXTURES / name).read_bytes()
    assert_as_in_file(content, parsed(content))


def test_the_numbers_are_those_of_the_file():
    release = parsed((FIXTURES / "portal-2017.csv").read_bytes())
    pending = figures(release, "overdose-deaths-12m-percent-pending")
    assert pending["US-NY-NYC", "all", "2017-05"] == 0.0941028858
    assert figures(release)["US-NY-NYC", "drug:T43.6", "2017-05"] == 0.0
    assert ("US-AK", "all", "2017-05") not in figures(release, "overdose-deaths-12m-percent-complete")
    assert "percent complete of 1 places and months left out: no number but 99+" in release.note


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("Heroin (T40.1)", "drug:T40.1"),
        ("Natural & semi-synthetic opioids (T40.2)", "drug:T40.2"),
        ("Methadone (T40.3)", "drug:T40.3"),
        ("Synthetic opioids, excl. methadone (T40.4)", "drug:T40.4"),
        ("Cocaine (T40.5)", "drug:T40.5"),
        ("Psychostimulants with abuse potential (T43.6)", "drug:T43.6"),
        ("Natural & semi-synthetic opioids, incl. methadone (T40.2, T40.3)", "drug:T40.2-T40.3"),
        ("Natural & semi-synthetic opioids, incl. methadone (T40.2,T40.3)", "drug:T40.2-T40.3"),
        ("Natural, semi-synthetic, & synthetic opioids, incl. methadone (T40.2-T40.4)", "drug:T40.2-T40.4"),
        ("Opioids (T40.0-T40.4,T40.6)", "drug:T40.0-T40.4+T40.6"),
        ("number of drug overdose deaths", "all"),
    ],
)
def test_each_indicator_has_its_group(label, group):
    release = parsed(written([row(indicator=label)]))
    assert figures(release) == {("US", group, "2018-07"): 68734.0}
    assert figures(release, "overdose-deaths-12m-predicted") == {("US", group, "2018-07"): 70490.0}


def test_a_figure_is_of_twelve_months():
    release = parsed(written([row(), row(year=2019, month="February"), row(year=2017, month="December")]))
    starts = release.rows["period_start"].dt.date
    ends = release.rows["period_end"].dt.date
    labels = {Period(start, end).label for start, end in zip(starts, ends, strict=True)}
    assert labels == {"2017-08/2018-07", "2018-03/2019-02", "2017"}


def test_new_york_is_without_its_city():
    release = parsed(written([row("NY", value="3,231"), row("YC", value="3,344"), row("PR", value="400"), row("DC")]))
    assert {place for place, _, _ in figures(release)} == {"US-NY-REST", "US-NY-NYC", "US-PR", "US-DC"}


def test_final_years_are_final_and_estimates_never():
    release = parsed(written([row(), row(year=2016, Footnote=FINAL, Footnote_Symbol="**")]))
    reported = release.rows[release.rows["measure"] == "overdose-deaths-12m-reported"]
    predicted = release.rows[release.rows["measure"] == "overdose-deaths-12m-predicted"]
    assert list(reported["status"]) == ["final", "provisional"]
    assert list(predicted["status"]) == ["provisional", "provisional"]


def test_what_is_withheld_is_null_and_what_is_empty_is_not_stated():
    low = row(
        "AK", indicator="Heroin (T40.1)", value="", Footnote=f"{OPEN}  Data suppressed (<10).", Predicted_Value=""
    )
    poor = row("AL", value="", Footnote=f"{OPEN} Data not shown due to low data quality.", Predicted_Value="11")
    silent = row("AR", value="", Predicted_Value="")
    release = parsed(written([row(), low, poor, silent]))
    assert figures(release) == {
        ("US", "all", "2018-07"): 68734.0,
        ("US-AK", "drug:T40.1", "2018-07"): None,
        ("US-AL", "all", "2018-07"): None,
    }
    assert figures(release, "overdose-deaths-12m-predicted") == {
        ("US", "all", "2018-07"): 70490.0,
        ("US-AK", "drug:T40.1", "2018-07"): None,
        ("US-AL", "all", "2018-07"): 11.0,
    }
    suppressed = release.rows[release.rows["value"].isna()]
    assert set(suppressed["status"]) == {"suppressed"}


@pytest.mark.parametrize("bound", ["99+", "99.5+", ">99.5", "<90"])
def test_a_bound_of_completeness_is_left_out_with_the_reason(bound):
    release = parsed(written([row(), row("AK", Percent_Complete=bound)]))
    assert figures(release, "overdose-deaths-12m-percent-complete") == {("US", "all", "2018-07"): 100.0}
    assert f"percent complete of 1 places and months left out: no number but {bound}" in release.note


@pytest.mark.parametrize(
    ("year", "month", "vintage"),
    [
        (2017, "May", "2017-12-31"),
        (2018, "September", "2019-04-30"),
        (2019, "February", "2019-09-30"),
        (2021, "April", "2021-11-30"),
        (2021, "October", "2022-03-31"),
        (2023, "November", "2024-04-30"),
        (2026, "January", "2026-06-30"),
    ],
)
def test_the_newest_period_tells_the_release(year, month, vintage):
    release = parsed(written([row(year=2015, Footnote=FINAL), row(year=year, month=month)]))
    assert (release.vintage, release.vintage_basis) == (date.fromisoformat(vintage), VintageBasis.CONTENT)


@pytest.mark.parametrize(
    ("details", "vintage", "how"),
    [
        ({"no_later_than": date(2020, 6, 5)}, date(2019, 2, 28), VintageBasis.CONTENT),
        ({"no_later_than": date(2019, 2, 28)}, date(2019, 2, 28), VintageBasis.CONTENT),
        ({"no_later_than": date(2019, 2, 14)}, date(2019, 2, 14), VintageBasis.UPPER_BOUND),
        ({"published_on": date(2019, 2, 13)}, date(2019, 2, 13), VintageBasis.PUBLISHER),
        (
            {"published_on": date(2019, 3, 13), "no_later_than": date(2019, 2, 1)},
            date(2019, 3, 13),
            VintageBasis.PUBLISHER,
        ),
    ],
)
def test_what_is_known_of_the_day(details, vintage, how):
    release = parsed(written([row()]), **details)
    assert (release.vintage, release.vintage_basis) == (vintage, how)


@pytest.mark.parametrize(
    "clipped", [row(year=2022, Footnote=FINAL, Footnote_Symbol="**"), row(year=2016, Footnote="", Footnote_Symbol="")]
)
def test_a_file_without_the_newest_months_does_not_tell_its_day(clipped):
    message = refusal(written([clipped]))
    assert f"no 12 months later than those ending July {clipped['Year']}, which do not tell the day" in message
    assert "give the day with --published" in message
    bound = parsed(written([clipped]), no_later_than=date(2026, 1, 3))
    assert (bound.vintage, bound.vintage_basis) == (date(2026, 1, 3), VintageBasis.UPPER_BOUND)


def test_a_whole_release_restates_everything():
    release = parsed(written(whole()))
    assert [str(span) for span in release.restates] == [
        "overdose-deaths-12m-reported * * 2018-02/2019-02",
        "all-deaths-12m-reported * * 2018-02/2019-02",
        "drugs-specified-12m-percent * * 2018-02/2019-02",
        "overdose-deaths-12m-percent-complete * all 2018-02/2019-02",
        "overdose-deaths-12m-percent-pending * all 2018-02/2019-02",
    ]
    assert release.note == "1272 rows: 53 jurisdictions, 12 indicators (whole release)"
    assert release.title == (
        "VSRR Provisional Drug Overdose Death Counts, 12 months ending January 2019 to February 2019"
    )


def test_a_whole_release_with_estimates_restates_them_and_with_bounds_not_the_percentages():
    rows = list(whole())
    for cells in rows[:12]:
        cells["Percent Complete"] = "99.5+"
    rows[1]["Predicted Value"] = "60000"
    measures = {span.measure: str(span.period.label) for span in parsed(written(rows)).restates}
    assert measures["overdose-deaths-12m-predicted"] == "2018-02/2019-01"
    assert "overdose-deaths-12m-percent-complete" not in measures
    assert "overdose-deaths-12m-percent-pending" in measures


def test_puerto_rico_may_be_there_or_not_in_a_whole_release():
    rows = [*whole(), row("PR", 2019, "February", Predicted_Value="")]
    assert "54 jurisdictions, 12 indicators (whole release)" in parsed(written(rows)).note


def test_one_whole_indicator_restates_its_group():
    release = parsed(written(whole(indicators=[OVERDOSE])))
    assert {(span.measure, span.place, span.group) for span in release.restates} == {
        ("overdose-deaths-12m-reported", "*", "all"),
        ("overdose-deaths-12m-percent-complete", "*", "all"),
        ("overdose-deaths-12m-percent-pending", "*", "all"),
    }
    assert "in part, 1 of them whole" in release.note


@pytest.mark.parametrize(
    "part",
    [
        list(whole())[12:],
        list(whole())[24:],
        [cells for cells in whole(months=3) if cells["Month"] != "february"],
        list(whole(states=["US", "YC"])),
    ],
    ids=["a month short", "a place short", "a month left out", "two places"],
)
def test_a_part_restates_nothing(part):
    release = parsed(written(part))
    assert release.restates == ()
    assert "in part, 0 of them whole" in release.note


def test_columns_not_known_are_said_and_not_read():
    cells = row() | {"Unnamed: 0": "7", ":id": "row-x"}
    release = parsed(written([cells], [*BROWSER, "Unnamed: 0", ":id"]))
    assert release.note.endswith("columns not read: Unnamed: 0, :id")


def test_without_footnotes_it_says_so():
    release = parsed(written([row()], [name for name in BROWSER if not name.startswith("Footnote")]))
    assert "without the footnotes: nothing is marked as final or withheld" in release.note


def test_words_not_known_beside_a_figure_are_said():
    assert "footnotes not known: Counted twice." in parsed(written([row(Footnote="Counted twice.")])).note


def test_the_layout_of_autumn_2018_has_no_kind_of_period():
    without = [name for name in BROWSER if name != "Period"]
    assert figures(parsed(written([row()], without))) == {("US", "all", "2018-07"): 68734.0}


def test_rows_of_nothing_are_passed_over():
    text = written([row()]) + ",".join("" for _ in BROWSER) + "\n"
    assert figures(parsed(text)) == {("US", "all", "2018-07"): 68734.0}


DRAWN = [*BROWSER, "Data As Of"]


def test_the_day_that_a_table_states_is_that_of_the_release():
    rows = [row() | {"Data As Of": day} for day in ("2019-03-06",)]
    release = parsed(written(rows, DRAWN))
    assert (release.vintage, release.vintage_basis) == (date(2019, 3, 6), VintageBasis.ASSUMED)
    assert release.warnings == ()
    later = parsed(written(rows, DRAWN), published_on=date(2019, 3, 13))
    assert (later.vintage, later.vintage_basis, later.warnings) == (date(2019, 3, 13), VintageBasis.PUBLISHER, ())
    assert parsed(written(rows, DRAWN), published_on=date(2019, 3, 3)).warnings == (
        "given as published on 2019-03-03, but the table's own Data As Of is 2019-03-06: 3 days before that",
    )
    assert "had by 2019-03-01" in refusal(written(rows, DRAWN), no_later_than=date(2019, 3, 1))
    two = [row() | {"Data As Of": "2019-03-06"}, row("OH") | {"Data As Of": "03/07/2019"}]
    assert "found 2019-03-06 and 2019-03-07; expected one day" in refusal(written(two, DRAWN))


def test_a_footnote_on_what_a_page_does_not_show_is_doubted_and_the_figure_taken():
    note = "Jurisdiction-specific values not shown for 2023 due to incomplete reporting"
    release = parsed(written([row("DC", value="4,567", Footnote=note), row()]))
    assert figures(release)["US-DC", "all", "2018-07"] == 4567
    assert len(release.warnings) == 1
    assert note in release.warnings[0]
    assert parsed(written([row("DC", value="", Footnote=note), row()])).warnings == ()


def test_large_figures_that_are_gone_beside_a_prediction_are_doubted():
    release = parsed(written([row(value="", Predicted_Value="1,000"), row("OH", value="", Predicted_Value="999")]))
    assert [text.partition(";")[0] for text in release.warnings] == [
        "reported figures that are empty beside a prediction of 1,000 or more: 1, the first of US, July 2018"
    ]


@pytest.mark.parametrize("count", [999, 1000, 1001])
def test_one_page_of_the_api_is_no_table(count):
    months = [(year, month) for year in range(2015, 2026) for month in MONTHS]
    rows = [row(state, year, month.title()) for state in JURISDICTIONS for year, month in months][:count]
    if count == 1000:
        assert "found exactly 1,000 rows, one page of the API" in refusal(written(rows))
    else:
        assert len(figures(parsed(written(rows)))) == count


def test_json_takes_numbers_and_omitted_nulls():
    objects = [
        {"state": "US", "year": 2018, "month": "July", "period": "12 month-ending", "indicator": OVERDOSE}
        | {"data_value": 68734.0, "percent_pending_investigation": 0.145535, "predicted_value": None},
    ]
    release = parsed(json.dumps(objects))
    assert figures(release) == {("US", "all", "2018-07"): 68734.0}
    assert figures(release, "overdose-deaths-12m-percent-pending") == {("US", "all", "2018-07"): 0.145535}
    assert len(release.rows) == 2


STACKED = [row(value="67719"), row(value="67319")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (written(STACKED), f"lines 2, 3: found US, July 2018, {OVERDOSE} more than once ('67719' and '67319')"),
        (
            written([row(), row()]),
            "figures of 1 indicators, places and months are stated more than once: two releases in one file?",
        ),
        (
            written([row(indicator="Opioids (T40.0-T40.4|T40.6)")]),
            (
                "found 'Opioids (T40.0-T40.4|T40.6)'; expected an indicator as the publisher spells it, such as "
                "'Opioids (T40.0-T40.4,T40.6)'"
            ),
        ),
        (written([row("ZZ"), row("ZZ", 2017)]), "line 2 and 1 more, State: found 'ZZ'; expected the two letters"),
        (written([row(value="88.0952381")]), "Data Value: found '88.0952381'; expected a whole number of deaths"),
        (written([row(value="-1")]), "found '-1'; expected a whole number"),
        (written([row(value="67,71")]), "found '67,71'; expected a whole number"),
        (
            written([row(indicator="Percent with drugs specified", value="1,250")]),
            "found '1,250'; expected a percentage from 0 to 100",
        ),
        (written([row(month="7")]), "Month: found '7'; expected the name of a month"),
        (written([row(year="18")]), "Year: found '18'; expected a year of four digits"),
        (written([row(Period="month")]), "Period: found 'month'; expected '12 month-ending'"),
        (written([row(Percent_Complete="soon")]), "Percent Complete: found 'soon'; expected a percentage"),
        (written([row(Percent_Pending_Investigation="101")]), "found '101'; expected a percentage from 0 to 100"),
        (written([row(value="7", Footnote="Data suppressed (<10).")]), "found '7' for US, July 2018"),
        (written([row(value="", Footnote="Lost.")]), "found 'Lost.'"),
        (written([row(indicator="Number of Deaths", Predicted_Value="9")]), "expected predicted values of drug over"),
        (
            written([row(), row(indicator="Heroin (T40.1)", Percent_Complete="98")]),
            "Percent Complete: found '98' for US, July 2018, Heroin (T40.1); expected the same percentage",
        ),
        (written([row()], BROWSER[:4]), "line 1: found no column 'Data Value'"),
        (written([row()], [*BROWSER, "State"]), "found the column 'State' more than once"),
        (written([row() | {"Data Vlue": "1"}], [*BROWSER[:4], "Data Vlue"]), "(there is 'Data Vlue')"),
        ("county,deaths\nAdams,12\n", "expected the table xkb8-kh2a of data.cdc.gov"),
        (written([]), "found no rows of figures"),
        ("[]", "found no rows of figures"),
        (" ", "the file is empty"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "found an HTML page"),
        (written([row()]).encode("utf-16"), "is not UTF-8 text"),
        ('{"error": true, "message": "Rate limited"}', "found a JSON object that says 'Rate limited'"),
        ('[{"state": "US"', "expected well-formed JSON, not cut short"),
        ("[1]", "object 1: expected an object of texts and numbers"),
        ('[{"state": ["US"]}]', "object 1: expected an object of texts and numbers"),
        (written([row(value="", Predicted_Value="")]), "expected at least one"),
    ],
)
def test_what_cannot_be_read_safely_is_refused(content, message):
    if "at least one" in message:
        bare = [name for name in BROWSER if not name.startswith("Percent")]
        content = written([row(value="", Predicted_Value="")], bare)
    assert message in refusal(content)


def test_all_that_is_wrong_is_said_at_once():
    message = refusal(written([row("ZZ", "18", "7", "Overdoses")]))
    assert [line.split(":")[0] for line in message.splitlines()] == [
        "line 2, State",
        "line 2, Year",
        "line 2, Month",
        "line 2, Indicator",
    ]


def test_a_last_line_cut_short_anywhere_is_refused():
    text = written([row(year=2017), row(year=2018, value="68,734", Predicted_Value="70,490")]).rstrip("\n")
    cuts = range(1, len(text.splitlines()[-1]))
    assert len(cuts) > 60
    assert all(refusal(text[:-cut]) for cut in cuts)


def test_a_footnote_cut_short_is_refused():
    ten = (FIXTURES / "portal-2017.csv").read_text(encoding="utf-8")
    assert "the text is cut short" in refusal(ten.rstrip("\n")[:-20])


@examples(30)
@given(order=st.randoms(use_true_random=False), line_end=st.sampled_from(["\n", "\r\n"]), bom=st.booleans())
def test_the_order_of_columns_and_rows_and_the_spelling_do_not_matter(order, line_end, bom):
    rows = list(csv.DictReader(io.StringIO((FIXTURES / "browser-2019.csv").read_text(encoding="utf-8-sig"))))
    straight = parsed(written(rows))
    spellings = {name: order.choice([name, name.replace(" ", ""), name.lower().replace(" ", "_")]) for name in BROWSER}
    columns = order.sample(BROWSER, len(BROWSER))
    shuffled = [
        {spellings[name]: plain(cell, order) for name, cell in cells.items()} for cells in order.sample(rows, len(rows))
    ]
    text = written(shuffled, [spellings[name] for name in columns], line_end)
    again = parsed(("\ufeff" if bom else "") + text)
    pd.testing.assert_frame_equal(again.rows, straight.rows)
    assert (again.vintage, again.vintage_basis, again.title, again.restates) == (
        straight.vintage,
        straight.vintage_basis,
        straight.title,
        straight.restates,
    )
    nulls_left_out = [{key: cell for key, cell in cells.items() if cell} for cells in shuffled]
    pd.testing.assert_frame_equal(parsed(json.dumps(nulls_left_out)).rows, straight.rows)


def plain(cell, order):
    """A number with or without its thousands separators."""
    bare = cell.replace(",", "")
    return bare if bare.isdigit() and order.random() < 0.5 else cell


def test_a_release_enters_the_table():
    first, second = parsed(written(whole(seed=1))), parsed(written(whole(seed=2, months=3)))
    rows = table.append_rows(table.empty(), learned(table.empty(), first))
    rows = table.append_rows(rows, learned(rows, second))
    assert not table.differs_from(rows, first)
    assert not table.differs_from(rows, second)


def learned(rows, release):
    return table.rows_added_by(
        rows, ledger.restated_spans(ledger.empty()), release, release_id=str(release.vintage), edition=1
    )


def assert_as_in_file(content, release):
    """Every cell of the file against the release, by a reading of the file that shares nothing with the parser's."""
    cells = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    cells.columns = cells.columns.str.lower().str.replace("[ _]", "", regex=True)
    end = pd.to_datetime(cells["month"] + " " + cells["year"], format="%B %Y") + pd.offsets.MonthEnd(0)
    place = ("US-" + cells["state"]).replace({"US-US": "US", "US-NY": "US-NY-REST", "US-YC": "US-NY-NYC"})
    drug = cells["indicator"].str.extract(r"\((T.*)\)")[0].str.replace(", ", "-").str.replace(",", "+")
    label = {
        "Number of Deaths": "all-deaths-12m-reported",
        "Percent with drugs specified": "drugs-specified-12m-percent",
    }
    keys = {"place": place, "group": ("drug:" + drug).fillna("all"), "period_end": end}
    reported = pd.DataFrame(
        {
            "measure": cells["indicator"].map(label).fillna("overdose-deaths-12m-reported"),
            **keys,
            "text": cells["datavalue"],
        }
    )
    parts = [reported]
    if "predictedvalue" in cells:
        predicted = reported.assign(measure="overdose-deaths-12m-predicted", text=cells["predictedvalue"])
        parts.append(predicted[reported["measure"] == "overdose-deaths-12m-reported"])
    for measure, column in (("complete", "percentcomplete"), ("pending", "percentpendinginvestigation")):
        quality = reported.assign(measure=f"overdose-deaths-12m-percent-{measure}", group="all", text=cells[column])
        parts.append(quality[~quality["text"].str.endswith("+")])
    footnote = cells.get("footnote", pd.Series("", index=cells.index))
    withheld = footnote.str.contains("suppressed|not shown")
    expected = pd.concat([part.assign(withheld=withheld) for part in parts])
    expected = expected[(expected["text"] != "") | expected["withheld"]]
    numbers = expected["text"].str.replace(",", "").replace("", "nan").astype(float)
    key = ["measure", "place", "group", "period_end"]
    asked = expected.assign(number=numbers)[[*key, "number"]].drop_duplicates()
    numbers = release.rows.assign(number=release.rows["value"].astype(float))[[*key, "number"]]
    both = asked.merge(numbers, on=[*key], how="outer", suffixes=("_file", "_release"), indicator=True)
    assert len(both) == len(asked) == len(numbers)
    assert (both["_merge"] == "both").all()
    same = (both["number_file"] == both["number_release"]) | (
        both["number_file"].isna() & both["number_release"].isna()
    )
    assert same.all()
    suppressed = release.rows["status"] == "suppressed"
    assert (suppressed == release.rows["value"].isna()).all()


JULY_2018 = {
    "2019-04-30__info201a-kathylamb": (67985, 70348),
    "2019-07-11__bwsi-hadr": (68249, 70246),
    "2019-10-12__linmck": (68734, 70490),
    "2024-05-06__lildefon_NDOD_subset": (68728, 69604),
}
TYPED = FIXTURES / "transcribed.csv"
# Small files always, and the publisher's own wherever they lie beside the project.
FILES = [
    *sorted(path for path in FIXTURES.glob("*.csv") if not path.name.endswith(".expected.csv") and path != TYPED),
    *sorted(path for path in REFERENCE.glob("VSRR_committed_*.csv")),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_gives_its_own_figures(path):
    name = path.stem.removeprefix("VSRR_committed_")
    bound = date.fromisoformat(name[:10]) if name[:2] == "20" else date(2026, 11, 24)
    content = path.read_bytes()
    release = parsed(content, no_later_than=bound)
    assert release.vintage <= bound
    assert_as_in_file(content, release)
    if name in JULY_2018:
        key = ("US", "all", "2018-07")
        values = figures(release)[key], figures(release, "overdose-deaths-12m-predicted")[key]
        assert values == JULY_2018[name]


def shipped(name):
    """The releases in a transcribed file that ships, by day."""
    path = PROJECT_DATA_DIR / "transcribed" / name
    return {str(release.vintage): release for release in SOURCE.parse(Document(path.name, path.read_bytes()))}


@pytest.fixture(scope="module")
def typed():
    """The country, as copied by hand."""
    return shipped("us-cdc-vsrr.csv")


@pytest.fixture(scope="module")
def derived():
    """The states but New York, as derived by others."""
    (release,) = shipped("us-cdc-vsrr-states.csv").values()
    return release


def test_the_copies_that_ship_state_the_country_and_the_states_without_new_york(typed, derived):
    assert {day: (release.vintage_basis, len(release.rows)) for day, release in typed.items()} == {
        "2025-09-17": (VintageBasis.UPPER_BOUND, 124 * 4),
        "2026-02-14": (VintageBasis.UPPER_BOUND, 129 * 4),
    }
    assert (str(derived.vintage), derived.vintage_basis, len(derived.rows)) == (
        "2025-09-17",
        VintageBasis.UPPER_BOUND,
        124 * 50,
    )
    places = set(derived.rows["place"])
    assert places == codes.EVERYWHERE - {"US", "US-NY-REST", "US-NY-NYC"}
    assert len({span.place for span in derived.restates}) == len(places)
    assert all("copied by hand from a public copy" in release.title for release in typed.values())
    assert "derived" in derived.title


def test_the_national_figures_as_each_copy_has_them(typed):
    key = ("US", "all", "2025-04")
    reported = {day: figures(release)[key] for day, release in typed.items()}
    predicted = {day: figures(release, "overdose-deaths-12m-predicted")[key] for day, release in typed.items()}
    assert reported == {"2025-09-17": 73690, "2026-02-14": 75180}
    assert predicted == {"2025-09-17": 76516, "2026-02-14": 76448}


def test_what_the_states_leave_of_the_country_is_new_york(typed, derived):
    rows = pd.concat([typed["2025-09-17"].rows, derived.rows])
    reported = rows[rows["measure"] == "overdose-deaths-12m-reported"]
    by_place = reported.pivot_table(index="period_end", columns="place", values="value", aggfunc="sum")
    new_york = by_place["US"] - by_place.drop(columns="US").sum(axis=1)  # all that is left out
    assert new_york.between(2000, 7000).all()


@pytest.mark.skipif(not REFERENCE.exists(), reason="the copies are not beside the project")
@pytest.mark.parametrize("day", ["2025-09-17", "2026-02-14"])
def test_every_cell_copied_by_hand_is_held(typed, day):
    (path,) = REFERENCE.glob(f"VSRR_{day}__*_transcribed.csv")
    cells = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    for column, measure in {
        "data_value": "overdose-deaths-12m-reported",
        "predicted_value": "overdose-deaths-12m-predicted",
        "percent_complete": "overdose-deaths-12m-percent-complete",
        "percent_pending": "overdose-deaths-12m-percent-pending",
    }.items():
        country = {key: value for key, value in figures(typed[day], measure).items() if key[0] == "US"}
        assert country == {
            ("US", "all", f"{cell['year']}-{int(cell['month']):02}"): float(cell[column]) for cell in cells
        }


@pytest.mark.skipif(not REFERENCE.exists(), reason="the copies are not beside the project")
def test_every_cell_derived_by_state_is_held(derived):
    (path,) = REFERENCE.glob("VSRR_committed_2025-10-14__*_derived.json")
    values = figures(derived)
    names = Store().load().places
    states = codes.EVERYWHERE - {"US", "US-NY-REST", "US-NY-NYC"}
    by_name = sorted(states, key=lambda place: names[place].name["en"])  # the order of their FIPS codes
    of_states = [
        months for fips, months in sorted(json.loads(path.read_text(encoding="utf-8")).items()) if fips != "36"
    ]  # New York's adds up two
    for place, months in zip(by_name, of_states, strict=True):
        for label, cell in months.items():
            year, name = label.split("-")
            assert values[place, "all", f"{year}-{codes.MONTHS[name.lower()]:02}"] == cell["mort"], (place, label)


@pytest.mark.parametrize(
    ("label", "new"),
    [
        ("Xylazine (T46.5)", True),
        ("Number of Drug Overdose Deaths", False),
        ("Number of drug overdose death", False),  # misspelt
        ("Opioids (T40.0-T40.4|T40.6)", False),  # edited
        ("Any opioid (T40.0-T40.4,T40.6)", False),  # another name for the same codes
        ("Fentanyl-related (T40.4)", False),
    ],
)
def test_a_new_indicator_is_told_from_a_known_one_misspelt(label, new):
    assert codes.is_new(label) is new


def test_a_new_indicator_is_left_out_and_doubted():
    added = row("US", "2018", "July", "Xylazine (T46.5)")
    release = parsed(written([row("US", "2018", "July", "Number of Deaths"), added]), published_on=date(2019, 4, 30))
    assert set(release.rows["group"]) == {"all"}
    assert release.warnings == ("'Xylazine (T46.5)' is an indicator not known here, and was left out",)
