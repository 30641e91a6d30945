"""What the repository promises of itself: it names no machine and no index, and its locks are complete."""

import re
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")
INDEX = re.compile(r"https?://[^\s\"']*(?:pypi|pythonhosted|npmjs|deb\.debian)")
MACHINE = re.compile(r"(?<![\w.-])/(?:work|farm|root|home)/\w")


def repository_texts():
    """The text files that are or would be committed."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and b"\0" not in (content := path.read_bytes()):
            yield name, content.decode("utf-8", "replace")


def entries(lock):
    """The requirements of a lock, each with everything that follows it."""
    lines = [line for line in (ROOT / lock).read_text().splitlines() if not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def pins(lock):
    """What a lock installs: a set of names with their versions."""
    return {entry.split(" --hash")[0].split(" ; ")[0].strip() for entry in entries(lock)}


@pytest.mark.parametrize("pattern", [INDEX, MACHINE], ids=["index address", "machine path"])
def test_no_file_names_an_index_or_a_machine(pattern):
    found = [f"{name}: {match.group()}" for name, text in repository_texts() for match in pattern.finditer(text)]
    assert not found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_and_hashed(lock):
    assert entries(lock)
    assert [entry for entry in entries(lock) if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_development_installs_what_runs():
    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_locks_cover_what_the_project_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {
        "requirements.lock": project["dependencies"],
        "requirements-dev.lock": project["optional-dependencies"]["dev"],
    }
    for lock, requirements in declared.items():
        locked = {pin.split("==")[0] for pin in pins(lock)}
        assert {canonicalize_name(Requirement(line).name) for line in requirements} <= locked, lock


def test_network_is_closed_to_tests():
    with pytest.raises(pytest.fail.Exception, match=r"example\.org"):
        socket.create_connection(("example.org", 80))
    with socket.socket() as unconnected, pytest.raises(pytest.fail.Exception, match=r"192\.0\.2\.1"):
        unconnected.connect(("192.0.2.1", 80))
