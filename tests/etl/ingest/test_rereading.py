"""A reader that read wrongly is mended: what it read wrongly is void, and what is pinned stays as it was."""

import gzip
from dataclasses import replace
from datetime import date

import pytest

from etl.core.errors import InvalidDocument
from etl.ingest import pipeline
from etl.ingest.rereading import Reading, reread
from etl.sources.ca_bc_coroners import SOURCE
from etl.store import documents, table
from etl.store.files import Store
from tests.etl.stores import FIRST, SECOND, TODAY, line, tree, typed

MENDED = replace(SOURCE, keeps_documents=True)
THIRD = typed(line("2020-07", 178, "2020-10-20"), line("2020-06", 177, "2020-10-20"))
DAYS = [date(2020, 7, 1), date(2020, 7, 16), date(2020, 8, 25), date(2020, 10, 20), TODAY]
JULY = date(2020, 7, 1)


def misread(document):
    """What the reader makes of a document that it reads wrongly: of July one death too many."""
    return tuple(
        replace(
            release, rows=release.rows.assign(value=release.rows["value"] + (release.rows["period_start"] == str(JULY)))
        )
        for release in SOURCE.parse(document)
    )


MISTAKEN = replace(MENDED, parse=misread)


def filled(root, source):
    root.mkdir()
    for document in (FIRST, SECOND, THIRD):
        pipeline.add(Store(root), source, [document], today=TODAY)
    return Store(root)


@pytest.fixture
def store(tmp_path):
    """A store that was filled by the reader that reads wrongly."""
    return filled(tmp_path / "mistaken", MISTAKEN)


def values(store, day, edition=None):
    """What the table says as of a day: the value by series and period."""
    state = table.as_of(store.load().table, day, edition)
    return dict(
        zip(zip(state["measure"], state["place"], state["period_start"], strict=True), state["value"], strict=True)
    )


def run(store, source=MENDED, write=True):
    seen = []
    readings = reread(
        store, source, why="July was misread", today=TODAY, accept=False, preview=lambda it: seen.append(it) or write
    )
    return readings, seen


def test_what_was_misread_is_void_and_the_table_says_what_the_mended_reader_says(store, tmp_path):
    pinned = {day: values(store, day, edition=3) for day in DAYS}
    readings, seen = run(store)
    assert readings == {
        "ca-bc-coroners:2020-06-11": Reading.SAME,
        "ca-bc-coroners:2020-07-16": Reading.SAME,
        "ca-bc-coroners:2020-08-25": Reading.CHANGED,
        "ca-bc-coroners:2020-10-20": Reading.CHANGED,
    }
    assert len(seen) == 2
    right = filled(tmp_path / "right", MENDED)
    assert {day: values(store, day) for day in DAYS} == {day: values(right, day) for day in DAYS}
    assert {day: values(store, day, edition=3) for day in DAYS} == pinned
    assert {erratum.why for erratum in store.load().errata} == {"July was misread"}
    assert set(run(store)[0].values()) == {Reading.SAME}


def test_what_is_not_to_be_written_is_shown_alone(store):
    untouched = tree(store.root)
    readings, seen = run(store, write=False)
    assert [*readings.values()].count(Reading.CHANGED) == len(seen) == 2
    assert tree(store.root) == untouched


def test_killed_between_the_two_acts_it_is_ended_by_the_next(store, tmp_path, monkeypatch):
    commit, done = Store.commit, []

    def killed(self, *given):
        if done:
            raise KeyboardInterrupt
        done.append(given)
        commit(self, *given)

    monkeypatch.setattr(Store, "commit", killed)
    with pytest.raises(KeyboardInterrupt):
        run(store)
    monkeypatch.undo()
    run(store)
    right = filled(tmp_path / "right", MENDED)
    assert {day: values(store, day) for day in DAYS} == {day: values(right, day) for day in DAYS}


def test_what_is_not_kept_is_left_as_it_is(store):
    for path in store.root.glob(f"{documents.FOLDER}/*/*.gz"):
        path.unlink()
    untouched = tree(store.root)
    assert set(run(store)[0].values()) == {Reading.NOT_KEPT}
    assert tree(store.root) == untouched


def test_a_document_that_can_no_longer_be_read_is_named_and_nothing_is_written(store):
    untouched = tree(store.root)

    def refuse(document):
        raise InvalidDocument(document.name, ["line 1: found another form"])

    with pytest.raises(InvalidDocument, match=r"typed\.csv: refused"):
        run(store, replace(MENDED, parse=refuse))
    assert tree(store.root) == untouched


def test_a_damaged_copy_is_named(store):
    path = next(store.root.glob(f"{documents.FOLDER}/*/*.gz"))
    path.write_bytes(gzip.compress(b"other bytes"))
    with pytest.raises(InvalidDocument, match=path.name):
        run(store)
