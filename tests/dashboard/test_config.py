"""What the server is told is looked at before it starts, and said plainly where it cannot be."""

import re
import subprocess
import sys

import pytest

from dashboard import cli
from dashboard.config import Config, ConfigError, parse_hosts
from etl.store.files import PROJECT_DATA_DIR
from tests.dashboard.web.served import ROOT, command, free_port
from tests.etl.stores import FIRST, add

FOLDERS = {
    "missing": ("gone", "there is no such folder"),
    "a file": ("file", "found a file, expected a folder"),
    "empty": ("empty", "no release is held there"),
    "without a row": ("bare", "no release is held there"),
}


@pytest.fixture
def folder(tmp_path, request):
    name, found = FOLDERS[request.param]
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "releases.csv").write_text("id,source\n", encoding="utf-8")
    return tmp_path / name, found


def each_folder(function):
    return pytest.mark.parametrize("folder", FOLDERS, indirect=True)(function)


@each_folder
def test_a_data_folder_that_holds_nothing_is_named_with_what_to_do(folder):
    path, found = folder
    with pytest.raises(ConfigError, match="OVERDOSE_DATA") as refusal:
        Config(path).check_data()
    assert str(refusal.value).startswith(f"{path}: {found}")


@each_folder
def test_the_command_says_so_and_does_not_serve(folder, capsys):
    path, found = folder
    assert cli.main(["serve", "--port", str(free_port()), "--data", str(path)]) == 1
    heard = capsys.readouterr()
    assert heard.out == ""
    assert heard.err.startswith(f"error: {path}: {found}")
    assert len(heard.err.splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gunicorn", "gunicorn --config"])
def test_gunicorn_says_so_in_a_sentence_and_ends(tmp_path, name):
    arguments, environment = command(name, tmp_path / "gone", free_port())
    run = subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert run.returncode != 0
    assert f"error: {tmp_path / 'gone'}: there is no such folder" in run.stderr
    # Gunicorn may end with a traceback of its own, where several workers do at once.
    assert not re.search(r'File ".*/dashboard/(app|config|wsgi|web)', run.stderr)


def test_what_is_held_is_enough(tmp_path):
    add(tmp_path, FIRST)
    Config(tmp_path).check_data()


def test_the_environment_says_what_options_say(monkeypatch):
    for name in ("DATA", "BASE_URL", "ALLOWED_HOSTS"):
        monkeypatch.delenv(f"OVERDOSE_{name}", raising=False)
    assert Config.from_environment() == Config(PROJECT_DATA_DIR, "", ())
    monkeypatch.setenv("OVERDOSE_BASE_URL", "https://figures.example/")
    monkeypatch.setenv("OVERDOSE_ALLOWED_HOSTS", "A.example, b.example:8443,")
    config = Config.from_environment()
    assert (config.base_url, config.allowed_hosts) == ("https://figures.example", ("a.example", "b.example:8443"))


@pytest.mark.parametrize(
    ("base_url", "path"),
    [("", ""), ("/overdose", "/overdose"), ("https://figures.example", ""), ("http://[::1]:8050/a/b-c", "/a/b-c")],
)
def test_a_base_url_has_a_path_or_none(base_url, path):
    assert Config(base_url=base_url).base_path == path


@pytest.mark.parametrize(
    "base_url", ["overdose", "//host", "ftp://host", "/a?b", "https://", "/a b", "/", "/<a>", "/a/"]
)
def test_a_base_url_that_no_address_can_begin_with_is_refused(base_url):
    with pytest.raises(ConfigError, match="expected one such as https"):
        Config(base_url=base_url)


def test_hosts_stand_apart_by_commas():
    assert parse_hosts("") == ()
    assert parse_hosts(" Figures.example ,x") == ("figures.example", "x")


def test_a_host_that_is_listened_at_may_be_asked():
    options = cli._build_parser().parse_args(["serve", "--host", "192.0.2.7", "--allowed-hosts", "a.example"])
    assert cli._config(options).allowed_hosts == ("a.example", "192.0.2.7")


def test_a_picture_is_drawn_without_what_the_project_needs_otherwise():
    """It starts anew for each picture: what it imports, each picture waits for."""
    code = "import sys, dashboard.export.rasterize; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"pandas", "plotly", "fontTools", "flask"}.isdisjoint(modules.split())
