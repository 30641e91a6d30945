"""What each feed showed is kept whole, or refused."""

import json
from datetime import date

import pytest

from etl.claims.watching import feed_states
from etl.claims.watching.feed_states import FeedState
from etl.core.errors import EtlError, InvalidDocument
from etl.fetch.exchange import Validators
from etl.store.files import Store

STATE = FeedState(Validators('"1"', "Tue, 25 Aug 2020 10:00:00 GMT"), date(2026, 11, 30), b"<rss>\x00\xff</rss>")
OTHER = FeedState(Validators('"2"'), date(2026, 11, 29), b"")
A, B = "https://a.example/feed", "https://b.example/feed"


def test_states_are_read_as_they_were_written(tmp_path):
    assert feed_states.load(tmp_path) == {}
    feed_states.save(Store(tmp_path), {A: STATE})
    feed_states.save(Store(tmp_path), {B: OTHER})
    assert feed_states.load(tmp_path) == {A: STATE, B: OTHER}
    feed_states.save(Store(tmp_path), {A: OTHER})
    assert feed_states.load(tmp_path) == {A: OTHER, B: OTHER}


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: entries[A].update(looked="2026-11-29"),
        lambda entries: entries[A].update(content=entries[B]["content"]),
        lambda entries: entries[A].pop("check"),
        lambda entries: entries[A].pop("content"),
        lambda entries: entries.update({B: entries[A]}),
        lambda entries: entries.update({B: 1}),
    ],
)
def test_what_was_changed_since_is_refused_by_name(tmp_path, change):
    feed_states.save(Store(tmp_path), {A: STATE, B: OTHER})
    path = tmp_path / feed_states.FILE
    entries = json.loads(path.read_bytes())
    change(entries)
    path.write_text(json.dumps(entries))
    with pytest.raises(InvalidDocument, match=f"^{path}: refused\n  - not readable .*; without the file every feed is"):
        feed_states.load(tmp_path)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_such_file_is_refused_by_name(tmp_path, content):
    (tmp_path / feed_states.FILE).write_bytes(content)
    with pytest.raises(InvalidDocument, match="expected what watch wrote"):
        feed_states.load(tmp_path)


def test_two_commands_do_not_write_at_once(tmp_path):
    with Store(tmp_path).lock(), pytest.raises(EtlError, match="another command is writing there"):
        feed_states.save(Store(tmp_path), {A: STATE})
