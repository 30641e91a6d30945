"""Sights are what series say was published on each day, and experience is what was known of them."""

import pytest
from hypothesis import given

from etl.bands.sights import NEVER, Sights
from etl.core.model import Period
from etl.store.revisions import publications_by_period
from etl.store.series_index import SeriesIndex
from tests.etl.bands.triangles import day_of, record
from tests.etl.histories import MEASURE, histories, learned
from tests.examples import examples

MONTH = Period.month(2020, 6)


def published(sights):
    columns = (sights.start, sights.end, sights.day, sights.value)
    codes = [sights.places[place] for place in sights.place]
    return sorted(zip(codes, *(column.tolist() for column in columns), strict=True))


def publications(index, measure, group, edition):
    every = (
        (key[2], index.find(measure=measure, place=key[2], group=group))
        for key in index.keys
        if (key[1], key[3]) == (measure, group)
    )
    return sorted(
        (place, period.start.toordinal(), period.end.toordinal(), day.toordinal(), entry.value)
        for place, series in every
        for period, entries in publications_by_period(series, edition).items()
        for day, entry in entries
        if entry.value is not None
    )


@examples(25)
@given(history=histories(same_day=True))
def test_sights_are_the_publications_of_the_series(history):
    archive = learned(history)
    index = SeriesIndex(archive.table, archive.spans)
    for edition in (None, 1, archive.edition - 1):
        sights = Sights.of_statements(index.statements(MEASURE, "all"), edition)
        assert published(sights) == publications(index, MEASURE, "all", edition)


def test_of_what_ships_too(index):
    for series in (("overdose-deaths-12m-reported", "drug:T40.4"), ("unregulated-deaths-month", "all")):
        sights = Sights.of_statements(index.statements(*series), 12)
        assert published(sights) == publications(index, *series, 12) != []


@pytest.mark.parametrize(
    ("statements", "later"),
    [
        ([("2020-08-01", 100), ("2021-06-29", 104)], []),
        ([("2020-08-01", 100), ("2021-06-30", 104), ("2022-06-30", 109)], [104]),
        ([("2020-06-15", 90), ("2020-08-01", 100), ("2021-07-30", 0)], [0, 0]),
        ([("2020-08-01", 100), ("2020-09-01", None), ("2021-07-30", 104)], [104]),
    ],
)
def test_the_later_value_is_the_first_of_a_year_or_more(statements, later):
    sights = record([("CA-BC", MONTH, day, value) for day, value in statements]).sights
    early = sights.age < 365
    assert sights.later[early & (sights.later_day < NEVER)].tolist() == later


def test_experience_has_what_was_fresh_before_a_day_and_mature_by_it():
    statements = [("CA-BC", MONTH, day, value) for day, value in [("2020-08-01", 100), ("2021-07-30", 104)]]
    sights = record([*statements, ("CA-BC", MONTH.shift(1), "2020-09-01", 90)]).sights
    assert sights.rows(sights.is_experience(day_of("2021-07-29"))).value.tolist() == []
    assert sights.rows(sights.is_experience(day_of("2021-07-30"))).value.tolist() == [100]
