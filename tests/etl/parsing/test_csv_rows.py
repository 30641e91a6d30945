"""Rows come with the line they begin on; what is wrong with a file is said with its line, in one wording."""

import pytest

from etl.core.errors import InvalidDocument
from etl.parsing.csv_rows import column_key, csv_lines, csv_rows, duplicates, full_rows, single_spaced

TABLE = "the table of deaths"


def rows(text, *required):
    """The rows of a text, and the problems of those that are not as wide as the header."""
    problems = []
    return list(csv_rows("a.csv", text, required, problems, expected=TABLE)), problems


def refusal(text, *required):
    with pytest.raises(InvalidDocument) as refused:
        rows(text, *required)
    assert refused.value.file == "a.csv"
    return list(refused.value.problems)


def test_a_row_has_its_line_and_its_cells_by_the_key_of_the_column():
    text = 'Date Type,Deaths\r\n "over\r\ntwo lines" , 1 \r\n\r\nb,2\r\n'.replace(' "', '"').replace('" ', '"')
    assert rows(text, "date_type") == (
        [
            (2, {"datetype": "over\r\ntwo lines", "deaths": "1"}),
            (5, {"datetype": "b", "deaths": "2"}),
        ],
        [],
    )


def test_columns_may_stand_in_any_order_with_others_beside():
    assert rows("x,b,a\n1,2,3\n", "A", "B")[0] == [(2, {"x": "1", "b": "2", "a": "3"})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,c\n", ["line 1: found the columns a, c, without B; expected the table of deaths"]),
        ("\n\na,c\n", ["line 3: found the columns a, c, without B; expected the table of deaths"]),
        ("", ["line 1: found the columns , without A, B; expected the table of deaths"]),
        ("a,b,B,a,c\n", [f"line 1: found the column {name} more than once; expected it once" for name in "abB"]),
        (
            "a,a\n",
            [
                "line 1: found the columns a, a, without B; expected the table of deaths",
                "line 1: found the column a more than once; expected it once",
            ],
        ),
        ('a,b\n1,"2', ["line 2: not well-formed CSV (unexpected end of data)"]),
        ('a,b\n1,"2"x\n', ["line 2: not well-formed CSV (',' expected after '\"')"]),
    ],
)
def test_another_table_is_refused(text, expected):
    assert refusal(text, "A", "B") == expected


def test_columns_without_a_name_may_stand_beside_each_other():
    assert rows("a,,\n1,,\n", "a")[0] == [(2, {"a": "1", "": ""})]


def test_rows_of_another_width_are_problems_and_the_others_are_read():
    data, problems = rows("a,b\n1\n2,3\n4,5,6\n", "a")
    assert data == [(3, {"a": "2", "b": "3"})]
    assert problems == [
        "line 2: found 1 cells; expected 2, as in the header",
        "line 4: found 3 cells; expected 2, as in the header (a cell that contains the separator needs quotes)",
    ]


def test_lines_are_read_with_another_delimiter_and_cells_as_asked():
    assert list(csv_lines("a.csv", "a\t b \n", delimiter="\t", clean=str)) == [(1, ["a", " b "])]
    assert list(csv_lines("a.csv", "a, b  c\u00a0\n", clean=single_spaced)) == [(1, ["a", "b c"])]


def test_blank_lines_are_passed_over_and_in_a_table_lines_of_empty_cells_too():
    assert list(csv_lines("a.csv", "a\n\n,\n")) == [(1, ["a"]), (3, ["", ""])]
    problems = []
    assert list(full_rows(2, iter([(2, ["1", ""]), (3, ["", ""]), (4, ["", "", ""])]), problems)) == [(2, ["1", ""])]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "delimiter", "message"),
    [
        ("a;b\n1;2\n", ",", "line 1: cells are separated by semicolons; expected commas"),
        ("a;b\n1;4,567\n", ",", "line 1: cells are separated by semicolons; expected commas"),
        ("a\tb\n", ",", "line 1: cells are separated by tabs; expected commas"),
        ("a,b\n", "\t", "line 1: cells are separated by commas; expected tabs"),
    ],
)
def test_another_separator_is_named(text, delimiter, message):
    with pytest.raises(InvalidDocument, match=message):
        list(csv_lines("a.csv", text, delimiter=delimiter))


def test_a_separator_in_one_cell_of_several_is_none():
    assert list(csv_lines("a.csv", "a;b,c\n")) == [(1, ["a;b", "c"])]
    assert list(csv_lines("a.csv", "a\n1;2\n")) == [(1, ["a"]), (2, ["1;2"])]


def test_a_key_leaves_out_what_publishers_vary():
    assert {column_key(name) for name in ("Date Type", "date_type", "DateType", "date-type")} == {"datetype"}
    assert column_key("Période (année)") == "périodeannée"


def test_an_item_that_stands_twice_comes_with_the_first():
    items = ["a1", "b1", "a2", "a3", "b1"]
    assert list(duplicates(items, lambda item: item[0])) == [("a2", "a1"), ("a3", "a1"), ("b1", "b1")]
    assert list(duplicates(items[:2], lambda item: item[0])) == []
