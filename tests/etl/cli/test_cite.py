"""``cite``: a saved page in, an entry of the commentary out, once a keeper says so."""

import json
from types import SimpleNamespace

import pytest

from etl.cli.main import main
from etl.store.files import Store

TEXT = (
    "British Columbia lost 192 people to toxic drugs in July 2024, 15 per cent fewer than in July 2023. "
    "It was the fifth month in a row below 200."
)
ABOUT = {
    "@type": "NewsArticle",
    "headline": "Deaths fell in July",
    "author": {"name": "A. Reporter"},
    "publisher": {"name": "Example News"},
    "datePublished": "2024-09-30T10:00:00-07:00",
}
ID = "example-2024-09-30-deaths-fell"


def page(text=TEXT, url="https://news.example/july", **about):
    head = f'<link rel="canonical" href="{url}"><script type="application/ld+json">{json.dumps(ABOUT | about)}</script>'
    return f"<!doctype html><html><head>{head}</head><body><article><p>{text}</p></article></body></html>"


@pytest.fixture
def cite(tmp_path, data, capsys, monkeypatch):
    """Cites a page: the exit code and what was printed; ``answer`` is what the keeper types."""

    def cited(content, *arguments, answer=""):
        path = tmp_path / "saved.html"
        path.write_text(content)
        monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=lambda: f"{answer}\n"))
        code = main(["cite", str(path), "--data", str(data), *arguments])
        return code, *capsys.readouterr()

    return cited


def commentary(data):
    return Store(data).load().commentary


def test_a_saved_page_becomes_an_entry_with_its_figures(cite, data):
    code, out, _ = cite(page(), "--yes")
    assert code == 0
    assert f"entered as {ID}" in out
    assert "matches then (in force), then 192 (2024-08-30)" in out
    article = commentary(data).by_id(ID)
    assert (article.title, article.author, article.publication) == (
        "Deaths fell in July",
        "A. Reporter",
        "Example News",
    )
    assert [(claim.kind, claim.value, claim.period.label) for claim in article.claims] == [
        ("value", 192, "2024-07"),
        ("change", -15, "2024-07"),
        ("streak", 5, "2024-07"),
    ]
    assert article.claims[2].quotation.streak.threshold == 200
    assert article.claims[2].quotation.streak.is_exact


@pytest.mark.parametrize(("answer", "is_entered"), [("y", True), ("oui", True), ("n", False), ("", False)])
def test_nothing_is_written_before_the_keeper_says_so(cite, data, answer, is_entered):
    before = {name: (data / name).read_bytes() for name in ("commentary.csv", "claims.csv")}
    code, out, _ = cite(page(), answer=answer)
    assert code == 0
    assert "Enter it?" in out
    after = {name: (data / name).read_bytes() for name in before}
    assert (after != before) is is_entered
    assert all(after[name].startswith(before[name]) for name in before)


def test_the_terms_in_its_text_are_counted_where_the_keeper_says_what_it_is(cite, data):
    text = "Deaths fell. No word of treatment."
    assert cite(page(text), "--yes", "--place", "CA-BC", "--words", "whole")[0] == 0
    (counts,) = [text for text in Store(data).load().term_counts.texts if text.item == ID]
    assert (counts.scope, counts.count("treatment"), counts.count("recovery")) == ("whole", 1, 0)
    assert counts.word_counts.words == 10  # with those of its title


def test_without_that_nothing_is_counted(cite, data):
    before = (data / "commentary_terms.csv").read_bytes()
    assert cite(page(), "--yes")[0] == 0
    assert (data / "commentary_terms.csv").read_bytes() == before


def test_a_dry_run_writes_nothing(cite, data):
    before = (data / "commentary.csv").read_bytes()
    assert cite(page(), "--dry-run")[0] == 0
    assert (data / "commentary.csv").read_bytes() == before


def test_the_same_writing_is_entered_once(cite):
    assert cite(page(), "--yes")[0] == 0
    code, _, err = cite(page(), "--yes")
    assert code == 1
    assert f"it is entered already, as {ID}" in err


def test_two_writings_of_one_title_and_day_have_two_ids(cite, data):
    assert cite(page(), "--yes")[0] == 0
    assert cite(page(url="https://news.example/other"), "--yes")[0] == 0
    assert commentary(data).by_id(f"{ID}-2").url == "https://news.example/other"


@pytest.mark.parametrize(
    ("content", "arguments", "problem"),
    [
        (page(datePublished=""), (), "--published DATE"),
        (page(url="javascript:alert(1)"), (), "--url URL"),
        (page(publisher=None), (), "--publication NAME"),
        (page(), ("--place", "CA-BX"), "unknown place 'CA-BX'"),
        ("July: 175", (), "neither mark-up nor JSON"),
    ],
)
def test_what_lacks_something_is_refused_with_what_to_give(cite, data, content, arguments, problem):
    before = (data / "commentary.csv").read_bytes()
    code, _, err = cite(content, "--yes", *arguments)
    assert code == 1
    assert problem in err
    assert (data / "commentary.csv").read_bytes() == before


def test_of_a_feed_one_writing_is_chosen(cite, data):
    entries = [
        {"title": title, "url": f"https://blog.example/{title}", "date_published": "2024-09-30", "content_text": TEXT}
        for title in ("one", "two")
    ]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "A Blog", "items": entries})
    code, _, err = cite(feed, "--yes")
    assert (code, "choose one by --item N" in err, "2: two (2024-09-30)" in err) == (1, True, True)
    assert cite(feed, "--yes", "--item", "2", "--kind", "blog")[0] == 0
    assert any(article.url == "https://blog.example/two" for article in commentary(data).articles)


def test_a_writing_without_figures_refers_to_its_month(cite, data):
    assert cite(page(text="A comment on treatment."), "--yes", "--place", "CA-BC")[0] == 0
    (claim,) = commentary(data).by_id(ID).claims
    assert (claim.kind, claim.place, claim.period.label) == ("reference", "CA-BC", "2024-09")
