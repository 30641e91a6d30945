"""Full disks, read-only folders, damaged files: refused by name, or as if nothing had happened; never a wrong row."""

import errno
import os
import resource
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from unittest import mock

from etl.store.files import PROJECT_DATA_DIR
from tests.etl.stores import tree
from tests.torture import altered, commands
from tests.torture.commands import AS_AFTER, AS_BEFORE, Command, finish, fresh_copy, prepared, state
from tests.torture.report import Scale, Tally, check, in_processes, timed

CASES_PER_JOB = 25
ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES)
OPERATIONS = ("os.fsync", "os.replace", "os.chmod", "os.mkdir", "tempfile.NamedTemporaryFile")
MAX_FILE_BYTES = 3_000
NOBODY, CLOSED = 65534, 77


def run(scale: Scale) -> Iterator[Tally]:
    """Try each kind of damage."""
    commands.install_publishers()
    kinds = (
        ("a write, fsync or rename that fails (disk full, quota, broken, read-only)", fail_write, 150),
        ("a file that may grow to so many bytes only", limit_size, 80),
        ("a folder that may only be read", forbid_writing, 6),
        ("a data file cut, flipped, emptied, or a line lost, doubled, moved", altered.alter_file, 2000),
    )
    for what, case, count in kinds:
        with timed(Tally(what)) as tally:
            prepared()
            altered.whole()
            jobs = [
                (case, scale.seed * 100_000 + done, min(CASES_PER_JOB, scale.count(count) - done))
                for done in range(0, scale.count(count), CASES_PER_JOB)
            ]
            for part in in_processes(try_cases, jobs):
                tally.add(part)
        yield tally


def run_case(name: str, number: int) -> str:
    """Repeat one case."""
    commands.install_publishers()
    case = {function.__name__: function for function in (fail_write, limit_size, forbid_writing, altered.alter_file)}[
        name
    ]
    return case(number)


def try_cases(case, first: int, count: int) -> Tally:
    """Try cases of a kind, each by its number."""
    tally = Tally(case.__name__)
    for number in range(first, first + count):
        try:
            tally.outcomes[case(number)] += 1
        except Exception as error:  # noqa: BLE001 - the others are still tried
            tally.add_fault(f"python -m tests.torture --case '{case.__name__}:{number}'", error)
    return tally


def _command(number: int) -> Command:
    by_name = prepared()[1]
    return by_name[tuple(by_name)[number % len(by_name)]]


def fail_write(number: int) -> str:
    """Let the n-th operation that writes fail, or all from there on: the file is named, and the next run finishes."""
    rng, command = Random(f"fail {number}"), _command(number)
    root = fresh_copy(command)
    with _failing(0, errno.EIO, for_good=False) as count:
        commands.run(command.arguments, root)
    commands.drop(root)
    root = fresh_copy(command)
    code = rng.choice(ERRORS)
    with _failing(rng.randint(1, count[0]), code, for_good=rng.random() < 0.5):
        exit_code, output = commands.run(command.arguments, root)
    if os.strerror(code) in output:
        check(exit_code != 0 and str(root) in output, f"exit code {exit_code}: {output}")
    else:  # a folder need not be made that is there
        check(state(command, root) == AS_AFTER, f"exit code {exit_code}: {output}")
    return _mend(command, root)


def _mend(command: Command, root: Path) -> str:
    reached = state(command, root)
    finish(command, root, reached)
    commands.drop(root)
    return f"{reached}, then done"


@contextmanager
def _failing(nth: int, code: int, *, for_good: bool) -> Iterator[list[int]]:
    """Let operations that write fail from the n-th on, or it alone; yield how many there were."""
    count = [0]

    def failing(original):
        def operation(*arguments, **options):
            count[0] += 1
            if nth and (count[0] == nth or (for_good and count[0] > nth)):
                name = arguments[0] if arguments and isinstance(arguments[0], str | Path) else None
                raise OSError(code, os.strerror(code), *([str(name)] if name else []))
            return original(*arguments, **options)

        return operation

    with ExitStack() as stack:
        for name in OPERATIONS:
            module = {"os": os, "tempfile": tempfile}[name.partition(".")[0]]
            attribute = name.partition(".")[2]
            stack.enter_context(mock.patch.object(module, attribute, failing(getattr(module, attribute))))
        yield count


def limit_size(number: int) -> str:
    """Let the system cut what is written at so many bytes, as a full disk does in the middle of a file."""
    rng, command = Random(f"limit {number}"), _command(number)
    root = fresh_copy(command)
    limit = rng.randrange(MAX_FILE_BYTES)

    def confined() -> int:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        code, output = commands.run(command.arguments, root)
        return 0 if code in command.codes or os.strerror(errno.EFBIG) in output else 99

    check(_in_fork(confined) == 0, f"not named: a file larger than {limit} bytes")
    return _mend(command, root)


def forbid_writing(number: int) -> str:
    """Run a command as somebody who may only read the folder: it says so, and nothing changes."""
    command = _command(number)
    root = fresh_copy(command)
    for folder in (root.parent, prepared()[0]):
        folder.chmod(0o755)
    for path in (root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = tree(root)

    def reader() -> int:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        if not os.access(PROJECT_DATA_DIR / "places.csv", os.R_OK):
            return CLOSED
        code, output = commands.run(command.arguments, root)
        return 0 if code and os.strerror(errno.EACCES) in output and str(root) in output else 99

    code = _in_fork(reader)
    check(code in (0, CLOSED), "not named: a folder that may only be read")
    check(tree(root) == before, "something was written")
    commands.drop(root)
    return AS_BEFORE if code == 0 else "not tried: the project is closed to others than root"


def _in_fork(action) -> int:
    pid = os.fork()
    if pid == 0:
        commands.silence()
        os._exit(action())
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
