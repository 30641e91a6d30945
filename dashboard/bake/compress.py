"""The compressed twins of files, which servers such as nginx send as they are; the same bytes from the same input."""

import gzip
from collections.abc import Mapping

import brotli

GZIP_LEVEL, BROTLI_QUALITY = 6, 5
"""As small as takes a few milliseconds a page: the last levels take fifty times as long for a tenth."""
TEXT_ENDINGS = frozenset({"html", "svg", "csv", "json", "jsonld", "xml", "atom", "feed", "txt", "sql", "js", "css"})


def twins(path: str, content: bytes) -> Mapping[str, bytes]:
    """Return the compressed twins of a text by their paths: ``x.html.br`` and ``x.html.gz``."""
    if path.rpartition(".")[2] not in TEXT_ENDINGS:
        return {}
    return {
        f"{path}.br": brotli.compress(content, quality=BROTLI_QUALITY, mode=brotli.MODE_TEXT),
        f"{path}.gz": gzip.compress(content, GZIP_LEVEL, mtime=0),
    }
