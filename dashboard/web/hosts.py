"""The hosts that the server answers to. What a request says of its host reaches no page, picture, link or cache else.

Decision C17 in README.md.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import Flask, request

from dashboard.config import MAX_PORT
from dashboard.errors import RequestError

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""Names by which a machine knows itself: whoever can use them runs the server, or a proxy beside it."""
UNCHECKED_PATHS = ("/healthz", "/readyz")
"""What monitors ask by whatever address they know; these answers name no host."""
USUAL_PORTS = ("", "80", "443")
FOREIGN_HOST = (
    "This server does not answer to the host that the request names. It answers to that of its --base-url, and to "
    "those that --allowed-hosts (or OVERDOSE_ALLOWED_HOSTS in the environment) lists."
)
"""Says not which host that was: a forged one appears nowhere."""
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?")
"""A name or an address, and a port."""


class AllowedHosts:
    """The hosts that a request may name.

    An entry with a port allows that one; one without, the usual ports and the server's own. A name of this machine may
    have any, since what forwards to it listens where it likes.
    """

    def __init__(self, hosts: Iterable[str], base_url: str = "") -> None:
        self._hosts = {*map(str.lower, hosts)} | {urlsplit(base_url).netloc.lower()} - {""}

    def allows(self, host: str, server_port: str) -> bool:
        """Tell whether a ``Host`` header names one of them: ``Example.org:443`` is ``example.org``."""
        match = _HOST.fullmatch(host.lower())
        if match is None:
            return False
        name, port = match[1].rstrip("."), match[2] or ""
        if port and not 1 <= int(port) <= MAX_PORT:
            return False
        if name in LOOPBACK_NAMES or f"{name}:{port}" in self._hosts:
            return True
        return name in self._hosts and port in {*USUAL_PORTS, server_port}


def install(server: Flask, allowed: AllowedHosts) -> None:
    """Refuse requests to other hosts, before anything is looked up, worked out or kept for them."""

    @server.before_request
    def check_host() -> None:
        host = str(request.environ.get("HTTP_HOST", request.environ["SERVER_NAME"]))
        is_allowed = allowed.allows(host, str(request.environ["SERVER_PORT"]))
        if not is_allowed and request.path not in UNCHECKED_PATHS:
            raise RequestError(FOREIGN_HOST)
