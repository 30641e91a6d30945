"""Answers kept as bytes, compressed. What is a pure function of the request is made once for each."""

from collections import OrderedDict
from http import HTTPStatus
from threading import Lock

from flask import Flask, Response, g, request

BUDGET = 32 * 2**20
"""Bytes of questions and answers kept by each worker; the least lately asked for go first."""
Key = tuple[str, str, bytes, str]


class Answers:
    """Answers by question, within a budget of bytes; safe to share between threads."""

    def __init__(self, budget: int) -> None:
        self._budget, self._weight = budget, 0
        self._kept: OrderedDict[Key, Response] = OrderedDict()
        self._lock = Lock()

    def get(self, asked: Key) -> Response | None:
        """The answer to a question asked before, or None."""
        with self._lock:
            if asked not in self._kept:
                return None
            self._kept.move_to_end(asked)
            return _copy(self._kept[asked])

    def keep(self, asked: Key, answer: Response) -> None:
        """Keep an answer, and let others go where room runs out."""
        with self._lock:
            if asked in self._kept:
                return
            self._kept[asked] = _copy(answer)
            self._weight += _weight(asked, answer)
            while self._weight > self._budget:
                self._weight -= _weight(*self._kept.popitem(last=False))


def keep_answers(server: Flask, *, unless: tuple[str, ...], budget: int = BUDGET) -> None:
    """Keep what requests are answered, unless their path starts so; set up before compression, to keep it compressed.

    Only for servers whose answers depend on nothing but address and body: no clock, no cookie, and holdings that never
    change while they run.
    """
    answers = Answers(budget)

    def recall() -> Response | None:
        if request.path.startswith(unless):
            return None
        g.asked = request.url, request.method, request.get_data(), _encoding()
        return answers.get(g.asked)

    def keep(response: Response) -> Response:
        if "asked" in g and response.status_code == HTTPStatus.OK:
            answers.keep(g.asked, response)
        return response

    server.before_request(recall)
    server.after_request(keep)


def _encoding() -> str:
    """Which compression the answer will have, as far as it tells answers apart."""
    return next((name for name in ("br", "gzip") if request.accept_encodings.quality(name) > 0), "")


def _copy(response: Response) -> Response:
    return Response(response.get_data(), response.status_code, dict(response.headers))


def _weight(asked: Key, answer: Response) -> int:
    return len(asked[0]) + len(asked[2]) + len(answer.get_data())
