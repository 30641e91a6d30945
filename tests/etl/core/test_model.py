"""Periods and spans read back what they write, and refuse what is no period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.core.model import STORED_STATUSES, Period, RestatedSpan, Status

FIRST, LAST = 12, 12 * 9999 + 11  # January of year 1, December of year 9999


@st.composite
def periods(draw):
    """Whole months, of the usual lengths more often than of others, up to the ends of the calendar."""
    first = draw(st.integers(FIRST, LAST) | st.integers(12 * 1990, 12 * 2030) | st.sampled_from([FIRST, LAST]))
    length = draw(st.sampled_from([1, 3, 12]) | st.integers(1, 40))
    last = min(first + length - 1, LAST)
    return Period.months(first // 12, first % 12 + 1, last // 12, last % 12 + 1)


@given(periods())
def test_a_label_reads_back_as_its_period(period):
    assert Period.parse(period.label) == period


@given(periods())
def test_no_period_has_two_labels(period):
    first, last = period.start.isoformat()[:7], period.end.isoformat()[:7]
    assert Period.parse(f"{first}/{last}").label == period.label
    assert len(period.label) <= len(f"{first}/{last}")


@given(periods(), st.integers(-500, 500))
def test_a_period_is_moved_by_months_and_back(period, months):
    if not FIRST <= period.index + months <= period.index + months + period.length_months - 1 <= LAST:
        return
    moved = period.shift(months)
    assert (moved.length_months, moved.index - period.index) == (period.length_months, months)
    assert moved.shift(-months) == period


def test_months_are_counted_across_years():
    assert Period.parse("2020-11").shift(3) == Period.parse("2021-02")
    assert Period.parse("2020-Q1").shift(-3) == Period.parse("2019-Q4")
    assert Period.parse("2021").index - Period.parse("2020-Q4").index == 3


def test_a_range_has_every_month_of_its_ends():
    labels = [month.label for month in Period.range(Period.parse("2020-Q4"), Period.parse("2021-02"))]
    assert labels == ["2020-10", "2020-11", "2020-12", "2021-01", "2021-02"]
    assert Period.range(Period.month(2020, 1), Period.month(2020, 1)) == (Period.month(2020, 1),)
    assert Period.range(Period.month(2020, 2), Period.month(2020, 1)) == ()


@pytest.mark.parametrize(
    ("label", "start", "end", "length"),
    [
        ("2020-07", date(2020, 7, 1), date(2020, 7, 31), 1),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), 1),
        ("2020-Q3", date(2020, 7, 1), date(2020, 9, 30), 3),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), 12),
        ("2018-08/2019-07", date(2018, 8, 1), date(2019, 7, 31), 12),
        ("2020-01/2020-07", date(2020, 1, 1), date(2020, 7, 31), 7),
        ("2020-02/2020-04", date(2020, 2, 1), date(2020, 4, 30), 3),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31), 1),
    ],
)
def test_labels_say_what_they_cover(label, start, end, length):
    period = Period.parse(label)
    assert (period.start, period.end, period.length_months, period.label) == (start, end, length, label)


@pytest.mark.parametrize(
    ("label", "shortest"),
    [("2020-01/2020-12", "2020"), ("2020/2020", "2020"), ("2020-Q1/2020-Q4", "2020"), ("2020-07/2020-09", "2020-Q3")],
)
def test_longer_labels_are_read_too(label, shortest):
    assert Period.parse(label) == Period.parse(shortest)
    assert Period.parse(label).label == shortest


@pytest.mark.parametrize(
    "label",
    [
        "",
        "/",
        "2020-07/",
        "/2020-07",
        "2020-00",
        "2020-13",
        "2020-Q0",
        "2020-Q5",
        "2020-q3",
        "2020-7",
        "2020-07-01",
        "20-07",
        "2020 ",
        " 2020",
        "2020\n",
        "2020-08/2020-07",
        "2020/2019",
        "2020-01/2020-02/2020-03",
        "0000",
        "0000-01",
        "２０２０-07",
        "July 2020",
    ],
)
def test_anything_else_is_no_period(label):
    with pytest.raises(ValueError):  # noqa: PT011 - the texts differ: no label, no such year, an end before its start
        Period.parse(label)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2020, 7, 2), date(2020, 7, 31)),
        (date(2020, 7, 1), date(2020, 7, 30)),
        (date(2020, 2, 1), date(2020, 2, 28)),
        (date(2020, 7, 1), date(2020, 6, 30)),
    ],
)
def test_a_period_covers_whole_months(start, end):
    with pytest.raises(ValueError, match=f"whole months, not {start} to {end}"):
        Period(start, end)


WORDS = st.text(st.characters(codec="ascii", exclude_categories=["Z", "C"]), min_size=1)


@given(WORDS, periods(), st.just("*") | WORDS, st.just("*") | WORDS)
def test_a_span_reads_back_what_it_writes(measure, period, place, group):
    span = RestatedSpan(measure, period, place, group)
    assert RestatedSpan.parse(str(span)) == span


def test_a_span_names_its_first_and_last_month():
    span = RestatedSpan("deaths-month", Period.year(2020), group="sex:male")
    assert str(span) == "deaths-month * sex:male 2020-01/2020-12"


@pytest.mark.parametrize("text", ["", "deaths-month * all", "deaths-month * all 2020-01/2020-12 x", "m * all 2020-13"])
def test_anything_else_is_no_span(text):
    with pytest.raises(ValueError):  # noqa: PT011 - of words that lack, or of the period
        RestatedSpan.parse(text)


def test_what_is_not_held_or_not_formed_is_never_stored():
    assert set(STORED_STATUSES) == set(Status) - {Status.NOT_HELD, Status.NOT_COMPARABLE}
    assert {status for status in Status if status.has_value} == {Status.FINAL, Status.PROVISIONAL}
