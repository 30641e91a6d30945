"""Documents become one edition or nothing: twice is once, refused is untouched, killed is before or after."""

import hashlib
import random
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from etl.core.columns import KEY_COLUMNS
from etl.core.errors import InvalidDocument
from etl.core.source import Document
from etl.ingest import pipeline
from etl.ingest.pipeline import Provenance
from etl.sources.ca_bc_coroners import SOURCE
from etl.store import table
from etl.store.files import PROJECT_DATA_DIR, Store
from tests.etl.stores import FIRST, ROWS, SECOND, TODAY, add, line, state, tree, typed, values

ROOT = Path(__file__).parents[3]
SHIPPED = PROJECT_DATA_DIR / "transcribed" / "ca-bc-coroners.csv"
REFUSED = typed(line("2020-08", -1, "2020-09-23"))


def test_a_document_is_taken_release_by_release(tmp_path):
    taken = add(tmp_path, FIRST)
    assert [(item.release.vintage, item.rows_written) for item in taken] == [
        (date(2020, 6, 11), 1),
        (date(2020, 7, 16), 2),
    ]
    snapshot = Store(tmp_path).load()
    assert values(snapshot, date(2020, 6, 11)) == {"2020-05": 170}
    assert values(snapshot, date(2020, 7, 16)) == {"2020-05": 171, "2020-06": 175}
    entry = snapshot.ledger.iloc[1]
    assert (entry["id"], entry["document"], entry["rows"]) == ("ca-bc-coroners:2020-07-16", "typed.csv", 2)
    assert (entry["bytes"], entry["edition"], entry["known"]) == (len(FIRST.content), 1, "press")
    assert (entry["restates"], entry["learned_on"].date()) == ("", TODAY)


def test_the_same_document_twice_changes_nothing_and_says_so(tmp_path):
    add(tmp_path, FIRST, SECOND)
    before = tree(tmp_path)
    for documents in ((FIRST,), (SECOND,), (SECOND, FIRST)):
        assert {item.rows_written for item in add(tmp_path, *documents, today=date(2027, 1, 1))} == {None}
        assert tree(tmp_path) == before


def test_the_same_document_under_another_name_is_the_same(tmp_path):
    add(tmp_path, SECOND)
    before = tree(tmp_path)
    assert [item.rows_written for item in add(tmp_path, Document("copy.csv", SECOND.content))] == [None]
    assert tree(tmp_path) == before


def test_the_same_document_twice_in_one_command_is_taken_once(tmp_path):
    assert [item.rows_written for item in add(tmp_path, SECOND, SECOND)] == [3, None]
    assert len(Store(tmp_path).load().ledger) == 1


def test_several_documents_are_one_edition(tmp_path):
    add(tmp_path, SECOND, FIRST)
    snapshot = Store(tmp_path).load()
    assert snapshot.edition == 1
    assert set(snapshot.table["edition"]) == set(snapshot.ledger["edition"]) == {1}
    assert snapshot.ledger["vintage"].is_monotonic_increasing
    assert values(snapshot, date(2020, 7, 31)) == {"2020-05": 171, "2020-06": 175}
    assert values(snapshot) == {"2020-05": 174, "2020-06": 177, "2020-07": 175}


def test_what_is_new_beside_what_is_held_is_one_more_edition(tmp_path):
    add(tmp_path, FIRST)
    both = typed(*FIRST.content.decode().splitlines(keepends=True)[1:], line("2020-07", 175, "2020-08-25"))
    assert [item.rows_written for item in add(tmp_path, both)] == [None, None, 1]
    assert Store(tmp_path).load().ledger["edition"].tolist() == [1, 1, 2]


def test_a_restated_figure_that_did_not_change_writes_no_row(tmp_path):
    add(tmp_path, SECOND)
    again = typed(
        *(
            line(f"2020-{month:02}", count, "2020-09-23", restates="whole")
            for month, count in ((5, 174), (6, 181), (7, 175))
        )
    )
    assert [item.rows_written for item in add(tmp_path, again)] == [1]
    assert len(Store(tmp_path).load().ledger) == 2


def test_other_figures_of_a_held_day_correct_it(tmp_path):
    add(tmp_path, typed(line("2020-07", 157, "2020-08-25")))
    add(tmp_path, typed(line("2020-07", 175, "2020-08-25")))
    snapshot = Store(tmp_path).load()
    assert snapshot.ledger["id"].tolist() == ["ca-bc-coroners:2020-08-25", "ca-bc-coroners:2020-08-25.02"]
    assert values(snapshot) == {"2020-07": 175}
    assert values(snapshot, edition=1) == {"2020-07": 157}


@pytest.mark.parametrize("documents", [(REFUSED,), (SECOND, REFUSED), (REFUSED, SECOND)])
def test_one_refusal_leaves_everything_as_it_was(tmp_path, documents):
    add(tmp_path / "data", FIRST)
    before = tree(tmp_path)
    with pytest.raises(InvalidDocument, match=r"typed\.csv: refused"):
        add(tmp_path / "data", *documents)
    assert tree(tmp_path) == before


def test_a_refusal_makes_no_folder(tmp_path):
    with pytest.raises(InvalidDocument):
        add(tmp_path / "data", REFUSED)
    assert list(tmp_path.iterdir()) == []


def test_a_release_from_the_future_is_refused(tmp_path):
    add(tmp_path, FIRST)
    before = tree(tmp_path)
    with pytest.raises(
        InvalidDocument, match=r"typed\.csv: refused\n  - published on 2020-08-25, which is after today"
    ):
        add(tmp_path, SECOND, today=date(2020, 8, 24))
    assert tree(tmp_path) == before
    add(tmp_path, SECOND, today=date(2020, 8, 25))
    assert Store(tmp_path).load().edition == 2


def test_a_correction_can_be_taken_back(tmp_path):
    first, second = typed(line("2020-07", 175, "2020-08-25")), typed(line("2020-07", 157, "2020-08-25"))
    assert [taken.rows_written for document in (first, second, first) for taken in add(tmp_path, document)] == [1, 1, 1]
    assert values(Store(tmp_path).load()) == {"2020-07": 175}
    assert [taken.rows_written for taken in add(tmp_path, first)] == [None]


def test_what_a_release_says_of_itself_can_be_corrected(tmp_path):
    add(tmp_path, typed(line("2020-07", 175, "2020-08-25")))
    assert [
        taken.rows_written for taken in add(tmp_path, typed(line("2020-07", 175, "2020-08-25", restates="whole")))
    ] == [0]
    assert Store(tmp_path).load().ledger["restates"].tolist()[1] != ""


def test_the_ledger_names_the_document(tmp_path):
    add(tmp_path, FIRST)
    assert set(Store(tmp_path).load().ledger["sha256"]) == {hashlib.sha256(FIRST.content).hexdigest()}


@pytest.mark.slow
def test_the_order_of_learning_is_never_visible(tmp_path):
    shipped = Store().load()
    shuffle = random.Random(1)
    document = Document(SHIPPED.name, SHIPPED.read_bytes())
    releases = list(SOURCE.parse(document))
    shuffle.shuffle(releases)
    snapshot = Store(tmp_path).load()
    while releases:
        batch = [releases.pop() for _ in range(min(len(releases), shuffle.randint(1, 12)))]
        snapshot, _ = pipeline.ingest(snapshot, SOURCE, [(Provenance.from_document(document), batch)], today=TODAY)
    assert snapshot.edition > 5
    columns = [*KEY_COLUMNS, "value", "status"]
    first = (shipped.ledger["source"] == SOURCE.id) & (shipped.ledger["edition"] == 1)
    ours = shipped.table[shipped.table["source"] == SOURCE.id]
    for day in shipped.ledger.loc[first, "vintage"].drop_duplicates():
        rows = table.as_of(snapshot.table, day)[columns]
        assert rows.equals(table.as_of(ours, day, edition=1)[columns]), day


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store before SECOND is added, and the file itself."""
    folder = tmp_path_factory.mktemp("killed")
    add(folder / "before", FIRST)
    (folder / "second.csv").write_bytes(SECOND.content)
    return folder


@pytest.fixture(scope="module")
def state_of(folder):
    """Tells whether a store is as before SECOND was added or as after; anything else is a failure."""
    before = Store(folder / "before").load()
    after, _ = pipeline.ingest(before, SOURCE, [(Provenance.from_document(SECOND), SOURCE.parse(SECOND))], today=TODAY)

    def name_state(root):
        snapshot = Store(root).load()
        for name, expected in (("before", before), ("after", after)):
            if snapshot.table.equals(expected.table) and snapshot.ledger["id"].equals(expected.ledger["id"]):
                return name
        return pytest.fail(f"{root} is neither as before nor as after")

    return name_state


# Runs the command again and again in a copy of this process that kills itself at the next line that writes.
KILL_AT = """
import os, shutil, signal, sys
from etl.cli.main import main
from etl.store import atomic, files
lines, commit = 0, files.Store.commit
traced = {files.__file__, atomic.__file__}
def trace(frame, event, _):
    global lines
    if frame.f_code.co_filename in traced:
        lines += 1
        if lines == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
def watched(*arguments):
    sys.settrace(trace)
    commit(*arguments)
    sys.settrace(None)
files.Store.commit = watched
before, document, root = sys.argv[1:]
stop, ended = 1, 0
while ended < 3:
    shutil.copytree(before, f"{root}/{stop}")
    pid = os.fork()
    if pid == 0:
        sys.stdout = open(os.devnull, "w")
        os._exit(main(["add", "ca-bc-coroners", document, "--data", f"{root}/{stop}"]))
    code = os.waitpid(pid, 0)[1]
    ended += code == 0
    print(code, flush=True)
    stop += 1
"""


@pytest.mark.slow
def test_killed_at_any_line_of_a_write_it_is_before_or_after(folder, state_of, tmp_path):
    command = [sys.executable, "-c", KILL_AT, str(folder / "before"), str(folder / "second.csv"), str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=1800)
    codes = [int(code) for code in run.stdout.split()]
    killed, stops = codes.count(9), range(1, len(codes) + 1)
    assert killed >= 15
    assert codes == [9] * killed + [0] * 3  # the last ones ran to their end, so that no line was left out
    states = [state_of(tmp_path / str(stop)) for stop in stops]
    before = states.count("before")
    assert states == ["before"] * before + ["after"] * (len(stops) - before)
    assert 0 < before < killed
    for stop in (1, before, before + 1, killed):  # and the same command then finishes the work
        add(tmp_path / str(stop), SECOND)
        assert state_of(tmp_path / str(stop)) == "after"


@pytest.mark.slow
@pytest.mark.parametrize("kills", [8, pytest.param(64, marks=pytest.mark.torture)])
def test_killed_at_any_moment_it_is_before_or_after(folder, state_of, tmp_path, kills):
    def start(name):
        shutil.copytree(folder / "before", tmp_path / name)
        arguments = ["add", "ca-bc-coroners", str(folder / "second.csv"), "--data", str(tmp_path / name)]
        return subprocess.Popen([sys.executable, "-m", "etl", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)

    begun = time.monotonic()
    assert start("whole").wait(600) == 0
    usual = time.monotonic() - begun
    assert state_of(tmp_path / "whole") == "after"
    for kill in range(kills):
        with start(str(kill)) as process:
            time.sleep(usual * (0.4 + 0.6 * kill / kills))
            process.kill()
        assert state_of(tmp_path / str(kill)) in {"before", "after"}
        assert set(state(tmp_path / str(kill))) - {ROWS.format(2)} == {"editions.csv", "releases.csv", ROWS.format(1)}
