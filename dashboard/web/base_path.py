"""The path below which the site lives, where that is not the root of its host: ``/overdose`` of a base URL.

Every address in a page begins with it. Requests may come with it, or without it from a proxy that takes it off.
Nothing is read from a header: whoever sends one could choose where links lead.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def install(server: Flask, base_path: str) -> None:
    """Take ``base_path`` off the path of each request that begins with it; it begins with a slash and ends without."""
    if not base_path:
        return
    answer: WSGIApplication = server.wsgi_app

    def below_base_path(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path == base_path or path.startswith(f"{base_path}/"):
            environ["PATH_INFO"] = path.removeprefix(base_path) or "/"
        return answer(environ, start_response)

    server.wsgi_app = below_base_path  # type: ignore[method-assign]
