"""Answers are kept by path, body and encoding, and made once for each."""

from threading import Thread

import pytest
from flask import Flask, Response, request

from dashboard import memory
from dashboard.app import LARGEST_QUESTION, create_app
from dashboard.config import Config


@pytest.fixture
def asked():
    """A server that counts what it really answers, and a client of it. It has room for 120 bytes."""
    server, made = Flask(__name__), []
    memory.keep_answers(server, unless=("/fresh/",), budget=120)

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
        ask(f"/kept/{name}", nine)  # 23 bytes of address, 9 of body and 10 of answer, each time
    assert made == ["a", "b", "c", "b"]


def test_threads_share_what_is_kept():
    answers, wrong = memory.Answers(2000), []

    def work(seed):
        for step in range(400):
            asked = ("/", "POST", b"%d" % (step * seed % 97), "")
            found = answers.get(asked)
            if found is not None and found.get_data() != asked[2]:
                wrong.append(asked)
            answers.keep(asked, Response(asked[2]))

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
    answer = client.post("/_dash/_dash-update-component", data=b"x" * (LARGEST_QUESTION + 1))
    assert answer.status_code == 413
    assert answer.json["status"] == 413
