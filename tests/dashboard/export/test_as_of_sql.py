"""``as_of`` in SQL answers as ``etl.store.table.as_of`` does, in DuckDB and in another engine."""

import sqlite3
from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.export.as_of_sql import QUERY, to_sql
from dashboard.export.parquet import to_parquet
from etl.core import csv_io
from etl.core.columns import COLUMNS
from etl.store import table
from tests.etl.histories import days, histories, learned
from tests.examples import examples

FIRST, LAST = date(2006, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def database(held, tmp_path_factory):
    """A connection to which the file that is served has been read, over the change log that is shipped."""
    path = tmp_path_factory.mktemp("data") / "vintages.parquet"
    path.write_bytes(to_parquet(held.table, {}))
    connection = duckdb.connect()
    connection.execute(to_sql(str(path)))
    yield connection
    connection.close()


def in_duckdb(connection, day, edition):
    more = "" if edition is None else f", in_edition := {edition}"
    return connection.sql(f"SELECT {selected()} FROM as_of('{day}'{more}) ORDER BY ALL")


def selected():
    return ", ".join(f'"{name}"' for name in COLUMNS)


def check(connection, held, day, edition=None):
    expected = table.as_of(held.table, day, edition)
    answered = in_duckdb(connection, day, edition)  # noqa: F841 (DuckDB finds frames and relations by their names)
    both = (
        "(SELECT count(*) FROM (FROM answered EXCEPT ALL {0}) ), (SELECT count(*) FROM ({0} EXCEPT ALL FROM answered))"
    )
    typed = f"SELECT {selected()} FROM expected"
    connection.register("expected", expected)
    assert connection.sql(f"SELECT {both.format(typed)}").fetchall() == [(0, 0)]


@pytest.mark.parametrize("day", ["2016-05-01", "2019-12-31", "2020-08-24", "2020-08-25", "2026-08-11", "9999-12-31"])
def test_it_answers_as_the_table_does(database, held, day):
    check(database, held, date.fromisoformat(day))


@examples(8)
@given(st.dates(FIRST, LAST), st.integers(1, 13))
def test_it_answers_as_the_table_does_on_any_day_in_any_edition(database, held, day, edition):
    check(database, held, day, edition)


def test_july_2020_was_175_and_is_186(database):
    july = (
        "measure = 'unregulated-deaths-month' AND place = 'CA-BC' AND \"group\" = 'all' AND period_start = '2020-07-01'"
    )
    then, now = (
        database.sql(f"SELECT value FROM as_of('{day}') WHERE {july}").fetchall() for day in ("2020-09-21", LAST)
    )
    assert (then, now) == ([(175,)], [(186,)])


@examples(15)
@given(histories(same_day=True))
def test_its_query_is_plain_sql(history):
    log = learned(history).table
    engine = sqlite3.connect(":memory:")
    cells = [tuple(row[name] for name in COLUMNS) for row in csv_io.to_records(log)]
    engine.execute(f"CREATE TABLE vintages ({selected()})")
    engine.executemany(f"INSERT INTO vintages VALUES ({', '.join('?' * len(COLUMNS))})", cells)
    query = QUERY.replace("on_day", ":on_day").replace("in_edition", ":in_edition")
    for day in [*days(history), LAST + timedelta(days=1)]:
        for edition in (None, 1, len(history)):
            found = engine.execute(query, {"on_day": day.isoformat(), "in_edition": edition}).fetchall()
            expected = csv_io.to_records(table.as_of(log, day, edition))
            assert sorted(found) == sorted(tuple(row[name] for name in COLUMNS) for row in expected)
    engine.close()
