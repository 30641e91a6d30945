"""A server takes in a new edition while it runs: whole, without a failed request, and never a broken one."""

import gc
import json
import logging
import shutil
import time
import weakref
from threading import Event, Thread

import pytest

from dashboard.app import create_app
from dashboard.charts.registry import default_params
from dashboard.config import Config
from dashboard.web import live_data
from dashboard.web.health import check_charts
from dashboard.web.live_data import LiveData
from etl.store.files import PROJECT_DATA_DIR
from tests.dashboard.web.served import BASE_URL, COMMANDS, serving, wait_until
from tests.etl.stores import FIRST, ROWS, SECOND, add, line, typed

ADDRESSES = ("/", "/chart/trend", "/chart/trend.csv", "/chart/trend.json", "/chart/trend.svg", "/chart/vintages.csv")
CLIENTS = 20
MAX_DELAY_S = 10
SETTLED_S = 1.5
"""Seconds of nothing but new answers after which every worker has been asked."""


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
    wait_until(lambda: live.current.edition == 2, 10)
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


class Clients:
    """Clients that ask in turn for all addresses until they are stopped, and what they got."""

    def __init__(self, server, addresses, number):
        self.server, self.addresses = server, addresses
        self.answers, self.failures = [], []
        self._stop = Event()
        self._threads = [Thread(target=self._ask, args=(first,)) for first in range(number)]

    def _ask(self, first):
        turn = first
        while not self._stop.is_set():
            address = self.addresses[turn % len(self.addresses)]
            turn += 1
            asked_at = time.monotonic()
            try:
                status, _, body = self.server.get(address)
            except OSError as error:
                self.failures.append((address, repr(error)))
                continue
            if status != 200:
                self.failures.append((address, status, body[:300]))
            self.answers.append((asked_at, address, body))

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()


def expected_answers(root):
    """What each address answers over a folder as it is now."""
    client = create_app(Config(root, BASE_URL)).server.test_client()
    return {address: client.get(address, headers={"Accept-Encoding": "identity"}).data for address in ADDRESSES}


def editions_served(server, rounds=6):
    """The editions that the workers serve: each connection may come to another."""
    return {json.loads(server.get("/healthz")[2])["edition"] for _ in range(rounds)}


def check_update(name, root, learn, seconds):
    """Let an edition be learned while clients ask, for some seconds before and after all are on it."""
    old = expected_answers(root)
    with serving(name, root) as server, Clients(server, ADDRESSES, CLIENTS) as clients:
        time.sleep(seconds)
        learn()
        new = expected_answers(root)
        wait_until(lambda: are_new(since(clients, time.monotonic() - SETTLED_S), old, new), MAX_DELAY_S + SETTLED_S)
        caught_up_at = time.monotonic()
        time.sleep(seconds)
    assert clients.failures == []
    assert all(body in (old[address], new[address]) for _, address, body in clients.answers)  # never of both
    assert are_new(since(clients, caught_up_at), old, new)
    assert any(body == old[address] != new[address] for _, address, body in clients.answers)


def since(clients, moment):
    """The answers that clients had after a moment: of every worker, where that is long enough ago."""
    return [answer for answer in list(clients.answers) if answer[0] > moment]


def are_new(answers, old, new):
    """Whether some answers are all of the new edition, and some of them differ from the old."""
    return all(body == new[address] for _, address, body in answers) and any(
        body != old[address] for _, address, body in answers
    )


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
        wait_until(lambda: not set(before) & set(server.workers()), 20)
        wait_until(lambda: editions_served(server) == {2}, MAX_DELAY_S)


@pytest.mark.slow
def test_a_broken_file_leaves_every_worker_on_the_old_edition_and_readiness_says_why(root):
    good = (root / ROWS.format(1)).read_bytes()
    old = expected_answers(root)
    with serving("serve", root) as server:
        with Clients(server, ADDRESSES, 4) as clients:
            assert server.get("/readyz")[0] == 200
            break_rows(root)
            wait_until(lambda: {server.get("/readyz")[0] for _ in range(6)} == {503}, MAX_DELAY_S)
            (reason,) = json.loads(server.get("/readyz")[2])["reasons"]
            assert "not readable as gzip" in reason
            assert "1.csv.gz" in reason
            assert str(root) not in reason
            assert editions_served(server) == {1}
        assert clients.failures == []
        assert all(body == old[address] for _, address, body in clients.answers)
        (root / ROWS.format(1)).write_bytes(good)
        wait_until(lambda: {server.get("/readyz")[0] for _ in range(6)} == {200}, MAX_DELAY_S)


@pytest.mark.torture
@pytest.mark.parametrize("name", COMMANDS)
def test_all_that_ships_is_updated_while_clients_ask_for_a_minute(tmp_path, name):
    root = tmp_path / "data"
    shutil.copytree(PROJECT_DATA_DIR, root)
    check_update(name, root, lambda: add(root, typed(line("2026-06", 150, "2026-08-12"))), 25)
