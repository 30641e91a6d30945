"""The files a page needs beside itself, under names that carry a fingerprint, so that a browser keeps them for ever."""

import hashlib
import json
import mimetypes
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "assets"
OWN = ("app.css", "chart.js", "frames.js", "icon.svg", "page.js")


class SetUpMissing(Exception):
    """The browser files that set-up brings are not there."""


@dataclass(frozen=True)
class Static:
    """One file: its bytes, its media type, and the compressed twins it has by content encoding."""

    content: bytes
    media: str
    encoded: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Statics:
    """All files by the name they are served under; ``names`` leads from the name that pages use."""

    files: dict[str, Static]
    names: dict[str, str]

    def address(self, name: str) -> str:
        """Where a page finds the file."""
        return f"/assets/{self.names[name]}"


@cache
def load() -> Statics:
    """Read every file once; ``SetUpMissing`` says what to run when set-up was not."""
    manifest = FOLDER / "vendor" / "manifest.json"
    if not manifest.exists():
        raise SetUpMissing(f"{manifest} is missing: run `make setup`")
    files, names = {}, {}
    for name in OWN:
        content = (FOLDER / name).read_bytes()
        stem, suffix = name.rsplit(".", 1)
        names[name] = f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
        files[names[name]] = Static(content, _media(name))
    for name, file in json.loads(manifest.read_text()).items():
        names[f"vendor/{name}"] = f"vendor/{file}"
        files[f"vendor/{file}"] = _vendored(manifest.parent / file)
    return Statics(files, names)


def _vendored(path: Path) -> Static:
    twins = {"br": path.with_name(path.name + ".br"), "gzip": path.with_name(path.name + ".gz")}
    encoded = {encoding: twin.read_bytes() for encoding, twin in twins.items() if twin.exists()}
    return Static(path.read_bytes(), _media(path.name), encoded)


def _media(name: str) -> str:
    known = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}
    return known.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
