"""Responses are kept by address, body and content coding, and worked out once for each."""

from threading import Event, Thread

import pytest
from flask import Flask, Response, request

from dashboard.app import MAX_REQUEST_BYTES, create_app
from dashboard.config import Config
from dashboard.web import response_cache


@pytest.fixture
def asked():
    """A server that counts what it really answers, and a client of it. It has room for 200 bytes."""
    server, made = Flask(__name__), []
    response_cache.install(server, unless=("/fresh/",), host_matters=False, max_bytes=200)

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
    server.add_url_rule("/slow/<name>", view_func=lambda name: begun.append(name) or str(go.wait(10)), endpoint="slow")

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
    server.add_url_rule("/slow", view_func=lambda: begun.append(1) or str(go.wait(10)))
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


def test_a_question_too_large_is_refused():
    client = create_app(Config()).server.test_client()
    answer = client.post("/_dash/_dash-update-component", data=b"x" * (MAX_REQUEST_BYTES + 1))
    assert answer.status_code == 413
    assert answer.json["status"] == 413
