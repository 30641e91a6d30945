"""Spans of time that a sentence names."""

from datetime import date

import pytest

from etl.claims.drafts.spans import find_mentions
from etl.core.model import Period

WRITTEN = date(2024, 8, 30)


def spans(text, written=WRITTEN):
    return [mention for mention in find_mentions(text, written, bytearray(len(text))) if mention.is_span]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("in July 2023", "2023-07"),
        ("in July", "2024-07"),
        ("in August", "2023-08"),
        ("last December", "2023-12"),
        ("en août 2020", "2020-08"),
        ("juillet dernier", "2024-07"),
        ("July of last year", "2023-07"),
        ("Sept. 2022", "2022-09"),
        ("in May", "2024-05"),
        ("last month", "2024-07"),
        ("last quarter", "2024-Q2"),
        ("the first quarter of 2020", "2020-Q1"),
        ("the second quarter", "2024-Q2"),
        ("the fourth quarter", "2023-Q4"),
        ("au premier trimestre de 2020", "2020-Q1"),
        ("Q3 2021", "2021-Q3"),
        ("the first half of 2021", "2021-01/2021-06"),
        ("au premier semestre", "2024-01/2024-06"),
        ("the first seven months", "2024-01/2024-07"),
        ("the first nine months", "2023-01/2023-09"),
        ("les sept premiers mois de 2023", "2023-01/2023-07"),
        ("January to April 2022", "2022-01/2022-04"),
        ("between October and December", "2023-Q4"),
        ("de janvier à mars 2024", "2024-Q1"),
        ("June 2020 to May 2021", "2020-06/2021-05"),
        ("from 2016 to 2020", "2016-01/2020-12"),
        ("2022", "2022"),
        ("last year", "2023"),
        ("l'an dernier", "2023"),
        ("the 12 months ending in November 2023", "2022-12/2023-11"),
        ("the 12-month period that ended March 31, 2024", "2023-04/2024-03"),
        ("the year to March", "2023-04/2024-03"),
        ("les 12 mois se terminant en mars 2021", "2020-04/2021-03"),
        ("by the end of July", "2024-01/2024-07"),
        ("through May", "2024-01/2024-05"),
    ],
)
def test_a_span_is_read_as_it_is_written(text, label):
    assert [mention.period.label for mention in spans(text)] == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("so far this year", "2024-01/2024-06"),
        ("depuis le début de l'année", "2024-01/2024-06"),
        ("year to date", "2024-01/2024-06"),
        ("since January", "2024-01/2024-06"),
        ("since April 14, 2016", "2016-04/2024-06"),
        ("since the emergency was declared in April 2016", "2016-04/2024-06"),
        ("depuis 2016", "2016-01/2024-06"),
        ("the past 12 months", "2023-07/2024-06"),
        ("a year earlier", "2022"),
        ("two years before", "2021"),
        ("the previous year", "2022"),
        ("un an plus tôt", "2022"),
        ("that year", "2023"),
        ("the same period of 2019", "2019"),
        ("in the same period", "2023"),
    ],
)
def test_a_span_that_leans_on_another_takes_it_from_what_is_known(text, label):
    newest = Period.month(2024, 6)
    assert [mention.resolve(Period.year(2023), newest).label for mention in spans(text)] == [label]


def test_a_span_that_leans_on_nothing_is_not_guessed():
    for text in ("a year earlier", "so far this year", "that month", "the same month of 2019"):
        assert [mention.resolve(None, None) for mention in spans(text)] == [None]
    (month,) = spans("that month")
    assert month.resolve(Period.year(2023), None) is None


@pytest.mark.parametrize(
    "text", ["on September 12", "le 14 avril 2016", "they may march on", "Sept personnes", "2,023", "$2020"]
)
def test_a_day_and_what_only_looks_like_a_month_is_no_span(text):
    assert spans(text) == []


def test_the_year_of_a_sentence_is_that_of_its_months_where_it_names_a_single_year_first():
    assert [mention.period.label for mention in spans("In 2021 the worst month was October")] == ["2021", "2021-10"]
    assert [mention.period.label for mention in spans("up from 636 in 2021 and 502 in 2020; in May")][-1] == "2024-05"
