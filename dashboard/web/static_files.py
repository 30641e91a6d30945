"""The files a page needs beside itself, under names that carry a fingerprint, so that a browser keeps them for ever."""

import hashlib
import json
import mimetypes
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ASSETS_FOLDER = Path(__file__).parent / "assets"
OWN_FILES = ("app.css", "chart.js", "frames.js", "icon.svg", "page.js")


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
    """All files by the name they are served under; ``names`` leads from the name that pages use."""

    files_by_name: dict[str, StaticFile]
    served_names: dict[str, str]

    def url(self, name: str) -> str:
        """Where a page finds the file."""
        return f"/assets/{self.served_names[name]}"


@cache
def load_static_files() -> StaticFiles:
    """Read every file once; ``AssetsNotBuilt`` says what to run when set-up was not."""
    manifest = ASSETS_FOLDER / "vendor" / "manifest.json"
    if not manifest.exists():
        raise AssetsNotBuilt(
            f"{manifest} is missing: run `make setup` (of an installed package: `python -m dashboard.build_assets`)"
        )
    files, names = {}, {}
    for name in OWN_FILES:
        content = (ASSETS_FOLDER / name).read_bytes()
        stem, suffix = name.rsplit(".", 1)
        names[name] = f"{stem}-{hashlib.sha256(content).hexdigest()[:8]}.{suffix}"
        files[names[name]] = StaticFile(content, _media_type(name))
    for name, file in json.loads(manifest.read_text()).items():
        names[f"vendor/{name}"] = f"vendor/{file}"
        files[f"vendor/{file}"] = _load_vendor_file(manifest.parent / file)
    return StaticFiles(files, names)


def _load_vendor_file(path: Path) -> StaticFile:
    twins = {"br": path.with_name(path.name + ".br"), "gzip": path.with_name(path.name + ".gz")}
    encoded = {encoding: twin.read_bytes() for encoding, twin in twins.items() if twin.exists()}
    return StaticFile(path.read_bytes(), _media_type(path.name), encoded)


def _media_type(name: str) -> str:
    known = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}
    return known.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
