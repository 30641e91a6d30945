"""Numbers in a text."""

import pytest

from etl.claims.drafts.numbers import find_numbers, number_of


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,365 and 175", [1365, 175]),
        ("1 202 et 5,6", [1202, 5.6]),
        ("16 047 décès", [16047]),
        ("31.5% and -15 and (+4)", [31.5, -15, 4]),
        ("1.3 million, 110k", [1_300_000, 110_000]),
        ("two hundred and ten", [210]),
        ("fifty-four; one thousand two hundred and six", [54, 1206]),
        ("cent soixante-quinze", [175]),
        ("mille deux cents, quatre-vingt-dix-sept, soixante et onze", [1200, 97, 71]),
        ("deux mille deux cent vingt-quatre", [2224]),
        ("two dozen", [24]),
        ("five and six", [5, 6]),
        ("15 per cent, quinze pour cent", [15, 15]),
    ],
)
def test_a_number_is_read_in_either_language_as_numerals_or_words(text, values):
    assert [number.value for number in find_numbers(text)] == values


NONE = "3rd|COVID-19|9-8-8|604-555-0142|2020-08-25|11:40|19h|2.5g|12-month|24/7|A1|#5|one|٣|½|hundreds"


@pytest.mark.parametrize("text", [*NONE.split("|"), "1" * 40, "hundred " * 20])
def test_a_part_of_something_else_is_none(text):
    assert find_numbers(text) == []


@pytest.mark.parametrize("words", ["five six", "ten eleven", "vingt trente", "seven twenty"])
def test_words_that_make_no_number_are_none(words):
    assert number_of(words) is None
