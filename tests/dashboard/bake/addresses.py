"""The address of a file, read back from its path: no two addresses share one."""

from urllib.parse import unquote, urlencode

from dashboard.bake.paths import ENDING_OPTION, OEMBED, PAGE


def to_address(path):
    """The address whose answer stands in a file, its options written in the way of the site."""
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


def _partition(choice):
    return [option.partition("=") for option in choice.split("&") if option]


def _unescape(text):
    return unquote(text.replace("~", "%"))
