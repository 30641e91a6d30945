"""``void`` and ``redate``: a release entered under a wrong day, a mistyped figure, a swapped pair of months."""

import json
import shutil
from datetime import date

import pytest

from etl.cli import main as cli
from etl.ingest.pipeline import NeedsReview
from etl.store import files
from etl.store.files import Store
from etl.store.table import as_of
from tests.etl.stores import FIRST, SECOND, TODAY, add, line, tree, typed, values

SOURCE = "ca-bc-coroners"
AUGUST = f"{SOURCE}:2020-08-25"
LATER = typed(
    line("2020-05", 174, "2020-10-20", restates="whole"),
    line("2020-06", 177, "2020-10-20", restates="whole"),
    line("2020-07", 178, "2020-10-20", restates="whole"),
)
"""May and June as on 25 August: of them it writes no row."""


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A data folder with three acts: June and July, 25 August, 20 October."""
    root = tmp_path_factory.mktemp("taking back") / "data"
    for document in (FIRST, SECOND, LATER):
        add(root, document)
    return root


@pytest.fixture
def root(before, tmp_path):
    return shutil.copytree(before, tmp_path / "data")


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs a command on a day: its exit code, and what it printed on either stream."""
    monkeypatch.setattr(cli, "_today", lambda: TODAY)

    def output(*arguments):
        return cli.main([str(argument) for argument in arguments]), *capsys.readouterr()

    return output


def test_void_says_what_changes_and_brings_to_light_what_the_mistake_hid(root, run):
    untouched = tree(root)
    was = {day: values(Store(root).load(), day) for day in (date(2020, 8, 25), TODAY)}
    command = ("void", AUGUST, "--why", "A copy of  another place.\n", "--data", root)
    code, planned, _ = run(*command, "--dry-run")
    assert (code, tree(root)) == (0, untouched)
    assert "CA-BC 2020-05: 174 → 171 (published 2020-08-25 → 2020-07-16)" in planned
    assert "CA-BC 2020-07: 175 (published 2020-08-25) → not held" in planned
    assert planned.endswith("  nothing changed\nnothing was written (--dry-run)\n")
    code, done, _ = run(*command)
    assert (code, done.splitlines()[:-1]) == (0, planned.splitlines()[:-1])
    snapshot = Store(root).load()
    assert values(snapshot, date(2020, 8, 25)) == {"2020-05": 171, "2020-06": 175}
    assert values(snapshot) == was[TODAY] == {"2020-05": 174, "2020-06": 177, "2020-07": 178}
    assert as_of(snapshot.table, TODAY)["release"].unique().tolist() == [f"{SOURCE}:2020-10-20"]
    assert {day: values(snapshot, day, edition=3) for day in was} == was
    assert {
        name: content for name, content in tree(root).items() if name.startswith("vintages") and "/4." not in name
    } == {name: content for name, content in untouched.items() if name.startswith("vintages")}
    assert tree(root)["releases.csv"].startswith(untouched["releases.csv"])
    (erratum,) = snapshot.errata
    assert (erratum.release, erratum.since, erratum.until, erratum.why) == (AUGUST, 2, 4, "A copy of another place.")
    assert snapshot.releases["id"].tolist() == [f"{SOURCE}:2020-{day}" for day in ("06-11", "07-16", "10-20")]


def test_redate_moves_a_release_to_the_day_that_it_is_of(root, run):
    """Entered as of 25 August, noticed after the next release was taken: it was of 24 August."""
    code, done, _ = run("redate", AUGUST, "2020-08-24", "--why", "the day of the story", "--data", root)
    assert code == 0
    assert "what changes in what was published by 2020-08-24:\n  Unregulated drug deaths by month" in done
    assert "what changes in what was published by 2020-08-25:\n  nothing changed" in done
    snapshot = Store(root).load()
    as_entered = {"2020-05": 174, "2020-06": 177, "2020-07": 175}
    assert values(snapshot, date(2020, 8, 23)) == {"2020-05": 171, "2020-06": 175}
    assert values(snapshot, date(2020, 8, 24)) == values(snapshot, date(2020, 10, 19)) == as_entered
    assert values(snapshot, date(2020, 8, 24), edition=3) == {"2020-05": 171, "2020-06": 175}
    (erratum,) = snapshot.errata
    assert (erratum.moved_id, erratum.moved_to) == (f"{SOURCE}:2020-08-24", date(2020, 8, 24))
    moved = snapshot.releases.set_index("id").loc[f"{SOURCE}:2020-08-24"]
    entered = snapshot.ledger.set_index("id").loc[AUGUST]
    assert moved[["title", "sha256", "rows", "restates"]].equals(entered[["title", "sha256", "rows", "restates"]])
    assert (moved["known"], moved["note"]) == ("publisher", "entered as of 2020-08-25 at first: the day of the story")
    with pytest.raises(NeedsReview, match="2020-08-24"):  # the same document under its old day is doubted
        add(root, SECOND)


def test_a_mistyped_figure_and_a_swapped_pair_are_voided_and_entered_again(root, run, tmp_path):
    """September 127 for 172, then October and November for each other."""
    wrong = typed(
        line("2020-09", 127, "2020-11-30"), line("2020-10", 160, "2020-12-21"), line("2020-11", 158, "2020-12-21")
    )
    right = typed(
        line("2020-09", 172, "2020-11-30"), line("2020-10", 158, "2020-12-21"), line("2020-11", 160, "2020-12-21")
    )
    add(root, wrong)
    for day in ("2020-11-30", "2020-12-21"):
        assert run("void", f"{SOURCE}:{day}", "--why", "mistyped", "--data", root)[0] == 0
    (tmp_path / "right.csv").write_bytes(right.content)
    assert run("add", SOURCE, tmp_path / "right.csv", "--data", root)[0] == 0
    snapshot = Store(root).load()
    autumn = {month: values(snapshot)[f"2020-{month}"] for month in ("09", "10", "11")}
    assert autumn == {"09": 172, "10": 158, "11": 160}
    assert values(snapshot, edition=4) == values(snapshot) | {"2020-09": 127, "2020-10": 160, "2020-11": 158}
    assert snapshot.releases["id"].tolist()[-2:] == [f"{SOURCE}:2020-11-30.02", f"{SOURCE}:2020-12-21.02"]
    _, out, _ = run("diff", SOURCE, "2020-11-29", "2020-12-21", "--data", root)
    assert [text.strip() for text in out.splitlines()[2:]] == [
        "CA-BC 2020-09: new 172 (published 2020-11-30)",
        "CA-BC 2020-10: new 158 (published 2020-12-21)",
        "CA-BC 2020-11: new 160 (published 2020-12-21)",
    ]


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (("void", AUGUST, "--why", " \n"), "--why is empty; expected why it is a mistake"),
        (("void", AUGUST, "--why", "a\0b"), "--why, line 1: found the control character U+0000"),
        (
            ("void", f"{SOURCE}:2020-08-26", "--why", "x"),
            f"unknown release '{SOURCE}:2020-08-26'; did you mean {AUGUST}",
        ),
        (("redate", AUGUST, "2026-08-13", "--why", "x"), "published on 2026-08-13, which is after today (2026-08-12)"),
        (("redate", AUGUST, "2020-07-30", "--why", "x"), "2020-07-31 published on 2020-07-30, before it had ended"),
        (
            ("redate", AUGUST, "2020-10-20", "--why", "x"),
            f"{SOURCE} has a release of 2020-10-20 already: {SOURCE}:2020-10-20",
        ),
        (("redate", AUGUST, "2020-08-25", "--why", "x"), f"{SOURCE} has a release of 2020-08-25 already: {AUGUST}"),
    ],
)
def test_what_cannot_be_taken_back_is_refused_and_nothing_is_written(root, run, command, refusal):
    untouched = tree(root)
    code, out, error = run(*command, "--data", root)
    assert (code, out) == (cli.EXIT_BROKEN, "")
    assert refusal in error
    assert tree(root) == untouched


def test_what_is_void_is_so_once_and_status_says_why(root, run):
    run("void", AUGUST, "--why", "another place", "--data", root)
    for command in (("void", AUGUST), ("redate", AUGUST, "2020-08-24")):
        code, _, error = run(*command, "--why", "x", "--data", root)
        assert (code, error) == (1, f"error: {AUGUST} is void already, since edition 4, of 2026-08-12: another place\n")
    assert run("void", f"{AUGUST}.void", "--why", "x", "--data", root)[0] == 1
    _, out, _ = run("status", SOURCE, "--data", root)
    assert f"  Void since edition 4: {AUGUST}: another place\n" in out
    assert "3 release days, 2020-06-11 to 2020-10-20" in out
    status = json.loads(run("status", "--json", "--data", root)[1])
    assert status["releases"] == 3
    assert status["void"] == [
        {
            "release": AUGUST,
            "edition": 2,
            "void_from": 4,
            "void_since": "2026-08-12",
            "why": "another place",
            "moved_to": "",
        }
    ]


def test_a_void_release_is_taken_again_as_a_new_one(root, run):
    run("void", AUGUST, "--why", "by mistake", "--data", root)
    (again,) = add(root, SECOND)
    assert again.rows_written == 3
    snapshot = Store(root).load()
    assert snapshot.releases["id"].tolist()[-1] == f"{AUGUST}.02"
    assert values(snapshot, date(2020, 8, 25)) == {"2020-05": 174, "2020-06": 177, "2020-07": 175}
    assert values(snapshot, date(2020, 8, 25), edition=4) == {"2020-05": 171, "2020-06": 175}


def test_no_other_command_writes_meanwhile(root, run):
    with Store(root).lock():
        code, _, error = run("void", AUGUST, "--why", "x", "--data", root)
    assert (code, "another command is writing there" in error) == (1, True)


@pytest.mark.parametrize("command", [("void", AUGUST), ("redate", AUGUST, "2020-08-24")])
@pytest.mark.parametrize("write", [1, 2, 3])
def test_an_end_at_any_write_leaves_all_as_before_and_the_next_run_ends_the_work(
    root, run, monkeypatch, tmp_path, command, write
):
    """The writes are those of the rows, of what vouches for them, and of the ledger."""
    whole, was = shutil.copytree(root, tmp_path / "whole"), values(Store(root).load(), date(2020, 8, 25))
    assert run(*command, "--why", "x", "--data", whole)[0] == 0
    writes, write_atomic = [], files.write_atomic

    def fail(path, content):
        writes.append(path)
        if len(writes) == write:
            raise OSError(28, "No space left on device", str(path))
        write_atomic(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(files, "write_atomic", fail)
        assert run(*command, "--why", "x", "--data", root)[0] == cli.EXIT_BROKEN
    snapshot = Store(root).load()
    assert (snapshot.edition, snapshot.errata, values(snapshot, date(2020, 8, 25))) == (3, (), was)
    assert run(*command, "--why", "x", "--data", root)[0] == 0
    assert tree(root) == tree(whole)


def test_one_of_several_releases_of_a_day_is_not_moved(root, run):
    add(root, typed(line("2020-04", 110, "2020-08-25", title="Another story")))
    untouched = tree(root)
    code, _, error = run("redate", AUGUST, "2020-08-24", "--why", "x", "--data", root)
    assert (code, f"has other releases of 2020-08-25: {AUGUST}.02; expected none" in error) == (1, True)
    assert tree(root) == untouched
