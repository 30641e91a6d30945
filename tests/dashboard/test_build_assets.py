"""The browser files that others wrote: the versions fit, what is wrong is refused, what is there is left alone."""

import base64
import hashlib
import io
import json
import tarfile

import pytest
from fontTools.ttLib import TTFont
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from dashboard import build_assets


def packed(member, content):
    """A tarball as npm makes it, with its integrity."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        info = tarfile.TarInfo(member)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    digest = hashlib.sha512(written.getvalue()).digest()
    return written.getvalue(), f"sha512-{base64.b64encode(digest).decode()}"


@pytest.fixture
def registry(monkeypatch):
    """A package registry that holds one small bundle."""
    tarball, integrity = packed(build_assets.PLOTLY_MEMBER, b"window.Plotly = {};\n")

    def npm_pack(_npm, scratch):
        path = scratch / "bundle.tgz"
        path.write_bytes(tarball)
        return path

    monkeypatch.setattr(build_assets, "find_npm", lambda _scratch: ["npm"])
    monkeypatch.setattr(build_assets, "npm_pack", npm_pack)
    monkeypatch.setattr(build_assets, "PLOTLY_INTEGRITY", integrity)


@pytest.fixture
def unreachable(monkeypatch):
    def npm_pack(_npm, _scratch):
        raise build_assets.AssetUnreachable("npm: no such host")

    monkeypatch.setattr(build_assets, "npm_pack", npm_pack)
    monkeypatch.setattr(
        build_assets.brotli, "compress", lambda content, **_: content
    )  # the full bundle takes ten seconds


def manifest(folder):
    return json.loads((folder / build_assets.MANIFEST_FILE).read_text())


def snapshot(folder):
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_pinned_bundle_is_of_plotlys_own_version():
    build_assets.check_plotly_version(get_plotlyjs_version())


def test_other_version_is_refused():
    with pytest.raises(build_assets.AssetError, match=r"plotly\.js 9\.9\.9"):
        build_assets.check_plotly_version("9.9.9")


def test_set_up_left_files_of_plotlys_version():
    names = manifest(build_assets.VENDOR_FOLDER)
    assert names["plotly.min.js"].startswith(f"plotly-{get_plotlyjs_version()}-")
    for name in names.values():
        content = (build_assets.VENDOR_FOLDER / name).read_bytes()
        assert build_assets.fingerprint(content) in name


@pytest.mark.usefixtures("registry")
def test_folder_is_filled_once_and_then_left_alone(tmp_path, capsys):
    (tmp_path / "plotly-1.0.0-00000000.min.js").touch()
    build_assets.build(tmp_path)
    names = manifest(tmp_path)
    script = names["plotly.min.js"]
    assert set(names) == {"plotly.min.js", "sans-400.woff2", "sans-700.woff2", "sans-license.txt"}
    assert set(snapshot(tmp_path)) == {
        *names.values(),
        f"{script}.br",
        f"{script}.gz",
        build_assets.MANIFEST_FILE,
        build_assets.FINGERPRINT_FILE,
    }
    assert script in capsys.readouterr().out

    before = snapshot(tmp_path)
    build_assets.build(tmp_path)
    assert snapshot(tmp_path) == before
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("registry")
def test_lost_file_is_brought_again(tmp_path):
    build_assets.build(tmp_path)
    lost = tmp_path / manifest(tmp_path)["sans-700.woff2"]
    lost.unlink()
    build_assets.build(tmp_path)
    assert lost.is_file()


@pytest.mark.usefixtures("registry")
def test_tampered_bundle_stops_set_up(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build_assets, "PLOTLY_INTEGRITY", "sha512-something-else")
    monkeypatch.setattr(build_assets, "VENDOR_FOLDER", tmp_path / "vendor")
    assert build_assets.main() == 1
    assert "is not the file that was pinned" in capsys.readouterr().err
    assert not (tmp_path / "vendor").exists()


@pytest.mark.usefixtures("unreachable")
def test_full_bundle_stands_in_and_is_not_taken_for_the_basic_one(tmp_path, capsys):
    build_assets.build(tmp_path)
    assert (tmp_path / manifest(tmp_path)["plotly.min.js"]).read_text() == get_plotlyjs()
    assert "stands in" in capsys.readouterr().out
    assert not build_assets.is_current(tmp_path)


def test_failing_command_says_why_in_one_line(tmp_path):
    with pytest.raises(build_assets.AssetUnreachable, match=r"^sh: no such host$"):
        build_assets.run_command(["/bin/sh", "-c", "echo no such host >&2; echo a log is kept >&2; exit 1"], tmp_path)


def test_missing_command_says_so(tmp_path):
    with pytest.raises(build_assets.AssetUnreachable, match="no-such-command"):
        build_assets.run_command(["no-such-command"], tmp_path)


@pytest.mark.parametrize("weight", build_assets.FONT_WEIGHTS)
def test_web_font_has_the_characters_of_both_languages_and_even_figures(weight):
    with TTFont(build_assets.VENDOR_FOLDER / manifest(build_assets.VENDOR_FOLDER)[f"sans-{weight}.woff2"]) as font:
        glyphs = font.getBestCmap()
        widths = {font["hmtx"][glyphs[ord(figure)]][0] for figure in "0123456789"}
    assert [character for character in "AZaz09éÉçœŒ’–—…−→ €" if ord(character) not in glyphs] == []
    assert len(widths) == 1
