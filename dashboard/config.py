"""Where the data are, under which address the pages are served, and to which hosts the server answers."""

import os
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from etl.store.files import PROJECT_DATA_DIR

DATA_HINT = "name a copy of the project's data folder (--data DIR, or OVERDOSE_DATA in the environment)"

MAX_PORT = 65_535
BASE_URL = re.compile(r"(https?://[\w.\-\[\]:]+)?(/[\w.~-]+)*", re.ASCII)
"""A host with a path or without, or a path alone; nothing ends it."""


class ConfigError(Exception):
    """What the server was told cannot be; says what was found and what is expected."""


class AccessLog(StrEnum):
    """What is noted of each answer: nothing, what kind of address it is, or the whole address."""

    OFF = "off"
    KINDS = "kinds"
    ADDRESSES = "addresses"


class Delivery(StrEnum):
    """How pages come to a reader: from a server, as files beside one, or as files alone."""

    SERVER = "server"
    FILES_BESIDE_SERVER = "files beside a server"
    FILES = "files"

    @property
    def is_file(self) -> bool:
        """Whether a page is a file, in which nothing can be chosen that is not a link."""
        return self is not Delivery.SERVER

    @property
    def has_server(self) -> bool:
        """Whether every address of the site is answered."""
        return self is not Delivery.FILES


@dataclass(frozen=True)
class Config:
    """``base_url`` is written into pictures and page heads: ``https://example.org/overdose``.

    It may be a path alone, ``/overdose``: then the host is that of the request; empty is the root of that host.

    ``allowed_hosts`` are the names, ``example.org`` or ``example.org:8443``, that a request may give as its host,
    beside that of ``base_url`` and those of this machine alone (``localhost``). ``metrics`` is the folder in which
    answers are counted, where they are. ``delivery`` is how the pages come to a reader.
    """

    data: Path = PROJECT_DATA_DIR
    base_url: str = ""
    allowed_hosts: tuple[str, ...] = ()
    access_log: AccessLog = AccessLog.OFF
    metrics: Path | None = None
    delivery: Delivery = Delivery.SERVER

    def __post_init__(self) -> None:
        """Refuse a ``base_url`` that no address can begin with: ``ConfigError``."""
        if not BASE_URL.fullmatch(self.base_url):
            expected = "one such as https://example.org/overdose, or a path such as /overdose"
            raise ConfigError(f"base URL {self.base_url!r}: expected {expected}")

    @property
    def base_path(self) -> str:
        """The path below which the site lives; empty at the root of its host."""
        return urlsplit(self.base_url).path

    @classmethod
    def from_environment(cls) -> "Config":
        """Read ``OVERDOSE_DATA``, ``_BASE_URL``, ``_ALLOWED_HOSTS``, ``_ACCESS_LOG`` and ``_METRICS``.

        For a server that is not started by our command. ``ConfigError`` where one says what cannot be.
        """
        metrics = os.environ.get("OVERDOSE_METRICS")
        return cls(
            data=Path(os.environ.get("OVERDOSE_DATA", PROJECT_DATA_DIR)),
            base_url=os.environ.get("OVERDOSE_BASE_URL", "").rstrip("/"),
            allowed_hosts=parse_hosts(os.environ.get("OVERDOSE_ALLOWED_HOSTS", "")),
            access_log=_parse_access_log(os.environ.get("OVERDOSE_ACCESS_LOG", AccessLog.OFF)),
            metrics=Path(metrics) if metrics else None,
        )

    def check_data(self) -> None:
        """Look at the data folder; ``ConfigError`` where it is missing, no folder, or holds no release."""
        if not self.data.exists():
            raise ConfigError(f"{self.data}: there is no such folder; {DATA_HINT}")
        if not self.data.is_dir():
            raise ConfigError(f"{self.data}: found a file, expected a folder; {DATA_HINT}")
        ledger = self.data / "releases.csv"
        if not ledger.is_file() or len(ledger.read_bytes().splitlines()) < 2:
            raise ConfigError(
                f"{self.data}: no release is held there, releases.csv is missing or has no row; {DATA_HINT}, or begin "
                "one with `python -m etl update --data DIR`"
            )


def _parse_access_log(text: str) -> AccessLog:
    if text not in list(AccessLog):
        raise ConfigError(f"access log {text!r}: expected one of {', '.join(AccessLog)}")
    return AccessLog(text)


def parse_hosts(text: str) -> tuple[str, ...]:
    """Read names of hosts that stand apart by commas: ``example.org, www.example.org:8443``."""
    return tuple(host.strip().lower() for host in text.split(",") if host.strip())
