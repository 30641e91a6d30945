"""The list of feeds: the one that ships, and lists that are wrong."""

from pathlib import Path

import pytest

from etl.core.errors import InvalidDocument
from etl.reference import feeds
from etl.reference.feeds import COLUMNS, KEY_MEANINGS, Feed, FeedKind
from etl.reference.kinds import Kind
from etl.store.files import Store

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def snapshot():
    return Store().load()


@pytest.fixture
def refused(snapshot):
    def problems(text):
        with pytest.raises(InvalidDocument) as refusal:
            feeds.read("list.toml", text if isinstance(text, bytes) else text.encode(), snapshot.places)
        assert refusal.value.file == "list.toml"
        return refusal.value.problems

    return problems


def test_the_list_that_ships_is_of_publications_whose_writings_are_entered(snapshot):
    listed = feeds.read(feeds.FILE, (ROOT / "data" / feeds.FILE).read_bytes(), snapshot.places)
    assert len(listed) >= 10
    assert {feed.publication for feed in listed} <= {item.publication for item in snapshot.commentary.articles}
    assert all(feed.url.startswith("https://") for feed in listed)


def test_every_key_has_a_meaning():
    assert list(KEY_MEANINGS) == list(COLUMNS)


def test_what_is_not_said_is_as_it_mostly_is(snapshot):
    content = b'\xef\xbb\xbf[[feed]]\npublication = "A paper"\nurl = "https://a.example/feed"\n'
    assert feeds.read("list.toml", content, snapshot.places) == (
        Feed("A paper", "https://a.example/feed", FeedKind.FEED, Kind.NEWS, ""),
    )


ONE = '[[feed]]\npublication = "A paper"\nurl = "https://a.example/feed"\n'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "found nothing; expected a table [[feed]] for each feed, with its publication and url"),
        ("feeds = 1", "found feeds; expected a table [[feed]]"),
        ("feed = 1", "found feed; expected a table [[feed]]"),
        ("feed = [1]", "found feed; expected a table [[feed]]"),
        (f"{ONE}\n[other]", "found feed, other; expected a table [[feed]]"),
        ("[[feed]", "not readable as TOML"),
        (b"\xff", "not readable as TOML"),
        (f"feed = {'9' * 5000}", "not readable as TOML"),
        ('[[feed]]\nurl = "https://a.example"', "feed 1 (without a publication), publication: the key is missing"),
        ('[[feed]]\npublication = "A paper"', "feed 1 (A paper), url: the key is missing; expected an address"),
        (f"{ONE}kind = 3", "feed 1 (A paper), kind: found 3, expected one of feed, wordpress, openalex, crossref"),
        (f'{ONE}kind = "rss"', "feed 1 (A paper), kind: found 'rss', expected one of feed"),
        (f'{ONE}writing = "event"', "feed 1 (A paper), writing: found 'event', expected one of blog, news"),
        (f'{ONE}writing = "blgo"', "did you mean blog?"),
        (f'{ONE}place = "CA-BX"', "place: found 'CA-BX', expected the code of a place in places.csv; did you mean"),
        (f"{ONE}place = []", "feed 1 (A paper), place: found [], expected any text"),
        (f'{ONE}plase = "CA-BC"', "plase: the key is not known; expected publication, url, kind, writing, place"),
        (f'{ONE}plase = "CA-BC"', "did you mean place?"),
        (
            ONE + ONE.replace("A paper", "B"),
            "feed 2 (B), url: found 'https://a.example/feed', which feed 1 has already",
        ),
        (
            ONE.replace("https", "javascript"),
            "url: found 'javascript://a.example/feed', expected an address that begins",
        ),
    ],
)
def test_what_is_wrong_is_told_by_feed_and_key(refused, text, problem):
    assert any(problem in found_problem for found_problem in refused(text))


def test_everything_is_told_at_once(refused):
    assert len(refused(f'{ONE}kind = "rss"\nplace = "CA-BX"\n\n[[feed]]\nurl = "nowhere"\n')) == 4
