"""What gunicorn runs: ``gunicorn -k dashboard.web.worker.TimedWorker --threads 32 'dashboard.wsgi:server()'``."""

import gc
import sys

from flask import Flask
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

from dashboard.app import create_app
from dashboard.config import Config, ConfigError
from dashboard.web.health import check_charts
from dashboard.web.live_data import EXTENSION
from dashboard.web.static_files import AssetsNotBuilt
from etl.core.errors import EtlError

YOUNG_OBJECTS = 20_000
"""New objects after which the collector looks for cycles: those of some answers, nearly all of which go without it. At
Python's 700 it took a twelfth of the time of an answer."""


def server() -> Flask:
    """Create the server with the configuration that the environment gives.

    The table is kept for as long as it is served: the collector need not look through it again and again, and processes
    that gunicorn forks from this one go on sharing its memory. Where the data cannot be served it says so in a sentence
    and ends, with the exit code on which gunicorn gives up instead of trying again and again.
    """
    try:
        config = Config.from_environment()
        config.check_data()
        app: Flask = create_app(config, watch=True).server
        # Rendered before workers are forked, so that none has to work out again what all days have in common.
        check_charts(app.extensions[EXTENSION].current.charts)
    except (AssetsNotBuilt, ConfigError, EtlError, OSError) as error:
        print(f"error: {error}", file=sys.stderr, flush=True)
        sys.exit(Arbiter.APP_LOAD_ERROR)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)
    return app
