"""Tells whether a data folder has changed, without reading its files."""

from contextlib import suppress
from pathlib import Path

FileStates = frozenset[tuple[str, int, int, int, int]]
"""Of each file its name, inode, size and times: one that is replaced, written to or given other rights has another."""


def read_file_states(root: Path) -> FileStates:
    """Return the state of each file that a data folder is read from; one that is not there has none."""
    states = set()
    for path in (*root.glob("*.csv"), *root.glob("vintages/*/*.csv.gz")):
        with suppress(FileNotFoundError):  # replaced at this very moment
            state = path.stat()
            states.add(
                (
                    str(path.relative_to(root)),
                    state.st_ino,
                    state.st_size,
                    state.st_mtime_ns,
                    state.st_ctime_ns,
                )
            )
    return frozenset(states)
