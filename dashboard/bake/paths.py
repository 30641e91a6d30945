"""The file in which the answer to an address of the site stands.

``/chart/trend?places=CA-BC&lang=fr`` is ``chart/trend/places=CA-BC&lang=fr/index.html``, and the same as a file,
``/chart/trend.csv?places=CA-BC``, is ``chart/trend/places=CA-BC.csv``: an address without options is its own file. What
could mean something else in a path stands as ``~`` and its code: ``~2E`` is a full stop.
"""

from posixpath import dirname, relpath
from urllib.parse import parse_qsl, quote

PAGE = "index.html"
OEMBED, ENDING_OPTION = "oembed", "format"
"""The path of oEmbed has no ending: an option says its format."""
_SAFE = "-_,"


def to_path(address: str) -> str:
    """Return the path of the file for an address, which begins with a slash; its options are in the order written."""
    path, _, query = address.partition("?")
    folder, _, name = path.strip("/").rpartition("/")
    stem, _, ending = name.partition(".")
    options = parse_qsl(query, keep_blank_values=True)
    if (folder, name) == ("", OEMBED):
        ending = dict(options)[ENDING_OPTION]
        options = [option for option in options if option[0] != ENDING_OPTION]
    choice = "&".join("=".join(map(_escape, option)) for option in options)
    parts = [*map(_escape, filter(None, (*folder.split("/"), stem))), *filter(None, (choice,))]
    return "/".join(parts) + f".{ending}" if ending else "/".join([*parts, PAGE])


def relative_link(page: str, target: str) -> str:
    """Return the link from one file to another."""
    return relpath(target, dirname(page) or ".")


def _escape(text: str) -> str:
    return quote(text, safe=_SAFE).replace("~", "%7E").replace(".", "%2E").replace("%", "~")
