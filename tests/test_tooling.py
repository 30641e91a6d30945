"""What the repository promises of itself: it names no machine and no index, and its locks are complete."""

import importlib
import json
import re
import socket
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dashboard.charts.registry import CHARTS
from dashboard.web.pages.registry import PAGES
from etl.core.errors import EtlError
from etl.registry import SOURCES
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


def test_no_link_is_committed():
    """One of the environment leads nowhere on another machine, and takes its place where it is checked out."""
    listed = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert listed
    assert [line for line in listed.splitlines() if line.startswith("120000")] == []


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


@pytest.mark.parametrize(
    ("folder", "name", "registry", "entries"),
    [
        ("etl/sources", "SOURCE", "etl/registry.py", {name.replace("-", "_") for name in SOURCES}),
        ("dashboard/charts", "CHART", "dashboard/charts/registry.py", set(CHARTS)),
        ("dashboard/web/pages", "PAGE", "dashboard/web/pages/registry.py", {page.name for page in PAGES}),
    ],
)
def test_every_source_chart_and_page_is_registered(folder, name, registry, entries):
    folders = {path for path in (ROOT / folder).iterdir() if path.is_dir() and path.name != "__pycache__"}
    for path in folders:
        text = (path / "__init__.py").read_text() if (path / "__init__.py").exists() else ""
        assert re.search(rf"^{name}\b.* = ", text, re.MULTILINE), f"{folder}/{path.name}/__init__.py: define {name}"
    modules = {path for path in (ROOT / folder).glob("*.py") if f"\n{name} = " in path.read_text()}
    for entry in sorted(path.stem for path in folders | modules):
        assert entry in entries, f"{registry}: import {entry} and add it to those that are registered"


def test_every_template_is_that_of_a_page_or_used_by_another():
    folder = ROOT / "dashboard/web/templates"
    text = "".join(path.read_text() for path in [*folder.iterdir(), *(ROOT / "dashboard/web").rglob("*.py")])
    names = {path.name for path in folder.iterdir()} - {f"{page.name}.html" for page in PAGES}
    assert not [name for name in names if f'"{name}"' not in text], "a template that no page in PAGES has"


def test_every_chart_has_tests_of_its_own():
    for slug in CHARTS:
        tests = ROOT / "tests/dashboard/charts" / slug
        assert list(tests.glob("test_*.py")), f"{tests.relative_to(ROOT)}: test what it selects, draws and says"


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


def test_the_bill_of_materials_lists_what_the_lock_installs():
    command = [sys.executable, ".ci/sbom.py", "requirements.lock"]
    bill = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    packages = {f"{package['name']}=={package['version']}" for package in bill["components"]}
    assert packages == pins("requirements.lock")
    assert all(package["purl"].startswith("pkg:pypi/") for package in bill["components"])


def test_what_the_container_copies_is_there_and_nothing_keeps_it_out():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    sources = [source for line in copied for source in line.split()]
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {"Makefile", "etl", "dashboard", "data"} <= set(sources) == let_in
    assert [source for source in sources if not (ROOT / source).exists()] == []
