"""Figures before and after in words: zero, withheld, withdrawn and not held are never taken for each other."""

from datetime import date

import pytest

from dashboard.i18n import get_locale
from dashboard.text.differences import changes_sentence, count_kinds, difference_text, figure_phrase, value_text
from etl.store.differences import Change, changes_between, diff
from tests.dashboard import made
from tests.dashboard.made import figure

ENGLISH, FRENCH = get_locale("en"), get_locale("fr")
WITHDRAWN = {"status": "withdrawn", "edition": 2}


def changed(before, after, **later):
    """The row of one figure that was the one and is the other; an empty tuple stands for no figure held."""
    sides = [
        made.holdings([figure("2020-07", day, value, **more)] if value != () else []).table
        for day, value, more in (("2020-08-25", before, {}), ("2020-09-23", after, later))
    ]
    (row,) = diff(*sides, date(2020, 8, 25)).to_dict("records")
    return row


@pytest.mark.parametrize(
    ("row", "phrase", "difference"),
    [
        (changed(175, 178), "July 2020: 178, before 175", "+3"),
        (changed(1178, 0), "July 2020: 0, before 1,178", "−1,178"),
        (changed((), 0), "July 2020: 0, new to this archive", ""),
        (changed((), None), "July 2020: suppressed by the publisher, new to this archive, without a figure", ""),
        (changed(5, None), "July 2020: suppressed by the publisher, before 5", ""),
        (changed(None, 0), "July 2020: 0, before suppressed by the publisher", ""),
        (changed(5, None, **WITHDRAWN), "July 2020: withdrawn by the publisher, before 5", ""),
        (changed(5, ()), "July 2020: no figure in this archive, before 5", ""),
        (changed(5, 5, status="final"), "July 2020: 5, only the status changed", ""),
    ],
)
def test_a_figure_in_words(row, phrase, difference):
    assert figure_phrase(ENGLISH, row) == phrase
    assert difference_text(ENGLISH, row) == difference


def test_a_figure_that_counts_something_else_is_not_called_revised():
    row = changed(900, 700) | {"change": "redefined"}
    assert figure_phrase(ENGLISH, row) == "July 2020: 700, before 900, when something else was counted"
    assert difference_text(ENGLISH, row) == ""


def test_percentages_are_written_as_such():
    row = changed(78, 79.5) | {"measure": "bc-fentanyl-detected-year"}
    assert (value_text(ENGLISH, row, "_before"), value_text(ENGLISH, row)) == ("78%", "79.5%")
    assert difference_text(ENGLISH, row) == "+1.5 percentage points"
    assert difference_text(FRENCH, row) == "+1,5\u00a0points de pourcentage"


@pytest.mark.parametrize(
    ("before", "after", "texts"),
    [
        (78, 79, ("78%", "79%", "+1 percentage point")),
        (0.041, 0.03, ("0.04%", "0.03%", "−0.01 percentage points")),
        (12.34567, 12.3461, ("12.3457%", "12.3461%", "+0.0004 percentage points")),
    ],
)
def test_percentages_have_the_decimals_that_tell_them_apart(before, after, texts):
    row = changed(before, after) | {"measure": "bc-fentanyl-detected-year"}
    assert (value_text(ENGLISH, row, "_before"), value_text(ENGLISH, row), difference_text(ENGLISH, row)) == texts


def test_figures_are_counted_and_never_added_up():
    rows = made.holdings(
        [
            *(figure("2020-06", day, value) for day, value in (("2020-07-16", 175), ("2020-08-25", 177))),
            *(figure("2020-05", day, value) for day, value in (("2020-07-16", 171), ("2020-08-25", 174))),
            figure("2020-07", "2020-08-25", 175),
        ]
    ).table
    counts = count_kinds(changes_between(rows, date(2020, 7, 16), date(2020, 8, 25)))
    assert counts == {Change.RAISED: 2, Change.NEW: 1}
    assert changes_sentence(ENGLISH, counts) == "3 figures differ: 2 raised, 1 new."
    assert changes_sentence(FRENCH, counts) == "3 chiffres diffèrent\u00a0: 2 révisés à la hausse, 1 nouveau."
    withheld = {Change.FIRST_HELD: 2, Change.WITHOUT_VALUE: 3}
    apart = "2 figures differ: 2 new to this archive. 3 new to this archive, without a figure."
    assert changes_sentence(ENGLISH, withheld) == apart
    assert changes_sentence(ENGLISH, {Change.WITHOUT_VALUE: 1}).startswith("No figure differs. 1 new to this archive")
    assert changes_sentence(ENGLISH, {}) == "No figure differs."
