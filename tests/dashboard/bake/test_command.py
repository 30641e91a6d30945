"""The site as files: what is in them, what is written anew, and what is refused."""

import gzip
import json
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dashboard.app import create_app
from dashboard.bake import command, compress, render
from dashboard.bake.addresses import PACKAGE
from dashboard.bake.manifest import MANIFEST
from dashboard.config import Config
from tests.dashboard.bake.addresses import to_address
from tests.dashboard.bake.baked import SITE, bake, files_in, make_data
from tests.etl.stores import SECOND, add

BASE_PATH = SITE.removeprefix("https://figures.example")
MADE_ANEW = {MANIFEST, "sitemap.xml"}
OF_ANOTHER_ADDRESS = re.compile(r"^[\w+.-]+:|^#")
MACHINE = re.compile(r"127\.0\.0\.1|localhost|/tmp/|/home/|/root/|/work/")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return make_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def folder(data, tmp_path_factory):
    """The site, baked; no test changes it."""
    folder = tmp_path_factory.mktemp("baked") / "site"
    assert bake(data, folder) == 0
    return folder


@pytest.fixture
def copy(folder, data, tmp_path):
    """A copy of the data and of the site that was baked from them."""
    return shutil.copytree(data, tmp_path / "data"), shutil.copytree(folder, tmp_path / "site")


class Links(HTMLParser):
    """What a page names."""

    def __init__(self, html):
        super().__init__()
        self.links, self.tags = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in {"href", "src", "action"} and value]


def states(folder):
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def pages(folder):
    return {path: (folder / path).read_text() for path in files_in(folder) if path.endswith(".html")}


def test_every_link_leads_to_a_file_or_away_from_the_site(folder):
    for page, html in pages(folder).items():
        for link in Links(html).links:
            if link.startswith(f"{SITE}/"):
                assert (folder / link.removeprefix(f"{SITE}/")).is_file(), f"{page}: {link}"
            elif not OF_ANOTHER_ADDRESS.match(link):
                path = link.partition("#")[0].replace(BASE_PATH, str(folder))
                target = os.path.normpath((folder / page).parent / path)
                assert Path(target).is_file(), f"{page}: {link}"


def test_no_page_has_a_form_a_script_of_dash_or_the_name_of_this_machine(folder):
    for page, html in pages(folder).items():
        assert "form" not in Links(html).tags, page
        assert "plotly" not in html, page
        assert "_dash" not in html, page
        assert not MACHINE.search(html), page


def test_each_chart_has_its_picture_words_and_table_in_its_page(folder):
    html = (folder / "chart/trend/places=US-ME&lang=fr/index.html").read_text()
    assert html.count("<svg") == 2
    assert "<td" in html
    assert "Maine" in html
    assert "Cette page est un fichier" in html


def test_other_files_are_to_the_byte_what_a_server_answers(folder, data):
    client = create_app(Config(data, base_url=SITE)).server.test_client()
    compared = [path for path in files_in(folder) if not path.endswith(".html") and path not in MADE_ANEW]
    for path in compared:
        address = to_address(path)
        if not address.startswith(("/oembed", "/assets/", PACKAGE)):
            assert client.get(address).data == (folder / path).read_bytes(), address
    assert {"chart/trend.svg", "chart/trend/places=US-ME.json", "releases.atom", "data/vintages.csv.gz"} <= set(
        compared
    )


def test_large_csv_of_charts_stands_compressed_alone_and_all_else_as_it_is(data, tmp_path, monkeypatch):
    monkeypatch.setattr(render, "MAX_PLAIN_CSV_BYTES", 900)
    monkeypatch.setattr(compress, "MIN_LENGTH_BYTES", 900)
    folder = tmp_path / "site"
    assert bake(data, folder) == 0
    client = create_app(Config(data, base_url=SITE)).server.test_client()
    packed = [path for path in files_in(folder) if path.endswith(".csv.gz") and path.startswith("chart/")]
    assert "chart/trend/places=US-ME.csv.gz" in packed
    assert (folder / "chart/trend.csv").is_file()
    for path in packed:
        rows = gzip.decompress((folder / path).read_bytes())
        assert rows == client.get(to_address(path.removesuffix(".gz"))).data
        assert len(rows) > 900
    assert (folder / "releases.csv").is_file()
    test_every_link_leads_to_a_file_or_away_from_the_site(folder)
    page = (folder / "chart/trend/places=US-ME/index.html").read_text()
    assert re.search(r'href="../places=US-ME\.csv\.gz" download="trend_US-ME_[\w-]+\.csv\.gz"', page)


def test_the_package_of_tables_names_files_that_there_are_with_their_columns(folder):
    package = json.loads((folder / PACKAGE[1:]).read_text())
    assert {"observations", "vintages", "releases", "places"} <= {table["name"] for table in package["resources"]}
    for table in package["resources"]:
        content = (folder / "data" / table["path"]).read_bytes()
        text = gzip.decompress(content) if table.get("compression") == "gz" else content
        header = text.split(b"\r\n", 1)[0].decode().split(",")
        assert header == [field["name"] for field in table["schema"]["fields"]]


def test_how_a_page_is_embedded_leads_to_its_files(folder):
    path = next(path for path in files_in(folder) if path.startswith("oembed/") and path.endswith(".json"))
    answer = json.loads((folder / path).read_text())
    links = Links(answer["html"]).links
    assert len(links) == 2
    for link in links:
        assert (folder / link.removeprefix(f"{SITE}/")).is_file()
    text = (folder / path).with_suffix(".xml").read_text()
    assert f"{SITE}/embed/trend" in text
    assert "width=600&amp;height" not in text


def test_texts_have_compressed_twins_where_something_is_won(folder):
    for path in files_in(folder):
        if path.endswith((".html", ".svg", ".csv", ".js", ".css", ".xml")):
            content = (folder / path).read_bytes()
            twin = folder / f"{path}.gz"
            assert not twin.exists() if len(content) < 1000 else gzip.decompress(twin.read_bytes()) == content


def test_nothing_is_rendered_or_written_where_nothing_has_changed(copy, capsys, monkeypatch):
    data, folder = copy
    before = states(folder)
    monkeypatch.setattr(command, "create_app", None)
    assert bake(data, folder) == 0
    assert "nothing has changed" in capsys.readouterr().out
    assert states(folder) == before


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["lost", "cut"])
def test_a_file_that_was_spoilt_is_reason_to_bake_again(copy, capsys, monkeypatch, spoil):
    def begin(_):
        raise OSError("it is baked again")

    data, folder = copy
    spoil(folder / "index.html")
    monkeypatch.setattr(command, "create_app", begin)
    assert bake(data, folder) == 1
    assert "it is baked again" in capsys.readouterr().err


@pytest.mark.slow
def test_a_new_release_writes_what_it_touches(copy):
    data, folder = copy
    before = states(folder)
    add(data, SECOND)
    assert bake(data, folder) == 0
    after = states(folder)
    untouched = ("chart/trend/places=US-ME.csv", "embed/trend/places=US-ME/index.html", "data/places.csv")
    touched = ("chart/trend.csv", "chart/trend/index.html", "releases/index.html", "data/vintages.csv.gz")
    assert [path for path in untouched if before[folder / path] != after[folder / path]] == []
    assert [path for path in touched if before[folder / path] == after[folder / path]] == []
    assert (folder / "releases/ca-bc-coroners/2020-08-25/index.html").is_file()


@pytest.mark.slow
def test_beside_a_server_what_is_not_baked_leads_there_and_what_is_gone_is_removed(copy):
    data, folder = copy
    assert any(path.startswith("card/") for path in files_in(folder))
    (folder / "CNAME").write_text("figures.example")
    assert bake(data, folder, "--with-server") == 0
    assert not (folder / "card").exists()
    assert (folder / "CNAME").read_text() == "figures.example"
    html = (folder / "index.html").read_text()
    links = Links(html).links
    assert f"{SITE}/check" in links
    assert any(link.startswith(f"{SITE}/use/trend") for link in links)
    assert "chart/trend/places=US-ME/index.html" in links
    assert f'<link rel="canonical" href="{SITE}/">' in html


def test_a_folder_with_files_of_others_is_refused(data, tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert bake(data, tmp_path) == 1
    assert "no bake wrote mine.txt" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_way_is_refused_and_stays(copy, capsys):
    data, folder = copy
    release = folder / "releases/ca-bc-coroners/2020-08-25/index.html"
    release.parent.mkdir()
    release.write_text("mine")
    add(data, SECOND)
    assert bake(data, folder) == 1
    assert "no bake wrote this file" in capsys.readouterr().err
    assert release.read_text() == "mine"


@pytest.mark.slow
def test_a_bake_that_was_broken_off_is_taken_up(data, folder, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("the disk is full")

    other = tmp_path / "site"
    with monkeypatch.context() as patch:
        patch.setattr(command, "_bake_all", fail)
        assert bake(data, other) == 1
    assert (other / "sitemap.xml").is_file()
    assert bake(data, other) == 0
    assert files_in(other) == files_in(folder)


@pytest.mark.parametrize("content", ["", "[]", '{"made_from": "", "files": {"../mine.txt": "1-a"}}'])
def test_what_is_no_manifest_is_refused(data, tmp_path, capsys, content):
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    (folder / MANIFEST).write_text(content)
    assert bake(data, folder) == 1
    assert "this is no list of baked files" in capsys.readouterr().err
    assert (tmp_path / "mine.txt").exists()


@pytest.mark.parametrize("site", ["", "http://localhost:8050", "figures.example"])
def test_a_public_address_has_to_be_known(data, tmp_path, capsys, monkeypatch, site):
    monkeypatch.delenv("OVERDOSE_BASE_URL", raising=False)
    assert bake(data, tmp_path / "site", site=site) == 1
    assert "--base-url" in capsys.readouterr().err or site == "figures.example"
    assert not (tmp_path / "site").exists()


def test_an_address_without_a_file_is_answered_in_each_language_at_any_depth(folder):
    html = (folder / "404.html").read_text()
    assert [words in html for words in ("There is no such page", "Cette page n’existe pas")] == [True, True]
    links = [link for link in Links(html).links if not OF_ANOTHER_ADDRESS.match(link)]
    assert {f"{BASE_PATH}/index.html", f"{BASE_PATH}/lang=fr/index.html"} < set(links)
    assert all(link.startswith(f"{BASE_PATH}/") for link in links)
    assert "404.html" not in (folder / "sitemap.xml").read_text()
