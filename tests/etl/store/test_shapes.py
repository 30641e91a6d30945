"""The table in other shapes says what the table says, and what was published first, changed or restated."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given

from etl.core.columns import KEY_COLUMNS
from etl.core.model import Period
from etl.store import ledger, shapes, table
from etl.store.files import Store
from etl.store.series_index import SeriesIndex
from tests.etl.histories import MEASURE, Archive, days, histories, learned, reads, release, span
from tests.examples import examples

LATEST = date.max
GAPS = {"s": 30}
MONTHLY = {"measure": "unregulated-deaths-month", "place": "CA-BC", "group": "all"}


def index_of(archive):
    return SeriesIndex(archive.table, archive.spans)


def firsts_of(archive, day=LATEST):
    rows = shapes.first_values(archive.table, index_of(archive), day, None, GAPS)
    return {row["period_start"].month: (row["value"], row["first_lag_days"], row["is_first_published"])
            for row in rows[rows["measure"] == MEASURE].to_dict("records")}  # fmt: skip


def states(item, key):
    """Whether a release states a month of a measure, with a value or by restating its span."""
    measure, start = key
    inside = (whole.measure == measure and whole.period.start <= start <= whole.period.end for whole in item.restates)
    return key in reads(item.rows) or any(inside)


@pytest.fixture(scope="module")
def shipped():
    return Store().load()


@pytest.fixture(scope="module")
def shipped_index(shipped):
    return SeriesIndex(shipped.table, ledger.restated_spans(shipped.ledger))


@examples(25)
@given(histories(same_day=True))
def test_a_first_value_is_the_one_before_which_there_was_none(history):
    archive = learned(history)
    for day in days(history):
        firsts = shapes.first_values(archive.table, index_of(archive), day, None, GAPS)
        assert len(firsts) == len(table.as_of(archive.table, day))
        for vintage, rows in firsts.groupby("vintage"):
            state = reads(table.as_of(archive.table, vintage.date()))
            before = reads(table.as_of(archive.table, vintage.date() - timedelta(days=1)))
            assert reads(rows).items() <= state.items()
            assert not set(reads(rows)) & set(before)
            assert (rows["first_lag_days"] == (rows["vintage"] - rows["period_end"]).dt.days).all()


@examples(25)
@given(histories(same_day=True))
def test_without_the_rows_that_changed_nothing_every_day_reads_the_same(history):
    archive = learned(history)
    log = shapes.mark_changes(archive.table)
    kept = log[log["changed"] != "no"].drop(columns="changed").reset_index(drop=True)
    for day in days(history):
        assert reads(table.as_of(kept, day)) == reads(table.as_of(archive.table, day))
    assert (log["changed"] == "first").sum() == len(archive.table.drop_duplicates(KEY_COLUMNS))


def test_a_row_says_what_it_changed_of_the_one_before_it():
    archive = Archive()
    for day, value in ((1, 175.0), (2, 180.0), (4, 180.0), (6, None)):
        archive.learn(release(date(2020, day, 1), {0: value}))
    archive.learn(release(date(2020, 3, 1), {0: 179.0}))
    log = archive.table
    printed = log.assign(measure="share", value=log["value"] / 700)
    printed.loc[2, "value"] = round(printed["value"][1], 9)
    both = pd.concat([log, printed], ignore_index=True)
    assert shapes.mark_changes(log)["changed"].tolist() == ["first", "value", "value", "value", "value"]
    assert shapes.mark_changes(both)["changed"].tolist()[5:] == ["first", "value", "no", "no", "value"]
    void = pd.concat([log, log.tail(1).assign(status="void", value=None, edition=9)], ignore_index=True)
    assert shapes.mark_changes(void)["changed"].tolist() == ["first", "value", "value", "value", "void", "void"]
    assert shapes.mark_changes(void, 8)["changed"].tolist()[-2:] == ["value", "void"]


@pytest.mark.parametrize(
    ("earlier", "known_as_first"),
    [
        ((date(2019, 6, 20), {0: 1.0, 1: 2.0}), "yes"),
        ((date(2019, 3, 1), {0: 1.0, 1: 2.0}), "no"),  # more than a hundred days before: one between may be missing
        ((date(2019, 6, 20), {0: 1.0, 3: 2.0}), "no"),  # a later month was held already
        ((date(2019, 5, 20), {0: 1.0, 1: 2.0}), "no"),  # more than two usual gaps: one between may be missing
        (None, "no"),
    ],
)
def test_a_value_counts_as_first_published_only_where_none_before_can_have_been(earlier, known_as_first):
    archive = Archive()
    if earlier:
        archive.learn(release(*earlier))
    archive.learn(release(date(2019, 7, 20), {2: 3.0}))
    assert firsts_of(archive)[3] == (3.0, 111, known_as_first)


@examples(25)
@given(histories(same_day=True))
def test_each_day_of_a_triangle_is_the_table_as_of_it(history):
    archive = learned(history)
    for name in index_of(archive).keys:
        series = index_of(archive).find(measure=name[1], place=name[2], group=name[3])
        long = shapes.triangle(series, LATEST)
        assert set(long["release_day"].dt.date) <= set(series.vintages())
        for day, rows in long.groupby("release_day"):
            seen = table.as_of(archive.table, day.date())
            assert reads(rows) == reads(seen[seen["measure"] == name[1]])
            expected = {
                key for key in reads(rows) if any(states(item, key) for item in history if item.vintage == day.date())
            }
            assert {key for key, is_stated in zip(reads(rows), rows["stated_by_release"], strict=True)
                    if is_stated == "yes"} == expected  # fmt: skip


def test_restated_unchanged_is_not_the_same_as_not_in_a_release():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 4.0, 1: 5.0}))
    archive.learn(release(date(2020, 2, 1), {0: 4.0, 2: 6.0}, [span(0, 0)]))
    long = shapes.triangle(index_of(archive).find(measure=MEASURE, place="CA-BC"), LATEST)
    later = long[long["release_day"] == "2020-02-01"]
    assert later[["value", "stated_by_release"]].to_numpy().tolist() == [[4, "yes"], [5, "no"], [6, "yes"]]
    assert later["vintage"].dt.month.tolist() == [1, 1, 2]


def test_a_wide_triangle_has_the_values_of_the_long_one(shipped_index):
    long = shapes.triangle(shipped_index.find(**MONTHLY), date(2020, 9, 21))
    wide = shapes.triangle_wide(long)
    cells = wide.melt(KEY_COLUMNS, var_name="release_day").dropna(subset="value")
    both = long.assign(release_day=long["release_day"].dt.strftime("%Y-%m-%d")).dropna(subset="value")
    order = [*KEY_COLUMNS, "release_day"]
    pd.testing.assert_frame_equal(
        cells.sort_values(order, ignore_index=True)[[*order, "value"]],
        both.sort_values(order, ignore_index=True)[[*order, "value"]],
        check_dtype=False,
    )


def test_what_one_release_changed_leads_from_the_day_before_to_its_day(shipped):
    rows = shipped.table[shipped.table["source"] == "ca-bc-coroners"]
    changed = shapes.release_changes(rows, date(2020, 8, 25))
    by_month = {row["period_start"].strftime("%Y-%m"): (row["value_before"], row["value"], row["change"])
            for row in changed[changed["measure"] == MONTHLY["measure"]].to_dict("records")}  # fmt: skip
    assert by_month["2020-06"] == (175, 177, "raised")
    assert by_month["2020-07"][1:] == (175, "new")
    assert set(changed["vintage"].dt.date) == {date(2020, 8, 25)}


def test_the_first_value_of_july_2020_came_25_days_after_it(shipped, shipped_index):
    rows = shipped.table[(shipped.table["measure"] == MONTHLY["measure"]) & (shipped.table["group"] == "all")]
    firsts = shapes.first_values(rows, shipped_index, LATEST, None, {"ca-bc-coroners": 36}).set_index("period_start")
    july = firsts.loc["2020-07-01"]
    assert (july["value"], july["first_lag_days"], july["is_first_published"]) == (175, 25, "yes")
    assert firsts.loc["2012-01-01", "is_first_published"] == "no"


def test_may_2020_stands_in_one_release_and_not_in_another(shipped_index):
    long = shapes.triangle(shipped_index.find(**MONTHLY), LATEST)
    may = long[long["period_start"] == pd.Timestamp(Period.parse("2020-05").start)].set_index("release_day")
    assert may.loc["2022-06-09", "stated_by_release"] == "yes"
    assert may.loc["2020-11-25", "stated_by_release"] == "no"
