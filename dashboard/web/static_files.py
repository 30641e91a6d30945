"""The files a page needs beside itself, under names that carry a fingerprint, so that a browser keeps them for ever."""

import gzip
import hashlib
import json
import mimetypes
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path, PurePosixPath

import brotli

ASSETS_FOLDER = Path(__file__).parent / "assets"
STYLE_SHEETS = (
    *("fonts", "tokens", "base", "chart", "home", "commentary", "claims", "releases", "sources", "use", "revisions"),
    "phone",
    "print",
)
"""The parts of ``app.css`` in ``assets/css``, in the order in which they are joined: a later rule wins."""
SCRIPTS = (
    *("before-paint.js", "page.js", "sources.js", "embed.js", "use.js", "file-address.js"),
    *("chart/main.js", "chart/animation.js", "chart/start.js", "chart/files.js"),
)
"""The scripts that pages name; the modules that these import come along."""
IMPORT = re.compile(r'(?<=from ")\./[\w./-]+\.js(?=";)')
"""A module beside the one that imports it, as the formatter writes every import."""


COMMENT = re.compile(r" ?/\*.*?\*/", re.DOTALL)
FONT_FILE = re.compile(r"vendor/[\w.-]+\.woff2")


class AssetsNotBuilt(Exception):
    """The browser files that set-up brings are not there."""


@dataclass(frozen=True)
class StaticFile:
    """One file: its bytes, its media type, and the compressed twins it has by content encoding."""

    content: bytes
    media_type: str
    content_by_encoding: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class StaticFiles:
    """All files by the name they are served under.

    ``served_names`` leads from the name that pages use; ``imports`` from a script to those that it imports itself.
    """

    files_by_name: dict[str, StaticFile]
    served_names: dict[str, str]
    imports: Mapping[str, tuple[str, ...]]

    def url(self, name: str, root: str = "") -> str:
        """Return the address of a file below the path of the site; ``KeyError`` for a name that no file has."""
        return f"{root}/assets/{self.served_names[name]}"

    def font_faces(self, root: str) -> str:
        """Return the fonts as rules for a page that has no other style sheet, below the path of the site."""
        return FONT_FILE.sub(lambda font: self.url(font[0], root), _read_style("fonts"))

    def imports_of(self, entries: Iterable[str]) -> tuple[str, ...]:
        """Return every module that some scripts import, directly or not, so that a page can fetch all at once."""
        modules: dict[str, None] = {}
        waiting = list(entries)
        while waiting:
            new = [name for name in self.imports[waiting.pop(0)] if name not in modules]
            modules |= dict.fromkeys(new)
            waiting += new
        return tuple(modules)


@cache
def load_static_files() -> StaticFiles:
    """Read every file once; ``AssetsNotBuilt`` says what to run when set-up was not."""
    manifest = ASSETS_FOLDER / "vendor" / "manifest.json"
    if not manifest.exists():
        raise AssetsNotBuilt(
            f"{manifest} is missing: run `make setup` (of an installed package: `python -m dashboard.build_assets`)"
        )
    imports = _imports()
    names, files = {}, {}
    for name, file in json.loads(manifest.read_text()).items():
        names[f"vendor/{name}"] = f"vendor/{file}"
        files[f"vendor/{file}"] = _load_vendor_file(manifest.parent / file)
    for name, content in {"app.css": _style(names), "icon.svg": (ASSETS_FOLDER / "icon.svg").read_bytes()}.items():
        names[name] = _fingerprinted(name, content)
        files[names[name]] = _compressed(content, _media_type(name))
    for name in TopologicalSorter(imports).static_order():
        content = _script(name, imports[name], names)
        names[name] = _fingerprinted(name, content)
        files[names[name]] = StaticFile(content, _media_type(name))
    return StaticFiles(files, names, imports)


def _style(names: Mapping[str, str]) -> bytes:
    """Join the parts, with the names under which fonts are served: nothing is painted before all of it is there."""
    parts = "\n".join(map(_read_style, STYLE_SHEETS))
    return FONT_FILE.sub(lambda font: names[font[0]], parts).encode()


def _read_style(name: str) -> str:
    return COMMENT.sub("", (ASSETS_FOLDER / "css" / f"{name}.css").read_text(encoding="utf-8"))


def _compressed(content: bytes, media_type: str) -> StaticFile:
    """Compress a text once as small as it gets, which takes a tenth of a second."""
    small = {"br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=11), "gzip": gzip.compress(content, mtime=0)}
    return StaticFile(content, media_type, small)


def _imports() -> dict[str, tuple[str, ...]]:
    """Find each script that pages need, with the modules that it imports itself."""
    imports: dict[str, tuple[str, ...]] = {}
    waiting = list(SCRIPTS)
    while waiting:
        name = waiting.pop()
        folder = PurePosixPath(name).parent
        paths = IMPORT.findall((ASSETS_FOLDER / name).read_text(encoding="utf-8"))
        imports[name] = tuple(str(folder / path) for path in paths)
        waiting += [path for path in imports[name] if path not in imports]
    return imports


def _script(name: str, imports: Iterable[str], names: Mapping[str, str]) -> bytes:
    """Read a script, with the modules that it imports under the names that they are served under.

    So its own fingerprint changes with everything that it imports, and a browser never mixes two versions of the code.
    """
    text = (ASSETS_FOLDER / name).read_text(encoding="utf-8")
    folder = PurePosixPath(name).parent
    served = {path: PurePosixPath(names[path]).relative_to(folder) for path in imports}
    return IMPORT.sub(lambda match: f"./{served[str(folder / match.group())]}", text).encode()


def _fingerprinted(name: str, content: bytes) -> str:
    stem, suffix = name.rsplit(".", 1)
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"


def _load_vendor_file(path: Path) -> StaticFile:
    twins = {"br": path.with_name(path.name + ".br"), "gzip": path.with_name(path.name + ".gz")}
    encoded = {encoding: twin.read_bytes() for encoding, twin in twins.items() if twin.exists()}
    return StaticFile(path.read_bytes(), _media_type(path.name), encoded)


def _media_type(name: str) -> str:
    types = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}
    return types.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
