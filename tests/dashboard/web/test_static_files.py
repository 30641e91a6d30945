"""The files beside a page: their names carry what they hold, their compressed twins are served when accepted."""

import gzip
import hashlib
import json
import re

import brotli
import pytest

from dashboard.app import create_app
from dashboard.config import Config
from dashboard.web import static_files
from dashboard.web.static_files import OWN_FILES, AssetsNotBuilt, load_static_files

TEXT = re.compile(r"text/|image/svg")


@pytest.mark.parametrize("name", OWN_FILES)
def test_our_own_files_carry_the_fingerprint_of_their_content(name):
    held = load_static_files()
    served = held.served_names[name]
    content = (static_files.ASSETS_FOLDER / name).read_bytes()
    assert held.files_by_name[served].content == content
    assert hashlib.sha256(content).hexdigest()[:8] in served
    assert held.url(name) == f"/assets/{served}"


def test_the_files_of_others_are_those_of_the_manifest():
    names = json.loads((static_files.ASSETS_FOLDER / "vendor" / "manifest.json").read_text())
    held = load_static_files()
    for name, file in names.items():
        assert held.url(f"vendor/{name}") == f"/assets/vendor/{file}"
        assert (
            held.files_by_name[f"vendor/{file}"].content == (static_files.ASSETS_FOLDER / "vendor" / file).read_bytes()
        )
    assert {"plotly.min.js", "sans-400.woff2"} <= set(names)


def test_media_types():
    held = load_static_files()
    media = {name: held.files_by_name[served].media_type for name, served in held.served_names.items()}
    assert media["app.css"] == "text/css; charset=utf-8"
    assert media["chart.js"] == media["vendor/plotly.min.js"] == "text/javascript; charset=utf-8"
    assert media["icon.svg"] == "image/svg+xml"
    assert media["vendor/sans-400.woff2"] == "font/woff2"


def test_a_style_or_script_names_no_other_host():
    for name in ("app.css", "chart.js"):
        text = (static_files.ASSETS_FOLDER / name).read_text()
        assert not re.findall(r"(?:url\(|import|src\s*=|fetch\()\s*['\"]?(?:https?:)?//", text), name


@pytest.mark.parametrize(
    ("accepted", "encoding", "undo"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
    ],
)
def test_the_compressed_twin_is_served_when_it_is_accepted(client, accepted, encoding, undo):
    address = load_static_files().url("vendor/plotly.min.js")
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert undo(answer.data) == load_static_files().files_by_name[address.removeprefix("/assets/")].content


@pytest.mark.parametrize("name", [*OWN_FILES, "vendor/plotly.min.js", "vendor/sans-700.woff2"])
def test_a_file_is_kept_for_ever_and_confirmed_by_its_tag(client, name):
    headers = {"Accept-Encoding": "br, gzip"}
    answer = client.get(load_static_files().url(name), headers=headers)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (
        answer.headers["Content-Type"]
        == load_static_files().files_by_name[load_static_files().served_names[name]].media_type
    )
    again = client.get(load_static_files().url(name), headers=headers | {"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "path", ["nope.js", "app.css", "../app.py", "vendor/../../app.py", "%2e%2e/app.py", "vendor/manifest.json", ""]
)
def test_no_other_file_can_be_had(client, path):
    assert client.get(f"/assets/{path}").status_code == 404


@pytest.mark.parametrize(
    "use", [load_static_files.__wrapped__, lambda: create_app(Config())], ids=["reading", "starting"]
)
def test_without_set_up_it_says_what_to_run(tmp_path, monkeypatch, use):
    monkeypatch.setattr(static_files, "ASSETS_FOLDER", tmp_path)
    load_static_files.cache_clear()
    try:
        with pytest.raises(AssetsNotBuilt, match=r"manifest\.json is missing: run `make setup`"):
            use()
    finally:
        load_static_files.cache_clear()
