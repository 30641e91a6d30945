"""The language of the front page for a reader who comes from elsewhere: the one that the browser asks for.

Any other address means the same to everybody, in whatever language it names. Who goes from page to page stays in the
language chosen: browsers say of each request whether it comes from the same site (``Sec-Fetch-Site``), and where one
does not say, nothing is chosen for it.
"""

from http import HTTPStatus
from urllib.parse import urlencode

from flask import Flask, Response, request

from dashboard.i18n import languages
from dashboard.web.headers import set_cache_headers
from etl.core.languages import SOURCE

ARRIVALS = ("none", "cross-site", "same-site")
"""What browsers say of an address that was typed, kept, or linked to from elsewhere."""
DEPENDS_ON = ("Accept-Language", "Sec-Fetch-Site")


def install(server: Flask, base_path: str) -> None:
    """Lead readers who arrive at the front page to it in their language. Set up before responses are kept."""

    @server.before_request
    def lead_to_language() -> Response | None:
        if not _is_open() or request.headers.get("Sec-Fetch-Site") not in ARRIVALS:
            return None
        wanted = request.accept_languages.best_match(languages(), default=SOURCE)
        if wanted == SOURCE:
            return None
        query = urlencode([*request.args.items(multi=True), ("lang", wanted)], safe=",:")
        headers = {"Location": f"{base_path}/?{query}"}
        return set_cache_headers(Response(status=HTTPStatus.FOUND, headers=headers), pinned=False)

    @server.after_request
    def say_what_it_depends_on(response: Response) -> Response:
        if _is_open():
            response.vary.update(DEPENDS_ON)
        return response


def _is_open() -> bool:
    """Tell whether the front page is asked for, in no language."""
    return request.path == "/" and request.method in {"GET", "HEAD"} and "lang" not in request.args
