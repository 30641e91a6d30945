"""A server takes in a new edition while it runs: whole, without a failed request, and never a broken one."""

import gc
import logging
import os
import shutil
import signal
import weakref

import pytest

from dashboard.app import create_app
from dashboard.charts.registry import default_params
from dashboard.config import Config
from dashboard.web import live_data
from dashboard.web.health import check_charts
from dashboard.web.live_data import LiveData
from etl.store.files import PROJECT_DATA_DIR
from tests.dashboard.web.clients import check_broken_file, check_update, editions_served
from tests.dashboard.web.served import COMMANDS, serving, wait_until
from tests.etl.stores import FIRST, ROWS, SECOND, add, line, typed


@pytest.fixture
def root(tmp_path):
    """A data folder with one edition."""
    add(tmp_path / "data", FIRST)
    return tmp_path / "data"


@pytest.fixture
def live(root):
    return LiveData(root, "", check_charts)


def break_rows(root, edition=1):
    """Damage the rows of an edition, as a disk does."""
    (root / ROWS.format(edition)).write_bytes(b"no gzip")


def look_twice(live):
    live.look(live.look(None))


# -- what is taken in --------------------------------------------------------------------------------------------------


def test_a_new_edition_takes_the_place_of_the_old_one_with_caches_of_its_own(root, live):
    before = live.current
    add(root, SECOND)
    look_twice(live)
    assert (before.edition, live.current.edition, live.problem) == (1, 2, "")
    assert live.current.responses is not before.responses
    assert live.current.charts is not before.charts
    assert before.charts.dataset.snapshot.edition == 1  # who still answers from it does so to the end


def test_what_has_not_changed_is_not_read_again(live):
    before = live.current
    look_twice(live)
    live.refresh()
    assert live.current is before


def test_commentary_that_changed_is_taken_in_without_a_new_edition(root, live):
    before = live.current
    shutil.copy(PROJECT_DATA_DIR / "helplines.csv", root)
    look_twice(live)
    assert live.current is not before
    assert live.current.edition == 1


def test_what_is_still_being_written_waits_for_the_next_look(root, live):
    states = live.look(None)
    add(root, SECOND)
    states = live.look(states)
    assert live.current.edition == 1
    live.look(states)
    assert live.current.edition == 2


def test_what_changed_while_it_was_read_is_not_taken(root, live, monkeypatch):
    add(root, SECOND)
    read = live._read

    def read_slowly():
        charts = read()
        add(root, typed(line("2020-08", 150, "2020-09-25")))
        return charts

    monkeypatch.setattr(live, "_read", read_slowly)
    live.refresh()
    assert (live.current.edition, live.problem) == (1, "")
    monkeypatch.setattr(live, "_read", read)
    look_twice(live)
    assert live.current.edition == 3


@pytest.mark.parametrize("damage", ["rows", "ledger", "rights", "nothing", "gone"])
def test_what_cannot_be_read_is_not_taken_and_the_reason_is_known(root, live, damage, caplog):
    before = live.current
    if damage == "rows":
        break_rows(root)
    elif damage == "ledger":
        (root / "releases.csv").write_text("no,ledger\n1,2\n", encoding="utf-8")
    elif damage == "rights":
        (root / "releases.csv").unlink()
        (root / "releases.csv").mkdir()
    elif damage == "nothing":
        (root / "releases.csv").unlink()
    else:
        shutil.rmtree(root)
    with caplog.at_level(logging.ERROR):
        look_twice(live)
        look_twice(live)
    assert live.current is before
    assert {"rows": "not readable as gzip", "ledger": "releases.csv"}.get(damage, "") in live.problem
    assert live.problem
    assert str(root) not in live.problem
    assert len(caplog.messages) == 1  # not once for each look


def test_what_was_mended_is_taken(root, live):
    good = (root / ROWS.format(1)).read_bytes()
    break_rows(root)
    look_twice(live)
    assert live.problem
    (root / ROWS.format(1)).write_bytes(good)
    look_twice(live)
    assert (live.current.edition, live.problem) == (1, "")


def test_data_from_which_an_answer_cannot_be_rendered_are_not_taken(root):
    def refuse(_charts):
        raise KeyError("a fault of ours")

    live = LiveData(root, "", refuse)
    add(root, SECOND)
    look_twice(live)
    assert (live.current.edition, live.problem) == (1, "KeyError: 'a fault of ours'")


def test_the_old_edition_is_let_go(root, live):
    client_of_old = live.current.charts
    client_of_old(default_params(client_of_old.dataset.availability)).text  # noqa: B018 - fills its caches
    check_charts(client_of_old)
    gc.freeze()
    old = weakref.ref(client_of_old.dataset)
    series = weakref.ref(
        client_of_old.dataset.index.find(measure="unregulated-deaths-month", place="CA-BC", group="all")
    )
    del client_of_old
    add(root, SECOND)
    look_twice(live)
    assert (old(), series()) == (None, None)
    gc.unfreeze()


def test_a_thread_takes_in_what_is_new_and_there_is_one_of_it(root, live, monkeypatch):
    monkeypatch.setattr(live_data, "WATCH_INTERVAL_S", 0.05)
    begun = []
    monkeypatch.setattr(live, "_watch", lambda watch=live._watch: begun.append(1) or watch())
    live.watch()
    live.watch()
    add(root, SECOND)
    wait_until(lambda: live.current.edition == 2)
    assert begun == [1]


def test_a_request_is_answered_from_one_edition_from_start_to_end(root, monkeypatch):
    server = create_app(Config(root)).server
    live = server.extensions[live_data.EXTENSION]
    expected = server.test_client().get("/chart/trend.json?notes=0").data

    def swap():
        """What happens between two lines of an answer."""
        add(root, SECOND)
        look_twice(live)

    class Swapping(type(live.current.charts)):
        def __call__(self, params):
            if live.current.edition == 1:
                swap()
            return super().__call__(params)

    monkeypatch.setattr(live.current.charts, "__class__", Swapping)
    during = server.test_client().get("/chart/trend.json?notes=0&lang=en")
    assert live.current.edition == 2
    assert during.data == expected
    after = server.test_client().get("/chart/trend.json?notes=0&lang=en")
    assert after.data != expected


# -- while clients ask -------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_an_update_while_clients_ask_fails_no_request(root, name):
    check_update(name, root, lambda: add(root, SECOND), 1)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_a_hang_up_takes_in_what_is_new(root, name):
    with serving(name, root) as server:
        before = server.workers()
        add(root, SECOND)
        server.hang_up()
        wait_until(lambda: not set(before) & set(server.workers()))
        wait_until(lambda: editions_served(server) == {2})


@pytest.mark.slow
def test_a_broken_file_leaves_every_worker_on_the_old_edition_and_readiness_says_why(root):
    check_broken_file("serve", root, lambda: break_rows(root), root / ROWS.format(1))


@pytest.mark.slow
def test_workers_that_are_replaced_begin_with_the_newest_edition_that_could_be_read(root):
    """Though what lies there by then cannot be."""
    with serving("serve", root) as server:
        add(root, SECOND)
        before = server.workers()
        wait_until(lambda: server.logged().count("edition 2 is served") == 1 + len(before))  # by the master, too
        break_rows(root, 2)
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        wait_until(lambda: len(set(server.workers()) - set(before)) == len(before))
        assert editions_served(server) == {2}


@pytest.mark.torture
@pytest.mark.parametrize("name", COMMANDS)
def test_all_that_ships_is_updated_while_clients_ask_for_a_minute(tmp_path, name):
    root = tmp_path / "data"
    shutil.copytree(PROJECT_DATA_DIR, root)
    check_update(name, root, lambda: add(root, typed(line("2026-06", 150, "2026-08-12"))), 25)
