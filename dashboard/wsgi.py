"""What gunicorn runs: ``gunicorn -k dashboard.web.worker.TimedWorker --threads 32 'dashboard.wsgi:server()'``."""

import sys

from flask import Flask
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

from dashboard.app import create_server
from dashboard.config import Config, ConfigError
from dashboard.web.static_files import AssetsNotBuilt
from etl.core.errors import EtlError


def server() -> Flask:
    """Create the server with the configuration that the environment gives.

    Where the data cannot be served it says so in a sentence and ends, with the exit code on which gunicorn gives up
    instead of trying again and again.
    """
    try:
        config = Config.from_environment()
        config.check_data()
        return create_server(config)
    except (AssetsNotBuilt, ConfigError, EtlError, OSError) as error:
        print(f"error: {error}", file=sys.stderr, flush=True)
        sys.exit(Arbiter.APP_LOAD_ERROR)
