"""32 clients at once against serial answers, clients that hold on to a server, and data that change under a crowd."""

import shutil
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Event, Thread

from etl.store.files import PROJECT_DATA_DIR
from tests.answers.addresses import addresses
from tests.dashboard.web.clients import check_broken_file, check_update
from tests.dashboard.web.served import Server, serving
from tests.dashboard.web.test_worker import HOSTILE
from tests.etl.stores import add, line, typed
from tests.torture.report import Scale, Tally, check, new_folder, timed

CLIENTS, SLOW_CLIENTS = 32, 40
SECONDS, UPDATE_S = 60, 25
MAX_HEALTH_S = 5.0
MAX_DELAY_S = 10.0
PICTURES = 4
"""Pictures among what the crowd asks for: a worker draws one at a time."""
RETRY_S = 1.0
MAX_SHARE_TURNED_AWAY = 0.01
TURNED_AWAY = "told to come again (503, Retry-After)"
UNREAD = b"GET /data/vintages.csv HTTP/1.1\r\nHost: localhost\r\n\r\n"
NEW_MONTH = typed(line("2026-06", 150, "2026-08-12"))


def run(scale: Scale) -> Iterator[Tally]:
    """Let a crowd ask, with slow clients beside it; then let the data change under one."""
    crowd, health = (
        Tally(f"{CLIENTS} clients, answers compared with serial ones"),
        Tally("`/healthz` meanwhile, beside slow clients"),
    )
    with timed(crowd), serving("gunicorn", PROJECT_DATA_DIR) as server:
        _ask_at_once(server, scale, crowd, health)
    yield from (crowd, health)
    with timed(Tally("20 clients while an update is taken in")) as update:
        root = _copy()
        answers, delay_s = check_update("gunicorn", root, lambda: add(root, NEW_MONTH), scale.seconds(UPDATE_S))
        check(delay_s <= MAX_DELAY_S, f"{delay_s:.1f} s until all answers were new")
        update.outcomes["whole answers, of the old edition or the new"] = answers
    yield update
    with timed(Tally("clients while a data file is broken")) as broken:
        root = _copy()
        path = next((root / "vintages" / "ca-bc-coroners").glob("*.csv.gz"))
        answers = check_broken_file("gunicorn", root, lambda: path.write_bytes(b"no gzip"), path)
        broken.outcomes["answers of the old edition, `/readyz` 503 with the reason"] = answers
    yield broken


def _copy() -> Path:
    root = new_folder() / "data"
    shutil.copytree(PROJECT_DATA_DIR, root)
    return root


def _ask_at_once(server: Server, scale: Scale, crowd: Tally, health: Tally) -> None:
    asked = _addresses(scale)
    serial = {address: _answer(server, address) for address in asked}
    for address, answer in serial.items():  # most likely of the other worker
        check(_answer(server, address) == answer, f"{address}: another answer the second time")
    stop, slow = Event(), Counter[str]()
    threads = [Thread(target=_ask, args=(server, serial, Random(number), stop, crowd)) for number in range(CLIENTS)]
    threads += [Thread(target=_hold_on, args=(server, number, stop, slow)) for number in range(SLOW_CLIENTS)]
    threads.append(Thread(target=_ask_health, args=(server, stop, health)))
    for thread in threads:
        thread.start()
    time.sleep(scale.seconds(SECONDS))
    stop.set()
    for thread in threads:
        thread.join()
    turned_away = crowd.outcomes[TURNED_AWAY]
    most = max(CLIENTS, MAX_SHARE_TURNED_AWAY * crowd.tried)
    check(turned_away <= most, f"{turned_away:,} of {crowd.tried:,} were turned away")
    health.what += f" ({sum(slow.values()):,} of them)"


def _addresses(scale: Scale) -> tuple[str, ...]:
    """Return every kind of address but most pictures, fewer where less is tried."""
    everything = [address for address in addresses() if ".png" not in address]
    pictures = [address for address in addresses() if ".png" in address]
    return (*everything[:: max(1, round(1 / scale.share))], *pictures[:: len(pictures) // PICTURES])


def _answer(server: Server, address: str) -> tuple[int, str | None, bytes]:
    status, headers, body = server.get(address, {"Accept-Encoding": "br"}, timeout=60)
    return status, headers.get("ETag"), body


def _ask(
    server: Server, serial: dict[str, tuple[int, str | None, bytes]], rng: Random, stop: Event, tally: Tally
) -> None:
    """Ask for addresses in no order and compare."""
    while not stop.is_set():
        address = rng.choice(tuple(serial))
        try:
            answer = _answer(server, address)
            if answer[0] == 503:
                tally.outcomes[TURNED_AWAY] += 1
                stop.wait(RETRY_S)
                continue
            what = f"{address}: {answer[0]} and {len(answer[2])} bytes, unlike the serial answer"
            check(answer == serial[address], what)
            tally.outcomes["the same bytes"] += 1
        except (AssertionError, OSError) as error:
            tally.add_fault(address, error)


def _hold_on(server: Server, number: int, stop: Event, slow: Counter[str]) -> None:
    """Be a slow client, again and again: say nothing, announce a body that does not come, or do not read."""
    requests = (
        b"",
        UNREAD,
        *(request for request in HOSTILE.values() if b"/large" not in request and b"/echo" not in request),
    )
    while not stop.is_set():
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=2) as client:
            client.sendall(requests[number % len(requests)])
            slow["connections"] += 1
            stop.wait(4)


def _ask_health(server: Server, stop: Event, tally: Tally) -> None:
    while not stop.is_set():
        begun = time.monotonic()
        try:
            check(server.get("/healthz", timeout=60)[0] == 200, "not 200")
            seconds = time.monotonic() - begun
            check(seconds < MAX_HEALTH_S, f"/healthz took {seconds:.1f} s")
            tally.outcomes["answered"] += 1
        except (AssertionError, OSError) as error:
            tally.add_fault("/healthz", error)
        stop.wait(0.2)
