"""The commands that write, run in this process over folders of invented data, and what must be true of a folder."""

import csv
import gzip
import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest import mock

from etl import registry
from etl.cli import main as cli
from etl.fetch import client as fetch
from etl.fetch.client import FetchedDocument, NotModified, Validators
from etl.ingest import quarantine
from etl.reference import commentary, helplines, notes, text_counts
from etl.store.files import PROJECT_DATA_DIR, Store
from tests.etl.live import BY_ID, LATER, TODAY
from tests.etl.stores import FIRST, SECOND, tree
from tests.torture.report import check, new_folder

AS_BEFORE, AS_AFTER = "as before", "as after"
FETCHED = ("ca-phac", "us-ca-sf-ocme")
DOUBTFUL = (",38,", ",390,")


class Publishers:
    """What the publishers show, in place of a connection to them: ``with`` it and ``get`` as of a client."""

    def __init__(self, *, revised: bool, doubtful: bool) -> None:
        phac, sf = (BY_ID[name] for name in FETCHED)
        bodies = phac.body(phac.revised) if revised else phac.body(), sf.body(DOUBTFUL) if doubtful else sf.body()
        self._bodies = {self._address(name): body for name, body in zip(FETCHED, bodies, strict=True)}

    @staticmethod
    def _address(name: str) -> str:
        return registry.source(name).download.urls[0]

    def __call__(self, **_: object) -> "Publishers":
        return self

    def __enter__(self) -> "Publishers":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def get(self, feed, validators, _progress):
        """Return what the first address shows, unless its state is known."""
        address = feed.urls[0]
        state = Validators(etag=f'"{hashlib.sha256(self._bodies[address]).hexdigest()}"')
        is_known = validators.get(address) == state
        return NotModified(address) if is_known else FetchedDocument(address, self._bodies[address], state)


@dataclass(frozen=True)
class Command:
    """A command that writes: its arguments, the folder that it begins with, and its exit codes when all is well.

    ``done`` is what it says where it was done before and is refused for that.
    """

    name: str
    arguments: tuple[str, ...]
    begin: str
    codes: tuple[int, ...]
    done: str = ""


UPDATE = Command("update", ("update", *FETCHED), "before", (cli.EXIT_WAITING,))


@cache
def prepared() -> tuple[Path, dict[str, Command]]:
    """Make the folders that commands begin with, once; return where they are, and the commands by name.

    ``before`` holds a document and what two publishers showed; in ``waiting`` a release also waits.
    """
    root = new_folder()
    (root / "second.csv").write_bytes(SECOND.content)
    (root / "first.csv").write_bytes(FIRST.content)
    data = root / "before"
    data.mkdir()
    # Without rows: they are read for each kill anew.
    for name in (*commentary.FILES, *text_counts.FILES, helplines.FILE_NAME, notes.FILE):
        (data / name).write_bytes((PROJECT_DATA_DIR / name).read_bytes().partition(b"\n")[0] + b"\n")
    add = ("add", "ca-bc-coroners", str(root / "second.csv"))
    assert run(("add", "ca-bc-coroners", str(root / "first.csv")), data)[0] == 0
    with first_seen():
        assert run(UPDATE.arguments, data)[0] == 0
    shutil.copytree(data, root / "waiting")
    with mock.patch.object(fetch, "Client", Publishers(revised=False, doubtful=True)):
        assert run(UPDATE.arguments, root / "waiting")[0] == cli.EXIT_WAITING
    (name,) = quarantine.list_names(Store(root / "waiting"))
    accept = Command("accept", ("accept", name), "waiting", (0,), "none waits")
    commands = {"add": Command("add", add, "before", (0,)), "update": UPDATE, "accept": accept}
    for act in (("void",), ("redate", "2020-07-17")):
        arguments = (act[0], "ca-bc-coroners:2020-07-16", *act[1:], "--why", "the day of another")
        commands[act[0]] = Command(act[0], arguments, "before", (0,), "is void already")
    for command in commands.values():
        after = root / f"after {command.name}"
        shutil.copytree(root / command.begin, after)
        code, output = run(command.arguments, after)
        check(code in command.codes, output)
    return root, commands


@contextmanager
def first_seen() -> Iterator[None]:
    """Let the publishers show what they showed at first, some days before."""
    with (
        mock.patch.object(fetch, "Client", Publishers(revised=False, doubtful=False)),
        mock.patch.object(cli, "_today", return_value=TODAY),
    ):
        yield


def run(arguments: tuple[str, ...], data: Path) -> tuple[int, str]:
    """Run a command over a data folder; return its exit code and all that it printed."""
    text = io.StringIO()
    with redirect_stdout(text), redirect_stderr(text):
        return cli.main([*arguments, "--data", str(data)]), text.getvalue()


def install_publishers() -> None:
    """Let all commands of this process and its forks meet the same publishers on the same day."""
    fetch.Client = Publishers(revised=True, doubtful=True)
    cli._today = lambda: LATER


def facts(root: Path) -> dict[str, object]:
    """Return what each source's releases and rows are, whatever the order of the sources; and what waits."""
    store = Store(root)
    snapshot = store.load()
    rows = snapshot.table.drop(columns="edition").set_index("source").sort_index(kind="stable")
    releases = {name: tuple(ids) for name, ids in snapshot.ledger.groupby("source")["id"]}
    by_source = {name: (releases[name], rows.loc[[name]].to_csv()) for name in releases}
    waiting = tuple(quarantine.list_names(store))
    for name in waiting:
        quarantine.get(store, name)
    return {**by_source, "waiting": waiting}


@cache
def facts_of(name: str) -> dict[str, object]:
    """Return the facts of a prepared folder, by name."""
    return facts(prepared()[0] / name)


def state(command: Command, root: Path) -> str:
    """Return whether a folder is as before or as after a command, or between, each source whole; else it is a fault."""
    verify(root)
    before, after, now = facts_of(command.begin), facts_of(f"after {command.name}"), facts(root)
    for name in after | now:
        check(now.get(name) in (before.get(name), after.get(name)), f"{name} is neither as before nor as after")
    return AS_AFTER if now == after else AS_BEFORE if now == before else "between, each source whole"


def verify(root: Path) -> None:
    """Check a folder by the bytes alone, without the project's own reading of it."""
    ledger = _records(root / "releases.csv")
    _, *lines = (root / "releases.csv").read_bytes().splitlines(keepends=True)
    vouched = {(row["source"], row["edition"]): row for row in _records(root / "editions.csv")}
    for act in {(row["source"], row["edition"]): None for row in ledger}:
        text = gzip.decompress((root / "vintages" / act[0] / f"{act[1]}.csv.gz").read_bytes())
        rows = list(csv.DictReader(io.StringIO(text.decode(), newline="")))
        ids = {row["id"] for row in ledger if row["source"] == act[0] and int(row["edition"]) <= int(act[1])}
        check(hashlib.sha256(text).hexdigest() == vouched[act]["sha256"], f"another hash of {act}")
        own = [line for line, row in zip(lines, ledger, strict=True) if (row["source"], row["edition"]) == act]
        check(hashlib.sha256(b"".join(own)).hexdigest() == vouched[act]["ledger_sha256"], f"other releases of {act}")
        check(len(rows) == int(vouched[act]["rows"]), f"another number of rows of {act}")
        check({row["release"] for row in rows} <= ids, f"a row of {act} without its release")


def _records(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def finish(command: Command, root: Path, reached: str) -> None:
    """Run a command again after one that did not end; all must then be as if nothing had happened."""
    was_done = reached == AS_AFTER
    code, output = run(command.arguments, root)
    is_refused = was_done and bool(command.done) and command.done in output
    check(code in command.codes or is_refused, f"exit code {code}: {output}")
    with Store(root).lock():
        pass  # what the next command does first
    expected, actual = tree(prepared()[0] / f"after {command.name}"), tree(root)
    differing = {name for name in expected | actual if expected.get(name) != actual.get(name)}
    check(not differing, f"another end than of a run that was not killed: {', '.join(sorted(differing))}")


def fresh_copy(command: Command) -> Path:
    """Return a copy of the folder that a command begins with."""
    root = new_folder() / "data"
    shutil.copytree(prepared()[0] / command.begin, root)
    return root


def drop(root: Path) -> None:
    """Remove a copy."""
    shutil.rmtree(root.parent)


def silence() -> None:
    """Let this process, a fork, print nothing."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
