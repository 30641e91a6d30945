"""Everything on disk under ``data/``.

The rows that a source's edition added stand in ``vintages/<source>/<edition>.csv.gz``, the releases in
``releases.csv``. A file of rows is written once and not touched again. **The ledger is the commit**: it is written
last, and rows of an edition that it does not name for their source do not exist. A run that is killed half-way
therefore leaves the last good table.
"""

import fcntl
import gzip
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from etl import commentary, helplines, ledger, places, registry, rfc4180, table
from etl.errors import EtlError, Refused
from etl.languages import languages_of

PROJECT_DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Holdings:
    """All that is held, in memory. Never changed in place."""

    table: pd.DataFrame
    ledger: pd.DataFrame
    places: places.Places
    commentary: commentary.Commentary
    helplines: tuple[helplines.HelpLine, ...]

    @property
    def edition(self) -> int:
        """The newest edition; 0 when nothing was learned yet."""
        return ledger.edition(self.ledger)

    @cached_property
    def populations(self) -> pd.DataFrame:
        """What rates divide by, as :func:`places.populations` gives it: worked out once, rates are asked for often."""
        return places.populations(self.table, self.ledger, registry.POPULATIONS)


@dataclass(frozen=True)
class Store:
    """The data folder: an empty or new one is a valid, empty store.

    Places, commentary, events and help lines come from the project where the folder has none of its own.
    """

    root: Path = PROJECT_DATA

    def load(self) -> Holdings:
        """Read everything that is held."""
        held_ledger = self._load_ledger()
        held_places = _places(self._path("places.csv"))
        return Holdings(
            table=self._load_table(held_ledger),
            ledger=held_ledger,
            places=held_places,
            commentary=commentary.read(*(self._bytes(name) for name in ("commentary.csv", "claims.csv", "events.csv"))),
            helplines=self._load_helplines(held_places),
        )

    def _load_ledger(self) -> pd.DataFrame:
        path = self.root / "releases.csv"
        return rfc4180.read_csv(str(path), path.read_bytes(), ledger.DTYPES) if path.exists() else ledger.empty()

    def _load_helplines(self, known: places.Places) -> tuple[helplines.HelpLine, ...]:
        """Lines that the project lends are of its places, which a folder's own need not name."""
        path = self._path(helplines.FILE)
        if path.parent != self.root:
            known = _places(PROJECT_DATA / "places.csv")
        return helplines.read(path.read_bytes(), known)

    def _load_table(self, held: pd.DataFrame) -> pd.DataFrame:
        acts = held[["source", "edition"]].drop_duplicates().sort_values(["source", "edition"])
        parts = [self._rows(source, edition) for source, edition in acts.itertuples(index=False)]
        try:
            return table.conform(pd.concat(parts)) if parts else table.empty()
        except table.NotConforming as error:
            raise Refused(str(self.root / "vintages"), error.problems) from error

    def _rows(self, source: str, edition: int) -> pd.DataFrame:
        """The rows that an edition added to a source; ``Refused`` names the file that does not hold them."""
        path = self._rows_path(source, edition)
        try:
            content = gzip.decompress(path.read_bytes())
        except FileNotFoundError as error:
            raise Refused(str(path), ["the file is missing; expected the rows of a release in the ledger"]) from error
        except (EOFError, OSError, zlib.error) as error:
            raise Refused(str(path), [f"not readable as gzip: {error}"]) from error
        return rfc4180.read_csv(str(path), content, table.DTYPES)

    def _rows_path(self, source: str, edition: int) -> Path:
        return self.root / "vintages" / source / f"{edition}.csv.gz"

    def _path(self, name: str) -> Path:
        own = self.root / name
        return own if own.exists() else PROJECT_DATA / name

    def _bytes(self, name: str) -> bytes:
        return self._path(name).read_bytes()

    def commit(self, held: Holdings, source: str) -> None:
        """Write the rows that the newest edition added to ``source``, then the ledger that makes them count."""
        added = held.table[(held.table["source"] == source) & (held.table["edition"] == held.edition)]
        content = gzip.compress(rfc4180.to_csv(added).encode(), mtime=0)  # the same rows are the same bytes
        write_atomic(self._rows_path(source, held.edition), content)
        write_atomic(self.root / "releases.csv", rfc4180.to_csv(held.ledger).encode())

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time; a second one is told so instead of waiting."""
        self.root.mkdir(parents=True, exist_ok=True)
        folder = os.open(self.root, os.O_RDONLY)
        try:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise EtlError(f"{self.root}: another command is writing there; try again when it has ended") from error
            yield
        finally:
            os.close(folder)


def _places(path: Path) -> places.Places:
    """Read the places of a file: named in every language of the project's own places, and of further columns it has."""
    content = path.read_bytes()
    columns = [*rfc4180.header((PROJECT_DATA / "places.csv").read_bytes()), *rfc4180.header(content)]
    dtypes = places.dtypes(languages_of(columns, "name"))
    return places.Places(rfc4180.read_csv(str(path), content, dtypes))


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
