"""What gunicorn runs: ``gunicorn -k dashboard.web.worker.TimedWorker --threads 32 'dashboard.wsgi:server()'``."""

import gc

from flask import Flask

from dashboard.app import create_app
from dashboard.config import Config


def server() -> Flask:
    """Create the server with the configuration that the environment gives.

    The table is kept for as long as the process: the collector need not look through it again and again, and processes
    that gunicorn forks from this one go on sharing its memory.
    """
    app: Flask = create_app(Config.from_environment()).server
    gc.collect()
    gc.freeze()
    return app
