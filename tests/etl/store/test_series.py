"""A series answers as the table does, for every day and edition."""

from datetime import date

import pandas as pd
from hypothesis import given

from etl.core.model import Period
from etl.store import table
from etl.store.series import PublishedValue, latest_per_vintage, value_as_of
from etl.store.series_index import SeriesIndex
from etl.store.void_rows import NEWEST
from tests.etl.histories import MEASURE, MONTHS, Archive, days, elsewhere, histories, learned, release, span
from tests.examples import examples


def by_table(rows, day, edition):
    """What ``table.as_of`` says of the rows of one series, in the words of ``Series.as_of``."""
    seen = table.as_of(rows, day, edition)
    return {
        Period(row.period_start.date(), row.period_end.date()): PublishedValue(
            row.vintage.date(), row.edition, None if pd.isna(row.value) else row.value, row.status, row.release
        )
        for row in seen.itertuples()
    }


def as_values(starts, ends, values):
    """What ``SeriesIndex.periods_as_of`` says, by period, None where there is no value; they are in order."""
    periods = [Period(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    assert periods == sorted(periods, key=lambda period: (period.end, period.start))
    return dict(zip(periods, [None if pd.isna(value) else value for value in values.tolist()], strict=True))


@examples(12)
@given(histories(same_day=True), histories(max_size=2))
def test_as_of_is_that_of_the_table(history, other):
    log = learned(history).table
    for rows in elsewhere(learned(other).table):
        log = table.append_rows(log, rows)
    index = SeriesIndex(log)
    assert index.keys == list(dict.fromkeys(map(tuple, log[["source", "measure", "place", "group"]].to_numpy())))
    for name in index.keys:
        series = index.find(measure=name[1], place=name[2], group=name[3])
        rows = log[(log[["source", "measure", "place", "group"]] == list(name)).all(axis=1)]
        for edition in [None, *range(len(history) + 1)]:
            assert series.as_of(date.min, edition) == {}
            for day in [*days(history), date.max]:
                expected = by_table(rows, day, edition)
                assert series.as_of(day, edition) == expected
                of_index = index.periods_as_of(name, day, NEWEST if edition is None else edition)
                assert as_values(*of_index) == {period: entry.value for period, entry in expected.items()}


@examples(10)
@given(histories(same_day=True))
def test_vintages_are_the_days_on_which_something_was_stated(history):
    log = learned(history).table
    index = SeriesIndex(log)
    for source, measure, place, group in index.keys:
        rows = log[log["measure"] == measure]
        series = index.find(measure=measure, place=place, group=group)
        assert series.key == (source, measure, place, group)
        for edition in range(len(history) + 1):
            days = {vintage.date() for vintage in rows.loc[rows["edition"] <= edition, "vintage"]}
            assert series.vintages(edition) == tuple(sorted(days))
        assert series.vintages() == series.vintages(len(history))


def test_a_withdrawn_figure_stays_with_its_status():
    history = [release(date(2020, 1, 1), {0: 5.0}), release(date(2020, 2, 1), {}, [span(0, 0)])]
    series = SeriesIndex(learned(history).table).find(measure=MEASURE, place="CA-BC")
    assert series.as_of(date(2020, 1, 31))[MONTHS[0]].value == 5.0
    gone = series.as_of(date(2020, 2, 1))[MONTHS[0]]
    assert (gone.value, gone.status, gone.release) == (None, "withdrawn", "r2")


def test_the_last_statement_is_that_of_the_last_day_not_of_the_last_edition():
    old, late = (
        PublishedValue(date(2020, month, 1), edition, 5.0, "final", "r") for month, edition in ((2, 1), (1, 2))
    )
    entries = (late, old)
    assert value_as_of(entries, date(2020, 3, 1)) is old
    assert value_as_of(entries, date(2020, 1, 31)) is late
    assert value_as_of(entries, date(2020, 1, 31), edition=1) is None
    assert value_as_of(entries, date(2019, 12, 31)) is None
    assert latest_per_vintage(entries, 1) == (old,)
    assert latest_per_vintage(entries, None) == entries


def test_of_a_day_only_the_last_statement_is_known():
    wrong, right = (
        PublishedValue(date(2020, 1, 1), edition, value, "final", "r") for edition, value in ((1, 157.0), (2, 175.0))
    )
    entries = (wrong, right)
    assert (latest_per_vintage(entries, 1), latest_per_vintage(entries, 2), latest_per_vintage(entries, None)) == (
        (wrong,),
        (right,),
        (right,),
    )


def test_a_release_that_changed_nothing_is_a_sight_all_the_same():
    archive = Archive()
    for day, values in [(date(2020, 1, 1), {0: 5.0, 1: 6.0}), (date(2020, 2, 1), {0: 5.0, 1: 7.0})]:
        archive.learn(release(day, values, restates=(span(0, 1),)))
    archive.learn(release(date(2020, 3, 1), {1: 7.0}))
    series = SeriesIndex(archive.table, archive.spans).find(measure=MEASURE, place="CA-BC")
    sights = {period: [(day, entry.value) for day, entry in series.publications(period)] for period in series.log}
    assert sights[MONTHS[0]] == [(date(2020, 1, 1), 5.0), (date(2020, 2, 1), 5.0)]
    assert sights[MONTHS[1]] == [(date(2020, 1, 1), 6.0), (date(2020, 2, 1), 7.0), (date(2020, 3, 1), 7.0)]
    assert series.publications(MONTHS[0], edition=1) == series.publications(MONTHS[0])[:1]
    assert series.vintages(edition=2) == (date(2020, 1, 1), date(2020, 2, 1))
