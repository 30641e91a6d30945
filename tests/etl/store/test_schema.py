"""Rows that may not enter the table are refused with all that is wrong; those that may are put in order."""

from datetime import date

import pandas as pd
import pytest

from etl.store import schema
from tests.etl.histories import Archive, release


def stored():
    archive = Archive()
    archive.learn(release(date(2020, 1, 1), {0: 5.0, 1: None, 2: 7.0}))
    return archive.table


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda t: t.drop(columns="vintage"), "columns missing: vintage"),
        (lambda t: t.assign(note="x"), "columns not known: note"),
        (lambda t: t.assign(place=[None, "CA-BC", "CA-BC"]), "place is empty in 1 rows"),
        (lambda t: pd.concat([t, t.head(1)]), "repeated key: s deaths-month CA-BC all 2019-01-01"),
        (lambda t: t.assign(status="fine"), "unknown status 'fine'"),
        (lambda t: t.assign(status="final"), "status final without a value"),
        (lambda t: t.assign(status="suppressed"), "status suppressed with a value"),
        (lambda t: t.assign(value=-t["value"]), "negative value -5"),
        (lambda t: t.assign(period_end=pd.Timestamp(2018, 1, 31)), "period ends before it starts"),
        (lambda t: t.assign(value="many"), "a column holds what it may not"),
    ],
)
def test_validation_says_what_is_wrong(spoil, message):
    with pytest.raises(schema.SchemaError) as refusal:
        schema.validate(spoil(stored()))
    assert message in str(refusal.value)


def test_validation_lists_every_breach_at_once():
    spoiled = stored().assign(status=["fine", "suppressed", "suppressed"], value=[-1.0, None, 7.0])
    with pytest.raises(schema.SchemaError) as refusal:
        schema.validate(spoiled)
    assert len(refusal.value.problems) == 3


def test_validation_sorts_and_keeps_every_row():
    shuffled = stored().sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(schema.validate(shuffled), stored())
