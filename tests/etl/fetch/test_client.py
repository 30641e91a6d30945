"""What a publisher's answers become, on good days and on bad ones. Every publisher here is this machine."""

import csv
import gzip
import io
import logging
import socket
import ssl
import time
import tomllib
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from etl.core.source import Download
from etl.fetch import session
from etl.fetch.client import Client, DownloadError, FetchedDocument, Limits, NotModified, Validators
from tests.etl import publishers
from tests.etl.publishers import Table, ok, status
from tests.examples import examples

BODY = b"period,deaths\r\n2020-07,175\r\n" * 200
ZIPPED = gzip.compress(BODY)
PATIENT = Limits(connect_seconds=5, read_seconds=10, attempt_seconds=20, max_attempts=3, max_bytes=100_000)
HASTY_READ, HASTY_ATTEMPT = replace(PATIENT, read_seconds=0.2), replace(PATIENT, attempt_seconds=0.4)
TRIES = 10
"""For a machine that has much else to do, on which also a good answer may once come too late."""
HEADER = ["State", "Note"]
ROWS = [[f"S{number}", 'a "quoted"\nnote, of two lines'] for number in range(7)]
SECRET = "s3cr3t-token"
PATHS = (f"/{number}.csv" for number in count())


@pytest.fixture(scope="module")
def publisher():
    """One server for all tests, each of which asks it for paths of its own."""
    with publishers.publisher() as running:
        yield running


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    """No proxy of the machine's stands between."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


@pytest.fixture
def waits():
    """The waits of this test's clients, in seconds; none is waited."""
    return []


@pytest.fixture
def get(waits):
    """Fetch from addresses in turn."""

    def get(*addresses, page=None, columns=(), validators=None, progress=lambda *_: None, limits=PATIENT, token=None):
        with Client(limits, app_token=token, sleep=waits.append) as client:
            return client.get(Download(addresses, page, columns), validators or {}, progress)

    return get


def refused(get, *addresses, **options):
    """What each address is said to have done, where none gives a document."""
    with pytest.raises(DownloadError) as raised:
        get(*addresses, **options)
    return [why for _, why in raised.value.failures]


# One file


@pytest.mark.parametrize("zipped", [False, True])
def test_a_document_comes_as_it_is_with_what_its_state_is_called(publisher, get, waits, zipped):
    served = ok(BODY, etag='"a"', last_modified="Wed, 16 Sep 2020 13:04:11 GMT", zipped=zipped)
    address = publisher.serve(next(PATHS), served)
    assert get(address) == FetchedDocument(address, BODY, Validators('"a"', "Wed, 16 Sep 2020 13:04:11 GMT"))
    (asked,) = publisher.asked
    assert asked.headers["User-Agent"] == session.USER_AGENT
    assert asked.headers["Accept-Encoding"] == "gzip"
    assert "If-None-Match" not in asked.headers
    assert "If-Modified-Since" not in asked.headers
    assert waits == []


def test_it_says_the_project_and_its_version():
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]
    assert f"{project['name']}/{project['version']}" == session.USER_AGENT


def test_progress_counts_the_bytes_that_came(publisher, get):
    body = bytes(range(32, 127)) * 1000
    reports = []
    get(publisher.serve(next(PATHS), ok(body)), progress=lambda *so_far: reports.append(so_far))
    assert reports == sorted(reports)
    assert reports[-1] == (len(body), len(body))


@pytest.mark.parametrize(
    ("state", "headers"),
    [
        ({"etag": '"a"'}, {"If-None-Match": '"a"'}),
        ({"last_modified": "Wed, 16 Sep 2020 13:04:11 GMT"}, {"If-Modified-Since": "Wed, 16 Sep 2020 13:04:11 GMT"}),
    ],
)
def test_a_known_state_is_not_sent_again(publisher, get, state, headers):
    address = publisher.serve(next(PATHS), ok(BODY, **state))
    assert get(address, validators={address: Validators(**state)}) == NotModified(address)
    assert headers.items() <= dict(publisher.asked[0].headers).items()
    assert get(address, validators={address: Validators('"other"', "Wed, 16 Sep 2020 00:00:00 GMT")}).content == BODY


def test_what_is_known_of_one_address_is_not_said_to_another(publisher, get):
    address = publisher.serve(next(PATHS), ok(BODY, etag='"a"'))
    assert get(address, validators={address + "?": Validators('"a"')}).content == BODY


def test_unchanged_is_no_answer_where_nothing_is_known(publisher, get):
    assert refused(get, publisher.serve(next(PATHS), status(304, Content_Length=None))) == ["answered 304"]
    assert len(publisher.asked) == 1


# Bad days that pass

PASSING = {
    "busy": status(503, b"<html>busy</html>"),
    "at fault": status(500),
    "too many": status(429),
    "in the making": status(202),
    "cut": publishers.cut(BODY),
    "broken chunks": publishers.broken_chunks(BODY),
    "compression cut": publishers.cut_compression(BODY),
    "compression of another body": status(200, ZIPPED[:-8] + bytes(8), Content_Encoding="gzip"),
    "compression broken": status(200, ZIPPED[:15] + bytes(20), Content_Encoding="gzip"),
    "compression of nothing": status(200, BODY, Content_Encoding="gzip"),
    "hung up": publishers.hang_up(),
}
SLOW = {
    "silent": (publishers.silence(), HASTY_READ, "did not answer in time"),
    "silent halfway": (publishers.silence(b"period,"), HASTY_READ, "did not answer in time"),
    "dripping": (publishers.drip(BODY, 0.01), HASTY_ATTEMPT, "was not done after 0.4 seconds"),
}


@pytest.mark.parametrize("behaviour", PASSING.values(), ids=PASSING)
def test_it_is_asked_again(publisher, get, waits, behaviour):
    address = publisher.serve(next(PATHS), behaviour, ok(BODY))
    assert get(address).content == BODY
    assert len(publisher.asked) == 2
    assert len(waits) == 1
    assert PATIENT.backoff_seconds <= waits[0] <= 2 * PATIENT.backoff_seconds


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        (status(503), "answered 503"),
        (publishers.cut(BODY), "broke off in the middle of the body"),
        (publishers.broken_chunks(BODY), "broke off in the middle of the body"),
        (publishers.cut_compression(BODY), "answered with a compressed body that is broken"),
        (publishers.hang_up(), "cannot be reached: Remote end closed connection without response"),
    ],
)
def test_it_is_asked_so_often_and_each_time_later(publisher, get, waits, behaviour, why):
    limits = Limits(max_attempts=5, backoff_seconds=0.5)
    assert refused(get, publisher.serve(next(PATHS), behaviour), limits=limits) == [why]
    assert len(publisher.asked) == 5
    assert all(least <= wait <= 2 * least for wait, least in zip(waits, [0.5, 1, 2, 4], strict=True))


def test_waits_are_not_the_same_for_all(publisher, get, waits):
    for _ in range(3):
        refused(get, publisher.serve(next(PATHS), status(503)), limits=Limits(max_attempts=2))
    assert len(set(waits)) == 3


@pytest.mark.parametrize(("behaviour", "limits", "why"), SLOW.values(), ids=SLOW)
def test_nobody_holds_an_update_for_long(publisher, get, waits, behaviour, limits, why):
    path = next(PATHS)
    assert refused(get, publisher.serve(path, behaviour), limits=replace(limits, max_attempts=1)) == [why]
    assert get(publisher.serve(path, behaviour, ok(BODY)), limits=replace(limits, max_attempts=TRIES)).content == BODY
    assert waits


def test_a_closed_door(get, waits):
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    assert refused(get, f"http://127.0.0.1:{port}/a.csv") == ["cannot be reached: Connection refused"]
    assert len(waits) == PATIENT.max_attempts - 1


def test_it_waits_as_long_as_it_is_asked_to(publisher, get, waits):
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    past = format_datetime(datetime.now(UTC) - timedelta(days=1), usegmt=True)
    answers = [status(429, Retry_After=7), status(503, Retry_After=soon), status(503, Retry_After=past), ok(BODY)]
    assert get(publisher.serve(next(PATHS), *answers), limits=Limits()).content == BODY
    assert waits == [7, pytest.approx(90, abs=3), 0]


def test_it_comes_back_another_time_where_the_wait_is_long(publisher, get, waits):
    later = format_datetime(datetime.now(UTC) + timedelta(days=2), usegmt=True)
    for asked, why in (
        (121, "answered 429, come again in 3 minutes"),
        (later, "answered 429, come again in 2,880 min"),
    ):
        (reason,) = refused(get, publisher.serve(next(PATHS), status(429, Retry_After=asked)))
        assert reason.startswith(why)
        assert len(publisher.asked) == 1
    assert waits == []


@pytest.mark.parametrize("asked", ["soon", "", "-5", "9" * 5000, "Wed, 99 Sep 9999999 13:04:11 GMT"])
def test_a_wait_that_is_not_understood_is_the_usual_one(publisher, get, waits, asked):
    assert get(publisher.serve(next(PATHS), status(503, Retry_After=asked), ok(BODY))).content == BODY
    assert PATIENT.backoff_seconds <= waits[0] <= 2 * PATIENT.backoff_seconds


# Answers that are no document

LASTING = {
    "answered 404": status(404, b"not here"),
    "answered 403": status(403),
    "answered 206": status(206, BODY),
    "answered 204": status(204, Content_Length=None),
    "answered 302": status(302, b"nowhere"),
    "cannot be asked: InvalidHeader": status(200, BODY, Content_Length="5, 6"),
    "answered with a web page; expected a data file": publishers.web_page(),
    "answered with an empty body; expected a data file": ok(b"\xef\xbb\xbf\r\n "),
    "answered in the coding 'br'; expected gzip or none": status(200, BODY, Content_Encoding="br"),
}


@pytest.mark.parametrize(("why", "behaviour"), LASTING.items(), ids=LASTING)
def test_it_is_not_asked_again(publisher, get, waits, why, behaviour):
    assert refused(get, publisher.serve(next(PATHS), behaviour)) == [why]
    assert len(publisher.asked) == 1
    assert waits == []


@pytest.mark.parametrize(
    "page", [b"<?xml version='1.0'?>\n<!DOCTYPE html>", b" <HTML>", b"<!-- a --> <!-- b --><body>"]
)
def test_web_pages_are_known_by_how_they_begin(publisher, get, page):
    assert refused(get, publisher.serve(next(PATHS), ok(page))) == ["answered with a web page; expected a data file"]


@pytest.mark.parametrize("body", [b"<header>\n", b"a,b\n<html>,1\n", b"<!---->" * 1000 + b"x"])
def test_other_beginnings_are_no_web_page(publisher, get, body):
    assert get(publisher.serve(next(PATHS), ok(body))).content == body


SIZED = {
    "declared": status(200, Content_Length=PATIENT.max_bytes + 1),
    "not declared": publishers.broken_chunks(bytes(PATIENT.max_bytes + 1)),
    "compressed": publishers.bomb(50 * 2**20),
}


@pytest.mark.parametrize("behaviour", SIZED.values(), ids=SIZED)
def test_more_than_a_document_may_have(publisher, get, behaviour):
    assert refused(get, publisher.serve(next(PATHS), behaviour)) == ["answered with more than 100,000 bytes"]
    assert len(publisher.asked) == 1


def test_a_small_body_that_decompresses_to_a_large_one_takes_no_room(publisher, get):
    address = publisher.serve(next(PATHS), publishers.bomb(50 * 2**20))
    tracemalloc.start()
    try:
        refused(get, address)
        assert tracemalloc.get_traced_memory()[1] < 5 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("zipped", [False, True])
def test_as_much_as_a_document_may_have(publisher, get, zipped):
    body = b"a" * PATIENT.max_bytes
    assert get(publisher.serve(next(PATHS), ok(body, zipped=zipped))).content == body


def test_what_comes_after_the_declared_end_spoils_no_other_answer(publisher):
    address = publisher.serve(next(PATHS), publishers.overfull(BODY, 30), ok(BODY))
    with Client(PATIENT) as client:
        fetched = [client.get(Download((address,)), {}, lambda *_: None).content for _ in range(2)]
    assert fetched == [BODY[:30], BODY]


# Addresses in turn


def test_the_next_address_is_tried(publisher, get):
    paths = [publisher.serve(next(PATHS), status(404)), publisher.serve(next(PATHS), publishers.web_page())]
    good = publisher.serve(next(PATHS), ok(BODY))
    assert get(*paths, good).url == good


def test_the_error_names_each_address_and_no_query(publisher, get):
    gone = publisher.serve(next(PATHS), status(404))
    page = publisher.serve(next(PATHS), publishers.web_page())
    with socket.create_server(("127.0.0.1", 0)) as door:
        closed = f"http://127.0.0.1:{door.getsockname()[1]}/x"
    with pytest.raises(DownloadError) as raised:
        get(*(f"{address}?key={SECRET}" for address in (gone, page, closed)))
    assert str(raised.value) == (
        f"no address gave a document\n  - {gone}: answered 404\n  - {page}: answered with a web page; expected a data "
        f"file\n  - {closed}: cannot be reached: Connection refused"
    )


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/a", "a.csv", "https://", "http://127.0.0.1:99999/"])
def test_an_address_that_is_none(get, address):
    (why,) = refused(get, address)
    assert why.startswith("cannot be asked: ")


# Redirects and encryption


def test_a_redirect_is_followed_and_the_address_of_the_feed_remembered(publisher, get):
    endless = publishers.redirect(publisher.address("/new.csv", "localhost"), BODY * 10_000)
    publisher.serve("/new.csv", ok(BODY, etag='"n"'))
    address = publisher.serve(next(PATHS), endless)
    assert get(address) == FetchedDocument(address, BODY, Validators('"n"'))
    assert get(address, validators={address: Validators('"n"')}) == NotModified(address)


def test_a_redirect_that_never_ends_its_body_is_not_waited_for(publisher, get):
    moved = publisher.serve(next(PATHS), ok(BODY))

    def behave(handler):
        status(302, b"x", Content_Length=2, Location=moved)(handler)
        handler.server.closing.wait()

    address = publisher.serve(next(PATHS), behave)
    assert get(address, limits=Limits(read_seconds=2, max_attempts=1)).content == BODY


@pytest.mark.parametrize("nowhere", ["http://[", "http://127.0.0.1:x/", "/\xff", "ftp://127.0.0.1/", "http://"])
def test_a_redirect_to_what_is_no_address(publisher, get, nowhere):
    (why,) = refused(get, publisher.serve(next(PATHS), publishers.redirect(nowhere)))
    assert why.startswith("cannot be asked: ")


def test_a_ring_of_redirects_is_left(publisher, get):
    path = next(PATHS)
    address = publisher.serve(path, publishers.redirect(publisher.address(path)))
    assert refused(get, address) == ["cannot be asked: TooManyRedirects"]
    assert len(publisher.asked) == 6


@pytest.mark.parametrize("elsewhere", ["http://example.org/a.csv?signed=yes", "http://127.0.0.1.example.org/"])
def test_only_this_machine_is_asked_without_encryption(publisher, get, elsewhere):
    (redirected,) = refused(get, publisher.serve(next(PATHS), publishers.redirect(elsewhere)))
    (direct,) = refused(get, elsewhere)
    assert redirected == direct
    assert direct in {
        "leads to example.org without encryption; expected https",
        "leads to 127.0.0.1.example.org without encryption; expected https",
    }


@pytest.fixture(scope="module")
def authority():
    """A certificate authority that no system knows."""
    return trustme.CA()


@pytest.fixture(scope="module")
def encrypted(authority):
    """A publisher over https."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with publishers.publisher(context) as running:
        yield running


def test_an_unknown_certificate_is_refused(encrypted, get, waits):
    (why,) = refused(get, encrypted.serve(next(PATHS), ok(BODY)))
    assert why.startswith("has a certificate that is not trusted: ")
    assert (encrypted.asked, waits) == ([], [])


def test_a_certificate_is_trusted_where_the_machine_says_so(encrypted, get, authority, tmp_path, monkeypatch):
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    path = next(PATHS)
    assert get(encrypted.serve(path, ok(BODY))).content == BODY
    (why,) = refused(get, encrypted.address(path, "localhost"))
    assert "Hostname mismatch" in why


# Tables in pages


def read(content):
    """The rows of CSV, header first."""
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))


@pytest.mark.parametrize("page", [1, 3, 7, 1000])
def test_a_table_is_read_page_by_page(publisher, get, page):
    address = publisher.serve(next(PATHS), Table(HEADER, ROWS))
    reports = []
    fetched = get(address, page=page, progress=lambda *so_far: reports.append(so_far))
    assert fetched.content == publishers.as_csv(HEADER, ROWS)
    questions = [asked.query for asked in publisher.asked]
    assert questions[0] == questions[-1] == {"$select": "count(*)"}
    offsets = [str(offset) for offset in range(0, len(ROWS), page)]
    assert questions[1:-1] == [{"$limit": str(page), "$offset": offset, "$order": ":id"} for offset in offsets]
    assert reports
    assert all(total is None for _, total in reports)
    assert reports == sorted(reports)


def test_only_the_columns_that_are_wanted_are_asked_for(publisher, get):
    address = publisher.serve(next(PATHS), Table(["Name", *HEADER], [["a person", *row] for row in ROWS]))
    fetched = get(address, page=3, columns=("Note", "State"))
    assert read(fetched.content) == [HEADER[::-1], *(row[::-1] for row in ROWS)]
    assert {asked.query["$select"] for asked in publisher.asked} == {"count(*)", "Note,State"}


def test_a_column_that_is_gone_is_told_by_those_asked_for(publisher, get, waits):
    address = publisher.serve(next(PATHS), Table(HEADER, ROWS))
    assert refused(get, address, page=3, columns=("State", "Age")) == [
        "answered 400, asked for the columns State, Age: has it them still?"
    ]
    assert waits == []
    assert refused(get, publisher.serve(next(PATHS), status(400)), page=3, columns=("State",)) == ["answered 400"]


def test_pages_may_be_shorter_than_asked(publisher, get):
    address = publisher.serve(next(PATHS), Table(HEADER, ROWS, most=2))
    assert read(get(address, page=5).content) == [HEADER, *ROWS]


CELLS = st.lists(st.sampled_from(['"', ",", "\n", "\r\n", " ", "a", "é"]), max_size=4).map("".join)


@examples(60)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, st.just(".")), min_size=1, max_size=9),
    page=st.integers(1, 10),
    line_end=st.sampled_from(["\n", "\r\n"]),
    ended=st.booleans(),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_pages_make_the_table(publisher, rows, page, line_end, ended, mark):
    header = ["a\nb", 'c"d', "e"]

    def behave(handler):
        text = io.StringIO(newline="")
        asked = publisher.asked[-1].query
        first = int(asked.get("$offset", 0))
        part = [["count"], [len(rows)]] if "$select" in asked else [header, *rows[first : first + page]]
        csv.writer(text, lineterminator=line_end).writerows(part)
        ok((mark + (text.getvalue() if ended else text.getvalue().removesuffix(line_end))).encode())(handler)

    with Client(PATIENT) as client:
        fetched = client.get(Download((publisher.serve(next(PATHS), behave),), page), {}, lambda *_: None)
    assert read(fetched.content) == [header, *map(list, rows)]


def test_a_known_table_is_asked_for_once(publisher, get):
    table = Table(HEADER, ROWS)
    address = publisher.serve(next(PATHS), table)
    validators = {address: get(address, page=3).validators}
    assert validators[address].etag
    publisher.asked.clear()
    assert get(address, page=3, validators=validators) == NotModified(address)
    assert [asked.headers["If-None-Match"] for asked in publisher.asked] == [None, validators[address].etag]
    table.change([*ROWS[1:], ["S8", ""]])
    publisher.asked.clear()
    assert read(get(address, page=3, validators=validators).content) == [HEADER, *table.rows]
    assert [asked.headers["If-None-Match"] for asked in publisher.asked if "$limit" in asked.query] == [
        validators[address].etag,
        None,
        None,
    ]


CHANGES = {
    "a row more": lambda table: table.change([*table.rows, ["S8", "new"]]),
    "rows gone": lambda table: table.change(table.rows[:2]),
    "as many rows, but others": lambda table: table.change([["X", "Y"]] * len(table.rows)),
    "other columns": lambda table: table.change(header=["State", "Footnote"]),
}


@pytest.mark.parametrize("request_number", [2, 3, 4])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_table_that_changes_while_it_is_read_is_read_again(publisher, get, change, request_number):
    table = Table(HEADER, ROWS, before={request_number: change})
    assert read(get(publisher.serve(next(PATHS), table), page=3).content) == [table.header, *table.rows]


def test_a_table_that_grows_at_its_end_is_read_again(publisher, get):
    table = Table(HEADER, ROWS, before={5: CHANGES["a row more"]})
    assert len(read(get(publisher.serve(next(PATHS), table), page=3).content)) == 1 + len(ROWS) + 1


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_table_that_keeps_changing_is_refused(publisher, get, change):
    numbers = count()

    def keep(table):
        change(table)
        table.change(header=[f"{name} {next(numbers)}" for name in table.header])

    table = Table(HEADER, ROWS, before=dict.fromkeys(range(1, 50), keep))
    assert refused(get, publisher.serve(next(PATHS), table), page=1) == ["changed while it was read, twice"]


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ([ok(b'"count"\n"0"\n')], "has no rows"),
        ([ok(b'"count"\n')], "did not say how many rows it has"),
        ([ok(b'"error"\n"no such column"\n')], "did not say how many rows it has"),
        ([ok(b'"count"\n"\xff"\n')], "did not say how many rows it has"),
        ([ok(b'"count"\n"2"\n'), ok(b'"a"\n"1"\n"2')], "answered with a page that is no well-formed CSV: "),
        ([ok(b'"count"\n"2"\n'), ok(b'"a"\n"\xff"\n')], "answered with a page that is no well-formed CSV: "),
        ([ok(b'"count"\n"2"\n'), publishers.web_page()], "answered with a web page; expected a data file"),
        ([ok(b'"count"\n"2"\n'), status(400)], "answered 400"),
        ([ok(b'"count"\n"2"\n'), ok(b'"a"\n"1"\n"2"\n"3"\n')], "changed while it was read, twice"),
        ([ok(b'"count"\n"2"\n'), ok(b'"a"\n')], "changed while it was read, twice"),
        (
            [ok(b'"count"\n"2"\n'), ok(b'"a"\n"1"\n'), ok(b'"b"\n"2"\n'), ok(b'"count"\n"2"\n')],
            "changed while it was read, twice",
        ),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(publisher, get, answers, why):
    (reason,) = refused(get, publisher.serve(next(PATHS), *(answers * 2)), page=5)
    assert reason.startswith(why)


@pytest.mark.parametrize("page", [b"a\r1\r2", b"a\n1\n\n2\n\n", b'"a"\r\n"1"\r\n2'])
def test_lines_may_end_in_any_way_and_empty_ones_are_no_rows(publisher, get, page):
    number = ok(b"count\n2\n")
    fetched = get(publisher.serve(next(PATHS), number, ok(page), number), page=5)
    assert [row for row in read(fetched.content) if row] == [["a"], ["1"], ["2"]]


def test_a_page_is_asked_for_again(publisher, get, waits):
    table = Table(HEADER, ROWS)
    answers = [table, table, status(503), publishers.cut(b'"a"\n'), table]
    assert read(get(publisher.serve(next(PATHS), *answers), page=4).content) == [HEADER, *ROWS]
    assert len(waits) == 2


def test_a_table_is_no_larger_than_a_document(publisher, get):
    table = Table(HEADER, [["x", "y" * 1000]] * 200)
    assert refused(get, publisher.serve(next(PATHS), table), page=50) == ["answered with more than 100,000 bytes"]


# The app token


def test_the_token_goes_with_every_question_about_a_table(publisher, get, caplog):
    caplog.set_level(logging.DEBUG)
    address = publisher.serve(next(PATHS), Table(HEADER, ROWS, token=SECRET))
    assert refused(get, address, page=3) == ["answered 403"]
    assert read(get(address, page=3, token=SECRET).content) == [HEADER, *ROWS]
    assert SECRET not in caplog.text


def test_the_token_goes_nowhere_else(publisher, get):
    whole = publisher.serve(next(PATHS), ok(BODY))
    get(whole, token=SECRET)
    assert publisher.asked[0].headers["X-App-Token"] is None
    elsewhere = publisher.address("/table.csv", "localhost")
    publisher.serve("/table.csv", Table(HEADER, ROWS))
    address = publisher.serve(next(PATHS), publishers.redirect(elsewhere))
    assert read(get(address, page=9, token=SECRET).content) == [HEADER, *ROWS]
    tokens = {(asked.path == "/table.csv", asked.headers["X-App-Token"]) for asked in publisher.asked}
    assert tokens == {(False, SECRET), (True, None)}


@pytest.mark.parametrize("token", [SECRET, f"{SECRET}\nX: y"])
def test_no_error_tells_the_token(publisher, get, token):
    with pytest.raises(DownloadError) as raised:
        get(publisher.serve(next(PATHS), status(403)), page=9, token=token)
    assert SECRET not in str(raised.value)
    question = session.FetchRequest("https://127.0.0.1/", app_token=token)
    assert SECRET not in repr(question)


# The server itself


def test_a_silent_publisher_does_not_delay_the_end():
    with publishers.publisher() as server:
        address = server.serve("/a.csv", publishers.silence())
        with Client(Limits(read_seconds=0.05, max_attempts=1)) as client, pytest.raises(DownloadError):
            client.get(Download((address,)), {}, lambda *_: None)
        started = time.monotonic()
    assert time.monotonic() - started < 30
