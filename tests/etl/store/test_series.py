"""A series answers as the table does, for every day and edition."""

from datetime import date

import pandas as pd
from hypothesis import given

from etl.core.model import Period
from etl.store import table
from etl.store.series import PublishedValue, SeriesIndex, latest_per_vintage, value_as_of
from tests.etl.histories import MEASURE, MONTHS, OTHER, Archive, days, histories, learned, release, span
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


def elsewhere(log):
    """The same rows of another place and group, so that a table holds several series."""
    return log.assign(place="CA-AB"), log.assign(group="sex:male")


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
            for day in [*days(history), date(9999, 12, 31)]:
                assert series.as_of(day, edition) == by_table(rows, day, edition)


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


def test_each_series_is_found_and_read_once():
    log = learned([release(date(2020, 1, 1), {0: 5.0, 1: None}, other={0: 7.0})]).table
    for rows in elsewhere(log):
        log = table.append_rows(log, rows.assign(value=rows["value"] + 1))
    index = SeriesIndex(log)
    assert len(index.keys) == 6
    series = {
        (name[1], name[2], name[3]): index.find(measure=name[1], place=name[2], group=name[3]) for name in index.keys
    }
    assert series[MEASURE, "CA-BC", "all"].as_of(date(2020, 1, 1))[MONTHS[0]].value == 5.0
    assert series[MEASURE, "CA-AB", "all"].as_of(date(2020, 1, 1))[MONTHS[0]].value == 6.0
    assert series[OTHER, "CA-BC", "sex:male"].as_of(date(2020, 1, 1))[MONTHS[0]].value == 8.0
    assert series[MEASURE, "CA-BC", "all"].as_of(date(2020, 1, 1))[MONTHS[1]].status == "suppressed"
    assert index.find(measure=MEASURE, place="CA-BC") is series[MEASURE, "CA-BC", "all"]


def test_a_series_that_is_not_held_is_none():
    index = SeriesIndex(learned([release(date(2020, 1, 1), {0: 5.0})]).table)
    assert index.find(measure=MEASURE, place="CA-BC") is not None
    assert index.find(measure=OTHER, place="CA-BC") is None
    assert index.find(measure=MEASURE, place="CA-AB") is None
    assert index.find(measure=MEASURE, place="CA-BC", group="sex:male") is None
    assert SeriesIndex(table.empty()).keys == []
    assert SeriesIndex(table.empty()).find(measure=MEASURE, place="CA-BC") is None


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
