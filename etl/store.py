"""Everything on disk under ``data/``.

A source's rows stand in ``vintages/<source>.csv``, the releases in ``releases.csv``. **The ledger is the commit**: it
is written last, and rows of an edition that it does not name for their source do not exist. A run that is killed
half-way therefore leaves the last good table.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl import commentary, ledger, places, rfc4180, table
from etl.errors import EtlError, Refused

PROJECT_DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Holdings:
    """All that is held, in memory. Never changed in place."""

    table: pd.DataFrame
    ledger: pd.DataFrame
    places: places.Places
    populations: pd.DataFrame
    commentary: commentary.Commentary

    @property
    def edition(self) -> int:
        """The newest edition; 0 when nothing was learned yet."""
        return ledger.edition(self.ledger)


@dataclass(frozen=True)
class Store:
    """The data folder: an empty or new one is a valid, empty store.

    Places, populations, commentary and events come from the project where the folder has none of its own.
    """

    root: Path = PROJECT_DATA

    def load(self) -> Holdings:
        """Read everything that is held."""
        held_ledger = self._read("releases.csv", ledger.DTYPES, root=self.root, missing=ledger.empty())
        return Holdings(
            table=self._load_table(held_ledger),
            ledger=held_ledger,
            places=places.Places(self._read("places.csv", places.PLACE_DTYPES)),
            populations=self._read("populations.csv", places.POPULATION_DTYPES),
            commentary=commentary.read(*(self._bytes(name) for name in ("commentary.csv", "claims.csv", "events.csv"))),
        )

    def _load_table(self, held: pd.DataFrame) -> pd.DataFrame:
        parts = [
            _rows(path, set(held.loc[held["source"] == path.stem, "edition"]))
            for path in sorted((self.root / "vintages").glob("*.csv"))
        ]
        return table.conform(pd.concat(parts)) if parts else table.empty()

    def _path(self, name: str) -> Path:
        own = self.root / name
        return own if own.exists() else PROJECT_DATA / name

    def _bytes(self, name: str) -> bytes:
        return self._path(name).read_bytes()

    def _read(
        self, name: str, dtypes: Mapping[str, str], root: Path | None = None, missing: pd.DataFrame | None = None
    ) -> pd.DataFrame:
        path = root / name if root else self._path(name)
        if missing is not None and not path.exists():
            return missing
        return rfc4180.read_csv(str(path), path.read_bytes(), dtypes)

    def commit(self, held: Holdings, sources: set[str]) -> None:
        """Write the rows of ``sources``, then the ledger that makes them count."""
        for source in sorted(sources):
            rows = held.table[held.table["source"] == source]
            write_atomic(self.root / "vintages" / f"{source}.csv", rfc4180.to_csv(rows).encode())
        write_atomic(self.root / "releases.csv", rfc4180.to_csv(held.ledger).encode())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time; a second one is told so instead of waiting."""
        self.root.mkdir(parents=True, exist_ok=True)
        folder = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError as error:
            raise EtlError(f"{self.root}: another command is writing there; try again when it has ended") from error
        finally:
            os.close(folder)


def _rows(path: Path, editions: set[int]) -> pd.DataFrame:
    """The rows of one source that belong to these editions; ``Refused`` names the file where they are none."""
    rows = rfc4180.read_csv(str(path), path.read_bytes(), table.DTYPES)
    try:
        return table.conform(rows[rows["edition"].isin(list(editions))])
    except table.NotConforming as error:
        raise Refused(str(path), error.problems) from error


def write_atomic(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` so that any reader, and any crash, sees the old bytes or the new ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
