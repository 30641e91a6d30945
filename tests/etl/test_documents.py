"""Bytes as text, or what came instead."""

import pytest

from etl.documents import capped, text_of
from etl.errors import Refused
from etl.model import Document


def test_text_is_given_without_its_byte_order_mark():
    assert text_of(Document("a.csv", b"\xef\xbb\xbfa,b\n")) == "a,b\n"
    assert text_of(Document("a.csv", "é <html> is a word here\n".encode())).startswith("é")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"a,\xff\n", "byte 2 is not UTF-8 text"),
        (b"<!DOCTYPE html><html></html>", "found an HTML page"),
        (b"\n<!-- a --> <!-- b -->\n<HTML>", "found an HTML page"),
    ],
)
def test_what_is_no_text_of_figures_is_refused(content, said):
    with pytest.raises(Refused, match=said):
        text_of(Document("a.csv", content))


def test_many_comments_take_no_longer():
    assert text_of(Document("a.csv", b"<!---->" * 2000 + b"x")).endswith("x")  # tried in turn, it would not end


def test_a_long_list_of_problems_is_cut_short():
    assert capped(["a"] * 20) == ["a"] * 20
    assert capped(["a"] * 23) == [*["a"] * 20, "and 3 more"]
