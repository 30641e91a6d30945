"""States of addresses are read as they were written, or refused by name."""

import json

import pytest

from etl.core.errors import InvalidDocument
from etl.store.states_by_address import read_states, write_states

A, B = "https://a.example/", "https://b.example/"
STATES = {B: {"seen": 2}, A: {"seen": 1}}


def read(path, *, needs_hash=True):
    return read_states(path, lambda entry: entry["seen"], expected="what was written", needs_hash=needs_hash)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "states.json"


def test_states_are_read_as_they_were_written_in_the_order_of_addresses(path):
    assert read(path) == {}
    write_states(path, STATES)
    assert read(path) == {A: 1, B: 2}
    assert list(json.loads(path.read_bytes())) == [A, B]


def test_a_state_of_before_hashes_is_believed_where_there_were_such(path):
    path.write_text(json.dumps({A: {"seen": 1}}))
    assert read(path, needs_hash=False) == {A: 1}
    with pytest.raises(InvalidDocument, match="found no hash of the content"):
        read(path)


@pytest.mark.parametrize("needs_hash", [True, False])
@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries[A].update(seen=9),
        lambda entries: entries.update({A: entries[B]}),
        lambda entries: entries[A].pop("seen"),
        lambda entries: entries.update({A: "text"}),
    ],
)
def test_what_was_changed_since_is_refused(path, change, needs_hash):
    write_states(path, STATES)
    entries = json.loads(path.read_bytes())
    change(entries)
    path.write_text(json.dumps(entries))
    with pytest.raises(InvalidDocument, match=f"^{path}: refused\n  - not readable .*; expected what was written"):
        read(path, needs_hash=needs_hash)
