"""Apps served by gunicorn on a free port of this machine, and ended with the block they were started in."""

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORKERS = 2
START = 60
"""Seconds an app may take to answer for the first time."""

OURS = "dashboard.wsgi:server()"
TYPICAL = "tests.benchmarks.typical_app:server"
CEILING = "tests.benchmarks.ceiling_app:server"

SERVE = ("dashboard serve", ["-m", "dashboard", "serve", "--port", "{port}"])
GUNICORN = (
    "gunicorn",
    [
        *("-m", "gunicorn", "--bind", "127.0.0.1:{port}", "--workers", "2", "--threads", "32", "--preload"),
        *("--worker-class", "dashboard.web.worker.TimedWorker", "--no-control-socket", "--log-level", "error", OURS),
    ],
)
"""The ways to serve: what each is called, and what follows Python on its command line."""


@contextmanager
def served(app):
    """The port where an app is served by sync workers, each in its own process."""
    with served_process(app) as (port, _):
        yield port


@contextmanager
def served_process(app):
    """The port, and the process whose children the workers are."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        process = subprocess.Popen(_command(app, listener), cwd=ROOT, pass_fds=[listener.fileno()])
    try:
        wait_for(port, process)
        yield port, process
    finally:
        _end(process)


def _command(app, listener):
    options = {"--bind": f"fd://{listener.fileno()}", "--workers": str(WORKERS), "--log-level": "error"}
    written = [text for option in options.items() for text in option]
    # Loaded before the workers part, as `python -m dashboard serve` does.
    return [sys.executable, "-m", "gunicorn", *written, "--worker-class=sync", "--preload", "--no-control-socket", app]


@contextmanager
def started(command, path):
    """The port of a server that was just started, and the milliseconds until it answered a path."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    begun = time.perf_counter()
    words = [word.format(port=port) for word in command]
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process, path, pause=0.005)
        yield port, 1000 * (time.perf_counter() - begun)
    finally:
        _end(process)


def milliseconds_to(port, path):
    """How long a server takes to answer a path."""
    begun = time.perf_counter()
    _ask(port, path)
    return 1000 * (time.perf_counter() - begun)


def free_port():
    """A port of this machine that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for(port, process, path="/", pause=0.05):
    """Wait until a process answers at a port; ``RuntimeError`` where it does not."""
    until = time.monotonic() + START
    while process.poll() is None and time.monotonic() < until:
        try:
            _ask(port, path)
        except OSError:
            time.sleep(pause)
        else:
            return
    raise RuntimeError("the server did not start")


def _ask(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=START)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, f"{path}: {answer.status}"
    finally:
        connection.close()


def _end(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
