"""All that is held, as it was read from a data folder at one moment."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from etl import registry
from etl.core.places import Places
from etl.reference import commentary, helplines, notes, text_counts
from etl.store import ledger, populations
from etl.store.errata import Erratum, read_errata
from etl.store.void_rows import log_of_edition


@dataclass(frozen=True)
class StoreSnapshot:
    """All that is held, in memory. Never changed in place.

    ``table`` and ``ledger`` are all that was ever written; ``log`` and ``releases`` what of it stands in the newest
    edition, without what was taken back.
    ``left_out`` says of each row of commentary, claims, events, terms and help lines that could not be used what is
    wrong.
    ``is_vouched_for`` is False where a folder of before has no file that vouches for its rows.
    """

    table: pd.DataFrame
    ledger: pd.DataFrame
    places: Places
    commentary: commentary.Commentary
    helplines: tuple[helplines.HelpLine, ...]
    notes: tuple[notes.Note, ...]
    term_counts: text_counts.TermCounts = text_counts.NOTHING_COUNTED
    left_out: tuple[str, ...] = ()
    is_vouched_for: bool = True

    @cached_property
    def edition(self) -> int:
        """The newest edition; 0 when nothing was learned yet."""
        return ledger.newest_edition(self.ledger)

    @cached_property
    def log(self) -> pd.DataFrame:
        """The change log as the newest edition knows it."""
        return log_of_edition(self.table)

    @cached_property
    def releases(self) -> pd.DataFrame:
        """The lines of the ledger of all releases that stand."""
        return ledger.releases_of_edition(self.ledger)

    @cached_property
    def errata(self) -> tuple[Erratum, ...]:
        """The releases that were taken back."""
        return read_errata(self.ledger)

    @cached_property
    def populations(self) -> pd.DataFrame:
        """What rates divide by, as ``populations.populations`` gives it: worked out once, for rates ask often."""
        return populations.populations(self.table, self.ledger, registry.POPULATIONS)
