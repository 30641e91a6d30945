"""A range or the reason why there is none, for values that ship and for invented ones."""

from datetime import date

import pytest

from etl.bands.finder import RangeFinder
from etl.bands.silences import Silence
from etl.core.model import Period
from etl.store.series_index import SeriesIndex
from tests.etl.bands.triangles import MEASURE, rows

BC, CDC, PHAC = "unregulated-deaths-month", "overdose-deaths-12m-reported", "apparent-opioid-deaths-quarter"
EDITION = 13
"""The edition of which the numbers here were worked out."""


@pytest.fixture
def answer(index, finder):
    """What is said of the newest value, or that of a period, of a series as of a day."""

    def find(measure, place, group="all", *, period="", day=date.max):
        series = index.find(measure=measure, place=place, group=group)
        chosen = Period.parse(period) if period else series.newest_period(day, EDITION)
        return finder.find(series, [chosen], day, EDITION)[chosen]

    return find


def rounded(answered):
    return [
        round(value)
        for value in (answered.low_80, answered.low_50, answered.middle, answered.high_50, answered.high_80)
    ]


def test_british_columbia(answer):
    answered = answer(BC, "CA-BC", period="2026-06")
    assert rounded(answered) == [140, 145, 150, 154, 158]
    assert (answered.checks.hits, answered.checks.ranges, answered.figures) == (109, 126, 74)
    assert (answered.as_fresh.hits, answered.as_fresh.ranges) == (47, 59)
    assert rounded(answer(BC, "CA-BC", period="2026-05")) == [110, 114, 118, 123, 125]


def test_the_nation_is_said_with_its_own_checks_and_a_state_with_those_of_all(answer):
    nation, state = answer(CDC, "US"), answer(CDC, "US-OH")
    assert (nation.checks.hits, nation.checks.ranges, nation.checks.releases) == (22, 27, 5)
    assert (state.checks.hits, state.checks.ranges, state.checks.releases) == (943, 1130, 4)
    assert rounded(nation) == [69162, 69945, 70812, 71623, 72030]
    assert (nation.is_freshest, state.is_freshest) == (False, True)


def test_as_of_a_past_day_only_what_was_checked_by_then_counts(answer):
    early, later = (answer(CDC, "US-OH", day=date(year, 10, 1)) for year in (2019, 2024))
    assert (early.silence, early.checks.ranges, early.checks.releases) == (Silence.UNCHECKED, 416, 2)
    assert (later.checks.ranges, later.checks.releases) == (780, 3)


@pytest.mark.parametrize(
    ("question", "silence"),
    [
        ((CDC.replace("reported", "predicted"), "US"), Silence.ESTIMATE),
        ((PHAC, "CA-QC"), Silence.BREAK),
        ((PHAC, "CA-ON"), Silence.UNCHECKED),
        ((BC, "CA-BC-fraser"), Silence.UNCHECKED),
        (("ct-accidental-drug-deaths-month", "US-CT"), Silence.UNCHECKED),
        (("me-drug-deaths-month", "US-ME"), Silence.TOO_FEW),
    ],
)
def test_why_there_is_no_range_for_what_ships(answer, question, silence):
    assert answer(*question).silence is silence


def test_many_checks_of_two_releases_are_not_enough(answer):
    answered = answer(CDC, "US-CT", "drug:T40.2")
    assert (answered.silence, answered.checks.ranges, answered.checks.releases) == (Silence.UNCHECKED, 141, 2)


def test_a_break_is_given_with_its_day(answer):
    assert answer(PHAC, "CA-QC").day == date(2024, 1, 1)


FIRST, SECOND, LATER, NOW = date(2020, 1, 20), date(2020, 2, 20), date(2021, 6, 1), date(2021, 6, 20)
MONTH = Period.month(2021, 1)


def history(place, *days):
    """Twelve months as published on some days, and once they were old."""
    months = [Period.month(2019, month) for month in range(1, 13)]
    return [(place, month, day, 100 + 5 * (day == LATER)) for month in months for day in (*days, LATER)]


def invented(statements, period=MONTH, place="CA-BC"):
    """What is said of a value among some statements."""
    index = SeriesIndex(rows(statements))
    return RangeFinder(index).find(index.find(measure=MEASURE, place=place), [period], NOW)[period]


OTHERS = [row for place in ("CA-BC-fraser", "CA-BC-island", "CA-BC-interior") for row in history(place, FIRST, SECOND)]
OWN = ("CA-BC", MONTH, NOW, 100)


@pytest.mark.parametrize(
    ("statements", "silence"),
    [
        ([("CA-BC", MONTH, LATER, 100), ("CA-BC", MONTH, NOW, None)], Silence.NO_VALUE),
        ([OWN], Silence.TOO_FEW),
        ([OWN, *[row for row in [*OTHERS, *history("CA-BC", FIRST)] if row[2] != SECOND]], Silence.ONE_RELEASE),
        ([OWN, *OTHERS], Silence.NOT_OWN),
        ([OWN, *OTHERS, *history("CA-BC", FIRST, SECOND)], Silence.UNCHECKED),
        ([("CA-BC", MONTH, date(2021, 1, 15), 60), *OTHERS, *history("CA-BC", FIRST, SECOND)], Silence.TOO_FEW),
    ],
    ids=["withheld", "few", "one release", "others only", "never checked", "before its end"],
)
def test_why_there_is_no_range_in_the_order_in_which_it_is_asked(statements, silence):
    assert invented(statements).silence is silence
