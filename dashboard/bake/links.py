"""Where the links of a page lead that is a file: to the file of an address, to the server, or nowhere."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode

from dashboard.bake.paths import relative_link, to_path
from dashboard.params.frame_size import SIZE_OPTIONS

LINK_ATTRIBUTES = frozenset({"href", "src", "content", "data-copy"})
WHOLE = frozenset({"canonical", "alternate"})
"""Relations of links that have to be whole addresses, since others quote them."""
STYLE_URL = re.compile(r"(?<=url\()[^)\"']+(?=\))")
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

    ``names`` are those under which files are saved, by their addresses. ``are_quoted``: they stand in pages of others.
    ``from_root``: the page is shown at any address, so that they begin at the root of the host.
    """

    site: Site
    path: str
    refused: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
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
            return self._write(to_path(baked), whole=whole) + fragment
        return f"{self.site.base_url}{target}" if self.site.has_server else None

    def _write(self, path: str, *, whole: bool) -> str:
        if whole:
            return f"{self.site.base_url}/{path}"
        return f"{self.site.base_path}/{path}" if self.from_root else relative_link(self.path, path)

    def saved_name(self, link: str) -> str | None:
        """Return the name under which a file is saved that a link leads to, where that is known."""
        target = self.site.address(link)
        return self.names.get(self._find(target)[0]) if target else None

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
        another language their rows with the same codes, of a large table the compressed one.
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
        elif path.startswith("/chart/") and path.endswith((".csv", ".json")) and options.pop("lang", ""):
            yield _with_options(path, options)


def rewrite_links(html: str, links: PageLinks) -> str:
    """Return a page with its links as they are among files; all else stays as it is, to the byte."""
    rewriter = _Rewriter(links)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.parts)


class _Rewriter(HTMLParser):
    """Copies a page, and writes those tags anew whose links change."""

    def __init__(self, links: PageLinks) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._links, self._in_style = links, False
        self._names: dict[str, str] = {}  # of SVG, whose names have capitals

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._in_style = tag == "style"
        raw = self.get_starttag_text() or ""
        self._names[tag] = raw[1 : 1 + len(tag)]
        has_links = any(name in LINK_ATTRIBUTES and value for name, value in attrs)
        self.parts.append(self._write_tag(tag, attrs, raw) if has_links else raw)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        self._in_style = False

    def _write_tag(self, tag: str, attrs: Attributes, raw: str) -> str:
        whole = tag == "meta" or dict(attrs).get("rel") in WHOLE
        written: Attributes = []
        for name, value in attrs:
            if name == "download":
                written.append((name, self._links.saved_name(dict(attrs).get("href") or "") or value))
            elif name not in LINK_ATTRIBUTES or not value:
                written.append((name, value))
            elif (resolved := self._links.resolve(value, whole=whole)) is not None:
                written.append((name, resolved))
        if written == attrs:
            return raw
        return f"<{tag}{''.join(map(_attribute, written))}{' /' if raw.endswith('/>') else ''}>"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False
        self.parts.append(f"</{self._names.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        resolve: Callable[[str], str | None] = self._links.resolve
        if self._in_style:
            data = STYLE_URL.sub(lambda match: resolve(match.group()) or match.group(), data)
        self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")


def _attribute(attribute: tuple[str, str | None]) -> str:
    name, value = attribute
    return f" {name}" if value is None else f' {name}="{escape(value)}"'


def _with_options(path: str, options: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(options, safe=',:')}" if options else path
