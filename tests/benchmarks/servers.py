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


def free_port():
    """A port of this machine that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for(port, process):
    """Wait until a process answers at a port; ``RuntimeError`` where it does not."""
    until = time.monotonic() + START
    while process.poll() is None and time.monotonic() < until:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=START)
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError("the server did not start")


def _end(process):
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
