"""Bytes as text, or what came instead."""

from datetime import date

import pytest

from etl.core.columns import RELEASE_ROW_COLUMNS
from etl.core.errors import InvalidDocument
from etl.core.model import Period, Status, VintageBasis
from etl.core.source import Document
from etl.parsing.documents import StatedValue, decode, limit, to_frame, vintage_from_content


def test_text_is_given_without_its_byte_order_mark():
    assert decode(Document("a.csv", b"\xef\xbb\xbfa,b\n")) == "a,b\n"
    assert decode(Document("a.csv", "é <html> is a word here\n".encode())).startswith("é")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"a,\xff\n", "byte 2 is not UTF-8 text"),
        (b"a,b\n1,2\0\n", r"line 2: found the control character U\+0000; expected text"),
        (b"a,b\n1,\x1b[31m\n", r"line 2: found the control character U\+001B; expected text"),
        (b"<!DOCTYPE html><html></html>", "found an HTML page"),
        (b"\n<!-- a --> <!-- b -->\n<HTML>", "found an HTML page"),
    ],
)
def test_what_is_no_text_of_figures_is_refused(content, message):
    with pytest.raises(InvalidDocument, match=message):
        decode(Document("a.csv", content))


def test_many_comments_take_no_longer():
    assert decode(Document("a.csv", b"<!---->" * 2000 + b"x")).endswith("x")  # tried in turn, it would not end


def test_a_long_list_of_problems_is_cut_short():
    assert limit(["a"] * 20) == ["a"] * 20
    assert limit(["a"] * 23) == [*["a"] * 20, "and 3 more"]


def test_statements_are_the_rows_of_a_release():
    rows = to_frame(
        [
            StatedValue("deaths", "CA-BC", Period.month(2020, 7), 175),
            StatedValue("deaths", "CA-YT", Period.year(2020), None, Status.SUPPRESSED, group="sex:male"),
        ]
    )
    assert list(rows.columns) == RELEASE_ROW_COLUMNS
    assert rows["value"].isna().tolist() == [False, True]
    assert rows["status"].tolist() == ["provisional", "suppressed"]
    assert rows["group"].tolist() == ["all", "sex:male"]
    assert to_frame([]).empty


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        (None, (date(2022, 9, 30), VintageBasis.CONTENT, "it tells the release of September 2022")),
        (date(2022, 9, 30), (date(2022, 9, 30), VintageBasis.CONTENT, "it tells the release of September 2022")),
        (
            date(2022, 9, 29),
            (
                date(2022, 9, 29),
                VintageBasis.UPPER_BOUND,
                "it tells the release of September 2022; the file was had by 2022-09-29",
            ),
        ),
    ],
)
def test_a_month_told_by_the_content_counts_as_its_last_day_or_the_day_of_the_file(bound, expected):
    document = Document("a.csv", b"", no_later_than=bound)
    assert vintage_from_content(document, Period.month(2022, 9), "it tells") == expected
