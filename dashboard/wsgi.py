"""What gunicorn runs: ``gunicorn --config deploy/gunicorn.conf.py``."""

import sys
from functools import cache
from typing import Any

from flask import Flask
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

from dashboard.app import create_server
from dashboard.config import Config, ConfigError
from dashboard.web.static_files import AssetsNotBuilt
from etl.core.errors import EtlError


@cache
def create() -> Flask:
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


class _Server:
    """Makes the server when it is first needed; gunicorn takes a function that makes one, or what answers requests."""

    @property
    def extensions(self) -> dict[str, Any]:
        """What the server has beside its answers; a worker asks for it before it answers anything."""
        return create().extensions

    def __call__(self, *request: Any) -> Any:
        """Return the server, or its answer to a request."""
        return create()(*request) if request else create()


server = _Server()
"""``dashboard.wsgi:server()``, which is made before workers are forked, and ``dashboard.wsgi:server`` both work."""
