"""A server asked and updated for minutes, or for an hour with SOAK_MINUTES=60: no fault, and memory stays flat."""

import itertools
import shutil
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from threading import Event, Thread

from dashboard.charts.registry import CHARTS
from etl.store.files import PROJECT_DATA_DIR
from tests.answers.addresses import CHOICES, PLACES
from tests.dashboard.web.served import Server, serving
from tests.etl.stores import add, line, typed
from tests.torture.report import Scale, Tally, check, new_folder, timed

CLIENTS = 4
UPDATE_EVERY_S, SAMPLE_EVERY_S = 15, 1
MAX_GROWTH = 1.1
"""How much larger the memory may be in the last third of the time than in the one before."""
MAX_WORKER_MIB = 500
FIRST_DAY = date(2016, 1, 1)


def run(scale: Scale) -> Iterator[Tally]:
    """Ask, update, and weigh."""
    answers, updates = (
        Tally(f"soak: {scale.soak_minutes:g} minutes of distinct requests"),
        Tally("soak: updates taken in meanwhile"),
    )
    with timed(answers):
        root = new_folder() / "data"
        shutil.copytree(PROJECT_DATA_DIR, root)
        with serving("gunicorn", root) as server:
            weights = _soak(server, root, scale.soak_minutes * 60, answers, updates)
        third = len(weights) // 3
        before, after = median(weights[third : 2 * third]), median(weights[2 * third :])
        answers.what += f"; memory of two workers {before:.0f} MiB, then {after:.0f} MiB"
        check(after <= before * MAX_GROWTH, f"memory grew from {before:.0f} to {after:.0f} MiB")
        check(max(weights) <= 2 * MAX_WORKER_MIB, f"memory reached {max(weights):.0f} MiB")
    yield from (answers, updates)


def _soak(server: Server, root: Path, seconds: float, answers: Tally, updates: Tally) -> list[float]:
    """Return the memory of the workers in MiB, second by second."""
    stop = Event()
    threads = [Thread(target=_ask, args=(server, Random(number), stop, answers)) for number in range(CLIENTS)]
    threads.append(Thread(target=_update, args=(root, stop, updates)))
    for thread in threads:
        thread.start()
    weights, until = [], time.monotonic() + seconds
    while time.monotonic() < until:
        weights.append(sum(map(_proportional_mib, server.workers())))
        time.sleep(SAMPLE_EVERY_S)
    stop.set()
    for thread in threads:
        thread.join()
    return weights


def _proportional_mib(process: int) -> float:
    """Return the memory of a process, with its part of what it shares, in MiB."""
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return next(int(row.split()[1]) for row in rollup.splitlines() if row.startswith("Pss:")) / 1024


def _ask(server: Server, rng: Random, stop: Event, tally: Tally) -> None:
    while not stop.is_set():
        address = _address(rng)
        try:
            status, _, body = server.get(address, timeout=60)
            check(status < 500, f"{status}: {body[:300]!r}")
            tally.outcomes[f"{status // 100}xx"] += 1
        except (AssertionError, OSError) as error:
            tally.add_fault(address, error)


def _address(rng: Random) -> str:
    """Return an address that was hardly asked for before: some day of ten years."""
    slug = rng.choice(tuple(CHARTS))
    day = FIRST_DAY + timedelta(days=rng.randrange(3900))
    choice = rng.choice((*CHOICES[slug], f"places={rng.choice(PLACES)}"))
    options = "&".join(part for part in choice.split("&") if not part.startswith("as_of"))
    return f"/chart/{slug}{rng.choice(('', '.csv', '.json', '.svg'))}?{options}&as_of={day}"


def _update(root: Path, stop: Event, tally: Tally) -> None:
    """Learn another count of one month, again and again."""
    for number in itertools.count():
        if stop.wait(UPDATE_EVERY_S):
            return
        try:
            add(root, typed(line("2026-05", 140 + number % 9, "2026-08-12")))
            tally.outcomes["editions"] += 1
        except Exception as error:  # noqa: BLE001 - the next is tried all the same
            tally.add_fault("add", error)
