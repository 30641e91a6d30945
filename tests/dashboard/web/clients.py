"""Clients that ask a server all the time, and what they must get while its data change."""

import json
import time
from threading import Event, Thread

from dashboard.app import create_app
from dashboard.config import Config
from tests.dashboard.web.served import BASE_URL, serving, wait_until

ADDRESSES = ("/", "/chart/trend", "/chart/trend.csv", "/chart/trend.json", "/chart/trend.svg", "/chart/vintages.csv")
CLIENTS = 20
SETTLED_S, SETTLED_ANSWERS = 1.5, 100
"""Seconds of nothing but new answers, and as many of them, after which every worker has been asked."""


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


def editions_served(server):
    """The editions that the workers serve."""
    return {json.loads(body)["edition"] for _, body in answers_of_workers(server, "/healthz")}


def answers_of_workers(server, address, rounds=20):
    """Status and body of an address, asked so often that every worker has been: each connection may come to another."""
    return [server.get(address)[::2] for _ in range(rounds)]


def readiness(server):
    """The statuses with which the workers say whether they are ready."""
    return {status for status, _ in answers_of_workers(server, "/readyz")}


def check_update(name, root, learn, seconds):
    """Let an edition be learned while clients ask, for some seconds before and after all are on it.

    Returns how many answers they had, and after how many seconds all were new.
    """
    old = expected_answers(root)
    with serving(name, root) as server, Clients(server, ADDRESSES, CLIENTS) as clients:
        time.sleep(seconds)
        wait_until(lambda: len(clients.answers) > CLIENTS)
        learn()
        learned_at = time.monotonic()
        new = expected_answers(root)
        wait_until(lambda: are_new(latest(clients), old, new))
        caught_up_at = time.monotonic()
        time.sleep(seconds)
        wait_until(lambda: len(since(clients, caught_up_at)) > CLIENTS)
    assert clients.failures == []
    assert all(body in (old[address], new[address]) for _, address, body in clients.answers)  # never of both
    assert are_new(since(clients, caught_up_at), old, new)
    assert any(body == old[address] != new[address] for _, address, body in clients.answers)
    return len(clients.answers), caught_up_at - SETTLED_S - learned_at


def check_broken_file(name, root, damage, path):
    """Damage a file while clients ask: the old edition goes on, and readiness says why until the file is mended.

    Returns how many answers the clients had.
    """
    good, old = path.read_bytes(), expected_answers(root)
    edition = json.loads(create_app(Config(root, BASE_URL)).server.test_client().get("/healthz").data)["edition"]
    with serving(name, root) as server:
        with Clients(server, ADDRESSES, 4) as clients:
            assert server.get("/readyz")[0] == 200
            damage()
            wait_until(lambda: readiness(server) == {503})
            (reason,) = json.loads(server.get("/readyz")[2])["reasons"]
            assert "not readable as gzip" in reason
            assert path.name in reason
            assert str(root) not in reason
            assert editions_served(server) == {edition}
        assert clients.failures == []
        assert all(body == old[address] for _, address, body in clients.answers)
        path.write_bytes(good)
        wait_until(lambda: readiness(server) == {200})
    return len(clients.answers)


def since(clients, moment):
    """The answers that clients had after a moment: of every worker, where that is long enough ago."""
    return [answer for answer in list(clients.answers) if answer[0] > moment]


def latest(clients):
    """The last answers that clients had: enough of them, and long enough, to be of every worker."""
    recent = since(clients, time.monotonic() - SETTLED_S)
    return recent if len(recent) >= SETTLED_ANSWERS else clients.answers[-SETTLED_ANSWERS:]


def are_new(answers, old, new):
    """Whether some answers are all of the new edition, and some of them differ from the old."""
    return all(body == new[address] for _, address, body in answers) and any(
        body != old[address] for _, address, body in answers
    )
