"""What each kind of torture tried and what came of it, as a table; every fault with the command that repeats it."""

import os
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path

FAULT = "fault"
MAX_FAULT_CHARS = 2500
PROCESSES = os.cpu_count() or 1
MAX_JOB_S = 900
MEMORY = Path("/dev/shm")


@dataclass(frozen=True)
class Scale:
    """How much is tried: a share of what a release is tried with, from which seed, and how long the soak lasts."""

    share: float = 1.0
    seed: int = 1
    soak_minutes: float = 2.0

    def count(self, number: int) -> int:
        """So many in a whole run."""
        return max(1, round(number * self.share))

    def seconds(self, number: float) -> float:
        """So long in a whole run."""
        return max(1.0, number * self.share)


@dataclass
class Tally:
    """One row of the table: what was tried, what came of it how often, and of each distinct fault the first."""

    what: str
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def tried(self) -> int:
        """How many were tried."""
        return sum(self.outcomes.values())

    def add_fault(self, case: str, error: BaseException) -> None:
        """Count a fault; the first of those that come from the same line says what it was."""
        self.outcomes[FAULT] += 1
        frames = traceback.extract_tb(error.__traceback__)
        last = [frame for frame in frames if "site-packages" not in frame.filename][-1]
        text = "".join(traceback.format_exception(error, limit=-5, chain=False))
        self.faults.setdefault(f"{last.filename}:{last.lineno}", f"{case}\n{text[-MAX_FAULT_CHARS:]}")

    def add(self, other: "Tally") -> None:
        """Count what another process did."""
        self.outcomes += other.outcomes
        self.faults = other.faults | self.faults


def check(condition: object, what: object) -> None:
    """Raise AssertionError where something is not as it has to be."""
    if not condition:
        raise AssertionError(what)


@contextmanager
def timed(tally: Tally) -> Iterator[Tally]:
    """Measure how long a row of the table took. What is raised is a fault."""
    begun = time.monotonic()
    try:
        yield tally
    except Exception as error:  # noqa: BLE001 - the other kinds are still tried
        tally.add_fault(tally.what, error)
    tally.seconds += time.monotonic() - begun


def in_processes(work: Callable[..., Tally], jobs: Iterable[tuple[object, ...]]) -> Iterator[Tally]:
    """Do jobs in processes forked from this one, which has everything loaded; yield each tally as it comes."""
    _session_folder()  # so that all processes share one, which this one removes
    with get_context("fork").Pool(PROCESSES) as pool:
        done = pool.imap_unordered(_apply, [(work, job) for job in jobs])
        with suppress(StopIteration):
            while True:
                yield done.next(timeout=MAX_JOB_S)


def _apply(task: tuple[Callable[..., Tally], tuple[object, ...]]) -> Tally:
    work, job = task
    return work(*job)


def new_folder() -> Path:
    """Return a new folder, in memory where there is such a place; all of them go when the run ends."""
    return Path(tempfile.mkdtemp(dir=_session_folder()))


@cache
def _session_folder() -> str:
    folder = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="torture-")
    Path(folder.name).chmod(0o755)
    _session.append(folder)
    return folder.name


_session: list["tempfile.TemporaryDirectory[str]"] = []


def table(tallies: Iterable[Tally]) -> str:
    """Write the table in Markdown."""
    lines = ["| what | tried | what came of it | faults | seconds |", "|---|---:|---|---:|---:|"]
    for tally in tallies:
        counts = ((outcome, count) for outcome, count in sorted(tally.outcomes.items()) if outcome != FAULT)
        outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in counts)
        faults = tally.outcomes[FAULT]
        lines.append(f"| {tally.what} | {tally.tried:,} | {outcomes} | {faults:,} | {tally.seconds:.0f} |")
    return "\n".join(lines)


def fault_lines(tallies: Iterable[Tally]) -> Iterator[str]:
    """Yield the distinct faults of each kind."""
    for tally in tallies:
        for place, fault in sorted(tally.faults.items()):
            yield f"FAULT at {place}: {fault}"
