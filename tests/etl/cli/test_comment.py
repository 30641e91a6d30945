"""``comment check`` names every problem of the commentary; ``comment add`` asks until an entry can be written."""

import csv
import io
from types import SimpleNamespace

import pytest

from etl.cli.main import main
from etl.store.files import Store

FILES = ("commentary.csv", "claims.csv", "events.csv")
STORY = "cbc-2020-08-25-july"
NEW = {"title": "Deaths fell in July", "publication": "Example News", "url": "https://news.example/july"}
NEW_ID = "example-2024-09-30-deaths-fell"


@pytest.fixture
def change(data):
    """Changes cells of the row of a file of which a column says something; the number of the line comes back."""

    def changed(file, wanted, cells):
        rows = list(csv.DictReader(io.StringIO((data / file).read_text(), newline="")))
        (column, value), *_ = wanted.items()
        number = next(number for number, row in enumerate(rows) if row[column] == value)
        rows[number] |= cells
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        (data / file).write_text(text.getvalue())
        return number + 2

    return changed


@pytest.fixture
def check(data, capsys):
    def checked():
        return main(["comment", "check", "--data", str(data)]), capsys.readouterr().out.splitlines()

    return checked


def test_the_commentary_that_ships_is_without_a_problem(check):
    code, lines = check()
    assert code == 0
    assert lines == [
        "commentary.csv, claims.csv, events.csv: 177 writings, 418 figures and references, 43 events; no problem"
    ]


EVENT = "Overdose prevention sites announced"
OF_STORY, OF_CLAIM, OF_EVENT = {"id": STORY}, {"item": STORY}, {"title": EVENT}
ADDRESS = "an address that begins with http:// or https://, or nothing"
DAY = "a day such as 2020-09-21, a year such as 2020, or ../2020-09-21 for that day or an earlier one"
MEASURES = "unregulated-deaths-month or unregulated-deaths-ytd or unregulated-deaths-year"


@pytest.mark.parametrize(
    ("file", "row", "cell", "expected", "near"),
    [
        ("claims.csv", OF_CLAIM, ("place", "CA-BX"), "the code of a place in places.csv", "CA-NB or CA-MB or CA-BC"),
        ("commentary.csv", OF_STORY, ("published_on", "25/08/2020"), DAY, "2020-08-25"),
        ("commentary.csv", OF_STORY, ("published_on", "2020-02-30"), DAY, "2020-02-29"),
        ("claims.csv", OF_CLAIM, ("measure", "unregulated-death-month"), "the id of a measure, or nothing", MEASURES),
        ("commentary.csv", OF_STORY, ("url", "javascript:alert(1)"), ADDRESS, ""),
        ("commentary.csv", OF_STORY, ("url", "htps:/www.cbc.ca/1"), ADDRESS, "https://www.cbc.ca/1"),
        ("claims.csv", OF_CLAIM, ("value", "175.5"), "a whole number from 0 to 10,000,000,000", ""),
        ("events.csv", OF_EVENT, ("category", "polcy"), "one of legal, pandemic, policy, service, supply", "policy"),
    ],
)
def test_a_bad_cell_is_told_with_its_file_line_entry_and_column(check, change, file, row, cell, expected, near):
    column, text = cell
    line = change(file, row, {column: text})
    code, lines = check()
    assert code == 1
    (entry_name,) = row.values()
    place = f"{file} line {line}, entry {entry_name}, column {column}"
    assert f"{place}: found '{text}', expected {expected}{f'; did you mean {near}?' if near else ''}" in lines


def test_a_repeated_id_is_told_with_the_first_line_and_a_free_one(check, change):
    first = change("commentary.csv", {"id": STORY}, {})
    line = change("commentary.csv", {"id": "rr-2006-08-18-rohr"}, {"id": STORY})
    code, lines = check()
    assert code == 1
    assert lines[0] == (
        f"commentary.csv line {first}, entry {STORY}, column id: found '{STORY}', "
        f"expected one that no other line has; line {line} has it already; did you mean {STORY}-2?"
    )


def test_a_day_that_has_not_come_is_told(check, change):
    change("commentary.csv", {"id": STORY}, {"published_on": "2220-08-25"})
    change("events.csv", {"title": EVENT}, {"date": "2221-12"})
    code, lines = check()
    assert code == 1
    assert [line.partition(", expected a day up to today, ")[0] for line in lines] == [
        f"commentary.csv, entry {STORY}, column published_on: found '2220-08-25'",
        f"events.csv, entry {EVENT}, column date: found '2221-12-01'",
        "2 problems",
    ]


def test_every_problem_is_told_in_the_order_of_the_files(check, data, change):
    rows = list(csv.DictReader(io.StringIO((data / "claims.csv").read_text(), newline="")))
    for number in range(150):
        rows[number]["place"] = "CA-BX"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (data / "claims.csv").write_text(text.getvalue())
    change("commentary.csv", {"id": STORY}, {"kind": "newz"})
    code, lines = check()
    assert code == 1
    assert "commentary.csv line" in lines[0]
    assert sum("column place: found 'CA-BX'" in line for line in lines) == 150


def test_a_file_that_is_no_table_is_told(check, data):
    (data / "claims.csv").write_bytes(b"item,place\n")
    code, lines = check()
    assert code == 1
    assert "claims.csv line 1: found the columns item, place; expected item, place, period" in lines[0]


@pytest.fixture(scope="module")
def snapshot():
    """What the data that ship are read as, once: each test begins with these."""
    return Store().load()


@pytest.fixture
def add(data, snapshot, capsys, monkeypatch):
    """Adds a writing; ``answers`` are the lines that the keeper types: the code, and what was printed."""

    monkeypatch.setattr(Store, "load", lambda _: snapshot)

    def added(*arguments, answers=(), **cells):
        typed = iter([f"{answer}\n" for answer in answers])
        monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=lambda: next(typed, "")))
        given = [f"--{name.replace('_', '-')}={value}" for name, value in cells.items()]
        code = main(["comment", "add", "--data", str(data), *given, *arguments])
        return code, *capsys.readouterr()

    return added


def entry(data, item=NEW_ID):
    store = Store(data)
    commentary, problems = store.load_commentary(store.load_places())
    assert problems == ()
    return commentary.by_id(item)


def test_a_script_gives_every_field(add, data):
    code, out, _ = add(
        "--figure=place=CA-BC period=2024-07 value=192",
        "--figure=place=CA-BC period=2024-07 kind=change value=-15 note='than a year before'",
        "--figure=place=CA-BC period=2024-07 kind=streak value=5 record='below 200 exactly'",
        "--yes",
        published_on="2024-09-30",
        author="A. Reporter",
        **NEW,
    )
    assert (code, out.splitlines()[-1]) == (0, f"entered as {NEW_ID}")
    assert "value CA-BC 2024-07; quoted 192 deaths; then 192 (2024-08-30)" in out
    article = entry(data)
    assert (article.author, article.kind, article.confidence) == ("A. Reporter", "news", "high")
    assert [(claim.kind, claim.value, claim.quotation.unit, claim.note) for claim in article.claims] == [
        ("value", 192, "deaths", ""),
        ("change", -15, "percent", "than a year before"),
        ("streak", 5, "months", ""),
    ]
    assert all(claim.discusses == claim.period for claim in article.claims)


ANSWERS = (
    *("Deaths fell in July", "A. Reporter", "Example News"),
    *("javascript:alert(1)", "https://news.example/july"),
    *("30/09/2024", "2024-09-30", "newz", "", STORY, "", f"{STORY}x", STORY, "", "", "?", ""),
    *(
        "y",
        "CA-BX",
        "CA-BC",
        "2024-07",
        "",
        "175.5",
        "192",
        "abot",
        "about",
        "",
        "",
        "unregulated-death",
        "",
        "",
        "",
        "",
    ),
    *("y", "", "2024-07", "change", "-15", "", "", "2023-07", "", "", "", "", ""),
    *("n", "y"),
)


def test_a_keeper_is_asked_again_for_what_cannot_be_entered(add, data):
    code, out, _ = add(answers=ANSWERS)
    assert (code, out.splitlines()[-1]) == (0, f"Enter it? [y/N] entered as {NEW_ID}")
    for problem in (
        "  found 'javascript:alert(1)', expected an address that begins with http:// or https://",
        "  found '30/09/2024', expected a day such as 2020-09-21",
        "did you mean 2024-09-30?",
        "  found 'newz', expected one of blog, news, statement, policy, research; did you mean news?",
        f"  found '{STORY}', expected one that no other line has;",
        f"  found '{STORY}x', expected the id of an item in commentary.csv; did you mean {STORY}",
        "  expected one of high, medium, low",
        "  found 'CA-BX', expected the code of a place in places.csv; did you mean CA-NB or CA-MB or CA-BC?",
        "  found '175.5', expected a whole number from 0 to 10,000,000,000",
        "  found 'abot', expected one of rounded, about",
        "  found 'unregulated-death', expected the id of a measure, or nothing; did you mean",
    ):
        assert problem in out
    article = entry(data)
    assert (article.author, article.cites) == ("A. Reporter", (STORY,))
    first, second = article.claims
    assert (first.value, first.quotation.comparator, first.place) == (192, "about", "CA-BC")
    assert (second.kind, second.value, second.quotation.base_period.label) == ("change", -15, "2023-07")


def test_a_sign_that_no_file_may_have_is_asked_for_again(add, data):
    code, out, _ = add(answers=["Deaths\x00 fell", *ANSWERS])
    assert code == 0
    assert "title:   commentary.csv line 179" in out
    assert entry(data).title == "Deaths fell in July"


def test_what_an_option_gives_is_not_asked_for(add):
    answers = ["Example News", NEW["url"], *[""] * 8]
    code, out, _ = add(published_on="2024-09-30", kind="blog", title="X", author="", answers=answers)
    assert (code, out.splitlines()[-1]) == (0, "Enter it? [y/N] nothing was written")
    assert "title: " not in out
    assert "kind [" not in out


@pytest.mark.parametrize(("answer", "is_entered"), [("y", True), ("oui", True), ("n", False), ("", False)])
def test_nothing_is_written_before_the_keeper_says_so(add, data, answer, is_entered):
    before = {name: (data / name).read_bytes() for name in FILES}
    cells = dict(NEW, author="", published_on="2024-09-30", kind="news", id="x", cites="", see_also="", note="")
    code, out, _ = add("--figure=place=CA-BC period=2024-07 value=192", answers=[answer], confidence="high", **cells)
    assert (code, "Enter it?" in out) == (0, True)
    after = {name: (data / name).read_bytes() for name in FILES}
    assert (after != before) is is_entered
    assert all(after[name].startswith(before[name]) for name in FILES)


def test_a_dry_run_writes_nothing(add, data):
    before = (data / "commentary.csv").read_bytes()
    assert add("--yes", "--dry-run", published_on="2024-09-30", **NEW)[1].endswith("nothing was written\n")
    assert (data / "commentary.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "cells", "problem"),
    [
        ((), {"title": ""}, "column title: found '', expected a text"),
        ((), {"url": "javascript:alert(1)"}, "column url: found 'javascript:alert(1)', expected an address"),
        ((), {"published_on": "2024-13-01"}, "column published_on: found '2024-13-01'"),
        ((), {"id": STORY}, f"column id: found '{STORY}', expected one that no other line has"),
        (("--figure=place=CA-BX period=2024-07 value=192",), {}, "column place: found 'CA-BX', expected the code of"),
        (
            ("--figure=place=CA-BC period=2024-07 value=192 measure=x",),
            {},
            "column measure: found 'x', expected the id",
        ),
        (("--figure=plase=CA-BC",), {}, "found 'plase', expected place, period"),
        (("--figure=plase=CA-BC",), {}, "did you mean place?"),
        (("--figure=note='open",), {}, "expected words such as place=CA-BC period=2020-07"),
    ],
)
def test_what_cannot_be_entered_is_refused_by_its_field(add, data, arguments, cells, problem):
    before = {name: (data / name).read_bytes() for name in FILES}
    code, _, err = add("--yes", *arguments, **({"published_on": "2024-09-30"} | NEW | cells))
    assert code == 1
    assert problem in err
    assert {name: (data / name).read_bytes() for name in FILES} == before


def test_the_same_address_is_entered_once(add, data):
    address = entry(data, STORY).url
    code, _, err = add("--yes", published_on="2024-09-30", **(NEW | {"url": address}))
    assert code == 1
    assert f"it is entered already, as {STORY}" in err


def test_answers_that_end_early_write_nothing(add, data):
    before = {name: (data / name).read_bytes() for name in FILES}
    code, _, err = add(answers=ANSWERS[:20])
    assert code == 1
    assert "the answers end before" in err
    assert {name: (data / name).read_bytes() for name in FILES} == before


def test_nobody_else_writes_meanwhile(add, data):
    with Store(data).lock():
        code, _, err = add("--yes", published_on="2024-09-30", **NEW)
    assert code == 1
    assert "another command is writing there" in err
    assert entry(data, STORY)
