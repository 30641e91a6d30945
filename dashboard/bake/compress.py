"""The compressed twins of files, which servers such as nginx send as they are; the same bytes from the same input."""

import gzip
from collections.abc import Mapping

GZIP_ENDING = ".gz"
GZIP_LEVEL = 6
"""As small as takes a few milliseconds a page. The last levels take several times as long for a hundredth."""
MIN_LENGTH_BYTES = 1000
"""Below it nothing is won: what is sent fits one packet as it is."""
TEXT_ENDINGS = frozenset({"html", "svg", "csv", "json", "jsonld", "xml", "atom", "feed", "txt", "sql", "js", "css"})


def twins(path: str, content: bytes) -> Mapping[str, bytes]:
    """Return the compressed twin of a text by its path, ``x.html.gz``; none of a short one.

    Of the encodings only gzip, which every server takes that takes twins at all; nginx needs a further module for
    Brotli, and a CDN compresses by itself.
    """
    if path.rpartition(".")[2] not in TEXT_ENDINGS or len(content) < MIN_LENGTH_BYTES:
        return {}
    return {path + GZIP_ENDING: gzip.compress(content, GZIP_LEVEL, mtime=0)}
