"""``words``: a text in, counts out once a keeper says so; the text itself is nowhere."""

import io
import json
from datetime import date
from types import SimpleNamespace

import pytest

from etl.cli.main import main
from etl.reference.text_counts import Scope
from etl.store.files import Store

ITEM = "cbc-2020-08-25-july"
TEXT = "Advocates asked for safe supply, and naloxone. A safer supply, they said, comes before treatment. Zyxwv."
PAGE = f"<!doctype html><title>Deaths and treatment</title><article><p>{TEXT}</p></article>"
FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "A Blog",
        "items": [{"title": title, "url": f"https://blog.example/{title}", "content_text": TEXT} for title in "ab"],
    }
)


@pytest.fixture
def words(tmp_path, data, capsys, monkeypatch):
    """Counts a text: the exit code and what was printed; ``answer`` is what the keeper types."""

    def run(content, *arguments, answer="", name=None):
        path = tmp_path / "saved"
        path.write_text(content)
        stream = SimpleNamespace(readline=lambda: f"{answer}\n", buffer=io.BytesIO(content.encode()))
        monkeypatch.setattr("sys.stdin", stream)
        code = main(["words", name or str(path), "--article", ITEM, "--data", str(data), *arguments])
        return code, *capsys.readouterr()

    return run


def counts(data, scope=Scope.WHOLE):
    texts = Store(data).load().term_counts.texts
    return next((text for text in texts if (text.item, text.scope) == (ITEM, scope)), None)


def test_the_terms_in_a_text_are_entered_zeros_too_and_the_text_is_not(words, data):
    code, out, _ = words(TEXT, "--yes")
    assert code == 0
    assert f"{ITEM}, whole: 16 words; treatment 1, recovery 0" in out
    text = counts(data)
    present = {term: count for term, count in text.word_counts.by_term.items() if count}
    assert present == {"treatment": 1, "safe-supply": 2, "naloxone": 1}
    assert text.count("recovery") == 0
    assert text.counted_on == date.today()  # noqa: DTZ011
    assert not any(b"Zyxwv" in path.read_bytes() for path in data.rglob("*.csv"))


@pytest.mark.parametrize(
    ("content", "arguments", "treatment"),
    [
        (PAGE, (), 2),
        (FEED, ("--item", "2"), 1),
        (f"Deaths. <b>{TEXT}</b>", (), 1),
        (f"[Corrected] {TEXT}", (), 1),
    ],
    ids=["page", "feed", "mark-up", "bracket"],
)
def test_a_page_a_feed_and_mark_up_are_read_as_words(words, data, content, arguments, treatment):
    assert words(content, "--yes", "--scope", "excerpt", *arguments)[0] == 0
    assert counts(data, Scope.EXCERPT).count("treatment") == treatment
    assert counts(data) is None


def test_a_text_may_come_from_standard_input_where_nobody_is_asked(words, data):
    code, _, err = words(TEXT, name="-")
    assert (code, "give --yes" in err, counts(data)) == (1, True, None)
    assert words(TEXT, "--yes", name="-")[0] == 0
    assert counts(data).count("treatment") == 1


@pytest.mark.parametrize(("answer", "is_entered"), [("y", True), ("oui", True), ("n", False), ("", False)])
def test_nothing_is_written_before_the_keeper_says_so(words, data, answer, is_entered):
    code, out, _ = words(TEXT, answer=answer)
    assert (code, "Enter it?" in out) == (0, True)
    assert (counts(data) is not None) is is_entered


def test_a_dry_run_writes_nothing(words, data):
    before = (data / "commentary_terms.csv").read_bytes()
    assert words(TEXT, "--dry-run")[0] == 0
    assert (data / "commentary_terms.csv").read_bytes() == before


def test_a_text_counted_again_stands_in_the_place_of_what_was_counted(words, data):
    before = (data / "commentary_terms.csv").read_text()
    assert words("Recovery, recovery.", "--yes")[0] == 0
    _, out, _ = words(TEXT, "--yes")
    assert "in place of the counts of" in out
    assert (counts(data).count("recovery"), counts(data).count("treatment")) == (0, 1)
    assert (data / "commentary_terms.csv").read_text().startswith(before)


@pytest.mark.parametrize(
    ("content", "arguments", "problem"),
    [
        (TEXT, ("--article", "cbc-2020-08-25-jluy"), "unknown item 'cbc-2020-08-25-jluy'"),
        ("— …", (), "found no word"),
        (FEED, (), "choose one by --item N"),
        (TEXT, ("--titles",), "give a FILE with --article ID, or --titles"),
    ],
)
def test_what_cannot_be_counted_is_refused(words, data, content, arguments, problem):
    before = (data / "commentary_terms.csv").read_bytes()
    code, _, err = words(content, "--yes", *arguments)
    assert code == 1
    assert problem in err
    assert (data / "commentary_terms.csv").read_bytes() == before


def test_titles_are_counted_once_and_again_where_they_change(data, capsys):
    assert main(["words", "--titles", "--yes", "--data", str(data)]) == 0
    assert "0 texts counted" in capsys.readouterr().out
    path = data / "commentary.csv"
    path.write_text(path.read_text().replace("Harm reduction AND recovery. We need both.", "Treatment."))
    assert main(["words", "--titles", "--yes", "--data", str(data)]) == 0
    assert "rr-harm-reduction-and-recovery-both, title: 1 words; treatment 1, recovery 0" in capsys.readouterr().out


def test_a_folder_without_counts_of_its_own_begins_with_those_that_the_project_lends(words, data):
    lent = Store(data).load().term_counts.texts
    (data / "commentary_terms.csv").unlink()
    assert words(TEXT, "--yes")[0] == 0
    *others, text = Store(data).load().term_counts.texts
    assert (tuple(others), text.item, text.scope) == (lent, ITEM, Scope.WHOLE)


def test_without_terms_nothing_can_be_counted(words, data):
    for name in ("terms.csv", "commentary_terms.csv"):
        (data / name).write_text((data / name).read_text().partition("\n")[0] + "\n")
    code, _, err = words(TEXT, "--yes")
    assert (code, "found no term in terms.csv" in err) == (1, True)
