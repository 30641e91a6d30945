"""Killed at any point of an update, the store is as before or as after, and the next run finishes the work."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from etl.ingest import quarantine, update
from etl.ingest.update import Outcome
from etl.store.files import Store
from tests.etl.live import BY_ID, LATER, TODAY, client, watch
from tests.etl.publishers import publisher

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
LIVE = BY_ID["ca-phac"], BY_ID["us-ca-sf-ocme"]

# Updates a store from addresses given as ``id=address``. With a step, forks for copies of the store and kills each fork
# when it comes to a line of a module that writes, every so many lines, until some ran to their end.
RUN = """
import os, shutil, signal, sys
from pathlib import Path
from etl.ingest import fetch_state, quarantine, update
from etl.store import atomic, files
from tests.etl.live import BY_ID, LATER, client, watch
root, before, step, *addresses = sys.argv[1:]
sources = [BY_ID[name].source_at(address) for name, address in (text.split("=") for text in addresses)]
writing = {module.__file__ for module in (quarantine, fetch_state, files, atomic)}
seen = 0
def run(folder):
    update.update(files.Store(Path(folder)), sources, today=LATER, client=client, watch=watch)
def trace(frame, event, _):
    global seen
    if frame.f_code.co_filename in writing:
        seen += event == "line"
        if seen == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace
def traced_finish(*arguments, **options):
    sys.settrace(trace)
    try:
        return finish(*arguments, **options)
    finally:
        sys.settrace(None)
if not int(step):
    run(root)
    sys.exit()
finish, update._UpdateRun.finish = update._UpdateRun.finish, traced_finish
stop, ended = 1, 0
while ended < 3:
    shutil.copytree(before, f"{root}/{stop}")
    pid = os.fork()
    if pid == 0:
        run(f"{root}/{stop}")
        os._exit(0)
    code = os.waitpid(pid, 0)[1]
    ended += code == 0
    print(stop, code, flush=True)
    stop += int(step)
"""


@pytest.fixture(scope="module", autouse=True)
def _direct():
    """No proxy of the machine's stands between."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_PROXY", "127.0.0.1")
        yield


@pytest.fixture(scope="module")
def server():
    with publisher() as running:
        yield running


@pytest.fixture(scope="module")
def sources(server):
    """Two sources as their publishers show them later: one revised, one doubtful."""
    phac, sf = LIVE
    return [
        phac.source_at(server.serve("/ca-phac", phac.serving(phac.revised))),
        sf.source_at(server.serve("/us-ca-sf-ocme", sf.serving((",38,", ",390,")))),
    ]


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A store that learned what the publishers showed at first."""
    folder = tmp_path_factory.mktemp("killed") / "before"
    with publisher() as first:
        earlier = [live.source_at(first.serve(f"/{live.source_id}", live.serving())) for live in LIVE]
        reports = update.update(Store(folder), earlier, today=TODAY, client=client, watch=watch)
    assert {report.outcome for report in reports} == {Outcome.NEW}
    return folder


def facts(root):
    """What each source's ledger rows and table rows are, and what waits: independent of the order of the sources."""
    store = Store(root)
    snapshot = store.load()
    rows = snapshot.table.drop(columns="edition").set_index("source").sort_index(kind="stable")
    releases = {name: tuple(ids) for name, ids in snapshot.ledger.groupby("source")["id"]}
    return {name: (releases[name], rows.loc[[name]].to_csv()) for name in releases}, quarantine.list_names(store)


@pytest.fixture(scope="module")
def is_after(before, sources, tmp_path_factory):
    """Tells whether every source of a store is as before or as after; anything else is a failure."""
    done = tmp_path_factory.mktemp("done") / "after"
    shutil.copytree(before, done)
    update.update(Store(done), sources, today=LATER, client=client, watch=watch)
    (first, none), (last, waiting) = facts(before), facts(done)
    assert (none, len(waiting)) == ([], 1)
    assert {name for name in last if last[name] != first.get(name)} == {"ca-phac"}

    def state(root):
        rows, waits = facts(root)
        for name in last:
            assert rows.get(name) in (first.get(name), last[name]), name
        assert waits in ([], waiting)
        return (rows, waits) == (last, waiting)

    return state


def start(root, sources, before="", step=0):
    addresses = [f"{source.id}={source.download.urls[0]}" for source in sources]
    command = [sys.executable, "-c", RUN, str(root), str(before), str(step), *addresses]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def finish(root, sources):
    """The next run, which is not killed."""
    update.update(Store(root), sources, today=LATER, client=client, watch=watch)


@pytest.mark.parametrize("step", [60, pytest.param(1, marks=pytest.mark.torture)])
def test_killed_at_a_line_that_writes(before, sources, is_after, tmp_path, step):
    with start(tmp_path, sources, before, step) as process:
        codes = [tuple(map(int, line.split())) for line in process.communicate(timeout=1800)[0].splitlines()]
    killed = [stop for stop, code in codes if code == 9]
    assert len(killed) >= 225 // step
    assert [code for _, code in codes] == [9] * len(killed) + [0] * 3  # the last ones left no line out
    states = [is_after(tmp_path / str(stop)) for stop, _ in codes]
    assert not all(states[: len(killed)])
    assert all(states[len(killed) :])
    for stop in killed[:: max(1, len(killed) // 8)]:
        finish(tmp_path / str(stop), sources)
        assert is_after(tmp_path / str(stop))


@pytest.mark.parametrize("kills", [5, pytest.param(40, marks=pytest.mark.torture)])
def test_killed_at_any_moment(before, sources, is_after, tmp_path, kills):
    shutil.copytree(before, tmp_path / "whole")
    begun = time.monotonic()
    with start(tmp_path / "whole", sources) as process:
        assert process.wait(600) == 0
    usual = time.monotonic() - begun
    assert is_after(tmp_path / "whole")
    for kill in range(kills):
        root = tmp_path / str(kill)
        shutil.copytree(before, root)
        with start(root, sources) as process:
            time.sleep(usual * (0.45 + 0.5 * kill / kills))
            process.kill()
        is_after(root)
        finish(root, sources)
        assert is_after(root)
