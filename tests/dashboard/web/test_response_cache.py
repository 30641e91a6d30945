"""Responses are kept by address, body and content coding, and worked out once for each."""

from threading import Event, Thread

import pytest
from flask import Flask, Response, request
from werkzeug.exceptions import ServiceUnavailable

from dashboard.app import MAX_REQUEST_BYTES, create_app
from dashboard.config import Config
from dashboard.web import response_cache
from dashboard.web.response_cache import Responses
from dashboard.web.turns import Turns
from dashboard.web.worker import THREADS
from tests.dashboard.web.served import MAX_WAIT_S, wait_until


@pytest.fixture
def asked():
    """A server that counts what it really answers, and a client of it. It has room for 200 bytes."""
    server, made = Flask(__name__), []
    kept = Responses(max_bytes=200)
    response_cache.install(server, unless=("/fresh/",), host_matters=False, responses=lambda: kept)

    @server.post("/kept/<name>")
    @server.post("/fresh/<name>")
    def answer(name):
        made.append(name)
        return Response(request.get_data() + name.encode(), 500 if name == "bad" else 200, {"X-Made": str(len(made))})

    client = server.test_client()
    return made, lambda path, body=b"", **headers: client.post(path, data=body, headers=headers)


def test_the_same_question_is_answered_once(asked):
    made, ask = asked
    first, second = ask("/kept/a", b"1"), ask("/kept/a", b"1")
    assert made == ["a"]
    assert first.data == second.data == b"1a"
    assert second.headers["X-Made"] == "1"


def test_another_body_path_or_encoding_is_another_question(asked):
    made, ask = asked
    ask("/kept/a", b"1")
    ask("/kept/a", b"2")
    ask("/kept/b", b"1")
    ask("/kept/a", b"1", **{"Accept-Encoding": "br"})
    assert made == ["a", "a", "b", "a"]


def test_only_some_paths_and_only_good_answers_are_kept(asked):
    made, ask = asked
    for path in ("/fresh/a", "/fresh/a", "/kept/bad", "/kept/bad"):
        ask(path)
    assert made == ["a", "a", "bad", "bad"]


def test_a_body_that_goes_with_its_request_is_not_kept():
    server, made = Flask(__name__), []
    response_cache.install(server, unless=(), unless_posted=("/draft",), host_matters=False)
    server.add_url_rule("/draft", view_func=lambda: made.append(request.method) or "read", methods=["GET", "POST"])
    client = server.test_client()
    for ask in (client.post, client.post, client.get, client.get):
        ask("/draft")
    assert made == ["POST", "POST", "GET"]


def test_the_least_lately_asked_for_goes_when_room_runs_out(asked):
    made, ask = asked
    nine = b"123456789"
    for name in ("a", "b", "a", "c", "a", "b"):
        ask(f"/kept/{name}", nine)  # 7 bytes of address, 9 of body, 10 of answer and 59 of headers, each time
    assert made == ["a", "b", "c", "b"]


def test_what_is_larger_than_all_room_is_not_kept_and_drives_nothing_out(asked):
    made, ask = asked
    for name, body in (("a", b"1"), ("b", b"x" * 200), ("b", b"x" * 200), ("a", b"1")):
        ask(f"/kept/{name}", body)
    assert made == ["a", "b", "b"]


@pytest.mark.parametrize("host_matters", [True, False])
def test_another_host_is_another_question_only_where_answers_name_it(host_matters):
    server, made = Flask(__name__), []
    response_cache.install(server, unless=("/fresh/",), host_matters=host_matters)
    server.add_url_rule("/", view_func=lambda: made.append(request.host) or request.host)
    asked = [server.test_client().get("/", base_url=f"http://{host}.example").text for host in ("a", "b", "a")]
    assert made == ["a.example", "b.example"][: 1 + host_matters]
    assert asked == ["a.example", made[-1], "a.example"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_body_without_meaning_makes_no_other_question_and_is_not_read(method):
    server, made = Flask(__name__), []
    response_cache.install(server, unless=("/fresh/",), host_matters=False)
    server.add_url_rule(
        "/", view_func=lambda: made.append(1) or "all", methods=["GET", "OPTIONS"], provide_automatic_options=False
    )

    class Unread:
        def read(self, *_):
            raise AssertionError("the body was read")

    for length in ("3", "4"):
        sent = {"wsgi.input": Unread(), "CONTENT_LENGTH": length}
        response = server.test_client().open("/", method=method, environ_overrides=sent)
        assert response.status_code == 200
    assert made == [1]


def test_only_some_responses_are_worked_out_at_a_time_and_those_kept_need_no_turn():
    server, go, begun = Flask(__name__), Event(), []
    response_cache.install(server, unless=("/healthz",), host_matters=False)
    server.add_url_rule("/healthz", view_func=lambda: "ok", endpoint="health")
    server.add_url_rule("/kept", view_func=lambda: "kept", endpoint="kept")
    server.add_url_rule(
        "/slow/<name>", view_func=lambda name: begun.append(name) or str(go.wait(MAX_WAIT_S)), endpoint="slow"
    )

    def ask(path):
        return server.test_client().get(path).text

    ask("/kept")
    threads = [Thread(target=ask, args=(f"/slow/{name}",)) for name in range(2 * response_cache.MAX_COMPUTATIONS)]
    for thread in threads:
        thread.start()
    assert (ask("/kept"), ask("/healthz")) == ("kept", "ok")
    assert len(begun) <= response_cache.MAX_COMPUTATIONS
    go.set()
    for thread in threads:
        thread.join()
    assert len(begun) == 2 * response_cache.MAX_COMPUTATIONS


def test_a_response_that_many_wait_for_is_worked_out_by_the_first_few():
    server, go, begun = Flask(__name__), Event(), []
    response_cache.install(server, unless=("/healthz",), host_matters=False)
    server.add_url_rule("/slow", view_func=lambda: begun.append(1) or str(go.wait(MAX_WAIT_S)))
    answers = []
    threads = [Thread(target=lambda: answers.append(server.test_client().get("/slow").text)) for _ in range(20)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    assert len(begun) <= response_cache.MAX_COMPUTATIONS
    assert answers == ["True"] * 20


def test_what_fails_gives_its_turn_back(asked):
    made, ask = asked
    for _ in range(2 * response_cache.MAX_COMPUTATIONS):
        assert ask("/kept/bad").status_code == 500
        assert ask("/kept/none/such").status_code == 404
    assert len(made) == 2 * response_cache.MAX_COMPUTATIONS


def test_threads_share_what_is_kept(asked):
    _, ask = asked
    wrong = []

    def work(seed):
        for step in range(200):
            body = b"%d" % (step * seed % 97)
            if ask("/kept/a", body).data != body + b"a":
                wrong.append(body)

    threads = [Thread(target=work, args=(seed,)) for seed in (1, 5, 7, 11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_another_address_is_another_question(asked):
    made, ask = asked
    ask("/kept/a?x=1")
    ask("/kept/a?x=2")
    assert made == ["a", "a"]


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("x=1&y=2", "y=2&x=1", True),
        ("x=1,2", "x=1%2C2", True),
        ("x=a+b", "x=a%20b", True),
        ("x=1&x=2", "x=2&x=1", False),
        ("x=", "", False),
        ("x=%C3%A9", "x=%E9", False),
        ("x=1%26y=2", "x=1&y=2", False),
    ],
)
def test_the_order_and_the_writing_of_options_make_no_other_question(asked, first, second, is_same):
    made, ask = asked
    ask(f"/kept/a?{first}")
    ask(f"/kept/a?{second}")
    assert made == ["a"] * (2 - is_same)


def test_a_body_of_another_type_is_another_question(asked):
    made, ask = asked
    ask("/kept/a", b"1", **{"Content-Type": "application/json"})
    ask("/kept/a", b"1", **{"Content-Type": "text/plain"})
    assert made == ["a", "a"]


def test_responses_are_those_of_the_data_that_the_request_is_answered_from():
    server, made, current = Flask(__name__), [], [Responses()]
    response_cache.install(server, unless=("/fresh/",), host_matters=False, responses=lambda: current[0])
    server.add_url_rule("/", view_func=lambda: made.append(1) or str(len(made)))
    assert [server.test_client().get("/").text for _ in range(2)] == ["1", "1"]
    current[0] = Responses()
    assert [server.test_client().get("/").text for _ in range(2)] == ["2", "2"]


def test_a_line_that_is_full_is_answered_at_once_and_pages_do_not_wait_for_pictures():
    server, go, begun = Flask(__name__), Event(), []
    response_cache.install(server, unless=("/healthz",), host_matters=False)
    server.add_url_rule(
        "/<name>.png", view_func=lambda name: begun.append(name) or str(go.wait(MAX_WAIT_S)), endpoint="slow"
    )
    server.add_url_rule("/page", view_func=lambda: "page", endpoint="page")
    statuses, waits = [], set()

    def ask(name):
        response = server.test_client().get(f"/{name}.png")
        statuses.append(response.status_code)
        waits.add(response.headers.get("Retry-After"))

    threads = [Thread(target=ask, args=(name,)) for name in range(16)]
    for thread in threads:
        thread.start()
    room = response_cache.MAX_PICTURES + response_cache.MAX_WAITING_FOR_PICTURES
    wait_until(lambda: len(statuses) == 16 - room and len(begun) == response_cache.MAX_PICTURES)
    assert statuses == [503] * (16 - room)
    assert server.test_client().get("/page").text == "page"
    go.set()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] * room + [503] * (16 - room)
    assert waits == {None, "5"}


def test_a_wait_has_an_end():
    turns = Turns(1, 1, 0.05)
    turns.take()
    for _ in range(2):
        with pytest.raises(ServiceUnavailable):
            turns.take()
    turns.give_back()
    turns.take()


def test_all_that_wait_leave_threads_for_what_needs_no_turn():
    pages = response_cache.MAX_COMPUTATIONS + response_cache.MAX_WAITING
    pictures = response_cache.MAX_PICTURES + response_cache.MAX_WAITING_FOR_PICTURES
    assert pages + pictures < THREADS


def test_a_question_too_large_is_refused():
    client = create_app(Config()).server.test_client()
    answer = client.post("/_dash/_dash-update-component", data=b"x" * (MAX_REQUEST_BYTES + 1))
    assert answer.status_code == 413
    assert answer.json["status"] == 413
