"""Any text is read without a fault, and in a time that grows as it does."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.claims.drafts import find_quotations
from etl.core.places import Place, Places
from tests.examples import examples

PLACES = Places([Place("CA-BC", {"en": "British Columbia", "fr": "Colombie-Britannique"}, "")])
PIECES_OF_TEXT = [
    "175 deaths",
    "people died",
    "in July",
    "2020",
    "since April 2016",
    "per cent",
    "fewer than",
    "a record",
    "third straight month above 170",
    "1 202",
    "5,6",
    "½",
    "٣",
    "12 months ending",
    "British Columbia",
    "B.C.",
    "(revised from 175)",
    "<b>",
    "</p>",
    "&nbsp;",
    "&#99999999;",
    "&",
    "\u202e",
    "\u200f",
    "\n\n",
    ",",
    ".",
    "$",
    "%",
    "-",
    "September 31",
    "May",
    "may",
    "mars",
    "sept",
    "décès",
    "morts",
    "le mois le plus meurtrier",
    "deux cent dix",
    "quatre-vingt",
    "between",
    "and",
    "so far this year",
    "last year",
    "a year earlier",
    "the same month in 2019",
    "lowest since 2020",
    "doubled",
    "a third",
    "per 100000",
    "a day",
]
PIECES = st.sampled_from(PIECES_OF_TEXT)
MANY = st.lists(PIECES, max_size=40)
TEXTS = st.one_of(st.text(max_size=300), MANY.map(" ".join), MANY.map("".join))
DAYS = st.dates(date(1900, 1, 1), date(2250, 12, 31))
MAX_SECONDS = 1.0
KB = 1000
UNITS = [
    "1 ",
    "1",
    "12,345 ",
    "1 234 567 ",
    "(",
    "[1](",
    "\u202e\u200f175 deaths ",
    "<a href=",
    "<b>1</b>",
    "&nbsp;",
    "&",
    "In July 175 people died in B.C. ",
    "In July 175 people died in B.C., ",
    "the the a a an a the ",
    "hundred ",
    "one hundred and ",
    "cent ",
    "highest month of deaths in a month ",
    "record high a new record ",
    "third straight month ",
    "since the ",
    "12 months to ",
    "May to May ",
    "from 2016 to 2020 ",
    "deaths ",
    "fewer than ",
    "-",
    "'",
    ". ",
    "A. ",
    "\n",
    "\n ",
    "\n\n",
    "% per cent ",
    "British Columbia ",
    "é",
    "A.B.C.",
]


@given(TEXTS, DAYS, st.sampled_from(["", "CA-BC"]))
@examples(300)
def test_no_text_is_a_fault_or_takes_long(text, published, place):
    # A second try, because the garbage of thousands of examples may be collected during the first.
    assert any(_seconds_to_read(text, published, place) < MAX_SECONDS for _ in range(2))


def _seconds_to_read(text, published, place):
    start = time.process_time()
    quoted = find_quotations(text, published, place, places=PLACES)
    seconds = time.process_time() - start
    for item in quoted:
        assert text[item.start :].startswith(item.words)
        assert item.quotation.place == "CA-BC"
    return seconds


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_what_is_repeated_takes_no_longer_than_its_length(unit):
    text = (unit * (20 * KB))[: 20 * KB]
    start = time.process_time()
    find_quotations(text, date(2020, 8, 25), "CA-BC", places=PLACES)
    assert time.process_time() - start < 2 * MAX_SECONDS


def test_a_draft_of_a_thousand_words_is_read_at_once():
    paragraph = (
        "British Columbia lost 175 people to toxic drugs in July, up 12 per cent from June, when 156 died, a record. "
    )
    start = time.process_time()
    quoted = find_quotations(paragraph * 50, date(2020, 8, 25), places=PLACES)
    assert time.process_time() - start < MAX_SECONDS
    assert len(quoted) == 4 * 50
