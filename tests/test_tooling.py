"""What the repository promises of itself: it names no machine and no index, and its locks are complete."""

import ast
import importlib
import re
import socket
import subprocess
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from etl.core.errors import EtlError
from etl.store import files
from etl.store.files import Store

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
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
    project = PROJECT["project"]
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


@pytest.mark.parametrize("name", PROJECT["project"]["scripts"])
def test_a_script_of_the_package_is_a_function(name):
    assert callable(EntryPoint(name, PROJECT["project"]["scripts"][name], "console_scripts").load())


def test_what_is_no_python_goes_into_the_package_too():
    settings = PROJECT["tool"]["setuptools"]
    for package, patterns in settings["package-data"].items():
        taken = {path.relative_to(ROOT).as_posix() for pattern in patterns for path in (ROOT / package).glob(pattern)}
        names = {name for name, _ in repository_texts() if name.startswith(f"{package}/") and not name.endswith(".py")}
        assert names - taken == {f"{package}/README.md"}


def imported_names(path):
    """The last parts of what a module imports: ``{"trend", …}`` of ``from dashboard.charts import trend``."""
    tree = ast.parse(path.read_text())
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.name for node in froms for alias in node.names}


@pytest.mark.parametrize(
    ("folder", "name", "registry"),
    [
        ("etl/sources", "SOURCE", "etl/registry.py"),
        ("dashboard/charts", "CHART", "dashboard/charts/registry.py"),
        ("dashboard/web/pages", "PAGE", "dashboard/web/pages/registry.py"),
    ],
)
def test_every_source_chart_and_page_is_registered(folder, name, registry):
    modules = [*(ROOT / folder).glob("*.py"), *(ROOT / folder).glob("*/__init__.py")]
    defining = [path for path in modules if re.search(rf"^{name}\b.* = ", path.read_text(), re.MULTILINE)]
    names = {path.parent.name if path.name == "__init__.py" else path.stem for path in defining}
    assert len(names) > 3
    assert names <= imported_names(ROOT / registry), f"add to {registry}"
    folders = {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}
    assert folders <= names, f"a folder of {folder} without {name}"


def test_charts_are_kept_apart():
    (apart,) = [each for each in PROJECT["tool"]["importlinter"]["contracts"] if each["id"] == "charts-apart"]
    charts = {f"dashboard.charts.{path.parent.name}" for path in (ROOT / "dashboard/charts").glob("*/__init__.py")}
    assert set(apart["modules"]) == charts, "the contract charts-apart in pyproject.toml has one line for each chart"


def test_without_a_data_folder_the_commands_say_how_to_name_one(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "PROJECT_DATA_DIR", tmp_path / "none")
    assert Store(ROOT / "data").load_usable().edition > 0
    with pytest.raises(EtlError, match=f"^no data folder at {tmp_path}/none; give --data DIR$"):
        Store(tmp_path / "none").load()
    with pytest.raises(EtlError, match=r"places\.csv is missing; give --data DIR with a copy of"):
        Store(tmp_path).load()


@pytest.mark.parametrize("path", sorted((ROOT / "tests/benchmarks").glob("*.py")), ids=lambda path: path.stem)
def test_benchmarks_use_names_that_exist(path):
    module = importlib.import_module(f"tests.benchmarks.{path.stem}")
    assert module.__doc__
