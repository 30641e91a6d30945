"""Where the data are, and under which address the pages are served."""

import os
from dataclasses import dataclass
from pathlib import Path

from etl.store.files import PROJECT_DATA_DIR


@dataclass(frozen=True)
class Config:
    """``base_url`` is written into pictures and page heads; empty means the address of the request."""

    data: Path = PROJECT_DATA_DIR
    base_url: str = ""

    @classmethod
    def from_environment(cls) -> "Config":
        """Read ``OVERDOSE_DATA`` and ``OVERDOSE_BASE_URL``, for a server that is not started by our command."""
        return cls(
            data=Path(os.environ.get("OVERDOSE_DATA", PROJECT_DATA_DIR)),
            base_url=os.environ.get("OVERDOSE_BASE_URL", "").rstrip("/"),
        )
