"""Everything on disk under ``data/``.

The rows that a source's edition added stand in ``vintages/<source>/<edition>.csv.gz``, the releases in
``releases.csv``. A file of rows is written once and not touched again; ``editions.csv`` vouches for it. **The ledger is
the commit**: it is written last, and rows of an edition that it does not name for their source do not exist. A run that
is killed half-way therefore leaves the last good table.
"""

import fcntl
import gzip
import os
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pandas as pd

from etl import registry
from etl.core import csv_io
from etl.core.errors import EtlError, InvalidDocument
from etl.core.places import Places
from etl.parsing.csv_records import Problem
from etl.reference import commentary, helplines, notes, places, text_counts
from etl.store import editions, ledger_files, table
from etl.store.atomic import GZIP_LEVEL, remove_unfinished, write_atomic
from etl.store.disk_files import read_bytes
from etl.store.row_files import RowFile, joined, read_rows
from etl.store.schema import SchemaError, validate
from etl.store.snapshot import StoreSnapshot

__all__ = ["PROJECT_DATA_DIR", "Store", "StoreSnapshot", "write_atomic"]

PROJECT_DATA_DIR = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Store:
    """The data folder: an empty or new one is a valid, empty store.

    Places, notes, commentary, events and help lines come from the project where the folder has none of its own.
    """

    root: Path = PROJECT_DATA_DIR

    def load(self) -> StoreSnapshot:
        """Read everything that is held; ``InvalidDocument`` names every hand-kept row that cannot be used."""
        snapshot = self.load_usable()
        if snapshot.left_out:
            raise InvalidDocument(str(self.root), snapshot.left_out)
        return snapshot

    def load_usable(self) -> StoreSnapshot:
        """Read everything that can be shown, leaving out rows of commentary and help lines that cannot be used.

        ``InvalidDocument`` where more is wrong than a row of those: values and the names of places stand whole or not
        at all, since a sum or a map without some of them would be another one.
        """
        all_places = self.load_places()
        ledger_rows, vouched = ledger_files.read(self.root, all_places)
        writings, problems = self.load_commentary(all_places)
        lines, problems_of_lines = self._load_helplines(all_places)
        term_counts, problems_of_counts = self._load_term_counts({item.id for item in writings.articles})
        all_problems = (*problems, *problems_of_lines, *problems_of_counts)
        if any(problem.line is None for problem in all_problems):
            raise InvalidDocument(str(self.root), all_problems)
        return StoreSnapshot(
            table=self._load_table(ledger_rows, vouched, all_places),
            ledger=ledger_rows,
            places=all_places,
            commentary=writings,
            helplines=lines,
            notes=self._load_notes(all_places),
            term_counts=term_counts,
            left_out=tuple(map(str, all_problems)),
            is_vouched_for=vouched is not None or ledger_rows.empty,
        )

    def load_places(self) -> Places:
        """Read the places, among them those of all sources: pages name these whether or not a value is held."""
        all_places = places.read(self._read_bytes(places.FILE), self._places_of_lender().languages)
        if problems := registry.without_place(all_places):
            raise InvalidDocument(str(self._path(places.FILE)), problems)
        return all_places

    def load_commentary(self, all_places: Places) -> tuple[commentary.Commentary, tuple[Problem, ...]]:
        """Read the commentary; of what the project lends, only what is about places of the folder."""
        items, claims, events = (self._read_bytes(name) for name in commentary.FILES)
        own = any(self._is_own(name) for name in commentary.FILES)
        writings, problems = commentary.read_usable(
            items, claims, events, all_places if own else self._places_of_lender(), registry.MEASURES
        )
        return writings.within(all_places), problems

    def _load_helplines(self, all_places: Places) -> tuple[tuple[helplines.HelpLine, ...], tuple[Problem, ...]]:
        """Read the help lines; those that the project lends are of its places, which a folder's own need not name."""
        own = self._is_own(helplines.FILE_NAME)
        return helplines.read_usable(
            self._read_bytes(helplines.FILE_NAME), all_places if own else self._places_of_lender()
        )

    def _load_term_counts(self, items: Collection[str]) -> tuple[text_counts.TermCounts, tuple[Problem, ...]]:
        """Read the terms, and what was counted of these items; a folder of before these were written has nothing."""
        if not all(self._path(name).exists() for name in text_counts.FILES):
            return text_counts.NOTHING_COUNTED, ()
        terms_csv, counts_csv = map(self._read_bytes, text_counts.FILES)
        return text_counts.read_usable(terms_csv, counts_csv, items, is_lent=not self._is_own(text_counts.FILE))

    def _load_notes(self, all_places: Places) -> tuple[notes.Note, ...]:
        """Read the notes on series; of those that the project lends, the ones about places of the folder."""
        own = self._is_own(notes.FILE)
        known_places = all_places if own else self._places_of_lender()
        read = notes.read(self._read_bytes(notes.FILE), known_places, registry.MEASURES_BY_SOURCE)
        return tuple(note for note in read if note.place in all_places)

    def _places_of_lender(self) -> Places:
        return places.read(self._read_file(self._lender / places.FILE))

    def _load_table(self, ledger_rows: pd.DataFrame, vouched: pd.DataFrame | None, all_places: Places) -> pd.DataFrame:
        """Read the rows of every edition; ``InvalidDocument`` names the file, the line and what is wrong there."""
        by_source = groupby(self._read_row_files(ledger_rows, vouched), key=itemgetter(0))
        parts = [
            read_rows([file for _, file in files], registry.source(source), ledger_rows, all_places)
            for source, files in by_source
        ]
        try:
            return validate(joined(parts)) if parts else table.empty()
        except SchemaError as error:
            raise InvalidDocument(str(self.root / "vintages"), error.problems) from error

    def _read_row_files(self, ledger_rows: pd.DataFrame, vouched: pd.DataFrame | None) -> Iterator[tuple[str, RowFile]]:
        """Read the file of each source and edition, source by source; ``InvalidDocument`` where one was altered."""
        hashes = editions.ledger_hashes(ledger_rows)
        for source, edition in editions.acts(ledger_rows):
            path, content = self._rows_path(source, edition), self._read_rows_text(source, edition)
            actual = editions.describe((source, edition), content, hashes)
            if vouched is not None and (problems := editions.mismatch(vouched, actual)):
                raise InvalidDocument(str(path), problems)
            yield source, RowFile(path, edition, content)

    def _read_rows_text(self, source: str, edition: int) -> bytes:
        """Read the text of the rows that an edition added to a source; ``InvalidDocument`` where there is none."""
        path = self._rows_path(source, edition)
        try:
            return gzip.decompress(read_bytes(path))
        except FileNotFoundError as error:
            raise InvalidDocument(
                str(path), ["the file is missing; expected the rows of a release in the ledger"]
            ) from error
        except (EOFError, OSError, zlib.error) as error:
            raise InvalidDocument(str(path), [f"not readable as gzip: {error}"]) from error

    def _rows_path(self, source: str, edition: int) -> Path:
        return self.root / "vintages" / source / f"{edition}.csv.gz"

    def _path(self, name: str) -> Path:
        own = self.root / name
        return own if own.exists() else self._lender / name

    @property
    def _lender(self) -> Path:
        """The project's folder. An installed package has none beside it, so that a folder has to have its own files."""
        return PROJECT_DATA_DIR if PROJECT_DATA_DIR.is_dir() else self.root

    def _is_own(self, name: str) -> bool:
        return self._path(name).parent == self.root

    def _read_bytes(self, name: str) -> bytes:
        return self._read_file(self._path(name))

    def _read_file(self, path: Path) -> bytes:
        if path.exists():
            return read_bytes(path)
        if not self.root.is_dir():
            raise EtlError(f"no data folder at {self.root}; give --data DIR")
        raise EtlError(f"{path} is missing; give --data DIR with a copy of the project's data folder")

    def commit(self, snapshot: StoreSnapshot, source: str) -> None:
        """Write the rows that the newest edition added to ``source``, what vouches for them, then the ledger."""
        added = snapshot.table[(snapshot.table["source"] == source) & (snapshot.table["edition"] == snapshot.edition)]
        content = csv_io.encode_csv(added)
        hashes = editions.ledger_hashes(snapshot.ledger)
        vouched = self._vouched_before(snapshot, hashes)
        write_atomic(self._rows_path(source, snapshot.edition), gzip.compress(content, GZIP_LEVEL, mtime=0))
        vouched = editions.append(vouched, editions.describe((source, snapshot.edition), content, hashes), hashes)
        write_atomic(self.root / editions.FILE_NAME, csv_io.encode_csv(vouched))
        # Decision C6 in README.md: the ledger is the commit.
        write_atomic(self.root / ledger_files.LEDGER, csv_io.encode_csv(snapshot.ledger))

    def _vouched_before(self, snapshot: StoreSnapshot, hashes: Mapping[editions.Act, str]) -> pd.DataFrame:
        """Return what vouches for the files held; in a folder of before it was written, for each as it is now."""
        vouched = ledger_files.read_editions(self.root)
        if vouched is not None:
            return vouched
        vouched = editions.empty()
        for act in editions.acts(snapshot.ledger):
            if act[1] < snapshot.edition and self._rows_path(*act).exists():
                entry = editions.describe(act, self._read_rows_text(*act), hashes)
                vouched = editions.append(vouched, entry, hashes)
        return vouched

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Let one writer in, and remove what killed ones left; ``EtlError`` for a second, which does not wait."""
        self.root.mkdir(parents=True, exist_ok=True)
        folder = os.open(self.root, os.O_RDONLY)
        try:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise EtlError(f"{self.root}: another command is writing there; try again when it has ended") from error
            remove_unfinished(self.root)
            yield
        finally:
            os.close(folder)
