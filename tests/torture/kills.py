"""SIGKILL during the commands that write, at any line and at any moment: before or after, and then done.

A parent that has everything loaded forks for each kill. Most forks kill themselves at a line of the project, as a rule
one that writes; the others are killed from outside after a time.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from etl.ingest import fetch_state, quarantine
from etl.store import atomic, files
from tests.torture import commands
from tests.torture.commands import Command, finish, fresh_copy, state
from tests.torture.report import Scale, Tally, check, in_processes, timed

COUNTS = {"add": 400, "update": 200, "accept": 400, "void": 200, "redate": 200}
KILLS_PER_JOB = 25
WRITING = frozenset(module.__file__ for module in (atomic, fetch_state, quarantine))
SHARE_AT_WRITING, SHARE_AT_LINES = 0.5, 0.7
"""Of the kills, those at lines that write, and those at any line."""
PACKAGE = str(Path(files.__file__).parents[1])


class _Lines:
    """Counts lines of the project as they run, in every thread, and ends the process at the one asked for."""

    def __init__(self, stop: int, *, only_writing: bool) -> None:
        self.seen, self._stop, self._only_writing = 0, stop, only_writing

    def trace(self, frame, event, _):
        """Follow a function of the project line by line, and no other."""
        name = frame.f_code.co_filename
        if name not in WRITING and (self._only_writing or not name.startswith(PACKAGE)):
            return None
        if event == "line":
            self.seen += 1
            if self.seen == self._stop:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.trace

    def start(self) -> None:
        """Begin, in this thread and those to come."""
        threading.settrace(self.trace)
        sys.settrace(self.trace)


def run(scale: Scale) -> Iterator[Tally]:
    """Kill each command so often."""
    commands.install_publishers()
    for name, count in COUNTS.items():
        with timed(Tally(f"SIGKILL during `{name}`")) as tally:
            measures(name)  # once, for all forks
            left = scale.count(count)
            jobs = [
                (name, scale.seed * 100_000 + done, min(KILLS_PER_JOB, left - done))
                for done in range(0, left, KILLS_PER_JOB)
            ]
            for part in in_processes(kill_often, jobs):
                tally.add(part)
        yield tally


@cache
def measures(name: str) -> tuple[dict[bool, int], float]:
    """Return how many lines a command runs, those that write alone and all; and for how long (seconds)."""
    command = commands.prepared()[1][name]
    lines = {only: _count_lines(command, only_writing=only) for only in (True, False)}
    return lines, _usual_seconds(command)


def kill_often(name: str, first: int, count: int) -> Tally:
    """Kill a command so many times, each time somewhere else."""
    command, tally = commands.prepared()[1][name], Tally(name)
    lines, usual_s = measures(name)
    number = first * 10
    while tally.tried < count:
        number += 1
        rng = Random(f"{name}:{number}")
        root = fresh_copy(command)
        try:
            if not _kill_once(command, root, rng, lines, usual_s):
                continue
            reached = state(command, root)
            finish(command, root, reached)
            tally.outcomes[f"{reached}, then done"] += 1
        except Exception as error:  # noqa: BLE001 - the others are still tried
            tally.add_fault(f"{name}, kill {number}", error)
        finally:
            commands.drop(root)
    return tally


def _kill_once(command: Command, root: Path, rng: Random, lines: dict[bool, int], usual_s: float) -> bool:
    """Run a command in a fork and kill it somewhere; tell whether that was before its end."""
    where = rng.random()
    if where > SHARE_AT_LINES:
        return _run_and_kill(command, root, None, rng.uniform(0, usual_s))
    only = where < SHARE_AT_WRITING
    return _run_and_kill(command, root, _Lines(rng.randint(1, lines[only]), only_writing=only), None)


def _run_and_kill(command: Command, root: Path, lines: _Lines | None, wait_s: float | None) -> bool:
    """Run a command in a fork that is killed at a line or after some seconds; tell whether that was before its end."""
    pid = os.fork()
    if pid == 0:
        commands.silence()
        if lines:
            lines.start()
        os._exit(commands.run(command.arguments, root)[0])
    if wait_s is not None:
        time.sleep(wait_s)
        os.kill(pid, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    check(code == -signal.SIGKILL or code in command.codes, f"exit code {code}")
    return code == -signal.SIGKILL


def _count_lines(command: Command, *, only_writing: bool) -> int:
    """Return how many lines a command runs when it is not killed; it runs in a thread, since tracing stays with it."""
    root, lines = fresh_copy(command), _Lines(0, only_writing=only_writing)
    threading.settrace(lines.trace)
    thread = threading.Thread(target=commands.run, args=(command.arguments, root))
    thread.start()
    thread.join()
    threading.settrace(None)  # type: ignore[arg-type]
    commands.drop(root)
    return lines.seen


def _usual_seconds(command: Command) -> float:
    """Return how long a fork takes that is not killed."""
    root, begun = fresh_copy(command), time.monotonic()
    _run_and_kill(command, root, None, None)
    commands.drop(root)
    return time.monotonic() - begun
