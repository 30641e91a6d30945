"""The server as it runs, in processes of its own: by our command, and by gunicorn started by hand."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

ROOT = Path(__file__).parents[3]
BASE_URL = "https://figures.example"
GUNICORN = ("-m", "gunicorn", "--no-control-socket", "--log-level", "error")
BY_HAND = ("-w", "2", "-k", "dashboard.web.worker.TimedWorker", "--threads", "32", "dashboard.wsgi:server")
COMMANDS = {
    "serve": ("-m", "dashboard", "serve", "--base-url", BASE_URL),
    "gunicorn": (*GUNICORN, *BY_HAND),
    "gunicorn --config": (*GUNICORN, "--config", str(ROOT / "deploy" / "gunicorn.conf.py")),
}
MAX_WAIT_S = 60
"""What is waited for is there in a few seconds; this is for a machine that has much else to do."""


class Server:
    """A server that runs, and how it is asked."""

    def __init__(self, process, port, log):
        self.process, self.port = process, port
        self._log = log

    def logged(self):
        """What it and its workers have written on standard error until now."""
        return os.pread(self._log.fileno(), 2**20, 0).decode()

    def get(self, path, headers=(), timeout=MAX_WAIT_S):
        """Status, headers and body of an address, on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers=dict(headers))
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        finally:
            connection.close()

    def hang_up(self):
        """Ask the server to take in what is new, as ``systemctl reload`` does."""
        self.process.send_signal(signal.SIGHUP)

    def workers(self):
        """The ids of its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]


def command(name, data, port):
    """The arguments and the environment of a server."""
    arguments = COMMANDS[name]
    place = ("--port", str(port), "--data", str(data)) if name == "serve" else ("--bind", f"127.0.0.1:{port}")
    environment = os.environ | {"OVERDOSE_DATA": str(data), "OVERDOSE_BASE_URL": BASE_URL}
    return [sys.executable, *arguments, *place], environment


def free_port():
    """A port that nothing listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def serving(name, data, *options):
    """A server over a data folder, ended with the block; ``options`` stand behind its command."""
    port = free_port()
    arguments, environment = command(name, data, port)
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [*arguments, *options], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=log
        )
        server = Server(process, port, log)
        try:
            wait_until(lambda: is_up(server))
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=MAX_WAIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def is_up(server):
    assert server.process.poll() is None, server.logged()
    try:
        return server.get("/healthz")[0] == 200
    except OSError:
        return False


def wait_until(condition):
    """Wait for something to become true."""
    until = time.monotonic() + MAX_WAIT_S
    while not condition():
        assert time.monotonic() < until, "it did not become true in time"
        time.sleep(0.1)
