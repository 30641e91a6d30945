"""The table answers ``as_of`` for every release it was ever told, in whatever order it was told."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pandas as pd
from hypothesis import given

from etl.core.model import STORED_STATUSES
from etl.store import differences, table
from tests.etl.histories import MEASURE, Archive, days, histories, learned, reads, release, span
from tests.examples import examples


def whole_copies(history, day):
    """What the releases say of a day when every one of them is kept whole: those of one day in the order learned."""
    state = {}
    for item in sorted((item for item in history if item.vintage <= day), key=lambda item: item.vintage):
        for whole in item.restates:
            inside = {
                key for key in state if key[0] == whole.measure and whole.period.start <= key[1] <= whole.period.end
            }
            state |= dict.fromkeys(inside, "withdrawn")
        state |= reads(item.rows)
    return state


@examples(25)
@given(histories())
def test_the_rows_of_a_source_stand_together(history):
    log = learned(history).table
    both = table.append_rows(log, log.assign(source="t"))
    for source in ("a", "s", "t", "u"):
        assert table.rows_of_source(both, source).equals(both[both["source"] == source])
    assert table.rows_of_source(table.empty(), "s").empty


@examples(25)
@given(histories())
def test_as_of_reproduces_every_release_in_whatever_order_they_were_learned(history):
    log = learned(history).table
    for item in history:
        seen = reads(table.as_of(log, item.vintage))
        values = reads(item.rows)
        assert {key: seen.get(key) for key in values} == values
        for whole in item.restates:
            inside = {
                key for key in seen if key[0] == whole.measure and whole.period.start <= key[1] <= whole.period.end
            }
            assert {key for key in inside if seen[key] != "withdrawn"} <= set(values)


@examples(25)
@given(histories(same_day=True))
def test_a_table_of_categories_learns_and_answers_as_one_of_texts(history):
    archive = Archive()
    of_texts = of_categories = table.empty()
    words = ["measure", "place", "group", "status"]
    kept = pd.concat([item.rows[words] for item in history])
    dtypes = {name: pd.CategoricalDtype(sorted({*kept[name], *STORED_STATUSES})) for name in words}
    of_categories = of_categories.astype(dtypes)
    for edition, item in enumerate(history, start=1):
        identity = {"release_id": f"r{edition}", "edition": edition}
        added = table.rows_added_by(of_texts, archive.spans, item, **identity)
        pd.testing.assert_frame_equal(table.rows_added_by(of_categories, archive.spans, item, **identity), added)
        of_texts = table.append_added(of_texts, added)
        of_categories = table.append_added(of_categories, added.astype(dtypes))
        archive.learn(item)
    for day in days(history):
        seen = table.as_of(of_categories, day).astype(of_texts.dtypes)
        pd.testing.assert_frame_equal(seen, table.as_of(of_texts, day))


@examples(30)
@given(histories(same_day=True))
def test_as_of_is_what_whole_copies_of_the_releases_would_say(history):
    log = learned(history).table
    for edition in range(1, len(history) + 1):
        for day in days(history):
            assert reads(table.as_of(log, day, edition)) == whole_copies(history[:edition], day)


@examples(20)
@given(histories(same_day=True))
def test_an_answer_for_a_day_and_an_edition_never_changes(history):
    archive, answers = Archive(), {}
    for item in history:
        archive.learn(item)
        answers |= {
            (day, archive.edition): table.as_of(archive.table, day, archive.edition).to_csv() for day in days(history)
        }
    for (day, edition), answer in answers.items():
        assert table.as_of(archive.table, day, edition).to_csv() == answer


@examples(20)
@given(histories())
def test_changes_lead_from_one_day_to_the_next(history):
    log = learned(history).table
    for earlier, later in pairwise(days(history)):
        walked = reads(table.as_of(log, earlier)) | reads(differences.changes_between(log, earlier, later))
        assert walked == reads(table.as_of(log, later))


def test_leaving_out_unchanged_rows_is_never_visible():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 180.0}, [span(0, 0)]))
    archive.learn(release(date(2020, 3, 1), {0: 180.0}, [span(0, 0)]))
    assert len(archive.table) == 1
    archive.learn(release(date(2020, 2, 1), {0: 179.0}, [span(0, 0)]))
    by_day = [reads(table.as_of(archive.table, date(2020, month, 1)))[MEASURE, date(2019, 1, 1)] for month in (1, 2, 3)]
    assert by_day == [180.0, 179.0, 180.0]
    assert list(table.as_of(archive.table, date(2020, 3, 1))["release"]) == ["r2"]
    assert list(table.as_of(archive.table, date(2020, 3, 1), edition=2)["vintage"]) == [pd.Timestamp(2020, 1, 1)]


def test_only_the_next_whole_release_says_what_it_restated():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 180.0}, [span(0, 0)]))
    archive.learn(release(date(2020, 3, 1), {0: 180.0}, [span(0, 0)]))
    archive.learn(release(date(2020, 4, 1), {0: 180.0}, [span(0, 0)]))
    archive.learn(release(date(2020, 2, 1), {0: 179.0}))
    assert archive.table["release"].tolist() == ["r1", "r4", "r2"]


def test_a_partial_release_writes_what_it_states_though_it_did_not_change():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 180.0}))
    archive.learn(release(date(2020, 3, 1), {0: 180.0}))
    archive.learn(release(date(2020, 2, 1), {0: 179.0}))
    assert archive.table["release"].tolist() == ["r1", "r3", "r2"]
    assert reads(table.as_of(archive.table, date(2020, 3, 1))) == {(MEASURE, date(2019, 1, 1)): 180.0}


def test_an_absence_is_a_fact_only_inside_the_span_restated():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 5.0, 1: 6.0, 2: 7.0}))
    archive.learn(release(date(2020, 2, 1), {1: 6.0}, [span(1, 2)]))
    seen = reads(table.as_of(archive.table, date(2020, 2, 1)))
    assert list(seen.values()) == [5.0, 6.0, "withdrawn"]


def test_a_release_that_does_not_say_what_is_final_leaves_that_of_unchanged_figures():
    """As final: 5 and withheld. Then, without a word on it, 5 and 7; then 6."""
    archive = Archive()
    archive.learn(release(date(2019, 7, 1), {0: 5.0, 1: None}, [span(0, 1)]))
    for day, values in ((date(2019, 8, 1), {0: 5.0, 1: 7.0}), (date(2019, 9, 1), {0: 6.0, 1: 7.0})):
        silent = release(day, values, [span(0, 1)])
        archive.learn(replace(silent, rows=silent.rows.assign(status="provisional"), states_final_status=False))
    statuses = {
        day: [(row.value, row.status) for row in table.as_of(archive.table, day).fillna({"value": -1}).itertuples()]
        for day in (date(2019, 7, 1), date(2019, 8, 1), date(2019, 9, 1))
    }
    assert list(statuses.values()) == [
        [(5, "final"), (-1, "suppressed")],
        [(5, "final"), (7, "provisional")],
        [(6, "provisional"), (7, "provisional")],
    ]


def test_a_number_printed_with_other_decimals_is_no_revision():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 0.0233863423760524, 1: 2.1}, [span(0, 1)]))
    again = release(date(2020, 2, 1), {0: 0.023386342, 1: 2.14}, [span(0, 1)])
    assert table.differs_from(archive.table, again)
    archive.learn(replace(again, states_final_status=False))
    assert archive.table[["release", "value"]].to_numpy().tolist() == [
        ["r1", 0.0233863423760524],
        ["r1", 2.1],
        ["r2", 2.14],
    ]
    changes = differences.changes_between(archive.table, date(2020, 1, 1), date(2020, 2, 1))
    assert changes["value"].tolist() == [2.14]
    archive.learn(release(date(2020, 3, 1), {0: 0.023386342, 1: 2.14}, [span(0, 1)]))
    assert len(archive.table) == 3


def test_a_correction_of_a_transcription_keeps_its_vintage_and_is_a_new_edition():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 157.0}))
    archive.learn(release(date(2020, 1, 1), {0: 175.0}))
    assert list(table.as_of(archive.table, date(2020, 1, 1))["value"]) == [175.0]
    assert list(table.as_of(archive.table, date(2020, 1, 1), edition=1)["value"]) == [157.0]
