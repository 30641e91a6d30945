"""``add``, ``update`` and ``accept`` at once in one folder, and a reader beside them: all is there in the end, once."""

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.torture import commands
from tests.torture.commands import facts, prepared
from tests.torture.report import Scale, Tally, check, in_processes, new_folder, timed

ROUNDS, ROUNDS_PER_JOB = 60, 5
READS = "reads"
PAUSE_S = 0.05
TURNED_AWAY = "another command is writing there"
MAX_ROUND_S = 60.0


def run(scale: Scale) -> Iterator[Tally]:
    """Let the three write at once, round after round."""
    commands.install_publishers()
    with timed(Tally("`add`, `update` and `accept` at once")) as tally:
        _expected()
        rounds = scale.count(ROUNDS)
        for part in in_processes(
            write_often, [(min(ROUNDS_PER_JOB, rounds - done),) for done in range(0, rounds, ROUNDS_PER_JOB)]
        ):
            tally.add(part)
    reads = Tally("a reader beside them", Counter({"reads, each whole": tally.outcomes.pop(READS, 0)}))
    yield from (tally, reads)


def _commands() -> list[commands.Command]:
    """Return the three; what takes a release back is for one writer alone."""
    return [prepared()[1][name] for name in ("add", "update", "accept")]


def _expected() -> dict[str, object]:
    """Return what is there when the three have written one after the other."""
    if not _expectations:
        root = new_folder() / "data"
        shutil.copytree(prepared()[0] / "waiting", root)
        for command in _commands():
            code, output = commands.run(command.arguments, root)
            check(code in (*command.codes, 0), output)
        _expectations.append(facts(root))
    return _expectations[0]


_expectations: list[dict[str, object]] = []


def write_often(rounds: int) -> Tally:
    """Do some rounds."""
    tally = Tally("writers")
    for number in range(rounds):
        root = new_folder() / "data"
        shutil.copytree(prepared()[0] / "waiting", root)
        try:
            reads = _write_at_once(root)
            commands.verify(root)
            check(facts(root) == _expected(), "another end than of the three one after the other")
            tally.outcomes["rounds, nothing lost"] += 1
            tally.outcomes[READS] += reads
        except Exception as error:  # noqa: BLE001 - the others are still tried
            tally.add_fault(f"round {number}", error)
        finally:
            commands.drop(root)
    return tally


def _write_at_once(root: Path) -> int:
    """Start the three together and read until they have ended; return how often it was read."""
    begun, pids = time.monotonic(), [_fork(command.arguments, root) for command in _commands()]
    reads = 0
    while pids:
        read = facts(root)
        reads += 1
        time.sleep(PAUSE_S)
        before, after = commands.facts_of("waiting"), _expected()
        for name in after:
            check(read.get(name) in (before.get(name), after[name]) or name == "waiting", f"{name}: a mixture was read")
        for pid in list(pids):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                pids.remove(pid)
                check(os.waitstatus_to_exitcode(status) == 0, "a writer did not end well")
        check(time.monotonic() - begun < MAX_ROUND_S, "the writers do not end")
    return reads


def _fork(arguments, root):
    """Run a command in a fork, again as long as another one is writing."""
    pid = os.fork()
    if pid:
        return pid
    commands.silence()
    code, output = 1, TURNED_AWAY
    while TURNED_AWAY in output:
        code, output = commands.run(arguments, root)
        time.sleep(PAUSE_S * (TURNED_AWAY in output))
    os._exit(0 if code in (0, commands.UPDATE.codes[0]) else 1)
