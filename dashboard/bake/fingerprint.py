"""What a bake is made from, as one hash: where that is as it was, every file would be too."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import dashboard
import etl
from dashboard.config import Config
from etl.store.file_states import read_file_states

CODE_ENDINGS = frozenset({".py", ".po", ".toml", ".html", ".css", ".js", ".svg", ".json", ".woff2"})


def fingerprint(config: Config) -> str:
    """Return a hash of the data, the code, the packages that it uses, the address of the site and the delivery."""
    total = hashlib.sha256(f"{config.base_url}\n{config.delivery}".encode())
    for path in _files(config.data):
        total.update(f"\n{path.name}\n".encode())
        total.update(path.read_bytes())
    packages = sorted(f"{package.name} {package.version}" for package in distributions())
    total.update("\n".join(packages).encode())
    return total.hexdigest()


def _files(data: Path) -> Iterator[Path]:
    yield from (data / name for name in sorted(state[0] for state in read_file_states(data)))
    for package in (dashboard, etl):
        folder = Path(str(package.__file__)).parent
        yield from sorted(path for path in folder.rglob("*") if path.suffix in CODE_ENDINGS and path.is_file())
