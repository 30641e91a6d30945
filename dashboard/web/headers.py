"""Headers that say what a browser may do with an answer, the same on each."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Response, request

# Plotly and Dash write `style` attributes and elements while they draw, and the charts in the pages carry some: so
# styles may stand in a page. Scripts may not, and none does.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'"
)
PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
)
"""What a browser offers and no page uses."""
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": CONTENT_SECURITY_POLICY,
        "Permissions-Policy": PERMISSIONS_POLICY,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
)
EMBED_PATH, USE_PATH, OEMBED_PATH, TIMEMAP_PATH = "/embed/", "/use/", "/oembed", "/timemap"
POLICIES = {
    EMBED_PATH: CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *"),
    USE_PATH: CONTENT_SECURITY_POLICY.replace("img-src", "frame-src 'self'; img-src"),
}
"""Of paths that begin so: only what is made for frames may stand in a page of somebody else's, and an author is shown
a frame of ours."""
PUBLIC_PATHS = (
    "/chart/",
    "/data/",
    "/claims.",
    "/verify.",
    "/releases.",
    "/releases/",
    "/diff.",
    "/card/",
    "/lineage.",
    "/openapi.",
    EMBED_PATH,
)
EXPOSED_HEADERS = "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Memento-Datetime, X-Data-Edition"
"""What a page of another site may read of public data beside its body."""
FONT_ENDING = ".woff2"
IMMUTABLE = "public, max-age=31536000, immutable"
FIVE_MINUTES = "public, max-age=300"


def add_headers(response: Response, public_endings: tuple[str, ...]) -> Response:
    """Add the headers of every answer, and to public data leave for pages of any other site to read them.

    A notebook in a browser is such a page. What is wrong with an address of data can be read as well.
    """
    for path, policy in POLICIES.items():
        if request.path.startswith(path):
            response.headers["Content-Security-Policy"] = policy
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    is_data = request.path.startswith(PUBLIC_PATHS) and request.path.endswith(public_endings)
    # A frame in WordPress's sandbox has no origin, so that the site it came from is another to it: fonts are not sent.
    is_for_frames = request.path == OEMBED_PATH or request.path.endswith(FONT_ENDING)
    if is_data or is_for_frames or request.path.startswith(f"{TIMEMAP_PATH}/"):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        if request.method == "OPTIONS":  # a script elsewhere may send these
            response.headers["Access-Control-Allow-Headers"] = "Accept-Datetime, If-None-Match, Range"
    return response


def set_cache_headers(response: Response, *, pinned: bool) -> Response:
    """Say for how long an answer may be kept: for ever where its address names both times, else five minutes."""
    response.headers["Cache-Control"] = IMMUTABLE if pinned else FIVE_MINUTES
    return response
