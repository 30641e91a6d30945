"""Workbooks and CSV for Excel: the same cells as elsewhere, and no text that Excel would run."""

import csv
import io
from datetime import date
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import RequestError
from dashboard.export import spreadsheets
from dashboard.export.spreadsheets import to_excel_csv, to_xlsx
from dashboard.i18n import get_locale
from tests.examples import examples

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
NAMESPACE = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ROWS = pd.DataFrame(
    {
        "place_name": pd.Series(["Québec", "=1+1", None], dtype="str"),
        "period_end": pd.Series([date(2020, 7, 31), None, date(2020, 8, 31)], dtype="object"),
        "vintage": pd.to_datetime(pd.Series(["2020-08-25", None, "2020-09-23"])),
        "value": pd.Series([175, None, 0.5], dtype="Float64"),
        "like_for_like": pd.Series([-0.1, None, 2], dtype="object"),
    }
)


def sheet(content, number=1):
    """The cells of a sheet, by their addresses: their texts or numbers, and which of them are formulas."""
    book = ZipFile(io.BytesIO(content))
    shared = [
        "".join(item.itertext()) for item in ET.fromstring(book.read("xl/sharedStrings.xml")).findall("s:si", NAMESPACE)
    ]
    cells = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).iterfind(".//s:c", NAMESPACE)
    values = {}
    for cell in cells:
        assert cell.find("s:f", NAMESPACE) is None
        value = cell.findtext("s:v", namespaces=NAMESPACE)
        values[cell.get("r")] = shared[int(value)] if cell.get("t") == "s" else float(value)
    return values


def days_since_1900(day):
    return float((day - date(1899, 12, 30)).days)


def test_a_workbook_has_texts_days_and_numbers_as_such():
    cells = sheet(to_xlsx(ROWS, ENGLISH, {}))
    assert [cells[f"{column}1"] for column in "ABCDE"] == list(ROWS)
    assert [cells[f"{column}2"] for column in "ABCDE"] == [
        "Québec", days_since_1900(date(2020, 7, 31)), days_since_1900(date(2020, 8, 25)), 175, -0.1,
    ]  # fmt: skip
    assert cells["A3"] == "=1+1"
    assert not {"B3", "C3", "D3", "E3", "A4"} & set(cells)
    assert cells["D4"] == 0.5


def test_a_workbook_says_what_it_is():
    cells = sheet(to_xlsx(ROWS, FRENCH, {"title": "Décès", "terms": ["a", "b"]}), 2)
    assert cells == {"A1": "title", "B1": "Décès", "A2": "terms", "B2": "a\nb"}


def test_headings_are_in_the_language():
    headings = ["nom_région", "fin_période", "publié_le", "valeur", "variation_à_délai_égal"]
    cells = sheet(to_xlsx(ROWS, FRENCH, {}))
    assert [cells[f"{column}1"] for column in "ABCDE"] == headings
    assert to_excel_csv(ROWS, FRENCH).decode("utf-8-sig").partition("\r\n")[0].split(";") == headings


def test_a_workbook_is_the_same_bytes_each_time():
    assert to_xlsx(ROWS, ENGLISH, {"a": "b"}) == to_xlsx(ROWS.copy(), ENGLISH, {"a": "b"})


def test_csv_begins_with_a_byte_order_mark_and_keeps_numbers():
    content = to_excel_csv(ROWS, ENGLISH)
    assert content.startswith(b"\xef\xbb\xbfplace_name,")
    told = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert told[1:] == [
        ["Québec", "2020-07-31", "2020-08-25", "175", "-0.1"],
        ["'=1+1", "", "", "", ""],
        ["", "2020-08-31", "2020-09-23", "0.5", "2"],
    ]


def test_french_excel_reads_numbers_with_a_comma():
    """It takes a comma for what stands before decimals, and needs a semicolon between cells."""
    content = to_excel_csv(ROWS.assign(place_name=["a;b", "1,5", None]), FRENCH).decode("utf-8-sig")
    told = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert told[1:] == [
        ["a;b", "2020-07-31", "2020-08-25", "175", "-0,1"],
        ["1,5", "", "", "", ""],
        ["", "2020-08-31", "2020-09-23", "0,5", "2"],
    ]


@examples(40)
@given(st.text(min_size=1, max_size=12))
def test_no_text_of_csv_begins_as_a_formula_does(text):
    content = to_excel_csv(pd.DataFrame({"note": pd.Series([text], dtype="str"), "value": [1]}), ENGLISH)
    (_, (cell, _)) = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text.removeprefix("'")


def test_too_many_rows_are_refused_for_a_workbook(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MAX_WORKBOOK_ROWS", 2)
    with pytest.raises(RequestError, match="2 rows at most, and these are 3: choose some by places"):
        to_xlsx(ROWS, ENGLISH, {})
