"""A release that is taken back reads as if it had never come; the editions before read as they did."""

from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.as_of_sql import QUERY
from etl.core.columns import KEY_COLUMNS
from etl.store import corrections, differences, schema, table
from etl.store.series_index import SeriesIndex
from etl.store.void_rows import log_of_edition
from tests.etl.histories import FIRST_DAY, MEASURE, MONTHS, Archive, days, histories, learned, reads, release, span
from tests.examples import examples


def states(archive, history, edition=None):
    """What is read as of every day, by what an edition knew."""
    return {day: reads(table.as_of(archive.table, day, edition)) for day in days(history)}


@st.composite
def mistakes(draw, *, same_day):
    """A history, the place in it of a mistaken release, and what is learned after that is taken back."""
    history = draw(histories(same_day=same_day))
    taken = draw(st.integers(1, len(history)))
    return history, draw(st.integers(0, taken - 1)), taken


@examples(20)
@given(mistakes(same_day=False) | mistakes(same_day=True))
def test_what_is_taken_back_was_never_there_and_earlier_editions_stay(case):
    """The mistake is taken back after some releases, of earlier days and later ones; others follow."""
    history, mistake, taken = case
    archive, clean = learned(history[:taken]), learned([*history[:mistake], *history[mistake + 1 : taken]])
    texts = {edition: table.as_of(archive.table, date.max, edition).to_csv() for edition in range(1, taken + 1)}
    before = {edition: states(archive, history, edition) for edition in range(1, taken + 1)}
    archive.void(f"r{mistake + 1}")
    assert states(archive, history) == states(clean, history)
    for item in history[taken:]:
        archive.learn(item)
        clean.learn(item)
        assert states(archive, history) == states(clean, history)
    for edition, state in before.items():
        assert states(archive, history, edition) == state
        assert table.as_of(archive.table, date.max, edition).to_csv() == texts[edition]


def test_what_two_later_releases_of_one_day_say_and_withdraw_is_withdrawn():
    """The first release of the later day said what the mistaken one said, and so wrote no row of its own."""
    history = [
        release(FIRST_DAY, {0: None, 1: None}),
        release(FIRST_DAY + timedelta(days=2), {0: None, 1: None}, [span(0, 0)]),
        release(FIRST_DAY + timedelta(days=2), {}, [span(0, 0)]),
    ]
    archive = learned(history)
    archive.void("r1")
    assert states(archive, history) == states(learned(history[1:]), history)
    assert states(archive, history)[days(history)[-1]] != {}


def test_what_a_release_of_the_same_day_had_withdrawn_behind_the_mistake_is_withdrawn():
    """The older release came last: that the first one withdrew its figure was hidden by the second, of that day."""
    day = FIRST_DAY + timedelta(days=2)
    history = [
        release(day, {0: 5.0}, [span(0, 1)]),
        release(day, {0: 5.0, 1: 12.0}),
        release(FIRST_DAY, {1: 10.0}),
    ]
    archive = learned(history)
    archive.void("r2")
    assert reads(table.as_of(archive.table, day)) == {
        (MEASURE, MONTHS[0].start): 5.0,
        (MEASURE, MONTHS[1].start): "withdrawn",
    }
    assert states(archive, history) == states(learned([history[0], history[2]]), history)


@examples(20)
@given(mistakes(same_day=False), st.data())
def test_what_is_redated_was_always_of_its_right_day(case, data):
    history, mistake, taken = case
    free = [day for day in [*days(history), FIRST_DAY - timedelta(days=3)] if day not in {x.vintage for x in history}]
    right = data.draw(st.sampled_from(free))
    archive, before = learned(history[:taken]), learned(history[:taken])
    archive.redate(f"r{mistake + 1}", right)
    moved = [replace(item, vintage=right) if item is history[mistake] else item for item in history]
    clean = learned(moved[:taken])
    every_day = [*history, *moved]
    assert states(archive, every_day) == states(clean, every_day)
    assert states(archive, every_day, taken) == states(before, every_day)
    for item in history[taken:]:
        archive.learn(item)
        clean.learn(item)
    assert states(archive, every_day) == states(clean, every_day)


@examples(25)
@given(histories())
def test_a_release_is_read_back_as_it_was_learned(history):
    archive = learned(history)
    for number, item in enumerate(history, start=1):
        again = corrections.read_release(archive.log, archive.releases, f"r{number}")
        assert reads(again.rows) == reads(item.rows)
        assert (again.vintage, again.restates) == (item.vintage, item.restates)


def mended(history, mistake, taken):
    """The archive in which a mistake was taken back, learned again as it was, and taken back once more."""
    archive = learned(history[:taken])
    archive.void(f"r{mistake + 1}")
    archive.learn(history[mistake])
    archive.void(f"r{archive.edition}")
    for item in history[taken:]:
        archive.learn(item)
    return archive


@examples(5)
@given(mistakes(same_day=True))
def test_whoever_reads_the_log_reads_the_same(case):
    """The table, a series and the SQL that others use, as of every day and edition; and the differences of days."""
    history, mistake, taken = case
    archive = mended(history, mistake, taken)
    log, index = archive.table, SeriesIndex(archive.table, archive.spans)
    assert log.equals(schema.validate(log))
    duck = duckdb.connect()
    duck.register("vintages", log)
    for edition in [None, *range(1, archive.edition + 1)]:
        for day in days(history):
            seen = table.as_of(log, day, edition)
            query = QUERY.replace("on_day", f"DATE '{day}'").replace(
                "in_edition", "NULL" if edition is None else f"{edition}"
            )
            assert duck.sql(query).df().sort_values(KEY_COLUMNS)["release"].tolist() == seen["release"].tolist()
            of_series = {
                (name[1], period.start): entry.status if entry.value is None else entry.value
                for name in index.keys
                for period, entry in index.find(measure=name[1], place=name[2]).as_of(day, edition).items()
            }
            assert of_series == reads(seen)
        assert set(log_of_edition(log, edition)["status"]) <= {"final", "suppressed", "withdrawn"}
    states_by_day = states(archive, history)
    for earlier, later in zip(states_by_day, [*states_by_day][1:], strict=False):
        walked = states_by_day[earlier] | reads(differences.changes_between(log, earlier, later))
        assert walked == states_by_day[later]


def test_what_a_mistake_hid_comes_to_light():
    """April 180, by mistake 179, 179 again (which wrote no row); and May, which only the mistake ever stated."""
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 180.0}, [span(0, 0)]))
    archive.learn(release(date(2020, 2, 1), {0: 179.0, 1: 5.0}, [span(0, 1)]))
    archive.learn(release(date(2020, 3, 1), {0: 179.0}, [span(0, 1)]))
    archive.void("r2")
    added = archive.table[archive.table["edition"] == 4]
    assert added[["release", "status"]].to_numpy().tolist() == [
        ["r2", "void"],
        ["r3", "final"],
        ["r2", "void"],
        ["r3", "void"],
    ]
    assert reads(table.as_of(archive.table, date(2020, 2, 1))) == {(MEASURE, date(2019, 1, 1)): 180.0}
    assert reads(table.as_of(archive.table, date(2020, 3, 1))) == {(MEASURE, date(2019, 1, 1)): 179.0}


def test_what_only_a_mistake_stated_is_not_withdrawn_either():
    """A release of 3 January restates May in silence; by mistake May is stated on the 1st, then withdrawn that day."""
    archive = Archive()
    archive.learn(release(date(2020, 1, 3), {0: 4.0}, [span(1, 1)]))
    archive.learn(release(date(2020, 1, 1), {1: 5.0}))
    archive.learn(release(date(2020, 1, 1), {0: 4.0}, [span(1, 1)]))
    archive.void("r2")
    assert reads(table.as_of(archive.table, date(2020, 1, 3))) == {(MEASURE, date(2019, 1, 1)): 4.0}
    archive.learn(release(date(2020, 1, 2), {1: 6.0}))
    seen = [reads(table.as_of(archive.table, date(2020, 1, day))).get((MEASURE, date(2019, 2, 1))) for day in (1, 2, 3)]
    assert seen == [None, 6.0, "withdrawn"]


def test_a_void_statement_stands_once_in_an_edition():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 180.0}))
    archive.void("r1")
    with pytest.raises(schema.SchemaError, match="repeated key"):
        schema.validate(archive.table.assign(edition=1))
    again = archive.table.head(1).assign(edition=3)
    table.append_rows(archive.table, again)
    with pytest.raises(schema.SchemaError, match="repeated key"):
        table.append_rows(archive.table.head(1), again)
