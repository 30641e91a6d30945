"""What a figure of a draft is judged by: its words for nearness and class, its rank, its streak."""

from datetime import date

import pytest

from etl.claims.drafts import find_quotations
from etl.core.model import Period
from etl.core.places import Place, Places
from etl.core.quotation import Comparator, Direction, QuoteKind

PLACES = Places(
    [
        Place("CA-BC", {"en": "British Columbia", "fr": "Colombie-Britannique"}, "CA"),
        Place("US", {"en": "United States", "fr": "États-Unis"}, ""),
    ],
    ("en", "fr"),
)


def quotations(text, place="CA-BC", newest=None):
    quoted = find_quotations(text, date(2023, 2, 3), place, places=PLACES, newest=lambda _: newest)
    return [item.quotation for item in quoted]


@pytest.mark.parametrize(
    ("words", "comparator"),
    [
        ("", Comparator.NONE),
        ("about", Comparator.ABOUT),
        ("Some", Comparator.ABOUT),
        ("environ", Comparator.ABOUT),
        ("more than", Comparator.MORE_THAN),
        ("plus de", Comparator.MORE_THAN),
        ("at least", Comparator.AT_LEAST),
        ("au moins", Comparator.AT_LEAST),
        ("nearly", Comparator.NEARLY),
        ("just shy of", Comparator.NEARLY),
        ("près de", Comparator.NEARLY),
        ("fewer than", Comparator.FEWER_THAN),
        ("no fewer than", Comparator.AT_LEAST),
        ("moins de", Comparator.FEWER_THAN),
    ],
)
def test_the_words_before_a_number_say_how_near_it_is(words, comparator):
    (quotation,) = quotations(f"In May 2022, {words} 170 deaths were seen.")
    assert (quotation.value, quotation.comparator) == (170, comparator)


def test_between_two_numbers_is_a_single_figure():
    (quotation,) = quotations("Between 160 and 170 people died in May 2022.")
    assert (quotation.value, quotation.value_to, quotation.comparator) == (160, 170, Comparator.BETWEEN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("175 opioid deaths in May", {"opioid"}),
        ("In May, 175 people died of accidental fentanyl poisoning", {"accidental", "fentanyl"}),
        ("In May the predicted number of deaths was 175", {"predicted"}),
        ("175 décès présumés liés aux opioïdes en mai", {"opioid"}),
        ("175 unregulated drug deaths in May", set()),
        ("The province reported 175 deaths in May", set()),
    ],
)
def test_words_that_narrow_what_is_counted_are_kept(text, words):
    (quotation,) = quotations(text)
    assert quotation.class_words == words


def test_reported_is_a_class_only_beside_predicted_ones():
    (quotation,) = quotations("In 2022, 109,413 overdose deaths had been reported in the U.S.")
    assert (quotation.place, quotation.class_words) == ("US", {"reported"})


def test_suspected_is_no_class_where_the_two_are_not_counted_apart():
    text = "In May 2022, 175 suspected overdose deaths were seen."
    assert [quotation.class_words for quotation in quotations(text)] == [frozenset()]
    assert [quotation.class_words for quotation in quotations(text, "US")] == [{"suspected"}]


def test_a_figure_without_a_noun_counts_what_was_counted_before():
    first, second = quotations("In May 2022, 175 opioid deaths were seen. In June it was 160.")
    assert second.class_words == first.class_words == {"opioid"}


def test_ranks():
    highest, second, low, near = quotations(
        "May 2022 was the deadliest month on record. June 2022 was the second-deadliest month. "
        "July 2022 had the fewest deaths since March 2021. August 2022 nearly matched the record."
    )
    assert (highest.rank.direction, highest.rank.position, highest.value) == (Direction.HIGH, 1, 1)
    assert (second.rank.position, second.period.label) == (2, "2022-06")
    assert (low.rank.direction, low.rank.since, low.value) == (Direction.LOW, Period.month(2021, 3), None)
    assert (near.rank.is_near, near.value, near.period.label) == (True, None, "2022-08")


def test_a_record_in_some_years_reaches_so_many_years_back():
    (quotation,) = quotations("The toll of 2022 was the lowest in four years.")
    assert quotation.rank.since == Period.year(2018)


def test_streaks():
    ordinal, plain, falls = quotations(
        "In May 2022 deaths exceeded 170 for the third straight month. "
        "In June 2022 it was five months in a row below 200. In July 2022 deaths fell for the fourth consecutive month."
    )
    assert (ordinal.streak.length, ordinal.streak.threshold, ordinal.streak.is_exact) == (3, 170, True)
    assert (plain.streak.direction, plain.streak.threshold, plain.streak.is_exact) == (Direction.LOW, 200, False)
    assert (falls.streak.direction, falls.streak.threshold, falls.unit) == (Direction.LOW, None, "months")


def test_doubled_has_bounds_and_a_third_is_about():
    doubled, third = quotations("Deaths doubled in 2022. In May 2022 they fell by a third.")
    assert (doubled.value, doubled.value_to, doubled.comparator) == (90, 120, Comparator.BETWEEN)
    assert (third.value, third.comparator, third.base_period.label) == (-33.3, Comparator.ABOUT, "2021-05")


def test_so_far_this_year_reaches_to_the_newest_month_that_was_public():
    text = "So far this year, 1,365 lives have been lost."
    assert quotations(text) == []
    (quotation,) = quotations(text, newest=Period.month(2023, 1))
    assert quotation.period == Period.month(2023, 1)
    assert quotations(text, newest=Period.month(2022, 12)) == []


def test_since_a_day_is_cumulative_and_since_january_is_not():
    since, year = quotations(
        "Since April 2016, 11,000 people died. Since January, 150 people died.", newest=Period.month(2023, 1)
    )
    assert (since.kind, year.kind) == (QuoteKind.CUMULATIVE, QuoteKind.VALUE)


def test_points_of_percentage_are_no_change_of_deaths():
    assert quotations("The share of deaths rose 5 percentage points in 2022.") == []


def test_a_text_of_another_century_quotes_nothing():
    assert find_quotations("In 1920, 175 people died.", date(1921, 1, 1), "US", places=PLACES) == []
