"""Turns: some requests are worked out at a time, further ones stand in line, and the line has an end."""

from threading import BoundedSemaphore, Lock

from werkzeug.exceptions import ServiceUnavailable

RETRY_AFTER_S = 5
"""Seconds after which a client that was turned away may ask again."""
BUSY = "The server has too much to work out at the moment. Please ask again in some seconds."


class Turns:
    """``limit`` requests at a time. Up to ``max_waiting`` further ones wait, each at most ``max_wait_s`` seconds.

    A waiting request holds a thread of the worker: so the lines of all turns together are shorter than its threads are
    many, and what needs no turn always finds one.
    """

    def __init__(self, limit: int, max_waiting: int, max_wait_s: float) -> None:
        self.limit, self.max_waiting, self.max_wait_s = limit, max_waiting, max_wait_s
        self._free = BoundedSemaphore(limit)
        self._waiting = 0
        self._lock = Lock()

    def take(self) -> None:
        """Take a turn, or wait for one; ``ServiceUnavailable`` where the line is full or the wait was too long."""
        if self._free.acquire(blocking=False):
            return
        with self._lock:
            if self._waiting >= self.max_waiting:
                raise ServiceUnavailable(BUSY, retry_after=RETRY_AFTER_S)
            self._waiting += 1
        try:
            if not self._free.acquire(timeout=self.max_wait_s):
                raise ServiceUnavailable(BUSY, retry_after=RETRY_AFTER_S)
        finally:
            with self._lock:
                self._waiting -= 1

    def give_back(self) -> None:
        """Let the next request have its turn."""
        self._free.release()
