"""The commands, as someone at a terminal meets them."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl import registry
from etl.cli.main import main
from etl.store.files import PROJECT_DATA_DIR, Store
from tests.etl.live import BY_ID
from tests.etl.publishers import ok, publisher, silence, status
from tests.etl.sources.bc_report_pdf import Report, pdf_of
from tests.etl.stores import FIRST, HEADER, SECOND, add, line, rewrite_rows, tree

ROOT = Path(__file__).parents[3]
SOURCE = "ca-bc-coroners"
SF, PHAC = BY_ID["us-ca-sf-ocme"], BY_ID["ca-phac"]


@pytest.fixture
def root(tmp_path):
    """A data folder that has learned one document."""
    add(tmp_path / "data", FIRST)
    return tmp_path / "data"


@pytest.fixture
def run(capsys):
    """Runs a command: its exit code, and what it printed on either stream."""

    def output(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = ended.code
        return code, *capsys.readouterr()

    return output


NOTHING_HELD = "{}: found no releases.csv, so nothing is held there yet. If it should be, check --data\n"
"""What is said of a folder without data, which may be mistyped."""


def saved(folder, content, name="given.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


SUMMER_2020 = """\
BC Coroners Service: as published 2020-07-16 → as published 2020-08-25
Unregulated drug deaths by month (unregulated-deaths-month): 3 raised, 1 new
  CA-BC 2019-07: 70 → 74 (published 2019-10-16 → 2020-08-25)
  CA-BC 2020-05: 171 → 174 (published 2020-07-16 → 2020-08-25)
  CA-BC 2020-06: 175 → 177 (published 2020-07-16 → 2020-08-25)
  CA-BC 2020-07: new 175 (published 2020-08-25)
Unregulated drug deaths, year to date (unregulated-deaths-ytd): 1 new
  CA-BC 2020-01/2020-07: new 909 (published 2020-08-25)
"""


def test_diff_tells_what_changed_between_two_days(run):
    assert run("diff", SOURCE, "2020-07-16", "2020-08-25") == (0, SUMMER_2020, "")


def test_diff_calls_what_counts_something_else_no_revision(run):
    code, out, _ = run("diff", "ca-phac", "2025-12-10", "2025-12-11", "--place", "CA-QC")
    assert code == 0
    assert re.search(r", [1-9]\d* redefined", out)
    assert "; something else is counted)" in out


def test_diff_of_a_day_with_itself_is_nothing(run):
    code, out, _ = run("diff", SOURCE, "2020-08-25", "2020-08-25")
    assert (code, out.splitlines()[1:]) == (0, ["nothing changed"])


def test_diff_of_one_measure_or_place(run):
    days = ("2020-07-16", "2020-08-25")
    whole = SUMMER_2020.splitlines(keepends=True)
    assert run("diff", SOURCE, *days, "--measure", "unregulated-deaths-ytd") == (
        0,
        "".join([whole[0], *whole[-2:]]),
        "",
    )
    assert run("diff", SOURCE, *days, "--place", "CA-BC") == (0, SUMMER_2020, "")
    code, out, err = run("diff", SOURCE, *days, "--place", "BC")
    assert (code, out) == (1, "")
    assert err.startswith("error: unknown place 'BC'; did you mean CA-BC")


def test_diff_where_nothing_is_held_is_an_error(run, tmp_path):
    code, out, err = run("diff", SOURCE, "2020-07-16", "2020-08-25", "--data", tmp_path)
    assert (code, out) == (1, "")
    assert err == f"error: {tmp_path}: no release of {SOURCE} is held; expected one to compare\n"


def test_a_reader_who_has_read_enough_is_no_error():
    command = [sys.executable, "-m", "etl", "diff", "us-cdc-vsrr", "2018-04-19", "2019-04-30"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline()
        process.stdout.close()
        assert (process.stderr.read(), process.wait(600)) == (b"", 1)


def test_an_interrupted_update_ends_at_once(tmp_path):
    """The publisher says nothing for as long as it runs; the read would wait for half a minute."""
    script = (
        "import signal, sys; from etl import registry; from tests.etl.live import BY_ID\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # where the tests run in the background it is off
        "source = BY_ID['us-ca-sf-ocme'].source_at(sys.argv[1]); registry.SOURCES = {source.id: source}\n"
        "sys.argv = ['etl', 'update', '--data', sys.argv[2]]; from etl.__main__ import run; sys.exit(run())"
    )
    with publisher() as server:
        address = server.serve("/data", silence())
        environment = os.environ | {"NO_PROXY": "127.0.0.1"}
        command = [sys.executable, "-c", script, address, str(tmp_path)]
        with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE) as process:
            while not server.asked:
                assert process.poll() is None, process.stderr.read()
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            error_text, code = process.stderr.read(), process.wait(600)
    interrupted = "interrupted; nothing was written that is not whole\n"
    assert (code, error_text.decode()) == (130, NOTHING_HELD.format(tmp_path) + interrupted)
    assert tree(tmp_path) == {}


def test_diff_tells_a_figure_that_was_withdrawn(run, root):
    add(root, SECOND)
    rewrite_rows(root, 2, lambda rows: rows.replace(b",174,provisional,", b",,withdrawn,"))
    code, out, _ = run("diff", SOURCE, "2020-07-16", "2020-08-25", "--data", root)
    assert code == 0
    assert "  CA-BC 2020-05: 171 → withdrawn (published 2020-07-16 → 2020-08-25)\n" in out


def test_status_is_short_and_names_sources_releases_age_rows_and_gap(run):
    code, out, err = run("status")
    assert (code, err) == (0, "")
    assert re.search(r"data: edition \d+, \d+ rows, \d+ releases\n", out)
    assert re.search(r"\nca-bc-coroners +\d+ +\d{4}-\d\d-\d\d +-?\d+ +\d+ +\d+ +- +(overdue)?\n", out)
    assert len(out.splitlines()) < len(registry.SOURCES) + 8
    for source in registry.SOURCES.values():
        assert source.measures[0].definition["en"][:40] not in out


def test_status_of_a_source_says_all_of_it(run):
    code, out, err = run("status", SOURCE)
    assert (code, err) == (0, "")
    assert "us-ct-ocme" not in out
    assert "\nca-bc-coroners  BC Coroners Service\n" in out
    gap = r"usual gap between releases held \d+ days"
    assert re.search(rf"\d+ release days, 2016-05-31 to \d{{4}}-\d\d-\d\d; {gap}\n", out)
    assert re.search(r"\n  -?\d+ days? since the last release held, .* its usual ", out)
    assert re.search(r"\n  \d+ rows; \d+ places?; newest period \S+\n", out)
    assert (
        "    unregulated-deaths-month, unregulated-deaths-ytd, unregulated-deaths-year\n    Unintentional deaths" in out
    )


def test_status_of_an_empty_store(run, tmp_path):
    code, out, err = run("status", SOURCE, "--data", tmp_path)
    assert code == 0
    assert err == NOTHING_HELD.format(tmp_path)
    assert "edition 0, 0 rows, 0 releases" in out
    assert "no release held yet" in out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("diff", SOURCE, "2020-07-16", "2020-08-25"),
        ("accept", "a-name"),
        ("add", SOURCE, "report.pdf"),
        ("update", SOURCE),
        ("words", "--titles"),
        ("comment", "check"),
        ("comment", "add"),
    ],
)
def test_a_mistyped_data_folder_is_said(run, tmp_path, command):
    missing, file = tmp_path / "dta", saved(tmp_path, "x", "data.csv")
    for path, words_ in ((missing, "found no such folder"), (file, "found a file")):
        code, out, err = run(*command, "--data", path)
        assert (code, out) == (1, "")
        assert err.startswith(f"error: {path}: {words_}; expected the data folder")
        assert err.endswith("Check --data\n")
    assert not missing.exists()


def test_who_begins_a_data_folder_is_told_that_nothing_is_in_it(run, tmp_path):
    path, new = saved(tmp_path, SECOND.content), tmp_path / "new"
    new.mkdir()
    code, _, err = run("add", SOURCE, path, "--data", new)
    assert (code, err) == (0, NOTHING_HELD.format(new))
    assert run("add", SOURCE, path, "--data", new)[2] == ""


def test_status_as_json(run, root):
    code, out, err = run("status", SOURCE, "us-vt-health", "--json", "--data", root)
    assert (code, err) == (0, "")
    told_of = json.loads(out)
    assert {key: told_of[key] for key in ("edition", "rows", "releases", "vouched_for", "quarantine")} == {
        "edition": 1,
        "rows": 3,
        "releases": 2,
        "vouched_for": True,
        "quarantine": [],
    }
    held_of, empty = told_of["sources"]
    assert {key: held_of[key] for key in ("source", "releases", "last_release", "newest_period", "overdue")} == {
        "source": SOURCE,
        "releases": 2,
        "last_release": "2020-07-16",
        "newest_period": "2020-06",
        "overdue": False,
    }
    assert (held_of["values"], held_of["revised"]) == (2, 1)
    never_looked = {"looked_at": None, "failing_since": None, "failure": ""}
    assert empty == {"source": "us-vt-health", "releases": 0, "rows": 0, "values": 0, "revised": 0} | never_looked


def test_a_script_learns_of_overdue_sources_by_the_exit_code(run, root):
    code, out, err = run("status", "--overdue")
    assert (code, err) == (3, "")
    assert re.search(
        r"^us-vt-health: \d+ days since the last release held; one usually comes every 30$", out, re.MULTILINE
    )
    assert run("status", "us-vt-health", "--overdue", "--data", root) == (0, "", "")


def test_a_terminal_without_arrows_shows_them_another_way(root):
    command = [sys.executable, "-m", "etl", "diff", SOURCE, "2020-06-11", "2020-07-16", "--data", str(root)]
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=True)
    assert ended.stderr == ""
    assert "170 \\u2192 171" in ended.stdout


WHAT_SECOND_CHANGES = """\
what changes in what is published now:
  Unregulated drug deaths by month (unregulated-deaths-month): 2 raised, 1 new
    CA-BC 2020-05: 171 → 174 (published 2020-07-16 → 2020-08-25)
    CA-BC 2020-06: 175 → 177 (published 2020-07-16 → 2020-08-25)
    CA-BC 2020-07: new 175 (published 2020-08-25)
"""


def test_add_shows_what_would_change_and_writes_nothing(run, root, tmp_path):
    before = tree(root)
    code, out, err = run("add", SOURCE, saved(tmp_path, SECOND.content), "--dry-run", "--data", root)
    assert (code, err) == (0, "")
    assert out == WHAT_SECOND_CHANGES + (
        "2020-08-25     3 figures stated,    3 rows to write  A story\n1 new release; nothing was written (--dry-run)\n"
    )
    assert tree(root) == before


def test_of_many_changes_the_first_are_shown(run, tmp_path):
    months = [f"{year}-{month:02}" for year in range(2014, 2019) for month in range(1, 13)]
    path = saved(tmp_path, HEADER + "".join(line(month, 100, "2019-08-25") for month in months))
    out = run("add", SOURCE, path, "--data", tmp_path)[1].splitlines()
    assert len(out) == 44
    assert out[41] == "  and 21 lines more"


def test_add_says_what_is_missing_in_a_report(run, root, tmp_path):
    report = saved(tmp_path, pdf_of(Report(first=2020, last=2022, sex="Sxe")), "report.pdf")
    code, out, _ = run("add", SOURCE, report, "--data", root)
    assert (code, out.splitlines()[0]) == (0, "2022-05-03  not found in the document: by sex")


def test_add_takes_files_and_says_what_was_new(run, root, tmp_path):
    path = saved(tmp_path, SECOND.content)
    code, out, err = run("add", SOURCE, path, "--data", root)
    assert (code, err) == (0, "")
    assert out == WHAT_SECOND_CHANGES + "2020-08-25     3 figures stated,    3 rows written  A story\n1 new release\n"
    before = tree(root)
    assert run("add", SOURCE, path, "--data", root) == (0, "0 new releases; 1 already held, unchanged\n", "")
    assert tree(root) == before
    assert "2020-05: 171 → 174" in run("diff", SOURCE, "2020-07-16", "2020-08-25", "--data", root)[1]


def test_add_takes_several_files_of_several_kinds(run, root, tmp_path):
    report = saved(tmp_path, pdf_of(Report(first=2020, last=2022)), "illicit-drug.pdf")
    code, out, err = run("add", SOURCE, saved(tmp_path, SECOND.content), report, "--data", root)
    assert (code, err) == (0, "")
    assert [text.split()[0] for text in out.splitlines()[-3:]] == ["2020-08-25", "2022-05-03", "2"]
    assert "edition 2, " in run("status", "--data", root)[1]


def test_add_takes_the_day_and_address_given(run, root, tmp_path):
    path = saved(tmp_path, "2020,1,43\n2020,2,31\n")
    given = ("--published", "2020-04-01", "--url", "https://example.org/dashboard")
    code, out, _ = run("add", SOURCE, path, *given, "--data", root)
    assert (code, out.splitlines()[-2].split()[0]) == (0, "2020-04-01")
    assert b"https://example.org/dashboard" in tree(root)["releases.csv"]


@pytest.mark.slow
def test_add_to_the_shipped_history(run, tmp_path):
    for name in ("releases.csv", "vintages"):
        copy = shutil.copytree if (PROJECT_DATA_DIR / name).is_dir() else shutil.copy
        copy(PROJECT_DATA_DIR / name, tmp_path / name)
    before = tree(tmp_path)
    code, out, _ = run("add", SOURCE, PROJECT_DATA_DIR / "transcribed" / "ca-bc-coroners.csv", "--data", tmp_path)
    assert code == 0
    assert re.fullmatch(r"0 new releases; \d+ already held, unchanged\n", out)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("arguments", [(), ("add",), ("status",), ("diff",)])
def test_every_command_has_help(run, arguments):
    code, out, err = run(*arguments, "--help")
    assert (code, err) == (0, "")
    assert out.startswith("usage: python -m etl")
    assert ("--data DIR" in out) == bool(arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("ad",), "invalid choice: 'ad'"),
        (("add",), "the following arguments are required: SOURCE"),
        (("add", SOURCE, "x.csv", "--published", "25 August"), "'25 August' is not a day such as 2020-08-25"),
        (("add", SOURCE, "x.csv", "--published", "2020-02-30"), "'2020-02-30' is not a day such as 2020-08-25"),
        (("add", SOURCE, "x.csv", "--published", "２０２６-08-11"), "'２０２６-08-11' is not a day such as 2020-08-25"),
        (("add", SOURCE, "x.csv", "--published", "2026-8-11"), "'2026-8-11' is not a day such as 2020-08-25"),
        (
            ("add", SOURCE, "x.csv", "--url", "javascript:alert(1)"),
            "is not an address that begins with http:// or https",
        ),
        (
            ("add", SOURCE, "x.csv", "--url", "=cmd()"),
            "'=cmd()' is not an address that begins with http:// or https://",
        ),
        (("add", SOURCE, "x.csv", "--url", "https://a.example/\nb"), "is not an address that begins with http://"),
        (("add", SOURCE, "x.csv", "--url", "https://a.example/\x07"), "is not an address that begins with http://"),
        (("diff", SOURCE, "2020-07", "2020-08-25"), "FROM: '2020-07' is not a day such as 2020-08-25"),
        (("diff", SOURCE, "2020-07-16", "now"), "TO: 'now' is not a day such as 2020-08-25"),
        (("add", "ca-bc-coroner", "x.csv"), "unknown source 'ca-bc-coroner'; did you mean ca-bc-coro"),
        (("diff", SOURCE, "2020-08-25", "2020-07-16"), "FROM 2020-08-25 is after TO 2020-07-16"),
        (
            ("diff", "ca-bc-coroner", "2020-07-16", "2020-08-25"),
            "unknown source 'ca-bc-coroner'; did you mean ca-bc-coro",
        ),
        (("add", SOURCE, "absent.csv"), "absent.csv"),
        (("add", SOURCE, "."), "Is a directory: '.'"),
    ],
)
def test_a_wrong_command_is_told_plainly(run, root, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    before = tree(root)
    code, out, err = run(*arguments, *(["--data", root] if len(arguments) > 1 else []))
    assert (code, out) == (1, "")  # 2 is said of publishers alone
    assert message in err
    assert "Traceback" not in err
    assert tree(root) == before


def spoiled(**change):
    cells = {"period": "2020-08", "deaths": "147", "published_on": "2020-09-23"} | change
    return HEADER + line("2020-07", 175, "2020-09-23") + line(**cells)


def zipped(name):
    """A ZIP file with one empty file in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "")
    return packed.getvalue()


PDF = pdf_of(Report(first=2020))
REFUSED = {
    "a truncated report": (
        "report.pdf",
        PDF[:-900],
        "the end of the file",
        "expected a whole PDF, this one is cut short",
    ),
    "a damaged report": ("report.pdf", b"%PDF-1.7\nnothing\n%%EOF\n", "the file", "expected a PDF that can be opened"),
    "another report": (
        "report.pdf",
        pdf_of(Report(first=2020, caption="Table 1: Suicide Deaths by Month, {first}-{last}")),
        "all pages",
        'no table "Deaths by Month" of illicit or unregulated drugs',
    ),
    "a web page": (
        "report.pdf",
        b"<!DOCTYPE html>\n<html></html>",
        "line 1",
        "found an HTML page; expected the data file",
    ),
    "an empty file": ("empty.csv", b"", "the file is empty", "expected rows of figures"),
    "a workbook": (
        "table.csv",
        zipped("xl/workbook.xml"),
        "found an Excel workbook",
        "expected the table saved as CSV in UTF-8",
    ),
    "a ZIP file": ("table.csv", zipped("table.csv"), "found a ZIP file", "expected the table saved as CSV in UTF-8"),
    "another encoding": ("table.csv", "Mois,décès".encode("latin-1"), "byte 6", "expected a file saved as UTF-8"),
    "a missing column": ("typed.csv", HEADER.replace("deaths,", ""), "line 1", "column deaths is missing"),
    "a negative count": (
        "typed.csv",
        spoiled(deaths="-1"),
        "line 3, column deaths: found '-1'",
        "expected a whole number",
    ),
    "a fraction": (
        "typed.csv",
        spoiled(deaths="146.5"),
        "line 3, column deaths: found '146.5'",
        "expected a whole number",
    ),
    "a repeated month": (
        "typed.csv",
        spoiled(period="2020-07"),
        "line 3, column period: found 2020-07",
        "expected once (line 2 has it)",
    ),
    "a day for a month": (
        "typed.csv",
        spoiled(period="2023-01-02"),
        "line 3, column period: found '2023-01-02'",
        "expected a month such as 2023-02",
    ),
    "a day before the end": (
        "typed.csv",
        spoiled(published_on="2020-08-30"),
        "line 3, column published_on: found '2020-08-30'",
        "expected a day on or after 2020-08-31",
    ),
    "the end of the calendar": (
        "typed.csv",
        spoiled(period="9999-12"),
        "line 3, column published_on",
        "expected a day on or after 9999-12-31",
    ),
    "a release to come": (
        "typed.csv",
        spoiled(published_on="9998-09-23"),
        "published on 9998-09-23",
        "expected a day that has come",
    ),
    "a table without a day": (
        "table.csv",
        "2020,1,43\n",
        "the file: states no day",
        "give the dashboard's date with --pub",
    ),
    "a negative cell": (
        "table.csv",
        "2020,1,-4\n",
        "line 1, deaths: found '-4'",
        "expected a whole number of 0 or more",
    ),
}


@pytest.mark.parametrize(("name", "content", "place", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_refused_document_is_named_and_nothing_changes(run, root, tmp_path, name, content, place, expected):
    good, path = saved(tmp_path, SECOND.content), saved(tmp_path, content, name)
    before = tree(tmp_path)
    code, out, err = run("add", SOURCE, good, path, "--data", root)
    assert (code, out) == (1, "")
    assert err.startswith(f"error: {name}: refused\n  - ")
    assert place in err
    assert expected in err
    assert "Traceback" not in err
    assert tree(tmp_path) == before


def test_a_spoiled_store_is_told_plainly(run, root):
    (root / "releases.csv").write_text("id\n")
    for command in (("status",), ("diff", SOURCE, date.min, date.max)):
        code, out, err = run(*command, "--data", root)
        assert (code, out) == (1, "")
        assert err.startswith(f"error: {root / 'releases.csv'}: refused\n  - columns missing: source, ")


@pytest.fixture
def published(monkeypatch):
    """San Francisco's months and Canada's quarters as a local publisher shows them, in place of the real addresses."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with publisher() as server:
        addresses = {live.source_id: server.serve(f"/{live.source_id}", live.serving()) for live in (SF, PHAC)}
        sources = {live.source_id: live.source_at(addresses[live.source_id]) for live in (SF, PHAC)}
        monkeypatch.setattr(registry, "SOURCES", {"ca-bc-coroners": registry.source("ca-bc-coroners")} | sources)
        yield server


def words(out):
    """The lines of a table as lists of words."""
    return [line.split() for line in out.splitlines()]


@pytest.mark.usefixtures("published")
def test_update_says_what_became_of_each_source(run, tmp_path):
    code, out, err = run("update", "--data", tmp_path)
    assert (code, err) == (0, NOTHING_HELD.format(tmp_path))
    snapshot = Store(tmp_path).load()
    assert words(out) == [
        ["source", "outcome", "release", "figures", "rows"],
        ["ca-phac", "new", str(snapshot.ledger.set_index("source").loc["ca-phac", "vintage"].date()), "9", "9"],
        ["us-ca-sf-ocme", "new", "2020-04-17", "3", "3"],
    ]
    before = tree(tmp_path)
    code, out, err = run("update", "us-ca-sf-ocme", "us-ca-sf-ocme", "--data", tmp_path)
    assert (code, words(out)[1:], err) == (0, [["us-ca-sf-ocme", "unchanged"]], "")
    assert tree(tmp_path) == before


def test_update_tells_who_needs_a_person(run, published, tmp_path):
    published.serve("/ca-phac", status(404))
    code, out, err = run("update", "--data", tmp_path)
    assert (code, words(out)[1][:2], words(out)[2][:2]) == (2, ["ca-phac", "failed"], ["us-ca-sf-ocme", "new"])
    assert err.startswith(NOTHING_HELD.format(tmp_path) + "error: nothing was taken from 1 of 2 sources\n")
    assert "ca-phac: no address gave a document" in err
    assert "404" in err
    assert run("update", "ca-phacs", "--data", tmp_path)[2].startswith("error: unknown source 'ca-phacs'; did you mean")
    code, _, err = run("update", "ca-bc-coroners", "--data", tmp_path)
    assert (code, "python -m etl add ca-bc-coroners" in err) == (2, True)


@pytest.mark.usefixtures("published")
def test_a_dry_run_shows_and_writes_nothing(run, tmp_path):
    code, out, _ = run("update", "--dry-run", "--data", tmp_path)
    assert (code, out.count("new (not written)")) == (0, 2)
    assert not tree(tmp_path)


def test_a_doubtful_release_is_named_listed_and_accepted(run, published, tmp_path):
    run("update", "--data", tmp_path)
    published.serve("/us-ca-sf-ocme", SF.serving((",38,", ",390,")))
    code, out, err = run("update", "us-ca-sf-ocme", "--data", tmp_path)
    assert (code, words(out)[1][:2]) == (3, ["us-ca-sf-ocme", "quarantined"])
    doubt = "sf-overdose-deaths-month of US-CA-SF, all: 489 where 137 were held for the same periods"
    assert f"the release waits in quarantine, because\n  - {doubt}\n" in err
    (name,) = re.findall(r"python -m etl accept (\S+)", err)
    assert f": {name}\n  - {doubt}\n" in run("status", "--data", tmp_path)[1]
    code, out, err = run("accept", name, "--data", tmp_path)
    assert (code, out.splitlines()[-1], err) == (0, "1 new release", "")
    assert name not in run("status", "--data", tmp_path)[1]
    code, _, err = run("accept", name, "--data", tmp_path)
    assert (code, err) == (1, f"error: unknown quarantined release '{name}'; none waits\n")


def test_a_doubtful_file_is_added_only_when_accepted(run, root, tmp_path):
    doubtful = saved(tmp_path, HEADER + line("2020-05", 700, "2020-08-25"))
    code, out, err = run("add", SOURCE, doubtful, "--data", root)
    assert (code, out.splitlines()[-1]) == (3, "    CA-BC 2020-05: 171 → 700 (published 2020-07-16 → 2020-08-25)")
    assert "2020-08-25: unregulated-deaths-month of CA-BC, all: 700 where 171 were held for the same periods" in err
    assert err.endswith("if it is right, add it again with --accept\n")
    code, out, err = run("add", SOURCE, doubtful, "--data", root, "--accept")
    assert (code, out.splitlines()[-1], err) == (0, "1 new release", "")


# -- documents that are kept ------------------------------------------------------------------------------------------


def test_a_document_that_is_kept_is_read_once_more(run, tmp_path):
    sheet = Path(__file__).parents[2] / "fixtures" / "us-census" / "sheet.csv"
    assert run("add", "us-census", sheet, "--published", "2024-12-19", "--accept", "--data", tmp_path)[0] == 0
    again = ("reread", "us-census", "--why", "a test", "--data", tmp_path)
    untouched = tree(tmp_path)
    assert run(*again)[:2] == (0, "0 not kept; 1 same; 0 changed\n")
    assert tree(tmp_path) == untouched
    for path in tmp_path.glob("documents/*/*.gz"):
        path.unlink()
    assert run(*again, "--dry-run")[1].startswith("1 not kept; 0 same; 0 changed\nnothing was written")


def test_an_archived_copy_is_of_its_capture_day_at_the_latest(run, tmp_path, monkeypatch):
    sheet = Path(__file__).parents[2] / "fixtures" / "us-census" / "sheet.csv"
    capture = "/web/20211222030405id_/https://www2.census.gov/sheet.csv"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with publisher() as archive:
        address = archive.serve(capture, ok(sheet.read_bytes()))
        assert run("add", "us-census", "--from-archive", address, "--accept", "--data", tmp_path)[0] == 0
    (release,) = Store(tmp_path).load().releases.to_dict("records")
    assert (release["vintage"], release["known"], release["url"]) == (
        pd.Timestamp("2021-12-22"),
        "upper bound",
        address,
    )


@pytest.mark.parametrize("given", [(), ("report.pdf", "--from-archive", "https://web.archive.org/web/x")])
def test_files_or_an_archived_copy_are_expected(run, tmp_path, given):
    code, _, err = run("add", SOURCE, *given, "--data", tmp_path)
    assert code == 1
    assert err.endswith("error: expected files, or the address of one archived copy with --from-archive\n")
