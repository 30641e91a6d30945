"""The commands of ``python -m dashboard``: a picture with its day in it, and errors said plainly."""

import socket
import subprocess
import sys
from pathlib import Path
from struct import unpack

import pytest

from dashboard import cli
from dashboard.web.verification import Standing, verify
from tests.dashboard import made
from tests.dashboard.pictures import chunks_of

THEN = ("--as-of", "2020-08-25")
SITE = "https://figures.example"


@pytest.fixture(autouse=True)
def public_address(monkeypatch):
    """What the address in a picture begins with, where nothing else says it."""
    monkeypatch.setenv("OVERDOSE_BASE_URL", SITE)


def snapshot(path, *options):
    return cli.main(["snapshot", "trend", "-o", str(path), *options])


def test_an_svg_has_its_day_and_address_in_it(tmp_path, capsys):
    path = tmp_path / "july.svg"
    assert snapshot(path, *THEN, "--base-url", "https://example.org/") == 0
    text = path.read_text()
    for part in (
        "25 August 2020",
        "<b>175</b>",
        "British Columbia",
        "https://example.org/chart/trend?measure=unregulated-deaths-month&amp;as_of=2020-08-25&amp;edition="
        + str(made.shipped().edition),
    ):
        assert part.replace("<b>", "").replace("</b>", "") in text
    said = capsys.readouterr()
    assert str(path) in said.out
    assert "25 August 2020" in said.out
    assert said.err == ""


def test_a_png_has_its_day_in_its_text_fields(tmp_path):
    path = tmp_path / "july.PNG"
    assert snapshot(path, *THEN, "--width", "640", "--height", "520") == 0
    content = path.read_bytes()
    assert unpack(">II", content[16:24]) == (1280, 1040)
    said = b" ".join(part for name, part in chunks_of(content) if name == b"iTXt").decode(errors="replace")
    assert "25 August 2020" in said
    assert "175 deaths" in said


def test_options_are_those_of_the_address(tmp_path):
    path = tmp_path / "rate.svg"
    options = ("--unit", "rate", "--window", "12", "--start", "2015-01", "--end", "2020-01", "--lang", "en")
    assert snapshot(path, "--places", "CA-BC", "--edition", "1", *options, *THEN) == 0
    address = "unit=rate&amp;window=12&amp;start=2015-01&amp;end=2020-01&amp;as_of=2020-08-25&amp;edition=1"
    assert address in path.read_text()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--as-of", "yesterday"), "as_of=yesterday: expected a day such as 2020-08-25."),
        (("--places", "British Columbia"), "Did you mean CA-BC"),
        (("--unit", "rates"), "unit=rates: expected count or rate. Did you mean rate?"),
        (("--as-of", "2010-01-01"), "This archive has no figure for this choice, so there is no picture."),
        (("--places", "PT"), "This archive has no figure for this choice, so there is no picture."),
        (("--width", "50"), "width=50: expected a number of pixels from 320 to 2400"),
        (("--height", "-5"), "height=-5"),
        (("--width", "100000"), "width=100000"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_written(tmp_path, capsys, options, said):
    path = tmp_path / "chart.png"
    assert snapshot(path, *options) == 1
    heard = capsys.readouterr()
    assert heard.err.startswith("error: ")
    assert said in heard.err
    assert "Traceback" not in heard.err
    assert not path.exists()


def test_the_address_of_a_chart_says_its_options_and_its_site(tmp_path):
    path = tmp_path / "sexes.svg"
    address = "https://example.org/stats/chart/breakdown?measure=unregulated-deaths-year&group=age&lang=fr"
    assert cli.main(["snapshot", address, "-o", str(path), "--group", "sex", "--as-of", "2026-08-11"]) == 0
    text = path.read_text()
    assert "https://example.org/stats/chart/breakdown?measure=unregulated-deaths-year&amp;group=sex" in text
    assert "as_of=2026-08-11" in text
    assert "à vérifier sur https://example.org/stats/verify" in text


def test_a_card_for_social_media_and_its_words(tmp_path, capsys):
    card, words = tmp_path / "card.png", tmp_path / "words.txt"
    assert snapshot(card, *THEN, "--edition", "13", "--size", "social", "--alt-text", str(words)) == 0
    assert unpack(">II", card.read_bytes()[16:24]) == (1200, 630)
    assert "Code C7BP-0DYK-N3TF." in capsys.readouterr().out
    assert snapshot(tmp_path / "a.svg", *THEN, "--edition", "13", "--alt-text", "-") == 0
    heard = capsys.readouterr()
    assert heard.out == words.read_text()
    assert heard.out.startswith("Line chart. Unregulated drug deaths by month, British Columbia.")
    assert "a.svg" in heard.err


def test_it_says_why_there_is_no_short_code(tmp_path, capsys):
    assert snapshot(tmp_path / "a.svg", *THEN, "--start", "1999-01") == 0
    assert "a month before 2000, for a short code" in capsys.readouterr().out


def test_the_same_picture_is_the_same_bytes_and_is_verified(tmp_path, site):
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    for path in (first, second):
        assert snapshot(path, *THEN, "--edition", "13", "--width", "400") == 0
    assert first.read_bytes() == second.read_bytes()
    assert verify(made.charts_of(site), first.read_bytes(), "", SITE).standing is Standing.UNALTERED


@pytest.mark.parametrize(
    "address", ["", "http://localhost:8050", "http://127.0.0.1", "https://[::1]/x", "figures.example"]
)
def test_a_public_address_has_to_be_known(tmp_path, capsys, monkeypatch, address):
    monkeypatch.setenv("OVERDOSE_BASE_URL", address)
    assert snapshot(tmp_path / "a.svg") == 1
    assert "such as https://example.org" in capsys.readouterr().err
    assert snapshot(tmp_path / "a.svg", "--base-url", SITE) == 0


@pytest.mark.parametrize(("name", "options"), [("a.svg", ()), ("a.png", ("--width", "400"))])
def test_a_card_is_a_png_of_one_size(tmp_path, capsys, name, options):
    assert snapshot(tmp_path / name, "--size", "social", *options) == 1
    assert "--size social: expected a .png file, and neither --width nor --height" in capsys.readouterr().err


def test_another_suffix_is_refused(tmp_path, capsys):
    path = tmp_path / "chart.pdf"
    assert snapshot(path) == 1
    assert "chart.pdf: expected a name that ends in .png or .svg" in capsys.readouterr().err
    assert not path.exists()


def test_an_unknown_chart_names_those_there_are(tmp_path, capsys):
    assert cli.main(["snapshot", "trends", "-o", str(tmp_path / "a.svg")]) == 1
    assert "There is no chart 'trends'. Charts: trend." in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_named(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert snapshot(tmp_path / "file" / "a.svg") == 1
    assert capsys.readouterr().err.startswith("error: ")


def test_an_empty_data_folder_has_no_picture(tmp_path, capsys):
    assert snapshot(tmp_path / "a.svg", "--data", str(tmp_path / "new")) == 1
    assert "This archive has no figure" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--help"], ["serve", "--help"], ["snapshot", "--help"], ["bake", "--help"]], ids=" ".join
)
def test_help(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert "usage: python -m dashboard" in said
    assert ("--port" in said) == ("serve" in arguments)


@pytest.mark.parametrize(
    "arguments", [[], ["paint"], ["snapshot"], ["snapshot", "trend"], ["serve", "--port", "x"]], ids=str
)
def test_a_wrong_command_is_refused(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_the_module_is_the_command():
    root = Path(cli.__file__).parent.parent
    run = subprocess.run(
        [sys.executable, "-m", "dashboard", "snapshot", "x", "-o", "a.gif"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.strip() == "error: a.gif: expected a name that ends in .png or .svg"


def test_a_port_that_is_taken_or_none_is_said_at_once(capsys, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(port), "--data", str(tmp_path)]) == 1
    heard = capsys.readouterr()
    assert (heard.out, "Address already in use" in heard.err) == ("", True)
    with pytest.raises(SystemExit):
        cli.main(["serve", "--port", "99999"])
    assert "'99999' is not a port from 1 to 65535" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        cli.main(["serve", "--workers", "0"])
    assert "'0' is not a number of processes" in capsys.readouterr().err


def test_a_folder_is_not_made_for_a_picture(capsys, tmp_path):
    assert snapshot(tmp_path / "none" / "chart.png") == 1
    assert "there is no such folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
