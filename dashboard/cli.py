"""The commands of ``python -m dashboard``."""

import argparse
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]

from dashboard import snapshot
from dashboard.app import create_server
from dashboard.arguments import parse_count, parse_port
from dashboard.bake import command as bake
from dashboard.bake.render import BakeError
from dashboard.config import AccessLog, Config, ConfigError, parse_hosts
from dashboard.errors import RequestError
from dashboard.export.picture_files import ImageError
from dashboard.web import live_data, metrics
from dashboard.web.live_data import LiveData
from dashboard.web.static_files import AssetsNotBuilt
from dashboard.web.worker import THREADS, TimedWorker
from etl.core.errors import EtlError
from etl.store.file_states import FileStates
from etl.store.files import PROJECT_DATA_DIR

DEFAULT_HOST, DEFAULT_PORT = "127.0.0.1", 8050


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 only on success. Errors are said plainly, without a traceback."""
    options = _build_parser().parse_args(arguments)
    try:
        options.run(options)
    except (EtlError, ConfigError, RequestError, AssetsNotBuilt, BakeError, ImageError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dashboard", description="Show the table of published death counts."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=PROJECT_DATA_DIR, metavar="DIR", help="the data folder")

    serve = commands.add_parser("serve", parents=[common], help="serve the dashboard")
    serve.add_argument("--host", default=DEFAULT_HOST)
    serve.add_argument("--port", type=parse_port, default=DEFAULT_PORT, metavar="N", help="from 1 to 65535")
    serve.add_argument("--workers", type=parse_count, default=2)
    serve.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="the public address, written into pictures; all is below its path, where it has one or is one (/overdose)",
    )
    serve.add_argument(
        "--allowed-hosts",
        type=parse_hosts,
        default=(),
        metavar="NAMES",
        help="names that a request may give as its host, apart by commas; those of --base-url and --host and of this "
        "machine (localhost) need not be named",
    )
    serve.add_argument(
        "--access-log",
        type=AccessLog,
        choices=list(AccessLog),
        default=AccessLog.OFF,
        help="what is noted of each answer on standard error: nothing, its kind, or its whole address",
    )
    serve.add_argument("--metrics", type=Path, metavar="DIR", help="count answers in this folder, for /metrics")
    serve.set_defaults(run=_run_server)

    snapshot.add_arguments(commands.add_parser("snapshot", parents=[common], help="one chart as a picture"))
    bake.add_arguments(commands.add_parser("bake", parents=[common], help="the site as files, for any file server"))
    return parser


class _Master(Arbiter):  # type: ignore[misc]
    """Gunicorn's process that keeps the workers. It takes in what is new as they do: who is replaced begins with it."""

    def manage_workers(self) -> None:
        """Start or stop workers as required, each second."""
        self.app.look()
        super().manage_workers()


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn started from here. The app is made once, and each worker takes its copy of it."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._app = create_server(_config(options))
        self._settings = {
            "bind": f"{options.host}:{options.port}",
            "workers": options.workers,
            "worker_class": TimedWorker,
            "threads": THREADS,
            "loglevel": "warning",
            "control_socket_disable": True,
            # Only a proxy on this machine is believed what it says of its client, and only whether that came by HTTPS.
            "forwarded_allow_ips": "127.0.0.1,::1",
            "forwarder_headers": "",
        }
        self._files: FileStates | None = None
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        return self._app

    def run(self) -> None:
        """Serve until a signal ends it."""
        _Master(self).run()

    def look(self) -> None:
        """Take in what is new, where that was so at the look before."""
        self._files = self._live.look(self._files)

    def reload(self) -> None:
        """Take in what is new, on SIGHUP, before new workers take the place of the old ones."""
        super().reload()
        self._live.refresh()

    @property
    def _live(self) -> LiveData:
        live: LiveData = self._app.extensions[live_data.EXTENSION]
        return live


def _config(options: argparse.Namespace) -> Config:
    """Return the configuration that the options say; the host that is listened at may be asked by its name."""
    return Config(
        data=options.data,
        base_url=options.base_url.rstrip("/"),
        allowed_hosts=(*options.allowed_hosts, options.host.lower()),
        access_log=options.access_log,
        metrics=options.metrics,
    )


def _run_server(options: argparse.Namespace) -> None:
    with socket.create_server((options.host, options.port)):
        pass  # a port that is taken is said at once, before anything is made
    _config(options).check_data()
    metrics.forget(options.metrics)
    server = _Server(options)
    print(f"The dashboard is at http://{options.host}:{options.port} (stop it with Ctrl+C)", flush=True)
    server.run()
