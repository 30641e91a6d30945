import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.errors import InvalidDocument
from etl.core.model import Measure, Period, PeriodKind, RestatedSpan, Unit, VintageBasis
from etl.core.source import Document
from etl.parsing import transcribed
from etl.parsing.transcribed import OPTIONAL_COLUMNS, REQUIRED_COLUMNS, VALUE_COLUMNS
from etl.sources.ca_bc_coroners import SOURCE

ROOT = Path(__file__).parents[3]
FIXTURE = (ROOT / "tests" / "fixtures" / "ca-bc-coroners" / "transcribed.csv").read_bytes()
TEXTS = {"en": "deaths"}
PERCENT = Measure("p-year", PeriodKind.YEAR, TEXTS, Unit.PERCENT, TEXTS, TEXTS, TEXTS, TEXTS)
RATE = Measure("r-year", PeriodKind.YEAR, TEXTS, Unit.RATE, TEXTS, TEXTS, TEXTS, TEXTS)
MEASURES = (
    *(Measure(f"d-{kind.value}", kind, TEXTS, Unit.DEATHS, TEXTS, TEXTS, TEXTS, TEXTS) for kind in PeriodKind),
    PERCENT,
    RATE,
)
TYPED = replace(SOURCE, id="test", place="CA-BC", measures=MEASURES)
ROW = {
    "period": "2020-05",
    "deaths": "170",
    "published_on": "2020-06-11",
    "date_known": "press",
    "restates": "partial",
    "source_title": "A story",
    "source_url": "https://example.org/story",
}


def written(*rows: dict[str, str], columns: list[str] | None = None) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def parse(content: bytes, published: date | None = None):
    return transcribed.parse(Document("typed.csv", content, published), TYPED)


def problems(content: bytes) -> list[str]:
    with pytest.raises(InvalidDocument) as refused:
        parse(content)
    assert str(refused.value).startswith("typed.csv: refused\n")
    return list(refused.value.problems)


def figures(release) -> list[tuple[str, str, int]]:
    return [
        (row.measure, Period(row.period_start.date(), row.period_end.date()).label, int(row.value))
        for row in release.rows.itertuples()
    ]


def test_one_release_per_day_of_publication():
    first, second, third = SOURCE.parse(Document("bc.csv", FIXTURE))
    assert (first.vintage, first.vintage_basis, first.title) == (
        date(2020, 6, 11),
        VintageBasis.PRESS,
        "Invented story one",
    )
    assert figures(first) == [("unregulated-deaths-month", "2020-05", 170)]
    assert (second.vintage, second.vintage_basis) == (date(2020, 7, 31), VintageBasis.MONTH_ONLY)
    assert (second.title, second.url) == ("Invented story two; Invented story three", "https://example.org/two")
    assert second.restates == ()
    assert len(figures(second)) == 3
    assert third.vintage_basis is VintageBasis.UPPER_BOUND  # the weakest of its rows
    months = Period.months(2020, 5, 2020, 7)
    assert third.restates == (RestatedSpan("unregulated-deaths-month", months, "CA-BC", "all"),)
    assert third.note == "posting date; seen that day"


def test_rows_are_what_the_table_takes():
    (release,) = parse(written(ROW))
    (row,) = release.rows.to_dict("records")
    assert row["measure"] == MEASURES[0].id
    assert (row["place"], row["group"], row["value"], row["status"]) == ("CA-BC", "all", 170.0, "provisional")
    assert (row["period_start"].date(), row["period_end"].date()) == (date(2020, 5, 1), date(2020, 5, 31))
    assert release.rows["value"].dtype == "Float64"


def test_columns_in_any_order_with_a_byte_order_mark_and_blank_lines():
    columns = [*reversed(ROW), "confidence"]
    content = b"\xef\xbb\xbf" + written(ROW, columns=columns).replace(b"\n", b"\r\n\r\n")
    assert figures(parse(content + b" ,,,,,,,\r\n")[0]) == [("d-month", "2020-05", 170)]


@pytest.mark.parametrize(
    ("measure", "period", "label"),
    [
        ("d-month", "2020-07", "2020-07"),
        ("d-quarter", "2020-Q2", "2020-Q2"),
        ("d-quarter", "2020-04/2020-06", "2020-Q2"),
        ("d-year", "2019", "2019"),
        ("d-ytd", "2020-01/2020-07", "2020-01/2020-07"),
        ("d-ytd", "2020-01", "2020-01"),
        ("d-12m", "2018-08/2019-07", "2018-08/2019-07"),
    ],
)
def test_periods_that_fit_their_measure(measure, period, label):
    (release,) = parse(written(ROW | {"measure": measure, "period": period, "published_on": "2020-09-01"}))
    assert figures(release) == [(measure, label, 170)]


@pytest.mark.parametrize(
    ("change", "column", "expected"),
    [
        ({"period": "2023-01-02"}, "period", r"'2023-01-02'; expected a month such as 2023-02: .*year-day-month"),
        ({"period": "May 2020"}, "period", "'May 2020'; expected YYYY-MM, YYYY-Qn, YYYY or YYYY-MM/YYYY-MM"),
        ({"period": "2020-05/2020-04"}, "period", "expected YYYY-MM"),
        ({"period": "2020-13"}, "period", "expected YYYY-MM"),
        ({"period": ""}, "period", "''; expected YYYY-MM"),
        ({"period": "2019"}, "period", "expected one month, which is what d-month counts over"),
        ({"measure": "d-quarter"}, "period", "expected a calendar quarter"),
        ({"measure": "d-quarter", "period": "2020-02/2020-04"}, "period", "expected a calendar quarter"),
        ({"measure": "d-year", "period": "2018-08/2019-07"}, "period", "expected a calendar year"),
        ({"measure": "d-ytd", "period": "2019"}, "period", "expected January to a month before December"),
        ({"measure": "d-ytd", "period": "2020-02/2020-05"}, "period", "expected January to a month before December"),
        ({"measure": "d-12m"}, "period", "expected twelve months"),
        ({"measure": "deaths"}, "measure", "'deaths'; expected one of d-month, d-quarter, d-year, d-ytd, d-12m"),
        ({"place": "CA-BX"}, "place", "'CA-BX'; expected CA-BC, a place in it such as CA-BC-X, or nothing for CA-BC"),
        ({"place": "CA-BCX"}, "place", "'CA-BCX'; expected CA-BC"),
        ({"place": "CA-BC-"}, "place", "'CA-BC-'; expected CA-BC"),
        ({"place": "CA-BC-x y"}, "place", "'CA-BC-x y'; expected CA-BC"),
        ({"place": "ca-bc"}, "place", "'ca-bc'; expected CA-BC"),
        ({"group": "male"}, "group", "'male'; expected all, a group such as sex:male or age:30-39, or nothing for all"),
        ({"group": "sex:"}, "group", "'sex:'; expected all, a group"),
        ({"group": "age: 30"}, "group", "'age: 30'; expected all, a group"),
        ({"deaths": "1,204"}, "deaths", "'1,204'; expected a whole number of 0 or more, without separators"),
        ({"deaths": "-1"}, "deaths", "'-1'; expected a whole number"),
        ({"deaths": "1.5"}, "deaths", "expected a whole number"),
        ({"deaths": ""}, "deaths", "''; expected a whole number"),
        ({"published_on": "11 June 2020"}, "published_on", "expected YYYY-MM-DD, or YYYY-MM"),
        ({"published_on": "2020-06-31"}, "published_on", "'2020-06-31'; expected"),
        ({"published_on": "2020-06"}, "published_on", "expected YYYY-MM-DD; a month alone goes with .*'month only'"),
        ({"date_known": "month only"}, "published_on", "expected YYYY-MM, because date_known is 'month only'"),
        (
            {"period": "2020-05", "published_on": "2020-05-30"},
            "published_on",
            "expected a day on or after 2020-05-31, when the period",
        ),
        ({"date_known": "rumour"}, "date_known", "'rumour'; expected one of publisher, press, content, fetch, upper"),
        ({"restates": "all"}, "restates", "'all'; expected whole or partial"),
        (
            {"measure": "d-ytd", "period": "2020-01/2020-04", "restates": "whole"},
            "restates",
            "expected partial: totals of d-ytd overlap",
        ),
        ({"source_title": " "}, "source_title", "expected the title of what was read"),
        ({"source_url": "example.org"}, "source_url", "expected an address that begins with http"),
    ],
)
def test_a_wrong_cell_is_named(change, column, expected):
    plain = ROW | {"measure": "", "place": "", "group": ""}
    (problem,) = problems(written(plain, plain | {"period": "2020-04"} | change))
    assert problem.startswith(f"line 3, column {column}: found ")
    assert re.search(expected, problem)


def test_all_problems_are_listed_at_once_and_capped():
    bad = ROW | {"deaths": "", "restates": "", "source_url": ""}
    assert [problem.split(":")[0] for problem in problems(written(bad))] == [
        "line 2, column deaths",
        "line 2, column restates",
        "line 2, column source_url",
    ]
    assert problems(written(ROW) + b"2020-04,1\n" + written(bad).splitlines()[1])[0].startswith("line 3: found 2 cells")
    listed = problems(written(*[bad] * 10))
    assert len(listed) == 21
    assert listed[-1] == "and 10 more"


def test_month_only_counts_as_its_last_day():
    for day in ("2020-06", "2020-06-30"):
        (release,) = parse(written(ROW | {"published_on": day, "date_known": "month only"}))
        assert (release.vintage, release.vintage_basis) == (date(2020, 6, 30), VintageBasis.MONTH_ONLY)


def test_repeated_figure_is_refused():
    (problem,) = problems(written(ROW, ROW | {"period": "2020-05/2020-05", "deaths": "171"}))
    assert problem == (
        "line 3, column period: found 2020-05 of d-month CA-BC all published on 2020-06-11 again; expected once "
        "(line 2 has it)"
    )


def test_rows_of_a_day_and_series_agree():
    other = ROW | {"period": "2020-04", "date_known": "publisher", "restates": "whole"}
    whole, date_known = problems(written(ROW, other))
    assert whole == ("line 3, column restates: found 'whole'; expected 'partial' as in line 2, the same series and day")
    assert date_known.startswith("line 3, column date_known: found 'publisher'; expected 'press'")


@pytest.mark.parametrize(
    ("measure", "periods", "gap"),
    [
        ("d-month", ["2019-11", "2020-01"], "2019-12"),
        ("d-quarter", ["2019-Q2", "2019-Q4"], "2019-09"),
        ("d-year", ["2017", "2019"], "2018-12"),
        ("d-12m", ["2018-08/2019-07", "2018-10/2019-09"], "2019-08"),
    ],
)
def test_gap_in_a_whole_release_is_refused(measure, periods, gap):
    rows = [ROW | {"measure": measure, "period": period, "restates": "whole"} for period in periods]
    (problem,) = problems(written(*rows))
    assert (
        f"{measure} CA-BC all published on 2020-06-11 is whole but has no figure for the period ending {gap}" in problem
    )
    assert parse(written(*(row | {"restates": "partial"} for row in rows)))[0].restates == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\n", "the file is empty"),
        (b"\n<html><body>Not found</body></html>", "line 1: found an HTML page; expected the data file"),
        (b"period,deaths\xe9", "byte 13 is not UTF-8 text; expected a file saved as UTF-8"),
        (b"period,deaths\n", "line 1: column published_on is missing"),
        (b"period,value\n", "line 1: column published_on is missing"),
        (written(ROW | {"county": "x"}), "line 1: found column 'county'; expected only period, published_on"),
        (written(ROW | {"value": "170"}), "line 1: found the columns deaths and value; expected one of the two"),
        (b"period,published_on\n2020-05,2020-06-11\n", "line 1: column deaths is missing; expected the columns period"),
        (b"deaths," + written(ROW), "line 1: column deaths stands 2 times; expected once"),
        (written(ROW).splitlines(keepends=True)[0], "line 2: the file has a header and no rows"),
        (written(ROW) + b"2020-04,1\n", "line 3: found 2 cells; expected 7, as in the header"),
        (written(ROW) + b'2020-04,"1\n', "not well-formed CSV"),
    ],
)
def test_files_of_another_shape_are_refused(content, problem):
    assert any(problem in line for line in problems(content))


def test_a_day_given_with_the_file_is_refused():
    with pytest.raises(
        InvalidDocument, match="states the day of every figure; leave --published and --no-later-than out"
    ):
        parse(written(ROW), date(2020, 6, 11))


def test_content_tells_a_transcribed_file():
    for column in VALUE_COLUMNS:
        assert transcribed.is_transcribed(",".join((*REQUIRED_COLUMNS, column, *OPTIONAL_COLUMNS)))
        assert transcribed.is_transcribed(f"period,{column}")
    assert not transcribed.is_transcribed("State,Year,Month,Period,Indicator,Data Value")
    assert not transcribed.is_transcribed("DeathYear,Month,Frequency")


def percent(value: str, **cells: str) -> dict[str, str]:
    """A percentage in the column of values."""
    row = {name: cell for name, cell in ROW.items() if name != "deaths"}
    return row | {"measure": "p-year", "period": "2019", "value": value} | cells


@pytest.mark.parametrize("value", ["0", "29", "99.5", "0.14317835599", "100", "100.0"])
def test_a_percentage_may_have_decimals(value):
    (release,) = parse(written(percent(value)))
    assert release.rows["value"].tolist() == [float(value)]


@pytest.mark.parametrize("value", ["", "100.1", "1e1", "-1", "29%", ".5", "29.", "1,5"])
def test_what_is_no_percentage_is_refused(value):
    (problem,) = problems(written(percent(value)))
    assert problem == f"line 2, column value: found {value!r}; expected a percentage from 0 to 100"


@pytest.mark.parametrize("value", ["0", "27.8", "134.75", "100000"])
def test_a_rate_may_have_decimals(value):
    (release,) = parse(written(percent(value, measure="r-year")))
    assert release.rows["value"].tolist() == [float(value)]


@pytest.mark.parametrize("value", ["", "-1", "27.", ".5", "1,5", "1e1", "100000.1", "absent"])
def test_what_is_no_rate_is_refused(value):
    (problem,) = problems(written(percent(value, measure="r-year")))
    assert problem == f"line 2, column value: found {value!r}; expected a rate from 0 to 100,000, without separators"


def test_a_count_in_the_column_of_values_is_whole():
    (problem,) = problems(written(percent("170.0", measure="d-year")))
    assert problem.startswith("line 2, column value: found '170.0'; expected a whole number of 0 or more")
    (release,) = parse(written(percent("170", measure="d-year")))
    assert release.rows["value"].tolist() == [170.0]


def test_a_row_names_its_place_and_its_group():
    rows = [
        ROW | {"place": "", "group": ""},
        ROW | {"place": "CA-BC-vancouver-coastal", "group": "all"},
        ROW | {"place": "CA-BC", "group": "age:80+"},
        ROW | {"place": "", "group": "drug:T40.2-T40.4"},
    ]
    (release,) = parse(written(*rows))
    assert list(release.rows[["place", "group"]].itertuples(index=False, name=None)) == [
        ("CA-BC", "all"),
        ("CA-BC-vancouver-coastal", "all"),
        ("CA-BC", "age:80+"),
        ("CA-BC", "drug:T40.2-T40.4"),
    ]


def test_each_place_and_group_is_whole_or_not_by_itself():
    years = [percent("29", period=year, place="CA-BC-north", restates="whole") for year in ("2017", "2018")]
    others = [percent("29", period=year, restates="whole") for year in ("2016", "2017")]
    part = [percent("29", period=year, group="sex:male") for year in ("2015", "2018")]
    rows = [{"place": "", "group": ""} | row for row in (*years, *others, *part)]
    (release,) = parse(written(*rows))
    assert [str(span) for span in release.restates] == [
        "p-year CA-BC all 2016-01/2017-12",
        "p-year CA-BC-north all 2017-01/2018-12",
    ]
    (gap,) = problems(written(*rows, rows[0] | {"period": "2015"}))
    assert "p-year CA-BC-north all published on 2020-06-11 is whole but has no figure for the period ending 2016" in gap
    repeated, differing = problems(written(*rows, rows[0] | {"restates": "partial"}))
    assert "found 2017 of p-year CA-BC-north all published on 2020-06-11 again" in repeated
    assert "found 'partial'; expected 'whole' as in line 2" in differing


@given(
    st.dictionaries(
        st.tuples(st.dates(date(2020, 1, 1), date(2099, 1, 1)), st.dates(date(1990, 1, 1), date(2019, 12, 31))),
        st.integers(0, 99_999),
        min_size=1,
        max_size=30,
    )
)
def test_figures_written_and_read_are_the_same(deaths_by_key):
    table = {(day, f"{month:%Y-%m}"): deaths for (day, month), deaths in deaths_by_key.items()}
    rows = [
        ROW | {"published_on": day.isoformat(), "period": period, "deaths": str(deaths)}
        for (day, period), deaths in table.items()
    ]
    read = {
        (release.vintage, period): deaths for release in parse(written(*rows)) for _, period, deaths in figures(release)
    }
    assert read == table


def test_the_history_that_ships():
    path = ROOT / "data" / "transcribed" / "ca-bc-coroners.csv"
    releases = SOURCE.parse(Document(path.name, path.read_bytes()))
    months = [row for release in releases for row in figures(release) if row[0] == "unregulated-deaths-month"]
    assert len(months) == 1461
    assert len({period for _, period, _ in months}) == 174
    assert sum(any(row[0] == "unregulated-deaths-month" for row in figures(release)) for release in releases) == 90
    whole = [release.vintage for release in releases if release.restates]
    assert (len(whole), min(whole), max(whole)) == (10, date(2022, 5, 3), date(2026, 8, 11))
    july = {
        release.vintage: value for release in releases for _, period, value in figures(release) if period == "2020-07"
    }
    assert (july[date(2020, 8, 25)], july[date(2023, 1, 31)], july[date(2026, 8, 11)]) == (175, 185, 186)
