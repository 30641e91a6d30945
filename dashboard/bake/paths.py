"""The file in which the answer to an address of the site stands, and back.

``/chart/trend?places=CA-BC&lang=fr`` is ``chart/trend/places=CA-BC&lang=fr/index.html``, and the same as a file,
``/chart/trend.csv?places=CA-BC``, is ``chart/trend/places=CA-BC.csv``: an address without options is its own file. What
could mean something else in a path stands as ``~`` and its code: ``~2E`` is a full stop.
"""

from posixpath import dirname, relpath
from urllib.parse import parse_qsl, quote, unquote, urlencode

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


def to_address(path: str) -> str:
    """Return the address whose answer stands in a file, its options written in the way of the site."""
    page = path.removesuffix(PAGE)
    stem, _, ending = (page.rstrip("/"), "", "") if page != path else path.partition(".")
    *parts, last = stem.split("/")
    names, choice = (parts, last) if "=" in last else ([*parts, last], "")
    address = "/" + "/".join(map(_unescape, names))
    options = [(_unescape(name), _unescape(value)) for name, _, value in _partition(choice)]
    if names == [OEMBED]:
        options.append((ENDING_OPTION, ending))
    elif ending:
        address += f".{ending}"
    return f"{address}?{urlencode(options, safe=',:')}" if options else address


def relative_link(page: str, target: str) -> str:
    """Return the link from one file to another."""
    return relpath(target, dirname(page) or ".")


def _partition(choice: str) -> list[tuple[str, str, str]]:
    return [option.partition("=") for option in choice.split("&") if option]


def _escape(text: str) -> str:
    return quote(text, safe=_SAFE).replace("~", "%7E").replace(".", "%2E").replace("%", "~")


def _unescape(text: str) -> str:
    return unquote(text.replace("~", "%"))
