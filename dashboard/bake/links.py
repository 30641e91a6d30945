"""Where the links of a page lead that is a file: to the file of an address, to the server, or nowhere."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode

from dashboard.bake.compress import GZIP_ENDING
from dashboard.bake.paths import relative_link, to_path
from dashboard.params.frame_size import SIZE_OPTIONS

LINK_ATTRIBUTES = frozenset({"href", "src", "content", "data-copy"})
WHOLE = frozenset({"canonical", "alternate"})
"""Relations of links that have to be whole addresses, since others quote them."""
STYLE_URL = re.compile(r"(?<=url\()[^)\"']+(?=\))")
LISTED, ALIKE_ENDINGS = ("/chart/", "/claims.", "/releases."), (".csv", ".json", ".jsonld")
"""Where files are, and how they end, that stand once for all languages."""
CACHED_TAGS = 5000
"""Links of the frame of pages and to places, which stand in hundreds of them."""
_LINKING_TAG = re.compile(rf"<[a-zA-Z][^<>]*\s(?:{'|'.join(sorted(LINK_ATTRIBUTES))})=[^<>]*>")
_STYLE = re.compile("<style>.*?</style>", re.DOTALL)
Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True)
class Site:
    """What is baked of a site: the addresses without ``base_url``, with which all of them begin.

    ``has_server``: the others are answered at ``base_url``.
    """

    base_url: str
    base_path: str
    addresses: frozenset[str]
    has_server: bool

    def address(self, link: str) -> str | None:
        """Return the address that a link leads to, with its fragment; None where it leads out of the site."""
        for start in filter(None, (self.base_url, self.base_path)):
            if link == start or link.startswith((f"{start}/", f"{start}?", f"{start}#")):
                return link.removeprefix(start) or "/"
        is_own = not self.base_path and link.startswith("/") and not link.startswith("//")
        return link if is_own else None


@dataclass(frozen=True)
class PageLinks:
    """The links of one page, which stands at ``path``. ``refused`` are addresses of which there is no answer after all.

    ``names`` are those under which files are saved, by their addresses. ``packed`` are the addresses whose files stand
    compressed alone. ``are_quoted``: they stand in pages of others.
    ``from_root``: the page is shown at any address, so that they begin at the root of the host.
    """

    site: Site
    path: str
    refused: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    packed: frozenset[str] = frozenset()
    are_quoted: bool = False
    from_root: bool = False

    def resolve(self, link: str, *, whole: bool = False) -> str | None:
        """Return where a link leads; None where that is nowhere. ``whole``: it may not be relative."""
        target = self.site.address(link)
        if target is None:
            return link
        baked, fragment = self._find(target)
        whole = whole or self.are_quoted
        if whole and self.site.has_server:
            return link
        if baked:
            return self._write(to_path(baked) + self._ending(baked), whole=whole) + fragment
        return f"{self.site.base_url}{target}" if self.site.has_server else None

    def _write(self, path: str, *, whole: bool) -> str:
        if whole:
            return f"{self.site.base_url}/{path}"
        return f"{self.site.base_path}/{path}" if self.from_root else relative_link(self.path, path)

    def saved_name(self, link: str) -> str | None:
        """Return the name under which a file is saved that a link leads to, where that is known."""
        target = self.site.address(link)
        baked = self._find(target)[0] if target else ""
        return self.names[baked] + self._ending(baked) if baked in self.names else None

    def _ending(self, baked: str) -> str:
        return GZIP_ENDING if baked in self.packed else ""

    def _find(self, target: str) -> tuple[str, str]:
        """Return the address that is baked and a fragment; the address is empty where nothing is."""
        for candidate in self._candidates(target):
            address, hash_sign, fragment = candidate.partition("#")
            if address in self.site.addresses and address not in self.refused:
                return address, hash_sign + fragment
        return "", ""

    def _candidates(self, target: str) -> Iterator[str]:
        """Yield what is as good as an address where no server answers that itself.

        Of a marked writing it is its place in the list, of a frame of a size the one of the usual size, of data in
        another language those with the same codes, of a large table the compressed one.
        """
        yield target
        if self.site.has_server:
            return
        path, _, query = target.partition("#")[0].partition("?")
        options = dict(parse_qsl(query))
        if path == "/commentary" and (note := options.pop("note", "")):
            yield _with_options(path, options) + f"#note-{note}"
        elif path.startswith("/embed/"):
            yield _with_options(path, {name: value for name, value in options.items() if name not in SIZE_OPTIONS})
        elif path.startswith("/data/") and path.endswith(".csv") and not query:
            yield f"{path}.gz"
        elif path.startswith(LISTED) and path.endswith(ALIKE_ENDINGS) and options.pop("lang", ""):
            yield _with_options(path, options)


def rewrite_links(html: str, links: PageLinks) -> str:
    """Return a page with its links as they are among files; all else stays as it is, to the byte.

    Only tags that have links are read. They are found as pages here are written, with ``<`` and ``>`` as entities
    wherever they are no mark-up.
    """
    html = _LINKING_TAG.sub(lambda match: _rewrite_tag(match[0], links), html)
    return _STYLE.sub(lambda style: STYLE_URL.sub(lambda url: links.resolve(url[0]) or url[0], style[0]), html)


def _rewrite_tag(raw: str, links: PageLinks) -> str:
    tag, attributes = _read_tag(raw)
    whole = tag == "meta" or dict(attributes).get("rel") in WHOLE
    written: Attributes = []
    for name, value in attributes:
        if name == "download":
            written.append((name, links.saved_name(dict(attributes).get("href") or "") or value))
        elif name not in LINK_ATTRIBUTES or not value:
            written.append((name, value))
        elif (resolved := links.resolve(value, whole=whole)) is not None:
            written.append((name, resolved))
    if written == attributes:
        return raw
    return f"<{tag}{''.join(map(_attribute, written))}{' /' if raw.endswith('/>') else ''}>"


@lru_cache(maxsize=CACHED_TAGS)
def _read_tag(raw: str) -> tuple[str, Attributes]:
    reader = _TagReader()
    reader.feed(raw)
    return reader.tag, reader.attributes


class _TagReader(HTMLParser):
    """Reads one tag."""

    tag: str
    attributes: Attributes

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.tag, self.attributes = tag, attrs


def _attribute(attribute: tuple[str, str | None]) -> str:
    name, value = attribute
    return f" {name}" if value is None else f' {name}="{escape(value)}"'


def _with_options(path: str, options: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(options, safe=',:')}" if options else path
