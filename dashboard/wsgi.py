"""What gunicorn runs: ``gunicorn -k dashboard.web.worker.TimedWorker --threads 32 'dashboard.wsgi:server()'``."""

from flask import Flask

from dashboard.app import create_app
from dashboard.config import Config


def server() -> Flask:
    """Create the server with the configuration that the environment gives."""
    made: Flask = create_app(Config.from_environment()).server
    return made
