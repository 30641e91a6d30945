"""A feed is asked for once, as its host's robots.txt allows, and only for what has changed."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from etl.fetch.exchange import FetchError, FetchRequest, Limits, NotModifiedError, Validators
from etl.fetch.feeds import MIN_PAUSE_SECONDS, FeedClient
from etl.fetch.session import USER_AGENT
from tests.etl import publishers
from tests.etl.publishers import ok, redirect, status
from tests.examples import examples

BODY = b"<rss version='2.0'><channel><title>A blog</title></channel></rss>"
PATIENT = Limits(connect_seconds=10, read_seconds=10, attempt_seconds=20, max_attempts=1, max_bytes=100_000)
HASTY_READ, HASTY_ATTEMPT = replace(PATIENT, read_seconds=0.2), replace(PATIENT, attempt_seconds=0.4)
PATHS = (f"/feed-{number}" for number in count())
NO_RULES = status(404)


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    """No proxy of the machine's stands between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def publisher():
    with publishers.publisher() as running:
        yield running


@pytest.fixture
def pauses():
    """The pauses that the client makes, in seconds; none is waited."""
    return []


@pytest.fixture
def client(pauses):
    with FeedClient(PATIENT, PATIENT, sleep=pauses.append) as running:
        yield running


def serve(publisher, *behaviours, robots=NO_RULES, path="/feed"):
    """Answer the requests of a feed and of the host's robots.txt so; return the address of the feed."""
    publisher.serve("/robots.txt", robots)
    return publisher.serve(path, *behaviours)


def rules(*lines):
    return ok("\n".join(("User-agent: *", *lines)).encode(), Content_Type="text/plain")


def paths(publisher):
    return [asked.path for asked in publisher.asked]


def refused(client, address, **options):
    with pytest.raises(FetchError) as raised:
        client.get(FetchRequest(address, **options))
    return str(raised.value)


def test_the_host_is_asked_for_its_rules_first_and_by_name(publisher, client):
    answer = client.get(FetchRequest(serve(publisher, ok(BODY, etag='"1"'))))
    assert (answer.content, answer.validators) == (BODY, Validators('"1"'))
    assert paths(publisher) == ["/robots.txt", "/feed"]
    assert {asked.headers["User-Agent"] for asked in publisher.asked} == {USER_AGENT}


def test_what_has_not_changed_is_not_sent_again(publisher, client):
    address = serve(publisher, ok(BODY, etag='"1"', last_modified="Tue, 25 Aug 2020 10:00:00 GMT"))
    with pytest.raises(NotModifiedError):
        client.get(FetchRequest(address, validators=Validators('"1"', "Tue, 25 Aug 2020 10:00:00 GMT")))
    headers = publisher.asked[-1].headers
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "Tue, 25 Aug 2020 10:00:00 GMT")
    assert client.get(FetchRequest(address, validators=Validators('"0"'))).content == BODY


@pytest.mark.parametrize(
    "lines",
    [
        ("Disallow: /",),
        ("Disallow: /feed",),
        ("Disallow: /*eed$",),
        ("Disallow: *",),
        ("Disallow:", "", "User-agent: overdose-statistics-dashboard", "Disallow: /feed"),
    ],
)
def test_what_the_host_forbids_is_not_asked_for(publisher, client, lines):
    address = serve(publisher, ok(BODY), robots=rules(*lines))
    why = refused(client, address)
    assert why == f"is not to be asked for: robots.txt of 127.0.0.1:{address.split(':')[2][:-5]} forbids /feed"
    assert paths(publisher) == ["/robots.txt"]


@pytest.mark.parametrize(
    "robots",
    [
        NO_RULES,
        redirect("/elsewhere"),
        status(403),
        status(410),
        ok(b""),
        ok(b"\xef\xbb\xbfUser-agent: *\nDisallow:"),
        publishers.web_page(),
        ok(b"\x00\xff not rules at all"),
        rules("Disallow: /", "Allow: /feed$"),
        rules("Disallow: /feed/private"),
        ok(b"User-agent: overdose-statistics-dashboard\nAllow: /\n\nUser-agent: *\nDisallow: /"),
    ],
)
def test_what_the_host_does_not_forbid_is_asked_for(publisher, client, robots):
    assert client.get(FetchRequest(serve(publisher, ok(BODY), robots=robots))).content == BODY


@pytest.mark.parametrize(
    ("robots", "why"),
    [
        (status(500), "answered 500"),
        (status(503, Retry_After=86_400), "answered 503, come again in 1,440 minutes"),
        (status(429), "answered 429"),
        (publishers.hang_up(), "cannot be reached"),
        (ok(b"#" * 200_000), "more than 100,000 bytes"),
    ],
)
def test_nothing_is_asked_of_a_host_whose_rules_cannot_be_had(publisher, client, robots, why):
    address = serve(publisher, ok(BODY), robots=robots)
    for _ in range(2):
        said_why = refused(client, address)
        assert said_why.startswith("robots.txt of 127.0.0.1")
        assert why in said_why
        assert said_why.endswith("nothing was asked")
    assert paths(publisher) == ["/robots.txt"]


FAULTS = {
    "an error of the server": (status(500), "answered 500"),
    "too many requests": (status(429, Retry_After=30), "answered 429"),
    "not found": (status(404), "answered 404"),
    "a closed connection": (publishers.hang_up(), "cannot be reached"),
    "a body that is cut": (publishers.cut(BODY), "broke off"),
    "a web page": (publishers.web_page(), "answered with a web page; expected a data file"),
    "nothing": (ok(b""), "answered with an empty body"),
    "a huge body": (ok(b"x" * 100_001), "more than 100,000 bytes"),
    "a small body that unpacks to a huge one": (publishers.bomb(100_001), "more than 100,000 bytes"),
    "a broken compression": (publishers.cut_compression(BODY), "a compressed body that is broken"),
    "304 unasked": (status(304), "answered 304"),
    "an address that is none": (redirect("http://[::1"), "cannot be asked"),
    "a script for an address": (redirect("javascript:alert(1)"), "expected an address that begins with https://"),
    "another host without encryption": (redirect("http://192.0.2.1/feed"), "without encryption; expected https"),
}


@pytest.mark.parametrize(("behaviour", "why"), FAULTS.values(), ids=FAULTS)
def test_whatever_goes_wrong_is_said_after_one_request(publisher, client, behaviour, why):
    address = serve(publisher, behaviour)
    assert why in refused(client, address)
    assert paths(publisher) == ["/robots.txt", "/feed"]


SLOW = {
    "no answer": (publishers.silence(), HASTY_READ, "did not answer in time"),
    "an answer that stops": (publishers.silence(b"<rss>"), HASTY_READ, "did not answer in time"),
    "an answer that drips": (publishers.drip(BODY, 0.05), HASTY_ATTEMPT, "was not done after 0.4 seconds"),
}


@pytest.mark.parametrize(("behaviour", "limits", "why"), SLOW.values(), ids=SLOW)
def test_what_does_not_come_is_not_waited_for(publisher, behaviour, limits, why):
    """The rules of the host are there already, so that a busy machine has only one answer to be late with."""
    address = serve(publisher, behaviour)
    with FeedClient(limits, limits, sleep=lambda _seconds: None) as client:
        client._robots[address.removesuffix("/feed")] = Protego.parse("")
        assert why in refused(client, address)
    assert paths(publisher) == ["/feed"]


def test_rules_that_do_not_come_are_not_waited_for(publisher):
    address = serve(publisher, ok(BODY), robots=publishers.silence())
    with FeedClient(HASTY_READ, HASTY_READ, sleep=lambda _seconds: None) as client:
        assert "did not answer in time; nothing was asked" in refused(client, address)
    assert paths(publisher) == ["/robots.txt"]


def test_a_feed_that_has_moved_is_followed_and_its_new_place_asked_as_well(publisher, client, pauses):
    publisher.serve("/new", ok(BODY))
    address = serve(publisher, redirect(publisher.address("/new")))
    assert client.get(FetchRequest(address)).content == BODY
    assert paths(publisher) == ["/robots.txt", "/feed", "/new"]
    assert pauses == [MIN_PAUSE_SECONDS]


def test_no_redirect_leads_to_what_the_host_forbids(publisher, client):
    publisher.serve("/private/feed", ok(BODY))
    address = serve(publisher, redirect(publisher.address("/private/feed")), robots=rules("Disallow: /private"))
    assert "forbids /private/feed" in refused(client, address)
    assert paths(publisher) == ["/robots.txt", "/feed"]


def test_another_host_is_asked_for_its_own_rules(publisher, client):
    """``localhost`` is another host than 127.0.0.1, with the same server behind it."""
    publisher.serve("/new", ok(BODY))
    address = serve(publisher, redirect(publisher.address("/new", host="localhost")))
    assert client.get(FetchRequest(address)).content == BODY
    assert paths(publisher) == ["/robots.txt", "/feed", "/robots.txt", "/new"]


def test_a_circle_of_redirects_ends(publisher, client):
    address = serve(publisher, redirect(publisher.address("/feed?secret=1")))
    why = refused(client, address, query={"api_key": "s3cr3t"})
    assert why.startswith("is sent on more than 5 times, at last to http://127.0.0.1:")
    assert "secret" not in why
    assert "s3cr3t" not in why
    assert paths(publisher).count("/feed") == 6


@pytest.mark.parametrize(
    ("lines", "pause"), [((), MIN_PAUSE_SECONDS), (("Crawl-delay: 7",), 7), (("Crawl-delay: 0",), 0)]
)
def test_two_feeds_of_a_host_are_asked_for_with_the_pause_that_it_wants(publisher, client, pauses, lines, pause):
    first = serve(publisher, ok(BODY), robots=rules(*lines, "Disallow:"))
    second = publisher.serve("/other", ok(BODY))
    for address in (first, second):
        client.get(FetchRequest(address))
    assert pauses == [pause]
    assert paths(publisher) == ["/robots.txt", "/feed", "/other"]


@pytest.mark.parametrize("delay", ["121", "100000"])
def test_a_host_that_wants_longer_pauses_than_anyone_waits_is_left_alone(publisher, client, pauses, delay):
    address = serve(publisher, ok(BODY), robots=rules(f"Crawl-delay: {delay}", "Disallow:"))
    client.get(FetchRequest(address))
    assert "asks for pauses of" in refused(client, address)
    assert pauses == []


def test_an_interface_for_programs_is_asked_without_rules_for_crawlers(publisher, client):
    address = serve(publisher, ok(BODY), robots=rules("Disallow: /"))
    question = FetchRequest(address, query={"api_key": "s3cr3t"})
    assert client.get(question, obeys_robots=False).content == BODY
    assert [(asked.path, asked.query) for asked in publisher.asked] == [("/feed", {"api_key": "s3cr3t"})]


RULES = st.lists(
    st.tuples(
        st.booleans(), st.sampled_from(["", "/", "/f", "/feed", "/feed-", "/feed-1", "/feed-12", "/feed-2", "/x"])
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def shared():
    with publishers.publisher() as running:
        yield running


@examples(60)
@given(pairs=RULES, junk=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=3))
def test_whatever_the_rules_say_they_are_kept(shared, pairs, junk):
    """RFC 9309: of the rules whose path the address begins with the longest holds, and of two as long the kinder."""
    lines = ["User-agent: *", *(f"{'Allow' if allows else 'Disallow'}: {path}" for allows, path in pairs)]
    shared.serve("/robots.txt", ok("\n".join([*(f"# {text}" for text in junk), *lines]).encode()))
    path = next(PATHS)
    address = shared.serve(path, ok(BODY))
    matching = [(len(start), allows) for allows, start in pairs if start and path.startswith(start)]
    with FeedClient(PATIENT, PATIENT, sleep=lambda _seconds: None) as running:
        if max(matching, default=(0, True))[1]:
            assert running.get(FetchRequest(address)).content == BODY
        else:
            assert f"forbids {path}" in refused(running, address)


TAGS = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters='"'), max_size=20)


@examples(60)
@given(held_tag=TAGS, served_tag=TAGS)
def test_a_feed_is_sent_just_where_its_state_is_another(shared, held_tag, served_tag):
    shared.serve("/robots.txt", NO_RULES)
    address = shared.serve(next(PATHS), ok(BODY, etag=f'"{served_tag}"'))
    with FeedClient(PATIENT, PATIENT, sleep=lambda _seconds: None) as running:
        question = FetchRequest(address, validators=Validators(f'"{held_tag}"'))
        if held_tag == served_tag:
            with pytest.raises(NotModifiedError):
                running.get(question)
        else:
            assert running.get(question).validators.etag == f'"{served_tag}"'
