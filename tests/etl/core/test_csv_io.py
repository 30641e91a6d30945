"""Tables as CSV and back: nothing is lost, whatever stands in a text."""

import csv
import io
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core import columns, csv_io
from etl.core.errors import InvalidDocument
from etl.store import table
from tests.examples import examples

DTYPES = {"name": "str", "day": columns.DATE_DTYPE, "value": "Float64", "count": "int64", "note": "str"}
HOSTILE = st.text(st.sampled_from("\r\n\",;\t =-+@#'\\\u2028\ufeffaé😀"), max_size=8)
TEXTS = HOSTILE | st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(["", "NA", "nan", "null", "1.0"])
VALUES = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 10**6).map(float)
DAYS = st.none() | st.dates()


def frame(names, days, values, counts, notes):
    cells = dict(zip(DTYPES, (names, days, values, counts, notes), strict=True))
    return pd.DataFrame({name: pd.Series(list(cells[name]), dtype=dtype) for name, dtype in DTYPES.items()})


ROWS = st.lists(st.tuples(TEXTS, DAYS, VALUES, st.integers(-(2**63), 2**63 - 1), TEXTS), max_size=6)


def frames():
    return ROWS.map(lambda rows: frame(*(zip(*rows, strict=True) if rows else [()] * len(DTYPES))))


@examples(100)
@given(frames(), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_reads_back_the_same(sample, line_end):
    text = csv_io.to_csv(sample, line_end=line_end)
    pd.testing.assert_frame_equal(csv_io.read_csv("told.csv", text.encode(), DTYPES), sample)


@examples(100)
@given(frames(), st.sampled_from(["\n", "\r\n"]))
def test_every_other_reader_sees_the_same_cells(sample, line_end):
    text = csv_io.to_csv(sample, line_end=line_end)
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == list(DTYPES)
    assert [(row[0], row[3], row[4]) for row in rows] == [
        (row.name, str(row.count), row.note) for row in sample.rename_axis("at").itertuples(index=False, name="Row")
    ]
    assert text.endswith(line_end)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (175.0, "175"),
        (0.0, "0"),
        (-5.1, "-5.1"),
        (0.324, "0.324"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-7, "1e-07"),
        (1e15, "1000000000000000"),
    ],
)
def test_whole_numbers_are_whole(value, text):
    assert csv_io.format_number(value) == text
    assert csv_io.to_csv(pd.DataFrame({"v": pd.Series([value], dtype="Float64")})) == f"v\n{text}\n"


def test_a_null_is_empty_and_never_zero():
    sample = frame(["a", "b"], [pd.Timestamp(2020, 8, 25), None], [None, 0.0], [1, 2], ["", "NA"])
    assert csv_io.to_csv(sample) == "name,day,value,count,note\na,2020-08-25,,1,\nb,,0,2,NA\n"
    read = csv_io.read_csv("t.csv", csv_io.to_csv(sample).encode(), DTYPES)
    assert read["value"].isna().tolist() == [True, False]
    assert read["note"].tolist() == ["", "NA"]


def test_an_empty_frame_keeps_its_header_and_types():
    assert csv_io.to_csv(table.empty()) == ",".join(columns.COLUMNS) + "\n"
    pd.testing.assert_frame_equal(
        csv_io.read_csv("t.csv", csv_io.to_csv(table.empty()).encode(), columns.DTYPES), table.empty()
    )


def test_columns_are_taken_by_name_and_others_left():
    read = csv_io.read_csv("t.csv", b"other,count,name\r\nx,7,y\r\n", {"name": "str", "count": "int64"})
    assert read.to_dict("list") == {"name": ["y"], "count": [7]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not readable as CSV in UTF-8"),
        (b"name,count\n\xff,1\n", "not readable as CSV in UTF-8"),
        (b'name,count\n"a,1\n', "not readable as CSV in UTF-8"),
        (b"name,count\na,1\nb,2,3\n", "not readable as CSV in UTF-8"),
        (
            b"name,count,day,value\na,1,,,3\nb,2,,,3\n",
            "more cells in a row than the header names; expected name, count",
        ),
        (b"name\na\n", "columns missing: count, day, value; expected name, count, day, value"),
        (b"name,count,day,value\na,1.5,,\n", "line 2, column count: found '1.5', expected a whole number"),
        (b"name,count,day,value\na,,,\n", "line 2, column count: found '', expected a whole number"),
        (b"name,count,day,value\na,99999999999999999999,,\n", "line 2, column count: found '99999999999999999999'"),
        (b"name,count,day,value\na,1,,\na,1,2020-02-30,\n", "line 3, column day: found '2020-02-30', expected a day"),
        (b"name,count,day,value\na,1,25/08/2020,\n", "line 2, column day: found '25/08/2020', expected a day such as"),
        (b"name,count,day,value\na,1,,many\n", "line 2, column value: found 'many', expected a number or nothing"),
        (
            b"name,count,day,value\na,x,,many\n",
            "expected a whole number\n  - line 2, column value",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(content, message):
    dtypes = {"name": "str", "count": "int64", "day": columns.DATE_DTYPE, "value": "Float64"}
    with pytest.raises(InvalidDocument, match=r"^folder/told\.csv: refused\n") as refusal:
        csv_io.read_csv("folder/told.csv", content, dtypes)
    assert message in str(refusal.value)


def test_records_are_plain_values():
    sample = frame(["a", "b"], [pd.Timestamp(2020, 8, 25), None], [175.0, None], [1, 2], ["é", ""])
    assert csv_io.to_records(sample) == [
        {"name": "a", "day": "2020-08-25", "value": 175, "count": 1, "note": "é"},
        {"name": "b", "day": None, "value": None, "count": 2, "note": ""},
    ]
    assert csv_io.to_json(csv_io.to_records(sample)).startswith('[{"name": "a", "day": "2020-08-25", "value": 175, ')
    assert json.loads(csv_io.to_json(csv_io.to_records(sample)))[0]["note"] == "é"


def test_records_keep_fractions():
    assert csv_io.to_records(pd.DataFrame({"v": [0.5, 2.0]})) == [{"v": 0.5}, {"v": 2}]


@pytest.mark.parametrize(
    "content", [b"code,name_en\nCA,Canada\n", b'\xef\xbb\xbfcode,"name_en"\r\nCA,Canada\r\n', b"code,name_en"]
)
def test_the_names_of_the_columns_alone(content):
    assert csv_io.header(content) == ["code", "name_en"]


def test_nothing_has_no_columns():
    assert csv_io.header(b"") == []
    assert csv_io.header(b"\xff\xfe") != []


@pytest.mark.parametrize("day", ["0000-01-01", "-2020-01-01"])
def test_a_day_before_the_year_1_is_refused(day):
    with pytest.raises(InvalidDocument, match=f"line 3, column day: found '{day}', expected a day such as 2020-08-25"):
        csv_io.read_csv("t.csv", f"day\n2020-08-25\n{day}\n".encode(), {"day": columns.DATE_DTYPE})


@pytest.mark.parametrize("content", [b"a\rb,c\n1,2\n", "x" * 200_000])
def test_a_first_line_that_is_no_csv_has_no_columns(content):
    assert csv_io.header(content) == []


@examples(100)
@given(frames(), st.sampled_from(["\n", "\r\n"]))
def test_it_is_written_as_the_standard_library_writes_it(sample, line_end):
    numbers = sample["value"].map(csv_io.format_number, na_action="ignore").astype("object")
    plain = sample.assign(
        value=numbers, day=[None if pd.isna(day) else day.date().isoformat() for day in sample["day"]]
    )
    expected = io.StringIO(newline="")
    writer = csv.writer(expected, lineterminator="\r\n")
    writer.writerow(plain.columns)
    writer.writerows([None if pd.isna(cell) else cell for cell in row] for row in plain.itertuples(index=False))
    text = csv_io.to_csv(sample, line_end=line_end)
    assert list(csv.reader(io.StringIO(text, newline=""))) == list(
        csv.reader(io.StringIO(expected.getvalue(), newline=""))
    )
    if line_end == "\r\n":
        assert text == expected.getvalue()


def test_cells_of_several_types_stay_what_they_are():
    mixed = pd.DataFrame({"cell": pd.Series([1, True, 1.5, "1", None, ""], dtype="object")})
    assert csv_io.to_csv(mixed) == 'cell\n1\nTrue\n1.5\n1\n""\n""\n'
