"""A small app over the project's worker, with limits short enough for a test: ``gunicorn -k …QuickWorker …:app``."""

from flask import Flask, Response, request

from dashboard.web import response_cache
from dashboard.web.worker import TimedSocket, TimedWorker

LARGE_BYTES = 32 * 2**20
"""More than the buffers of two sockets on one machine take."""


class QuickSocket(TimedSocket):
    """A socket that waits half a second."""

    max_read_s, max_stall_s = 0.5, 0.5


class QuickWorker(TimedWorker):
    """A worker over such sockets."""

    socket_class = QuickSocket


app = Flask(__name__)
response_cache.install(app, unless=("/healthz", "/large"), host_matters=False)
app.add_url_rule("/", view_func=lambda: "home")
app.add_url_rule("/healthz", view_func=lambda: "ok", endpoint="health")
app.add_url_rule("/large", view_func=lambda: Response(bytes(LARGE_BYTES)), endpoint="large")
app.add_url_rule("/echo", view_func=lambda: request.data, methods=["POST"], endpoint="echo")
