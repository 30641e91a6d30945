"""The files beside a page: their names carry what they hold, their compressed twins are served when accepted."""

import gzip
import hashlib
import json
import re
import shutil
from pathlib import PurePosixPath

import brotli
import pytest

from dashboard.app import create_app
from dashboard.config import Config
from dashboard.web import static_files
from dashboard.web.static_files import SCRIPTS, STYLE_SHEETS, AssetsNotBuilt, load_static_files

OWN = (*SCRIPTS, "app.css", "icon.svg", "chart/figure.js")
QUOTED_PATH = re.compile(r'"(\.{1,2}/[^"]*)"')


@pytest.mark.parametrize("name", OWN)
def test_our_own_files_carry_the_fingerprint_of_their_content(name):
    files = load_static_files()
    served = files.served_names[name]
    content = files.files_by_name[served].content
    assert hashlib.sha256(content).hexdigest()[:8] in served
    assert files.url(name) == f"/assets/{served}"


def test_the_files_of_others_are_those_of_the_manifest():
    names = json.loads((static_files.ASSETS_FOLDER / "vendor" / "manifest.json").read_text())
    files = load_static_files()
    for name, file in names.items():
        assert files.url(f"vendor/{name}") == f"/assets/vendor/{file}"
        assert (
            files.files_by_name[f"vendor/{file}"].content == (static_files.ASSETS_FOLDER / "vendor" / file).read_bytes()
        )
    assert {"plotly.min.js", "sans-400.woff2"} <= set(names)


def test_the_style_sheet_is_all_rules_of_its_parts_in_order():
    folder = static_files.ASSETS_FOLDER / "css"
    assert {path.stem for path in folder.glob("*.css")} == set(STYLE_SHEETS)
    files = load_static_files()
    written = b"\n".join((folder / f"{name}.css").read_bytes() for name in STYLE_SHEETS)
    parts = [re.sub(rb"vendor/[\w.-]+", lambda font: files.served_names[font[0].decode()].encode(), written)]
    style = files.files_by_name[files.served_names["app.css"]].content
    pieces = [piece.strip() for part in parts for piece in re.split(rb"/\*.*?\*/", part, flags=re.DOTALL)]
    position = 0
    for piece in pieces:
        position = style.index(piece, position) + len(piece)
    assert len(b"".join(style.split())) == len(b"".join(b"".join(pieces).split()))
    assert b"/*" not in style


def test_every_script_there_is_is_served():
    paths = [*static_files.ASSETS_FOLDER.glob("*.js"), *static_files.ASSETS_FOLDER.glob("chart/*.js")]
    assert {str(path.relative_to(static_files.ASSETS_FOLDER)) for path in paths} == set(load_static_files().imports)


def test_modules_import_each_other_under_the_names_they_are_served_under():
    files = load_static_files()
    for name, imports in files.imports.items():
        served = files.files_by_name[files.served_names[name]].content.decode()
        folder = PurePosixPath(files.served_names[name]).parent
        targets = {str(folder / path) for path in QUOTED_PATH.findall(served)}
        assert targets == {files.served_names[path] for path in imports}
        source = (static_files.ASSETS_FOLDER / name).read_text()
        for path in imports:
            served = served.replace(PurePosixPath(files.served_names[path]).name, PurePosixPath(path).name)
        assert served == source


def test_a_change_of_a_module_changes_the_names_of_all_that_import_it(tmp_path, monkeypatch):
    before = load_static_files()
    shutil.copytree(static_files.ASSETS_FOLDER, tmp_path / "assets")
    figure = tmp_path / "assets" / "chart" / "figure.js"
    figure.write_text(figure.read_text() + "\n")
    monkeypatch.setattr(static_files, "ASSETS_FOLDER", tmp_path / "assets")
    after = load_static_files.__wrapped__()
    changed = {name for name, served in after.served_names.items() if served != before.served_names[name]}
    importers = {name for name in before.imports if "chart/figure.js" in before.imports_of([name])}
    assert changed == {"chart/figure.js", *importers}
    assert {"chart/main.js", "chart/slider.js", "chart/animation.js"} <= importers


def test_a_page_fetches_all_modules_at_once(client):
    files = load_static_files()
    page = client.get("/chart/map").text
    fetched = set(re.findall(r'<link rel="modulepreload" fetchpriority="low" href="([^"]+)">', page))
    run = set(re.findall(r'<script type="module"[^>]* src="([^"]+)">', page))
    needed = {files.url(name) for name in files.imports_of(["chart/main.js", "chart/animation.js"])}
    assert fetched == needed
    assert {files.url(name) for name in ("page.js", "chart/main.js", "chart/animation.js", "chart/start.js")} == run


@pytest.mark.parametrize("path", ["/", "/chart/trend", "/chart/map", "/commentary", "/sources", "/data", "/nope"])
def test_no_page_has_a_script_in_it(client, path):
    scripts = re.findall(r"<script([^>]*)>", client.get(path).text)
    assert scripts
    assert [
        given for given in scripts if " src=" not in given and not re.search(r"application/(ld\+)?json", given)
    ] == []
    assert not re.search(r"\son[a-z]+=|javascript:", re.sub(r"<svg.*?</svg>", "", client.get(path).text))


def test_media_types():
    files = load_static_files()
    media = {name: files.files_by_name[served].media_type for name, served in files.served_names.items()}
    assert media["app.css"] == "text/css; charset=utf-8"
    assert media["chart/main.js"] == media["vendor/plotly.min.js"] == "text/javascript; charset=utf-8"
    assert media["icon.svg"] == "image/svg+xml"
    assert media["vendor/sans-400.woff2"] == "font/woff2"


def test_a_style_or_script_names_no_other_host():
    files = load_static_files()
    for name in ("app.css", *files.imports):
        text = files.files_by_name[files.served_names[name]].content.decode()
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


@pytest.mark.parametrize("name", [*OWN, "vendor/plotly.min.js", "vendor/sans-700.woff2"])
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
    "path",
    [
        "nope.js",
        "app.css",
        "chart/main.js",
        "css/base.css",
        "../app.py",
        "vendor/../../app.py",
        "%2e%2e/app.py",
        "vendor/manifest.json",
        "",
    ],
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
