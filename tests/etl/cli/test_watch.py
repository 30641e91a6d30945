"""``watch``: feeds in, proposals out, and nothing written but the states of the feeds."""

import json
import shlex
import shutil
from dataclasses import replace

import pytest

from etl.claims.watching import feed_states
from etl.cli.main import main
from etl.fetch import feeds as feed_client
from etl.store.files import Store
from tests.etl import feeds, publishers
from tests.etl.feeds import OTHER, STORY
from tests.etl.publishers import ok, status
from tests.etl.stores import tree

FORMS = {"rss": feeds.rss, "atom": feeds.atom, "json": feeds.json_feed, "wordpress": feeds.wordpress}


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    """No proxy of the machine's stands between, and two feeds of one host come without a pause."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(feed_client, "MIN_PAUSE_SECONDS", 0)


@pytest.fixture
def publisher():
    with publishers.publisher() as running:
        yield running


@pytest.fixture
def data(data_copy):
    """A copy of the data that no test writes to, but for the states of feeds."""
    (data_copy / feed_states.FILE).unlink(missing_ok=True)
    before = tree(data_copy)
    yield data_copy
    (data_copy / feed_states.FILE).unlink(missing_ok=True)
    assert tree(data_copy) == before


@pytest.fixture(scope="module")
def snapshot():
    """What the data that ship are read as, once."""
    return Store().load()


@pytest.fixture
def watch(tmp_path, data, snapshot, publisher, capsys):
    """Watches feeds, each an answer of the publisher and what its table says beside: the code and what was printed."""

    def watched(*listed, arguments=()):
        tables = []
        for number, (behaviour, keys) in enumerate(listed, 1):
            address = publisher.serve(f"/feed-{number}", behaviour)
            lines = {"publication": f"Example {number}", "url": address} | keys
            tables.append("\n".join(["[[feed]]", *(f"{key} = {json.dumps(value)}" for key, value in lines.items())]))
        path = tmp_path / "list.toml"
        path.write_text("\n\n".join(tables))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Store, "load", lambda _: snapshot)
            code = main(["watch", str(path), "--data", str(data), *arguments])
        return code, *capsys.readouterr()

    return watched


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_writing_that_quotes_figures_is_proposed_with_the_command_that_enters_it(watch, data, form):
    code, out, err = watch((ok(form(OTHER, STORY)), {"place": "CA-BC", "writing": "blog"}))
    assert (code, err) == (0, "")
    assert "Example 1: Deaths & figures\n  2024-09-30  https://news.example/july\n" in out
    assert "192 people: value 192 deaths of British Columbia, 2024-07" in out
    assert "matches then (in force), then 192 (2024-08-30)" in out
    assert "3 figures quoted" in out
    assert "A comment" not in out
    (command,) = (line for line in out.splitlines() if "enter it with: " in line)
    assert shlex.split(command.partition(": ")[2]) == [
        *("python", "-m", "etl", "cite", "https://news.example/july", "--published=2024-09-30"),
        *("--publication=Example 1", "--kind=blog", "--place=CA-BC", f"--data={data}"),
    ]
    assert out.splitlines()[-1].split() == ["Example", "1", "new", "2", "1"]


@pytest.mark.slow
def test_the_command_enters_what_was_proposed(watch, data, tmp_path, capsys):
    _, out, _ = watch((ok(feeds.json_feed(STORY)), {}), arguments=["--json"])
    (proposal,) = json.loads(out)["proposals"]
    page, copy = tmp_path / "saved.html", tmp_path / "copy"
    page.write_text(f"<html><head><title>{STORY.title}</title></head><body><p>{STORY.text}</p></body></html>")
    shutil.copytree(data, copy)
    words = shlex.split(proposal["command"])[3:]
    address, words = words[1], [str(page) if word == words[1] else word for word in words]
    words = [f"--data={copy}" if word.startswith("--data") else word for word in words]
    assert main([*words, f"--url={address}", "--yes"]) == 0
    capsys.readouterr()
    entered = [article for article in Store(copy).load().commentary.articles if article.url == STORY.url]
    assert [(claim.kind, claim.value) for claim in entered[0].claims] == [
        (figure["kind"], figure["value"]) for figure in proposal["figures"]
    ]


def test_programs_read_it_as_json(watch):
    code, out, _ = watch((ok(feeds.rss(STORY)), {}), (status(500), {}), arguments=["--json"])
    answer = json.loads(out)
    assert code == 2
    assert [feed["outcome"] for feed in answer["feeds"]] == ["new", "failed"]
    assert answer["feeds"][1]["reason"].startswith("answered 500; expected a feed (RSS, Atom, JSON Feed)")
    (proposal,) = answer["proposals"]
    assert (proposal["title"], proposal["published_on"], proposal["author"]) == (
        "Deaths & figures",
        "2024-09-30",
        "A. Writer",
    )
    figure = proposal["figures"][0]
    assert (figure["value"], figure["place"], figure["period"], figure["then"]) == (192, "CA-BC", "2024-07", 192)


def test_a_feed_that_fails_stops_no_other_and_is_told_with_the_list_and_its_place(watch, publisher, tmp_path):
    listed = [
        (status(503), {"publication": "Down"}),
        (ok(feeds.atom(STORY)), {}),
        (publishers.web_page(), {"publication": "A page"}),
        (ok(b"July: 175"), {"publication": "A text"}),
        (ok(b"<p>In July 175 people died.</p>"), {"publication": "A part of a page"}),
        (ok(b'{"items": 1}'), {"publication": "Another JSON"}),
        (ok(b"<rss version='2.0'><channel>"), {"publication": "Half a feed"}),
    ]
    code, out, err = watch(*listed)
    assert code == 2
    assert "Example 2: Deaths & figures" in out
    headline, *lines = err.splitlines()
    assert headline == "error: nothing was had from 6 of 7 feeds"
    text = "\n".join(lines)
    path = tmp_path / "list.toml"
    assert f"{path}: feed 1 (Down), {publisher.address('/feed-1')}: answered 503; expected a feed" in text
    assert f"feed 3 (A page), {publisher.address('/feed-3')}: answered with a web page; expected a data file" in text
    assert "neither mark-up nor JSON at its start; expected a feed (RSS, Atom, JSON Feed) or posts" in text
    assert f"feed 5 (A part of a page), {publisher.address('/feed-5')}: found mark-up that is no feed; expected" in text
    assert "no object in it has a title and a link; expected a feed" in text
    assert "feed 7 (Half a feed)" in text
    assert "no entry that could be read; expected RSS or Atom" in text


def test_what_has_not_changed_is_not_sent_again_and_proposed_until_it_is_entered(watch, publisher, data):
    feed = ok(feeds.rss(STORY), etag='"1"')
    assert "Deaths & figures" in watch((feed, {}))[1]
    code, out, _ = watch((feed, {}))
    assert (code, publisher.asked[-1].headers["If-None-Match"]) == (0, '"1"')
    assert "Deaths & figures" in out
    assert out.splitlines()[-1].split() == ["Example", "1", "unchanged", "1", "1"]
    (state,) = feed_states.load(data).values()
    assert state.validators.etag == '"1"'


def test_a_feed_that_names_no_state_is_not_kept(watch, data):
    watch((ok(feeds.rss(STORY)), {}))
    assert not (data / feed_states.FILE).exists()


def test_a_feed_that_fails_keeps_its_state(watch, data):
    watch((ok(feeds.rss(STORY), etag='"1"'), {}))
    before = feed_states.load(data)
    assert watch((status(500), {}))[0] == 2
    assert feed_states.load(data) == before


def test_each_feed_is_asked_for_once(watch, publisher):
    """``serve`` forgets what was asked before the last feed was set up; the rules of the host are asked for once."""
    watch((ok(feeds.rss(STORY)), {}), (status(500), {}), (ok(feeds.atom(OTHER)), {}))
    assert [asked.path for asked in publisher.asked] == ["/robots.txt", "/feed-1", "/feed-2", "/feed-3"]


def test_a_feed_that_its_host_forbids_is_left_alone(watch, publisher):
    publisher.serve("/robots.txt", ok(b"User-agent: *\nDisallow: /feed-1"))
    code, _, err = watch((ok(feeds.rss(STORY)), {}))
    assert code == 2
    assert "robots.txt of 127.0.0.1" in err
    assert "forbids /feed-1" in err
    assert [asked.path for asked in publisher.asked] == ["/robots.txt"]


def test_a_writing_that_is_entered_is_not_proposed(watch, snapshot):
    entered = snapshot.commentary.by_id("cbc-2020-08-25-july").url
    code, out, _ = watch((ok(feeds.rss(replace(STORY, url=f"{entered}?cmp=rss"))), {}))
    assert (code, "Deaths & figures" in out) == (0, False)


def test_a_writing_that_two_feeds_list_is_proposed_once(watch):
    _, out, _ = watch((ok(feeds.rss(STORY)), {}), (ok(feeds.atom(STORY)), {}), arguments=["--json"])
    assert [proposal["publication"] for proposal in json.loads(out)["proposals"]] == ["Example 1"]


@pytest.mark.parametrize(
    ("form", "kind", "variable", "option"),
    [
        (feeds.openalex, "openalex", "OPENALEX_API_KEY", "api_key"),
        (feeds.crossref, "crossref", "CROSSREF_MAILTO", "mailto"),
    ],
)
def test_a_catalogue_of_research_is_told_who_asks(watch, publisher, monkeypatch, form, kind, variable, option):
    monkeypatch.setenv(variable, "s3cr3t@example.org")
    work = replace(STORY, url="https://doi.org/10.1000/1", publication="A Journal")
    keys = {"kind": kind, "publication": "A catalogue", "writing": "research"}
    publisher.serve("/robots.txt", ok(b"User-agent: *\nDisallow: /"))
    code, out, err = watch((ok(form(work), etag='"1"'), keys))
    assert (code, err) == (0, "")
    assert "A Journal: Deaths & figures\n  2024-09-30  https://doi.org/10.1000/1" in out
    assert [(asked.path, asked.query) for asked in publisher.asked] == [("/feed-1", {option: "s3cr3t@example.org"})]
    code, out, err = watch((status(403), keys))
    assert code == 2
    assert "s3cr3t" not in out + err


def test_a_catalogue_is_asked_without_a_key_where_there_is_none(watch, publisher, monkeypatch):
    monkeypatch.delenv("OPENALEX_API_KEY", raising=False)
    assert watch((ok(feeds.openalex(STORY)), {"kind": "openalex"}))[0] == 0
    assert publisher.asked[-1].query == {}


def test_a_list_that_is_wrong_is_refused_by_feed_and_key(watch):
    code, _, err = watch(
        (ok(b""), {"url": "javascript:alert(1)"}),
        (ok(b""), {"place": "CA-BX"}),
        (ok(b""), {"kind": "wordpres", "writting": "blog"}),
    )
    assert code == 1
    assert "feed 1 (Example 1), url: found 'javascript:alert(1)', expected an address that begins with http" in err
    assert "feed 2 (Example 2), place: found 'CA-BX', expected the code of a place in places.csv; did you mean" in err
    assert "feed 3 (Example 3), kind: found 'wordpres', expected one of feed, wordpress" in err
    assert "did you mean wordpress?" in err
    assert "feed 3 (Example 3), writting: the key is not known; expected publication, url" in err


def test_without_a_list_that_of_the_data_folder_is_read(data, tmp_path, capsys):
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    (folder / "feeds.toml").write_text("")
    assert main(["watch", "--data", str(folder)]) == 1
    assert f"{folder}/feeds.toml: refused\n  - found nothing; expected a table [[feed]]" in capsys.readouterr().err
