"""Every day on which a source published: how the day is known, what was published, and what that changed."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from dashboard.dataset.dataset import Dataset
from dashboard.dataset.differences import EVERYTHING, SeriesChoice, tally_releases
from etl.store.differences import Change
from etl.store.errata import Erratum
from etl.store.ledger import VOID

_OF_DAY = ["vintage", "source"]

_Line = Mapping[Hashable, Any]


@dataclass(frozen=True)
class ReleaseDay:
    """What a source published on one day, often one release: each has an id, a title and where it was read.

    It was learned in ``edition``, on ``learned_on``. ``counts`` are the figures that it changed, by kind, where it is
    listed with them. ``errata`` are the releases entered for that day that were taken back; ``is_void`` where there is
    no other.
    """

    source: str
    day: date
    basis: str
    ids: tuple[str, ...]
    titles: tuple[str, ...]
    urls: tuple[str, ...]
    edition: int
    learned_on: date
    counts: Mapping[Change, int] = field(default_factory=dict)
    errata: tuple[Erratum, ...] = ()
    is_void: bool = False

    @property
    def changed_on(self) -> date:
        """The day on which it was entered, or the last on which a release of the day was taken back."""
        return max([self.learned_on, *(erratum.learned_on for erratum in self.errata)])


def release_days(dataset: Dataset, source: str = "") -> tuple[ReleaseDay, ...]:
    """Return the days of release of a source, or of all, newest first, without what each changed."""
    return dataset.cached(("release days", source), lambda: _read_release_days(dataset, source))


def _read_release_days(dataset: Dataset, source: str) -> tuple[ReleaseDay, ...]:
    ledger = dataset.snapshot.ledger
    rows = ledger[ledger["known"] != VOID]
    rows = rows[rows["source"] == source] if source else rows
    newest_first = rows.sort_values(_OF_DAY, ascending=False, kind="stable").to_dict("records")
    return tuple(_release_day(dataset, list(lines)) for _, lines in groupby(newest_first, key=itemgetter(*_OF_DAY)))


def list_release_days(dataset: Dataset, choice: SeriesChoice = EVERYTHING) -> tuple[ReleaseDay, ...]:
    """Return the days of release, newest first: all of a source, or those that changed a figure of what is chosen.

    Those of which a release that stated one was taken back or moved are among them: who follows a place is told.
    """
    counts: dict[tuple[str, date], dict[Change, int]] = {}
    changed = tally_releases(dataset, choice).counts
    totals = changed[["source", "vintage", "change", "count"]].groupby(["source", "vintage", "change"], as_index=False)
    for row in totals.sum().to_dict("records"):
        counts.setdefault((row["source"], row["vintage"].date()), {})[Change(row["change"])] = row["count"]
    days = (
        replace(release, counts=counts.get((release.source, release.day), {}))
        for release in release_days(dataset, choice.source)
    )
    if not (choice.place or choice.measure):
        return tuple(days)
    void = {erratum.release for erratum in dataset.snapshot.errata}
    table = dataset.snapshot.table
    taken_back = set(choice.apply(table[table["release"].isin(void)])["release"]) if void else set()
    return tuple(release for release in days if release.counts or taken_back.intersection(release.ids))


def _release_day(dataset: Dataset, entered: Sequence[_Line]) -> ReleaseDay:
    void = {erratum.release: erratum for erratum in dataset.snapshot.errata}
    standing = [line for line in entered if line["id"] not in void]
    lines = standing or entered
    source, day = lines[-1]["source"], lines[-1]["vintage"].date()
    return ReleaseDay(
        source=source,
        day=day,
        basis=lines[-1]["known"],
        ids=tuple(line["id"] for line in lines),
        titles=_parts((line["title"] for line in lines), "; "),
        urls=_parts((line["url"] for line in lines), " "),
        edition=lines[-1]["edition"],
        learned_on=lines[-1]["learned_on"].date(),
        errata=tuple(void[line["id"]] for line in entered if line["id"] in void),
        is_void=not standing,
    )


def _parts(texts: Iterable[str], separator: str) -> tuple[str, ...]:
    """Return each part of some texts once."""
    parts = (part for text in texts for part in text.split(separator))
    return tuple(dict.fromkeys(part for part in parts if part))
