"""What differs between two states leads from the one to the other, and back."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from etl.core.columns import KEY_COLUMNS
from etl.store import differences, table
from etl.store.differences import ADDED, Change, Moment
from tests.etl.histories import days, histories, learned, release, span
from tests.examples import examples

BACKWARDS = {
    Change.RAISED: {Change.LOWERED},
    Change.LOWERED: {Change.RAISED},
    Change.NEW: {Change.NOT_HELD},
    Change.FIRST_HELD: {Change.NOT_HELD},
    Change.WITHOUT_VALUE: {Change.NOT_HELD},
    Change.STATED: {Change.WITHHELD, Change.WITHDRAWN},
    Change.WITHHELD: {Change.STATED},
    Change.STATUS: {Change.STATUS, Change.WITHDRAWN},
    Change.NOT_HELD: {*ADDED, Change.WITHDRAWN},
    Change.WITHDRAWN: {Change.STATED, Change.STATUS, Change.NOT_HELD},
}
"""What a change is called that is looked at from the other side."""


def state(rows, suffix=""):
    """``{key: (value, status)}`` of some rows, which may be those of one side of a diff."""
    values = zip(rows[f"value{suffix}"].tolist(), rows[f"status{suffix}"].tolist(), strict=True)
    cells = (("none" if pd.isna(value) else value, status) for value, status in values)
    return dict(zip(rows[KEY_COLUMNS].itertuples(index=False, name=None), cells, strict=True))


def applied(before, changed):
    """A state with a diff applied to it: what it no longer has goes, all else is as the diff says."""
    gone = set(state(changed[changed["change"] == Change.NOT_HELD]))
    return {key: cell for key, cell in (state(before) | state(changed)).items() if key not in gone}


@st.composite
def pairs_of_states(draw):
    """A table, and two moments of it: any two days, and what was known of them by any two editions."""
    history = draw(histories(same_day=True))
    moments = (Moment(draw(st.sampled_from(days(history))), draw(st.integers(0, len(history)))) for _ in range(2))
    return learned(history).table, *moments


@examples(60)
@given(pairs_of_states())
def test_a_diff_leads_from_one_state_to_the_other_and_back(sample):
    rows, *moments = sample
    before, after = (table.as_of(rows, moment.day, moment.edition) for moment in moments)
    forth = differences.diff(before, after, moments[0].day)
    back = differences.diff(after, before, moments[1].day)
    assert applied(before, forth) == state(after)
    assert applied(after, back) == state(before)
    assert differences.diff(before, before, moments[0].day).empty
    assert state(forth) == state(back, "_before")
    assert state(forth, "_before") == state(back)
    turned = zip(forth["change"], back["change"], strict=True)
    assert all(backwards in BACKWARDS[Change(change)] for change, backwards in turned)
    pd.testing.assert_frame_equal(differences.changes(rows, *moments), forth)


@examples(40)
@given(histories(same_day=True))
def test_each_release_changed_what_differs_from_the_day_before(history):
    rows = learned(history).table
    by_release = differences.changes_by_release(rows)
    for day in days(history):
        expected = differences.changes_between(rows, day - timedelta(days=1), day)
        of_day = by_release[by_release["vintage"] == pd.Timestamp(day)].reset_index(drop=True)
        pd.testing.assert_frame_equal(of_day, expected)


@examples(40)
@given(histories())
def test_what_was_stated_on_a_day_is_all_that_its_release_says(history):
    archive = learned(history)
    for item in history:
        assert differences.count_stated(archive.table, archive.spans, "s", item.vintage) == len(item.rows)


def test_zero_suppressed_withdrawn_and_absent_are_four_things():
    cells = {"zero": 0.0, "suppressed": None, "five": 5.0}
    kinds = {}
    for before, after in product(cells, cells):
        rows = learned(
            [release(date(2020, 1, 1), {0: cells[before]}), release(date(2020, 2, 1), {0: cells[after]})]
        ).table
        changed = differences.changes_between(rows, date(2020, 1, 1), date(2020, 2, 1))
        kinds[before, after] = changed["change"].tolist()
    assert kinds == {
        ("zero", "zero"): [],
        ("zero", "suppressed"): ["withheld"],
        ("zero", "five"): ["raised"],
        ("suppressed", "zero"): ["stated"],
        ("suppressed", "suppressed"): [],
        ("suppressed", "five"): ["stated"],
        ("five", "zero"): ["lowered"],
        ("five", "suppressed"): ["withheld"],
        ("five", "five"): [],
    }


def test_the_same_value_with_another_status_is_no_revision():
    later = release(date(2020, 2, 1), {0: 5.0})
    rows = learned(
        [release(date(2020, 1, 1), {0: 5.0}), replace(later, rows=later.rows.assign(status="provisional"))]
    ).table
    changed = differences.changes_between(rows, date(2020, 1, 1), date(2020, 2, 1))
    assert changed["change"].tolist() == ["status"]


def test_a_newer_period_is_new_and_an_older_one_is_first_held():
    rows = learned(
        [release(date(2020, 1, 1), {2: 5.0, 3: 6.0}), release(date(2020, 2, 1), {1: 4.0, 4: 7.0}, [span(3, 4)])]
    ).table
    changed = differences.changes_between(rows, date(2020, 1, 1), date(2020, 2, 1))
    assert changed["change"].tolist() == ["first_held", "withdrawn", "new"]
    assert changed["value_before"].isna().tolist() == [True, False, True]


def kinds_of(first_day, before, day, after):
    """The kinds of change of a release, by month."""
    rows = learned([release(first_day, before), release(day, after)] if before else [release(day, after)]).table
    changed = differences.changes_by_release(rows)
    return changed.loc[changed["vintage"] == pd.Timestamp(day), "change"].tolist()


def test_first_held_is_first_published_only_right_after_the_last_release():
    soon, late = date(2020, 4, 10), date(2020, 4, 11)
    assert (soon - date(2020, 1, 1)) == differences.MAX_RELEASE_GAP
    assert kinds_of(date(2020, 1, 1), {3: 5.0}, soon, {4: 6.0}) == ["new"]
    assert kinds_of(date(2020, 1, 1), {3: 5.0}, late, {4: 6.0}) == ["first_held"]
    assert kinds_of(None, {}, soon, {3: 5.0, 4: 6.0}) == ["first_held", "first_held"]


def test_a_period_that_was_not_over_cannot_have_been_published():
    assert kinds_of(date(2018, 1, 1), {0: 5.0}, date(2019, 5, 31), {3: 6.0, 4: 7.0}) == ["first_held", "new"]


def test_what_is_first_held_without_a_value_is_no_new_figure():
    assert kinds_of(date(2020, 1, 1), {3: 5.0}, date(2020, 2, 1), {2: None, 4: None}) == ["without_value"] * 2
    assert kinds_of(None, {}, date(2020, 2, 1), {2: 0.0, 4: None}) == ["first_held", "without_value"]
