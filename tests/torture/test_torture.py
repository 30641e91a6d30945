"""What ``make torture`` does, in small; that a fault is reported with the command that repeats it."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.torture import fuzz
from tests.torture.fuzz_documents import Target
from tests.torture.mutate import CHANGES, mutate
from tests.torture.report import Tally, fault_lines, table, timed

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_writers_and_damage_are_without_fault():
    """In small, in a process of their own, since they fork; kills and servers stand in small beside their tests."""
    command = [sys.executable, "-m", "tests.torture", "--share", "0.004", "writers", "damage"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    rows = [line.split(" | ") for line in run.stdout.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == 6
    assert {row[3] for row in rows} == {"0"}


@pytest.mark.slow
@pytest.mark.parametrize("group", fuzz.GROUPS.values(), ids=fuzz.GROUPS)
def test_odd_input_of_every_kind_is_without_fault(group):
    for target in group():
        tally = fuzz.run_cases(target.name, 0, 1 + target.count // 20_000)
        assert not tally.faults, "\n".join(fault_lines([tally]))


def test_the_same_number_is_the_same_case():
    content = b"period,deaths\n2020-07,175\n"
    assert [mutate(Random(f"a:{number}"), content) for number in range(50)] == [
        mutate(Random(f"a:{number}"), content) for number in range(50)
    ]
    assert len({mutate(Random(f"a:{number}"), content) for number in range(200)}) > 150


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("content", [b"", b"\n", b"a", b"a,b\n1,2\n", b"\xff\xfe"])
def test_any_bytes_can_be_changed(change, content):
    for number in range(20):
        assert isinstance(change(Random(number), content), bytes)


def test_a_fault_is_counted_and_told_once_with_the_command_that_repeats_it(monkeypatch):
    def fail(rng):
        if rng.random() < 0.5:
            raise KeyError("a fault of ours")
        return "taken"

    monkeypatch.setattr(fuzz, "targets", lambda: {"reader": Target("reader", 1, fail)})
    tally = fuzz.run_cases("reader", 100, 40)
    assert tally.tried == 40
    assert 5 < tally.outcomes["fault"] < 35
    (text,) = fault_lines([tally])
    assert "python -m tests.torture --case 'reader:1" in text
    assert "KeyError: 'a fault of ours'" in text
    assert f"| reader | 40 | {tally.outcomes['taken']} taken | {tally.outcomes['fault']} | 0 |" in table([tally])


def test_what_ends_a_kind_is_a_fault_of_it():
    with timed(Tally("a kind", Counter(taken=2))) as tally:
        raise OSError("no such port")
    assert tally.outcomes == {"taken": 2, "fault": 1}
    assert "no such port" in next(fault_lines([tally]))


def test_a_case_that_does_not_end_is_a_fault(monkeypatch):
    def wait(_rng):
        while True:
            pass

    monkeypatch.setattr(fuzz, "MAX_CASE_S", 0.1)
    monkeypatch.setattr(fuzz, "targets", lambda: {"reader": Target("reader", 1, wait)})
    assert fuzz.run_cases("reader", 0, 1).outcomes == {"fault": 1}
