"""One round through feeds: each is asked for once, side by side, and no fault of one is that of another."""

from datetime import date
from types import SimpleNamespace

from etl.claims.watching.feed_states import FeedState
from etl.claims.watching.rounds import Outcome, look_through
from etl.fetch.exchange import FetchError, FetchResponse, NotModifiedError, Validators
from etl.reference.feeds import Feed, FeedKind
from tests.etl import feeds
from tests.etl.feeds import STORY

TODAY, BEFORE = date(2026, 11, 30), date(2026, 11, 29)
ETAG = Validators('"1"')


def feed(host, path="/feed", kind=FeedKind.FEED):
    return Feed(host, f"https://{host}.example{path}", kind)


class Client:
    """Answers by address; an exception is raised. Notes who was asked, and with what."""

    def __init__(self, answers):
        self.answers, self.asked = answers, []

    def __call__(self):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        pass

    def get(self, question, *, obeys_robots):
        self.asked.append(SimpleNamespace(question=question, obeys_robots=obeys_robots))
        answer = self.answers[question.url]
        if isinstance(answer, Exception):
            raise answer
        return FetchResponse(answer, ETAG)


def look(answers, *listed, states=None, keys=None):
    client = Client(answers)
    return look_through(listed, states or {}, today=TODAY, client=client, keys=keys or {}), client


def test_reports_stand_in_the_order_of_the_list():
    listed = [feed(host, path) for host in "ab" for path in ("/1", "/2")]
    answers = {item.url: feeds.rss(STORY) for item in listed}
    reports, client = look(answers, listed[2], listed[0], listed[3], listed[1])
    assert [report.feed for report in reports] == [listed[2], listed[0], listed[3], listed[1]]
    assert sorted(asked.question.url for asked in client.asked) == sorted(answers)
    assert {report.state for report in reports} == {FeedState(ETAG, TODAY, feeds.rss(STORY))}


def test_a_fault_of_ours_in_one_feed_stops_no_other():
    first, second, third = feed("a"), feed("b"), feed("c")
    answers = {first.url: KeyError("x"), second.url: FetchError("answered 500"), third.url: feeds.atom(STORY)}
    reports, _ = look(answers, first, second, third)
    assert [report.outcome for report in reports] == [Outcome.FAILED, Outcome.FAILED, Outcome.NEW]
    assert [report.reason for report in reports] == [
        "unexpected KeyError: 'x'",
        "answered 500; expected a feed (RSS, Atom, JSON Feed) or posts of WordPress' REST interface",
        "",
    ]
    assert [report.state is None for report in reports] == [True, True, False]


def test_a_feed_that_has_not_changed_is_read_as_it_was():
    item = feed("a")
    state = FeedState(ETAG, BEFORE, feeds.rss(STORY))
    reports, client = look({item.url: NotModifiedError()}, item, states={item.url: state})
    assert client.asked[0].question.validators == ETAG
    assert [writing.url for writing in reports[0].writings] == [STORY.url]
    assert (reports[0].outcome, reports[0].state) == (Outcome.UNCHANGED, state)


def test_only_a_catalogue_is_told_who_asks():
    listed = [feed(f"host-{number}", kind=kind) for number, kind in enumerate(FeedKind)]
    answers = {item.url: feeds.rss(STORY) for item in listed}
    _, client = look(answers, *listed, keys={FeedKind.OPENALEX: "k3y", FeedKind.CROSSREF: "a@example.org"})
    asked_with = {asked.question.url: (dict(asked.question.query), asked.obeys_robots) for asked in client.asked}
    assert [asked_with[item.url] for item in listed] == [
        ({}, True),
        ({}, True),
        ({"api_key": "k3y"}, False),
        ({"mailto": "a@example.org"}, False),
    ]
