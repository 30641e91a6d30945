"""Clients that do not send what they announce, or do not read what they asked for, stop nobody else."""

import gc
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.web.worker import THREADS, TimedWorker
from tests.dashboard.web.served import MAX_WAIT_S
from tests.dashboard.web.timed_server import LARGE_BYTES

ROOT = Path(__file__).parents[3]
WORKER_THREADS = 2
STUCK = 6
"""Three times as many clients as there are threads."""
BODY = b"Host: a.example\r\nContent-Length: 10\r\n\r\n"
HOSTILE = {
    "a GET announces a body": b"GET / HTTP/1.1\r\n" + BODY,
    "a HEAD announces a body": b"HEAD / HTTP/1.1\r\n" + BODY,
    "an OPTIONS announces a body": b"OPTIONS / HTTP/1.1\r\n" + BODY,
    "a PUT announces a body": b"PUT / HTTP/1.1\r\n" + BODY,
    "a POST announces a body": b"POST /echo HTTP/1.1\r\n" + BODY,
    "a POST announces chunks": b"POST /echo HTTP/1.1\r\nHost: a.example\r\nTransfer-Encoding: chunked\r\n\r\n",
    "headers do not end": b"GET / HTTP/1.1\r\nHost: a.exa",
    "an answer is not read": b"GET /large HTTP/1.1\r\nHost: a.example\r\n\r\n",
    "a connection is not closed": b"GET / HTTP/1.0\r\nHost: a.example\r\n\r\n",
}


@pytest.fixture(scope="module")
def port():
    """The port of one worker with two threads, which waits half a second for a client."""
    names = "tests.dashboard.web.timed_server"
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"fd://{listener.fileno()}"
        options = ("--bind", address, "--threads", str(WORKER_THREADS), "--log-level", "error", "--no-control-socket")
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *options, "-k", f"{names}.QuickWorker", f"{names}:app"],
            cwd=ROOT,
            pass_fds=[listener.fileno()],
            stderr=subprocess.PIPE,
        )
        number = listener.getsockname()[1]
    try:
        assert ask(number, b"GET / HTTP/1.0\r\n\r\n").endswith(b"home")
        yield number
    finally:
        process.terminate()
        logged = process.communicate(timeout=MAX_WAIT_S)[1]
    assert logged == b""  # not a traceback for each client that was too slow


def ask(port, request):
    """All that comes back on a connection until the server ends it."""
    with socket.create_connection(("127.0.0.1", port), timeout=MAX_WAIT_S) as client:
        client.sendall(request)
        return b"".join(iter(lambda: client.recv(2**16), b""))


def assert_health(port):
    assert ask(port, b"GET /healthz HTTP/1.0\r\n\r\n").endswith(b"ok")


@pytest.mark.slow
@pytest.mark.parametrize("request_", HOSTILE.values(), ids=HOSTILE)
def test_clients_that_get_stuck_stop_nobody_else(port, request_):
    with ExitStack() as clients:
        for _ in range(STUCK):
            client = clients.enter_context(socket.create_connection(("127.0.0.1", port), timeout=MAX_WAIT_S))
            client.sendall(request_)
        # Three rounds of half a second at the most, where it would be for ever.
        assert_health(port)
        assert_health(port)


@pytest.mark.parametrize("method", [b"GET", b"HEAD", b"OPTIONS", b"PUT"])
def test_a_body_that_nothing_reads_is_not_waited_for(port, method):
    answer = ask(port, method + b" / HTTP/1.1\r\n" + BODY)
    assert answer.startswith(b"HTTP/1.1 405" if method == b"PUT" else b"HTTP/1.1 200")
    assert b"Connection: close" in answer


def test_a_body_that_does_not_come_is_answered_with_a_timeout(port):
    assert ask(port, HOSTILE["a POST announces a body"]).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_comes_byte_by_byte_has_no_longer_than_another(port):
    with socket.create_connection(("127.0.0.1", port), timeout=MAX_WAIT_S) as client:
        client.sendall(b"POST /echo HTTP/1.1\r\nHost: a.example\r\nContent-Length: 100\r\n\r\n")
        client.settimeout(0.1)
        answer = b""
        for _ in range(50):  # half of the bytes that were announced
            client.sendall(b"x")
            with suppress(TimeoutError):
                answer = client.recv(100)
            if answer:
                break
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_a_body_that_comes_in_two_parts_is_read(port):
    with socket.create_connection(("127.0.0.1", port), timeout=MAX_WAIT_S) as client:
        client.sendall(b"POST /echo HTTP/1.0\r\nContent-Length: 10\r\n\r\n01234")
        time.sleep(0.05)
        client.sendall(b"56789")
        assert b"".join(iter(lambda: client.recv(2**16), b"")).endswith(b"\r\n\r\n0123456789")


def test_a_connection_serves_one_request_after_another(port):
    with closing(HTTPConnection("127.0.0.1", port, timeout=MAX_WAIT_S)) as connection:
        connection.connect()
        sockets = {connection.sock}
        for _ in range(3):
            connection.request("POST", "/echo", b"body")
            assert connection.getresponse().read() == b"body"
            sockets.add(connection.sock)
            time.sleep(0.3)  # the limit is of a request, not of a connection
    assert len(sockets) == 1


def test_a_client_that_reads_slowly_but_steadily_gets_all(port):
    with socket.create_connection(("127.0.0.1", port), timeout=MAX_WAIT_S) as client:
        client.sendall(b"GET /large HTTP/1.0\r\n\r\n")
        received, start = 0, time.monotonic()
        while part := client.recv(2**20):
            received += len(part)
            time.sleep(0.03)
    assert received > LARGE_BYTES
    assert time.monotonic() - start > 0.5  # longer than a client may rest


def test_the_command_serves_with_this_worker(tmp_path):
    options = cli._build_parser().parse_args(["serve", "--data", str(tmp_path), "--port", "1"])
    settings = cli._Server(options).cfg
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0  # what workers share is not looked through again
    assert settings.worker_class is TimedWorker
    assert settings.threads == THREADS
    assert settings.forwarder_headers == []
    assert settings.forwarded_allow_ips == ["127.0.0.1", "::1"]


@pytest.mark.parametrize("header", [b"SCRIPT_NAME: /ho", b"PATH_INFO: /large", b"SCRIPT_NAME: /elsewhere"])
def test_no_header_moves_the_path(port, header):
    assert ask(port, b"GET / HTTP/1.0\r\n" + header + b"\r\n\r\n").endswith(b"home")
