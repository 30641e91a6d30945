"""The data that are served. A new edition is taken in beside the old one and takes its place as a whole.

A request is answered from one edition, from its first line to its last; what is kept belongs to its edition.

Decision C18 in README.md.
"""

import gc
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from flask import Flask, g

from dashboard.charts.rendered import RenderedCharts
from dashboard.dataset.dataset import Dataset
from dashboard.web.response_cache import Responses
from etl.core.errors import EtlError
from etl.store.file_states import FileStates, read_file_states
from etl.store.series_cache import forget_series

WATCH_INTERVAL_S = 1.0
"""Seconds between two looks at the files. What has changed is read when it was the same at two looks: who copies files
or runs `etl update` writes several."""
EXTENSION, WATCH = "live_data", "live_data.watch"
"""The names under which a server knows its data, and how to begin to watch them where they are watched."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ServedData:
    """One edition as it is served: its charts and the responses kept from them, and since when (monotonic seconds)."""

    charts: RenderedCharts
    responses: Responses = field(default_factory=Responses)
    since_s: float = field(default_factory=time.monotonic)

    @property
    def edition(self) -> int:
        """The number of the edition."""
        return self.charts.dataset.snapshot.edition


class LiveData:
    """The data of a folder as they are served, and what is wrong with those that lie there now, if anything is.

    ``check`` renders some answers from data before they are served, and raises what would go wrong with them.
    """

    def __init__(self, folder: Path, base_url: str, check: Callable[[RenderedCharts], None]) -> None:
        self._folder, self._base_url, self._check = folder, base_url, check
        self._tried = read_file_states(folder)
        self.current = ServedData(self._read())
        self.problem = ""
        self._refreshing = Lock()
        self._watched_by = 0

    def refresh(self) -> None:
        """Take in what lies in the folder, if that has changed and can be served; else go on with what there is."""
        with self._refreshing:
            states = read_file_states(self._folder)
            if states == self._tried:
                return
            try:
                charts = self._read()
                self._check_new(charts)
            except Exception as fault:  # noqa: BLE001 - whatever is wrong with new data, the old ones go on
                self._refuse(states, fault)
            else:
                self._accept(states, charts)

    def watch(self) -> None:
        """Take in what is new from now on, in a thread of this process: one does not outlive a fork."""
        if self._watched_by != os.getpid():
            self._watched_by = os.getpid()
            Thread(target=self._watch, name="live data", daemon=True).start()

    def look(self, before: FileStates | None) -> FileStates:
        """Look at the files once, and take in what has changed and was so at the look before."""
        states = read_file_states(self._folder)
        if states == before and states != self._tried:
            self.refresh()
        return states

    def _watch(self) -> None:
        states: FileStates | None = None
        while True:
            states = self.look(states)
            time.sleep(WATCH_INTERVAL_S)

    def _check_new(self, charts: RenderedCharts) -> None:
        if not charts.dataset.snapshot.edition:
            raise EtlError(f"{self._folder}: no release is held there any more")
        self._check(charts)

    def _read(self) -> RenderedCharts:
        return RenderedCharts(Dataset.of_folder(self._folder, self._base_url))

    def _refuse(self, states: FileStates, fault: Exception) -> None:
        if states != read_file_states(self._folder):
            return  # it is being written to: the next look will see
        self._tried = states
        text = str(fault) if isinstance(fault, EtlError | OSError) else f"{type(fault).__name__}: {fault}"
        # Where the folder is on this machine is nobody's business.
        self.problem = text.replace(f"{self._folder}/", "").replace(str(self._folder), "the data folder")
        logger.error("edition %d is served on; the data in %s: %s", self.current.edition, self._folder, text)

    def _accept(self, states: FileStates, charts: RenderedCharts) -> None:
        if states != read_file_states(self._folder):
            return  # what was read may be half of one state and half of another
        self._tried, self.problem = states, ""
        self.current = ServedData(charts)
        logger.warning("edition %d is served from now on", self.current.edition)
        _let_go()


def install(server: Flask, live: LiveData, *, watch: bool) -> None:
    """Answer each request from the data that are current when it comes; with ``watch``, take in what is new."""
    server.extensions[EXTENSION] = live
    if watch:
        server.extensions[WATCH] = live.watch

    @server.before_request
    def choose_data() -> None:
        if watch:
            live.watch()
        g.served = live.current


def start_watching(app: Any) -> None:
    """Watch the data of an app from now on, not from its first request; nothing of an app that watches none."""
    if start := getattr(app, "extensions", {}).get(WATCH):
        start()


def served() -> ServedData:
    """Return the data from which the request at hand is answered."""
    data: ServedData = g.served
    return data


def _let_go() -> None:
    """Free the memory of data that are no longer served. What was frozen at the start counts as in use for ever."""
    forget_series()
    gc.unfreeze()
    gc.collect()
    gc.freeze()
